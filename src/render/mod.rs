//! Scenes as files, through plotters. The only home of plotters.
//!
//! One walk over a [`Scene`](crate::figure::scene::Scene) puts its parts on a plotters drawing area; one plotters
//! [`Backend`] hands what plotters draws to a canvas, of which each format has its own: [`svg()`], [`png()`], [`pdf()`]. All
//! carry the figure's title, description and metadata. A [`Drawing`] gives the same backend to any plotters program.

mod backend;
mod canvas;
mod drawing;
mod elements;
mod error;
mod figure;
mod format;
mod panel;
mod path;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "png")]
mod raster;
mod sheet;
mod svg;
#[cfg(any(feature = "png", feature = "pdf"))]
mod trace;
mod walk;
mod xml;

pub use backend::{Backend, BackendError, Unit, px};
pub use drawing::Drawing;
pub use error::DrawError;
pub use format::{DrawOptions, FigureFormat};
pub use panel::{PanelAxis, PanelChart, PanelError};
#[cfg(feature = "pdf")]
pub use pdf::{pdf, pdf_pages};
#[cfg(feature = "png")]
pub use raster::png;
pub use sheet::Recorder;
pub(crate) use svg::head::id_prefix;
pub use svg::head::svg_metadata;
pub use svg::svg;
pub use xml::escape;
