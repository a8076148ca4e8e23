//! One document of a dataset with all claims that quote it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::check::{Finding, Findings, finding};
use crate::diag::{Code, Diagnostic, Report};
use crate::evidence::document::Document;
use crate::evidence::folded::Folded;
use crate::evidence::names::Names;
use crate::evidence::proof::cell::{CellSought, Cells};
use crate::evidence::proof::locate::Located;
use crate::evidence::proof::lock::{Lock, Locked, LockedDocument, LockedQuote, digest};
use crate::evidence::proof::nearest::nearest;
use crate::evidence::proof::quote::{Sought, Wanted};
use crate::evidence::proof::survey_said::unsaid;
use crate::evidence::reading::{Reads, Text};
use crate::evidence::rules;
use crate::evidence::scanner::Scanner;
use crate::language::lexicon::Reader;
use crate::model::{Claim, Dataset, Document as Quoted, Survey};
use crate::project::{Project, Proof, ReadError, TextFile};
use crate::source::{Located as At, Spot};

/// How much of a passage a hint shows, in characters.
const SHOWN: usize = 40;

/// A document to be examined.
pub(super) struct Job<'p> {
    pub(super) project: &'p Project,
    pub(super) dataset: &'p Dataset,
    pub(super) proof: &'p Proof,
    pub(super) lock: Option<&'p Lock>,
    /// The quotes of the lock by the ids of their claims.
    pub(super) quotes: &'p BTreeMap<&'p str, &'p LockedQuote>,
    pub(super) names: &'p Names,
    /// The surveys of which no other document of the dataset speaks.
    pub(super) surveys: &'p [&'p Survey],
    pub(super) document: &'p Quoted,
    /// The claims that quote the document.
    pub(super) claims: &'p [&'p Claim],
}

/// What came of it.
pub(super) struct Examined {
    pub(super) report: Report,
    /// The document and the places of its quotes, when it is at hand.
    pub(super) locked: Option<(LockedDocument, Vec<LockedQuote>)>,
}

/// A document that is at hand.
struct AtHand<'a> {
    name: &'a str,
    document: &'a Document,
    folded: Folded,
    places: Located<'a>,
    cells: Cells<'a>,
}

