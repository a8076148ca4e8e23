//! How the places of a work read in a citation: "p. 12, Table 2", "paras. 1–4, Table 2".
//!
//! Each part of a place has the term of the citation style, or a phrase of the language where the style has no term for
//! it. Places of one work that differ in a single part become one, consecutive numbers ranges.

use std::sync::OnceLock;

use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::Locator as CslLocator;
use hayagriva::types::EntryType;

use super::form::STAND_IN;
use super::set;
use crate::locale::{Locale, Numbered};
use crate::model::{Locator, LocatorPart, Pages};

/// What parts places, and the parts of one place.
const COMMA: &str = ", ";
/// What parts places of several parts each.
const SEMICOLON: &str = "; ";
/// Two numbers that no work has, to find what stands between the ends of a range.
const LAST: &str = "88888";
const RANGE: &str = "77777–88888";

/// The places of a work as one text, without its brackets; empty when there is nothing to name.
pub(super) fn text(locators: &[Locator], locale: Locale) -> String {
    let mut places = merged(locators.iter().map(Place::of).filter(|place| !place.0.is_empty()));
    places.sort_by_key(Place::order);
    let simple = places.iter().all(|place| place.0.len() == 1);
    let set = |place: &Place| {
        let parts: Vec<String> = place.0.iter().map(|part| part.set(locale)).collect();
        parts.join(COMMA)
    };
    let texts: Vec<String> = places.iter().map(set).collect();
    texts.join(if simple { COMMA } else { SEMICOLON })
}

/// Joins places that are the same in all but one part, until none are left.
fn merged(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut merged: Vec<Place> = Vec::new();
    for mut place in places {
        while let Some((index, joined)) = merged.iter().enumerate().find_map(|(i, p)| Some((i, p.with(&place)?))) {
            merged.remove(index);
            place = joined;
        }
        merged.push(place);
    }
    merged
}

/// A place by its parts, in the order in which a citation names them.
#[derive(Clone, Debug, PartialEq)]
struct Place(Vec<Part>);

impl Place {
    /// The parts that a citation names: a page is enough to find a section by.
    fn of(locator: &Locator) -> Self {
        let named = |part: &LocatorPart| *part != LocatorPart::Section || locator.page.is_none();
        let parts = LocatorPart::ALL.into_iter().filter(named);
        Self(parts.filter_map(|kind| Some(Part { kind, names: Names::of(kind, &locator.part(kind)?) })).collect())
    }

    /// Both as one place, where they differ in one part at most.
    fn with(&self, other: &Self) -> Option<Self> {
        if self.0.len() != other.0.len() || self.0.iter().zip(&other.0).any(|(a, b)| a.kind != b.kind) {
            return None;
        }
        let mut differing = (0..self.0.len()).filter(|&i| self.0[i] != other.0[i]);
        let Some(index) = differing.next() else { return Some(self.clone()) };
        if differing.next().is_some() {
            return None;
        }
        let mut joined = self.clone();
        joined.0[index].names = joined.0[index].names.with(&other.0[index].names)?;
        Some(joined)
    }

    /// Where it stands among the places of its work: by kind of part, then by number.
    fn order(&self) -> Vec<(usize, u32)> {
        self.0.iter().map(|part| (part.kind as usize, part.names.first())).collect()
    }
}

/// A part of a place.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    kind: LocatorPart,
    names: Names,
}

impl Part {
    fn set(&self, locale: Locale) -> String {
        match &self.names {
            Names::Titled(title) => title.clone(),
            Names::Labelled { numbers, texts } => {
                let quotes = &locale.language().punctuation.quotes;
                let spans = numbers.iter().flat_map(Pages::spans);
                let many = texts.len() + numbers.iter().flat_map(Pages::spans).count() > 1
                    || numbers.as_ref().is_some_and(|pages| !pages.is_single());
                let label = Label::of(self.kind, Count::of(many), locale);
                let spans = spans.map(|span| match span.first == span.last {
                    true => span.first.to_string(),
                    false => format!("{}{}{}", span.first, label.dash, span.last),
                });
                let texts = texts.iter().map(|text| match is_number(text) || !has_label(self.kind) {
                    true => text.clone(),
                    false => format!("{}{text}{}", quotes.open, quotes.close),
                });
                let all: Vec<String> = spans.chain(texts).collect();
                format!("{}{}{}", label.before, all.join(COMMA), label.after)
            }
        }
    }
}

/// What parts of a kind are called.
#[derive(Clone, Debug, PartialEq)]
enum Names {
    /// A name that says itself what it is of: `Appendix B`.
    Titled(String),
    /// Numbers and titles that need the term of their kind before them.
    Labelled {
        /// Whole numbers.
        numbers: Option<Pages>,
        /// Everything else: `2.1`, `A3`, a heading.
        texts: Vec<String>,
    },
}

impl Names {
    fn of(kind: LocatorPart, text: &str) -> Self {
        match text.parse() {
            // A hyphen makes ranges of what is counted through, but belongs to the number of a table: `Table 2-1`.
            Ok(pages) if counted(kind) || !text.contains('-') => {
                Self::Labelled { numbers: Some(pages), texts: Vec::new() }
            }
            _ if has_label(kind) && says_its_kind(text) => Self::Titled(text.to_owned()),
            _ => Self::Labelled { numbers: None, texts: vec![text.to_owned()] },
        }
    }

