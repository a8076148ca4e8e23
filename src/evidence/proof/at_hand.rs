//! A document that is at hand, and the places of quotes in it.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use memchr::memchr2_iter;

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::document::Document;
use crate::evidence::proof::cell::{CellSought, Cells};
use crate::evidence::proof::locate::Located;
use crate::evidence::proof::lock::{Locked, LockedDocument, LockedQuote};
use crate::evidence::proof::nearest::Passages;
use crate::evidence::proof::quote::{Sought, Wanted};
use crate::evidence::searched::Searched;
use crate::model::{Claim, Dataset, LocatorPart, Pages};

/// How much of a passage a hint shows, in characters.
const SHOWN: usize = 40;

/// A fault of a quote.
pub(super) type Fault = (&'static Code, Finding);

/// A document that is at hand.
pub(super) struct AtHand<'a> {
    name: &'a str,
    document: &'a Document,
    searched: Searched,
    places: Located<'a>,
    cells: OnceCell<Cells<'a>>,
    /// How many claims have each quote.
    claims: HashMap<&'a str, usize>,
    /// What became of quotes that several claims have.
    outcomes: RefCell<BTreeMap<Key<'a>, Outcome>>,
    /// Its words, once a quote is not found.
    passages: OnceCell<Passages>,
}

/// What a claim says of its quote: where this is the same, so is the outcome.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    quote: &'a str,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    locator: Vec<Option<String>>,
}

/// What became of looking for a quote.
#[derive(Clone, Debug)]
enum Outcome {
    /// The place that is meant.
    At(Range<usize>),
    /// A fault: what it says, and the hint.
    Fault { code: &'static Code, message: String, hint: String },
}

impl<'a> AtHand<'a> {
    /// A document by its name, with the pages that the bibliography gives it and the claims that quote it.
    pub(super) fn new(name: &'a str, document: &'a Document, pages: Option<&Pages>, quoting: &[&'a Claim]) -> Self {
        let mut claims = HashMap::new();
        quoting.iter().for_each(|claim| *claims.entry(claim.quote.value.as_str()).or_default() += 1);
        Self {
            name,
            document,
            searched: Searched::new(&document.text),
            places: Located::new(document, pages),
            cells: OnceCell::new(),
            claims,
            outcomes: RefCell::default(),
            passages: OnceCell::new(),
        }
    }

    /// The place of a claim's quote; none for a cell of a table that the document does not have as a table.
    pub(super) fn place(&self, claim: &'a Claim, dataset: &'a Dataset) -> Result<Option<Range<usize>>, Fault> {
        if let Some(at) = &claim.locator.cell {
            let cells = self.cells.get_or_init(|| Cells::of(self.document, dataset));
            return match cells.find(claim, at, &self.places) {
                CellSought::Standing(place) => Ok(Some(place)),
                CellSought::Untold => Ok(None),
                CellSought::Other(row) => {
                    let message =
                        format!("`{}` does not stand in row `{}`, column `{}`", claim.quote.value, at.row, at.column);
                    Err((
                        Code::CELL_NOT_FOUND,
                        finding(message).at(claim.quote.at).hint(format!("the row reads: {row}")),
                    ))
                }
            };
        }
        match self.outcome(claim) {
            Outcome::At(place) => Ok(Some(place)),
            Outcome::Fault { code, message, hint } => Err((code, finding(message).at(claim.quote.at).hint(hint))),
        }
    }

    /// What becomes of a quote; of one that several claims have it is found out once.
    fn outcome(&self, claim: &'a Claim) -> Outcome {
        if self.claims.get(claim.quote.value.as_str()).is_none_or(|count| *count < 2) {
            return self.sought(claim);
        }
        let key = Key {
            quote: &claim.quote.value,
            prefix: claim.prefix.as_deref(),
            suffix: claim.suffix.as_deref(),
            locator: LocatorPart::ALL.iter().map(|part| claim.locator.part(*part)).collect(),
        };
        if let Some(known) = self.outcomes.borrow().get(&key) {
            return known.clone();
        }
        let outcome = self.sought(claim);
        self.outcomes.borrow_mut().insert(key, outcome.clone());
        outcome
    }

    fn sought(&self, claim: &'a Claim) -> Outcome {
        let fault = |message: String, hint: String| Outcome::Fault { code: Code::QUOTE_NOT_FOUND, message, hint };
        match Wanted::of(claim).find(&self.searched) {
            Sought::Nowhere => {
                fault(format!("the quote does not stand in `{}`", self.name), self.nearest_to(&claim.quote.value))
            }
            Sought::Elsewhere(places) => {
                let message = format!("the quote does not stand in `{}` with this `prefix` and `suffix`", self.name);
                fault(message, format!("it stands {}", self.shown(&places)))
            }
            Sought::Standing(places) => self.chosen(claim, &places),
        }
    }

    /// The place that is meant of those where a quote stands: the only one that is where the record says.
    fn chosen(&self, claim: &Claim, places: &[Range<usize>]) -> Outcome {
        if let [only] = places {
            return Outcome::At(only.clone());
        }
        let mut fitting = places.iter().filter(|place| self.places.misplaced(&claim.locator, place).is_none());
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Outcome::At(only.clone()),
            (None, _) => Outcome::At(places[0].clone()),
            (Some(_), Some(_)) => Outcome::Fault {
                code: Code::QUOTE_AMBIGUOUS,
                message: format!("the quote stands in `{}` {} times", self.name, places.len()),
                hint: format!("say which by `prefix` or `suffix`: {}", self.shown(places)),
            },
        }
    }

