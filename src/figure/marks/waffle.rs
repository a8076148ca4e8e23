//! A share as a hundred cells: full as far as the source is sure, hatched as far as its wording allows.

use crate::figure::data::{Mark, Plot};
use crate::figure::layout::Page;
use crate::figure::layout::card::{self, Picture};
use crate::figure::marks::primitives::band;
use crate::figure::request::Request;
use crate::figure::scene::{Bounds, Node, Point, Shape};
use crate::style::Theme;

/// The largest size of a number.
const LARGEST: f64 = 34.0;
/// The gap between cells.
const GAP: f64 = 3.0;
/// The largest side of a cell.
const SIDE: f64 = 22.0;

/// Draws the cards, each beside or under its hundred cells.
pub(crate) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let cells = |mark: &Mark, at: Point, width: f64| {
        let theme = request.theme;
        let gap = theme.px(GAP);
        let side = ((width - 9.0 * gap) / 10.0).min(theme.px(SIDE));

        let whole = 10.0 * (side + gap) - gap;
        Picture { nodes: cells(mark, at, (side, gap), theme), width: whole, height: whole }
    };
    card::draw(plot, request, page, (LARGEST, &cells));
}

/// The cells, counted from the lower left corner, row by row.
fn cells(mark: &Mark, Point { x: left, y: top }: Point, (side, gap): (f64, f64), theme: &Theme) -> Vec<Node> {
    let low = mark.interval.low.value;
    let high = mark.interval.high.map_or(100.0, |h| h.value);
    let mut nodes = Vec::new();
    for i in 0..100u32 {
        let (column, row) = (f64::from(i % 10), f64::from(9 - i / 10));
        let (x, y) = (left + column * (side + gap), top + row * (side + gap));
        let bounds = Bounds { left: x, top: y, right: x + side, bottom: y + side };
        let (from, to) = (f64::from(i), f64::from(i + 1));
        if to <= low {
            nodes.push(Node::Shape(Shape::Rect { bounds, fill: mark.color }));
        } else if from < high {
            nodes.extend(band(bounds, mark.color, (false, false), theme));
        } else {
            nodes.push(Node::Shape(Shape::Rect { bounds, fill: theme.palette.grid }));
        }
    }
    nodes
}
