//! A scene as shapes of PowerPoint: every bar, dot and text can be moved and edited; a mark is a group that says what it is.

use crate::figure::scene::{Anchor, Bounds, Color, Group, Node, Point, Role, Scene, Shape, Text, Weight};
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::text::{EMU, fill, run};
use crate::render::escape;

/// Where a scene stands on a slide.
#[derive(Clone, Copy, Debug)]
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
/// The name of the unseen box round everything: however a program counts the extent of a group, it says where the scene stands.
pub(crate) const FRAME: &str = "citeplot frame";
/// What the names of the groups of a claim start with.
pub(crate) const CLAIM: &str = "claim-";

/// Writes shapes with ids of their own.
pub(crate) struct Shapes<'a> {
    stage: Stage,
    lang: &'static str,
    ids: &'a mut Ids,
}

/// A whole scene as one group with a name and an alt text.
pub(crate) fn scene(scene: &Scene, stage: Stage, (name, alt): (&str, &str), ids: &mut Ids) -> String {
    let id = ids.next();
    let shapes = Shapes { stage, lang: scene.lang, ids };
    let inside = drawn(scene, stage, shapes.ids);
    Shapes { stage, lang: scene.lang, ids }.wrapped(id, (name, alt), &whole(scene), &inside)
}

/// The shapes of a scene, without a group round them.
pub(crate) fn drawn(scene: &Scene, stage: Stage, ids: &mut Ids) -> String {
    let mut shapes = Shapes { stage, lang: scene.lang, ids };
    let place = shapes.place("a:xfrm", &whole(scene), "");
    let frame = shapes.named(FRAME, &preset("rect"), &place, "<a:noFill/><a:ln><a:noFill/></a:ln>");
    scene.nodes.iter().fold(frame, |all, node| all + &shapes.node(node))
}

fn whole(scene: &Scene) -> Bounds {
    Bounds { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height }
}

