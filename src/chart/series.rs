//! What is drawn, before it has a place: series, panels, rows and marks.

use crate::model::{Claim, Dataset, Interval, IntervalBasis, Locale, Operator, Polarity, Text, Unit};
use crate::recipe::{Kind, Missing, Panels, Rows};
use crate::scene::{Claimed, Color};

use super::Request;

/// All that a chart shows.
#[derive(Debug)]
pub(super) struct Plot {
    /// The series in the order of the dataset's entities.
    pub(super) series: Vec<Series>,
    /// The panels.
    pub(super) panels: Vec<Panel>,
    /// The unit of the axis.
    pub(super) unit: Unit,
}

impl Plot {
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.panels.iter().flat_map(|p| &p.rows)
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows().flat_map(|r| &r.cells).filter_map(|c| match c {
            Cell::Mark(mark) => Some(mark),
            Cell::NotReported { .. } => None,
        })
    }
}

/// What a series is known by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    /// An entity.
    Entity(String),
    /// An answer to a question.
    Answer {
        /// The question.
        question: String,
        /// The answer.
        response: String,
    },
}

/// The marks of one entity, or of one answer.
#[derive(Debug)]
pub(super) struct Series {
    /// The entity or the answer; none for marks that are about no entity.
    pub(super) key: Option<Key>,
    /// Its name; empty when there is no entity.
    pub(super) label: String,
    /// Its colour.
    pub(super) color: Color,
}

/// A part of the chart with an axis of its own.
#[derive(Debug)]
pub(super) struct Panel {
    /// Its head, when there are several.
    pub(super) head: Option<String>,
    /// Its rows.
    pub(super) rows: Vec<Row>,
}

/// Marks that stand side by side.
#[derive(Debug)]
pub(super) struct Row {
    /// Its label.
    pub(super) label: String,
    /// The year, where rows are of different years.
    pub(super) aside: Option<String>,
    /// Its marks.
    pub(super) cells: Vec<Cell>,
}

/// A place in a row.
#[derive(Debug)]
pub(super) enum Cell {
    /// A claim.
    Mark(Mark),
    /// The source gives no figure for this series.
    NotReported {
        /// The series.
        series: usize,
    },
}

impl Cell {
    pub(super) fn series(&self) -> usize {
        match self {
            Self::Mark(mark) => mark.series,
            Self::NotReported { series } => *series,
        }
    }
}

/// A claim as it is drawn.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its place in the dataset.
    pub(super) claim: usize,
    /// Its series.
    pub(super) series: usize,
    /// The values that its wording allows.
    pub(super) interval: Interval,
    /// What sets them.
    pub(super) basis: IntervalBasis,
    /// Which way its answer leans.
    pub(super) polarity: Polarity,
    /// The hedge.
    pub(super) op: Operator,
    /// The label.
    pub(super) label: String,
    /// What the mark says of itself.
    pub(super) claimed: Claimed,
}

/// Whether a claim can be drawn: its wording allows an interval, or, on a card, says at least a number.
pub fn drawable(claim: &Claim, kind: Kind, rules: &crate::model::HedgeRules) -> bool {
    let number = || kind == Kind::Number && claim.value.number().is_some();
    claim.reading(rules).interval.is_some() || number()
}

pub(super) fn plot(request: &Request<'_>) -> Plot {
    let series = series(request);
    let several = request.selected.panels.len() > 1;
    let panels = request
        .selected
        .panels
        .iter()
        .map(|panel| {
            let claims: Vec<&Claim> = panel.rows.iter().flat_map(|r| &r.claims).map(|&i| request.claim(i)).collect();
            let head = several.then(|| head(request, &claims)).flatten();
            let rows = panel.rows.iter().filter_map(|row| self::row(request, &row.claims, &series)).collect();
            Panel { head, rows }
        })
        .collect();
    let unit = request.selected.claims().next().map_or(Unit::Percent, |i| request.claim(i).unit);
    Plot { series, panels, unit }
}

fn series(request: &Request<'_>) -> Vec<Series> {
    match request.recipe.rows {
        Rows::Response | Rows::Statement => entities(request),
        Rows::Subject => answers(request),
    }
}

