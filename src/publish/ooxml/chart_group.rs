//! A chart on its slide: what was asked above it, note and source below it, in one group.

use crate::figure::layout::PanelArea;
use crate::figure::scene::Weight;
use crate::figure::{Figure, Panel, Series};
use crate::project::recipe::{Demand, NativeForm, Orientation};
use crate::publish::deck::{foot, tag};
use crate::publish::ooxml::chart::alt;
use crate::publish::ooxml::drawing::{self, Area, Head};
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::measure::Measured;
use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::text::{Look, paragraph, run};
use crate::publish::ooxml::text_box::{Fit, TextBox};
use crate::publish::ooxml::xml::Xml;
use crate::style::Color;

/// The size of what was asked, points.
const ASKED: f64 = 14.0;
/// The width of what stands across half of a slide at most, points.
const HALF: f64 = 460.0;
/// The size of the names of colours, points.
const NAMES: f64 = 13.0;
/// The size of note and source, points.
const SMALL: f64 = 10.0;
/// The height of a line, of its size.
const LEADING: f64 = 1.25;
/// What is left free between the chart and its texts, points.
const GAP: f64 = 8.0;
/// What is left free between charts side by side, points.
const BESIDE: f64 = 24.0;

/// The room for a chart, points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A chart with the texts above and below it, laid out in its room.
pub(crate) struct Layout<'a> {
    figure: &'a Figure,
    room: Room,
    asked: Texts<'a>,
    /// The names of the colours, where the chart itself does not name them.
    legend: Option<Texts<'a>>,
    below: Texts<'a>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(figure: &'a Figure, room: Room) -> Self {
        let ink = figure.theme.palette.muted;
        let texts = |part, size, paragraphs| Texts { figure, part, size, color: ink, paragraphs };
        let named = legend(figure);
        Self {
            figure,
            room,
            asked: texts(Part::Subtitle, if room.width < HALF { NAMES - 1.0 } else { ASKED }, subtitle(figure)),
            legend: (!named.is_empty()).then(|| texts(Part::Legend, NAMES, vec![named_in(&named)])),
            below: texts(Part::Foot, SMALL, foot(figure)),
        }
    }

    /// The height of the texts above the chart.
    fn over(&self) -> f64 {
        let names = self.legend.as_ref().map_or(0.0, |l| l.height(self.room.width) + GAP);
        self.asked.height(self.room.width) + names
    }

    /// The room for the charts.
    fn charts(&self) -> Room {
        let texts = self.over() + self.below.height(self.room.width);
        let height = (self.room.height - texts - 2.0 * GAP).max(60.0);
        Room { top: self.room.top + self.over() + GAP, height, ..self.room }
    }

    /// The room for the chart of each panel: side by side as in the figure, rows as high as what they hold asks for.
    pub(crate) fn panels(&self) -> Vec<Room> {
        let all = self.charts();
        let panels = &self.figure.data.panels;
        let columns = columns(self.figure).min(panels.len()).max(1);
        let bars = |panel: &Panel| panel.rows.iter().map(|r| r.cells.len() + 1).sum::<usize>().max(1) as f64;
        let rows: Vec<f64> = panels.chunks(columns).map(|row| row.iter().map(bars).fold(1.0, f64::max)).collect();
        let upright = self.figure.data.orientation == Orientation::Vertical;
        let is_even = upright || self.figure.data.kind.traits().native == NativeForm::Scatter;
        let share = |row: usize| if is_even { 1.0 / rows.len() as f64 } else { rows[row] / rows.iter().sum::<f64>() };
        let height = all.height - GAP * (rows.len() as f64 - 1.0);
        let width = (all.width - BESIDE * (columns as f64 - 1.0)) / columns as f64;
        let place = |at: usize| {
            let (row, column) = (at / columns, at % columns);
            let above: f64 = (0..row).map(|r| height * share(r) + GAP).sum();
            Room {
                left: all.left + column as f64 * (width + BESIDE),
                top: all.top + above,
                width,
                height: height * share(row),
            }
        };
        (0..panels.len()).map(place).collect()
    }

    /// The group, with a chart for each panel, whose parts are the targets of relationships of the slide.
    pub(crate) fn group(&self, relations: &[String], ids: &mut Ids) -> Xml {
        let Self { figure, room, asked, legend, below } = self;
        let under = below.height(room.width);
        let area = |top: f64, height: f64| Area::points(room.left, top, room.width, height);
        let [group, first, under_id, asked_id, legend_id] = [(); 5].map(|()| ids.next());
        let mut inside = Vec::new();
        for (at, (relation, room)) in relations.iter().zip(self.panels()).enumerate() {
            let id = if at == 0 { first } else { ids.next() };
            let name = panel_name(figure, PanelOf { number: at + 1, count: relations.len() });
            let alt = alt(figure, &figure.data.panels[at]);
            let place = Area::points(room.left, room.top, room.width, room.height);
            inside.push(frame(&Head { id, name: &name, alt: Some(&alt) }, place, relation));
        }
        inside.extend([
            asked.text_box(asked_id, area(room.top, asked.height(room.width))),
            below.text_box(under_id, area(room.top + room.height - under, under)),
        ]);
        inside.extend(legend.as_ref().map(|l| {
            let top = room.top + asked.height(room.width) + GAP;
            l.text_box(legend_id, area(top, l.height(room.width)))
        }));
        drawing::group(&Head::new(group, &group_name(figure)), area(room.top, room.height), inside)
    }
}

/// How many panels of a figure stand side by side.
fn columns(figure: &Figure) -> usize {
    let bottom = figure.panels.first().map_or(0.0, |p| p.bounds.bottom);
    let is_beside = |p: &&PanelArea| p.bounds.top < bottom;
    figure.panels.iter().filter(is_beside).count().max(1)
}

