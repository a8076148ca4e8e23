//! Bars side by side: solid as far as the source is sure, hatched as far as its wording allows.

use crate::figure::data::{Cell, ChartData, Mark, Row, Series};
use crate::figure::layout::text_block::LEADING;
use crate::figure::layout::{Baseline, Page, Placement, TextBlock};
use crate::figure::marks::vertical_bar;
use crate::figure::panels::axis;
use crate::figure::panels::canvas::{Canvas, Columns, RowChart, RowLabels, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::grid;
use crate::figure::primitives::{Direction, Ends, hatched, solid};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, Span, TextStyle};
use crate::project::recipe::Orientation;
use crate::style::Theme;

/// The gap between the bars of a row.
const GAP: f64 = 6.0;
/// The gap between a bar and its label.
const LABEL_GAP: f64 = 9.0;
/// The gap between the series labels and the axis.
const AXIS_GAP: f64 = 14.0;
/// The gap between row labels and series labels.
const COLUMN_GAP: f64 = 24.0;

struct Bar;

/// Draws bars: vertical ones where the recipe asks for them and they have room, else horizontal ones.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    match data.orientation {
        Orientation::Vertical => vertical_bar::draw(data, request, page),
        Orientation::Horizontal => grid::draw(&Bar, data, request, page),
    }
}

impl RowChart for Bar {
    fn labels(&self, theme: &Theme) -> RowLabels {
        RowLabels { style: theme.bold(theme.label_size, theme.palette.foreground), share: 0.26 }
    }

    fn columns(&self, data: &ChartData, labels: f64, frame: &Frame<'_>) -> Columns {
        let theme = frame.theme;
        if frame.narrow {
            return Columns::new(frame.left, frame.left + theme.px(2.0));
        }
        let names: Vec<TextBlock> = data.series.iter().map(|s| series_name(s, frame)).collect();
        let widest = names.iter().map(|n| n.width(theme)).fold(0.0, f64::max);
        let second = if widest > 0.0 { widest + theme.px(COLUMN_GAP) } else { 0.0 };
        let second_right = frame.left + labels + second;
        let series_lines = names.iter().map(TextBlock::len).max().unwrap_or(1).max(1);
        Columns { series_lines, ..Columns::new(second_right, second_right + theme.px(AXIS_GAP)) }
    }

    fn has_legend(&self, frame: &Frame<'_>) -> bool {
        frame.narrow
    }

    fn right(&self, data: &ChartData, columns: &Columns, frame: &Frame<'_>) -> f64 {
        let theme = frame.theme;
        let (left, edge) = (columns.plot_left, frame.right);
        let mut right = edge - theme.px(20.0);
        // A narrower plot may push a label from before its band to behind it, which asks for a narrower plot still.
        for _ in 0..4 {
            let trial = axis::horizontal(data, Span::new(left, right));
            let room = |mark: &Mark| {
                let label = theme.measure(&mark.label, value_style(theme)) + theme.px(LABEL_GAP);
                let share = (trial.x(mark.greatest().unwrap_or(trial.top()).max(0.0)) - left) / (right - left);
                if share <= 0.0 || stands_before(mark, trial.x(mark.least()) - left, label, theme) {
                    return right;
                }
                left + (edge - label - left) / share
            };
            let needed = data.marks().map(room).fold(right, f64::min);
            if needed >= right {
                break;
            }
            right = needed;
        }
        right.max(left + theme.px(40.0))
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        let sizes = Sizes::new(canvas);
        sizes.bars(row, canvas).max(label) + sizes.gap
    }

    fn row(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> Vec<Node> {
        let sizes = Sizes::new(canvas);
        let mut nodes = Vec::new();
        // Under its label a row of bars starts at once.
        let mut y = match canvas.frame.narrow {
            true => place.top + sizes.gap * 0.25,
            false => place.top + (place.height - sizes.bars(row, canvas)) / 2.0,
        };
        for cell in &row.cells {
            let series = &canvas.data.series[cell.series()];
            let bar = Strip { top: y, height: sizes.bar };
            if !series.label.is_empty() && !canvas.frame.narrow {
                nodes.push(series_label(series, bar, canvas));
            }
            nodes.push(match cell {
                Cell::Mark(mark) => draw_mark(mark, bar, canvas),
                Cell::NotReported { .. } => not_reported(bar, canvas),
            });
            y += sizes.bar + canvas.tall(GAP);
        }
        nodes
    }
}

fn value_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.value_size, theme.palette.foreground)
}

/// The name of a series, at most a fifth of the panel wide.
fn series_name(series: &Series, frame: &Frame<'_>) -> TextBlock {
    let theme = frame.theme;
    let style = theme.bold(theme.series_size, theme.text_color(series.color));
    TextBlock::balanced(theme, &series.label, style, frame.width() * 0.2)
}

