//! From a file's text to a [`Document`](super::Document): markup goes, structure stays.

mod builder;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod plain;
