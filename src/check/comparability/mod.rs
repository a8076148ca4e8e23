//! The gate: may two claims share an axis, or a row?
//!
//! Two claims are comparable when survey, wave, question, base, polarity and unit agree; in one row, where they stand
//! as a pair, the answer and the wording must agree too. [`differences`] names everything that keeps two apart, with
//! the facts, and leaves it to the caller what to do about it.

mod advice;
pub(super) mod annotations;
mod axis;
mod fieldwork;
pub(super) mod gate;
pub(super) mod label;
mod verdict;

pub(crate) use gate::comparability_key;
pub use gate::gate;
pub(crate) use label::{label, labels};
pub use verdict::{Apart, Verdict, compare};

use fieldwork::fieldwork;

use crate::model::{Claim, Dataset, Difference, Locale};

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
/// # use citeplot::check::comparability::{differences, Nearness};
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
    if a.unit == b.unit && a.scale != b.scale {
        found.push(Difference::Scale(a.scale, b.scale));
    }
    let over_time = nearness == Nearness::Time;
    found.extend(fieldwork(dataset, a, b).into_iter().filter(|d| !(over_time && matches!(d, Difference::Wave(..)))));
    if a.question.value != b.question.value {
        found.push(Difference::Question(a.question.value.clone(), b.question.value.clone()));
    }
    let group = |c: &Claim| c.group.as_ref().map(|g| g.value.clone());
    if group(a) != group(b) {
        let name = |c| group(c).unwrap_or_else(|| "all respondents".to_owned());
        found.push(Difference::Group(name(a), name(b)));
    }
    let base = |c: &Claim| c.base.as_ref().map(|b| b.get(Locale::En).to_owned());
    if base(a) != base(b) && !over_time {
        let name = |c| base(c).unwrap_or_else(|| "all respondents".to_owned());
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
