//! Answers for to the right of zero, answers against to the left of it, the weakest next to zero; neutral answers apart,
//! on the same scale.

use crate::figure::data::{Mark, Plot, Row};
use crate::figure::layout::Scale;
use crate::figure::layout::canvas::{Canvas, Columns, Frame, Kind};
use crate::figure::marks::parts::{self, Part, ends, place_labels};
use crate::figure::scene::{Group, Node, Point, Role, Shape, TextStyle};
use crate::model::Polarity;
use crate::style::Theme;

/// The gap between the answers that lean and those that do not.
const APART: f64 = 44.0;

pub(crate) struct Diverging;

impl Kind for Diverging {
    fn labels(&self, theme: &Theme) -> (TextStyle, f64) {
        (theme.bold(theme.label_size, theme.palette.foreground), 0.2)
    }

    fn columns(&self, _: &Plot, labels: f64, frame: &Frame<'_>) -> Columns {
        parts::columns(labels, frame, 24.0)
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        true
    }

    /// Both sides and the neutral answers have one scale, so the widest neutral answer takes its share of the page.
    fn right(&self, plot: &Plot, columns: &Columns, frame: &Frame<'_>) -> f64 {
        let edge = frame.right - frame.theme.px(20.0);
        let widest = plot.rows().map(|r| sum(r, Polarity::Neutral)).fold(0.0, f64::max);
        if widest == 0.0 {
            return edge;
        }
        let both = 2.0 * self.scale(plot, 0.0, 1.0).top();
        let percent = (edge - columns.plot_left - frame.theme.px(APART)) / (both + widest);
        columns.plot_left + both * percent
    }

    fn scale(&self, plot: &Plot, left: f64, right: f64) -> Scale {
        let sides = [Polarity::Positive, Polarity::Negative];
        let most = plot.rows().flat_map(|r| sides.map(|side| sum(r, side))).fold(0.0, f64::max);
        Scale::diverging(most, left, right)
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        parts::height(&parts_of(row, canvas), label, canvas)
    }

    fn middle(&self, row: &Row, place: (f64, f64), canvas: &Canvas<'_>) -> f64 {
        parts::bar_top(&parts_of(row, canvas), place, canvas) + parts::bar(canvas) / 2.0
    }

    fn row(&self, row: &Row, place: (f64, f64), canvas: &Canvas<'_>) -> Vec<Node> {
        let (parts, theme) = (parts_of(row, canvas), canvas.theme);
        let top = parts::bar_top(&parts, place, canvas);
        let mut nodes = parts::draw(&parts, top, canvas);
        if sum(row, Polarity::Neutral) > 0.0 {
            let x = canvas.scale.right() + theme.px(APART);
            let (from, to) =
                (Point::new(x, top - theme.px(5.0)), Point::new(x, top + parts::bar(canvas) + theme.px(3.0)));
            let line = Shape::Line { from, to, stroke: theme.palette.foreground, width: theme.px(1.2) };
            nodes.push(Node::Group(Group { role: Role::Axis, claimed: None, nodes: vec![Node::Shape(line)] }));
        }
        nodes
    }
}

/// The most that the answers of a row that lean one way can add up to.
fn sum(row: &Row, polarity: Polarity) -> f64 {
    row.marks().filter(|m| m.polarity == polarity).map(|m| ends(m).1).sum()
}

fn parts_of<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Part<'m>> {
    let scale = &canvas.scale;
    let percent = (scale.right() - scale.x(0.0)) / scale.top();
    let leaning = |p: Polarity| move |m: &&Mark| m.polarity == p;
    let mut parts = Vec::new();
    // Answers for are listed from the strongest, answers against from the weakest.
    outward(row.marks().rev().filter(leaning(Polarity::Positive)), &|v| scale.x(v), &mut parts);
    outward(row.marks().filter(leaning(Polarity::Negative)), &|v| scale.x(-v), &mut parts);
    let apart = scale.right() + canvas.theme.px(APART);
    outward(row.marks().filter(leaning(Polarity::Neutral)), &|v| apart + v * percent, &mut parts);
    if let Some(rest) = parts::rest(row) {
        let edge = canvas.frame.right;
        parts.push(Part::rest((edge, edge), parts::rest_label(rest, canvas)));
    }
    place_labels(&mut parts, canvas.scale.x(0.0), canvas);
    parts
}

/// Puts answers one after the other, away from where they start.
fn outward<'m>(marks: impl Iterator<Item = &'m Mark>, x: &dyn Fn(f64) -> f64, parts: &mut Vec<Part<'m>>) {
    let span = |a: f64, b: f64| (x(a).min(x(b)), x(a).max(x(b)));
    let mut from = 0.0;
    for mark in marks {
        let (low, high) = ends(mark);
        parts.push(Part::of(mark, span(from, from + low), span(from + low, from + high)));
        from += high;
    }
}
