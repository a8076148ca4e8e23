//! A drawn figure as plain data: placed shapes and texts, each with its role, marks with their claims.
//!
//! Layout makes a [`Scene`]; drawing only walks it. All lengths are CSS pixels; y grows downwards.

pub(super) mod geometry;
pub(super) mod moved;
pub(super) mod role;

use std::sync::Arc;

pub use geometry::{Bounds, Point, Segment, Span};
pub use role::Role;

use crate::style::font::Fonts;
pub use crate::style::{Color, Picture, TextStyle, Weight};

/// Which point of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end of the baseline.
    Start,
    /// The middle of the baseline.
    Middle,
    /// The right end of the baseline.
    End,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where the anchor stands.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: TextStyle,
    /// Which point `x` is.
    pub anchor: Anchor,
    /// Its measured width.
    pub width: f64,
    /// How far its letters reach above the baseline.
    pub ascent: f64,
    /// How far its letters reach below the baseline.
    pub descent: f64,
    /// What it is for.
    pub role: Role,
}

impl Text {
    /// The box that it fills, from the ascent to the descent of its font.
    pub fn bounds(&self) -> Bounds {
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        };
        Bounds { left, top: self.y - self.ascent, right: left + self.width, bottom: self.y + self.descent }
    }
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// Where.
        bounds: Bounds,
        /// The fill.
        fill: Color,
    },
    /// The dashed outline of a rectangle.
    Dashed {
        /// Where.
        bounds: Bounds,
        /// The stroke.
        stroke: Color,
        /// Its width; dashes and gaps are four times as long.
        width: f64,
    },
    /// A straight line.
    Line {
        /// From.
        from: Point,
        /// To.
        to: Point,
        /// The stroke.
        stroke: Color,
        /// Its width.
        width: f64,
    },
    /// A dashed line; dashes and gaps are four times as long as it is wide.
    DashedLine {
        /// From.
        from: Point,
        /// To.
        to: Point,
        /// The stroke.
        stroke: Color,
        /// Its width.
        width: f64,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// The fill.
        fill: Color,
    },
    /// A picture, stretched to a rectangle.
    Picture {
        /// Where.
        bounds: Bounds,
        /// What.
        picture: Arc<Picture>,
    },
    /// A disc with an edge.
    Disc {
        /// The centre.
        center: Point,
        /// The radius, to the middle of the edge.
        radius: f64,
        /// The fill.
        fill: Color,
        /// The edge.
        stroke: Color,
    },
    /// Parallel lines.
    Hatch {
        /// The lines.
        lines: Vec<Segment>,
        /// Their stroke.
        stroke: Color,
        /// Their width.
        width: f64,
    },
}

/// What a mark says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// The id of the claim.
    pub claim: String,
    /// Reading, quote and citation, for the tooltip and for readers who listen.
    pub title: String,
    /// The address of the passage in its document, where that has one on the web.
    pub link: Option<String>,
    /// The number as written, when there is one.
    pub value: Option<String>,
    /// The operator.
    pub op: &'static str,
    /// The least value allowed.
    pub low: Option<f64>,
    /// The greatest value allowed.
    pub high: Option<f64>,
    /// The margin of sampling error round it, when there is one.
    pub margin: Option<MarginOfError>,
}

/// What sampling error allows at a confidence of 95 percent, in the unit of the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarginOfError {
    /// The least value.
    pub low: f64,
    /// The greatest value.
    pub high: f64,
}

/// A part of a scene.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A shape.
    Shape(Shape),
    /// A text.
    Text(Text),
    /// Parts that belong together.
    Group(Group),
}

/// Parts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they are for.
    pub role: Role,
    /// The claim, when it is a mark.
    pub claimed: Option<Claimed>,
    /// The parts, in the order of drawing.
    pub nodes: Vec<Node>,
}

/// A figure.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The figure's id.
    pub id: String,
    /// The language of its texts, a BCP 47 tag.
    pub lang: &'static str,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// The fonts of its texts.
    pub fonts: Arc<Fonts>,
    /// The title, for programs.
    pub title: String,
    /// The alt text.
    pub alt: String,
    /// The ids of the claims that are drawn.
    pub claims: Vec<String>,
    /// The alt text, then the reading of every mark.
    pub description: String,
    /// The figure's metadata, one JSON object.
    pub metadata: String,
    /// The parts, in the order of drawing.
    pub nodes: Vec<Node>,
}

impl Scene {
    /// Every text of the scene, in the order of drawing.
    pub fn texts(&self) -> Vec<&Text> {
        fn walk<'a>(nodes: &'a [Node], out: &mut Vec<&'a Text>) {
            for node in nodes {
                match node {
                    Node::Text(text) => out.push(text),
                    Node::Group(group) => walk(&group.nodes, out),
                    Node::Shape(_) => {}
                }
            }
        }
        let mut out = Vec::new();
        walk(&self.nodes, &mut out);
        out
    }

    /// Every mark of the scene with its group.
    pub fn marks(&self) -> Vec<(&Claimed, &Group)> {
        fn walk<'a>(nodes: &'a [Node], out: &mut Vec<(&'a Claimed, &'a Group)>) {
            for node in nodes {
                if let Node::Group(group) = node {
                    if let Some(claimed) = &group.claimed {
                        out.push((claimed, group));
                    }
                    walk(&group.nodes, out);
                }
            }
        }
        let mut out = Vec::new();
        walk(&self.nodes, &mut out);
        out
    }
}
