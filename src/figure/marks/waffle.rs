//! A share as a hundred cells: full as far as the source is sure, hatched as far as its wording allows.

use crate::figure::data::{ChartData, Mark};
use crate::figure::layout::Page;
use crate::figure::panels::cards::{self, CardChart, Picture};
use crate::figure::primitives::{Direction, Ends, hatched};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Bounds, Node, Point, Shape};
use crate::style::Theme;

/// The gap between cells.
const GAP: f64 = 3.0;
/// The largest side of a cell.
const SIDE: f64 = 22.0;

struct Waffle;

/// Draws the cards, each beside or under its hundred cells.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    cards::draw(&Waffle, data, request, page);
}

impl CardChart for Waffle {
    const LARGEST: f64 = 34.0;

    fn picture(&self, mark: &Mark, at: Point, width: f64, theme: &Theme) -> Picture {
        let gap = theme.px(GAP);
        let side = ((width - 9.0 * gap) / 10.0).min(theme.px(SIDE));
        let whole = 10.0 * (side + gap) - gap;
        let cell = |i: u32| {
            // Counted from the lower left corner, row by row.
            let (column, row) = (f64::from(i % 10), f64::from(9 - i / 10));
            let (left, top) = (at.x + column * (side + gap), at.y + row * (side + gap));
            Bounds { left, top, right: left + side, bottom: top + side }
        };
        let nodes = (0..100).flat_map(|i| shapes(mark, i, cell(i), theme)).collect();
        Picture { nodes, width: whole, height: whole }
    }
}

/// The shapes of the cell that stands for the `i`th hundredth, counted from 0: as much of it as the source is sure of is
/// full, as much as its wording allows besides is hatched.
fn shapes(mark: &Mark, i: u32, bounds: Bounds, theme: &Theme) -> Vec<Node> {
    let x = |share: f64| bounds.left + bounds.width() * (share - f64::from(i)).clamp(0.0, 1.0);
    let (sure, most) = (x(mark.share.low), x(mark.share.high));
    let stretch = |left: f64, right: f64| (right - left > 0.01).then_some(Bounds { left, right, ..bounds });
    let mut nodes = Vec::new();
    nodes.extend(stretch(bounds.left, sure).map(|b| Node::Shape(Shape::Rect { bounds: b, fill: mark.color })));
    let open = stretch(sure, most).map(|b| hatched(b, mark.color, Direction::Horizontal, Ends::default(), theme));
    nodes.extend(open.into_iter().flatten());
    let grid = theme.palette.grid;
    nodes.extend(stretch(most, bounds.right).map(|b| Node::Shape(Shape::Rect { bounds: b, fill: grid })));
    nodes
}
