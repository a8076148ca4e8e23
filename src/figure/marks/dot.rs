//! One dot per claim, with the band of values that its wording allows; two comparable claims in a row are joined.

use crate::figure::data::{Cell, ChartData, Mark, Row};
use crate::figure::layout::Page;
use crate::figure::panels::canvas::{Canvas, Columns, RowChart, RowLabels, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::grid;
use crate::figure::primitives::{Direction, Ends, hatched, symbol};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Segment, Shape, Span, TextStyle};
use crate::style::Theme;

/// The radius of a dot.
const RADIUS: f64 = 7.0;
/// Half the height of a band.
const BAND: f64 = 6.5;
/// The height of a row with a label of one line.
const ROW: f64 = 44.0;
/// Where in the row the dots of the first lane stand.
const DOTS: f64 = 28.0;
/// The height of a further lane.
const LANE: f64 = 35.0;
/// The least space between two things in one lane.
const SPACE: f64 = 8.0;

struct Dot;

/// Draws one row of dots per row.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    grid::draw(&Dot, data, request, page);
}

impl RowChart for Dot {
    fn labels(&self, theme: &Theme) -> RowLabels {
        RowLabels { style: theme.regular(theme.label_size, theme.palette.foreground), share: 0.35 }
    }

    fn columns(&self, data: &ChartData, labels: f64, frame: &Frame<'_>) -> Columns {
        let theme = frame.theme;
        if frame.narrow {
            return Columns::new(frame.left, frame.left + theme.px(10.0));
        }
        let aside = data.rows().filter_map(|r| r.aside.as_deref());
        let aside = aside.map(|a| theme.measure(a, aside_style(theme))).fold(0.0, f64::max);
        let second_right = frame.left + labels + if aside > 0.0 { aside + theme.px(20.0) } else { 0.0 };
        Columns::new(second_right, second_right + theme.px(20.0))
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        true
    }

    fn right(&self, data: &ChartData, _: &Columns, frame: &Frame<'_>) -> f64 {
        let theme = frame.theme;
        let widest = data.marks().map(|m| theme.measure(&m.label, label_style(theme))).fold(0.0, f64::max);
        frame.right - (widest / 2.0).clamp(theme.px(20.0), theme.px(60.0))
    }

    fn is_parted(&self, row: &Row, canvas: &Canvas<'_>) -> bool {
        lanes(row, canvas) > 1.0
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        marks_height(row, canvas).max(label + canvas.tall(14.0))
    }

    fn row(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let items = arrange(row, canvas);
        let spare = place.height - marks_height(row, canvas);
        let first = place.top + first_lane(canvas) + spare / 2.0;
        let mut nodes = Vec::new();
        if let Some(aside) = row.aside.as_ref().filter(|_| !canvas.frame.narrow) {
            let style = aside_style(theme);
            let middle = place.middle();
            let at = Point::new(canvas.columns.second_right, middle + theme.half_capital(style));
            let aside = theme.text(at, aside.as_str(), style, Anchor::End, Role::RowLabel);
            nodes.push(Node::Group(Group { role: Role::RowLabel, claimed: None, nodes: vec![Node::Text(aside)] }));
        }
        nodes.extend(connector(&items, first, canvas));
        nodes.extend(items.iter().map(|item| item.node(first + item.lane as f64 * lane(canvas), canvas)));
        nodes
    }
}

fn aside_style(theme: &Theme) -> TextStyle {
    theme.regular(theme.aside_size, theme.palette.muted)
}

fn label_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.series_size, theme.palette.foreground)
}

fn lanes(row: &Row, canvas: &Canvas<'_>) -> f64 {
    arrange(row, canvas).iter().map(|i| i.lane + 1).max().unwrap_or(1) as f64
}

/// A lane has to hold a label over a dot, however far rows are pressed together.
fn lane(canvas: &Canvas<'_>) -> f64 {
    canvas.tall(LANE).max(canvas.theme.px(20.0) + canvas.theme.series_size)
}

fn first_lane(canvas: &Canvas<'_>) -> f64 {
    canvas.tall(DOTS).max(canvas.theme.px(13.0) + canvas.theme.series_size * 0.8)
}

fn marks_height(row: &Row, canvas: &Canvas<'_>) -> f64 {
    let below = canvas.tall(ROW - DOTS).max(canvas.theme.px(10.0));
    first_lane(canvas) + below + (lanes(row, canvas) - 1.0) * lane(canvas)
}

/// Something that stands in a row: a mark with its label, or the word that there is none.
struct Item<'m> {
    mark: Option<&'m Mark>,
    label: Label,
    /// How far it reaches, label included.
    across: Span,
    lane: usize,
}

