//! Charts of PowerPoint's own: values as worded in the labels, error bars for what the wording allows, patterns for hedges.

mod axis;
mod bars;
mod cache;
mod error_bars;
mod labels;
mod lines;
mod part;
mod points;
mod series;
mod workbook;

use crate::figure::scene::Color;
use crate::figure::{ChartData, Figure, Mark};
use crate::language::phrases::words;
use crate::locale::Language;
use crate::model::Unit;
use crate::project::recipe::NativeForm;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::text::lang;
use crate::publish::ooxml::xml::Xml;
use axis::{Along, Axis, AxisLook};
use cache::Numbers;
use error_bars::ErrorBars;
use labels::{Label, labels};
use part::{ChartPart, Plot};
use points::{Points, cells, minus, plus};
use workbook::{Column, range, workbook};

/// The colour of the lines of the grid.
const GRID: Color = Color(0xe6, 0xe9, 0xed);

/// A chart part with its workbook.
#[derive(Debug)]
pub(crate) struct Native {
    /// The part, with its declaration.
    pub(crate) xml: String,
    pub(crate) workbook: Vec<u8>,
}

/// Whether PowerPoint has a chart for a figure.
pub(crate) fn has_chart(data: &ChartData) -> bool {
    data.kind.traits().native != NativeForm::None && data.panels.len() == 1
}

/// The chart of a figure.
pub(crate) fn native(figure: &Figure, ink: Color) -> Result<Native, DeckError> {
    let (data, locale) = (&figure.data, figure.locale);
    let writer = Writer { data, tag: locale.tag(), words: words(locale), ink };
    let rows = &data.panels[0].rows;
    let drawn = match data.kind.traits().native {
        NativeForm::Scatter => writer.scatter(rows),
        NativeForm::StackedBars => writer.bars(rows, Plot::Stacked),
        NativeForm::ClusteredBars | NativeForm::None => writer.bars(rows, Plot::Clustered),
    };
    let named = data.series.iter().any(|s| !s.label.is_empty());
    let part = ChartPart {
        plot: drawn.plot,
        series: drawn.series,
        axes: drawn.axes,
        legend: named.then_some(drawn.repeated),
        ink,
        lang: lang(locale.tag()),
        origin: digest(&figure.alt),
    };
    Ok(Native { xml: part.xml().part(), workbook: workbook(&drawn.categories, &drawn.columns, data)? })
}

/// A plot, and the sheet behind it.
struct Drawn {
    plot: Plot,
    series: Vec<Xml>,
    axes: [Axis; 2],
    categories: Vec<String>,
    columns: Vec<Column>,
    /// The series that the legend need not name again.
    repeated: Vec<usize>,
}

struct Writer<'a> {
    data: &'a ChartData,
    /// The language, a BCP 47 tag.
    tag: &'static str,
    words: &'static Language,
    ink: Color,
}

impl Writer<'_> {
    /// The format of the axis, with the percent sign where the language has it.
    fn number_format(&self) -> String {
        if self.data.unit != Unit::Percent {
            return "#,##0".to_owned();
        }
        let sample = self.words.tick(7.0, Unit::Percent);
        let (before, after) = sample.split_once('7').unwrap_or(("", "%"));
        let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
        format!("{}0{}", quoted(before), quoted(after))
    }

    /// The axis of the values: lines across the plot, no line of its own.
    fn value_axis(&self, side: &'static str, crosses: &'static str) -> Axis {
        let (limits, step) = match self.data.unit {
            Unit::Percent => ((Some(0.0), Some(100.0)), Some(25.0)),
            Unit::Count | Unit::Rank | Unit::Year => ((Some(0.0), None), None),
        };
        let along = Along::Numbers { limits, step, format: self.number_format() };
        Axis { id: 2, crossed: 1, side, crosses, along, look: AxisLook::Grid(GRID) }
    }

    /// The values as worded. A hedged one stands at the foot of its bar, where no error bar crosses it.
    fn labels(&self, points: &Points<'_>, side: &'static str) -> Xml {
        let all: Vec<Label<'_>> = points.iter().map(|(index, v)| self.label(*index, v, side)).collect();
        labels(&all, side, self.tag)
    }

    fn label<'v>(&self, index: usize, value: &'v Mark, side: &'static str) -> Label<'v> {
        let (veiled, own) = match (value.is_hedged(), side) {
            (true, "outEnd") => (true, "inBase"),
            (true, "ctr") => (true, "ctr"),
            (_, "t") if self.is_below(value) => (false, "b"),
            _ => (false, side),
        };
        Label { index, text: &value.label, side: own, color: self.label_color(value, side), veiled }
    }

    /// White where a label stands on a dark bar.
    fn label_color(&self, value: &Mark, side: &str) -> Color {
        let white = Color(0xff, 0xff, 0xff);
        let contrast = |color| crate::style::contrast(color, value.color);
        let on_bar = side == "ctr" && !value.is_hedged();
        if on_bar && contrast(white) > contrast(self.ink) { white } else { self.ink }
    }

    /// Whether the label of a point goes below it: another one of the same date stands closely above.
    fn is_below(&self, value: &Mark) -> bool {
        let above =
            |v: &&Mark| v.date_words == value.date_words && v.value > value.value && v.value - value.value < 9.0;
        self.data.marks().filter(above).count() % 2 == 1
    }

    /// Error bars from the least to the greatest value that the wording allows; none where nothing is hedged.
    fn errors(&self, points: &Points<'_>, place: Place, direction: Option<&'static str>) -> Option<Xml> {
        let hedged: Points<'_> = points.iter().filter(|(_, v)| v.is_hedged()).copied().collect();
        if hedged.is_empty() {
            return None;
        }
        let (up, down) = (cells(&hedged, place.rows, plus), cells(&hedged, place.rows, minus));
        let reach =
            |offset, cells| Numbers { range: range(place.column + offset, place.rows), cells, format: "General" };
        let bars = ErrorBars { direction, plus: reach(2, &up), minus: reach(1, &down), color: self.ink };
        Some(bars.xml())
    }
}

/// The column of a series in the sheet, and how many rows it has.
#[derive(Clone, Copy, Debug)]
struct Place {
    column: usize,
    rows: usize,
}

/// Value, and how far it reaches down and up.
fn value_columns(label: &str, points: &Points<'_>, rows: usize) -> Vec<Column> {
    let hedged: Points<'_> = points.iter().filter(|(_, v)| v.is_hedged()).copied().collect();
    vec![
        Column { head: label.to_owned(), cells: cells(points, rows, |v| v.value) },
        Column { head: format!("{label} −"), cells: cells(&hedged, rows, minus) },
        Column { head: format!("{label} +"), cells: cells(&hedged, rows, plus) },
    ]
}
