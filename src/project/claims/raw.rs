//! What one table of TOML says of a claim: everything optional, nothing judged.

use crate::model::{Acknowledgement, Cite, Derivation, Interval, Locator, Pages, PartialDate, Text, Unit, Value};
use crate::project::dataset::acknowledgements;
use crate::project::walk::field::Field;
use crate::project::walk::table::Table;
use crate::source::Located;

use super::record::{cite, interval};

/// What a table says under a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Said<T> {
    /// The key is not there.
    #[default]
    Nothing,
    /// The key is there, but what stands under it was faulty and has been reported.
    Faulty,
    /// This.
    This(T),
}

impl<T: Clone> Said<T> {
    fn or(self, other: &Self) -> Self {
        match self {
            Self::Nothing => other.clone(),
            said => said,
        }
    }

    /// What was said, if it could be read.
    pub(crate) fn get(self) -> Option<T> {
        match self {
            Self::This(said) => Some(said),
            Self::Nothing | Self::Faulty => None,
        }
    }
}

/// A key that has the value of a type.
fn said<T: Field>(table: &Table<'_, '_>, key: &'static str) -> Said<Located<T>> {
    match (table.raw(key).is_some(), table.optional::<T>(key)) {
        (_, Some(value)) => Said::This(value),
        (true, None) => Said::Faulty,
        (false, None) => Said::Nothing,
    }
}

/// A claim as far as one table tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawClaim {
    pub(crate) id: Said<Located<String>>,
    pub(crate) document: Said<Located<String>>,
    pub(crate) survey: Said<Located<String>>,
    pub(crate) question: Said<Located<String>>,
    pub(crate) response: Said<Located<String>>,
    pub(crate) subject: Said<Located<String>>,
    pub(crate) group: Said<Located<String>>,
    pub(crate) value: Said<Located<Value>>,
    pub(crate) unit: Said<Unit>,
    pub(crate) interval: Said<Located<Interval>>,
    pub(crate) as_written: Said<Located<String>>,
    pub(crate) quote: Said<Located<String>>,
    pub(crate) prefix: Said<Located<String>>,
    pub(crate) suffix: Said<Located<String>>,
    pub(crate) locator: Locator,
    /// Whether a part of the locator was there and faulty.
    pub(crate) locator_faulty: bool,
    pub(crate) cites: Said<Vec<Cite>>,
    pub(crate) base: Said<Located<Text>>,
    pub(crate) date: Said<Located<PartialDate>>,
    pub(crate) wording: Said<Located<String>>,
    /// Whether the number was worked out.
    pub(crate) derived: Said<bool>,
    pub(crate) derived_from: Said<Located<Vec<Located<String>>>>,
    pub(crate) note: Said<Located<Text>>,
    pub(crate) acknowledge: Vec<Acknowledgement>,
}

impl RawClaim {
    /// Reads all keys of a claim but `quote`, which a passage has of its own. The caller finishes the table.
    pub(crate) fn read(table: &Table<'_, '_>) -> Self {
        let mut raw = Self::shared(table);
        raw.id = match table.raw("id").is_some() {
            true => table.id().map_or(Said::Faulty, Said::This),
            false => Said::Nothing,
        };
        raw.value = said(table, "value");
        raw.interval = match table.raw("interval").is_some() {
            true => interval(table).map_or(Said::Faulty, Said::This),
            false => Said::Nothing,
        };
        raw.as_written = said(table, "as_written");
        raw.derived_from = said(table, "derived_from");
        raw
    }

    /// Reads the keys that several claims may share, and finishes the table.
    pub(crate) fn defaults(table: &Table<'_, '_>) -> Self {
        let raw = Self::shared(table);
        table.finish();
        raw
    }

