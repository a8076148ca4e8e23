//! `[[survey]]` of a `dataset.toml` → [`Survey`]s.
//!
//! A survey may extend another: what it leaves out is as there. So a wave of a series names only what is new.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{Acknowledgement, Disclosed, Number, PartialDate, Place, Sample, Survey, Text};
use crate::project::dataset::{acknowledgements, aliases};
use crate::project::walk::field::Field;
use crate::project::walk::table::Table;
use crate::source::{Located, Spot};

/// A survey as far as its own table tells it.
#[derive(Clone, Debug)]
struct RawSurvey {
    id: Located<String>,
    extends: Option<Located<String>>,
    label: Option<Text>,
    aliases: Vec<String>,
    series: Option<String>,
    place: Option<Located<String>>,
    items: Items,
    sample: Option<Option<Sample>>,
    /// Whether all items that are not stated are not reported.
    undisclosed: bool,
    acknowledge: Vec<Acknowledgement>,
    note: Option<Text>,
    at: Spot,
}

/// The disclosure items; none where the table leaves the key out.
#[derive(Clone, Debug)]
struct Items {
    conducted_by: Option<Disclosed<Text>>,
    sponsored_by: Option<Disclosed<Text>>,
    population: Option<Disclosed<Text>>,
    geography: Option<Disclosed<Text>>,
    frame: Option<Disclosed<Text>>,
    mode: Option<Disclosed<Text>>,
    field_start: Option<Disclosed<PartialDate>>,
    field_end: Option<Disclosed<PartialDate>>,
    n: Option<Disclosed<u32>>,
    moe_pp: Option<Disclosed<Number>>,
    weighted: Option<Disclosed<Text>>,
    question_wording: Option<Disclosed<Text>>,
    limitations: Option<Disclosed<Text>>,
}

impl Items {
    fn read(table: &Table<'_, '_>) -> Self {
        Self {
            conducted_by: disclosed(table, "conducted_by"),
            sponsored_by: disclosed(table, "sponsored_by"),
            population: disclosed(table, "population"),
            geography: disclosed(table, "geography"),
            frame: disclosed(table, "frame"),
            mode: disclosed(table, "mode"),
            field_start: disclosed(table, "field_start"),
            field_end: disclosed(table, "field_end"),
            n: disclosed(table, "n"),
            moe_pp: disclosed(table, "moe_pp"),
            weighted: disclosed(table, "weighted"),
            question_wording: disclosed(table, "question_wording"),
            limitations: disclosed(table, "limitations"),
        }
    }

    fn or(self, other: &Self) -> Self {
        Self {
            conducted_by: self.conducted_by.or_else(|| other.conducted_by.clone()),
            sponsored_by: self.sponsored_by.or_else(|| other.sponsored_by.clone()),
            population: self.population.or_else(|| other.population.clone()),
            geography: self.geography.or_else(|| other.geography.clone()),
            frame: self.frame.or_else(|| other.frame.clone()),
            mode: self.mode.or_else(|| other.mode.clone()),
            field_start: self.field_start.or_else(|| other.field_start.clone()),
            field_end: self.field_end.or_else(|| other.field_end.clone()),
            n: self.n.or_else(|| other.n.clone()),
            moe_pp: self.moe_pp.or_else(|| other.moe_pp.clone()),
            weighted: self.weighted.or_else(|| other.weighted.clone()),
            question_wording: self.question_wording.or_else(|| other.question_wording.clone()),
            limitations: self.limitations.or_else(|| other.limitations.clone()),
        }
    }
}

impl RawSurvey {
    fn read(table: &Table<'_, '_>) -> Option<Self> {
        let id = table.id();
        let read = Self {
            id: id.clone().unwrap_or(Located { value: String::new(), at: table.at }),
            extends: table.optional::<String>("extends"),
            label: table.optional::<Text>("label").map(|t| t.value),
            aliases: aliases(table),
            series: table.optional::<String>("series").map(|s| s.value),
            place: table.optional::<String>("place"),
            items: Items::read(table),
            sample: sample(table),
            undisclosed: table.word_of("undisclosed", &[(ALL_OTHERS, true)], Some(false)).unwrap_or(true),
            acknowledge: acknowledgements(table),
            note: table.optional::<Text>("note").map(|t| t.value),
            at: table.at,
        };
        table.finish();
        id.is_some().then_some(read)
    }

    /// This survey, with what it leaves out taken from the one that it extends. What a survey acknowledges is its own.
    fn or(self, other: &Self) -> Self {
        // Where a survey names a place of its own, the words for the other's place are not its own.
        let elsewhere = self.place.is_some() && self.items.geography.is_none();
        let mut other = other.clone();
        other.items.geography = other.items.geography.filter(|_| !elsewhere);
        Self {
            label: self.label.or_else(|| other.label.clone()),
            series: self.series.or_else(|| other.series.clone()),
            place: self.place.or_else(|| other.place.clone()),
            items: self.items.or(&other.items),
            sample: self.sample.or(other.sample),
            undisclosed: self.undisclosed || other.undisclosed,
            note: self.note.or_else(|| other.note.clone()),
            ..self
        }
    }

