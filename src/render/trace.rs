//! Paths drawn by pens, for the formats that know nothing but outlines.

use plotters_backend::BackendCoord;

use crate::render::path::{Path, Pen};

/// How far the control points of a quarter of a circle stand from its ends, in radii.
const QUARTER: f32 = 0.552_284_8;

/// A pen that can draw every path.
pub(super) trait ShapePen: Pen + Sized {
    /// Draws a path.
    fn trace(&mut self, path: &Path) {
        match path {
            Path::Rect([a, b]) => {
                through(&[*a, (b.0, a.1), *b, (a.0, b.1)], self);
                self.close();
            }
            Path::Circle { center, radius } => self.circle([center.0 as f32, center.1 as f32], *radius as f32),
            Path::Line(points) => through(points, self),
            Path::Polygon(points) => {
                through(points, self);
                self.close();
            }
            Path::Lines(lines) => lines.iter().for_each(|line| through(line, self)),
        }
    }

    /// Adds a circle: four cubic curves, unless a format has something better. They are worked out in the single precision
    /// that the formats keep.
    fn circle(&mut self, [x, y]: [f32; 2], r: f32) {
        let k = r * QUARTER;
        let point = |x: f32, y: f32| [f64::from(x), f64::from(y)];
        self.move_to(point(x + r, y));
        self.cubic_to([point(x + r, y + k), point(x + k, y + r)], point(x, y + r));
        self.cubic_to([point(x - k, y + r), point(x - r, y + k)], point(x - r, y));
        self.cubic_to([point(x - r, y - k), point(x - k, y - r)], point(x, y - r));
        self.cubic_to([point(x + k, y - r), point(x + r, y - k)], point(x + r, y));
        self.close();
    }
}

fn exact((x, y): BackendCoord) -> [f64; 2] {
    [x.into(), y.into()]
}

fn through(points: &[BackendCoord], pen: &mut impl Pen) {
    let Some((first, rest)) = points.split_first() else { return };
    pen.move_to(exact(*first));
    rest.iter().for_each(|point| pen.line_to(exact(*point)));
}
