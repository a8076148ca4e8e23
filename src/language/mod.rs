//! TODO

pub mod citation;
pub mod lexicon;
pub mod phrases;
