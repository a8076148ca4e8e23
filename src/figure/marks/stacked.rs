//! The answers to one question as parts of one bar: solid as far as the source is sure, hatched as far as its wording
//! allows, and what it does not report as a block of its own.

use crate::figure::data::{Plot, Row};
use crate::figure::layout::canvas::{Canvas, Columns, Frame, Kind};
use crate::figure::marks::parts::{self, Part, ends, place_labels};
use crate::figure::scene::{Node, TextStyle};
use crate::style::Theme;

pub(crate) struct Stacked;

impl Kind for Stacked {
    fn labels(&self, theme: &Theme) -> (TextStyle, f64) {
        (theme.bold(theme.label_size, theme.palette.foreground), 0.25)
    }

    fn columns(&self, _: &Plot, labels: f64, frame: &Frame<'_>) -> Columns {
        parts::columns(labels, frame, 16.0)
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        true
    }

    fn right(&self, _: &Plot, _: &Columns, frame: &Frame<'_>) -> f64 {
        frame.right - frame.theme.px(20.0)
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        parts::height(&parts_of(row, canvas), label, canvas)
    }

    fn middle(&self, row: &Row, place: (f64, f64), canvas: &Canvas<'_>) -> f64 {
        parts::bar_top(&parts_of(row, canvas), place, canvas) + parts::bar(canvas) / 2.0
    }

    fn row(&self, row: &Row, place: (f64, f64), canvas: &Canvas<'_>) -> Vec<Node> {
        let parts = parts_of(row, canvas);
        parts::draw(&parts, parts::bar_top(&parts, place, canvas), canvas)
    }
}

/// The parts of a row from left to right.
fn parts_of<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Part<'m>> {
    let x = |value: f64| canvas.scale.x(value);
    let mut parts = Vec::new();
    let mut from = 0.0;
    for mark in row.marks() {
        let (low, high) = ends(mark);
        parts.push(Part::of(mark, (x(from), x(from + low)), (x(from + low), x(from + high))));
        from += high;
    }
    if let Some(rest) = parts::rest(row) {
        parts.push(Part::rest((x(from), canvas.scale.right()), parts::rest_label(rest, canvas)));
    }
    place_labels(&mut parts, canvas.scale.left(), canvas);
    parts
}
