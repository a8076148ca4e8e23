//! From the claims of a selection to series, panels, rows and marks.

use crate::figure::data::{Cell, Key, Mark, Panel, Plot, Row, Series, row_label, words_for_quote};
use crate::figure::request::Request;
use crate::figure::scene::{Claimed, Color};
use crate::model::{Claim, Interval, Polarity, Unit, margin};
use crate::project::recipe::{ChartKind, Missing, Panels, Rows};

pub(crate) fn plot(request: &Request<'_>) -> Plot {
    let mut series = series(request);
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
    let panels: Vec<Panel> = panels;
    mute(&panels, &mut series, request);
    let unit = request.selected.claims().next().map_or(Unit::Percent, |i| request.claim(i).unit);
    Plot { series, panels, unit }
}

/// A series of which no mark is the point is muted in the legend too.
fn mute(panels: &[Panel], series: &mut [Series], request: &Request<'_>) {
    let marks = || panels.iter().flat_map(|p| &p.rows).flat_map(|r| &r.cells).filter_map(Cell::mark);
    for (index, entry) in series.iter_mut().enumerate() {
        let mut own = marks().filter(|m| m.series == index).peekable();
        if own.peek().is_some() && own.all(|m| m.color != entry.color) {
            entry.color = request.theme.palette.faded;
        }
    }
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
            Polarity::Positive => theme.palette.series[0],
            Polarity::Neutral => theme.palette.neutral,
            Polarity::Negative => theme.palette.series[1],
            Polarity::Factual => return theme.palette.series[rank % theme.palette.series.len()],
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
        let colors = request.theme.palette.series;
        present.contains(&Some(id)).then(|| Series {
            key: Some(Key::Entity(id.to_owned())),
            label: entity.label.get(request.locale).to_owned(),
            color: own.unwrap_or(colors[rank % colors.len()]),
        })
    };
    let mut series: Vec<Series> = request.dataset.entities.iter().enumerate().filter_map(of_entity).collect();
    if present.contains(&None) {
        let color = request.theme.palette.series[request.theme.palette.series.len() - 1];
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
        Panels::Polarity => Some(request.words().polarity(request.dataset.polarity_of(claim)).to_owned()),
        Panels::Question => {
            let question = request.dataset.question(&claim.question)?.label.get(locale);
            let first = request.dataset.date_of(claim);
            let one_date = claims.iter().all(|c| request.dataset.date_of(c) == first);
            let date = first.filter(|_| one_date).map(|d| request.words().date(d));
            Some(date.map_or_else(
                || question.to_owned(),
                |date| match question.ends_with(['?', '？']) {
                    true => format!("{question} ({date})"),
                    false => format!("{question}, {date}"),
                },
            ))
        }
        Panels::Subject => {
            let entity = claim.subject.as_ref().and_then(|s| request.dataset.entity(s));
            entity.map(|e| e.label.get(locale).to_owned())
        }
        Panels::Place => {
            let place = request.dataset.survey_of(claim).and_then(|s| s.geography.stated());
            place.map(|p| request.words().capitalised(p.get(locale)))
        }
        Panels::Survey => Some(request.words().capitalised(request.dataset.survey_of(claim)?.label.get(locale))),
    }
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
        if request.recipe.kind.has_waves() {
            let mut waves: Vec<usize> = claims.iter().filter(is_of).copied().collect();
            waves.sort_by_key(|&i| request.dataset.date_of(request.claim(i)));
            cells.extend(
                waves
                    .into_iter()
                    .filter_map(|i| mark(request, i, (index, entry), &label))
                    .map(|m| Cell::Mark(Box::new(m))),
            );
            continue;
        }
        match claims.iter().find(is_of) {
            Some(&claim) => cells.extend(mark(request, claim, (index, entry), &label).map(|m| Cell::Mark(Box::new(m)))),
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
    request.recipe.missing == Missing::Show
        && matches!(request.recipe.kind, ChartKind::Bar | ChartKind::Dot | ChartKind::Table)
}

fn mark(request: &Request<'_>, index: usize, (series, entry): (usize, &Series), row: &str) -> Option<Mark> {
    let claim = request.claim(index);
    let words = request.words();
    let reading = claim.reading(&request.config.hedge_rules);
    // A card has no axis: there a number without an interval stands for itself.
    let interval = reading.interval.or_else(|| claim.value.number().map(|n| Interval::point(n.value())))?;
    let who = if entry.label.is_empty() { row.to_owned() } else { format!("{}, {row}", entry.label) };
    let spoken = format!("{who}: {}", words.spoken(&claim.value, claim.unit));
    let wanted = request.recipe.margins && reading.interval.is_some();
    let margin = wanted.then(|| margin(request.dataset, claim, &interval)).flatten();
    let chance = margin.map(|m| format!(" (95%: {})", words.share(tenths(m.low), tenths(m.high)))).unwrap_or_default();
    let quote = claim.quote.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let chain = request.references.chain(claim, request.locale);
    let claimed = Claimed {
        claim: claim.id.value.clone(),
        title: format!("{spoken}{chance}. {} — {chain}", words_for_quote(request, claim).quoted(&quote)),
        value: claim.value.number().map(|n| n.to_string()),
        op: claim.value.operator().code(),
        low: reading.interval.map(|i| i.low.value),
        high: reading.interval.and_then(|i| i.high).map(|h| h.value),
        margin: margin.map(|m| (tenths(m.low), tenths(m.high))),
    };
    Some(Mark {
        claim: index,
        series,
        interval,
        basis: reading.basis,
        margin,
        date: request.dataset.date_of(claim),
        color: if is_point(request, claim) { entry.color } else { request.theme.palette.faded },
        polarity: request.dataset.polarity_of(claim),
        op: claim.value.operator(),
        label: words.label(&claim.value, claim.unit),
        claimed,
    })
}

/// A margin is computed, so it is given to a tenth of a point.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Whether a claim is the point of its chart, or the chart has none.
fn is_point(request: &Request<'_>, claim: &Claim) -> bool {
    let subject = claim.subject.as_ref().map(|s| s.value.as_str());
    let ids = [Some(claim.id.value.as_str()), subject, Some(claim.response.value.as_str())];
    let highlight = &request.recipe.highlight;
    highlight.is_empty() || highlight.iter().any(|h| ids.contains(&Some(h.value.as_str())))
}
