//! Charts of PowerPoint's own that say what the figure says: solid as far as the source is sure, patterned as far as its
//! wording allows, error bars for what chance allows besides, labels as worded.

mod axis;
mod bars;
mod cache;
mod error_bars;
mod fallback;
mod labels;
mod lines;
mod part;
mod parts;
mod series;
mod sheet;
mod stretches;
mod workbook;

pub use fallback::AsShapes;
pub(crate) use part::EXTENSION;

use crate::figure::scene::{Color, TextStyle, Weight};
use crate::figure::{ChartData, Figure, Mark, Series as Own};
use crate::locale::Language;
use crate::model::Unit;
use crate::project::recipe::NativeForm;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::scheme::Scheme;
use crate::publish::ooxml::text::Look;
use crate::style::Theme;
use axis::Axis;
use error_bars::ErrorBars;
use part::{ChartPart, Inset, Plot};
use series::{Fill, Series, Symbol};
use sheet::{Cell, Column, Sheet};
use workbook::workbook;

/// The size of the names of rows, points.
const NAME: f64 = 13.0;
/// The size of labels of values, points.
const VALUE: f64 = 14.0;
/// The size of ticks and of what is not reported, points.
const SMALL: f64 = 12.0;
/// How much wider a text may be where the reader lacks our font.
const SLACK: f64 = 1.06;

/// A chart part with its workbook.
#[derive(Debug)]
pub(crate) struct Native {
    /// The part, with its declaration.
    pub(crate) xml: String,
    pub(crate) workbook: Vec<u8>,
}

/// The size of a chart on its slide, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// The chart of a figure at a size, or what keeps it from being one.
pub(crate) fn native(figure: &Figure, extent: Extent) -> Result<Result<Native, AsShapes>, DeckError> {
    if let Some(why) = fallback::obstacle(figure) {
        return Ok(Err(why));
    }
    let data = &figure.data;
    let writer = Writer { data, theme: &figure.theme, words: figure.locale.language(), extent };
    let rows = &data.panels[0].rows;
    let drawn = match data.kind.traits().native {
        NativeForm::Scatter => writer.lines(rows),
        NativeForm::StackedBars => match writer.parts(rows) {
            Ok(drawn) => drawn,
            Err(why) => return Ok(Err(why)),
        },
        NativeForm::ClusteredBars | NativeForm::None => writer.bars(rows),
    };
    let workbook = workbook(&drawn.sheet, data)?;
    let part = ChartPart {
        plot: drawn.plot,
        inset: drawn.inset,
        series: drawn.series,
        sheet: drawn.sheet,
        axes: drawn.axes,
        ink: figure.theme.palette.foreground,
        faded: figure.theme.palette.faded,
        tag: figure.locale.tag(),
        origin: digest(&figure.alt),
    };
    Ok(Ok(Native { xml: Scheme::of(&figure.theme).wear(part.xml()).part(), workbook }))
}

/// A plot, and the sheet behind it.
struct Drawn {
    plot: Plot,
    /// Where the plot stands.
    inset: Inset,
    series: Vec<Series>,
    axes: [Axis; 2],
    sheet: Sheet,
}

struct Writer<'a> {
    data: &'a ChartData,
    theme: &'a Theme,
    words: &'static Language,
    extent: Extent,
}

