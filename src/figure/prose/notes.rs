//! Note and source line, written from the data.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::comparability::kind;
use crate::check::comparability::{Nearness, differences};
use crate::figure::data as series;
use crate::figure::marks::parts;
use crate::figure::request::Request;
use crate::language::phrases::fill;
use crate::model::{
    Claim, Difference, Disclosure, IntervalBasis, Locator, MarginBasis, Operator, Pages, PartialDate, Status, Survey,
    Unit,
};
use crate::project::recipe::ChartKind;
use series::{Mark, Plot};

/// The note with its head, or nothing when there is nothing to say. `native` is for charts of other programs, which mark
/// hedges in a way of their own and have no margins.
pub(crate) fn note(request: &Request<'_>, plot: &Plot, native: bool) -> Option<String> {
    let mut sentences: Vec<String> = Vec::new();
    if native {
        let version = request.config.hedge_rules.version.as_str();
        let hedged = plot.marks().any(|m| !m.interval.is_point());
        sentences.extend(hedged.then(|| fill(request.words().native_hedges, &[("version", version)])));
        sentences.extend(plot.rows().flat_map(|row| silent(request, plot, row)));
    } else if request.recipe.kind != ChartKind::Number {
        sentences.extend(hatching_rule(request, plot));
        sentences.extend(hatching_bound(request, plot));
    }
    if request.recipe.kind.has_parts() && plot.rows().any(|r| parts::rest(r).is_some()) {
        sentences.push(request.words().rest.to_owned());
    }
    if !native {
        sentences.extend(margins(request, plot));
    }
    sentences.extend(broken(request, plot));
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

/// How many wordings a note lists one by one.
const LISTED: usize = 6;

/// A place in the document, with the works that it cites there.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The document, as the key of its work.
    pub document: String,
    /// The section and page.
    pub locator: Locator,
    /// The works cited there, as keys of the bibliography, each with the pages cited.
    pub works: Vec<(String, Option<Pages>)>,
    /// The same as citations.
    cites: Vec<String>,
}

/// The source line with its head: each document's place once, with the works that it cites there.
pub(crate) fn source(request: &Request<'_>) -> String {
    let (words, locale) = (request.words(), request.locale);
    let places = places(request);
    let several = places.len() > 1 || places.iter().any(|p| p.cites.len() > 1);
    let chain = |place: &Place| {
        let document = request.references.document(&place.document, &place.locator, locale);
        match place.cites.is_empty() {
            true => document,
            false => fill(words.as_cited_in, &[("cited", &words.list(&place.cites)), ("document", &document)]),
        }
    };
    let chains: Vec<String> = places.iter().map(chain).collect();
    let head = if several { words.sources } else { words.source };
    words.sentences(&[head.to_owned(), format!("{}{}", chains.join(words.punctuation.clauses), words.stop())])
}

/// The places of the claims in the order of the figure; pages of one section that cite the same works are one place.
pub(crate) fn places(request: &Request<'_>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for claim in request.claims() {
        let index = places
            .iter()
            .position(|p| p.locator == claim.locator && p.document == claim.document.value)
            .unwrap_or_else(|| {
                let document = claim.document.value.clone();
                places.push(Place { document, locator: claim.locator.clone(), works: Vec::new(), cites: Vec::new() });
                places.len() - 1
            });
        for cite in &claim.cites {
            let text = request.references.cite(cite, request.locale);
            if !places[index].cites.contains(&text) {
                let pages = cite.pages.as_ref().map(|p| p.value.clone());
                places[index].works.push((cite.work.value.clone(), pages));
                places[index].cites.push(text);
            }
        }
    }
    let mut merged: Vec<Place> = Vec::new();
    for place in places {
        let same = |p: &&mut Place| {
            p.cites == place.cites && p.document == place.document && p.locator.section == place.locator.section
        };
        match (merged.iter_mut().find(same), &place.locator.page) {
            (Some(earlier), Some(page)) if earlier.locator.page.is_some() => {
                earlier.locator.page = earlier.locator.page.take().map(|pages| pages.union(page));
            }
            _ => merged.push(place),
        }
    }
    merged
}

