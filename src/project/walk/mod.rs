//! TODO

pub(super) mod field;
pub(super) mod table;
