//! What is done with a language: figures speak it, quotes are read in it, works are cited in it.
//!
//! What is particular to a language stands in [`crate::locale`]; here stands what is the same for all of them.

pub mod citation;
pub mod lexicon;
pub mod phrases;
