//! Shapes as paths, and what draws outlines.

use plotters_backend::BackendCoord;

/// What a canvas draws, in hundredths of a px.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// A rectangle between two corners.
    Rect([BackendCoord; 2]),
    /// A circle.
    Circle {
        /// Its centre.
        center: BackendCoord,
        /// Its radius.
        radius: u32,
    },
    /// A line through points.
    Line(Vec<BackendCoord>),
    /// A closed line through points.
    Polygon(Vec<BackendCoord>),
    /// Separate straight lines, each from one point to another.
    Lines(Vec<[BackendCoord; 2]>),
}

/// Something that takes the parts of an outline one after the other.
pub(super) trait Pen {
    /// Starts a contour.
    fn move_to(&mut self, to: [f64; 2]);
    /// Adds a straight line.
    fn line_to(&mut self, to: [f64; 2]);
    /// Adds a quadratic Bézier curve.
    fn quad_to(&mut self, control: [f64; 2], to: [f64; 2]);
    /// Adds a cubic Bézier curve.
    fn cubic_to(&mut self, controls: [[f64; 2]; 2], to: [f64; 2]);
    /// Ends a contour where it started.
    fn close(&mut self);
}
