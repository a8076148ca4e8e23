//! A dot a claim, with the band of values that its wording allows; two comparable claims in a row are joined.

use super::grid::{Canvas, Columns, Kind, band, label_width, row_label};
use super::series::{Cell, Mark, Plot, Row};
use crate::layout::{text, width, wrap_balanced};
use crate::scene::{Anchor, Bounds, Group, Node, Role, Shape, Weight};
use crate::theme::Theme;

const RADIUS: f64 = 7.0;
/// Half the height of a band.
const BAND: f64 = 6.5;
/// The height of a row with a label of one line.
const ROW: f64 = 48.0;
/// Where in the row the dots of the first lane stand.
const DOTS: f64 = 31.0;
/// The height of a further lane.
const LANE: f64 = 36.0;
/// The least space between two things in one lane.
const SPACE: f64 = 8.0;

pub(super) struct Dot;

impl Kind for Dot {
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns {
        let aside = plot.rows().filter_map(|r| r.aside.as_deref());
        let aside = aside.map(|a| width(a, ASIDE_SIZE, Weight::Regular)).fold(0.0, f64::max);
        let label_width = label_width(plot, theme.regular(theme.label_size, theme.ink), theme.width * 0.32);
        let second_right = theme.margin + label_width + if aside > 0.0 { aside + 20.0 } else { 0.0 };
        Columns { label_width, second_right, plot_left: second_right + 20.0 }
    }

    fn has_legend(&self) -> bool {
        true
    }

    fn right(&self, plot: &Plot, _: &Columns, theme: &Theme) -> f64 {
        let widest = plot.marks().map(|m| width(&m.label, LABEL_SIZE, Weight::Bold)).fold(0.0, f64::max);
        theme.width - theme.margin - (widest / 2.0).clamp(20.0, 60.0)
    }

    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        let lines = label_lines(row, canvas).len() as f64;
        let lanes = arrange(row, canvas).iter().map(|i| i.lane + 1).max().unwrap_or(1) as f64;
        let marks = ROW + (lanes - 1.0) * LANE;
        marks.max((lines + 0.9) * canvas.theme.label_size * 1.27)
    }

    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let items = arrange(row, canvas);
        let lanes = items.iter().map(|i| i.lane + 1).max().unwrap_or(1) as f64;
        let spare = self.row_height(row, canvas) - (ROW + (lanes - 1.0) * LANE);
        let first = top + DOTS + spare / 2.0;
        let middle = first + (lanes - 1.0) * LANE / 2.0;
        let style = theme.regular(theme.label_size, theme.ink);
        let mut nodes = Vec::new();
        nodes.extend(separator(row, top, canvas));
        nodes.push(row_label(label_lines(row, canvas), middle, style, theme));
        if let Some(aside) = &row.aside {
            let style = theme.regular(ASIDE_SIZE, theme.muted);
            let at = (canvas.columns.second_right, middle + style.size * 0.36);
            let aside = text(at, aside.as_str(), style, Anchor::End, Role::RowLabel);
            nodes.push(Node::Group(Group { role: Role::RowLabel, claimed: None, nodes: vec![Node::Text(aside)] }));
        }
        nodes.extend(connector(&items, first, canvas));
        nodes.extend(items.iter().map(|item| item.node(first + item.lane as f64 * LANE, canvas)));
        nodes
    }
}

/// A hairline above a row, in charts where a row has several lanes and its end could be missed.
fn separator(row: &Row, top: f64, canvas: &Canvas<'_>) -> Option<Node> {
    let is_first = canvas.plot.panels.iter().any(|p| p.rows.first().is_some_and(|first| std::ptr::eq(first, row)));
    let laned = |r: &Row| arrange(r, canvas).iter().any(|i| i.lane > 0);
    if is_first || !*canvas.parted.get_or_init(|| canvas.plot.rows().any(laned)) {
        return None;
    }
    let (from, to) = ((canvas.theme.margin, top), (canvas.theme.width - canvas.theme.margin, top));
    let line = Shape::Line { from, to, stroke: canvas.theme.grid, width: 1.0 };
    Some(Node::Group(Group { role: Role::Axis, claimed: None, nodes: vec![Node::Shape(line)] }))
}

/// Something that stands in a row: a mark with its label, or the word that there is none.
struct Item<'m> {
    mark: Option<&'m Mark>,
    label: Label,
    /// How far it reaches, label included.
    left: f64,
    right: f64,
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
    fn span(&self) -> (f64, f64) {
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        };
        (left, left + self.width)
    }
}

