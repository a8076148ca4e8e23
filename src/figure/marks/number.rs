//! One to four numbers, each on a card.

use crate::figure::data::{ChartData, Mark};
use crate::figure::layout::Page;
use crate::figure::panels::cards::{self, CardChart, Picture};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Node, Point, Segment, Shape, Span};
use crate::style::Theme;

struct Number;

/// Draws the cards, each under a line in the colour of its series.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    cards::draw(&Number, data, request, page);
}

impl CardChart for Number {
    const LARGEST: f64 = 52.0;

    fn picture(&self, mark: &Mark, at: Point, width: f64, theme: &Theme) -> Picture {
        let Segment { from, to } = Segment::horizontal(at.y, Span::new(at.x, at.x + width));
        let line = Shape::Line { from, to, stroke: mark.color, width: theme.px(4.0) };
        Picture { nodes: vec![Node::Shape(line)], width, height: 0.0 }
    }
}
