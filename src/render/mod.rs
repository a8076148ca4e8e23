//! [`Scene`] → bytes, through plotters. The only home of plotters.
//!
//! One walk over the scene, one backend of our own, a canvas a format: [`svg()`], [`png()`], [`pdf()`]. All carry the figure's title,
//! description and metadata.

mod backend;
mod canvas;
mod elements;
mod figure;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "png")]
mod raster;
mod svg;
mod xml;

#[cfg(feature = "pdf")]
pub use pdf::{PdfError, pdf, pdf_pages};
#[cfg(feature = "png")]
pub use raster::{PngError, png};
pub use svg::svg;
pub use xml::{MARKER, escape};

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::{Color as _, FontFamily, FontStyle, RGBColor, ShapeStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord};

use crate::figure::scene::{Anchor, Bounds, Color, Group, Node, Point, Scene, Shape, Text, Weight};
use backend::Backend;
use canvas::{Canvas, SCALE, Stroke};
use elements::{Close, Dashes, Image, Lines, Open};

type Area<C> = DrawingArea<Backend<C>, Shift>;

/// Draws a scene on a canvas.
fn draw<C: Canvas>(scene: &Scene, canvas: C) {
    let size = (coord(scene.width), coord(scene.height));
    let area = Backend { canvas, size }.into_drawing_area();
    nodes(&area, &scene.nodes);
}

fn nodes<C: Canvas>(area: &Area<C>, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Shape(shape) => draw_shape(area, shape),
            Node::Text(text) => draw_text(area, text),
            Node::Group(group) => draw_group(area, group),
        }
    }
}

fn draw_group<C: Canvas>(area: &Area<C>, group: &Group) {
    put(area, &Open(group));
    nodes(area, &group.nodes);
    put(area, &Close);
}

fn draw_shape<C: Canvas>(area: &Area<C>, shape: &Shape) {
    match shape {
        Shape::Rect { bounds, fill } => put(area, &Rectangle::new(corners(bounds), rgb(*fill).filled())),
        Shape::Dashed { bounds, stroke, width } => {
            let [(left, top), (right, bottom)] = corners(bounds);
            let path = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            put(area, &Dashes { path, stroke: thin(*stroke, *width) });
        }
        Shape::DashedLine { from, to, stroke, width } => {
            put(area, &Dashes { path: vec![point(*from), point(*to)], stroke: thin(*stroke, *width) });
        }
        Shape::Line { from, to, stroke, width } => {
            put(area, &PathElement::new(vec![point(*from), point(*to)], line(*stroke, *width)));
        }
        Shape::Polygon { points, fill } => {
            let points: Vec<BackendCoord> = points.iter().map(|p| point(*p)).collect();
            put(area, &Polygon::new(points, rgb(*fill).filled()));
        }
        Shape::Picture { bounds, picture } => put(area, &Image { corners: corners(bounds), picture }),
        Shape::Disc { center, radius, fill, stroke } => {
            let radius_scaled = coord(*radius);
            put(area, &Circle::new(point(*center), radius_scaled, rgb(*fill).filled()));
            put(area, &Circle::new(point(*center), radius_scaled, line(*stroke, radius / 3.0)));
        }
        Shape::Hatch { lines, stroke, width } => {
            let lines = lines.iter().map(|l| (point(l.from), point(l.to))).collect();
            put(area, &Lines { lines, stroke: thin(*stroke, *width) });
        }
    }
}

fn draw_text<C: Canvas>(area: &Area<C>, text: &Text) {
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
    area.draw_text(&text.text, &style, point(Point::new(text.x, text.y))).expect("drawing in memory cannot fail");
}

/// Draws an element. The backend draws in memory, which takes everything.
fn put<C, E, M>(area: &Area<C>, element: &E)
where
    C: Canvas,
    for<'b> &'b E: plotters::element::PointCollection<'b, (i32, i32), M>,
    M: plotters::element::CoordMapper,
    E: plotters::element::Drawable<Backend<C>, M>,
{
    area.draw(element).expect("drawing in memory cannot fail");
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

fn line(color: Color, width: f64) -> ShapeStyle {
    ShapeStyle { color: rgb(color).to_rgba(), filled: false, stroke_width: coord(width) }
}

fn thin(color: Color, width: f64) -> Stroke {
    Stroke { color: BackendColor { alpha: 1.0, rgb: (color.0, color.1, color.2) }, width: coord(width) }
}

fn corners(bounds: &Bounds) -> [BackendCoord; 2] {
    [point(Point::new(bounds.left, bounds.top)), point(Point::new(bounds.right, bounds.bottom))]
}

fn point(point: Point) -> BackendCoord {
    ((point.x * SCALE).round() as i32, (point.y * SCALE).round() as i32)
}

fn coord(length: f64) -> u32 {
    (length * SCALE).round().max(0.0) as u32
}
