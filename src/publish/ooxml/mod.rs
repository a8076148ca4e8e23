//! Presentations as Office Open XML: made, taken apart, and brought up to date.

mod archive;
mod base;
mod chart;
mod chart_group;
mod drawing;
mod dress;
mod extent;
mod figures;
mod foot;
mod ids;
mod measure;
mod origin;
mod package;
mod picture;
mod pptx;
mod recolored;
mod refresh;
mod scheme;
mod shapes;
mod slide;
mod template;
mod template_look;
mod text;
mod text_box;
mod tree;
mod xml;

pub(crate) use archive::{Archive, Macros};
pub use chart::AsShapes;
pub use pptx::{Presentation, Reshaped, TooSmall, pptx, presentation};
pub use refresh::{
    Found, Loss, Place, Refreshed, Refresher, Renewal, SlideOf, State, TextPart, TextRenewal, TextState, found, refresh,
};
pub(crate) use refresh::{Media, named_figures};
pub use template_look::{Instead, Unworn, Why};