impl Job<'_> {
    pub(super) fn run(&self) -> Examined {
        let mut report = Report::new();
        let text = self.proof.text(&self.document.work);
        let document = text.and_then(|file| self.read(file, &mut report).map(|document| (file, document)));
        let locked = document.as_ref().map(|(file, document)| self.compare(file, document, &mut report));
        match (&document, self.locked()) {
            (Some(_), _) => {}
            (None, Some(_)) => self.compare_with_lock(&mut report),
            (None, None) => self.read_quotes(&mut report),
        }
        Examined { report, locked }
    }

    fn locked(&self) -> Option<&LockedDocument> {
        self.lock.and_then(|lock| lock.document(&self.document.work))
    }

    /// The text of a file. One that is not there is no fault where the lock stands for it.
    fn read(&self, file: &TextFile, report: &mut Report) -> Option<Document> {
        let unreadable = |why: &dyn std::fmt::Display| {
            let message =
                format!("the text of `{}` cannot be had from `{}`: {why}", self.document.work.value, file.name);
            let fault = Diagnostic::new(Code::DOCUMENT_UNREADABLE, message);
            match file.at {
                Some(at) => fault.at(at),
                None => fault.in_path(&*file.name),
            }
        };
        let bytes = match file.bytes() {
            Ok(bytes) => bytes,
            Err(ReadError::Missing) if self.locked().is_some() => return None,
            Err(error) => {
                let hint =
                    "put it there, or run `citeplot check --against FILE --lock` where it is, and keep the lock file";
                report.push(unreadable(&error).hint(hint));
                return None;
            }
        };
        match Document::read(&bytes, &file.name) {
            Ok(document) => Some(document),
            Err(error) => {
                report.push(unreadable(&error).hint(error.hint()));
                None
            }
        }
    }

    /// Compares all claims with the document itself.
    fn compare(&self, file: &TextFile, document: &Document, report: &mut Report) -> (LockedDocument, Vec<LockedQuote>) {
        let pages = self.dataset.bibliography.work(&self.document.work).and_then(|work| work.pages.as_ref());
        let hand = AtHand {
            name: &file.name,
            document,
            folded: Folded::new(&document.text),
            places: Located::new(document, pages),
            cells: Cells::of(document),
        };
        let text = Locked::new(&document.text);
        let mut told = Told::default();
        let mut quotes = Vec::new();
        let mut standing = Vec::new();
        for claim in self.claims.iter().copied() {
            let place = match hand.place(claim, self.dataset) {
                Ok(place) => place,
                Err(fault) => {
                    told.push(self, claim, fault, report);
                    continue;
                }
            };
            let misplaced = place.as_ref().and_then(|place| hand.misplaced(claim, place));
            if let Some(place) = place.as_ref().filter(|_| misplaced.is_none()) {
                standing.push((claim, place.clone()));
            }
            if let Some(fault) = misplaced {
                told.push(self, claim, fault, report);
            }
            if let Some(place) = place {
                let sentence = hand.sentence(&place);
                quotes.push(LockedQuote::new(claim, &text, &place, &sentence));
            }
        }
        self.read_claims(document, &standing, report);
        self.compare_surveys(file, document, report);
        let now = text.document(&self.document.work);
        self.compare_lock_with(&now, &quotes, report);
        (now, quotes)
    }

    /// Reads the claims that stand at these places beside their sentences.
    fn read_claims(&self, document: &Document, standing: &[(&Claim, Range<usize>)], report: &mut Report) {
        let mut places: Vec<&Range<usize>> = standing.iter().map(|(_, place)| place).collect();
        places.sort_by_key(|place| place.start);
        // A quote may reach over paragraphs; none is longer than the longest.
        let longest = places.iter().map(|place| place.len()).max().unwrap_or_default();
        let quoted = |block: &Range<usize>| {
            let first = places.partition_point(|place| place.start + longest < block.start);
            places[first..].iter().take_while(|p| p.start < block.end).any(|p| block.start < p.end)
        };
        let statements = Scanner::default().scan_where(document, None, quoted);
        let text = Text { text: &document.text, statements: &statements };
        let reads = Reads { dataset: self.dataset, names: self.names };
        let read = standing.par_iter().map(|(claim, place)| match claim.locator.cell {
            Some(_) => None,
            None => rules::first(&reads.reading(claim, &text, place.clone())),
        });
        let found: Vec<_> = read.collect();
        for ((claim, _), found) in standing.iter().zip(found) {
            found.into_iter().for_each(|(code, found)| self.say(code, found, Some(claim), report));
        }
    }

    /// Reads the claims in their quotes alone.
    fn read_quotes(&self, report: &mut Report) {
        let reader = Reader::of_tag(&self.document.quote_lang);
        let reads = Reads { dataset: self.dataset, names: self.names };
        let read = |scanner: &mut Scanner, claim: &&Claim| {
            let mut statements = Vec::new();
            scanner.prose(&claim.quote, 0, reader, &mut statements);
            let text = Text { text: &claim.quote, statements: &statements };
            rules::first(&reads.reading(claim, &text, 0..claim.quote.len()))
        };
        let cells = |claim: &&&Claim| claim.locator.cell.is_none();
        let claims: Vec<&Claim> = self.claims.iter().filter(cells).copied().collect();
        let found: Vec<_> = claims.par_iter().map_init(Scanner::default, read).collect();
        for (claim, found) in claims.iter().zip(found) {
            found.into_iter().for_each(|(code, found)| self.say(code, found, Some(claim), report));
        }
    }

    /// Compares what the records state of the surveys that only this document speaks of.
    fn compare_surveys(&self, file: &TextFile, document: &Document, report: &mut Report) {
        for survey in self.surveys {
            for found in unsaid(survey, &document.text, &file.name) {
                if let Some(mut findings) = Findings::of(Code::SURVEY_UNSAID, &self.project.config, report) {
                    findings.push(found, &survey.acknowledge);
                }
            }
        }
    }

    /// Says when the lock is behind the document or the records.
    fn compare_lock_with(&self, now: &LockedDocument, quotes: &[LockedQuote], report: &mut Report) {
        let Some(then) = self.locked() else { return };
        let behind = quotes
            .iter()
            .filter(|q| self.quotes.get(q.id.trim_start_matches('#')).is_none_or(|k| k.record != q.record));
        let behind: Vec<&str> = behind.map(|q| q.id.trim_start_matches('#')).collect();
        let message = match (then == now, behind.as_slice()) {
            (true, []) => return,
            (false, _) => format!("`{}` is another text than the one that was locked", self.document.work.value),
            (true, [one]) => format!("the record `{one}` is another than the one that was locked"),
            (true, [first, ..]) => {
                format!("{} records, `{first}` first, are others than those that were locked", behind.len())
            }
        };
        let stale = finding(message).at(self.document.work.at).hint("run `citeplot check --lock`");
        self.say(Code::LOCK_STALE, stale, None, report);
    }

    /// Compares all claims with what the lock keeps of the document.
    fn compare_with_lock(&self, report: &mut Report) {
        if self.locked().is_none() {
            return;
        }
        let hint = "run `citeplot check --against FILE --lock` where the document is";
        let mut told = Told::default();
        for claim in self.claims.iter().copied() {
            let Some(quote) = self.quotes.get(claim.id.value.as_str()) else {
                let message =
                    format!("the lock file does not have `{}`, and the document is not at hand", claim.id.value);
                self.say(Code::LOCK_STALE, finding(message).at(claim.id.at).hint(hint), Some(claim), report);
                continue;
            };
            let written = quote.passage();
            let passage = Folded::new(&written);
            let quoted = Folded::new(&quote.target.selector.0.exact);
            let is_cell = claim.locator.cell.is_some();
            let sought = Wanted::of(claim).find(&passage);
            if !is_cell && sought == Sought::Nowhere {
                let message = "the quote is not what stood in the document when it was locked";
                let near =
                    nearest(&quoted, &claim.quote).map_or_else(|| cut(&quote.target.selector.0.exact), |n| n.diff);
                told.push(
                    self,
                    claim,
                    (
                        Code::QUOTE_NOT_FOUND,
                        finding(message).at(claim.quote.at).hint(format!("there it reads: {near}")),
                    ),
                    report,
                );
            } else if quote.record != digest(claim) {
                let message = format!("the record `{}` has changed since it was locked", claim.id.value);
                self.say(Code::LOCK_STALE, finding(message).at(claim.id.at).hint(hint), Some(claim), report);
            }
            if let Sought::Standing(places) = sought {
                let document = Document { text: written, ..Document::default() };
                self.read_claims(&document, &[(claim, places[0].clone())], report);
            }
        }
    }

    fn say(&self, code: &'static Code, found: Finding, claim: Option<&Claim>, report: &mut Report) {
        if let Some(mut findings) = Findings::of(code, &self.project.config, report) {
            findings.push(found, claim.map_or(&[], |claim| &claim.acknowledge));
        }
    }
}