    /// What is said of the passage nearest to a quote.
    fn nearest_to(&self, quote: &str) -> String {
        let folded = self.searched.folded();
        match self.passages.get_or_init(|| Passages::of(folded)).nearest(folded, quote) {
            Some(near) => {
                let place = self.places.named(near.place.start).map(|place| format!(" ({place})")).unwrap_or_default();
                format!("the nearest passage{place} reads: {}", near.diff)
            }
            None => "no passage shares half of its words: is it from another document?".to_owned(),
        }
    }

    /// The fault of a quote that stands at a place where its record does not say that it stands.
    pub(super) fn misplaced(&self, claim: &Claim, place: &Range<usize>) -> Option<Fault> {
        let other = self.places.misplaced(&claim.locator, place)?;
        let message =
            format!("the quote does not stand in {} {}", other.part, other.said).replace("in page", "on page");
        Some((Code::QUOTE_MISPLACED, finding(message).at(claim.id.at).hint(format!("it stands {}", other.stands))))
    }

    /// What a lock keeps of the document and of the claims whose quotes stand at these places.
    pub(super) fn locked(&self, work: &str, found: &[(&Claim, Range<usize>)]) -> (LockedDocument, Vec<LockedQuote>) {
        let text = Locked::new(&self.document.text);
        let stops = Stops::of(&self.document.text);
        let quote =
            |(claim, place): &(&Claim, Range<usize>)| LockedQuote::new(claim, &text, place, &stops.sentence(place));
        (text.document(work), found.iter().map(quote).collect())
    }

    /// Up to three places with the words before and after.
    fn shown(&self, places: &[Range<usize>]) -> String {
        let one = |place: &Range<usize>| {
            let before: String = tail(&self.document.text[..place.start], SHOWN);
            let after: String = self.document.text[place.end..].chars().take(SHOWN).collect();
            let at = self.places.named(place.start).map(|at| format!(" ({at})")).unwrap_or_default();
            format!("after “{}” and before “{}”{at}", one_line(&before), one_line(&after))
        };
        let shown: Vec<String> = places.iter().take(3).map(one).collect();
        shown.join("; or ")
    }
}

/// Where sentences and paragraphs end: the bytes of full stops before spaces, and of line ends before blank lines.
struct Stops<'t> {
    text: &'t str,
    stops: Vec<usize>,
}

impl<'t> Stops<'t> {
    fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let ends = |at: &usize| {
            let next = bytes.get(at + 1);
            if bytes[*at] == b'\n' { next == Some(&b'\n') } else { next == Some(&b' ') }
        };
        Self { text, stops: memchr2_iter(b'\n', b'.', bytes).filter(ends).collect() }
    }

    /// The bytes of the sentences that a place is part of: from the end of the one before to its own end.
    fn sentence(&self, place: &Range<usize>) -> Range<usize> {
        let before = self.stops.partition_point(|stop| stop + 2 <= place.start);
        let start = before.checked_sub(1).map_or(0, |i| self.stops[i] + 2);
        let after = self.stops.partition_point(|stop| *stop < place.end);
        let end = self.stops.get(after).map_or(self.text.len(), |stop| {
            // The full stop belongs to its sentence.
            stop + usize::from(self.text.as_bytes()[*stop] == b'.')
        });
        start..end
    }
}

fn tail(text: &str, count: usize) -> String {
    let skipped = text.chars().rev().take(count).map(char::len_utf8).sum::<usize>();
    text[text.len() - skipped..].to_owned()
}

/// Words in one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
