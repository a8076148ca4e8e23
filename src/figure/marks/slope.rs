//! Two waves of a question: where each line starts, where it ends.

use crate::figure::data::{ChartData, Join, Mark, Panel, Row};
use crate::figure::layout::{Axis, DateScale, Moment, Page, Places, dodge};
use crate::figure::marks::waves::{HALF, Stroke, Wave, joined, moments, shapes, wave_labels};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::plane::{self, Inset, Plane, PlaneChart};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Segment, Shape, Span, Text, TextStyle};
use crate::style::Theme;

/// The gap between a mark and its label.
const GAP: f64 = 9.0;

struct Slope;

/// Draws the slopes of a chart.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    plane::legend(data, request.theme, page);
    plane::draw(&Slope, data, request, page);
}

/// One of the two waves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

impl Side {
    const BOTH: [Self; 2] = [Self::First, Self::Last];

    /// In which direction its labels stand: 1 to the right, −1 to the left.
    fn way(self) -> f64 {
        match self {
            Self::First => -1.0,
            Self::Last => 1.0,
        }
    }
}

/// A mark with its row.
#[derive(Clone, Copy)]
struct Entry<'m> {
    row: &'m Row,
    mark: &'m Mark,
    side: Side,
}

impl<'m> Entry<'m> {
    /// The marks of a panel, in the order of its rows.
    fn all(panel: &'m Panel, waves: &[Moment]) -> Vec<Self> {
        let entry = |row: &'m Row, mark: &'m Mark| {
            let last = mark.date == waves.last().map(|wave| wave.date) && waves.len() > 1;
            Self { row, mark, side: if last { Side::Last } else { Side::First } }
        };
        panel.rows.iter().flat_map(|row| row.marks().map(move |mark| entry(row, mark))).collect()
    }

    /// The label, with the answer when a plane has several.
    fn words(&self, panel: &Panel) -> String {
        match panel.rows.len() > 1 && self.side == Side::Last {
            true => format!("{}  {}", self.mark.label, self.row.label),
            false => self.mark.label.clone(),
        }
    }
}

fn value_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.value_size, theme.palette.foreground)
}

impl PlaneChart for Slope {
    fn foot(&self, _: &Panel, frame: &Frame<'_>) -> f64 {
        frame.theme.label_size * 1.6 + frame.theme.px(6.0)
    }

    fn inset(&self, _: &ChartData, frame: &Frame<'_>) -> Inset {
        Inset { above: frame.theme.value_size * 0.6, beside: 0.0 }
    }

    fn occupy(&self, plane: &Plane<'_>, places: &mut Places) {
        let entries = Entry::all(plane.panel, &moments(plane.data));
        let times = Times::new(&entries, plane);
        for (entry, y) in placed(&entries, plane) {
            let label = label(entry, y, &times, plane).bounds();
            let (levels, x) = (plane.levels(entry.mark), times.x(entry.side));
            let half = plane.theme.px(HALF);
            let own = Bounds { left: x - half, top: levels.high - half, right: x + half, bottom: levels.low + half };
            [label, own].into_iter().for_each(|bounds| places.take(bounds));
        }
    }

    fn across(&self, plane: &Plane<'_>) -> Axis {
        let waves = moments(plane.data);
        let times = Times::new(&Entry::all(plane.panel, &waves), plane);
        Axis::Dates(DateScale::new(waves, Span::new(times.first, times.last)))
    }

    fn draw(&self, plane: &Plane<'_>, _: &mut Places, page: &mut Page<'_>) {
        let waves = moments(plane.data);
        let entries = Entry::all(plane.panel, &waves);
        let times = Times::new(&entries, plane);
        page.group(Role::Axis, times.axis(&waves, plane));
        page.group(Role::Connector, joins(&entries, &times, plane));
        for (entry, y) in placed(&entries, plane) {
            let nodes = wave(entry, y, &times, plane);
            let claimed = Some(entry.mark.claimed.clone());
            page.push(Node::Group(Group { role: Role::Mark, claimed, nodes }));
        }
    }
}

/// The x of the two waves.
struct Times {
    first: f64,
    last: f64,
}

