//! Charts of PowerPoint's own that say what the figure says: solid as far as the source is sure, patterned as far as its
//! wording allows, error bars for what chance allows besides, labels as worded.

mod axis;
mod bars;
mod brackets;
mod cache;
mod crossing;
mod error_bars;
mod fallback;
mod labels;
mod lines;
mod overlay;
mod part;
mod parts;
mod remarks;
mod series;
mod sheet;
mod slots;
mod stretches;
mod workbook;

pub use fallback::AsShapes;
pub(crate) use overlay::{DRAWING, OVER, SHAPES, part as overlay_part};
pub(crate) use part::{EXTENSION, OVERLAY};

use crate::figure::scene::{Color, TextStyle, Weight};
use crate::figure::{ChartData, Figure, Mark, Panel, Row, Series as Own};
use crate::locale::Language;
use crate::model::Unit;
use crate::project::recipe::NativeForm;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::text::Look;
use crate::publish::ooxml::xml::Xml;
use crate::style::Theme;
use axis::Axis;
use error_bars::ErrorBars;
use labels::Shows;
use overlay::Overlay;
use part::{ChartPart, Inset, Plot};
use series::{Fill, Series, Symbol};
use sheet::{Cell, Column, Sheet};
use workbook::workbook;

/// The size of the names of rows, points.
const NAME: f64 = 13.0;
/// The height of the head of a panel, points.
const HEAD: f64 = 24.0;
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
    /// The shapes over the plot, each with its name.
    pub(crate) over: Vec<(String, Xml)>,
}

/// The size of a chart on its slide, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// The chart of a panel of a figure at a size, or what keeps the figure from being one.
pub(crate) fn native(
    figure: &Figure,
    panel: usize,
    extent: Extent,
    dress: &Dress,
) -> Result<Result<Native, AsShapes>, DeckError> {
    if let Some(why) = fallback::obstacle(figure) {
        return Ok(Err(why));
    }
    let figure = &*dress.figure(figure);
    let data = &figure.data;
    let Some(panel) = data.panels.get(panel) else { return Ok(Err(AsShapes::Panels)) };
    let writer = Writer { data, panel, theme: &figure.theme, words: figure.locale.language(), extent };
    let drawn = match data.kind.traits().native {
        NativeForm::Scatter => writer.lines(),
        NativeForm::StackedBars => writer.parts(),
        NativeForm::ClusteredBars | NativeForm::None => writer.bars(),
    };
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(why) => return Ok(Err(why)),
    };
    let workbook = workbook(&drawn.sheet, panel)?;
    let anchors = drawn.overlay.anchors(extent, figure.locale.tag(), 2);
    let over = anchors.into_iter().map(|(name, xml)| (name, dress.wear(&figure.theme, xml))).collect();
    let part = ChartPart {
        plot: drawn.plot,
        inset: drawn.inset,
        series: drawn.series,
        sheet: drawn.sheet,
        axes: drawn.axes,
        foreground: figure.theme.palette.foreground,
        faded: figure.theme.palette.faded,
        tag: figure.locale.tag(),
        head: panel.head.clone(),
        has_overlay: !drawn.overlay.shapes.is_empty(),
        origin: digest(&alt(figure, panel)),
    };
    Ok(Ok(Native { xml: dress.wear(&figure.theme, part.xml()).part(), workbook, over }))
}

/// The alt text of the chart of a panel: that of the figure, after the head of the panel where there are several.
pub(crate) fn alt(figure: &Figure, panel: &Panel) -> String {
    match &panel.head {
        Some(head) if figure.data.panels.len() > 1 => format!("{head}: {}", figure.alt),
        Some(_) | None => figure.alt.clone(),
    }
}

/// A plot, and the sheet behind it.
struct Drawn {
    plot: Plot,
    /// Where the plot stands.
    inset: Inset,
    series: Vec<Series>,
    axes: [Axis; 2],
    sheet: Sheet,
    /// What stands over the plot.
    overlay: Overlay,
}

struct Writer<'a> {
    data: &'a ChartData,
    /// The panel that the chart is of.
    panel: &'a Panel,
    theme: &'a Theme,
    words: &'static Language,
    extent: Extent,
}

impl<'a> Writer<'a> {
    /// The marks of the panel.
    fn marks(&self) -> impl Iterator<Item = &'a Mark> + use<'a> {
        let panel = self.panel;
        panel.rows.iter().flat_map(Row::marks)
    }

    /// The height of the head of the panel, points.
    fn head(&self) -> f64 {
        if self.panel.head.is_some() { HEAD } else { 0.0 }
    }

    /// The format of the axis, with the percent sign where the language has it.
    fn tick_format(&self) -> String {
        self.format(if self.data.unit == Unit::Percent { "0" } else { "#,##0" })
    }

    /// What the label of an exact value shows: the value itself, so that edited data show, where any machine writes it as the
    /// figure does; else the words of the figure, since decimal and thousands signs of a format are those of the machine.
    fn label_of_exact(&self, mark: &Mark) -> Shows {
        let sign = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}');
        let written: String = mark.label.chars().filter(sign).collect();
        match written.trim_matches(|c: char| !c.is_ascii_digit()) == mark.value.abs().to_string() {
            true => Shows::Value(self.value_format()),
            false => Shows::Cell(mark.label.clone()),
        }
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
        let background = color;
        let textured = |name| Fill::Pattern { name, color: self.theme.palette.background, background, edge };
        match series % 4 {
            1 if self.theme.palette.textured => textured("narHorz"),
            2 if self.theme.palette.textured => textured("narVert"),
            3 if self.theme.palette.textured => textured("smGrid"),
            _ => Fill::Solid { color, edge },
        }
    }

    /// Bars as far as a wording allows.
    fn hatched(&self, color: Color, edge: Option<Color>) -> Fill {
        Fill::Pattern { name: "wdUpDiag", color, background: self.theme.tint(color), edge }
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
        ErrorBars { direction, columns, color: self.theme.palette.foreground, dashed: false }
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
