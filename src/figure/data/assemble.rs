//! From the claims of a selection to series, panels, rows and marks.

use crate::check::comparability::may_join;
use crate::figure::data::beside::{brackets, remarks};
use crate::figure::data::series::{Keys, series};
use crate::figure::data::{
    Cell, ChartData, Emphasis, Join, Mark, Panel, Reference, Row, Series, gaps, link, name, row_label, words_for_quote,
};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Claimed, MarginOfError};
use crate::frame::SelectedPanel;
use crate::model::{Claim, Dimension, Interval, Margin, Number, Share, Unit, margin};
use crate::project::recipe::{Missing, Panels, ReferenceLine, Rows};

/// The data of a figure's chart.
pub(crate) fn chart_data(request: &FigureRequest<'_>) -> ChartData {
    let keys = Keys::of(request);
    let mut series = series(request, &keys);
    let several = request.selected.panels.len() > 1;
    let panel = |panel: &SelectedPanel| {
        let claims: Vec<&Claim> = panel.rows.iter().flat_map(|r| &r.claims).map(|&i| request.claim(i)).collect();
        let head = several.then(|| head(request, &claims)).flatten();
        Panel {
            head,
            rows: panel.rows.iter().filter_map(|row| self::row(request, &row.claims, (&series, &keys))).collect(),
        }
    };
    let mut panels: Vec<Panel> = request.selected.panels.iter().map(panel).collect();
    if request.recipe.kind.has_waves() {
        gaps::mark(&mut panels, request.recipe.gaps);
    }
    mute(&panels, &mut series, request);
    let unit = request.selected.claims().next().map_or(Unit::Percent, |i| request.claim(i).unit);
    ChartData {
        kind: request.recipe.kind,
        encoding: request.selected.encoding.clone(),
        unit,
        scale: request.selected.claims().next().and_then(|i| request.claim(i).scale),
        series,
        axis: request.recipe.axis,
        orientation: request.recipe.orientation,
        references: references(request, unit),
        remarks: remarks(request, &panels),
        brackets: brackets(request, &panels, unit),
        one_answer_each: one_answer_each(request),
        panels,
    }
}

/// Whether nobody could give two of the answers that the chart shows.
fn one_answer_each(request: &FigureRequest<'_>) -> bool {
    let asked = |question: &str| request.dataset.questions.iter().find(|q| q.id.value == question);
    let mut claims = request.selected.claims().map(|i| request.claim(i));
    claims.all(|claim| asked(&claim.question.value).is_some_and(|question| question.single_choice))
}

/// The reference lines of the recipe.
fn references(request: &FigureRequest<'_>, unit: Unit) -> Vec<Reference> {
    let (words, locale) = (request.words(), request.locale);
    let reference = |line: &ReferenceLine| {
        let value = line.value.value.value();
        let label = line.label.as_ref().map(|l| l.get(locale).to_owned());
        Reference { value, label: label.unwrap_or_else(|| words.tick(value, unit)) }
    };
    let mut lines: Vec<Reference> = request.recipe.reference_lines.iter().map(reference).collect();
    lines.sort_by(|a, b| a.value.total_cmp(&b.value));
    lines
}

/// Mutes each series of which every mark is muted, so that the legend shows what the chart shows.
fn mute(panels: &[Panel], series: &mut [Series], request: &FigureRequest<'_>) {
    let marks = || panels.iter().flat_map(|p| &p.rows).flat_map(Row::marks);
    for (index, entry) in series.iter_mut().enumerate() {
        let mut own = marks().filter(|m| m.series == index).peekable();
        if own.peek().is_some() && own.all(|m| m.emphasis == Emphasis::Muted) {
            entry.color = request.theme.palette.faded;
        }
    }
}

/// What the claims of a panel have in common.
fn head(request: &FigureRequest<'_>, claims: &[&Claim]) -> Option<String> {
    let claim = claims.first()?;
    let locale = request.locale;
    match request.selected.encoding.panels {
        Panels::None => None,
        Panels::Polarity => {
            let polarity = request.dataset.polarity_of(claim);
            let own = request.dataset.polarity_words(claims, polarity).map(|t| t.get(locale));
            Some(own.unwrap_or(request.words().polarity(polarity)).to_owned())
        }
        Panels::By(Dimension::Question) => {
            let question = request.dataset.question(&claim.question)?.label.get(locale);
            let span = request.dataset.span_of(claim);
            let alike = claims.iter().all(|c| request.dataset.span_of(c) == span);
            let date = span.filter(|_| alike).map(|(first, last)| request.words().dates(first, last));
            Some(date.map_or_else(
                || question.to_owned(),
                |date| match question.ends_with(['?', '？']) {
                    true => format!("{question} ({date})"),
                    false => format!("{question}, {date}"),
                },
            ))
        }
        Panels::By(dimension) => {
            let name = name(request, dimension, claim);
            (!name.is_empty()).then(|| request.words().capitalised(&name))
        }
    }
}

