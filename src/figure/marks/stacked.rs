//! The answers to one question as parts of one bar: solid as far as the source is sure, hatched as far as its wording
//! allows, and what it does not report as a block of its own.

use crate::figure::data::{ChartData, Row};
use crate::figure::layout::Page;
use crate::figure::marks::parts::{self, Part, place_labels};
use crate::figure::panels::canvas::{Canvas, Columns, RowChart, RowLabels, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::grid;
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Node, Span};
use crate::style::Theme;

struct Stacked;

/// Draws one bar per row.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    grid::draw(&Stacked, data, request, page);
}

impl RowChart for Stacked {
    fn labels(&self, theme: &Theme) -> RowLabels {
        RowLabels { style: theme.bold(theme.label_size, theme.palette.foreground), share: 0.25 }
    }

    fn columns(&self, _: &ChartData, labels: f64, frame: &Frame<'_>) -> Columns {
        parts::columns(labels, frame, 16.0)
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        true
    }

    fn right(&self, _: &ChartData, _: &Columns, frame: &Frame<'_>) -> f64 {
        frame.right - frame.theme.px(20.0)
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        parts::height(&parts_of(row, canvas), label, canvas)
    }

    fn middle(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> f64 {
        parts::bar_top(&parts_of(row, canvas), place, canvas) + parts::bar(canvas) / 2.0
    }

    fn row(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> Vec<Node> {
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
        let share = mark.share;
        let (sure, most) = (from + share.low, from + share.high);
        parts.push(Part::of(mark, Span::new(x(from), x(sure)), Span::new(x(sure), x(most))));
        from = most;
    }
    if let Some(rest) = row.sum().rest() {
        let block = Span::new(x(from), canvas.scale.right());
        parts.push(Part::rest(block, parts::rest_label(rest, canvas)));
    }
    place_labels(&mut parts, canvas.scale.left(), canvas);
    parts
}
