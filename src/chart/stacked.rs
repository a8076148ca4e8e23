//! The answers to one question as parts of one bar: solid as far as the source is sure, hatched as far as its wording
//! allows, and what it does not report as a block of its own.

use super::grid::{Canvas, Columns, Kind};
use super::parts::{self, Part, ends, marks, place_labels};
use super::series::{Plot, Row};
use crate::scene::Node;
use crate::theme::Theme;

pub(super) struct Stacked;

impl Kind for Stacked {
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns {
        parts::columns(plot, theme, (0.25, 16.0))
    }

    fn has_legend(&self) -> bool {
        true
    }

    fn right(&self, _: &Plot, _: &Columns, theme: &Theme) -> f64 {
        theme.width - theme.margin - 20.0
    }

    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        parts::height(row, &parts_of(row, canvas), canvas)
    }

    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        parts::draw(row, &parts_of(row, canvas), top, canvas)
    }
}

/// The parts of a row from left to right.
fn parts_of<'m>(row: &'m Row, canvas: &Canvas<'_>) -> Vec<Part<'m>> {
    let x = |value: f64| canvas.scale.x(value);
    let mut parts = Vec::new();
    let mut from = 0.0;
    for mark in marks(row) {
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
