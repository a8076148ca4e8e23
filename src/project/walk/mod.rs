//! Reading a TOML text as our types, field by field.

pub(super) mod field;
pub(super) mod ids;
mod quoted;
pub(super) mod table;
