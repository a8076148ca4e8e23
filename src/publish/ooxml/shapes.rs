//! A scene as shapes of PowerPoint: every bar, dot and text can be moved and edited; a mark is a group that says what it is.

use crate::figure::Figure;
use crate::figure::scene::{Anchor, Bounds, Color, Group, Node, Point, Role, Scene, Shape, Text, Weight};
use crate::project::recipe::Aspect;
use crate::publish::deck::{space, tag};
use crate::publish::ooxml::drawing::{self, Area, EMU, Head, Line, fill, no_fill, no_line, preset};
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::extent::{around, extent};
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::text::{Look, aligned};
use crate::publish::ooxml::text_box::{Fit, TextBox};
use crate::publish::ooxml::xml::Xml;
use crate::style::{Size, Theme};

/// Where a scene stands on a slide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stage {
    /// Points from the left edge.
    pub(crate) left: f64,
    /// Points from the upper edge.
    pub(crate) top: f64,
    /// Points in a px of the scene.
    pub(crate) scale: f64,
}

/// What the names of all shapes start with that citeplot draws, so that those of a user are told from them.
pub(crate) const OWN: &str = "citeplot ";
/// What the name of the unseen box round everything starts with: however a program counts the extent of a group, it says where the scene stands.
pub(crate) const FRAME: &str = "citeplot frame";
/// What the names of the groups of a claim start with.
pub(crate) const CLAIM: &str = "claim-";

/// Writes shapes with ids of their own.
struct Shapes<'a> {
    stage: Stage,
    lang: &'static str,
    ids: &'a mut Ids,
}

/// A figure as one group with its name and its alt text.
pub(crate) fn scene(figure: &Figure, stage: Stage, ids: &mut Ids, dress: &Dress) -> Xml {
    let head = Head { id: ids.next(), name: &tag(figure), alt: Some(&figure.alt) };
    let inside = drawn(figure, stage, ids, dress);
    drawing::group(&head, stage.area(&whole(&figure.scene)), inside)
}

/// The shapes of a figure in the colours that it wears, without a group round them.
pub(crate) fn drawn(figure: &Figure, stage: Stage, ids: &mut Ids, dress: &Dress) -> Vec<Xml> {
    let worn = dress.figure(figure);
    let scene = &worn.scene;
    let mut shapes = Shapes { stage, lang: scene.lang, ids };
    let outline = Outline { place: stage.area(&whole(scene)), geometry: preset("rect") };
    let mut all = vec![shapes.named(&frame_name(figure), outline, [no_fill(), no_line()])];
    scene.nodes.iter().for_each(|node| shapes.node(node, &mut all));
    all
}

/// The name of the frame: with a digest of everything that the shapes show, and one of the alt text; behind them what the
/// figure was laid out for, where that is not a whole slide.
pub(crate) fn frame_name(figure: &Figure) -> String {
    let name = format!("{FRAME} {} {}", shown(&figure.scene), digest(&figure.alt));
    let Theme { size, enlargement, height, .. } = &figure.theme;
    let laid_out = height.map_or(0.0, |height| height / enlargement * 10.0).round();
    let is_whole =
        Aspect::ALL.iter().any(|a| laid_out == space(*a) * 10.0) && matches!(size, Size::Slide | Size::Standard);
    if is_whole { name } else { format!("{name} {}/{laid_out}", size.code()) }
}

/// A digest of everything that a scene shows, wherever it stands.
fn shown(scene: &Scene) -> String {
    let stage = Stage { left: 0.0, top: 0.0, scale: 1.0 };
    let mut ids = Ids::after(1);
    let mut shapes = Shapes { stage, lang: scene.lang, ids: &mut ids };
    let mut all = Vec::new();
    scene.nodes.iter().for_each(|node| shapes.node(node, &mut all));
    digest(&all.iter().map(Xml::to_string).collect::<String>())
}

fn whole(scene: &Scene) -> Bounds {
    Bounds { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height }
}

impl Stage {
    fn x(&self, x: f64) -> i64 {
        ((self.left + x * self.scale) * EMU).round() as i64
    }

    fn y(&self, y: f64) -> i64 {
        ((self.top + y * self.scale) * EMU).round() as i64
    }

    fn length(&self, length: f64) -> i64 {
        (length * self.scale * EMU).round() as i64
    }

    fn area(&self, bounds: &Bounds) -> Area {
        let (x, y) = (self.x(bounds.left), self.y(bounds.top));
        Area { x, y, width: (self.x(bounds.right) - x).max(0), height: (self.y(bounds.bottom) - y).max(0) }
    }
}

