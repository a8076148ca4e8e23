//! What a figure shows, as plain data for other programs: slides with charts of their own, pages to paste.

use crate::check::comparability::may_join;
use crate::figure::data as series;
use crate::figure::data::{Mark, Plot};
use crate::figure::prose::notes::{self, Place};
use crate::figure::request::Request;
use crate::figure::scene::Color;
use crate::model::{Number, Unit};
use crate::project::recipe::ChartKind;

/// A figure as data.
#[derive(Clone, Debug)]
pub struct Data {
    /// The kind of chart.
    pub kind: ChartKind,
    /// The unit of the values.
    pub unit: Unit,
    /// The series.
    pub series: Vec<DataSeries>,
    /// The panels.
    pub panels: Vec<DataPanel>,
    /// The note, with its head.
    pub note: Option<String>,
    /// The note for a chart of another program: a pattern for hedges, error bars for what they allow, no margins.
    pub native_note: Option<String>,
    /// What was asked, unit and base, place, date.
    pub subtitle: String,
    /// The source line, with its head.
    pub source: String,
    /// The places in the document behind it.
    pub places: Vec<Place>,
    /// The full references of the works behind it, for notes; set where a deck asks for them.
    pub references: Vec<String>,
}

/// A series.
#[derive(Clone, Debug)]
pub struct DataSeries {
    /// Its name; empty when its marks are about no entity.
    pub label: String,
    /// Its colour.
    pub color: Color,
}

/// A panel.
#[derive(Clone, Debug)]
pub struct DataPanel {
    /// Its head, when there are several.
    pub head: Option<String>,
    /// Its rows.
    pub rows: Vec<DataRow>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct DataRow {
    /// Its label.
    pub label: String,
    /// Its values.
    pub values: Vec<DataValue>,
}

/// A value with its claim.
#[derive(Clone, Debug)]
pub struct DataValue {
    /// The claim.
    pub claim: String,
    /// The place of its series.
    pub series: usize,
    /// The number that the source gives, or the bound that it gives; never a midpoint.
    pub value: f64,
    /// The least value that its wording allows.
    pub low: f64,
    /// The greatest one; none when nothing bounds it.
    pub high: Option<f64>,
    /// Its label, with the hedge.
    pub label: String,
    /// The source's own words for it.
    pub as_written: String,
    /// The words of the document.
    pub quote: String,
    /// The chain of citation.
    pub citation: String,
    /// Its reading, quote and citation as one text.
    pub reading: String,
    /// Its date, in words; empty when it has none.
    pub date: String,
    /// Its year; 0 when it has no date.
    pub year: i64,
    /// Whether a line may lead to it from the wave before.
    pub joined: bool,
    /// Which answers it leans with.
    pub polarity: crate::model::Polarity,
    /// Its colour.
    pub color: Color,
}

impl DataValue {
    /// Whether its wording allows more than one value.
    pub fn is_hedged(&self) -> bool {
        self.high != Some(self.low)
    }
}

impl Data {
    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = &DataValue> {
        self.panels.iter().flat_map(|p| &p.rows).flat_map(|r| &r.values)
    }
}

/// The data of a plot.
pub(crate) fn data(
    request: &Request<'_>,
    plot: &Plot,
    (note, source, subtitle): (Option<&String>, &str, &str),
) -> Data {
    let row = |row: &series::Row| DataRow {
        label: row.label.clone(),
        values: row.marks().map(|m| value(request, m, row)).collect(),
    };
    let panel = |p: &series::Panel| DataPanel { head: p.head.clone(), rows: p.rows.iter().map(row).collect() };
    Data {
        kind: request.recipe.kind,
        unit: plot.unit,
        series: plot.series.iter().map(|s| DataSeries { label: s.label.clone(), color: s.color }).collect(),
        panels: plot.panels.iter().map(panel).collect(),
        note: note.cloned(),
        native_note: notes::note(request, plot, true),
        subtitle: subtitle.to_owned(),
        source: source.to_owned(),
        places: notes::places(request),
        references: Vec::new(),
    }
}

fn value(request: &Request<'_>, mark: &Mark, row: &series::Row) -> DataValue {
    let before = row.marks().rfind(|m| m.series == mark.series && m.date < mark.date);
    let may_join = |m: &Mark| may_join(request.dataset, request.claim(m.claim), request.claim(mark.claim));
    let claim = request.claim(mark.claim);
    let bound = claim.value.number().map(Number::value).or_else(|| claim.value.known_bound());
    DataValue {
        claim: claim.id.value.clone(),
        series: mark.series,
        value: bound.unwrap_or(mark.interval.low.value),
        low: mark.interval.low.value,
        high: mark.interval.high.map(|h| h.value),
        label: mark.label.clone(),
        as_written: claim.as_written.value.clone(),
        quote: claim.quote.value.split_whitespace().collect::<Vec<_>>().join(" "),
        citation: request.references.chain(claim, request.locale),
        reading: mark.claimed.title.clone(),
        date: mark.date.map(|d| request.words().date(d)).unwrap_or_default(),
        year: mark.date.map_or(0, |d| i64::from(d.year)),
        joined: before.is_none_or(may_join),
        polarity: mark.polarity,
        color: mark.color,
    }
}