/// The name of a series before its bar.
fn series_label(series: &Series, bar: Strip, canvas: &Canvas<'_>) -> Node {
    let at = Placement::end(canvas.columns.second_right, Baseline::Middle(bar.middle()));
    let nodes = series_name(series, &canvas.frame).nodes(canvas.theme, at, Role::SeriesLabel);
    Node::Group(Group { role: Role::SeriesLabel, claimed: None, nodes })
}

/// How high bars and the gaps between rows are: the more bars, the lower, but never lower than what stands beside them.
struct Sizes {
    /// The height of a bar.
    bar: f64,
    /// The gap between rows.
    gap: f64,
}

impl Sizes {
    fn new(canvas: &Canvas<'_>) -> Self {
        let theme = canvas.theme;
        let (bar, gap) = match canvas.data.rows().map(|r| r.cells.len()).sum::<usize>() {
            0..=6 => (34.0, 34.0),
            7..=14 => (25.0, 26.0),
            _ => (19.0, 17.0),
        };
        let least = (canvas.columns.series_lines as f64 * theme.series_size * LEADING).max(theme.value_size * 1.02);
        Self { bar: canvas.tall(bar).max(least), gap: canvas.tall(gap) }
    }

    /// The height of all bars of a row.
    fn bars(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        self.bar * row.cells.len() as f64 + canvas.tall(GAP) * (row.cells.len() as f64 - 1.0)
    }
}

/// Whether the label goes before the band: nothing solid stands there and it fits.
fn stands_before(mark: &Mark, free: f64, label: f64, theme: &Theme) -> bool {
    mark.has_only_a_bound() && free > label + theme.px(LABEL_GAP)
}

fn draw_mark(mark: &Mark, bar: Strip, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let (zero, low, high) = (canvas.scale.x(0.0), canvas.scale.x(mark.low()), canvas.high_x(mark));
    let mut nodes = Vec::new();
    if !mark.has_only_a_bound() && low > zero {
        let bounds = Bounds { left: zero, top: bar.top, right: low, bottom: bar.bottom() };
        nodes.extend(solid(bounds, mark.color, mark.series, theme));
    }
    if high < zero {
        let bounds = Bounds { left: high, top: bar.top, right: zero, bottom: bar.bottom() };
        nodes.extend(solid(bounds, mark.color, mark.series, theme));
    }
    if high > low {
        let bounds = Bounds { left: low, top: bar.top, right: high, bottom: bar.bottom() };
        let ends = Ends {
            low: (low < zero || mark.has_only_a_bound() && low > zero) && !mark.interval.low.open,
            high: high > zero && mark.interval.high.is_some_and(|h| !h.open && h.value < canvas.scale.top()),
        };
        nodes.extend(hatched(bounds, mark.color, Direction::Horizontal, ends, theme));
    }
    nodes.extend(canvas.whisker(mark, bar.middle(), bar.height * 0.2));
    let style = value_style(theme);
    let gap = theme.px(LABEL_GAP);
    let label_width = theme.measure(&mark.label, style) + gap;
    let baseline = bar.middle() + theme.half_capital(style);
    let (x, anchor) = match stands_before(mark, canvas.scale.x(mark.least()) - zero, label_width, theme) {
        true => (low - gap, Anchor::End),
        // Beside a bar to the left of zero the label stands on the other side of zero, where nothing else does.
        false => (canvas.end_x(mark).max(zero) + gap, Anchor::Start),
    };
    let label = theme.text(Point::new(x, baseline), mark.label.as_str(), style, anchor, Role::Label);
    nodes.extend(canvas.clearing(&label));
    nodes.push(Node::Text(label));
    Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes })
}

fn not_reported(bar: Strip, canvas: &Canvas<'_>) -> Node {
    let theme = canvas.theme;
    let style = theme.regular(theme.aside_size, theme.palette.muted);
    let words = canvas.request.words().not_reported;
    let width = theme.measure(words, style) + theme.px(26.0);
    let left = canvas.scale.x(0.0);
    let bounds = Bounds { left, top: bar.top + 0.5, right: left + width, bottom: bar.bottom() - 0.5 };
    let at = Point::new(left + width / 2.0, bar.middle() + theme.half_capital(style));
    let label = theme.text(at, words, style, Anchor::Middle, Role::NotReported);
    let outline = Shape::Dashed { bounds, stroke: theme.palette.muted, width: theme.px(1.0) };
    Node::Group(Group { role: Role::NotReported, claimed: None, nodes: vec![Node::Shape(outline), Node::Text(label)] })
}
