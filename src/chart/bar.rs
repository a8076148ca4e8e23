//! Bars side by side: solid as far as the source is sure, hatched as far as its wording allows.

use super::grid::{Canvas, Columns, Kind, band, label_width, row_label, scale};
use super::series::{Cell, Mark, Plot, Row, Series};
use crate::layout::{text, width, wrap_balanced};
use crate::model::Operator;
use crate::scene::{Anchor, Bounds, Group, Node, Role, Shape, Weight};
use crate::theme::Theme;

/// The gap between the bars of a row.
const GAP: f64 = 6.0;
/// The gap between a bar and its label.
const LABEL_GAP: f64 = 9.0;
/// The line height of series labels, in font sizes.
const LINE: f64 = 1.2;
/// The gap between the series labels and the axis.
const AXIS_GAP: f64 = 14.0;

pub(super) struct Bar;

impl Kind for Bar {
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns {
        let lines = plot.series.iter().flat_map(|s| series_lines(&s.label, theme));
        let series = lines.map(|l| width(&l, theme.series_size, Weight::Bold)).fold(0.0, f64::max);
        let label_width = label_width(plot, theme.bold(theme.label_size, theme.ink), theme.width * 0.25);
        let second = if series > 0.0 { series + 24.0 } else { 0.0 };
        let second_right = theme.margin + label_width + second;
        Columns { label_width, second_right, plot_left: second_right + AXIS_GAP }
    }

    fn has_legend(&self) -> bool {
        false
    }

    fn right(&self, plot: &Plot, columns: &Columns, theme: &Theme) -> f64 {
        let edge = theme.width - theme.margin;
        let left = columns.plot_left;
        let mut right = edge - 20.0;
        // A narrower plot may push a label from before its band to behind it, which asks for a narrower plot still.
        for _ in 0..4 {
            let trial = scale(plot, left, right);
            let room = |mark: &Mark| {
                let label = width(&mark.label, theme.value_size, Weight::Bold) + LABEL_GAP;
                let share = (trial.x(mark.interval.high.map_or(trial.top(), |h| h.value)) - left) / (right - left);
                if share <= 0.0 || stands_before(mark, trial.x(mark.interval.low.value) - left, label) {
                    return right;
                }
                left + (edge - label - left) / share
            };
            let needed = plot.marks().map(room).fold(right, f64::min);
            if needed >= right {
                break;
            }
            right = needed;
        }
        right
    }

    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        let (bar, gap) = sizes(canvas.plot, canvas.theme);
        let bars = bar * row.cells.len() as f64 + GAP * (row.cells.len() as f64 - 1.0);
        let lines = label_lines(row, canvas).len() as f64 * canvas.theme.label_size * 1.27;
        bars.max(lines) + gap
    }

    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let (bar, _) = sizes(canvas.plot, theme);
        let height = self.row_height(row, canvas);
        let bars = bar * row.cells.len() as f64 + GAP * (row.cells.len() as f64 - 1.0);
        let style = theme.bold(theme.label_size, theme.ink);
        let mut nodes = vec![row_label(label_lines(row, canvas), top + height / 2.0, style, theme)];
        let mut y = top + (height - bars) / 2.0;
        for cell in &row.cells {
            let series = &canvas.plot.series[cell.series()];
            if !series.label.is_empty() {
                nodes.push(series_label(series, y, bar, canvas));
            }
            nodes.push(match cell {
                Cell::Mark(mark) => draw_mark(mark, y, bar, canvas),
                Cell::NotReported { .. } => not_reported(y, bar, canvas),
            });
            y += bar + GAP;
        }
        nodes
    }
}

/// The lines of a series label, at most a fifth of the page wide.
fn series_lines(label: &str, theme: &Theme) -> Vec<String> {
    wrap_balanced(label, theme.series_size, Weight::Bold, theme.width * 0.2)
}

