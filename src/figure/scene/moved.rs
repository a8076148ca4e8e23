//! A scene at another place and size.

use crate::figure::scene::{Bounds, Group, Node, Point, Segment, Shape, Text, TextStyle};

impl Node {
    /// The same node, `scale` times as large, with the upper left corner of the scene moved to `origin`.
    #[must_use]
    pub fn moved(&self, scale: f64, origin: Point) -> Self {
        let point = |p: Point| Point::new(p.x * scale + origin.x, p.y * scale + origin.y);
        let bounds = |b: &Bounds| {
            let (upper, lower) = (point(Point::new(b.left, b.top)), point(Point::new(b.right, b.bottom)));
            Bounds { left: upper.x, top: upper.y, right: lower.x, bottom: lower.y }
        };
        match self {
            Self::Group(group) => Self::Group(Group {
                nodes: group.nodes.iter().map(|n| n.moved(scale, origin)).collect(),
                ..group.clone()
            }),
            Self::Text(text) => {
                let Point { x, y } = point(Point::new(text.x, text.y));
                let style = TextStyle { size: text.style.size * scale, ..text.style };
                Self::Text(Text {
                    x,
                    y,
                    style,
                    width: text.width * scale,
                    ascent: text.ascent * scale,
                    descent: text.descent * scale,
                    ..text.clone()
                })
            }
            Self::Shape(shape) => Self::Shape(match shape {
                Shape::Rect { bounds: b, fill } => Shape::Rect { bounds: bounds(b), fill: *fill },
                Shape::Dashed { bounds: b, stroke, width } => {
                    Shape::Dashed { bounds: bounds(b), stroke: *stroke, width: width * scale }
                }
                Shape::Line { from, to, stroke, width } => {
                    Shape::Line { from: point(*from), to: point(*to), stroke: *stroke, width: width * scale }
                }
                Shape::DashedLine { from, to, stroke, width } => {
                    Shape::DashedLine { from: point(*from), to: point(*to), stroke: *stroke, width: width * scale }
                }
                Shape::Polygon { points, fill } => {
                    Shape::Polygon { points: points.iter().map(|p| point(*p)).collect(), fill: *fill }
                }
                Shape::Picture { bounds: b, picture } => Shape::Picture { bounds: bounds(b), picture: picture.clone() },
                Shape::Disc { center, radius, fill, stroke } => {
                    Shape::Disc { center: point(*center), radius: radius * scale, fill: *fill, stroke: *stroke }
                }
                Shape::Hatch { lines, stroke, width } => Shape::Hatch {
                    lines: lines.iter().map(|l| Segment { from: point(l.from), to: point(l.to) }).collect(),
                    stroke: *stroke,
                    width: width * scale,
                },
            }),
        }
    }
}