/// What the series of a claim is known by.
fn key(request: &Request<'_>, claim: &Claim) -> Option<Key> {
    match request.recipe.rows {
        Rows::Response | Rows::Statement => claim.subject.as_ref().map(|s| Key::Entity(s.value.clone())),
        Rows::Subject => {
            Some(Key::Answer { question: claim.question.value.clone(), response: claim.response.value.clone() })
        }
    }
}

/// The answers in the order of the dataset; those that lean one way are shades of one colour.
fn answers(request: &Request<'_>) -> Vec<Series> {
    let claims = request.claims();
    let answer = |q: &crate::model::Question, r: &crate::model::Response| Key::Answer {
        question: q.id.value.clone(),
        response: r.id.value.clone(),
    };
    let all = request.dataset.questions.iter().flat_map(|q| q.responses.iter().map(move |r| (answer(q, r), r)));
    let given: Vec<Option<Key>> = claims.iter().map(|c| key(request, c)).collect();
    let (keys, responses): (Vec<Key>, Vec<_>) = all.filter(|(key, _)| given.iter().flatten().any(|g| g == key)).unzip();
    let shade = |polarity: Polarity, index: usize| {
        let alike = responses.iter().filter(|r| r.polarity == polarity).count();
        let rank = responses[..index].iter().filter(|r| r.polarity == polarity).count();
        // The first of the answers for, and the last of those against, are the strongest.
        let steps = if polarity == Polarity::Negative { alike - 1 - rank } else { rank };
        let theme = request.theme;
        let full = match polarity {
            Polarity::Positive => theme.series[0],
            Polarity::Neutral => theme.neutral,
            Polarity::Negative => theme.series[1],
            Polarity::Factual => return theme.series[rank % theme.series.len()],
        };
        theme.shade(full, [1.0, 0.7, 0.5][steps.min(2)])
    };
    let one = |(index, response): (usize, &&crate::model::Response)| Series {
        key: Some(keys[index].clone()),
        label: response.label.get(request.locale).to_owned(),
        color: shade(response.polarity, index),
    };
    responses.iter().enumerate().map(one).collect()
}

fn entities(request: &Request<'_>) -> Vec<Series> {
    let subject = |i: usize| request.claim(i).subject.as_ref().map(|s| s.value.as_str());
    let present: Vec<Option<&str>> = request.selected.claims().map(subject).collect();
    let of_entity = |(rank, entity): (usize, &crate::model::Entity)| {
        let id = entity.id.value.as_str();
        let own = request.config.colors.get(id).and_then(|c| Color::from_hex(&c.value));
        let colors = request.theme.series;
        present.contains(&Some(id)).then(|| Series {
            key: Some(Key::Entity(id.to_owned())),
            label: entity.label.get(request.locale).to_owned(),
            color: own.unwrap_or(colors[rank % colors.len()]),
        })
    };
    let mut series: Vec<Series> = request.dataset.entities.iter().enumerate().filter_map(of_entity).collect();
    if present.contains(&None) {
        let color = request.theme.series[request.theme.series.len() - 1];
        series.push(Series { key: None, label: String::new(), color });
    }
    series
}

/// What the claims of a panel have in common.
fn head(request: &Request<'_>, claims: &[&Claim]) -> Option<String> {
    let claim = claims.first()?;
    let locale = request.locale;
    match request.recipe.panels {
        Panels::None => None,
        Panels::Polarity => {
            let polarity = request.dataset.polarity_of(claim);
            let index = Polarity::ALL.iter().position(|p| *p == polarity)?;
            Some(request.words().polarity[index].to_owned())
        }
        Panels::Question => {
            let question = request.dataset.question(&claim.question)?.label.get(locale);
            let first = request.dataset.date_of(claim);
            let one_date = claims.iter().all(|c| request.dataset.date_of(c) == first);
            let date = first.filter(|_| one_date).map(|d| request.words().date(d));
            Some(date.map_or_else(|| question.to_owned(), |date| format!("{question}, {date}")))
        }
        Panels::Survey => Some(request.words().capitalised(request.dataset.survey_of(claim)?.label.get(locale))),
    }
}

