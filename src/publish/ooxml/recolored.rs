//! A figure in the colours of another palette, so that it is readable on a ground that its own theme was not made for.

use std::collections::BTreeMap;

use crate::figure::scene::{Bounds, Color, Group, Node, Shape, Text, TextStyle};
use crate::figure::{Cell, Figure};
use crate::publish::ooxml::extent::extent;
use crate::style::{Palette, Theme};

/// How far figures mix colours of series with the background, for answers that lean less.
const MIXED: [f64; 2] = [0.7, 0.5];

/// The figure in the colours of a palette: marks in the colours with the same part in it, paler ones mixed with its
/// background, texts on marks and beside them as dark or as light as reading asks for.
pub(crate) fn recolored(figure: &Figure, palette: &Palette) -> Figure {
    let mut drawn = figure.clone();
    drawn.theme.palette = palette.clone();
    let colors = Recolor::new(&figure.theme, &drawn.theme);
    for series in &mut drawn.data.series {
        series.color = colors.mark(series.color);
    }
    for row in drawn.data.panels.iter_mut().flat_map(|panel| &mut panel.rows) {
        for cell in &mut row.cells {
            if let Cell::Mark(mark) = cell {
                mark.color = colors.mark(mark.color);
            }
        }
    }
    drawn.scene.nodes = colors.nodes(&figure.scene.nodes, &mut Vec::new());
    drawn
}

/// A filled shape, in the colour that it had.
struct Filled {
    bounds: Bounds,
    color: Color,
}

/// From the colours of one theme to those of another.
struct Recolor<'a> {
    from: &'a Theme,
    to: &'a Theme,
    marks: BTreeMap<[u8; 3], Color>,
    texts: BTreeMap<[u8; 3], Color>,
}

fn key(color: Color) -> [u8; 3] {
    [color.0, color.1, color.2]
}

impl<'a> Recolor<'a> {
    fn new(from: &'a Theme, to: &'a Theme) -> Self {
        let (old, new) = (&from.palette, &to.palette);
        let mut own = Self { from, to, marks: BTreeMap::new(), texts: BTreeMap::new() };
        let named = [
            (old.background, new.background),
            (old.foreground, new.foreground),
            (old.muted, new.muted),
            (old.rule, new.rule),
            (old.grid, new.grid),
        ];
        named.into_iter().for_each(|(old, new)| own.mark_is(old, new));
        let others = [(old.neutral, new.neutral), (old.faded, new.faded)];
        let all: Vec<(Color, Color)> = old.series.into_iter().zip(new.series).chain(others).collect();
        all.iter().for_each(|(old, new)| own.mark_is(*old, *new));
        for (old, new) in all {
            let paler = MIXED.map(|share| (from.shade(old, share), to.shade(new, share)));
            for (old, new) in [(old, new)].into_iter().chain(paler) {
                own.mark_is(old, new);
                own.mark_is(from.tint(old), to.tint(new));
                own.texts.entry(key(from.text_color(old))).or_insert_with(|| to.text_color(new));
            }
        }
        own
    }

    fn mark_is(&mut self, old: Color, new: Color) {
        self.marks.entry(key(old)).or_insert(new);
    }

    /// The colour of a mark; one that no palette has stays.
    fn mark(&self, color: Color) -> Color {
        self.marks.get(&key(color)).copied().unwrap_or(color)
    }

    /// The colour of a text in front of `filled` shapes.
    fn text(&self, text: &Text, filled: &[Filled]) -> Color {
        let Bounds { left, top, right, bottom } = text.bounds();
        let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        let holds = |b: &Bounds| b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
        let color = text.style.color;
        let behind = filled.iter().rev().find(|shape| holds(&shape.bounds)).map(|shape| shape.color);
        match behind.filter(|behind| *behind != self.from.palette.background) {
            Some(behind) if self.from.text_on(behind) == color => self.to.text_on(self.mark(behind)),
            Some(_) | None => self.texts.get(&key(color)).copied().unwrap_or_else(|| self.mark(color)),
        }
    }

    fn nodes(&self, nodes: &[Node], filled: &mut Vec<Filled>) -> Vec<Node> {
        nodes.iter().map(|node| self.node(node, filled)).collect()
    }

    fn node(&self, node: &Node, filled: &mut Vec<Filled>) -> Node {
        match node {
            Node::Group(group) => Node::Group(Group { nodes: self.nodes(&group.nodes, filled), ..group.clone() }),
            Node::Text(text) => {
                let style = TextStyle { color: self.text(text, filled), ..text.style };
                Node::Text(Text { style, ..text.clone() })
            }
            Node::Shape(shape) => {
                if let (Some(color), Some(bounds)) = (fill(shape), extent(std::slice::from_ref(node))) {
                    filled.push(Filled { bounds, color });
                }
                Node::Shape(self.shape(shape.clone()))
            }
        }
    }

    fn shape(&self, mut shape: Shape) -> Shape {
        match &mut shape {
            Shape::Rect { fill, .. } | Shape::Polygon { fill, .. } => *fill = self.mark(*fill),
            Shape::Disc { fill, stroke, .. } => (*fill, *stroke) = (self.mark(*fill), self.mark(*stroke)),
            Shape::Dashed { stroke, .. }
            | Shape::Line { stroke, .. }
            | Shape::DashedLine { stroke, .. }
            | Shape::Hatch { stroke, .. } => *stroke = self.mark(*stroke),
            Shape::Picture { .. } => {}
        }
        shape
    }
}

/// The fill of a shape that has one.
fn fill(shape: &Shape) -> Option<Color> {
    match shape {
        Shape::Rect { fill, .. } | Shape::Polygon { fill, .. } | Shape::Disc { fill, .. } => Some(*fill),
        Shape::Dashed { .. }
        | Shape::Line { .. }
        | Shape::DashedLine { .. }
        | Shape::Hatch { .. }
        | Shape::Picture { .. } => None,
    }
}
