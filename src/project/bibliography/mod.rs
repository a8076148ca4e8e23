//! `references.bib` → [`Bibliography`].
//!
//! Each entry is read by itself, together with the abbreviations and the entries that it names, so that a fault in one
//! hides no other. What could make the reader of BibLaTeX run for ever, overflow the stack or panic is looked for first
//! (`abbreviations`, `parents`, `limits`) or caught ([`crate::guard`]); nothing of the kind leaves this room.

pub(super) mod abbreviations;
pub(super) mod entry;
pub(super) mod graph;
pub(super) mod limits;
pub(super) mod parents;
pub(super) mod raw;
pub(super) mod work;

use std::collections::HashSet;
use std::ops::Range;

use biblatex::Spanned;

use crate::diag::{Code, Diagnostic, Report};
use crate::model::Bibliography;
use crate::source::{Sources, Spot};
use abbreviations::Abbreviations;
use entry::Reader;
use parents::Parents;

/// Where faults of a bibliography go.
pub(crate) struct Faults<'r> {
    file: u32,
    report: &'r mut Report,
}

impl Faults<'_> {
    fn spot(&self, range: &Range<usize>) -> Spot {
        Spot::new(self.file, range.clone())
    }

    fn push(&mut self, code: &'static Code, message: impl Into<String>, at: &Range<usize>) {
        let spot = self.spot(at);
        self.report.push(Diagnostic::new(code, message).at(spot));
    }

    fn push_with_hint(&mut self, code: &'static Code, message: impl Into<String>, at: &Range<usize>, hint: &str) {
        let spot = self.spot(at);
        self.report.push(Diagnostic::new(code, message).at(spot).hint(hint));
    }
}

/// Reads a bibliography. Faults go to the report; a work whose entry is at fault is left out.
pub(crate) fn bibliography(file: u32, sources: &Sources, report: &mut Report) -> Bibliography {
    let mut faults = Faults { file, report };
    let mut raw = raw::read(sources.text(file), &mut faults);
    let abbreviations = Abbreviations::new(&raw.abbreviations, &mut faults);
    raw.entries.retain_mut(|entry| limits::allow(entry, &abbreviations, &mut faults));
    let parents = Parents::of(&raw.entries, &mut faults);
    let reader = Reader { entries: &raw.entries, parents: &parents, abbreviations: &abbreviations };
    let read = reader.read(&mut faults);
    let mut keys: HashSet<&str> = HashSet::new();
    let mut works = Vec::new();
    for (Spanned { v: entry, .. }, read) in raw.entries.iter().zip(read) {
        let Some(read) = read else { continue };
        if !keys.insert(entry.key.v) {
            let message = format!("the work `{}` is already in the bibliography", entry.key.v);
            faults.push(Code::DUPLICATE_ID, message, &entry.key.span);
        } else if !entry.kind.v.eq_ignore_ascii_case("xdata") {
            works.extend(work::work(read, entry, &mut faults));
        }
    }
    Bibliography { works }
}