    /// The keys that several claims may share.
    pub(crate) fn shared(table: &Table<'_, '_>) -> Self {
        let (locator, locator_faulty) = locator(table);
        Self {
            document: said(table, "document"),
            survey: said(table, "survey"),
            question: said(table, "question"),
            response: said(table, "response"),
            subject: said(table, "subject"),
            group: said(table, "group"),
            unit: word(table, "unit", &Unit::ALL.map(|u| (u.code(), u))),
            quote: said(table, "quote"),
            prefix: said(table, "prefix"),
            suffix: said(table, "suffix"),
            locator,
            locator_faulty,
            cites: match table.raw("cites").is_some() {
                true => Said::This(cites(table)),
                false => Said::Nothing,
            },
            base: said(table, "base"),
            date: said(table, "date"),
            wording: said(table, "wording"),
            derived: word(table, "status", &[("stated", false), ("derived", true)]),
            note: said(table, "note"),
            acknowledge: acknowledgements(table),
            ..Self::default()
        }
    }

    /// This claim, with what it leaves out taken from what stands round it.
    #[must_use]
    pub(crate) fn or(self, round: &Self) -> Self {
        Self {
            id: self.id,
            document: self.document.or(&round.document),
            survey: self.survey.or(&round.survey),
            question: self.question.or(&round.question),
            response: self.response.or(&round.response),
            subject: self.subject.or(&round.subject),
            group: self.group.or(&round.group),
            value: self.value,
            unit: self.unit.or(&round.unit),
            interval: self.interval,
            as_written: self.as_written,
            quote: self.quote.or(&round.quote),
            prefix: self.prefix.or(&round.prefix),
            suffix: self.suffix.or(&round.suffix),
            locator: self.locator.or(&round.locator),
            locator_faulty: self.locator_faulty || round.locator_faulty,
            cites: self.cites.or(&round.cites),
            base: self.base.or(&round.base),
            date: self.date.or(&round.date),
            wording: self.wording.or(&round.wording),
            derived: self.derived.or(&round.derived),
            derived_from: self.derived_from,
            note: self.note.or(&round.note),
            acknowledge: [self.acknowledge, round.acknowledge.clone()].concat(),
        }
    }

    /// How the number was come by, when it was worked out.
    pub(crate) fn derivation(&self) -> Option<Derivation> {
        match &self.derived_from {
            Said::This(from) if !from.value.is_empty() => Some(Derivation { from: from.value.clone() }),
            Said::This(_) | Said::Faulty | Said::Nothing => None,
        }
    }
}

/// A key that holds one of a few words.
fn word<T: Copy>(table: &Table<'_, '_>, key: &'static str, words: &[(&str, T)]) -> Said<T> {
    match table.raw(key).is_some() {
        true => table.word_of(key, words, None).map_or(Said::Faulty, Said::This),
        false => Said::Nothing,
    }
}

/// The parts of a place in the document, and whether one of them was faulty.
fn locator(table: &Table<'_, '_>) -> (Locator, bool) {
    let mut faulty = false;
    let mut text = |key: &'static str| {
        let read = said::<Numbered>(table, key);
        faulty |= read == Said::Faulty;
        read.get().map(|t| t.value.0.into_boxed_str())
    };
    let section = text("section");
    let (paragraph, grid, figure) = (text("paragraph"), text("table"), text("figure"));
    let (chart, slide, footnote) = (text("chart"), text("slide"), text("footnote"));
    let (url, time) = (text("url"), text("time"));
    let page = said::<Pages>(table, "page");
    faulty |= page == Said::Faulty;
    let page = page.get().map(|p| p.value);
    (Locator { section, page, paragraph, table: grid, figure, chart, slide, footnote, url, time, cell: None }, faulty)
}

/// The number or the name of a part of a document: a text, or a whole number.
#[derive(Clone, Debug, PartialEq)]
struct Numbered(String);

impl Field for Numbered {
    fn read(
        faults: &crate::project::walk::table::Faults,
        value: &toml::Spanned<toml::de::DeValue<'_>>,
    ) -> Option<Self> {
        match value.get_ref() {
            toml::de::DeValue::Integer(digits) => Some(Self(digits.to_string())),
            _ => String::read(faults, value).map(Self),
        }
    }
}

/// The citations of a claim, without room for more: a vector that grows takes that of four at once.
fn cites(table: &Table<'_, '_>) -> Vec<Cite> {
    let mut cites: Vec<Cite> = table.tables("cites", "citation").iter().filter_map(cite).collect();
    cites.shrink_to_fit();
    cites
}
