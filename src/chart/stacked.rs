//! The answers to one question as parts of one bar: solid as far as the source is sure, hatched as far as its wording
//! allows, and what it does not report as a block of its own.

use super::Request;
use super::grid::{Canvas, Columns, Kind, band, label_width, row_label};
use super::series::{Cell, Mark, Plot, Row};
use crate::layout::{text, width, wrap_balanced};
use crate::recipe::Kind as ChartKind;
use crate::scene::{Anchor, Bounds, Group, Node, Role, Shape, TextStyle, Weight};
use crate::theme::Theme;

const BAR: f64 = 40.0;
/// The gap below a bar.
const GAP: f64 = 26.0;
/// The height of a line of labels below a bar.
const LANE: f64 = 19.0;
/// The space between a label and the ends of its part.
const PAD: f64 = 7.0;
/// Parts of a whole that rounding alone can leave, in percentage points.
const ROUNDING: f64 = 0.5;

pub(super) struct Stacked;

impl Kind for Stacked {
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns {
        let label_width = label_width(plot, theme.bold(theme.label_size, theme.ink), theme.width * 0.25);
        let second_right = theme.margin + label_width;
        Columns { label_width, second_right, plot_left: second_right + 16.0 }
    }

    fn has_legend(&self) -> bool {
        true
    }

    fn right(&self, _: &Plot, _: &Columns, theme: &Theme) -> f64 {
        theme.width - theme.margin - 20.0
    }

    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        let lanes = parts(row, canvas).iter().filter_map(|p| p.lane.map(|l| l + 1)).max().unwrap_or(0);
        let above = overhang(row, canvas);
        above + BAR + (lanes as f64 * LANE).max(above) + GAP
    }

    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let top = top + GAP / 2.0 + overhang(row, canvas);
        let style = theme.bold(theme.label_size, theme.ink);
        let mut nodes = vec![row_label(label_lines(row, canvas), top + BAR / 2.0, style, theme)];
        nodes.extend(parts(row, canvas).iter().map(|part| part.node(top, canvas)));
        nodes
    }
}

/// Whether a row of a stacked chart leaves something unreported.
pub(super) fn has_rest(plot: &Plot, request: &Request<'_>) -> bool {
    request.recipe.kind == ChartKind::Stacked && plot.rows().any(|r| rest(r).is_some())
}

/// How far the row label reaches above its bar, and as far below it.
fn overhang(row: &Row, canvas: &Canvas<'_>) -> f64 {
    let lines = label_lines(row, canvas).len() as f64 * canvas.theme.label_size * 1.27;
    ((lines - BAR) / 2.0).max(0.0)
}

fn label_lines(row: &Row, canvas: &Canvas<'_>) -> Vec<String> {
    wrap_balanced(&row.label, canvas.theme.label_size, Weight::Bold, canvas.columns.label_width + 0.5)
}

/// A stretch of a bar: an answer, or the rest that the source does not report.
struct Part<'m> {
    mark: Option<&'m Mark>,
    left: f64,
    /// Where the solid stretch ends and the hatched one begins.
    sure: f64,
    right: f64,
    label: String,
    /// The middle of the label, and its line below the bar; none when it stands inside.
    center: f64,
    lane: Option<usize>,
}

fn marks(row: &Row) -> impl Iterator<Item = &Mark> {
    row.cells.iter().filter_map(|cell| match cell {
        Cell::Mark(mark) => Some(mark),
        Cell::NotReported { .. } => None,
    })
}

fn ends(mark: &Mark) -> (f64, f64) {
    (mark.interval.low.value, mark.interval.high.map_or(100.0, |h| h.value))
}

/// What the answers leave of 100, from the least to the most; nothing when rounding explains it.
fn rest(row: &Row) -> Option<(f64, f64)> {
    let (low, high) = marks(row).map(ends).fold((0.0, 0.0), |sum, e| (sum.0 + e.0, sum.1 + e.1));
    let left = ((100.0 - high).max(0.0), (100.0 - low).max(0.0));
    (left.1 > ROUNDING * row.cells.len() as f64).then_some(left)
}

/// The parts of a row from left to right, their labels placed: inside where there is room, else on lines below the bar.
fn parts<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Part<'m>> {
    let x = |value: f64| canvas.scale.x(value);
    let mut parts = Vec::new();
    let mut from = 0.0;
    for mark in marks(row) {
        let (low, high) = ends(mark);
        let (left, sure, right) = (x(from), x(from + low), x(from + high));
        let center = f64::midpoint(left, right);
        parts.push(Part { mark: Some(mark), left, sure, right, label: mark.label.clone(), center, lane: None });
        from += high;
    }
    if let Some((low, high)) = rest(row) {
        let words = canvas.request.words();
        let label = format!("{} {}", words.not_reported, words.share(low, high));
        let (left, right) = (x(from), canvas.scale.right());
        let center = f64::midpoint(left, right);
        parts.push(Part { mark: None, left, sure: left, right, label, center, lane: None });
    }
    place_labels(&mut parts, canvas);
    parts
}

fn place_labels(parts: &mut [Part<'_>], canvas: &Canvas<'_>) {
    let mut lanes: Vec<f64> = Vec::new();
    for part in parts {
        let wide = width(&part.label, part.style(canvas).size, part.style(canvas).weight);
        let (from, to) = part.stretch();
        if to - from >= wide + 2.0 * PAD {
            part.center = f64::midpoint(from, to);
            continue;
        }
        let most = canvas.theme.width - canvas.theme.margin / 2.0;
        part.center = part.center.clamp(canvas.scale.left() + wide / 2.0, most - wide / 2.0);
        let start = part.center - wide / 2.0;
        let lane = lanes.iter().position(|end| end + PAD <= start).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(end) => *end = start + wide,
            None => lanes.push(start + wide),
        }
        part.lane = Some(lane);
    }
}

impl Part<'_> {
    /// Where a label can stand inside: on the solid stretch, or in the empty block.
    fn stretch(&self) -> (f64, f64) {
        if self.mark.is_some() { (self.left, self.sure) } else { (self.left, self.right) }
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
        let bounds = |left: f64, right: f64| Bounds { left, top, right, bottom };
        let mut nodes = Vec::new();
        let mut style = self.style(canvas);
        match self.mark {
            None if self.right - self.left > 2.0 => {
                let inner = Bounds { top: top + 0.5, bottom: bottom - 0.5, ..bounds(self.left, self.right) };
                nodes.push(Node::Shape(Shape::Dashed { bounds: inner, stroke: theme.muted }));
            }
            None => {}
            Some(mark) => {
                let color = canvas.color(mark.series);
                if self.sure > self.left {
                    let bounds = bounds(self.left, self.sure);
                    nodes.push(Node::Shape(Shape::Rect { bounds, fill: color }));
                }
                if self.right > self.sure {
                    nodes.extend(band(bounds(self.sure, self.right), color, (false, false), theme));
                }
                // A line of ground parts neighbours of one colour.
                let edge =
                    Shape::Line { from: (self.right, top), to: (self.right, bottom), stroke: theme.ground, width: 2.0 };
                nodes.push(Node::Shape(edge));
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
