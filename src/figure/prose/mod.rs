//! TODO

pub(super) mod alt;
pub(super) mod metadata;
pub(super) mod notes;
pub(super) mod subtitle;
