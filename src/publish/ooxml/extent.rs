//! The boxes round what a scene holds.

use crate::figure::scene::{Bounds, Node, Point, Shape};

/// The box round points.
pub(super) fn around(points: &[Point]) -> Option<Bounds> {
    let Point { x, y } = *points.first()?;
    let start = Bounds { left: x, top: y, right: x, bottom: y };
    Some(points.iter().fold(start, |b, Point { x, y }| Bounds {
        left: b.left.min(*x),
        top: b.top.min(*y),
        right: b.right.max(*x),
        bottom: b.bottom.max(*y),
    }))
}

/// The box round nodes.
pub(super) fn extent(nodes: &[Node]) -> Option<Bounds> {
    let mut corners: Vec<Point> = Vec::new();
    let mut take = |b: &Bounds| corners.extend([Point::new(b.left, b.top), Point::new(b.right, b.bottom)]);
    for node in nodes {
        match node {
            Node::Text(text) => take(&text.bounds()),
            Node::Group(group) => extent(&group.nodes).iter().for_each(&mut take),
            Node::Shape(Shape::Rect { bounds, .. } | Shape::Dashed { bounds, .. } | Shape::Picture { bounds, .. }) => {
                take(bounds);
            }
            Node::Shape(Shape::Disc { center: Point { x, y }, radius: r, .. }) => {
                take(&Bounds { left: x - r, top: y - r, right: x + r, bottom: y + r });
            }
            Node::Shape(Shape::Line { from, to, .. } | Shape::DashedLine { from, to, .. }) => {
                around(&[*from, *to]).iter().for_each(&mut take);
            }
            Node::Shape(Shape::Polygon { points, .. }) => around(points).iter().for_each(&mut take),
            Node::Shape(Shape::Hatch { lines, .. }) => {
                let points: Vec<Point> = lines.iter().flat_map(|l| [l.from, l.to]).collect();
                around(&points).iter().for_each(&mut take);
            }
        }
    }
    around(&corners)
}