/// The name of a series before its bar.
fn series_label(series: &Series, y: f64, bar: f64, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let style = theme.bold(theme.series_size, theme.text_color(series.color));
    let lines = series_lines(&series.label, theme);
    let line_height = style.size * LINE;
    let first = middle(y, bar, style.size) - line_height * (lines.len() as f64 - 1.0) / 2.0;
    let place = |(i, line): (usize, String)| {
        let at = (canvas.columns.second_right, first + i as f64 * line_height);
        Node::Text(text(at, line, style, Anchor::End, Role::SeriesLabel))
    };
    Node::Group(Group {
        role: Role::SeriesLabel,
        claimed: None,
        nodes: lines.into_iter().enumerate().map(place).collect(),
    })
}

/// The height of a bar and the gap between rows: the more bars, the smaller, but never lower than a series label.
fn sizes(plot: &Plot, theme: &Theme) -> (f64, f64) {
    let lines = plot.series.iter().map(|s| series_lines(&s.label, theme).len()).max().unwrap_or(1);
    let (bar, gap) = sizes_by_count(plot);
    (bar.max(lines as f64 * theme.series_size * LINE), gap)
}

fn sizes_by_count(plot: &Plot) -> (f64, f64) {
    match plot.rows().map(|r| r.cells.len()).sum::<usize>() {
        0..=6 => (36.0, 44.0),
        7..=14 => (26.0, 32.0),
        _ => (20.0, 22.0),
    }
}

fn label_lines(row: &Row, canvas: &Canvas<'_>) -> Vec<String> {
    wrap_balanced(&row.label, canvas.theme.label_size, Weight::Bold, canvas.columns.label_width + 0.5)
}

fn middle(top: f64, height: f64, size: f64) -> f64 {
    top + height / 2.0 + size * 0.36
}

/// Whether the label goes before the band: nothing solid stands there and it fits.
fn stands_before(mark: &Mark, free: f64, label: f64) -> bool {
    floats(mark.op) && free > label + LABEL_GAP
}

/// Whether only a bound is known, so that nothing is solid.
fn floats(op: Operator) -> bool {
    match op {
        Operator::Majority | Operator::Minority | Operator::Below | Operator::AtMost => true,
        Operator::Exact
        | Operator::About
        | Operator::Nearly
        | Operator::Above
        | Operator::AtLeast
        | Operator::Between
        | Operator::Unquantified => false,
    }
}

fn draw_mark(mark: &Mark, y: f64, bar: f64, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let color = canvas.color(mark.series);
    let (zero, low, high) =
        (canvas.scale.left(), canvas.scale.x(mark.interval.low.value), canvas.high_x(&mark.interval));
    let mut nodes = Vec::new();
    if !floats(mark.op) && low > zero {
        let bounds = Bounds { left: zero, top: y, right: low, bottom: y + bar };
        nodes.push(Node::Shape(Shape::Rect { bounds, fill: color }));
    }
    if high > low {
        let bounds = Bounds { left: low, top: y, right: high, bottom: y + bar };
        let closed_low = floats(mark.op) && low > zero && !mark.interval.low.open;
        let closed_high = mark.interval.high.is_some_and(|h| !h.open && h.value < canvas.scale.top());
        nodes.extend(band(bounds, color, (closed_low, closed_high), theme));
    }
    let style = theme.bold(theme.value_size, theme.ink);
    let label_width = width(&mark.label, style.size, style.weight) + LABEL_GAP;
    let baseline = middle(y, bar, style.size);
    let label = match stands_before(mark, low - zero, label_width) {
        true => text((low - LABEL_GAP, baseline), mark.label.as_str(), style, Anchor::End, Role::Label),
        false => text((high + LABEL_GAP, baseline), mark.label.as_str(), style, Anchor::Start, Role::Label),
    };
    nodes.push(Node::Text(label));
    Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes })
}

fn not_reported(y: f64, bar: f64, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let style = theme.regular(13.0, theme.muted);
    let words = canvas.request.words().not_reported;
    let box_width = width(words, style.size, style.weight) + 26.0;
    let left = canvas.scale.left();
    let bounds = Bounds { left, top: y + 0.5, right: left + box_width, bottom: y + bar - 0.5 };
    let label =
        text((left + box_width / 2.0, middle(y, bar, style.size)), words, style, Anchor::Middle, Role::NotReported);
    let nodes = vec![Node::Shape(Shape::Dashed { bounds, stroke: theme.muted }), Node::Text(label)];
    Node::Group(Group { role: Role::NotReported, claimed: None, nodes })
}
