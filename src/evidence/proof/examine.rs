//! One document of a dataset with all claims that quote it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::check::{Finding, Findings, finding};
use crate::diag::{Code, Diagnostic, Report};
use crate::evidence::document::Document;
use crate::evidence::names::Names;
use crate::evidence::proof::at_hand::{AtHand, Fault, one_line};
use crate::evidence::proof::lock::{Lock, LockedDocument, LockedQuote, digest};
use crate::evidence::proof::nearest::nearest;
use crate::evidence::proof::quote::{Sought, Wanted};
use crate::evidence::proof::survey_said::{Dates, opt_in, unsaid};
use crate::evidence::reading::{Reads, Text};
use crate::evidence::rules;
use crate::evidence::scanner::Scanner;
use crate::evidence::searched::Searched;
use crate::language::lexicon::Reader;
use crate::model::{Claim, Dataset, Document as Quoted, Locator, Survey};
use crate::project::{Project, Proof, ReadError, TextFile};
use crate::source::Spot;

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
    /// Whether a lock is to be made of what is found.
    pub(super) locking: bool,
}

/// What came of it.
pub(super) struct Examined {
    pub(super) report: Report,
    /// The document and the places of its quotes, when it is at hand and a lock has it or is to be made.
    pub(super) locked: Option<(LockedDocument, Vec<LockedQuote>)>,
}

impl Job<'_> {
    pub(super) fn run(&self) -> Examined {
        let mut report = Report::new();
        let text = self.proof.text(&self.document.work);
        let document = text.and_then(|file| self.read(file, &mut report).map(|document| (file, document)));
        let locked = document.as_ref().and_then(|(file, document)| self.compare(file, document, &mut report));
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

    /// Compares all claims with the document itself; what a lock keeps of it, where there is one or one is to be made.
    fn compare(
        &self,
        file: &TextFile,
        document: &Document,
        report: &mut Report,
    ) -> Option<(LockedDocument, Vec<LockedQuote>)> {
        let pages = self.dataset.bibliography.work(&self.document.work).and_then(|work| work.pages.as_ref());
        let hand = AtHand::new(&file.name, document, pages, self.claims);
        let mut told = Told::default();
        let mut found = Vec::new();
        let mut standing = Vec::new();
        for claim in self.claims.iter().copied() {
            let place = match hand.place(claim, self.dataset) {
                Ok(place) => place,
                Err(fault) => {
                    told.push(self, claim, fault, report);
                    continue;
                }
            };
            let Some(place) = place else { continue };
            match hand.misplaced(claim, &place) {
                None => standing.push((claim, place.clone())),
                Some(fault) => told.push(self, claim, fault, report),
            }
            found.push((claim, place));
        }
        self.read_claims(document, &standing, report);
        self.compare_surveys(file, document, report);
        if self.locked().is_none() && !self.locking {
            return None;
        }
        let (now, quotes) = hand.locked(&self.document.work, &found);
        self.compare_lock_with(&now, &quotes, report);
        Some((now, quotes))
    }

    /// Reads the claims that stand at these places beside their sentences.
    fn read_claims(&self, document: &Document, standing: &[(&Claim, Range<usize>)], report: &mut Report) {
        let quoted = covered(standing.iter().map(|(_, place)| place.clone()).collect());
        let is_quoted = |block: &Range<usize>| {
            let first = quoted.partition_point(|passage| passage.end <= block.start);
            quoted.get(first).is_some_and(|passage| passage.start < block.end)
        };
        let statements = Scanner::default().scan_where(document, None, is_quoted);
        let text = Text { text: &document.text, statements: &statements };
        let reads = self.reads();
        let read = standing.par_iter().map(|(claim, place)| match claim.locator.cell {
            Some(_) => None,
            None => rules::first(&reads.reading(claim, &text, place.clone())),
        });
        let found: Vec<_> = read.collect();
        for ((claim, _), found) in standing.iter().zip(found) {
            found.into_iter().for_each(|(code, found)| self.say(code, found, Some(claim), report));
        }
    }

    fn reads(&self) -> Reads<'_> {
        let document = self.dataset.document(&self.document.work).unwrap_or(self.document);
        Reads { dataset: self.dataset, names: self.names, reader: Reader::of_tag(&document.quote_lang) }
    }

    /// Reads the claims in their quotes alone.
    fn read_quotes(&self, report: &mut Report) {
        let reader = Reader::of_tag(&self.document.quote_lang);
        let reads = self.reads();
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
        let dates = Dates::of(&document.text);
        // Of several surveys the words may be about another one.
        let only = self.dataset.surveys.len() == 1;
        for survey in self.surveys {
            let chosen = opt_in(survey, &document.text, &file.name).filter(|_| only);
            for found in unsaid(survey, &dates, &file.name).into_iter().chain(chosen) {
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
            let passage = Searched::new(&written);
            let is_cell = claim.locator.cell.is_some();
            let sought = Wanted::of(claim).find(&passage);
            if !is_cell && sought == Sought::Nowhere {
                let message = "the quote is not what stood in the document when it was locked";
                let exact = &quote.target.selector.0.exact;
                let quoted = Searched::new(exact);
                let near = nearest(quoted.folded(), &claim.quote).map_or_else(|| cut(exact), |n| n.diff);
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

/// The faults of quotes that were told already: claims that share a quote share its fault.
#[derive(Default)]
struct Told(BTreeSet<(&'static str, Spot, String)>);

impl Told {
    fn push(&mut self, job: &Job<'_>, claim: &Claim, (code, found): Fault, report: &mut Report) {
        // The cells of a `[[table]]` share their place: a wrong one is one fault.
        let shared = code == Code::QUOTE_MISPLACED && claim.locator.cell.is_some();
        let key = match shared {
            true => (code.name, Spot { start: 0, end: 0, ..claim.id.at }, place(&claim.locator)),
            false => (code.name, claim.quote.at, String::new()),
        };
        if self.0.insert(key) {
            job.say(code, found, Some(claim), report);
        }
    }
}

/// A place without its cell.
fn place(locator: &Locator) -> String {
    format!("{:?} {:?} {:?}", locator.page, locator.section, locator.table)
}

/// The bytes of a text that any of these places has, in the order of the text.
fn covered(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| place.start);
    let mut covered: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match covered.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            Some(_) | None => covered.push(place),
        }
    }
    covered
}

fn cut(text: &str) -> String {
    one_line(text).chars().take(200).collect()
}