/// Which of the charts of a figure a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PanelOf {
    /// From 1.
    pub(crate) number: usize,
    /// How many there are.
    pub(crate) count: usize,
}

impl PanelOf {
    /// The only one.
    pub(crate) const ONLY: Self = Self { number: 1, count: 1 };

    /// What the name of a frame says: `… panel 2/3`.
    pub(crate) fn read(name: &str) -> Self {
        let read = name.rsplit_once(" panel ").and_then(|(_, panel)| {
            let (number, count) = panel.split_once('/')?;
            let (number, count) = (number.parse().ok()?, count.parse().ok()?);
            (1 <= number && number <= count).then_some(Self { number, count })
        });
        read.unwrap_or(Self::ONLY)
    }
}

/// The name of the frame of a chart.
pub(crate) fn panel_name(figure: &Figure, of: PanelOf) -> String {
    match of.count {
        1 => tag(figure),
        count => format!("{} panel {}/{count}", tag(figure), of.number),
    }
}

/// The names of the colours of a chart as a text; none where the chart itself has them.
pub(crate) fn legend_words(figure: &Figure) -> Vec<String> {
    let named = legend(figure);
    if named.is_empty() { Vec::new() } else { vec![named_in(&named)] }
}

/// The names of the colours of a chart as a paragraph.
pub(crate) fn legend_paragraph(figure: &Figure, dress: &Dress) -> Xml {
    let figure = &*dress.figure(figure);
    dress.wear(&figure.theme, names(figure, Look::new(NAMES, false, figure.theme.palette.muted)))
}

/// What a native chart does not name itself: parts of wholes, and the lines between two waves.
fn legend(figure: &Figure) -> Vec<&Series> {
    let traits = figure.data.kind.traits();
    let is_silent = traits.native == NativeForm::StackedBars || traits.demand == Demand::TwoWaves;
    figure.data.series.iter().filter(|s| is_silent && !s.label.is_empty()).collect()
}

/// The names of series as one text, each behind the sign of its colour.
fn named_in(series: &[&Series]) -> String {
    series.iter().map(|s| format!("{SIGN}\u{a0}{}", s.label)).collect::<Vec<_>>().join(APART)
}

/// The sign of a colour in a legend.
const SIGN: &str = "\u{25cf}";
/// What stands between the names of a legend.
const APART: &str = "    ";

/// The names of series as a paragraph, each behind its sign, both in its colour as in the figure.
fn names(figure: &Figure, look: Look) -> Xml {
    let tag = figure.locale.tag();
    let mut paragraph = Xml::new("a:p");
    for (at, series) in legend(figure).into_iter().enumerate() {
        let sign = Look { color: Some(series.color), ..look };
        let name = Look { color: Some(figure.theme.text_color(series.color)), bold: Some(true), ..look };
        let before = if at > 0 { APART } else { "" };
        paragraph =
            paragraph.holding(run(&format!("{before}{SIGN}\u{a0}"), tag, sign)).holding(run(&series.label, tag, name));
    }
    paragraph
}

/// The name of the group of a chart.
pub(crate) fn group_name(figure: &Figure) -> String {
    format!("{} group", tag(figure))
}

/// What stands above a chart.
pub(crate) fn subtitle(figure: &Figure) -> Vec<String> {
    vec![figure.captions.subtitle.clone()]
}

/// The texts above or below a chart.
pub(crate) struct Texts<'a> {
    figure: &'a Figure,
    part: Part,
    size: f64,
    color: Color,
    paragraphs: Vec<String>,
}

impl<'a> Texts<'a> {
    fn height(&self, width: f64) -> f64 {
        let weight = if self.part == Part::Legend { Weight::Bold } else { Weight::Regular };
        let measured = Measured { fonts: &self.figure.scene.fonts, size: self.size, weight };
        let lines: usize = self.paragraphs.iter().map(|p| measured.lines(p, width)).sum();
        lines as f64 * self.size * LEADING
    }

    fn look(&self) -> Look {
        Look::new(self.size, false, self.color)
    }

    fn text_box(&self, id: u32, area: Area) -> Xml {
        let tag = self.figure.locale.tag();
        let paragraphs = match self.part {
            Part::Legend => vec![names(self.figure, self.look())],
            Part::Title | Part::Subtitle | Part::Foot | Part::References => {
                self.paragraphs.iter().map(|p| paragraph(p, tag, self.look())).collect()
            }
        };
        TextBox { id, name: &self.origin().to_string(), area, fit: Fit::Wrapped, paragraphs }.xml()
    }

    fn origin(&self) -> Origin {
        origin(self.figure, self.part, &self.paragraphs)
    }
}

/// Where a text about a figure comes from.
pub(crate) fn origin(figure: &Figure, part: Part, paragraphs: &[String]) -> Origin {
    Origin { part, chart: figure.id.clone(), locale: figure.locale, deck: None, digest: digest(&paragraphs.join("\n")) }
}

/// The frame of a chart.
fn frame(head: &Head<'_>, area: Area, relation: &str) -> Xml {
    const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    let own = Xml::new("p:nvGraphicFramePr")
        .holding(head.xml())
        .holding(Xml::new("p:cNvGraphicFramePr"))
        .holding(Xml::new("p:nvPr"));
    let chart = Xml::new("c:chart").with("xmlns:c", CHART).with("r:id", relation);
    let data = Xml::new("a:graphicData").with("uri", CHART).holding(chart);
    Xml::new("p:graphicFrame").holding(own).holding(area.frame()).holding(Xml::new("a:graphic").holding(data))
}
