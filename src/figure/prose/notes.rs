//! The note below a chart, written from its data.

use std::collections::BTreeMap;

use crate::check::comparability::{Nearness, comparability_key, differences};
use crate::figure::data::{self, ChartData, Join, Mark};
use crate::figure::prose::marking::{ThinLines, distinct, marking};
use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::locale::Language;
use crate::model::{Claim, Difference, DifferenceKind, Disclosure, PartialDate, Status, Survey};

/// The note with its head, or nothing when there is nothing to say. What a reader needs first comes first: what the marks
/// mean, what may not be compared and of whom the numbers are, then what the curator says, then where the numbers come from.
pub(crate) fn note(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let margins = ThinLines::of(data);
    let mut sentences = marking(request, data);
    sentences.extend(broken(request, data));
    sentences.extend(long_gaps(request, data));
    sentences.extend(panels(request));
    sentences.extend(bases(request));
    sentences.extend(distinct(request.recipe.accept.iter().map(|a| a.reason.get(request.locale).to_owned())));
    sentences.extend(request.recipe.note.as_ref().map(|n| n.get(request.locale).to_owned()));
    sentences.extend(derived(request));
    sentences.extend(margins.phrase(request.words()));
    sentences.extend(after_work(request));
    sentences.extend(undisclosed(request, margins));
    (!sentences.is_empty()).then(|| {
        let head = request.words().note.to_owned();
        request.words().sentences(&[vec![head], sentences].concat())
    })
}

/// Waves of one line that are not joined, with what keeps them apart.
fn broken(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    if !data.kind.has_waves() {
        return None;
    }
    let mut found: Vec<Difference> = Vec::new();
    for row in data.rows() {
        let marks: Vec<&Mark> = row.marks().collect();
        for (at, mark) in marks.iter().enumerate().filter(|(_, m)| m.join == Join::Broken) {
            let before = marks[..at].iter().rfind(|m| m.series == mark.series && m.date < mark.date);
            let apart = |m: &&Mark| {
                differences(request.dataset, request.claim(m.index), request.claim(mark.index), Nearness::Row)
            };
            found.extend(before.map(apart).unwrap_or_default());
        }
    }
    found.retain(|d| !matches!(d, Difference::Wave(..)));
    let words = request.words();
    let named = named(words, &found);
    (!named.is_empty()).then(|| fill(words.broken, &[("differences", &words.list(&named))]))
}

/// Long times between waves.
fn long_gaps(request: &FigureRequest<'_>, data: &ChartData) -> Option<String> {
    let words = request.words();
    let any = |join| data.marks().any(|m| m.join == join);
    let phrase = any(Join::Dashed).then_some(words.dashed_gap).or_else(|| any(Join::Gap).then_some(words.open_gap));
    phrase.map(str::to_owned)
}

/// The names of the kinds of some differences, each once, in the order of the kinds.
fn named(words: &Language, found: &[Difference]) -> Vec<&'static str> {
    let of_kind = |kind| found.iter().find(|d| d.kind() == kind);
    DifferenceKind::ALL.into_iter().filter_map(of_kind).map(|d| words.difference(d)).collect()
}

/// The bases of rows that were asked of a part of the respondents only, each base once; all rows alike are the subtitle's
/// business, which is looked at for their base when the recipe writes it.
fn bases(request: &FigureRequest<'_>) -> Vec<String> {
    let (words, locale) = (request.words(), request.locale);
    let claims = request.claims();
    let everywhere = claims.iter().all(|c| c.base == claims[0].base);
    let told = |base: &str| match &request.recipe.subtitle {
        Some(own) => own.get(locale).to_lowercase().contains(&base.to_lowercase()),
        None => everywhere && claims.iter().all(|c| c.group.is_none()),
    };
    let mut rows_of: Vec<(&str, Vec<String>)> = Vec::new();
    for claim in &claims {
        let Some(base) = claim.base.as_ref().map(|b| b.get(locale)).filter(|b| !told(b)) else { continue };
        let row = words.quoted(&data::row_label(request, claim));
        match rows_of.iter_mut().find(|(known, _)| *known == base) {
            Some((_, rows)) if rows.contains(&row) => {}
            Some((_, rows)) => rows.push(row),
            None => rows_of.push((base, vec![row])),
        }
    }
    let sentence = |(base, rows): (&str, Vec<String>)| match everywhere {
        true => fill(words.base, &[("base", base)]),
        false => fill(words.base_of, &[("rows", &words.list(&rows)), ("base", base)]),
    };
    rows_of.into_iter().map(sentence).collect()
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
    let named = named(words, &found);
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

/// The items that a reader of a figure asks for first, where no survey of the figure has them. Where margins are worked out
/// the note has said that the source states none.
fn undisclosed(request: &FigureRequest<'_>, drawn: ThinLines) -> Option<String> {
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
    let told = |item: &Disclosure| *item == Disclosure::MarginOfError && drawn == ThinLines::Computed;
    let missing: Vec<&str> =
        ASKED.into_iter().filter(nowhere).filter(|item| !told(item)).map(|item| words.item(item)).collect();
    (!missing.is_empty()).then(|| fill(words.undisclosed, &[("items", &words.list(&missing))]))
}

/// Surveys that are younger than a work they are cited to.
fn after_work(request: &FigureRequest<'_>) -> Option<String> {
    let words = request.words();
    let issued = |key: &str| request.dataset.bibliography.work(key).and_then(|w| w.issued);
    let younger = |claim: &Claim| -> Option<PartialDate> {
        let date = request.dataset.date_of(claim)?;
        claim.cites.iter().filter_map(|c| issued(&c.work.value)).any(|i| date.is_after(i)).then_some(date)
    };
    let name = |claim: &&Claim| {
        let date = younger(claim)?;
        let label = request.dataset.survey_of(claim).map(|s| s.label.get(request.locale).to_owned());
        Some(label.unwrap_or_else(|| fill(words.figures_of, &[("date", &words.date(date))])))
    };
    let surveys = distinct(request.claims().iter().filter_map(name));
    (!surveys.is_empty()).then(|| fill(words.after_work, &[("surveys", &words.list(&surveys))]))
}