/// Where a shape stands, and which outline it has.
struct Outline {
    place: Area,
    geometry: Xml,
}

impl Shapes<'_> {
    fn node(&mut self, node: &Node, all: &mut Vec<Xml>) {
        match node {
            Node::Shape(shape) => all.extend(self.shape(shape)),
            Node::Text(text) => all.push(self.text(text)),
            Node::Group(group) => self.group(group, all),
        }
    }

    fn group(&mut self, group: &Group, all: &mut Vec<Xml>) {
        // The slide has a background of its own.
        if group.role == Role::Background {
            return;
        }
        let Some(claimed) = &group.claimed else {
            return group.nodes.iter().for_each(|n| self.node(n, all));
        };
        let Some(bounds) = extent(&group.nodes) else { return };
        let id = self.ids.next();
        let mut inside = Vec::new();
        group.nodes.iter().for_each(|n| self.node(n, &mut inside));
        let name = format!("{CLAIM}{}", claimed.claim);
        let head = Head { id, name: &name, alt: Some(&claimed.title) };
        all.push(drawing::group(&head, self.stage.area(&bounds), inside));
    }

    fn named(&mut self, name: &str, outline: Outline, style: [Xml; 2]) -> Xml {
        let own = Xml::new("p:nvSpPr")
            .holding(Head::new(self.ids.next(), name).xml())
            .holding(Xml::new("p:cNvSpPr"))
            .holding(Xml::new("p:nvPr"));
        let look = Xml::new("p:spPr").holding(outline.place.transform()).holding(outline.geometry).holding_all(style);
        Xml::new("p:sp").holding(own).holding(look)
    }

    fn preset(&mut self, name: &str, bounds: &Bounds, style: [Xml; 2]) -> Xml {
        let outline = Outline { place: self.stage.area(bounds), geometry: preset(name) };
        self.named("citeplot shape", outline, style)
    }

    fn stroke(&self, color: Color, width: f64, dashed: bool) -> Xml {
        Line { color, width: self.stage.length(width), dashed }.xml().with("cap", "flat")
    }

    fn shape(&mut self, shape: &Shape) -> Option<Xml> {
        match shape {
            Shape::Rect { bounds, fill: color } => Some(self.preset("rect", bounds, [fill(*color), no_line()])),
            Shape::Dashed { bounds, stroke, width } => {
                let style = [no_fill(), self.stroke(*stroke, *width, true)];
                Some(self.preset("rect", bounds, style))
            }
            Shape::Disc { center: Point { x, y }, radius, fill: color, stroke } => {
                let r = *radius;
                let bounds = Bounds { left: x - r, top: y - r, right: x + r, bottom: y + r };
                let style = [fill(*color), self.stroke(*stroke, r / 3.0, false)];
                Some(self.preset("ellipse", &bounds, style))
            }
            Shape::Line { from, to, stroke, width } => {
                let line = self.stroke(*stroke, *width, false);
                Some(self.line(*from, *to, line))
            }
            Shape::DashedLine { from, to, stroke, width } => {
                let line = self.stroke(*stroke, *width, true);
                Some(self.line(*from, *to, line))
            }
            Shape::Polygon { points, fill: color } => {
                self.freeform(&[points.as_slice()], Ends::Closed, [fill(*color), no_line()])
            }
            Shape::Hatch { lines, stroke, width } => {
                let pairs: Vec<[Point; 2]> = lines.iter().map(|l| [l.from, l.to]).collect();
                let paths: Vec<&[Point]> = pairs.iter().map(<[Point; 2]>::as_slice).collect();
                let style = [no_fill(), self.stroke(*stroke, *width, false)];
                self.freeform(&paths, Ends::Open, style)
            }
            // A logo belongs to the master of the slides.
            Shape::Picture { .. } => None,
        }
    }

    fn line(&mut self, from: Point, to: Point, line: Xml) -> Xml {
        let bounds =
            Bounds { left: from.x.min(to.x), top: from.y.min(to.y), right: from.x.max(to.x), bottom: from.y.max(to.y) };
        let place = self.stage.area(&bounds).transform();
        // A connector runs from the upper left corner unless it is turned over.
        let turned = (to.x - from.x) * (to.y - from.y) < 0.0;
        let own = Xml::new("p:nvCxnSpPr")
            .holding(Head::new(self.ids.next(), "citeplot line").xml())
            .holding(Xml::new("p:cNvCxnSpPr"))
            .holding(Xml::new("p:nvPr"));
        let place = place.maybe_with("flipV", turned.then_some(1));
        let look = Xml::new("p:spPr").holding(place).holding(preset("line")).holding(line);
        Xml::new("p:cxnSp").holding(own).holding(look)
    }

    fn freeform(&mut self, paths: &[&[Point]], ends: Ends, style: [Xml; 2]) -> Option<Xml> {
        let points: Vec<Point> = paths.iter().flat_map(|p| p.iter().copied()).collect();
        let place = self.stage.area(&around(&points)?);
        let place = Area { width: place.width.max(1), height: place.height.max(1), ..place };
        let at =
            |p: &Point| Xml::new("a:pt").with("x", self.stage.x(p.x) - place.x).with("y", self.stage.y(p.y) - place.y);
        let mut path = Xml::new("a:path").with("w", place.width).with("h", place.height);
        path = path.maybe_with("fill", (ends == Ends::Open).then_some("none"));
        for points in paths {
            for (i, point) in points.iter().enumerate() {
                path = path.holding(Xml::new(if i == 0 { "a:moveTo" } else { "a:lnTo" }).holding(at(point)));
            }
            path = path.holding_all((ends == Ends::Closed).then(|| Xml::new("a:close")));
        }
        let lists = ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"].map(Xml::new);
        let text = Xml::new("a:rect").with("l", 0).with("t", 0).with("r", "r").with("b", "b");
        let geometry =
            Xml::new("a:custGeom").holding_all(lists).holding(text).holding(Xml::new("a:pathLst").holding(path));
        Some(self.named("citeplot shape", Outline { place, geometry }, style))
    }

    fn text(&mut self, text: &Text) -> Xml {
        let size = text.style.size * self.stage.scale;
        // The box is wider than the text, so that a font that is not Inter need not break the line.
        let slack = text.width * 0.12 + 4.0;
        let own = text.bounds();
        let (left, right, side) = match text.anchor {
            Anchor::Start => (own.left, own.right + slack, "l"),
            Anchor::Middle => (own.left - slack, own.right + slack, "ctr"),
            Anchor::End => (own.left - slack, own.right, "r"),
        };
        let bounds =
            Bounds { left, right, top: text.y - text.style.size * 1.02, bottom: text.y + text.style.size * 0.3 };
        let look = Look::new(size, text.style.weight == Weight::Bold, text.style.color);
        TextBox {
            id: self.ids.next(),
            name: &format!("{OWN}{}", text.role.class()),
            area: self.stage.area(&bounds),
            fit: Fit::OneLine,
            paragraphs: vec![aligned(&text.text, self.lang, look, side)],
        }
        .xml()
    }
}

