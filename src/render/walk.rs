//! The walk over a scene: every node becomes an element on a plotters drawing area.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, CoordMapper, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::style::{Color as _, RGBColor, ShapeStyle};
use plotters_backend::BackendCoord;

use crate::figure::scene::{Anchor, Bounds, Color, Node, Point, Scene, Shape, Text};
use crate::render::backend::{Backend, Unit, px};
use crate::render::canvas::{Canvas, Place, SCALE, Stroke, Turn};
use crate::render::elements::{Element, ElementKind};

/// Draws a scene on a canvas.
pub(super) fn draw(scene: &Scene, canvas: &mut impl Canvas) {
    let size = (px(scene.width), px(scene.height));
    let backend = Rc::new(RefCell::new(Backend { canvas, size, unit: Unit::Hundredth }));
    Walk { area: DrawingArea::from(&backend), backend }.nodes(&scene.nodes);
}

struct Walk<C: Canvas> {
    backend: Rc<RefCell<Backend<C>>>,
    area: DrawingArea<Backend<C>, Shift>,
}

impl<C: Canvas> Walk<C> {
    fn nodes(&self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Shape(shape) => self.shape(shape),
                Node::Text(text) => self.text(text),
                Node::Group(group) => {
                    self.backend.borrow_mut().canvas.open(group);
                    self.nodes(&group.nodes);
                    self.backend.borrow_mut().canvas.close();
                }
            }
        }
    }

    /// Draws an element. Only texts and bitmaps of other programs can fail, and a scene has none of these.
    fn put<E, M>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, BackendCoord, M>,
        M: CoordMapper,
        E: Drawable<Backend<C>, M>,
    {
        self.area.draw(element).expect("shapes are drawn in memory");
    }

    fn shape(&self, shape: &Shape) {
        match shape {
            Shape::Rect { bounds, fill } => self.put(&Rectangle::new(corners(bounds), rgb(*fill).filled())),
            Shape::Dashed { bounds, stroke, width } => {
                let [(left, top), (right, bottom)] = corners(bounds);
                let points = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
                self.put(&Element { points, kind: ElementKind::Dashes(thin(*stroke, *width)) });
            }
            Shape::DashedLine { from, to, stroke, width } => {
                self.put(&Element { points: points(&[*from, *to]), kind: ElementKind::Dashes(thin(*stroke, *width)) });
            }
            Shape::Line { from, to, stroke, width } => {
                self.put(&PathElement::new(points(&[*from, *to]), line(*stroke, *width)));
            }
            Shape::Polygon { points: corners, fill } => self.put(&Polygon::new(points(corners), rgb(*fill).filled())),
            Shape::Picture { bounds, picture } => {
                self.put(&Element { points: corners(bounds).to_vec(), kind: ElementKind::Picture(picture) });
            }
            Shape::Disc { center, radius, fill, stroke } => {
                let (center, size) = (point(*center), px(*radius));
                self.put(&Circle::new(center, size, rgb(*fill).filled()));
                self.put(&Circle::new(center, size, line(*stroke, radius / 3.0)));
            }
            Shape::Hatch { lines, stroke, width } => {
                let points = lines.iter().flat_map(|l| [point(l.from), point(l.to)]).collect();
                self.put(&Element { points, kind: ElementKind::Lines(thin(*stroke, *width)) });
            }
        }
    }

    fn text(&self, text: &Text) {
        let at = point(Point::new(text.x, text.y));
        let before = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => 0.5,
            Anchor::End => 1.0,
        };
        let place = Place {
            at,
            before,
            size: text.style.size * SCALE,
            weight: text.style.weight,
            slanted: false,
            turn: Turn::None,
            shade: text.style.color.into(),
        };
        self.put(&Element { points: vec![at], kind: ElementKind::Text(&text.text, place) });
    }
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

fn line(color: Color, width: f64) -> ShapeStyle {
    ShapeStyle { color: rgb(color).to_rgba(), filled: false, stroke_width: px(width) }
}

fn thin(color: Color, width: f64) -> Stroke {
    Stroke { shade: color.into(), width: px(width) }
}

fn corners(bounds: &Bounds) -> [BackendCoord; 2] {
    [point(Point::new(bounds.left, bounds.top)), point(Point::new(bounds.right, bounds.bottom))]
}

fn points(points: &[Point]) -> Vec<BackendCoord> {
    points.iter().copied().map(point).collect()
}

fn point(Point { x, y }: Point) -> BackendCoord {
    ((x * SCALE).round() as i32, (y * SCALE).round() as i32)
}
