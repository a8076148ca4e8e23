//! What the note says of the marks: hatching, stretches that two answers share, margins of error.

use std::collections::BTreeSet;

use crate::figure::data::{self, ChartData, Mark};
use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::locale::Language;
use crate::model::{IntervalBasis, MarginBasis, Operator, Unit};

/// What the marks of the drawing mean.
pub(super) fn marking(request: &FigureRequest<'_>, data: &ChartData) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    if data.kind.traits().hatches {
        sentences.extend(hatching(request, data));
        let shared = data.kind.has_parts() && data.rows().any(|row| row.has_shared_zones(data.kind));
        sentences.extend(shared.then(|| request.words().shared_hatching.to_owned()));
    }
    if data.kind.has_parts() && data.rows().any(|r| r.sum().rest().is_some()) {
        sentences.push(request.words().rest.to_owned());
    }
    sentences
}

/// How many wordings a note lists one by one; of more it says how each kind is read.
const LISTED: usize = 2;

/// That hatching is what a wording allows, and how the hedge rules read those wordings that set no bounds themselves.
fn hatching(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let words = request.words();
    let read = readings(request, data);
    if !read.is_empty() {
        let version = request.config.hedge_rules.version.as_str();
        return Some(fill(
            words.hatching_read,
            &[("readings", &read.join(words.punctuation.list)), ("version", version)],
        ));
    }
    let bounded = |m: &Mark| match m.operator {
        Operator::Below
        | Operator::AtMost
        | Operator::Above
        | Operator::AtLeast
        | Operator::Between
        | Operator::Majority
        | Operator::Minority => m.basis == IntervalBasis::Source,
        Operator::Exact | Operator::About | Operator::Nearly | Operator::Unquantified => false,
    };
    data.marks().any(bounded).then(|| words.hatching.to_owned())
}

/// How the hedge rules read the wordings of a chart: each wording with its values, or each kind of wording when there are
/// many.
fn readings(request: &FigureRequest<'_>, data: &ChartData) -> Vec<String> {
    let words = request.words();
    let hedged = || data.marks().filter(|m| m.basis == IntervalBasis::HedgeRule);
    let one = |mark: &Mark| {
        let quoted = data::words_for_quote(request, request.claim(mark.index)).quoted(&mark.as_written);
        format!("{quoted}{}{}", words.punctuation.colon, words.interval(&mark.interval, data.unit))
    };
    let listed = distinct(hedged().map(one));
    if listed.len() <= LISTED {
        return listed;
    }
    let rules = &request.config.hedge_rules;
    // The widths are percent of the scale; what they come to on it is what a reader wants to know.
    let points = |reach: f64| match data.scale {
        Some(ends) => words.tick(reach * ends.percent(), data.unit),
        None => words.points(reach, Some(reach), Unit::Points),
    };
    let kind = |phrase: &str, reach: f64| fill(phrase, &[("points", &points(reach))]);
    let about = hedged().any(|m| m.operator == Operator::About).then(|| kind(words.read_about, rules.about));
    let nearly = hedged().any(|m| m.operator == Operator::Nearly).then(|| kind(words.read_nearly, rules.nearly));
    about.into_iter().chain(nearly).collect()
}

/// What the thin lines of a chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThinLines {
    /// There are none.
    None,
    /// The margins that the source states.
    Stated,
    /// Margins that are worked out from n.
    Computed,
    /// The margins that the source states, and others where it states none.
    Mixed,
}

impl ThinLines {
    /// What they are in a chart.
    pub(super) fn of(data: &ChartData) -> Self {
        if data.kind.has_cards() || data.kind.has_parts() {
            return Self::None;
        }
        let bases: BTreeSet<MarginBasis> = data.marks().filter_map(|m| m.margin).map(|m| m.basis).collect();
        match (bases.contains(&MarginBasis::Stated), bases.contains(&MarginBasis::Computed)) {
            (false, false) => Self::None,
            (true, false) => Self::Stated,
            (false, true) => Self::Computed,
            (true, true) => Self::Mixed,
        }
    }

    /// What the note says of them.
    pub(super) fn phrase(self, words: &Language) -> Option<String> {
        let phrase = match self {
            Self::None => return None,
            Self::Stated => words.margin_stated,
            Self::Computed => words.margin_computed,
            Self::Mixed => words.margin_mixed,
        };
        Some(phrase.to_owned())
    }
}

/// The items, each once.
pub(super) fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    items.for_each(|item| {
        if !out.contains(&item) {
            out.push(item);
        }
    });
    out
}
