//! The note below a chart, written from its data.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::comparability::{Nearness, comparability_key, differences};
use crate::figure::data::{self, ChartData, Join, Mark};
use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::model::{
    Claim, Difference, DifferenceKind, Disclosure, IntervalBasis, MarginBasis, Operator, PartialDate, Status, Survey,
    Unit,
};

/// The note with its head, or nothing when there is nothing to say.
pub(crate) fn note(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let mut sentences = marking(request, data);
    sentences.extend(broken(request, data));
    sentences.extend(long_gaps(request, data));
    sentences.extend(bases(request));
    sentences.extend(panels(request));
    sentences.extend(request.recipe.accept.iter().map(|a| a.reason.get(request.locale).to_owned()));
    sentences.extend(derived(request));
    sentences.extend(undisclosed(request));
    sentences.extend(after_work(request));
    sentences.extend(request.recipe.note.as_ref().map(|n| n.get(request.locale).to_owned()));
    (!sentences.is_empty()).then(|| {
        let head = request.words().note.to_owned();
        request.words().sentences(&[vec![head], sentences].concat())
    })
}

/// What the marks of the drawing mean.
fn marking(request: &FigureRequest<'_>, data: &ChartData) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    if data.kind.traits().hatches {
        sentences.extend(hatching_rule(request, data));
        sentences.extend(hatching_bound(request, data));
        let shared = data.kind.has_parts() && data.rows().any(|row| row.has_shared_zones(data.kind));
        sentences.extend(shared.then(|| request.words().shared_hatching.to_owned()));
    }
    if data.kind.has_parts() && data.rows().any(|r| r.sum().rest().is_some()) {
        sentences.push(request.words().rest.to_owned());
    }
    sentences.extend(margins(request, data));
    sentences
}

/// How many wordings a note lists one by one.
const LISTED: usize = 6;

fn quoted(request: &FigureRequest<'_>, mark: &Mark) -> String {
    data::words_for_quote(request, request.claim(mark.index)).quoted(&mark.as_written)
}

fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    items.for_each(|item| {
        if !out.contains(&item) {
            out.push(item);
        }
    });
    out
}

fn hatching_rule(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let words = request.words();
    let hedged = data.marks().filter(|m| m.basis == IntervalBasis::HedgeRule);
    let readings =
        distinct(hedged.map(|m| format!("{} ({})", quoted(request, m), words.interval(&m.interval, data.unit))));
    let rules = &request.config.hedge_rules;
    // The widths are percent of the scale; what they come to on it is what a reader wants to know.
    let (share, unit) = data.scale.map_or((1.0, Unit::Count), |ends| (ends.percent(), data.unit));
    let parts = [
        ("readings", words.list(&readings)),
        ("about", words.tick(rules.about * share, unit)),
        ("nearly", words.tick(rules.nearly * share, unit)),
        ("version", rules.version.clone()),
    ];
    let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let phrase = if readings.len() > LISTED { words.hatching_rule_many } else { words.hatching_rule };
    (!readings.is_empty()).then(|| fill(phrase, &parts))
}

fn hatching_bound(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let words = request.words();
    let bound = |m: &&Mark| match m.operator {
        Operator::Below
        | Operator::AtMost
        | Operator::Above
        | Operator::AtLeast
        | Operator::Majority
        | Operator::Minority => m.basis == IntervalBasis::Source,
        Operator::Exact | Operator::About | Operator::Nearly | Operator::Between | Operator::Unquantified => false,
    };
    let wordings = distinct(data.marks().filter(bound).map(|m| quoted(request, m)));
    let phrase = if wordings.len() > LISTED { words.hatching_bound_many } else { words.hatching_bound };
    (!wordings.is_empty()).then(|| fill(phrase, &[("wordings", &words.list(&wordings))]))
}

/// What the thin lines are.
fn margins(request: &FigureRequest<'_>, data: &ChartData) -> Vec<String> {
    let words = request.words();
    let bases: BTreeSet<MarginBasis> = data.marks().filter_map(|m| m.margin).map(|m| m.basis).collect();
    if data.kind.has_cards() || data.kind.has_parts() {
        return Vec::new();
    }
    let sentence = |basis: &MarginBasis| match basis {
        MarginBasis::Stated => words.margin_stated.to_owned(),
        MarginBasis::Computed => words.margin_computed.to_owned(),
    };
    bases.iter().map(sentence).collect()
}

/// Waves of one line that are not joined.
fn broken(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let broken = data.kind.has_waves() && data.marks().any(|m| m.join == Join::Broken);
    broken.then(|| request.words().broken.to_owned())
}

/// Long times between waves.
fn long_gaps(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let words = request.words();
    let any = |join| data.marks().any(|m| m.join == join);
    let phrase = any(Join::Dashed).then_some(words.dashed_gap).or_else(|| any(Join::Gap).then_some(words.open_gap));
    phrase.map(str::to_owned)
}

