//! The gate: may two claims share an axis, or a row?
//!
//! Two claims are comparable when survey, wave, question, base, polarity and unit agree; in one row, where they stand
//! as a pair, the answer and the wording must agree too. [`differences`] names everything that keeps two apart, with
//! the facts, and leaves it to the caller what to do about it.

use std::fmt;

use crate::model::{Claim, Dataset, Polarity, Unit};

/// One thing that keeps two claims apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// The numbers count different things.
    Unit(Unit, Unit),
    /// Different surveys, or different dates when there is no survey.
    Survey(String, String),
    /// Different waves of one series.
    Wave(String, String),
    /// Different questions.
    Question(String, String),
    /// Different groups were asked.
    Base(String, String),
    /// One answer speaks for its subject, the other against it, or is not an opinion at all.
    Polarity(Polarity, Polarity),
    /// Different answers, in one row.
    Response(String, String),
    /// One question put in different words, in one row.
    Wording(String, String),
}

impl Difference {
    /// The codes that a recipe can accept, in the order of the enum.
    pub const CODES: [&'static str; 8] =
        ["unit", "survey", "wave", "question", "base", "polarity", "response", "wording"];

    /// The word of recipes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unit(..) => "unit",
            Self::Survey(..) => "survey",
            Self::Wave(..) => "wave",
            Self::Question(..) => "question",
            Self::Base(..) => "base",
            Self::Polarity(..) => "polarity",
            Self::Response(..) => "response",
            Self::Wording(..) => "wording",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(a, b) => write!(f, "units differ (`{}`, `{}`)", a.code(), b.code()),
            Self::Survey(a, b) => write!(f, "surveys differ (`{a}`, `{b}`)"),
            Self::Wave(a, b) => write!(f, "waves differ (`{a}`, `{b}`)"),
            Self::Question(a, b) => write!(f, "questions differ (`{a}`, `{b}`)"),
            Self::Base(a, b) => write!(f, "bases differ (`{a}`, `{b}`)"),
            Self::Polarity(a, b) => write!(f, "polarities differ (`{}`, `{}`)", a.code(), b.code()),
            Self::Response(a, b) => write!(f, "answers differ (`{a}`, `{b}`)"),
            Self::Wording(a, b) => write!(f, "the question is worded differently (`{a}`, `{b}`)"),
        }
    }
}

/// How near two claims stand in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// In one row, as a pair: a reader compares them directly.
    Row,
    /// On one axis, in different rows: each row names its own answer.
    Axis,
    /// As parts of one whole: different answers to one question.
    Parts,
    /// As points of one plane over time. Waves may follow each other; where base or wording change between two, their
    /// line breaks, so these are no reason to refuse: see [`may_join`].
    Time,
}

/// Whether a line may lead from one wave to the next: nothing but the wave differs.
pub fn may_join(dataset: &Dataset, a: &Claim, b: &Claim) -> bool {
    differences(dataset, a, b, Nearness::Row).iter().all(|d| matches!(d, Difference::Wave(..)))
}

/// Everything that keeps two claims apart; empty when they are comparable.
///
/// ```
/// # use citeplot::compare::{differences, Nearness};
/// # let dataset = citeplot::example::dataset();
/// let claim = |id| dataset.claim(id).unwrap();
/// let pair = differences(&dataset, claim("trust-alba-2021"), claim("trust-borduria-2021"), Nearness::Row);
/// assert!(pair.is_empty());
/// ```
pub fn differences(dataset: &Dataset, a: &Claim, b: &Claim, nearness: Nearness) -> Vec<Difference> {
    let mut found = Vec::new();
    if a.unit != b.unit {
        found.push(Difference::Unit(a.unit, b.unit));
    }
    let over_time = nearness == Nearness::Time;
    found.extend(fieldwork(dataset, a, b).filter(|d| !(over_time && matches!(d, Difference::Wave(..)))));
    if a.question.value != b.question.value {
        found.push(Difference::Question(a.question.value.clone(), b.question.value.clone()));
    }
    if a.base_name() != b.base_name() && !over_time {
        let name = |c: &Claim| c.base_name().unwrap_or("all respondents").to_owned();
        found.push(Difference::Base(name(a), name(b)));
    }
    let (lean_a, lean_b) = (dataset.polarity_of(a), dataset.polarity_of(b));
    if nearness != Nearness::Parts && lean_a.opposes(lean_b) {
        found.push(Difference::Polarity(lean_a, lean_b));
    }
    if nearness == Nearness::Row {
        found.extend(pairing(a, b));
    }
    found
}

fn pairing(a: &Claim, b: &Claim) -> Vec<Difference> {
    let mut found = Vec::new();
    let same_question = a.question.value == b.question.value;
    if same_question && a.response.value != b.response.value {
        found.push(Difference::Response(a.response.value.clone(), b.response.value.clone()));
    }
    if same_question && a.wording != b.wording {
        let words = |c: &Claim| c.wording.clone().unwrap_or_else(|| "as the question".to_owned());
        found.push(Difference::Wording(words(a), words(b)));
    }
    found
}

fn fieldwork(dataset: &Dataset, a: &Claim, b: &Claim) -> Option<Difference> {
    let name = |c: &Claim| match (&c.survey, c.date) {
        (Some(survey), _) => survey.value.clone(),
        (None, Some(date)) => date.to_string(),
        (None, None) => "no survey".to_owned(),
    };
    let (name_a, name_b) = (name(a), name(b));
    if name_a == name_b {
        return None;
    }
    let series = |c: &Claim| dataset.survey_of(c).and_then(|s| s.series.clone());
    match (series(a), series(b)) {
        (Some(x), Some(y)) if x == y => Some(Difference::Wave(name_a, name_b)),
        _ => Some(Difference::Survey(name_a, name_b)),
    }
}
