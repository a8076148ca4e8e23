//! wip
pub mod check;
pub mod compare;
pub mod config;
pub mod diag;
pub mod load;
pub mod model;
pub mod recipe;
pub mod wording;
pub mod locale;
pub mod reference;
pub mod frame;
