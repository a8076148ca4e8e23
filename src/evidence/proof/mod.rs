//! Whether the documents say what the records say they do.
//!
//! Each quote is looked for in the text of its document, or, where the document is not at hand, in the passage that the lock
//! file of the dataset keeps of it.

mod at_hand;
mod cell;
mod chain;
mod examine;
mod locate;
mod lock;
mod nearest;
pub(super) mod quote;
mod survey_said;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Report};
use crate::evidence::names::Names;
use crate::model::{Claim, Dataset, Document as Quoted, Survey};
use crate::project::{LOCK, Project, Proof};
use examine::{Examined, Job};
pub(super) use locate::Located;
pub use lock::{Lock, LockedDocument, LockedQuote, PositionSelector, QuoteSelector, Target};

/// Compares the records of a project with its documents and its lock files. What is found is added to the report.
pub fn verify(project: &Project, report: &mut Report) {
    for (dataset, proof) in project.datasets.iter().zip(&project.proofs) {
        let lock = read_lock(project, dataset, proof, report);
        for examined in examined(project, dataset, proof, Locking { kept: lock.as_ref(), anew: false }) {
            report.extend(examined.report);
        }
    }
}

/// The lock of a dataset: the documents as they are, and the places of all quotes. What keeps it from being made is added to
/// the report: a document that is not at hand keeps what the lock has of it.
pub fn lock(project: &Project, dataset: &Dataset, report: &mut Report) -> Option<Lock> {
    let at = project.datasets.iter().position(|d| d.id == dataset.id)?;
    let proof = project.proofs.get(at)?;
    let old = read_lock(project, dataset, proof, report);
    let all = examined(project, dataset, proof, Locking { kept: old.as_ref(), anew: true });
    let mut documents = Vec::new();
    let mut quotes = Vec::new();
    for (document, examined) in dataset.documents.iter().zip(all) {
        report.extend(examined.report.into_iter().filter(|d| d.code != Code::LOCK_STALE));
        match examined.locked {
            Some((document, locked)) => {
                documents.push(document);
                quotes.extend(locked);
            }
            None => {
                let Some(kept) = old.as_ref().and_then(|old| old.document(&document.work)) else { continue };
                documents.push(kept.clone());
                let source = format!("references.bib#{}", document.work.value);
                let known = |quote: &&LockedQuote| quote.target.source == source;
                quotes.extend(old.iter().flat_map(|old| &old.items).filter(known).cloned());
            }
        }
    }
    let place = |quote: &LockedQuote| {
        let id = quote.id.trim_start_matches('#');
        dataset.claims.iter().position(|c| c.id.value == id)
    };
    quotes.retain(|quote| place(quote).is_some());
    quotes.sort_by_key(place);
    Some(Lock::new(documents, quotes))
}

/// The lock of a dataset.
#[derive(Clone, Copy)]
struct Locking<'l> {
    /// As it was kept.
    kept: Option<&'l Lock>,
    /// Whether it is to be made anew.
    anew: bool,
}

fn examined(project: &Project, dataset: &Dataset, proof: &Proof, locking: Locking<'_>) -> Vec<Examined> {
    let lock = locking.kept;
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &dataset.claims {
        claims.entry(&claim.document.value).or_default().push(claim);
    }
    let quotes = lock.map(Lock::quotes).unwrap_or_default();
    let names = Names::of(dataset);
    let surveys = surveys(dataset);
    let job = |document: &Quoted| {
        let claims = claims.get(document.work.value.as_str()).map(Vec::as_slice).unwrap_or_default();
        let surveys = surveys.get(document.work.value.as_str()).map(Vec::as_slice).unwrap_or_default();
        let locking = locking.anew;
        let (quotes, names) = (&quotes, &names);
        Job { project, dataset, proof, lock, quotes, names, surveys, document, claims, locking }.run()
    };
    dataset.documents.par_iter().map(job).collect()
}

/// The surveys of each document, when no other document of the dataset speaks of them.
fn surveys(dataset: &Dataset) -> BTreeMap<&str, Vec<&Survey>> {
    let mut documents: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for claim in &dataset.claims {
        if let Some(survey) = &claim.survey {
            documents.entry(&survey.value).or_default().insert(&claim.document.value);
        }
    }
    let mut found: BTreeMap<&str, Vec<&Survey>> = BTreeMap::new();
    for survey in &dataset.surveys {
        let named = documents.get(survey.id.value.as_str()).filter(|all| all.len() == 1);
        named.into_iter().flatten().for_each(|work| found.entry(work).or_default().push(survey));
    }
    found
}

/// The lock file of a dataset, when there is one that can be read.
fn read_lock(project: &Project, dataset: &Dataset, proof: &Proof, report: &mut Report) -> Option<Lock> {
    let file = proof.lock?;
    let lock = Lock::read(project.sources.text(file));
    if lock.is_none() {
        let path = format!("datasets/{}/{LOCK}", dataset.id);
        let fault =
            Diagnostic::new(Code::LOCK_UNREADABLE, "the lock file is not as the program wrote it").in_path(path);
        report.push(
            fault.hint("take it away and make it anew with `citeplot check --lock`, where the document is at hand"),
        );
    }
    lock
}