/// Whether the ends of a path meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Closed,
    Open,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::scene::Segment;
    use crate::publish::ooxml::tree::Tree;

    fn written(shape: &Shape) -> String {
        let stage = Stage { left: 10.0, top: 20.0, scale: 2.0 };
        let mut ids = Ids::after(4);
        let shape = Shapes { stage, lang: "en", ids: &mut ids }.shape(shape);
        shape.expect("a shape").to_string()
    }

    #[test]
    fn a_shape_stands_where_the_stage_puts_it() {
        let bounds = Bounds { left: 5.0, top: 5.0, right: 10.0, bottom: 25.0 };
        let text = written(&Shape::Rect { bounds, fill: Color(1, 2, 3) });
        let tree = Tree::parse(&text).expect("XML");
        assert_eq!(tree.all("cNvPr").next().and_then(|h| h.number("id")), Some(5));
        let place = tree.all("xfrm").next().expect("a place");
        let read = |name, key| place.child(name).and_then(|e| e.number::<i64>(key)).expect("a number");
        let place = [read("off", "x"), read("off", "y"), read("ext", "cx"), read("ext", "cy")];
        assert_eq!(place, [254_000, 381_000, 127_000, 508_000]);
    }

    #[test]
    fn hatching_is_one_path_of_many_lines() {
        let line = |x: f64| Segment { from: Point::new(x, 0.0), to: Point::new(x + 5.0, 5.0) };
        let text = written(&Shape::Hatch { lines: vec![line(0.0), line(3.0)], stroke: Color(0, 0, 0), width: 1.0 });
        let tree = Tree::parse(&text).expect("XML");
        assert_eq!((tree.all("moveTo").count(), tree.all("lnTo").count(), tree.all("close").count()), (2, 2, 0));
    }
}
