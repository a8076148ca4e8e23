//! From the claims of a selection to series, panels, rows and marks.

use crate::check::comparability::may_join;
use crate::figure::data::beside::{brackets, remarks};
use crate::figure::data::{
    Cell, ChartData, Emphasis, Join, Mark, Panel, Reference, Row, Series, SeriesKey, gaps, link, name, row_label,
    words_for_quote,
};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Claimed, Color, MarginOfError};
use crate::frame::SelectedPanel;
use crate::model::{Claim, Dimension, Interval, Margin, Number, PartialDate, Polarity, Share, Unit, margin};
use crate::project::recipe::{Missing, Panels, ReferenceLine, Rows, SeriesBy};

/// The data of a figure's chart.
pub(crate) fn chart_data(request: &FigureRequest<'_>) -> ChartData {
    let mut series = series(request);
    let several = request.selected.panels.len() > 1;
    let panel = |panel: &SelectedPanel| {
        let claims: Vec<&Claim> = panel.rows.iter().flat_map(|r| &r.claims).map(|&i| request.claim(i)).collect();
        let head = several.then(|| head(request, &claims)).flatten();
        Panel { head, rows: panel.rows.iter().filter_map(|row| self::row(request, &row.claims, &series)).collect() }
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
        panels,
    }
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

fn series(request: &FigureRequest<'_>) -> Vec<Series> {
    match request.selected.encoding.series {
        SeriesBy::By(Dimension::Subject) => entities(request),
        SeriesBy::By(Dimension::Response) => answers(request),
        SeriesBy::By(dimension) => others(request, dimension),
        SeriesBy::None => vec![Series { key: None, label: String::new(), color: request.theme.palette.series[0] }],
    }
}

/// What the series of a claim is known by.
fn key(request: &FigureRequest<'_>, claim: &Claim) -> Option<SeriesKey> {
    let dimension = request.selected.encoding.series.dimension()?;
    let id = dimension.id_of(request.dataset, claim)?;
    let question = (dimension == Dimension::Response).then(|| claim.question.value.clone());
    Some(SeriesKey { dimension, id, question })
}

/// Groups, places, waves, surveys or questions, in the order in which the dataset lists them; who is in none comes last.
fn others(request: &FigureRequest<'_>, dimension: Dimension) -> Vec<Series> {
    let mut claims = request.claims();
    claims.sort_by_key(|claim| place(request, dimension, claim));
    let mut series: Vec<Series> = Vec::new();
    for claim in claims {
        let key = key(request, claim);
        if series.iter().any(|s| s.key == key) {
            continue;
        }
        let colors = request.theme.palette.series;
        let id = key.as_ref().map_or("", |k| k.id.as_str());
        let own = request.config.colors.get(id).and_then(|c| Color::from_hex(&c.value));
        let color = own.unwrap_or(colors[series.len() % colors.len()]);
        series.push(Series { key, label: name(request, dimension, claim), color });
    }
    series
}

/// The place of what a claim is in a dimension among all that the dataset lists.
fn place(request: &FigureRequest<'_>, dimension: Dimension, claim: &Claim) -> usize {
    let dataset = request.dataset;
    let id = dimension.id_of(dataset, claim);
    let among = |ids: Vec<&str>| ids.iter().position(|i| Some(*i) == id.as_deref()).unwrap_or(usize::MAX);
    match dimension {
        Dimension::Question => among(dataset.questions.iter().map(|q| q.id.value.as_str()).collect()),
        Dimension::Group => among(dataset.groups.iter().map(|g| g.id.value.as_str()).collect()),
        Dimension::Place => among(dataset.places.iter().map(|p| p.id.value.as_str()).collect()),
        Dimension::Survey => among(dataset.surveys.iter().map(|s| s.id.value.as_str()).collect()),
        Dimension::Wave => dataset.date_of(claim).map_or(usize::MAX, PartialDate::order),
        Dimension::Subject => among(dataset.entities.iter().map(|e| e.id.value.as_str()).collect()),
        Dimension::Response => 0,
    }
}

/// The answers in the order of the dataset; those that lean one way are shades of one colour.
fn answers(request: &FigureRequest<'_>) -> Vec<Series> {
    let claims = request.claims();
    let answer = |q: &crate::model::Question, r: &crate::model::Response| SeriesKey {
        dimension: Dimension::Response,
        id: r.id.value.clone(),
        question: Some(q.id.value.clone()),
    };
    let all = request.dataset.questions.iter().flat_map(|q| q.responses.iter().map(move |r| (answer(q, r), r)));
    let given: Vec<Option<SeriesKey>> = claims.iter().map(|c| key(request, c)).collect();
    let (keys, responses): (Vec<SeriesKey>, Vec<_>) =
        all.filter(|(key, _)| given.iter().flatten().any(|g| g == key)).unzip();
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
    let own =
        |r: &crate::model::Response| request.config.colors.get(&r.id.value).and_then(|c| Color::from_hex(&c.value));
    let one = |(index, response): (usize, &&crate::model::Response)| Series {
        key: Some(keys[index].clone()),
        label: response.label.get(request.locale).to_owned(),
        color: own(response).unwrap_or_else(|| shade(response.polarity, index)),
    };
    responses.iter().enumerate().map(one).collect()
}

fn entities(request: &FigureRequest<'_>) -> Vec<Series> {
    let subject = |i: usize| request.claim(i).subject.as_ref().map(|s| s.value.as_str());
    let present: Vec<Option<&str>> = request.selected.claims().map(subject).collect();
    let of_entity = |(rank, entity): (usize, &crate::model::Entity)| {
        let id = entity.id.value.as_str();
        let own = request.config.colors.get(id).and_then(|c| Color::from_hex(&c.value));
        let colors = request.theme.palette.series;
        present.contains(&Some(id)).then(|| Series {
            key: Some(SeriesKey { dimension: Dimension::Subject, id: id.to_owned(), question: None }),
            label: entity.label.get(request.locale).to_owned(),
            color: own.unwrap_or(colors[rank % colors.len()]),
        })
    };
    let mut series: Vec<Series> = request.dataset.entities.iter().enumerate().filter_map(of_entity).collect();
    if present.contains(&None) {
        // Beside subjects it is the last colour; where rows are of something else, it is the only one.
        let colors = request.theme.palette.series;
        let alone = series.is_empty() && !names_answers(&request.selected.encoding.rows);
        let color = if alone { colors[0] } else { colors[colors.len() - 1] };
        series.push(Series { key: None, label: String::new(), color });
    }
    series
}

/// Whether rows are named by their answers.
fn names_answers(rows: &Rows) -> bool {
    match rows {
        Rows::Statement => true,
        Rows::By(dimensions) => dimensions.contains(&Dimension::Response),
    }
}

/// What the claims of a panel have in common.
fn head(request: &FigureRequest<'_>, claims: &[&Claim]) -> Option<String> {
    let claim = claims.first()?;
    let locale = request.locale;
    match request.selected.encoding.panels {
        Panels::None => None,
        Panels::Polarity => Some(request.words().polarity(request.dataset.polarity_of(claim)).to_owned()),
        Panels::By(Dimension::Question) => {
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
        Panels::By(dimension) => {
            let name = name(request, dimension, claim);
            (!name.is_empty()).then(|| request.words().capitalised(&name))
        }
    }
}

fn row(request: &FigureRequest<'_>, claims: &[usize], series: &[Series]) -> Option<Row> {
    let first = request.claim(*claims.first()?);
    let label = row_label(request, first);
    let year = || request.dataset.date_of(first).map(|d| d.year.to_string());
    let aside = match &request.selected.encoding.rows {
        Rows::By(_) => None,
        Rows::Statement => year(),
    };
    let mut cells = Vec::new();
    for (index, entry) in series.iter().enumerate() {
        let mut own: Vec<usize> =
            claims.iter().copied().filter(|&i| key(request, request.claim(i)) == entry.key).collect();
        match request.recipe.kind.has_waves() {
            true => own.sort_by(|&a, &b| time(request, a).total_cmp(&time(request, b))),
            false => own.truncate(1),
        }
        if own.is_empty() && shows_missing(request) && concerns(entry, first) {
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

/// Whether a series could have a mark in the row of a claim: every one could, but for an answer to another question.
fn concerns(entry: &Series, claim: &Claim) -> bool {
    entry.key.as_ref().is_some_and(|key| key.question.as_ref().is_none_or(|q| *q == claim.question.value))
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