fn row(request: &FigureRequest<'_>, claims: &[usize], (series, keys): (&[Series], &Keys<'_>)) -> Option<Row> {
    let first = request.claim(*claims.first()?);
    let label = row_label(request, first);
    let year = || request.dataset.date_of(first).map(|d| d.year.to_string());
    let aside = match &request.selected.encoding.rows {
        Rows::By(_) => None,
        Rows::Statement => year(),
    };
    let mut cells = Vec::new();
    for (index, entry) in series.iter().enumerate() {
        let mut own: Vec<usize> = claims.iter().copied().filter(|&i| keys.key(request.claim(i)) == entry.key).collect();
        match request.recipe.kind.has_waves() {
            true => own.sort_by(|&a, &b| time(request, a).total_cmp(&time(request, b))),
            false => own.truncate(1),
        }
        if own.is_empty() && shows_missing(request) && keys.concerns(entry, first) {
            cells.push(Cell::NotReported { series: index });
        }
        let named = Named { series: index, entry, row: &label };
        cells.extend(waves(request, &own, &named).into_iter().map(|m| Cell::Mark(Box::new(m))));
    }
    Some(Row { label, aside, cells })
}

/// Where a claim stands in time; before all others when that is not known.
fn time(request: &FigureRequest<'_>, index: usize) -> f64 {
    request.dataset.time_of(request.claim(index)).unwrap_or(f64::NEG_INFINITY)
}

/// The marks of one series in a row, in the order of time; each knows whether a line may lead to it from the one before.
fn waves(request: &FigureRequest<'_>, claims: &[usize], named: &Named<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = claims.iter().filter_map(|&i| mark(request, i, named)).collect();
    for at in 0..marks.len() {
        let before = marks[..at].iter().rfind(|m| m.time < marks[at].time);
        let joined =
            before.is_none_or(|m| may_join(request.dataset, request.claim(m.index), request.claim(marks[at].index)));
        marks[at].join = if joined { Join::Line } else { Join::Broken };
    }
    marks
}

/// Whether what is missing is drawn; in a stacked chart it is part of the rest, and a card is made of a claim.
fn shows_missing(request: &FigureRequest<'_>) -> bool {
    request.recipe.missing == Missing::Show && request.recipe.kind.traits().shows_missing
}

/// What names a mark: its series and its row.
struct Named<'a> {
    series: usize,
    entry: &'a Series,
    row: &'a str,
}

fn mark(request: &FigureRequest<'_>, index: usize, named: &Named<'_>) -> Option<Mark> {
    let claim = request.claim(index);
    let words = request.words();
    let reading = claim.reading(&request.config.hedge_rules);
    // A card has no axis: there a number without an interval stands for itself.
    let interval = reading.interval.or_else(|| claim.value.number().map(|n| Interval::point(n.value())))?;
    let wanted = request.recipe.margins && reading.interval.is_some();
    let margin = wanted.then(|| margin(request.dataset, claim, &interval)).flatten();
    let date = request.dataset.date_of(claim);
    let emphasis = emphasis(request, claim);
    let quote = claim.quote.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let citation = request.references.chain(claim, request.locale);
    let bound = claim.value.number().map(Number::value).or_else(|| claim.value.known_bound());
    let title = format!(
        "{}. {} — {citation}",
        spoken(request, claim, named, margin),
        words_for_quote(request, claim).quoted(&quote)
    );
    Some(Mark {
        index,
        series: named.series,
        value: bound.unwrap_or(interval.low.value),
        interval,
        share: Share::of(claim, &request.config.hedge_rules),
        basis: reading.basis,
        margin,
        date,
        time: request.dataset.time_of(claim),
        date_words: date.map(|d| words.date(d)).unwrap_or_default(),
        emphasis,
        color: match emphasis {
            Emphasis::Full => named.entry.color,
            Emphasis::Muted => request.theme.palette.faded,
        },
        polarity: request.dataset.polarity_of(claim),
        operator: claim.value.operator(),
        label: words.label(&claim.value, claim.unit),
        as_written: claim.as_written.value.clone(),
        quote,
        citation,
        join: Join::Line,
        claimed: Claimed {
            claim: claim.id.value.clone(),
            title,
            link: link::of(request.dataset, claim),
            value: claim.value.number().map(|n| n.to_string()),
            op: claim.value.operator().code(),
            low: reading.interval.map(|i| i.low.value),
            high: reading.interval.and_then(|i| i.high).map(|h| h.value),
            margin: margin.map(|m| MarginOfError { low: tenths(m.low), high: tenths(m.high) }),
        },
    })
}

/// A value in words, with whom it is about and what chance allows: "Alba, Trusted: nearly 25 percent".
fn spoken(request: &FigureRequest<'_>, claim: &Claim, named: &Named<'_>, margin: Option<Margin>) -> String {
    let words = request.words();
    let who = match named.entry.label.is_empty() {
        true => named.row.to_owned(),
        false => format!("{}, {}", named.entry.label, named.row),
    };
    let chance = margin.map(|m| format!(" (95%: {})", words.share(tenths(m.low), tenths(m.high)))).unwrap_or_default();
    format!("{who}: {}{chance}", words.spoken(&claim.value, claim.unit))
}

/// A margin is computed, so it is given to a tenth of a point.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Whether a claim is what its chart is about: all are where the recipe singles out nothing.
fn emphasis(request: &FigureRequest<'_>, claim: &Claim) -> Emphasis {
    let mut ids: Vec<String> = Dimension::ALL.iter().filter_map(|d| d.id_of(request.dataset, claim)).collect();
    ids.push(claim.id.value.clone());
    let highlight = &request.recipe.highlight;
    match highlight.is_empty() || highlight.iter().any(|h| ids.contains(&h.value)) {
        true => Emphasis::Full,
        false => Emphasis::Muted,
    }
}
