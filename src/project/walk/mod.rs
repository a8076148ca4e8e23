//! Reading a TOML text as our types, field by field.

pub(super) mod field;
mod quoted;
pub(super) mod table;