impl Writer<'_> {
    /// The format of the axis, with the percent sign where the language has it.
    fn tick_format(&self) -> String {
        self.format(if self.data.unit == Unit::Percent { "0" } else { "#,##0" })
    }

    /// The format of exact values.
    fn value_format(&self) -> String {
        match self.data.unit {
            Unit::Percent => self.format("General"),
            Unit::Mean | Unit::Index | Unit::Count => "#,##0.###".to_owned(),
            Unit::Points | Unit::Rank | Unit::Year => "General".to_owned(),
        }
    }

    fn format(&self, number: &str) -> String {
        let sample = self.words.tick(7.0, self.data.unit);
        let (before, after) = sample.split_once('7').unwrap_or(("", ""));
        let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
        format!("{}{number}{}", quoted(before), quoted(after))
    }

    /// The width of a text, points.
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        self.theme.measure(text, TextStyle { size, weight, color: Color(0, 0, 0) }) * SLACK
    }

    /// What a series is called: by its name, or by the unit where it has none.
    fn name<'s>(&'s self, series: &'s Own) -> &'s str {
        if series.label.is_empty() { self.data.unit.code() } else { &series.label }
    }

    /// Bars of a series as far as the source is sure. Where texture tells series apart, it does so here too.
    fn solid(&self, color: Color, series: usize, edge: Option<Color>) -> Fill {
        let ground = color;
        let textured = |name| Fill::Pattern { name, color: self.theme.palette.background, ground, edge };
        match series % 4 {
            1 if self.theme.palette.textured => textured("narHorz"),
            2 if self.theme.palette.textured => textured("narVert"),
            3 if self.theme.palette.textured => textured("smGrid"),
            _ => Fill::Solid { color, edge },
        }
    }

    /// Bars as far as a wording allows.
    fn hatched(&self, color: Color, edge: Option<Color>) -> Fill {
        Fill::Pattern { name: "wdUpDiag", color, ground: self.theme.tint(color), edge }
    }

    /// The symbol of the points of a series.
    fn symbol(&self, series: usize) -> Symbol {
        let name = match series % 4 {
            1 if self.theme.palette.textured => "square",
            2 if self.theme.palette.textured => "diamond",
            3 if self.theme.palette.textured => "triangle",
            _ => "circle",
        };
        Symbol { name, size: 9 }
    }

    fn error_bars(&self, columns: [usize; 2], direction: Option<&'static str>) -> ErrorBars {
        ErrorBars { direction, columns, color: self.theme.palette.foreground }
    }
}

/// How far a margin of error reaches from the place where its bars are drawn.
#[derive(Clone, Copy, Debug)]
struct Reach {
    below: f64,
    above: f64,
}

impl Reach {
    /// That of a mark, from a number on the axis.
    fn of(mark: &Mark, from: f64) -> Option<Self> {
        mark.margin.map(|m| Self { below: (from - m.low).max(0.0), above: (m.high - from).max(0.0) })
    }
}

/// How labels of values look.
fn value_look(color: Color) -> Look {
    Look::new(VALUE, true, color)
}

/// Error bars for the margins of marks, as two columns behind the others: how far they reach from a number below and
/// above. None where no margin is known.
fn margins(sheet: &mut Sheet, name: &str, places: &[Option<Reach>]) -> Option<[usize; 2]> {
    places.iter().any(Option::is_some).then(|| {
        let cells = |of: fn(&Reach) -> f64| places.iter().map(|r| Cell::number(r.as_ref().map(of))).collect();
        let below = sheet.add(Column::new(format!("{name}: margin −"), cells(|r| r.below)));
        let above = sheet.add(Column::new(format!("{name}: margin +"), cells(|r| r.above)));
        [below, above]
    })
}

/// What a claim says, column by column, behind the numbers that are drawn: one mark or none a row.
fn statements(sheet: &mut Sheet, name: Option<&str>, marks: &[Option<&Mark>]) {
    let head = |what: &str| name.map_or_else(|| what.to_owned(), |name| format!("{name}: {what}"));
    let all = |cell: &dyn Fn(&Mark) -> Cell| marks.iter().map(|m| m.map_or(Cell::Empty, cell)).collect();
    let columns = [
        Column::new(head("op"), all(&|m| Cell::text(m.operator.code()))),
        Column::new(head("value"), all(&|m| Cell::number(workbook::stated(m)))),
        Column::new(head("low"), all(&|m| Cell::number(m.claimed.low))),
        Column::new(head("high"), all(&|m| Cell::number(m.claimed.high))),
        Column::new(head("as_written"), all(&|m| Cell::text(m.as_written.as_str()))),
        Column::new(head("claim_id"), all(&|m| Cell::text(m.claim()))),
    ];
    sheet.columns.extend(columns);
}