impl<'m> Item<'m> {
    fn new(mark: Option<&'m Mark>, label: Label, canvas: &Canvas<'_>) -> Self {
        let (mut left, mut right) = label.span();
        if let Some(mark) = mark {
            let extent = extent(mark, 0.0, canvas);
            (left, right) = (left.min(extent.left), right.max(extent.right));
        }
        Self { mark, label, left, right, lane: 0 }
    }

    fn node(&self, y: f64, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let (style, role) = match self.mark {
            Some(mark) => (theme.bold(LABEL_SIZE, theme.text_color(canvas.color(mark.series))), Role::Label),
            None => (theme.regular(ASIDE_SIZE, theme.muted), Role::NotReported),
        };
        let label =
            text((self.label.x, y - self.label.rise), self.label.words.as_str(), style, self.label.anchor, role);
        let mut nodes = self.mark.map(|m| shapes(m, y, canvas)).unwrap_or_default();
        nodes.push(Node::Text(label));
        let claimed = self.mark.map(|m| m.claimed.clone());
        let role = if claimed.is_some() { Role::Mark } else { Role::NotReported };
        Node::Group(Group { role, claimed, nodes })
    }
}

/// Places what stands in a row. Two marks whose labels would collide take theirs to the outer sides; what still
/// collides goes to a lane of its own.
fn arrange<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Item<'m>> {
    let marks = row.cells.iter().filter_map(reported);
    let mut items: Vec<Item<'_>> = marks.map(|m| Item::new(Some(m), label(m, canvas), canvas)).collect();
    if let [a, b] = items.as_slice()
        && collide(a, b)
        && let Some(pair) = outward(a, b, canvas)
    {
        items = pair.into();
    }
    items.extend(silent(row, canvas));
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    for item in &mut items {
        let free =
            |lane: &Vec<(f64, f64)>| lane.iter().all(|(l, r)| item.right + SPACE <= *l || *r + SPACE <= item.left);
        item.lane = lanes.iter().position(free).unwrap_or(lanes.len());
        match lanes.get_mut(item.lane) {
            Some(lane) => lane.push((item.left, item.right)),
            None => lanes.push(vec![(item.left, item.right)]),
        }
    }
    items
}

fn collide(a: &Item<'_>, b: &Item<'_>) -> bool {
    a.left < b.right + SPACE && b.left < a.right + SPACE
}

/// The same two with their labels on the outer sides, when that sets them apart and the page has room.
fn outward<'m>(a: &Item<'m>, b: &Item<'m>, canvas: &Canvas<'_>) -> Option<[Item<'m>; 2]> {
    let (first, second) = (a.mark?, b.mark?);
    let start = |m: &Mark| extent(m, 0.0, canvas).left;
    let (left, right) = if start(first) <= start(second) { (first, second) } else { (second, first) };
    let pair = [(left, Side::Left), (right, Side::Right)].map(|(m, side)| beside(m, side, canvas));
    let [left_label, right_label] = [pair[0].clone()?, pair[1].clone()?];
    let (left, right) = (Item::new(Some(left), left_label, canvas), Item::new(Some(right), right_label, canvas));
    let apart = left.right + 2.0 <= right.left;
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
    let wide = width(&mark.label, LABEL_SIZE, Weight::Bold);
    let narrow_band = !mark.interval.is_point() && own.right - own.left < wide;
    let sides = || beside(mark, Side::Right, canvas).or_else(|| beside(mark, Side::Left, canvas));
    narrow_band.then(sides).flatten().unwrap_or_else(|| {
        let (least, most) = room(canvas);
        let center = f64::midpoint(own.left, own.right).min(most - wide / 2.0).max(least + wide / 2.0);
        Label { words: mark.label.clone(), x: center, rise: 12.0, anchor: Anchor::Middle, width: wide }
    })
}

/// The label beside its mark, when the page has room there.
fn beside(mark: &Mark, side: Side, canvas: &Canvas<'_>) -> Option<Label> {
    let own = extent(mark, 0.0, canvas);
    let wide = width(&mark.label, LABEL_SIZE, Weight::Bold);
    let (x, anchor) = match side {
        Side::Left => (own.left - 9.0, Anchor::End),
        Side::Right => (own.right + 9.0, Anchor::Start),
    };
    let label = Label { words: mark.label.clone(), x, rise: -LABEL_SIZE * 0.36, anchor, width: wide };
    let ((left, right), (least, most)) = (label.span(), room(canvas));
    (left >= least && right <= most).then_some(label)
}

