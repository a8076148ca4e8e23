//! Margins of error: a thin line with a cap at either end.

use crate::figure::primitives::fill::Direction;
use crate::figure::scene::{Color, Node, Segment, Shape, Span};
use crate::style::Theme;

/// A margin of error, drawn as a line along the axis.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whisker {
    /// The direction of the axis.
    pub(crate) direction: Direction,
    /// From where to where it reaches along the axis, px.
    pub(crate) span: Span,
    /// Where it stands across the axis, px.
    pub(crate) across: f64,
    /// Half the length of its caps, px.
    pub(crate) cap: f64,
    /// Its colour.
    pub(crate) color: Color,
}

impl Whisker {
    /// Its shapes: the line on a wider one of the background's colour, which sets it off from the mark.
    pub(crate) fn nodes(&self, theme: &Theme) -> Vec<Node> {
        let caps = Span::new(self.across - self.cap, self.across + self.cap);
        let (start, end) = (self.span.start, self.span.end);
        let lines = match self.direction {
            Direction::Horizontal => [
                Segment::horizontal(self.across, self.span),
                Segment::vertical(start, caps),
                Segment::vertical(end, caps),
            ],
            Direction::Vertical => [
                Segment::vertical(self.across, self.span),
                Segment::horizontal(start, caps),
                Segment::horizontal(end, caps),
            ],
        };
        [(theme.palette.background, 3.6), (self.color, 1.4)]
            .map(|(stroke, width)| Node::Shape(Shape::Hatch { lines: lines.to_vec(), stroke, width: theme.px(width) }))
            .into()
    }
}
