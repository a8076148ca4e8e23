//! Fills of stretches along an axis: solid as far as a source is sure, hatched as far as its wording allows.

use crate::figure::layout::{Turn, hatch, hatch_in_turn};
use crate::figure::scene::{Bounds, Color, Node, Segment, Shape, Span};
use crate::style::Theme;

/// The direction of the axis that values are drawn along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Values grow to the right.
    Horizontal,
    /// Values grow upwards.
    Vertical,
}

/// Which ends of a stretch belong to it. An end that does is closed by a line; an open one, such as that of "less than 4",
/// is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ends {
    /// The end of the least value.
    pub(crate) low: bool,
    /// The end of the greatest value.
    pub(crate) high: bool,
}

/// The distance of the lines of hatching along the axis.
const HATCH: f64 = 7.0;

/// A hatched stretch: lines on a pale fill, closed by a line at each end that belongs to it.
pub(crate) fn hatched(bounds: Bounds, color: Color, direction: Direction, ends: Ends, theme: &Theme) -> Vec<Node> {
    let bounds = visible(bounds, direction);
    let along = match direction {
        Direction::Horizontal => bounds.across(),
        Direction::Vertical => bounds.down(),
    };
    // A stretch that is shorter than its texture has finer lines, and an edge along either side.
    let is_small = along.length() < theme.px(HATCH);
    let step = theme.px(if is_small { HATCH / 2.0 } else { HATCH });
    let inner = Bounds { left: bounds.left + 0.6, right: bounds.right - 0.6, ..bounds };
    let mut nodes = vec![
        Node::Shape(Shape::Rect { bounds, fill: theme.tint(color) }),
        Node::Shape(Shape::Hatch { lines: hatch(&inner, step), stroke: color, width: theme.px(1.6) }),
    ];
    if is_small {
        nodes
            .extend(edges(bounds, direction).map(|Segment { from, to }| {
                Node::Shape(Shape::Line { from, to, stroke: color, width: theme.px(1.2) })
            }));
    }
    let inset = theme.px(1.0);
    // The end at the left or upper edge first.
    let closings = match direction {
        Direction::Horizontal => [
            (ends.low, Segment::vertical(bounds.left + inset, bounds.down())),
            (ends.high, Segment::vertical(bounds.right - inset, bounds.down())),
        ],
        Direction::Vertical => [
            (ends.high, Segment::horizontal(bounds.top + inset, bounds.across())),
            (ends.low, Segment::horizontal(bounds.bottom - inset, bounds.across())),
        ],
    };
    for (_, Segment { from, to }) in closings.into_iter().filter(|(belongs, _)| *belongs) {
        nodes.push(Node::Shape(Shape::Line { from, to, stroke: color, width: theme.px(2.0) }));
    }
    nodes
}

/// A stretch that is at least one px long.
fn visible(bounds: Bounds, direction: Direction) -> Bounds {
    let widened = |span: Span| match span.length() < 1.0 {
        true => Span::new(span.middle() - 0.5, span.middle() + 0.5),
        false => span,
    };
    match direction {
        Direction::Horizontal => {
            let across = widened(bounds.across());
            Bounds { left: across.start, right: across.end, ..bounds }
        }
        Direction::Vertical => {
            let down = widened(bounds.down());
            Bounds { top: down.start, bottom: down.end, ..bounds }
        }
    }
}

/// The two sides of a stretch along its axis.
fn edges(bounds: Bounds, direction: Direction) -> [Segment; 2] {
    match direction {
        Direction::Horizontal => [bounds.top, bounds.bottom].map(|y| Segment::horizontal(y, bounds.across())),
        Direction::Vertical => [bounds.left, bounds.right].map(|x| Segment::vertical(x, bounds.down())),
    }
}

/// A hatched stretch that several parts share, as one of them draws it: its own lines, the first of them on a pale fill.
pub(crate) fn hatched_in_turn(bounds: Bounds, color: Color, turn: Turn, theme: &Theme) -> Vec<Node> {
    let inner = Bounds { left: bounds.left + 0.6, right: bounds.right - 0.6, ..bounds };
    let lines = hatch_in_turn(&inner, theme.px(HATCH), turn);
    let fill = (turn.rank == 0).then(|| Node::Shape(Shape::Rect { bounds, fill: theme.tint(color) }));
    fill.into_iter().chain([Node::Shape(Shape::Hatch { lines, stroke: color, width: theme.px(1.6) })]).collect()
}

/// A stretch that the source is sure of. Where texture tells series apart, every series but the first has lines of the
/// background's colour in it: horizontal, vertical, or both.
pub(crate) fn solid(bounds: Bounds, color: Color, series: usize, theme: &Theme) -> Vec<Node> {
    let mut nodes = vec![Node::Shape(Shape::Rect { bounds, fill: color })];
    if !theme.palette.textured {
        return nodes;
    }
    let step = theme.px(6.0);
    let steps = |span: Span| {
        let count = (span.length() / step).floor().max(0.0) as usize;
        (1..=count).map(move |i| span.start + i as f64 * step).filter(move |at| span.end - at > 1.0)
    };
    let mut lines = Vec::new();
    if matches!(series % 4, 1 | 3) {
        lines.extend(steps(bounds.down()).map(|y| Segment::horizontal(y, bounds.across())));
    }
    if matches!(series % 4, 2 | 3) {
        lines.extend(steps(bounds.across()).map(|x| Segment::vertical(x, bounds.down())));
    }
    if !lines.is_empty() {
        nodes.push(Node::Shape(Shape::Hatch { lines, stroke: theme.palette.background, width: theme.px(1.2) }));
    }
    nodes
}
