//! From a file's text to a [`Document`](super::Document): markup goes, structure stays.

mod builder;
#[cfg(feature = "documents")]
pub(super) mod docx;
pub(super) mod html;
pub(super) mod markdown;
#[cfg(feature = "documents")]
pub(super) mod pdf;
pub(super) mod plain;