impl Shapes<'_> {
    fn id(&mut self) -> u32 {
        self.ids.next()
    }

    fn x(&self, x: f64) -> i64 {
        ((self.stage.left + x * self.stage.scale) * EMU).round() as i64
    }

    fn y(&self, y: f64) -> i64 {
        ((self.stage.top + y * self.stage.scale) * EMU).round() as i64
    }

    fn length(&self, length: f64) -> i64 {
        (length * self.stage.scale * EMU).round() as i64
    }

    fn place(&self, tag: &str, bounds: &Bounds, more: &str) -> String {
        let (x, y) = (self.x(bounds.left), self.y(bounds.top));
        let (cx, cy) = ((self.x(bounds.right) - x).max(0), (self.y(bounds.bottom) - y).max(0));
        format!("<{tag}{more}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></{tag}>")
    }

    /// A group whose children stand where they stand on the slide.
    fn wrapped(&self, id: u32, (name, alt): (&str, &str), bounds: &Bounds, inside: &str) -> String {
        let (x, y) = (self.x(bounds.left), self.y(bounds.top));
        let (cx, cy) = ((self.x(bounds.right) - x).max(0), (self.y(bounds.bottom) - y).max(0));
        format!(
            "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/><a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm></p:grpSpPr>{inside}</p:grpSp>",
            escape(name),
            escape(alt)
        )
    }

    fn node(&mut self, node: &Node) -> String {
        match node {
            Node::Shape(shape) => self.shape(shape),
            Node::Text(text) => self.text(text),
            Node::Group(group) => self.group(group),
        }
    }

    fn group(&mut self, group: &Group) -> String {
        // The slide has a ground of its own.
        if group.role == Role::Background {
            return String::new();
        }
        let Some(claimed) = &group.claimed else { return group.nodes.iter().map(|n| self.node(n)).collect() };
        let Some(bounds) = extent(&group.nodes) else { return String::new() };
        let id = self.id();
        let inside: String = group.nodes.iter().map(|n| self.node(n)).collect();
        self.wrapped(id, (&format!("{CLAIM}{}", claimed.claim), &claimed.title), &bounds, &inside)
    }

    fn sp(&mut self, geometry: &str, place: &str, style: &str) -> String {
        self.named("citeplot shape", geometry, place, style)
    }

    fn named(&mut self, name: &str, geometry: &str, place: &str, style: &str) -> String {
        let id = self.id();
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place}{geometry}{style}</p:spPr></p:sp>"
        )
    }

    fn line_style(&self, color: Color, width: f64, dashed: bool) -> String {
        let dash = if dashed { "<a:prstDash val=\"dash\"/>" } else { "" };
        format!("<a:ln w=\"{}\" cap=\"flat\">{}{dash}</a:ln>", self.length(width).max(1), fill(color))
    }

    fn shape(&mut self, shape: &Shape) -> String {
        const NONE: &str = "<a:ln><a:noFill/></a:ln>";
        match shape {
            Shape::Rect { bounds, fill: color } => {
                self.sp(&preset("rect"), &self.place("a:xfrm", bounds, ""), &format!("{}{NONE}", fill(*color)))
            }
            Shape::Dashed { bounds, stroke, width } => {
                let style = format!("<a:noFill/>{}", self.line_style(*stroke, *width, true));
                self.sp(&preset("rect"), &self.place("a:xfrm", bounds, ""), &style)
            }
            Shape::Disc { center: Point { x, y }, radius, fill: color, stroke } => {
                let r = *radius;
                let bounds = Bounds { left: x - r, top: y - r, right: x + r, bottom: y + r };
                let style = format!("{}{}", fill(*color), self.line_style(*stroke, r / 3.0, false));
                self.sp(&preset("ellipse"), &self.place("a:xfrm", &bounds, ""), &style)
            }
            Shape::Line { from, to, stroke, width } => self.line(*from, *to, (*stroke, *width, false)),
            Shape::DashedLine { from, to, stroke, width } => self.line(*from, *to, (*stroke, *width, true)),
            Shape::Polygon { points, fill: color } => {
                let path = [points.as_slice()];
                self.freeform(&path, true, &format!("{}{NONE}", fill(*color)))
            }
            Shape::Hatch { lines, stroke, width } => {
                let pairs: Vec<[Point; 2]> = lines.iter().map(|l| [l.from, l.to]).collect();
                let paths: Vec<&[Point]> = pairs.iter().map(<[Point; 2]>::as_slice).collect();
                let style = format!("<a:noFill/>{}", self.line_style(*stroke, *width, false));
                self.freeform(&paths, false, &style)
            }
            // A logo belongs to the master of the slides.
            Shape::Picture { .. } => String::new(),
        }
    }

    fn line(&mut self, from: Point, to: Point, (color, width, dashed): (Color, f64, bool)) -> String {
        let bounds =
            Bounds { left: from.x.min(to.x), top: from.y.min(to.y), right: from.x.max(to.x), bottom: from.y.max(to.y) };
        // A connector runs from the upper left corner unless it is turned over.
        let flip = if (to.x - from.x) * (to.y - from.y) < 0.0 { " flipV=\"1\"" } else { "" };
        let id = self.id();
        format!(
            "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"citeplot line\"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{}{}{}</p:spPr></p:cxnSp>",
            self.place("a:xfrm", &bounds, flip),
            preset("line"),
            self.line_style(color, width, dashed)
        )
    }

    fn freeform(&mut self, paths: &[&[Point]], closed: bool, style: &str) -> String {
        let points: Vec<Point> = paths.iter().flat_map(|p| p.iter().copied()).collect();
        let Some(bounds) = around(&points) else { return String::new() };
        let (x0, y0) = (self.x(bounds.left), self.y(bounds.top));
        let (cx, cy) = ((self.x(bounds.right) - x0).max(1), (self.y(bounds.bottom) - y0).max(1));
        let mut body = String::new();
        for path in paths {
            for (i, Point { x, y }) in path.iter().enumerate() {
                let tag = if i == 0 { "moveTo" } else { "lnTo" };
                body.push_str(&format!(
                    "<a:{tag}><a:pt x=\"{}\" y=\"{}\"/></a:{tag}>",
                    self.x(*x) - x0,
                    self.y(*y) - y0
                ));
            }
            if closed {
                body.push_str("<a:close/>");
            }
        }
        let geometry = format!(
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{cx}\" h=\"{cy}\"{}>{body}</a:path></a:pathLst></a:custGeom>",
            if closed { "" } else { " fill=\"none\"" }
        );
        let place = self.place("a:xfrm", &bounds, "");
        self.sp(&geometry, &place, style)
    }

    fn text(&mut self, text: &Text) -> String {
        let size = text.style.size * self.stage.scale;
        // The box is wider than the text, so that a font that is not Inter need not break the line.
        let slack = text.width * 0.12 + 4.0;
        let own = text.bounds();
        let (left, right, align) = match text.anchor {
            Anchor::Start => (own.left, own.right + slack, "l"),
            Anchor::Middle => (own.left - slack, own.right + slack, "ctr"),
            Anchor::End => (own.left - slack, own.right, "r"),
        };
        let bounds =
            Bounds { left, right, top: text.y - text.style.size * 1.02, bottom: text.y + text.style.size * 0.3 };
        let body = format!(
            "<p:txBody><a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/>{}</a:p></p:txBody>",
            run(&text.text, size, text.style.weight == Weight::Bold, text.style.color, self.lang)
        );
        let place = self.place("a:xfrm", &bounds, "");
        let id = self.id();
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{OWN}{}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{place}{}<a:noFill/></p:spPr>{body}</p:sp>",
            text.role.class(),
            preset("rect")
        )
    }
}

fn preset(name: &str) -> String {
    format!("<a:prstGeom prst=\"{name}\"><a:avLst/></a:prstGeom>")
}

/// The box round points.
fn around(points: &[Point]) -> Option<Bounds> {
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
fn extent(nodes: &[Node]) -> Option<Bounds> {
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
