//! Presentations as Office Open XML: made, taken apart, and brought up to date.

mod archive;
mod base;
mod chart;
mod ids;
mod package;
mod points;
mod pptx;
mod refresh;
mod shapes;
mod template;
mod text;
mod tree;
mod workbook;

pub use pptx::pptx;
pub use refresh::{Found, Place, Refreshed, Refresher, Renewal, State, found, refresh};