fn quoted(request: &Request<'_>, mark: &Mark) -> String {
    series::words_for_quote(request, request.claim(mark.claim)).quoted(&request.claim(mark.claim).as_written.value)
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

fn hatching_rule(request: &Request<'_>, plot: &Plot) -> Option<String> {
    let words = request.words();
    let hedged = plot.marks().filter(|m| m.basis == IntervalBasis::HedgeRule);
    let readings =
        distinct(hedged.map(|m| format!("{} ({})", quoted(request, m), words.interval(&m.interval, plot.unit))));
    let rules = &request.config.hedge_rules;
    let parts = [
        ("readings", words.list(&readings)),
        ("about", words.tick(rules.about, Unit::Count)),
        ("nearly", words.tick(rules.nearly, Unit::Count)),
        ("version", rules.version.clone()),
    ];
    let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let phrase = if readings.len() > LISTED { words.hatching_rule_many } else { words.hatching_rule };
    (!readings.is_empty()).then(|| fill(phrase, &parts))
}

fn hatching_bound(request: &Request<'_>, plot: &Plot) -> Option<String> {
    let words = request.words();
    let bound = |m: &&Mark| match m.op {
        Operator::Below
        | Operator::AtMost
        | Operator::Above
        | Operator::AtLeast
        | Operator::Majority
        | Operator::Minority => m.basis == IntervalBasis::Source,
        Operator::Exact | Operator::About | Operator::Nearly | Operator::Between | Operator::Unquantified => false,
    };
    let wordings = distinct(plot.marks().filter(bound).map(|m| quoted(request, m)));
    let phrase = if wordings.len() > LISTED { words.hatching_bound_many } else { words.hatching_bound };
    (!wordings.is_empty()).then(|| fill(phrase, &[("wordings", &words.list(&wordings))]))
}

/// "Russia, Ambivalent: not reported."
fn silent(request: &Request<'_>, plot: &Plot, row: &series::Row) -> Vec<String> {
    let words = request.words();
    let missing = row.cells.iter().filter(|c| c.mark().is_none()).map(|c| &plot.series[c.series()].label);
    missing.map(|name| format!("{name}, {}: {}{}", row.label, words.not_reported, words.stop())).collect()
}

/// What the thin lines are.
fn margins(request: &Request<'_>, plot: &Plot) -> Vec<String> {
    let words = request.words();
    let bases: BTreeSet<MarginBasis> = plot.marks().filter_map(|m| m.margin).map(|m| m.basis).collect();
    if request.recipe.kind.has_cards() || request.recipe.kind.has_parts() {
        return Vec::new();
    }
    let sentence = |basis: &MarginBasis| match basis {
        MarginBasis::Stated => words.margin_stated.to_owned(),
        MarginBasis::Computed => words.margin_computed.to_owned(),
    };
    bases.iter().map(sentence).collect()
}

/// Waves of one line that are not joined.
fn broken(request: &Request<'_>, plot: &Plot) -> Option<String> {
    let row_is_broken = |row: &series::Row| {
        (0..plot.series.len()).any(|index| {
            let own: Vec<&Mark> = row.marks().filter(|m| m.series == index).collect();
            let joined = |pair: &[&Mark]| {
                let [a, b] = [pair[0], pair[1]].map(|m| request.claim(m.claim));
                crate::check::comparability::may_join(request.dataset, a, b)
            };
            own.windows(2).any(|pair| !joined(pair))
        })
    };
    let broken = request.recipe.kind.has_waves() && plot.rows().any(row_is_broken);
    broken.then(|| request.words().broken.to_owned())
}

/// Rows that were asked of a part of the respondents only; all rows alike are the subtitle's business.
fn bases(request: &Request<'_>) -> Vec<String> {
    let words = request.words();
    let claims = request.claims();
    let everywhere = claims.iter().all(|c| c.base == claims[0].base) && request.recipe.subtitle.is_none();
    if everywhere {
        return Vec::new();
    }
    let sentence = |claim: &&Claim| {
        let base = claim.base.as_ref()?.get(request.locale);
        let row = words.quoted(&series::row_label(request, claim));
        Some(fill(words.base_of, &[("row", &row), ("base", base)]))
    };
    distinct(claims.iter().filter_map(sentence))
}

fn panels(request: &Request<'_>) -> Option<String> {
    let words = request.words();
    // One claim stands for all of its panel that agree with it in everything that an axis asks for.
    let kinds = |panel: &crate::frame::SelectedPanel| {
        let claims = panel.rows.iter().flat_map(|r| &r.claims).map(|&i| request.claim(i));
        claims.map(|c| (kind(request.dataset, c), c)).collect::<BTreeMap<String, &Claim>>()
    };
    let panels: Vec<_> = request.selected.panels.iter().map(kinds).collect();
    let mut found: Vec<Difference> = Vec::new();
    for (i, panel) in panels.iter().enumerate() {
        for (a, b) in panels[i + 1..].iter().flat_map(|p| p.values()).flat_map(|b| panel.values().map(move |a| (a, b)))
        {
            found.extend(differences(request.dataset, a, b, Nearness::Axis));
        }
    }
    let with_code = |code: &str| found.iter().find(|d| d.code() == code);
    let named: Vec<&str> = Difference::CODES.into_iter().filter_map(with_code).map(|d| words.difference(d)).collect();
    (!named.is_empty()).then(|| fill(words.panels_differ, &[("differences", &words.list(&named))]))
}

fn derived(request: &Request<'_>) -> Option<String> {
    let words = request.words();
    let of = |c: &&Claim| matches!(c.status, Status::Derived(_));
    let claims = request.claims();
    let rows = distinct(claims.iter().copied().filter(of).map(|c| words.quoted(&series::row_label(request, c))));
    (!rows.is_empty()).then(|| fill(words.derived, &[("rows", &words.list(&rows))]))
}

fn surveys<'a>(request: &Request<'a>) -> Vec<&'a Survey> {
    let mut out: Vec<&Survey> = Vec::new();
    for survey in request.claims().iter().filter_map(|c| request.dataset.survey_of(c)) {
        if !out.iter().any(|s| s.id.value == survey.id.value) {
            out.push(survey);
        }
    }
    out
}

/// The items that a reader of a figure asks for first, where no survey of the figure has them.
fn undisclosed(request: &Request<'_>) -> Option<String> {
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
fn after_work(request: &Request<'_>) -> Vec<String> {
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
