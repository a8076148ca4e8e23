//! [`Scene`] → bytes, through plotters. The only home of plotters.

mod elements;
mod svg;
mod xml;

pub use xml::{MARKER, escape};

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Rectangle};
use plotters::style::{Color as _, FontFamily, FontStyle, RGBColor, ShapeStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use crate::scene::{Anchor, Color, Group, Node, Scene, Shape, Text, Weight};
use elements::{Close, Lines, Open, Outline};
use svg::Svg;

/// Plotters counts whole pixels, so the canvas is this much larger than the figure.
const SCALE: f64 = 100.0;

type Area<'a> = DrawingArea<Svg<'a>, Shift>;

/// Draws a scene as SVG text: UTF-8, LF, the same bytes for the same scene everywhere.
///
/// ```
/// # use citeplot::scene::Scene;
/// let scene = Scene {
///     id: "empty".into(), lang: "en", width: 100.0, height: 50.0, font_family: "Inter, sans-serif",
///     title: "Nothing".into(), description: "Nothing.".into(), metadata: "{}".into(), nodes: vec![],
/// };
/// assert!(citeplot::draw::svg(&scene).starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
/// ```
pub fn svg(scene: &Scene) -> String {
    let mut out = String::with_capacity(16 * 1024);
    xml::open(scene, &mut out);
    {
        let backend = Svg::new(&mut out, (coord(scene.width), coord(scene.height)));
        let area = backend.into_drawing_area();
        nodes(&area, &scene.nodes);
    }
    out.push_str("</svg>\n");
    out
}

fn nodes(area: &Area<'_>, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Shape(shape) => draw_shape(area, shape),
            Node::Text(text) => draw_text(area, text),
            Node::Group(group) => draw_group(area, group),
        }
    }
}

fn draw_group(area: &Area<'_>, group: &Group) {
    put(area, &Open(group));
    nodes(area, &group.nodes);
    put(area, &Close);
}

fn draw_shape(area: &Area<'_>, shape: &Shape) {
    match shape {
        Shape::Rect { bounds, fill } => {
            let corners = [point((bounds.left, bounds.top)), point((bounds.right, bounds.bottom))];
            put(area, &Rectangle::new(corners, rgb(*fill).filled()));
        }
        Shape::Dashed { bounds, stroke } => {
            let corners = [point((bounds.left, bounds.top)), point((bounds.right, bounds.bottom))];
            put(area, &Outline { corners, style: line(*stroke, 1.0) });
        }
        Shape::Line { from, to, stroke, width } => {
            put(area, &PathElement::new(vec![point(*from), point(*to)], line(*stroke, *width)));
        }
        Shape::Disc { center, radius, fill, stroke } => {
            let radius_scaled = coord(*radius);
            put(area, &Circle::new(point(*center), radius_scaled, rgb(*fill).filled()));
            put(area, &Circle::new(point(*center), radius_scaled, line(*stroke, 2.0)));
        }
        Shape::Hatch { lines, stroke, width } => {
            let lines = lines.iter().map(|(a, b)| (point(*a), point(*b))).collect();
            put(area, &Lines { lines, style: line(*stroke, *width) });
        }
    }
}

fn draw_text(area: &Area<'_>, text: &Text) {
    let h_pos = match text.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let weight = match text.style.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let font = plotters::style::FontDesc::new(FontFamily::SansSerif, text.style.size * SCALE, weight);
    let color = rgb(text.style.color);
    let style = plotters::style::TextStyle::from(font).color(&color).pos(Pos::new(h_pos, VPos::Bottom));
    area.draw_text(&text.text, &style, point((text.x, text.y))).expect("writing to a string cannot fail");
}

/// Draws an element. The backend writes to a string, which takes everything.
fn put<'a, E, M>(area: &Area<'a>, element: &E)
where
    for<'b> &'b E: plotters::element::PointCollection<'b, (i32, i32), M>,
    M: plotters::element::CoordMapper,
    E: plotters::element::Drawable<Svg<'a>, M>,
{
    area.draw(element).expect("writing to a string cannot fail");
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

fn line(color: Color, width: f64) -> ShapeStyle {
    ShapeStyle { color: rgb(color).to_rgba(), filled: false, stroke_width: coord(width) }
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    ((x * SCALE).round() as i32, (y * SCALE).round() as i32)
}

fn coord(length: f64) -> u32 {
    (length * SCALE).round().max(0.0) as u32
}
