//! `claims.toml` → [`Claim`]s, in any of the forms in which they can be written.
//!
//! What a claim leaves out it takes from the passage or the table that it stands in, then from `[defaults]` of its file,
//! then from `[defaults]` of its dataset. However it was written, it is a whole claim in the end.

mod cell;
mod grid;
mod made;
mod passage;
mod raw;
mod record;

use std::collections::HashMap;
use std::sync::Arc;

use toml::de::DeTable;

use super::walk::table::{Faults, Table};
use crate::model::{Claim, Dataset, Document};

pub(super) use raw::RawClaim;

/// What the claims of a file share: the dataset that they belong to, and what they take when they leave it out.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    /// The dataset, without its claims.
    pub(super) dataset: &'a Dataset,
    /// Its documents by their works.
    documents: Arc<HashMap<&'a str, &'a Document>>,
    /// What `[defaults]` of the file and of the dataset say.
    pub(super) defaults: RawClaim,
}

impl<'a> Shared<'a> {
    /// What all files of a dataset share.
    pub(super) fn new(dataset: &'a Dataset, defaults: RawClaim) -> Self {
        let documents = dataset.documents.iter().rev().map(|d| (d.work.value.as_str(), d)).collect();
        Self { dataset, documents: Arc::new(documents), defaults }
    }

    /// The document with this key.
    fn document(&self, work: &str) -> Option<&'a Document> {
        self.documents.get(work).copied()
    }

    /// The same for a file, with its `[defaults]` on top of those of the dataset.
    pub(super) fn in_file(&self, root: &DeTable<'_>, faults: &Faults) -> Self {
        let table = Table::new(root, faults.place(0..0), "file of claims", faults);
        let defaults = match table.table("defaults", "table of defaults") {
            Some(defaults) => RawClaim::defaults(&defaults).or(&self.defaults),
            None => self.defaults.clone(),
        };
        Self { defaults, documents: Arc::clone(&self.documents), ..*self }
    }
}

/// Reads every claim of a file, or of a part of it, in the order of the file.
pub(super) fn claims_of(root: &DeTable<'_>, faults: &Faults, shared: &Shared<'_>) -> Vec<Claim> {
    let table = Table::new(root, faults.place(0..0), "file of claims", faults);
    table.raw("defaults");
    let mut claims: Vec<Claim> =
        table.tables("claim", "claim").iter().filter_map(|t| record::claim(t, shared)).collect();
    let single = claims.len();
    for passage in table.tables("passage", "passage") {
        claims.append(&mut passage::claims(&passage, shared));
    }
    for grid in table.tables("table", "table") {
        claims.append(&mut grid::claims(&grid, shared));
    }
    if claims.len() > single {
        claims.sort_by_key(|c| c.at.start);
    }
    table.finish();
    claims
}
