//! TODO

mod pdf;
mod svg;

