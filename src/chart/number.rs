//! One to four numbers, each on a card.

use super::Request;
use super::card::{self, Picture};
use super::series::{Mark, Plot};
use crate::layout::Page;
use crate::scene::{Node, Shape};

/// The largest size of a number.
const LARGEST: f64 = 52.0;

/// Draws the cards, each under a line in the colour of its series.
pub(super) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let line = |mark: &Mark, (left, top): (f64, f64), width: f64| {
        let stroke = mark.color;
        let line = Shape::Line { from: (left, top), to: (left + width, top), stroke, width: request.theme.px(4.0) };
        Picture { nodes: vec![Node::Shape(line)], width, height: 0.0 }
    };
    card::draw(plot, request, page, (LARGEST, &line));
}
