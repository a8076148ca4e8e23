//! Bars side by side: solid as far as the source is sure, hatched as far as its wording allows.

use crate::figure::data::{Cell, Mark, Plot, Row, Series};
use crate::figure::layout::canvas::{Canvas, Columns, Frame, Kind, LINE, scale};
use crate::figure::layout::wrap_balanced;
use crate::figure::marks::primitives::{band, solid, whisker};
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, TextStyle};
use crate::model::Operator;
use crate::style::Theme;

/// The gap between the bars of a row.
const GAP: f64 = 6.0;
/// The gap between a bar and its label.
const LABEL_GAP: f64 = 9.0;
/// The gap between the series labels and the axis.
const AXIS_GAP: f64 = 14.0;
/// The gap between row labels and series labels.
const COLUMN_GAP: f64 = 24.0;

pub(crate) struct Bar;

impl Kind for Bar {
    fn labels(&self, theme: &Theme) -> (TextStyle, f64) {
        (theme.bold(theme.label_size, theme.palette.foreground), 0.26)
    }

    fn columns(&self, plot: &Plot, labels: f64, frame: &Frame<'_>) -> Columns {
        let theme = frame.theme;
        if frame.narrow {
            return Columns { second_right: frame.left, plot_left: frame.left + theme.px(2.0), series_lines: 1 };
        }
        let labels_of: Vec<Vec<String>> = plot.series.iter().map(|s| series_lines(&s.label, frame)).collect();
        let widths = labels_of.iter().flatten().map(|l| theme.measure(l, series_style(theme)));
        let series = widths.fold(0.0, f64::max);
        let second = if series > 0.0 { series + theme.px(COLUMN_GAP) } else { 0.0 };
        let second_right = frame.left + labels + second;
        let series_lines = labels_of.iter().map(Vec::len).max().unwrap_or(1).max(1);
        Columns { second_right, plot_left: second_right + theme.px(AXIS_GAP), series_lines }
    }

    fn has_legend(&self, frame: &Frame<'_>) -> bool {
        frame.narrow
    }

    fn right(&self, plot: &Plot, columns: &Columns, frame: &Frame<'_>) -> f64 {
        let theme = frame.theme;
        let (left, edge) = (columns.plot_left, frame.right);
        let mut right = edge - theme.px(20.0);
        // A narrower plot may push a label from before its band to behind it, which asks for a narrower plot still.
        for _ in 0..4 {
            let trial = scale(plot, left, right);
            let room = |mark: &Mark| {
                let label = theme.measure(&mark.label, value_style(theme)) + theme.px(LABEL_GAP);
                let share = (trial.x(mark.greatest().unwrap_or(trial.top())) - left) / (right - left);
                if share <= 0.0 || stands_before(mark, trial.x(mark.least()) - left, label, theme) {
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
        right.max(left + theme.px(40.0))
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        let (bar, gap) = sizes(canvas);
        bars(row, bar, canvas).max(label) + gap
    }

    fn row(&self, row: &Row, (top, height): (f64, f64), canvas: &Canvas<'_>) -> Vec<Node> {
        let (bar, gap) = sizes(canvas);
        let all = bars(row, bar, canvas);
        let mut nodes = Vec::new();
        // Under its label a row of bars starts at once.
        let mut y = if canvas.frame.narrow { top + gap * 0.25 } else { top + (height - all) / 2.0 };
        for cell in &row.cells {
            let series = &canvas.plot.series[cell.series()];
            if !series.label.is_empty() && !canvas.frame.narrow {
                nodes.push(series_label(series, y, bar, canvas));
            }
            nodes.push(match cell {
                Cell::Mark(mark) => draw_mark(mark, y, bar, canvas),
                Cell::NotReported { .. } => not_reported(y, bar, canvas),
            });
            y += bar + canvas.tall(GAP);
        }
        nodes
    }
}

/// The height of all bars of a row.
fn bars(row: &Row, bar: f64, canvas: &Canvas<'_>) -> f64 {
    bar * row.cells.len() as f64 + canvas.tall(GAP) * (row.cells.len() as f64 - 1.0)
}

fn series_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.series_size, theme.palette.foreground)
}

fn value_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.value_size, theme.palette.foreground)
}

