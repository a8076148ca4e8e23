//! Answers for to the right of zero, answers against to the left of it, the weakest next to zero; neutral answers apart,
//! on the same scale.

use super::grid::{Canvas, Columns, Kind};
use super::parts::{self, BAR, Part, ends, marks, place_labels};
use super::series::{Mark, Plot, Row};
use crate::layout::Scale;
use crate::model::Polarity;
use crate::scene::{Group, Node, Role, Shape};
use crate::theme::Theme;

/// The gap between the answers that lean and those that do not.
const APART: f64 = 44.0;

pub(super) struct Diverging;

impl Kind for Diverging {
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns {
        parts::columns(plot, theme, (0.2, 24.0))
    }

    fn has_legend(&self) -> bool {
        true
    }

    /// Both sides and the neutral answers have one scale, so the widest neutral answer takes its share of the page.
    fn right(&self, plot: &Plot, columns: &Columns, theme: &Theme) -> f64 {
        let edge = theme.width - theme.margin - 20.0;
        let widest = plot.rows().map(|r| sum(r, Polarity::Neutral)).fold(0.0, f64::max);
        if widest == 0.0 {
            return edge;
        }
        let both = 2.0 * self.scale(plot, 0.0, 1.0).top();
        let percent = (edge - columns.plot_left - APART) / (both + widest);
        columns.plot_left + both * percent
    }

    fn scale(&self, plot: &Plot, left: f64, right: f64) -> Scale {
        let sides = [Polarity::Positive, Polarity::Negative];
        let most = plot.rows().flat_map(|r| sides.map(|side| sum(r, side))).fold(0.0, f64::max);
        Scale::diverging(most, left, right)
    }

    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        parts::height(row, &parts_of(row, canvas), canvas)
    }

    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        let mut nodes = parts::draw(row, &parts_of(row, canvas), top, canvas);
        if sum(row, Polarity::Neutral) > 0.0 {
            let (x, y) = (canvas.scale.right() + APART, parts::bar_top(row, top, canvas));
            let (from, to) = ((x, y - 5.0), (x, y + BAR + 3.0));
            let line = Shape::Line { from, to, stroke: canvas.theme.ink, width: 1.2 };
            nodes.push(Node::Group(Group { role: Role::Axis, claimed: None, nodes: vec![Node::Shape(line)] }));
        }
        nodes
    }
}

/// The most that the answers of a row that lean one way can add up to.
fn sum(row: &Row, polarity: Polarity) -> f64 {
    marks(row).filter(|m| m.polarity == polarity).map(|m| ends(m).1).sum()
}

fn parts_of<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Part<'m>> {
    let scale = &canvas.scale;
    let percent = (scale.right() - scale.x(0.0)) / scale.top();
    let leaning = |p: Polarity| move |m: &&Mark| m.polarity == p;
    let mut parts = Vec::new();
    // Answers for are listed from the strongest, answers against from the weakest.
    outward(marks(row).rev().filter(leaning(Polarity::Positive)), &|v| scale.x(v), &mut parts);
    outward(marks(row).filter(leaning(Polarity::Negative)), &|v| scale.x(-v), &mut parts);
    let apart = scale.right() + APART;
    outward(marks(row).filter(leaning(Polarity::Neutral)), &|v| apart + v * percent, &mut parts);
    if let Some(rest) = parts::rest(row) {
        let edge = canvas.theme.width - canvas.theme.margin;
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
