//! What stands over the plot of a chart, in the chart itself: it moves with the chart, grows with it, and is copied with it.

use crate::figure::scene::{Bounds, Color, Segment};
use crate::publish::ooxml::chart::Extent;
use crate::publish::ooxml::drawing::{Area, Head, Line, no_fill, preset};
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::text::{Look, aligned};
use crate::publish::ooxml::xml::Xml;

/// The content type of a part of shapes over a chart.
pub(crate) const DRAWING: &str = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml";
/// The last word of the type of the relationship from a chart to them.
pub(crate) const SHAPES: &str = "chartUserShapes";
/// What the names of these shapes start with; a digest of what they show follows.
pub(crate) const OVER: &str = "citeplot over ";
/// The namespace of places over a chart.
const PLACES: &str = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing";

/// A shape over a chart, in points from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Over {
    /// A line.
    Line { at: Segment, color: Color, dashed: bool },
    /// A text in lines that are broken already, at a side of its box: `l` or `ctr`.
    Text { at: Bounds, lines: Vec<String>, size: f64, color: Color, side: &'static str },
}

/// The shapes over a chart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlay {
    pub(crate) shapes: Vec<Over>,
}

impl Overlay {
    /// As elements of a part, each with the name that says what it shows; `first` is the id of the first one.
    pub(crate) fn anchors(&self, extent: Extent, tag: &str, first: u32) -> Vec<(String, Xml)> {
        let anchor = |(id, shape): (u32, &Over)| {
            let name = shape.name(extent);
            let xml = shape.anchor(&Head::new(id, &name), extent, tag);
            (name, xml)
        };
        (first..).zip(&self.shapes).map(anchor).collect()
    }
}

/// A part with shapes over a chart.
pub(crate) fn part(anchors: impl IntoIterator<Item = Xml>) -> String {
    Xml::new("c:userShapes")
        .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .holding_all(anchors)
        .part()
}

impl Over {
    /// The name: with a digest of where it stands and what it says.
    fn name(&self, extent: Extent) -> String {
        let Bounds { left, top, right, bottom } = self.bounds();
        let share = |at: f64, of: f64| (at / of * 1e3).round();
        let (w, h) = (extent.width, extent.height);
        let place = [share(left, w), share(top, h), share(right, w), share(bottom, h)].map(|n| n.to_string()).join(" ");
        let words = match self {
            Self::Line { dashed, .. } => dashed.to_string(),
            Self::Text { lines, .. } => lines.join(" "),
        };
        format!("{OVER}{}", digest(&format!("{place} {words}")))
    }

    fn bounds(&self) -> Bounds {
        match self {
            Self::Line { at: Segment { from, to }, .. } => Bounds {
                left: from.x.min(to.x),
                top: from.y.min(to.y),
                right: from.x.max(to.x),
                bottom: from.y.max(to.y),
            },
            Self::Text { at, .. } => *at,
        }
    }

    fn anchor(&self, head: &Head<'_>, extent: Extent, tag: &str) -> Xml {
        let at = self.bounds();
        let shape = match self {
            Self::Line { at: line, color, dashed } => {
                let turned = (line.to.x - line.from.x) * (line.to.y - line.from.y) < 0.0;
                let place = area(&at).transform().maybe_with("flipV", turned.then_some(1));
                let stroke = Line { color: *color, width: 12_700, dashed: *dashed }.xml();
                let own = Xml::new("cdr:nvCxnSpPr").holding(described(head)).holding(Xml::new("cdr:cNvCxnSpPr"));
                let look = Xml::new("cdr:spPr").holding(place).holding(preset("line")).holding(stroke);
                Xml::new("cdr:cxnSp").with("macro", "").holding(own).holding(look)
            }
            Self::Text { lines, size, color, side, .. } => {
                let own =
                    Xml::new("cdr:nvSpPr").holding(described(head)).holding(Xml::new("cdr:cNvSpPr").with("txBox", 1));
                let look =
                    Xml::new("cdr:spPr").holding(area(&at).transform()).holding(preset("rect")).holding(no_fill());
                let edges = ["lIns", "tIns", "rIns", "bIns"];
                let body = edges.into_iter().fold(Xml::new("a:bodyPr").with("wrap", "none"), |b, edge| b.with(edge, 0));
                let look_of_words = Look::new(*size, false, *color);
                let text = Xml::new("cdr:txBody")
                    .holding(body)
                    .holding(Xml::new("a:lstStyle"))
                    .holding_all(lines.iter().map(|line| aligned(line, tag, look_of_words, side).mapped(&faced)));
                Xml::new("cdr:sp").with("macro", "").with("textlink", "").holding(own).holding(look).holding(text)
            }
        };
        let corner = |name, x: f64, y: f64| {
            let share = |at: f64, of: f64| ((at / of).clamp(0.0, 1.0) * 1e5).round() / 1e5;
            let (x, y) = (share(x, extent.width), share(y, extent.height));
            let number = |name, n: f64| Xml::new(name).saying(n.to_string());
            Xml::new(name).holding(number("cdr:x", x)).holding(number("cdr:y", y))
        };
        Xml::new("cdr:relSizeAnchor")
            .with("xmlns:cdr", PLACES)
            .holding(corner("cdr:from", at.left, at.top))
            .holding(corner("cdr:to", at.right, at.bottom))
            .holding(shape)
    }
}

/// A place in points as one in EMU.
fn area(at: &Bounds) -> Area {
    Area::points(at.left, at.top, at.right - at.left, at.bottom - at.top)
}

/// The head of a shape over a chart.
fn described(head: &Head<'_>) -> Xml {
    Xml::new("cdr:cNvPr").with("id", head.id).with("name", head.name)
}

/// Texts over a chart are in the font of the presentation: no placeholder gives them one.
fn faced(element: Xml) -> Xml {
    match element.is("a:rPr") {
        true => element.holding(Xml::new("a:latin").with("typeface", "+mn-lt")),
        false => element,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::scene::Point;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn a_line_and_its_words_stand_at_their_shares_of_the_chart() {
        let color = Color(1, 2, 3);
        let extent = Extent { width: 200.0, height: 100.0 };
        let at = Segment { from: Point::new(50.0, 10.0), to: Point::new(50.0, 90.0) };
        let words = Bounds { left: 20.0, top: 0.0, right: 80.0, bottom: 10.0 };
        let shapes = vec![
            Over::Line { at, color, dashed: true },
            Over::Text { at: words, lines: vec!["half".to_owned()], size: 12.0, color, side: "l" },
        ];
        let anchors = Overlay { shapes }.anchors(extent, "en", 2);
        let written = part(anchors.iter().map(|(_, xml)| xml.clone()));
        let tree = Tree::parse(&written).expect("XML");
        let places: Vec<String> =
            tree.all("from").chain(tree.all("to")).flat_map(Element::children).map(Element::text).collect();
        assert_eq!(places, ["0.25", "0.1", "0.1", "0", "0.25", "0.9", "0.4", "0.1"]);
        assert_eq!(tree.all("t").map(Element::text).collect::<Vec<_>>(), ["half"]);
        assert!(anchors.iter().all(|(name, _)| name.starts_with(OVER)) && anchors[0].0 != anchors[1].0);
    }
}
