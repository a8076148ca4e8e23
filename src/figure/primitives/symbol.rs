//! The symbol of a point, which names its series in the legend too.

use crate::figure::scene::{Color, Node, Point, Shape};
use crate::style::Theme;

/// A point: a disc, or, where shape tells series apart, one of four shapes.
pub(crate) fn symbol(center: Point, radius: f64, color: Color, series: usize, theme: &Theme) -> Node {
    // Corners in radii from the centre.
    let corners: &[Point] = match series % 4 {
        1 if theme.palette.textured => &SQUARE,
        2 if theme.palette.textured => &DIAMOND,
        3 if theme.palette.textured => &TRIANGLE,
        _ => {
            let radius = radius * 6.0 / 7.0;
            return Node::Shape(Shape::Disc { center, radius, fill: color, stroke: color });
        }
    };
    let place = |corner: &Point| Point::new(center.x + corner.x * radius, center.y + corner.y * radius);
    Node::Shape(Shape::Polygon { points: corners.iter().map(place).collect(), fill: color })
}

const SQUARE: [Point; 4] = [Point::new(-1.0, -1.0), Point::new(1.0, -1.0), Point::new(1.0, 1.0), Point::new(-1.0, 1.0)];
const DIAMOND: [Point; 4] = [Point::new(0.0, -1.0), Point::new(1.0, 0.0), Point::new(0.0, 1.0), Point::new(-1.0, 0.0)];
const TRIANGLE: [Point; 3] = [Point::new(0.0, -1.0), Point::new(1.0, 1.0), Point::new(-1.0, 1.0)];
