//! What the files of a dataset hold that could not be read.

use std::collections::BTreeSet;

/// Records that are written in the files of a dataset but have faults. A reference to one of them is no fault of its
/// own, so nothing is said of it until the record itself is mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// The ids that are written in files with faults.
    pub ids: BTreeSet<String>,
    /// Whether `dataset.toml` could be read in part at most, so that any record of it may be missing.
    pub dataset: bool,
    /// Whether a file of claims could be read in part at most.
    pub claims: bool,
    /// Whether the bibliography could be read in part at most.
    pub works: bool,
}

impl Unread {
    /// Whether a record of `dataset.toml` with this id may be there, though it was not read.
    pub fn may_have(&self, id: &str) -> bool {
        self.dataset || self.ids.contains(id)
    }

    /// Whether a claim with this id may be there, though it was not read.
    pub fn may_have_claim(&self, id: &str) -> bool {
        self.claims || self.ids.contains(id)
    }
}
