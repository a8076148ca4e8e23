//! The answers to one question as parts of one bar: solid as far as the source is sure, hatched as far as its wording
//! allows, and what it does not report as a block of its own.

use crate::figure::data::{ChartData, Row};
use crate::figure::layout::{Page, Scale};
use crate::figure::marks::parts::{self, Part, Run, place_labels};
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

    /// Rounded shares may add up to a little more than 100.
    fn scale(&self, data: &ChartData, range: Span) -> Scale {
        let most = data.rows().map(|r| r.whole().last().high).fold(0.0, f64::max);
        Scale::percent_beyond(most, range.start, range.end)
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
    let run = Run { marks: row.marks().collect(), whole: row.whole(), x: &x };
    let mut parts = run.parts();
    if let Some(rest) = run.whole.rest() {
        let (from, end) = (run.whole.last(), x(100.0));
        let label = parts::rest_label(rest, canvas);
        parts.push(Part::rest(Span::new(x(from.high), end), Span::new(x(from.low), end), label));
    }
    place_labels(&mut parts, canvas.scale.left(), canvas);
    parts
}
