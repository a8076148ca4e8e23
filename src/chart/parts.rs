//! Parts of a whole as stretches of a bar, for the kinds of chart that are made of them.

use super::grid::{Canvas, Columns, band, label_width, row_label};
use super::series::{Cell, Mark, Plot, Row};
use crate::layout::{text, width, wrap_balanced};
use crate::scene::{Anchor, Bounds, Group, Node, Role, Shape, TextStyle, Weight};
use crate::theme::Theme;

/// The height of a bar.
pub(super) const BAR: f64 = 40.0;
/// The gap between bars.
pub(super) const GAP: f64 = 26.0;
/// The height of a line of labels below a bar.
const LANE: f64 = 19.0;
/// The space between a label and the ends of its part.
const PAD: f64 = 7.0;
/// Parts of a whole that rounding alone can leave, in percentage points.
const ROUNDING: f64 = 0.5;

/// A stretch of a bar: an answer, or the rest that the source does not report.
pub(super) struct Part<'m> {
    pub(super) mark: Option<&'m Mark>,
    /// From where to where the source is sure; of the rest, the empty block.
    pub(super) sure: (f64, f64),
    /// From where to where its wording reaches.
    pub(super) hatched: (f64, f64),
    pub(super) label: String,
    center: f64,
    lane: Option<usize>,
}

impl<'m> Part<'m> {
    /// An answer.
    pub(super) fn of(mark: &'m Mark, sure: (f64, f64), hatched: (f64, f64)) -> Self {
        let center = f64::midpoint(sure.0.min(hatched.0), sure.1.max(hatched.1));
        Self { mark: Some(mark), sure, hatched, label: mark.label.clone(), center, lane: None }
    }

    /// The rest: an empty block, with its share in words.
    pub(super) fn rest(block: (f64, f64), label: String) -> Self {
        let center = f64::midpoint(block.0, block.1);
        Self { mark: None, sure: block, hatched: (block.1, block.1), label, center, lane: None }
    }

    fn style(&self, canvas: &Canvas<'_>) -> TextStyle {
        match self.mark {
            Some(_) => canvas.theme.bold(15.0, canvas.theme.ink),
            None => canvas.theme.regular(13.0, canvas.theme.muted),
        }
    }

    fn node(&self, top: f64, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let bottom = top + BAR;
        let bounds = |(left, right): (f64, f64)| Bounds { left, top, right, bottom };
        let mut nodes = Vec::new();
        let mut style = self.style(canvas);
        match self.mark {
            None if self.sure.1 - self.sure.0 > 2.0 => {
                let inner = Bounds { top: top + 0.5, bottom: bottom - 0.5, ..bounds(self.sure) };
                nodes.push(Node::Shape(Shape::Dashed { bounds: inner, stroke: theme.muted }));
            }
            None => {}
            Some(mark) => {
                let color = canvas.color(mark.series);
                if self.sure.1 > self.sure.0 {
                    nodes.push(Node::Shape(Shape::Rect { bounds: bounds(self.sure), fill: color }));
                }
                if self.hatched.1 > self.hatched.0 {
                    nodes.extend(band(bounds(self.hatched), color, (false, false), theme));
                }
                // Lines of ground part neighbours of one colour; at zero the axis does.
                let zero = canvas.scale.x(0.0);
                let edges = [self.sure.0.min(self.hatched.0), self.sure.1.max(self.hatched.1)];
                for x in edges.into_iter().filter(|x| (x - zero).abs() > 1.0) {
                    let line = Shape::Line { from: (x, top), to: (x, bottom), stroke: theme.ground, width: 1.2 };
                    nodes.push(Node::Shape(line));
                }
                style.color = match self.lane {
                    None => theme.text_on(color),
                    Some(_) => theme.text_color(color),
                };
            }
        }
        let baseline = match self.lane {
            None => top + BAR / 2.0 + style.size * 0.36,
            Some(lane) => bottom + 15.0 + lane as f64 * LANE,
        };
        let role = if self.mark.is_some() { Role::Label } else { Role::NotReported };
        nodes.push(Node::Text(text((self.center, baseline), self.label.as_str(), style, Anchor::Middle, role)));
        let claimed = self.mark.map(|m| m.claimed.clone());
        let role = if claimed.is_some() { Role::Mark } else { Role::NotReported };
        Node::Group(Group { role, claimed, nodes })
    }
}

