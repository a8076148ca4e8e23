//! TODO

pub(super) mod as_written;
pub(super) mod complement;
pub(super) mod duplicate;
pub(super) mod fieldwork;
pub(super) mod grim;
pub(super) mod operator;
pub(super) mod pages_outside;
pub(super) mod pages_reversed;
pub(super) mod parts;
pub(super) mod range;
pub(super) mod references;
pub(super) mod survey_after_work;
pub(super) mod tone;
pub(super) mod uncited;
pub(super) mod undisclosed;
pub(super) mod unreported_rest;
pub(super) mod untranslated;
pub(super) mod value_in_quote;
