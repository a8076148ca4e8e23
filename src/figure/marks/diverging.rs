//! Answers for to the right of zero, answers against to the left of it, the weakest next to zero; neutral answers apart,
//! on the same scale.

use crate::figure::data::{ChartData, Row};
use crate::figure::layout::{Page, Scale};
use crate::figure::marks::parts::{self, Part, Run, place_labels};
use crate::figure::panels::canvas::{Canvas, Columns, RowChart, RowLabels, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::grid;
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Group, Node, Role, Segment, Shape, Span};
use crate::model::Polarity;
use crate::style::Theme;

/// The gap between the answers that lean and those that do not.
const APART: f64 = 44.0;

struct Diverging;

/// Draws one bar per row.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    grid::draw(&Diverging, data, request, page);
}

impl RowChart for Diverging {
    fn labels(&self, theme: &Theme) -> RowLabels {
        RowLabels { style: theme.bold(theme.label_size, theme.palette.foreground), share: 0.2 }
    }

    fn columns(&self, _: &ChartData, labels: f64, frame: &Frame<'_>) -> Columns {
        parts::columns(labels, frame, 24.0)
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        true
    }

    /// Both sides and the neutral answers have one scale, so the widest neutral answer takes its share of the page.
    fn right(&self, data: &ChartData, columns: &Columns, frame: &Frame<'_>) -> f64 {
        let edge = frame.right - frame.theme.px(20.0);
        let widest = data.rows().map(|r| sum(r, Polarity::Neutral)).fold(0.0, f64::max);
        if widest == 0.0 {
            return edge;
        }
        let both = 2.0 * self.scale(data, Span::new(0.0, 1.0)).top();
        let percent = (edge - columns.plot_left - frame.theme.px(APART)) / (both + widest);
        columns.plot_left + both * percent
    }

    fn scale(&self, data: &ChartData, range: Span) -> Scale {
        let sides = [Polarity::Positive, Polarity::Negative];
        let most = data.rows().flat_map(|r| sides.map(|side| sum(r, side))).fold(0.0, f64::max);
        Scale::diverging(most, range.start, range.end)
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        parts::height(&parts_of(row, canvas), label, canvas)
    }

    fn middle(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> f64 {
        parts::bar_top(&parts_of(row, canvas), place, canvas) + parts::bar(canvas) / 2.0
    }

    fn row(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> Vec<Node> {
        let (parts, theme) = (parts_of(row, canvas), canvas.theme);
        let top = parts::bar_top(&parts, place, canvas);
        let mut nodes = parts::draw(&parts, top, canvas);
        if sum(row, Polarity::Neutral) > 0.0 {
            let x = canvas.scale.right() + theme.px(APART);
            let down = Span::new(top - theme.px(5.0), top + parts::bar(canvas) + theme.px(3.0));
            let Segment { from, to } = Segment::vertical(x, down);
            let line = Shape::Line { from, to, stroke: theme.palette.foreground, width: theme.px(1.2) };
            nodes.push(Node::Group(Group { role: Role::Axis, claimed: None, nodes: vec![Node::Shape(line)] }));
        }
        nodes
    }
}

/// The most that the answers of a row that lean one way can add up to.
fn sum(row: &Row, polarity: Polarity) -> f64 {
    side(row, polarity, &|value| value).whole.last().high
}

/// The answers of a row that lean one way, from where they start.
fn side<'m, 'x>(row: &'m Row, polarity: Polarity, x: &'x dyn Fn(f64) -> f64) -> Run<'m, 'x> {
    Run { marks: row.side(polarity), whole: row.whole_of_side(polarity), x }
}

fn parts_of<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Part<'m>> {
    let scale = &canvas.scale;
    let percent = (scale.right() - scale.x(0.0)) / scale.top();
    let apart = scale.right() + canvas.theme.px(APART);
    let mut parts = side(row, Polarity::Positive, &|v| scale.x(v)).parts();
    parts.extend(side(row, Polarity::Negative, &|v| scale.x(-v)).parts());
    parts.extend(side(row, Polarity::Neutral, &|v| apart + v * percent).parts());
    if let Some(rest) = row.sum().rest() {
        let edge = Span::new(canvas.frame.right, canvas.frame.right);
        parts.push(Part::rest(edge, edge, parts::rest_label(rest, canvas)));
    }
    place_labels(&mut parts, canvas.scale.x(0.0), canvas);
    parts
}
