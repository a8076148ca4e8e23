//! One to four numbers, each on a card.

use crate::figure::data::{Mark, Plot};
use crate::figure::layout::Page;
use crate::figure::layout::card::{self, Picture};
use crate::figure::request::Request;
use crate::figure::scene::{Node, Point, Shape};

/// The largest size of a number.
const LARGEST: f64 = 52.0;

/// Draws the cards, each under a line in the colour of its series.
pub(crate) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let line = |mark: &Mark, Point { x: left, y: top }: Point, width: f64| {
        let stroke = mark.color;
        let line = Shape::Line {
            from: Point::new(left, top),
            to: Point::new(left + width, top),
            stroke,
            width: request.theme.px(4.0),
        };
        Picture { nodes: vec![Node::Shape(line)], width, height: 0.0 }
    };
    card::draw(plot, request, page, (LARGEST, &line));
}