    /// Both, where one term can stand before them.
    fn with(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Labelled { numbers, texts }, Self::Labelled { numbers: more, texts: further }) => {
                let numbers = match (numbers, more) {
                    (Some(a), Some(b)) => Some(a.union(b)),
                    (one, None) | (None, one) => one.clone(),
                };
                let new = further.iter().filter(|text| !texts.contains(text));
                Some(Self::Labelled { numbers, texts: texts.iter().chain(new).cloned().collect() })
            }
            (Self::Titled(_), _) | (_, Self::Titled(_)) => None,
        }
    }

    fn first(&self) -> u32 {
        let lowest = |pages: &Pages| pages.spans().iter().map(|span| span.lowest()).min();
        match self {
            Self::Titled(_) => u32::MAX,
            Self::Labelled { numbers, texts } => numbers
                .as_ref()
                .and_then(lowest)
                .or_else(|| texts.first().and_then(|text| leading(text)))
                .unwrap_or(u32::MAX),
        }
    }
}

/// The number that a text begins with.
fn leading(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// Whether parts of the kind are counted one by one through the document.
fn counted(kind: LocatorPart) -> bool {
    match kind {
        LocatorPart::Page | LocatorPart::Paragraph | LocatorPart::Slide | LocatorPart::Footnote => true,
        LocatorPart::Section
        | LocatorPart::Table
        | LocatorPart::Figure
        | LocatorPart::Chart
        | LocatorPart::Url
        | LocatorPart::Time => false,
    }
}

/// Whether a term stands before parts of the kind.
fn has_label(kind: LocatorPart) -> bool {
    !matches!(kind, LocatorPart::Url | LocatorPart::Time)
}

/// Whether a text is a number as documents have them: `2.1`, `IV`, `A3`, `B`.
fn is_number(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.contains(|c: char| c.is_numeric()) || (text.is_ascii() && text.len() <= 4 && !text.contains(' '))
}

/// Whether a text is a word with a number behind it: `Appendix B`, `paragraph 2`.
fn says_its_kind(text: &str) -> bool {
    let mut words = text.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(word), Some(number), None) => word.chars().all(|c| c.is_alphabetic() || c == '.') && is_short(number),
        (_, _, Some(_)) | (_, None, None) | (None, ..) => false,
    }
}

fn is_short(number: &str) -> bool {
    number.contains(|c: char| c.is_numeric()) || number.chars().count() == 1
}

/// Whether a term is of one part or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    One,
    Many,
}

impl Count {
    const COUNT: usize = Self::Many as usize + 1;

    fn of(many: bool) -> Self {
        if many { Self::Many } else { Self::One }
    }
}

/// What stands round the numbers of a part.
#[derive(Debug)]
struct Label {
    before: String,
    /// Between the ends of a range.
    dash: String,
    after: String,
}

type Labels = [[[OnceLock<Label>; Count::COUNT]; LocatorPart::ALL.len()]; Locale::ALL.len()];

impl Label {
    /// The label of a kind of part; set when it is first asked for.
    fn of(kind: LocatorPart, count: Count, locale: Locale) -> &'static Self {
        static LABELS: Labels = [const { [const { [const { OnceLock::new() }; Count::COUNT] }; LocatorPart::ALL.len()] };
            Locale::ALL.len()];
        let cell = &LABELS[locale.index()][kind as usize][count as usize];
        cell.get_or_init(|| match term(kind, locale) {
            Term::Style(csl) => Self::of_style(csl, count, locale),
            Term::Phrase(phrase) => Self::of_phrase(if count == Count::One { phrase.one } else { phrase.many }, locale),
            Term::Sign(before) => Self { before: before.to_owned(), dash: "–".to_owned(), after: String::new() },
        })
    }

    /// The term of the citation style: what it adds to a place that has none.
    fn of_style(csl: CslLocator, count: Count, locale: Locale) -> Self {
        let work = Entry::new("work", EntryType::Misc);
        let bare = set::placed(&work, &set::Stand { kind: CslLocator::Custom, text: STAND_IN }, locale);
        let text = if count == Count::One { STAND_IN } else { RANGE };
        let labelled = set::placed(&work, &set::Stand { kind: csl, text }, locale);
        let (prefix, suffix) = bare.split_once(STAND_IN).unwrap_or_default();
        let inside = labelled.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(suffix)).unwrap_or(STAND_IN);
        let (before, rest) = inside.split_once(STAND_IN).unwrap_or_default();
        let (dash, after) = rest.split_once(LAST).unwrap_or(("–", rest));
        Self { before: before.to_owned(), dash: dash.to_owned(), after: after.to_owned() }
    }

    /// A phrase of the language, with the ranges of its pages.
    fn of_phrase(phrase: &str, locale: Locale) -> Self {
        let (before, after) = phrase.split_once("{n}").unwrap_or((phrase, ""));
        let dash = Self::of_style(CslLocator::Page, Count::Many, locale).dash;
        Self { before: before.to_owned(), dash, after: after.to_owned() }
    }
}

/// Where the term of a kind of part comes from.
enum Term {
    Style(CslLocator),
    Phrase(&'static Numbered),
    Sign(&'static str),
}

fn term(kind: LocatorPart, locale: Locale) -> Term {
    let own = &locale.language().places;
    match kind {
        LocatorPart::Section => Term::Style(CslLocator::Section),
        LocatorPart::Page => own.page.as_ref().map_or(Term::Style(CslLocator::Page), Term::Phrase),
        LocatorPart::Paragraph => Term::Style(CslLocator::Paragraph),
        LocatorPart::Table => own.table.as_ref().map_or(Term::Style(CslLocator::Table), Term::Phrase),
        LocatorPart::Figure => own.figure.as_ref().map_or(Term::Style(CslLocator::Figure), Term::Phrase),
        LocatorPart::Chart => Term::Phrase(&own.chart),
        LocatorPart::Slide => Term::Phrase(&own.slide),
        LocatorPart::Footnote => Term::Style(CslLocator::Note),
        LocatorPart::Url => Term::Sign("#"),
        LocatorPart::Time => Term::Style(CslLocator::Timestamp),
    }
}