    /// The survey as a whole. An item that is neither stated nor named as left out is reported, unless
    /// `undisclosed = "all others"` names all of them.
    fn whole(self, places: &[Place], missing: &mut Vec<&'static str>) -> Survey {
        let place = self.place.as_ref().and_then(|id| places.iter().find(|p| p.id.value == id.value));
        let items = self.items;
        let silent = self.undisclosed;
        let geography = items.geography.or_else(|| {
            let label = place?.label.clone();
            Some(Disclosed::Stated(Located { value: label, at: self.place.as_ref()?.at }))
        });
        if self.label.is_none() {
            missing.push("label");
        }
        Survey {
            label: self.label.unwrap_or_else(|| Text::Plain(self.id.value.clone())),
            id: self.id,
            aliases: self.aliases,
            series: self.series,
            place: self.place,
            conducted_by: item(items.conducted_by, "conducted_by", silent, missing),
            sponsored_by: item(items.sponsored_by, "sponsored_by", silent, missing),
            population: item(items.population, "population", silent, missing),
            geography: item(geography, "geography", silent, missing),
            frame: item(items.frame, "frame", silent, missing),
            mode: item(items.mode, "mode", silent, missing),
            field_start: item(items.field_start, "field_start", silent, missing),
            field_end: item(items.field_end, "field_end", silent, missing),
            sample: self.sample.flatten(),
            n: item(items.n, "n", silent, missing),
            moe_pp: item(items.moe_pp, "moe_pp", silent, missing),
            weighted: item(items.weighted, "weighted", silent, missing),
            question_wording: item(items.question_wording, "question_wording", silent, missing),
            limitations: item(items.limitations, "limitations", silent, missing),
            acknowledge: self.acknowledge,
            note: self.note,
            at: self.at,
        }
    }
}

/// What `undisclosed` says when every item that is not stated is not reported.
const ALL_OTHERS: &str = "all others";

fn item<T>(
    said: Option<Disclosed<T>>,
    key: &'static str,
    silent: bool,
    missing: &mut Vec<&'static str>,
) -> Disclosed<T> {
    said.unwrap_or_else(|| {
        if !silent {
            missing.push(key);
        }
        Disclosed::NotReported
    })
}

/// Reads the surveys of a dataset.
pub(crate) fn surveys(tables: &[Table<'_, '_>], places: &[Place]) -> Vec<Survey> {
    let raw: Vec<(usize, RawSurvey)> =
        tables.iter().enumerate().filter_map(|(i, t)| RawSurvey::read(t).map(|raw| (i, raw))).collect();
    let by_id: BTreeMap<&str, &RawSurvey> = raw.iter().rev().map(|(_, r)| (r.id.value.as_str(), r)).collect();
    let mut surveys = Vec::with_capacity(raw.len());
    let mut ringed: BTreeSet<&str> = BTreeSet::new();
    for (i, own) in &raw {
        let table = &tables[*i];
        let mut missing = Vec::new();
        let full = match extended(own, &by_id) {
            Ok(full) => full,
            Err(Lost::Unknown(wanted)) => {
                if own.extends.as_ref() == Some(wanted) {
                    let message = format!("there is no survey `{}` to extend", wanted.value);
                    let hint = did_you_mean(&wanted.value, by_id.keys().copied());
                    table.push(Diagnostic::new(Code::UNKNOWN_REFERENCE, message).at(wanted.at).maybe_hint(hint));
                }
                continue;
            }
            Err(Lost::Ring(ring)) => {
                if !ring.iter().any(|id| ringed.contains(id)) {
                    let message = format!("the survey `{}` extends itself: {}", own.id.value, ring.join(" → "));
                    table.push(
                        Diagnostic::new(Code::CONTRADICTION, message).at(own.extends.as_ref().map_or(own.at, |e| e.at)),
                    );
                }
                ringed.extend(ring);
                continue;
            }
        };
        let survey = full.whole(places, &mut missing);
        if !missing.is_empty() {
            let names = missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", ");
            let fault = Diagnostic::new(Code::MISSING_KEY, format!("the survey lacks {names}")).at(own.at);
            table.push(fault.hint(
                "write \"not-reported\" where the source is silent, or undisclosed = \"all others\" for all of these",
            ));
        }
        surveys.push(survey);
    }
    surveys
}

/// Why a survey cannot take what it leaves out from others.
enum Lost<'a> {
    /// It names a survey that is not there.
    Unknown(&'a Located<String>),
    /// It comes back to a survey that it has been at: the ids in their order, the last one again.
    Ring(Vec<&'a str>),
}

/// A survey with all that it takes from those that it extends.
fn extended<'a>(own: &'a RawSurvey, by_id: &BTreeMap<&str, &'a RawSurvey>) -> Result<RawSurvey, Lost<'a>> {
    let mut full = own.clone();
    let mut seen = vec![own.id.value.as_str()];
    let mut next = own.extends.as_ref();
    while let Some(wanted) = next {
        let other = by_id.get(wanted.value.as_str()).ok_or(Lost::Unknown(wanted))?;
        let known = seen.contains(&other.id.value.as_str());
        seen.push(&other.id.value);
        if known {
            return Err(Lost::Ring(seen));
        }
        full = full.or(other);
        next = other.extends.as_ref();
    }
    Ok(full)
}

/// How the respondents were drawn; left out or "not-reported" when the source does not say.
fn sample(table: &Table<'_, '_>) -> Option<Option<Sample>> {
    let [probability, other] = Sample::ALL.map(|s| (s.code(), Some(s)));
    table.has("sample").then(|| table.word_of("sample", &[probability, other, ("not-reported", None)], None).flatten())
}

/// A disclosure item: its value, or the text "not-reported"; none when the key is left out. A faulty one has been
/// reported, and counts as not reported.
fn disclosed<T: Field>(table: &Table<'_, '_>, key: &'static str) -> Option<Disclosed<T>> {
    let raw = table.raw(key)?;
    if raw.get_ref().as_str() == Some("not-reported") {
        return Some(Disclosed::NotReported);
    }
    Some(table.optional(key).map_or(Disclosed::NotReported, Disclosed::Stated))
}