impl Times {
    /// As far apart as their labels leave room for, but no further than it takes to see which way lines lean.
    fn new(entries: &[Entry<'_>], plane: &Plane<'_>) -> Self {
        let theme = plane.theme;
        let widest = |side: Side| {
            let own = entries.iter().filter(|e| e.side == side);
            own.map(|e| theme.measure(&e.words(plane.panel), value_style(theme))).fold(0.0, f64::max)
        };
        let room = plane.area.width();
        let spare = (room - widest(Side::First) - widest(Side::Last)).max(room * 0.2);
        let inner = spare - 2.0 * theme.px(GAP + HALF);
        let used = inner.min(theme.px(420.0));
        let first = plane.area.left + widest(Side::First) + theme.px(GAP + HALF) + (inner - used) / 2.0;
        Self { first, last: first + used }
    }

    fn x(&self, side: Side) -> f64 {
        match side {
            Side::First => self.first,
            Side::Last => self.last,
        }
    }

    /// A vertical line for each wave, with its date below.
    fn axis(&self, waves: &[Moment], plane: &Plane<'_>) -> Vec<Node> {
        let theme = plane.theme;
        let style = theme.bold(theme.series_size, theme.palette.foreground);
        let mut nodes = Vec::new();
        for (x, label) in [self.first, self.last].into_iter().zip(wave_labels(waves, plane.request.words())) {
            let Segment { from, to } = Segment::vertical(x, plane.area.down());
            nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.rule, width: theme.px(1.2) }));
            let half = theme.measure(&label, style) / 2.0;
            let center = x.max(plane.area.left + half).min(plane.frame.most() - half);
            let at = Point::new(center, plane.area.bottom + theme.px(9.0) + style.size);
            nodes.push(Node::Text(theme.text(at, label, style, Anchor::Middle, Role::Axis)));
        }
        nodes
    }
}

/// A wave with its label at height `y`, and a line to the label where it stands elsewhere.
fn wave(entry: &Entry<'_>, y: f64, times: &Times, plane: &Plane<'_>) -> Vec<Node> {
    let (theme, mark, way) = (plane.theme, entry.mark, entry.side.way());
    let x = times.x(entry.side);
    let mut nodes = shapes(Wave { mark, x }, plane);
    let (end, edge) = (middle(mark, plane), x + way * theme.px(HALF + GAP));
    if (end - y).abs() > theme.px(3.0) {
        let from = Point::new(x + way * theme.px(HALF + 1.0), end);
        let to = Point::new(edge - way * 2.0, y);
        nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.muted, width: theme.px(0.8) }));
    }
    let label = label(entry, y, times, plane);
    nodes.extend(plane.clearing(&label));
    nodes.push(Node::Text(label));
    nodes
}

/// The entries with the heights of their labels, apart from one another: those of the first wave, then those of the last.
fn placed<'e, 'm>(entries: &'e [Entry<'m>], plane: &Plane<'_>) -> Vec<(&'e Entry<'m>, f64)> {
    let mut found = Vec::new();
    for side in Side::BOTH {
        let own: Vec<&Entry<'_>> = entries.iter().filter(|e| e.side == side).collect();
        let middles: Vec<f64> = own.iter().map(|e| middle(e.mark, plane)).collect();
        let leading = value_style(plane.theme).size * 1.12;
        found.extend(own.into_iter().zip(dodge(&middles, leading, plane.area.down())));
    }
    found
}

/// The label of an entry at height `y`.
fn label(entry: &Entry<'_>, y: f64, times: &Times, plane: &Plane<'_>) -> Text {
    let theme = plane.theme;
    let style = theme.bold(theme.value_size, theme.text_color(entry.mark.color));
    let anchor = match entry.side {
        Side::First => Anchor::End,
        Side::Last => Anchor::Start,
    };
    let edge = times.x(entry.side) + entry.side.way() * theme.px(HALF + GAP);
    theme.text(Point::new(edge, y + theme.half_capital(style)), entry.words(plane.panel), style, anchor, Role::Label)
}

/// Where the label of a mark belongs: beside its point, or beside the middle of all that its wording allows.
fn middle(mark: &Mark, plane: &Plane<'_>) -> f64 {
    let levels = plane.levels(mark);
    f64::midpoint(levels.low, levels.high)
}

/// The line from each mark of the first wave to the one of its series in the second; none where wording or base change.
fn joins(entries: &[Entry<'_>], times: &Times, plane: &Plane<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for row in &plane.panel.rows {
        for index in 0..plane.data.series.len() {
            let own: Vec<&Entry<'_>> =
                entries.iter().filter(|e| std::ptr::eq(e.row, row) && e.mark.series == index).collect();
            let [a, b] = own.as_slice() else { continue };
            if b.mark.join != Join::Broken {
                let [start, end] = [a, b].map(|e| Wave { mark: e.mark, x: times.x(e.side) });
                nodes.extend(joined(start, end, Stroke { color: b.mark.color, width: 2.6 }, plane));
            }
        }
    }
    nodes
}