/// The label of the row that a claim stands in.
pub(super) fn row_label(request: &Request<'_>, claim: &Claim) -> String {
    let label = label(request.dataset, request.recipe.rows, claim);
    label.map_or(claim.response.value.as_str(), |text| text.get(request.locale)).to_owned()
}

/// What stands before a row, in all languages; none for an answer that is not recorded.
pub(super) fn label<'a>(dataset: &'a Dataset, rows: Rows, claim: &Claim) -> Option<&'a Text> {
    let response = dataset.response_of(claim)?;
    let entity = || claim.subject.as_ref().and_then(|s| dataset.entity(s)).map(|e| &e.label);
    Some(match rows {
        Rows::Response => &response.label,
        Rows::Statement => response.statement(),
        Rows::Subject => entity().unwrap_or(&response.label),
    })
}

fn row(request: &Request<'_>, claims: &[usize], series: &[Series]) -> Option<Row> {
    let first = request.claim(*claims.first()?);
    let label = row_label(request, first);
    let year = || request.dataset.date_of(first).map(|d| d.year.to_string());
    let aside = match request.recipe.rows {
        Rows::Response | Rows::Subject => None,
        Rows::Statement => year(),
    };
    let mut cells = Vec::new();
    for (index, entry) in series.iter().enumerate() {
        let is_of = |&&i: &&usize| key(request, request.claim(i)) == entry.key;
        match claims.iter().find(is_of) {
            Some(&claim) => cells.extend(mark(request, claim, (index, entry), &label).map(Cell::Mark)),
            None if shows_missing(request) && concerns(entry, first) => {
                cells.push(Cell::NotReported { series: index });
            }
            None => {}
        }
    }
    Some(Row { label, aside, cells })
}

/// Whether a series could have a mark in the row of a claim: every entity could, an answer to another question could not.
fn concerns(entry: &Series, claim: &Claim) -> bool {
    match &entry.key {
        Some(Key::Entity(_)) => true,
        Some(Key::Answer { question, .. }) => *question == claim.question.value,
        None => false,
    }
}

/// Whether what is missing is drawn; in a stacked chart it is part of the rest, and a card is made of a claim.
fn shows_missing(request: &Request<'_>) -> bool {
    request.recipe.missing == Missing::Show && matches!(request.recipe.kind, Kind::Bar | Kind::Dot)
}

fn mark(request: &Request<'_>, index: usize, (series, entry): (usize, &Series), row: &str) -> Option<Mark> {
    let claim = request.claim(index);
    let words = request.words();
    let reading = claim.reading(&request.config.hedge_rules);
    // A card has no axis: there a number without an interval stands for itself.
    let interval = reading.interval.or_else(|| claim.value.number().map(|n| Interval::point(n.value())))?;
    let who = if entry.label.is_empty() { row.to_owned() } else { format!("{}, {row}", entry.label) };
    let spoken = format!("{who}: {}", words.spoken(&claim.value, claim.unit));
    let quote = claim.quote.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let chain = request.references.chain(claim, request.locale);
    let claimed = Claimed {
        claim: claim.id.value.clone(),
        title: format!("{spoken}. {} — {chain}", words_for_quote(request).quoted(&quote)),
        value: claim.value.number().map(|n| n.to_string()),
        op: claim.value.operator().code(),
        low: reading.interval.map(|i| i.low.value),
        high: reading.interval.and_then(|i| i.high).map(|h| h.value),
    };
    Some(Mark {
        claim: index,
        series,
        interval,
        basis: reading.basis,
        polarity: request.dataset.polarity_of(claim),
        op: claim.value.operator(),
        label: words.label(&claim.value, claim.unit),
        claimed,
    })
}

/// Quotes stand in the quotation marks of their own language, where it is known.
pub(super) fn words_for_quote(request: &Request<'_>) -> &'static crate::locale::Words {
    let own = request.dataset.quote_lang.split('-').next().unwrap_or_default().parse::<Locale>();
    crate::locale::words(own.unwrap_or(request.locale))
}