/// A label, placed along the axis; `rise` is how far its baseline stands above the middle of its lane.
#[derive(Clone, Debug)]
struct Label {
    words: String,
    x: f64,
    rise: f64,
    anchor: Anchor,
    width: f64,
}

impl Label {
    fn span(&self) -> Span {
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        };
        Span::new(left, left + self.width)
    }
}

impl<'m> Item<'m> {
    fn new(mark: Option<&'m Mark>, label: Label, canvas: &Canvas<'_>) -> Self {
        let own = label.span();
        let across = mark.map_or(own, |mark| own.joined(extent(mark, 0.0, canvas).across()));
        Self { mark, label, across, lane: 0 }
    }

    fn node(&self, y: f64, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let (style, role) = match self.mark {
            Some(mark) => (theme.bold(theme.series_size, theme.text_color(mark.color)), Role::Label),
            None => (aside_style(theme), Role::NotReported),
        };
        let at = Point::new(self.label.x, y - self.label.rise);
        let label = theme.text(at, self.label.words.as_str(), style, self.label.anchor, role);
        let mut nodes: Vec<Node> = canvas.clearing(&label).into_iter().collect();
        nodes.extend(self.mark.map(|m| shapes(m, y, canvas)).unwrap_or_default());
        nodes.push(Node::Text(label));
        let claimed = self.mark.map(|m| m.claimed.clone());
        let role = if claimed.is_some() { Role::Mark } else { Role::NotReported };
        Node::Group(Group { role, claimed, nodes })
    }
}

/// Places what stands in a row. Two marks whose labels would collide take theirs to the outer sides; what still
/// collides goes to a lane of its own.
fn arrange<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Item<'m>> {
    let marks = row.marks();
    let space = canvas.theme.px(SPACE);
    let mut items: Vec<Item<'_>> = marks.map(|m| Item::new(Some(m), label(m, canvas), canvas)).collect();
    if let [a, b] = items.as_slice()
        && collide(a, b, space)
        && let Some(pair) = outward(a, b, canvas)
    {
        items = pair.into();
    }
    items.extend(silent(row, canvas));
    let mut lanes: Vec<Vec<Span>> = Vec::new();
    for item in &mut items {
        let free = |lane: &Vec<Span>| {
            lane.iter().all(|s| item.across.end + space <= s.start || s.end + space <= item.across.start)
        };
        item.lane = lanes.iter().position(free).unwrap_or(lanes.len());
        match lanes.get_mut(item.lane) {
            Some(lane) => lane.push(item.across),
            None => lanes.push(vec![item.across]),
        }
    }
    items
}

fn collide(a: &Item<'_>, b: &Item<'_>, space: f64) -> bool {
    a.across.start < b.across.end + space && b.across.start < a.across.end + space
}

/// The same two with their labels on the outer sides, when that sets them apart and the page has room.
fn outward<'m>(a: &Item<'m>, b: &Item<'m>, canvas: &Canvas<'_>) -> Option<[Item<'m>; 2]> {
    let (first, second) = (a.mark?, b.mark?);
    let start = |m: &Mark| extent(m, 0.0, canvas).left;
    let (left, right) = if start(first) <= start(second) { (first, second) } else { (second, first) };
    let pair = [(left, Side::Left), (right, Side::Right)].map(|(m, side)| beside(m, side, canvas));
    let [left_label, right_label] = [pair[0].clone()?, pair[1].clone()?];
    let (left, right) = (Item::new(Some(left), left_label, canvas), Item::new(Some(right), right_label, canvas));
    let apart = left.across.end + 2.0 <= right.across.start;
    apart.then(|| if start(first) <= start(second) { [left, right] } else { [right, left] })
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// The label above its mark; beside it when the mark is a band narrower than the label.
fn label(mark: &Mark, canvas: &Canvas<'_>) -> Label {
    let own = extent(mark, 0.0, canvas);
    let wide = canvas.theme.measure(&mark.label, label_style(canvas.theme));
    let narrow_band = !mark.interval.is_point() && own.right - own.left < wide;
    let sides = || beside(mark, Side::Right, canvas).or_else(|| beside(mark, Side::Left, canvas));
    narrow_band.then(sides).flatten().unwrap_or_else(|| {
        let room = room(canvas);
        let center = own.across().middle().min(room.end - wide / 2.0).max(room.start + wide / 2.0);
        Label { words: mark.label.clone(), x: center, rise: canvas.theme.px(12.0), anchor: Anchor::Middle, width: wide }
    })
}

/// The label beside its mark, when the page has room there.
fn beside(mark: &Mark, side: Side, canvas: &Canvas<'_>) -> Option<Label> {
    let own = extent(mark, 0.0, canvas);
    let wide = canvas.theme.measure(&mark.label, label_style(canvas.theme));
    let (x, anchor) = match side {
        Side::Left => (own.left - canvas.theme.px(9.0), Anchor::End),
        Side::Right => (own.right + canvas.theme.px(9.0), Anchor::Start),
    };
    let rise = -canvas.theme.half_capital(label_style(canvas.theme));
    let label = Label { words: mark.label.clone(), x, rise, anchor, width: wide };
    let (own, room) = (label.span(), room(canvas));
    (own.start >= room.start && own.end <= room.end).then_some(label)
}

/// From where to where labels may stand.
fn room(canvas: &Canvas<'_>) -> Span {
    let least = if canvas.frame.narrow { canvas.frame.left } else { canvas.scale.left() + canvas.theme.px(4.0) };
    Span::new(least, canvas.frame.most())
}

/// "China: not reported", at the axis, one for each silent series. A name that has no room is cut; the legend has it whole.
fn silent<'m>(row: &Row, canvas: &Canvas<'_>) -> Vec<Item<'m>> {
    let not_reported = canvas.request.words().not_reported;
    let x = canvas.scale.left() + canvas.theme.px(12.0);
    let most = room(canvas).end - x;
    let measure = |words: &str| canvas.theme.measure(words, aside_style(canvas.theme));
    let item = |cell: &Cell| {
        let name = &canvas.data.series[cell.series()].label;
        let mut words = format!("{name}: {not_reported}");
        let mut kept = name.chars().count();
        while measure(&words) > most && kept > 0 {
            kept -= 1;
            words = format!("{}…: {not_reported}", name.chars().take(kept).collect::<String>());
        }
        let wide = measure(&words);
        let rise = -canvas.theme.half_capital(aside_style(canvas.theme));
        let label = Label { words, x, rise, anchor: Anchor::Start, width: wide };
        Item::new(None, label, canvas)
    };
    row.cells.iter().filter(|c| c.mark().is_none()).map(item).collect()
}