/// From where to where labels may stand.
fn room(canvas: &Canvas<'_>) -> (f64, f64) {
    (canvas.scale.left() + 4.0, canvas.theme.width - canvas.theme.margin / 2.0)
}

/// "China: not reported", at the axis, one for each silent series. A name that has no room is cut; the legend has it whole.
fn silent<'m>(row: &Row, canvas: &Canvas<'_>) -> Vec<Item<'m>> {
    let not_reported = canvas.request.words().not_reported;
    let x = canvas.scale.left() + 12.0;
    let most = room(canvas).1 - x;
    let measure = |words: &str| width(words, ASIDE_SIZE, Weight::Regular);
    let item = |cell: &Cell| {
        let name = &canvas.plot.series[cell.series()].label;
        let mut words = format!("{name}: {not_reported}");
        let mut kept = name.chars().count();
        while measure(&words) > most && kept > 0 {
            kept -= 1;
            words = format!("{}…: {not_reported}", name.chars().take(kept).collect::<String>());
        }
        let wide = measure(&words);
        let label = Label { words, x, rise: -ASIDE_SIZE * 0.36, anchor: Anchor::Start, width: wide };
        Item::new(None, label, canvas)
    };
    row.cells.iter().filter(|c| reported(c).is_none()).map(item).collect()
}

const ASIDE_SIZE: f64 = 13.0;
const LABEL_SIZE: f64 = 14.0;

fn reported(cell: &Cell) -> Option<&Mark> {
    match cell {
        Cell::Mark(mark) => Some(mark),
        Cell::NotReported { .. } => None,
    }
}

fn label_lines(row: &Row, canvas: &Canvas<'_>) -> Vec<String> {
    wrap_balanced(&row.label, canvas.theme.label_size, Weight::Regular, canvas.columns.label_width + 0.5)
}

/// The x of the dot: where the number stands for itself. A hedged number has no dot, only a band.
fn dot_x(mark: &Mark, canvas: &Canvas<'_>) -> Option<f64> {
    mark.interval.is_point().then(|| canvas.scale.x(mark.interval.low.value))
}

fn band_bounds(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Bounds {
    let (left, right) = (canvas.scale.x(mark.interval.low.value), canvas.high_x(&mark.interval));
    Bounds { left, top: y - BAND, right, bottom: y + BAND }
}

fn extent(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Bounds {
    let band = band_bounds(mark, y, canvas);
    let (left, right) = dot_x(mark, canvas).map_or((band.left, band.right), |x| (x - RADIUS, x + RADIUS));
    Bounds { left: left.min(band.left), right: right.max(band.right), top: y - RADIUS - 1.0, bottom: y + RADIUS + 1.0 }
}

fn shapes(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let (theme, color) = (canvas.theme, canvas.color(mark.series));
    if let Some(x) = dot_x(mark, canvas) {
        return vec![Node::Shape(Shape::Disc { center: (x, y), radius: RADIUS - 1.0, fill: color, stroke: color })];
    }
    let inside = |value: f64| value > 0.0 && value < canvas.scale.top();
    let low = !mark.interval.low.open && inside(mark.interval.low.value);
    let high = mark.interval.high.is_some_and(|h| !h.open && inside(h.value));
    band(band_bounds(mark, y, canvas), color, (low, high), theme)
}

/// The line between two claims that may be compared, from mark to mark.
fn connector(items: &[Item<'_>], y: f64, canvas: &Canvas<'_>) -> Option<Node> {
    let marks: Vec<&Mark> = items.iter().filter(|i| i.lane == 0).filter_map(|i| i.mark).collect();
    let [a, b] = marks.as_slice() else { return None };
    if items.iter().filter(|i| i.mark.is_some()).count() > 2 || !canvas.request.may_join(a.claim, b.claim) {
        return None;
    }
    let (a, b) = (extent(a, y, canvas), extent(b, y, canvas));
    let (from, to) = (a.right.min(b.right), a.left.max(b.left));
    if to <= from {
        return None;
    }
    let line = Shape::Line { from: (from, y), to: (to, y), stroke: canvas.theme.rule, width: 3.0 };
    Some(Node::Group(Group { role: Role::Connector, claimed: None, nodes: vec![Node::Shape(line)] }))
}
