//! A scene at another place and size.

use crate::figure::scene::{Bounds, Group, Node, Point, Shape, Text, TextStyle};

impl Node {
    /// The same, `scale` times as large, then moved by an offset.
    #[must_use]
    pub fn moved(&self, scale: f64, (dx, dy): Point) -> Self {
        let point = |(x, y): Point| (x * scale + dx, y * scale + dy);
        let bounds = |b: &Bounds| {
            let ((left, top), (right, bottom)) = (point((b.left, b.top)), point((b.right, b.bottom)));
            Bounds { left, top, right, bottom }
        };
        match self {
            Self::Group(group) => Self::Group(Group {
                nodes: group.nodes.iter().map(|n| n.moved(scale, (dx, dy))).collect(),
                ..group.clone()
            }),
            Self::Text(text) => {
                let (x, y) = point((text.x, text.y));
                let style = TextStyle { size: text.style.size * scale, ..text.style };
                Self::Text(Text { x, y, style, width: text.width * scale, ..text.clone() })
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
                    lines: lines.iter().map(|(a, b)| (point(*a), point(*b))).collect(),
                    stroke: *stroke,
                    width: width * scale,
                },
            }),
        }
    }
}
