//! From a file's text to a [`Document`](super::Document): markup goes, structure stays.

mod builder;
#[cfg(feature = "documents")]
pub(super) mod docx;
#[cfg(feature = "documents")]
mod glyphs;
pub(super) mod html;
#[cfg(feature = "documents")]
mod layout;
pub(super) mod markdown;
#[cfg(feature = "documents")]
pub(super) mod pdf;
pub(super) mod plain;
#[cfg(feature = "documents")]
mod printed;
mod running;
#[cfg(feature = "documents")]
mod widths;