/// A fault of a quote.
type Fault = (&'static Code, Finding);

/// The faults of quotes that were told already: claims that share a quote share its fault.
#[derive(Default)]
struct Told(BTreeSet<(&'static str, Spot)>);

impl Told {
    fn push(&mut self, job: &Job<'_>, claim: &Claim, (code, found): Fault, report: &mut Report) {
        if self.0.insert((code.name, claim.quote.at)) {
            job.say(code, found, Some(claim), report);
        }
    }
}

impl AtHand<'_> {
    /// The place of a claim's quote; none for a cell of a table that the document does not have as a table.
    fn place(&self, claim: &Claim, dataset: &Dataset) -> Result<Option<Range<usize>>, Fault> {
        if let Some(at) = &claim.locator.cell {
            return match self.cells.find(claim, at, dataset, &self.places) {
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
        match Wanted::of(claim).find(&self.folded) {
            Sought::Nowhere => Err((Code::QUOTE_NOT_FOUND, self.not_found(&claim.quote))),
            Sought::Elsewhere(places) => {
                let message = format!("the quote does not stand in `{}` with this `prefix` and `suffix`", self.name);
                let hint = format!("it stands {}", self.shown(&places));
                Err((Code::QUOTE_NOT_FOUND, finding(message).at(claim.quote.at).hint(hint)))
            }
            Sought::Standing(places) => self.chosen(claim, &places).map(Some),
        }
    }

    /// The place that is meant of those where a quote stands: the only one that is where the record says.
    fn chosen(&self, claim: &Claim, places: &[Range<usize>]) -> Result<Range<usize>, Fault> {
        let fits = |place: &&Range<usize>| self.places.misplaced(&claim.locator, place).is_none();
        let fitting: Vec<&Range<usize>> = places.iter().filter(fits).collect();
        match (places, fitting.as_slice()) {
            ([only], _) => Ok(only.clone()),
            (_, [only]) => Ok((*only).clone()),
            ([first, ..], []) => Ok(first.clone()),
            _ => {
                let message = format!("the quote stands in `{}` {} times", self.name, places.len());
                let hint = format!("say which by `prefix` or `suffix`: {}", self.shown(places));
                Err((Code::QUOTE_AMBIGUOUS, finding(message).at(claim.quote.at).hint(hint)))
            }
        }
    }

    fn not_found(&self, quote: &At<String>) -> Finding {
        let found = finding(format!("the quote does not stand in `{}`", self.name)).at(quote.at);
        match nearest(&self.folded, quote) {
            Some(near) => {
                let place = self.places.named(near.place.start).map(|place| format!(" ({place})")).unwrap_or_default();
                found.hint(format!("the nearest passage{place} reads: {}", near.diff))
            }
            None => found.hint("no passage shares half of its words: is it from another document?"),
        }
    }

    fn misplaced(&self, claim: &Claim, place: &Range<usize>) -> Option<Fault> {
        let other = self.places.misplaced(&claim.locator, place)?;
        let message =
            format!("the quote does not stand in {} {}", other.part, other.said).replace("in page", "on page");
        Some((Code::QUOTE_MISPLACED, finding(message).at(claim.id.at).hint(format!("it stands {}", other.stands))))
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

    /// The bytes of the sentences that a place is part of: from the end of the one before to its own end.
    fn sentence(&self, place: &Range<usize>) -> Range<usize> {
        let text = &self.document.text;
        let before = &text[..place.start];
        let start = before.rfind("\n\n").map_or(0, |at| at + 2).max(before.rfind(". ").map_or(0, |at| at + 2));
        let after = &text[place.end..];
        let stop = [after.find("\n\n"), after.find(". ").map(|at| at + 1)].into_iter().flatten().min();
        start..place.end + stop.unwrap_or(after.len())
    }
}

fn tail(text: &str, count: usize) -> String {
    let skipped = text.chars().rev().take(count).map(char::len_utf8).sum::<usize>();
    text[text.len() - skipped..].to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    one_line(text).chars().take(200).collect()
}