/// Rows that were asked of a part of the respondents only; all rows alike are the subtitle's business.
fn bases(request: &FigureRequest<'_>) -> Vec<String> {
    let words = request.words();
    let claims = request.claims();
    let everywhere = claims.iter().all(|c| c.base == claims[0].base) && request.recipe.subtitle.is_none();
    if everywhere {
        return Vec::new();
    }
    let sentence = |claim: &&Claim| {
        let base = claim.base.as_ref()?.get(request.locale);
        let row = words.quoted(&data::row_label(request, claim));
        Some(fill(words.base_of, &[("row", &row), ("base", base)]))
    };
    distinct(claims.iter().filter_map(sentence))
}

fn panels(request: &FigureRequest<'_>) -> Option<String> {
    let words = request.words();
    // Claims of a panel are compared once for each comparability key.
    let kinds = |panel: &crate::frame::SelectedPanel| {
        let claims = panel.rows.iter().flat_map(|r| &r.claims).map(|&i| request.claim(i));
        claims.map(|c| (comparability_key(request.dataset, c), c)).collect::<BTreeMap<String, &Claim>>()
    };
    let panels: Vec<_> = request.selected.panels.iter().map(kinds).collect();
    let mut found: Vec<Difference> = Vec::new();
    for (i, panel) in panels.iter().enumerate() {
        panels[i + 1..].iter().for_each(|other| found.extend(throughout(request, panel, other)));
    }
    // Waves, places and groups of one question are comparable: panels of them are there to compare.
    found.retain(|d| !matches!(d, Difference::Wave(..) | Difference::Place(..) | Difference::Group(..)));
    let of_kind = |kind| found.iter().find(|d| d.kind() == kind);
    let named: Vec<&str> = DifferenceKind::ALL.into_iter().filter_map(of_kind).map(|d| words.difference(d)).collect();
    (!named.is_empty()).then(|| fill(words.panels_differ, &[("differences", &words.list(&named))]))
}

/// What keeps every claim of one panel apart from every claim of another. What keeps only some apart is what the rows of
/// both are there to show.
fn throughout(
    request: &FigureRequest<'_>,
    panel: &BTreeMap<String, &Claim>,
    other: &BTreeMap<String, &Claim>,
) -> Vec<Difference> {
    let pairs = || panel.values().flat_map(|a| other.values().map(move |b| (a, b)));
    let mut found = pairs().map(|(a, b)| differences(request.dataset, a, b, Nearness::Axis));
    let mut common = found.next().unwrap_or_default();
    for apart in found {
        common.retain(|difference| apart.iter().any(|d| d.kind() == difference.kind()));
    }
    common
}

fn derived(request: &FigureRequest<'_>) -> Option<String> {
    let words = request.words();
    let of = |c: &&Claim| matches!(c.status, Status::Derived(_));
    let claims = request.claims();
    let rows = distinct(claims.iter().copied().filter(of).map(|c| words.quoted(&data::row_label(request, c))));
    (!rows.is_empty()).then(|| fill(words.derived, &[("rows", &words.list(&rows))]))
}

fn surveys<'a>(request: &FigureRequest<'a>) -> Vec<&'a Survey> {
    let mut out: Vec<&Survey> = Vec::new();
    for survey in request.claims().iter().filter_map(|c| request.dataset.survey_of(c)) {
        if !out.iter().any(|s| s.id.value == survey.id.value) {
            out.push(survey);
        }
    }
    out
}

/// The items that a reader of a figure asks for first, where no survey of the figure has them.
fn undisclosed(request: &FigureRequest<'_>) -> Option<String> {
    const ASKED: [Disclosure; 5] = [
        Disclosure::N,
        Disclosure::MarginOfError,
        Disclosure::Mode,
        Disclosure::FieldStart,
        Disclosure::QuestionWording,
    ];
    let words = request.words();
    let surveys = surveys(request);
    let nowhere = |item: &Disclosure| !surveys.is_empty() && surveys.iter().all(|s| s.leaves_out(*item));
    let missing: Vec<&str> = ASKED.into_iter().filter(nowhere).map(|item| words.item(item)).collect();
    (!missing.is_empty()).then(|| fill(words.undisclosed, &[("items", &words.list(&missing))]))
}

/// Surveys that are younger than a work they are cited to.
fn after_work(request: &FigureRequest<'_>) -> Vec<String> {
    let words = request.words();
    let issued = |key: &str| request.dataset.bibliography.work(key).and_then(|w| w.issued);
    let younger = |claim: &Claim| -> Option<PartialDate> {
        let date = request.dataset.date_of(claim)?;
        claim.cites.iter().filter_map(|c| issued(&c.work.value)).any(|i| date.is_after(i)).then_some(date)
    };
    let name = |claim: &&Claim| {
        let date = younger(claim)?;
        let label = request.dataset.survey_of(claim).map(|s| s.label.get(request.locale).to_owned());
        let label = label.unwrap_or_else(|| fill(words.figures_of, &[("date", &words.date(date))]));
        Some(fill(words.after_work, &[("survey", &label)]))
    };
    distinct(request.claims().iter().filter_map(name))
}
