//! What of a document is recorded.

use crate::evidence::{Coverage, Document, Ledger, scan};
use crate::model::Dataset;

/// The statements of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CoverageAudit {
    /// The key of its work.
    pub document: String,
    /// How many statements are recorded.
    pub recorded: usize,
    /// Those that are set aside, with the reason.
    pub set_aside: Vec<(Counted, String)>,
    /// Those that nothing accounts for.
    pub unaccounted: Vec<Counted>,
}

impl CoverageAudit {
    /// How many statements are accounted for.
    pub(super) fn counts(&self) -> String {
        let (aside, open) = (self.set_aside.len(), self.unaccounted.len());
        format!("{} statements recorded, {aside} set aside, {open} unaccounted for.", self.recorded)
    }
}

/// A statement of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its words.
    pub words: String,
    /// The sentence that it stands in.
    pub sentence: String,
}

/// The coverage of each document of a dataset that is at hand.
pub(super) fn of(dataset: &Dataset, documents: &[(&str, Document)]) -> Vec<CoverageAudit> {
    let ledger = Ledger::of(dataset);
    let one = |(work, document): &(&str, Document)| {
        let statements = scan(document, None);
        let mut audit =
            CoverageAudit { document: (*work).to_owned(), recorded: 0, set_aside: Vec::new(), unaccounted: Vec::new() };
        for (statement, coverage) in statements.iter().zip(ledger.coverage(document, &statements)) {
            let counted = || Counted {
                words: document.text[statement.span.clone()].to_owned(),
                sentence: document.text[statement.sentence.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
            };
            match coverage {
                Coverage::Recorded(_) => audit.recorded += 1,
                Coverage::SetAside(aside) => audit.set_aside.push((counted(), aside.reason.clone())),
                Coverage::Unaccounted => audit.unaccounted.push(counted()),
            }
        }
        audit
    };
    documents.iter().map(one).collect()
}