/// The x of the dot: where the number stands for itself. A hedged number has no dot, only a band.
fn dot_x(mark: &Mark, canvas: &Canvas<'_>) -> Option<f64> {
    mark.interval.is_point().then(|| canvas.scale.x(mark.low()))
}

fn band(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Bounds {
    canvas.band(mark, y, canvas.theme.px(BAND))
}

/// The box of a mark with its margin of error, for a lane with its middle at `y`.
fn extent(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Bounds {
    let (band, radius) = (band(mark, y, canvas).across(), canvas.theme.px(RADIUS));
    let dot = dot_x(mark, canvas).map_or(band, |x| Span::new(x - radius, x + radius));
    let margin = mark.margin.map_or(dot, |m| Span::new(canvas.scale.x(m.low), canvas.scale.x(m.high)));
    let across = band.joined(dot).joined(margin);
    let half = radius + canvas.theme.px(1.0);
    Bounds { left: across.start, right: across.end, top: y - half, bottom: y + half }
}

fn shapes(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let theme = canvas.theme;
    let mut nodes = Vec::new();
    if let Some(x) = dot_x(mark, canvas) {
        nodes.extend(canvas.whisker(mark, y, theme.px(4.0)));
        nodes.push(symbol(Point::new(x, y), theme.px(RADIUS), mark.color, mark.series, theme));
        return nodes;
    }
    let inside = |value: f64| value != 0.0 && value > canvas.scale.bottom() && value < canvas.scale.top();
    let ends = Ends {
        low: !mark.interval.low.open && inside(mark.low()),
        high: mark.interval.high.is_some_and(|h| !h.open && inside(h.value)),
    };
    nodes.extend(hatched(band(mark, y, canvas), mark.color, Direction::Horizontal, ends, theme));
    nodes.extend(canvas.whisker(mark, y, theme.px(4.0)));
    nodes
}

/// The line between two claims that may be compared, from mark to mark.
fn connector(items: &[Item<'_>], y: f64, canvas: &Canvas<'_>) -> Option<Node> {
    let marks: Vec<&Mark> = items.iter().filter(|i| i.lane == 0).filter_map(|i| i.mark).collect();
    let [a, b] = marks.as_slice() else { return None };
    if items.iter().filter(|i| i.mark.is_some()).count() > 2 || !canvas.request.may_join(a.index, b.index) {
        return None;
    }
    let (a, b) = (extent(a, y, canvas), extent(b, y, canvas));
    let between = Span::new(a.right.min(b.right), a.left.max(b.left));
    if between.end <= between.start {
        return None;
    }
    let Segment { from, to } = Segment::horizontal(y, between);
    let (stroke, width) = (canvas.theme.palette.rule, canvas.theme.px(3.0));
    let line = Shape::Line { from, to, stroke, width };
    Some(Node::Group(Group { role: Role::Connector, claimed: None, nodes: vec![Node::Shape(line)] }))
}
