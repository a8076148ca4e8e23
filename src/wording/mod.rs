//! TODO

mod lexicon;