/// A column of row labels, at most `share` of the page wide, and the plot `gap` px after it.
pub(super) fn columns(plot: &Plot, theme: &Theme, (share, gap): (f64, f64)) -> Columns {
    let label_width = label_width(plot, theme.bold(theme.label_size, theme.ink), theme.width * share);
    let second_right = theme.margin + label_width;
    Columns { label_width, second_right, plot_left: second_right + gap }
}

/// The marks of a row, in the order of the answers.
pub(super) fn marks(row: &Row) -> impl DoubleEndedIterator<Item = &Mark> {
    row.cells.iter().filter_map(|cell| match cell {
        Cell::Mark(mark) => Some(mark),
        Cell::NotReported { .. } => None,
    })
}

/// The least and the most that a mark can stand for.
pub(super) fn ends(mark: &Mark) -> (f64, f64) {
    (mark.interval.low.value, mark.interval.high.map_or(100.0, |h| h.value))
}

/// What the answers leave of 100, from the least to the most; nothing when rounding or a hedge explains it.
pub(super) fn rest(row: &Row) -> Option<(f64, f64)> {
    let (low, high) = marks(row).map(ends).fold((0.0, 0.0), |sum, e| (sum.0 + e.0, sum.1 + e.1));
    let left = ((100.0 - high).max(0.0), (100.0 - low).max(0.0));
    let explained = left.0 == 0.0 && high - low > 0.0 && high >= 100.0;
    (!explained && left.1 > ROUNDING * row.cells.len() as f64).then_some(left)
}

/// "not reported 18–22%".
pub(super) fn rest_label((low, high): (f64, f64), canvas: &Canvas<'_>) -> String {
    let words = canvas.request.words();
    format!("{} {}", words.not_reported, words.share(low, high))
}

/// Places the labels: inside where there is room, else on lines below the bar, where none crosses the x of zero.
pub(super) fn place_labels(parts: &mut [Part<'_>], zero: f64, canvas: &Canvas<'_>) {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    for part in parts {
        let style = part.style(canvas);
        let wide = width(&part.label, style.size, style.weight);
        if part.sure.1 - part.sure.0 >= wide + 2.0 * PAD {
            part.center = f64::midpoint(part.sure.0, part.sure.1);
            continue;
        }
        let most = canvas.theme.width - canvas.theme.margin / 2.0;
        let half = wide / 2.0;
        let left_of_zero = part.sure.1.max(part.hatched.1) <= zero + 0.5;
        part.center = match left_of_zero {
            true => part.center.min(zero - 4.0 - half).max(canvas.scale.left() + half),
            false => part.center.max(zero + 4.0 + half).min(most - half),
        };
        let (start, end) = (part.center - wide / 2.0, part.center + wide / 2.0);
        let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(s, e)| end + PAD <= *s || e + PAD <= start);
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(taken) => taken.push((start, end)),
            None => lanes.push(vec![(start, end)]),
        }
        part.lane = Some(lane);
    }
}

/// The height of a row with these parts.
pub(super) fn height(row: &Row, parts: &[Part<'_>], canvas: &Canvas<'_>) -> f64 {
    let lanes = parts.iter().filter_map(|p| p.lane.map(|l| l + 1)).max().unwrap_or(0);
    let above = overhang(row, canvas);
    above + BAR + (lanes as f64 * LANE).max(above) + GAP
}

/// A row: its label, and its parts.
pub(super) fn draw(row: &Row, parts: &[Part<'_>], top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let theme = canvas.theme;
    let top = bar_top(row, top, canvas);
    let style = theme.bold(theme.label_size, theme.ink);
    let mut nodes = vec![row_label(label_lines(row, canvas), top + BAR / 2.0, style, theme)];
    nodes.extend(parts.iter().map(|part| part.node(top, canvas)));
    nodes
}

/// Where the bar of a row starts.
pub(super) fn bar_top(row: &Row, top: f64, canvas: &Canvas<'_>) -> f64 {
    top + GAP / 2.0 + overhang(row, canvas)
}

/// How far the row label reaches above its bar, and as far below it.
fn overhang(row: &Row, canvas: &Canvas<'_>) -> f64 {
    let lines = label_lines(row, canvas).len() as f64 * canvas.theme.label_size * 1.27;
    ((lines - BAR) / 2.0).max(0.0)
}

fn label_lines(row: &Row, canvas: &Canvas<'_>) -> Vec<String> {
    wrap_balanced(&row.label, canvas.theme.label_size, Weight::Bold, canvas.columns.label_width + 0.5)
}