/// The lines of a series label, at most a fifth of the panel wide.
fn series_lines(label: &str, frame: &Frame<'_>) -> Vec<String> {
    wrap_balanced(frame.theme, label, series_style(frame.theme), frame.width() * 0.2)
}

/// The name of a series before its bar.
fn series_label(series: &Series, y: f64, bar: f64, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let style = theme.bold(theme.series_size, theme.text_color(series.color));
    let lines = series_lines(&series.label, &canvas.frame);
    let line_height = style.size * LINE;
    let first = middle(y, bar, style.size) - line_height * (lines.len() as f64 - 1.0) / 2.0;
    let place = |(i, line): (usize, String)| {
        let at = Point::new(canvas.columns.second_right, first + i as f64 * line_height);
        Node::Text(theme.text(at, line, style, Anchor::End, Role::SeriesLabel))
    };
    Node::Group(Group {
        role: Role::SeriesLabel,
        claimed: None,
        nodes: lines.into_iter().enumerate().map(place).collect(),
    })
}

/// The height of a bar and the gap between rows: the more bars, the smaller, but never lower than what stands beside them.
fn sizes(canvas: &Canvas<'_>) -> (f64, f64) {
    let theme = canvas.theme;
    let (bar, gap) = match canvas.plot.rows().map(|r| r.cells.len()).sum::<usize>() {
        0..=6 => (34.0, 34.0),
        7..=14 => (25.0, 26.0),
        _ => (19.0, 17.0),
    };
    let least = (canvas.columns.series_lines as f64 * theme.series_size * LINE).max(theme.value_size * 1.02);
    (canvas.tall(bar).max(least), canvas.tall(gap))
}

fn middle(top: f64, height: f64, size: f64) -> f64 {
    top + height / 2.0 + size * 0.36
}

/// Whether the label goes before the band: nothing solid stands there and it fits.
fn stands_before(mark: &Mark, free: f64, label: f64, theme: &Theme) -> bool {
    floats(mark.op) && free > label + theme.px(LABEL_GAP)
}

/// Whether only a bound is known, so that nothing is solid.
pub(crate) fn floats(op: Operator) -> bool {
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
    let (zero, low, high) = (canvas.scale.left(), canvas.scale.x(mark.interval.low.value), canvas.high_x(mark));
    let mut nodes = Vec::new();
    if !floats(mark.op) && low > zero {
        let bounds = Bounds { left: zero, top: y, right: low, bottom: y + bar };
        nodes.extend(solid(bounds, mark.color, mark.series, theme));
    }
    if high > low {
        let bounds = Bounds { left: low, top: y, right: high, bottom: y + bar };
        let closed_low = floats(mark.op) && low > zero && !mark.interval.low.open;
        let closed_high = mark.interval.high.is_some_and(|h| !h.open && h.value < canvas.scale.top());
        nodes.extend(band(bounds, mark.color, (closed_low, closed_high), theme));
    }
    nodes.extend(whisker(mark, y + bar / 2.0, bar * 0.2, canvas));
    let style = value_style(theme);
    let gap = theme.px(LABEL_GAP);
    let label_width = theme.measure(&mark.label, style) + gap;
    let baseline = middle(y, bar, style.size);
    let (at, anchor) = match stands_before(mark, canvas.scale.x(mark.least()) - zero, label_width, theme) {
        true => (low - gap, Anchor::End),
        false => (canvas.end_x(mark) + gap, Anchor::Start),
    };
    nodes.push(Node::Text(theme.text(Point::new(at, baseline), mark.label.as_str(), style, anchor, Role::Label)));
    Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes })
}

fn not_reported(y: f64, bar: f64, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let style = theme.regular(theme.aside_size, theme.palette.muted);
    let words = canvas.request.words().not_reported;
    let box_width = theme.measure(words, style) + theme.px(26.0);
    let left = canvas.scale.left();
    let bounds = Bounds { left, top: y + 0.5, right: left + box_width, bottom: y + bar - 0.5 };
    let at = Point::new(left + box_width / 2.0, middle(y, bar, style.size));
    let label = theme.text(at, words, style, Anchor::Middle, Role::NotReported);
    let outline = Shape::Dashed { bounds, stroke: theme.palette.muted, width: theme.px(1.0) };
    Node::Group(Group { role: Role::NotReported, claimed: None, nodes: vec![Node::Shape(outline), Node::Text(label)] })
}
