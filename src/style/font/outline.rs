//! Glyphs as paths, for programs that have no fonts.

use ttf_parser::{GlyphId, OutlineBuilder};

use crate::style::Weight;
use crate::style::font::{Fonts, Glyph};

/// A point of an outline: x and y in font sizes; y grows downwards from the baseline.
pub type OutlinePoint = [f64; 2];

/// A step of the pen that draws an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathStep {
    /// Starts a contour.
    Move(OutlinePoint),
    /// A straight line.
    Line(OutlinePoint),
    /// A quadratic Bézier curve.
    Quad {
        /// Its control point.
        control: OutlinePoint,
        /// Where it ends.
        to: OutlinePoint,
    },
    /// A cubic Bézier curve.
    Cubic {
        /// Its control points.
        controls: [OutlinePoint; 2],
        /// Where it ends.
        to: OutlinePoint,
    },
    /// Ends a contour.
    Close,
}

/// The contours of a line of text, to be filled by the non-zero rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The steps of the pen.
    pub steps: Vec<PathStep>,
}

impl Fonts {
    /// The outline of a line of text that starts at x = 0.
    pub fn outline(&self, text: &str, weight: Weight) -> Outline {
        let glyphs = self.glyphs(text, weight);
        let mut outline = Outline::default();
        let mut rest = glyphs.as_slice();
        while let Some(first) = rest.first() {
            let run = rest.iter().take_while(|g| g.face == first.face).count();
            self.run(&rest[..run], weight, &mut outline);
            rest = &rest[run..];
        }
        outline
    }

    /// Adds glyphs of one face.
    fn run(&self, glyphs: &[Glyph], weight: Weight, outline: &mut Outline) {
        let Some(face) = glyphs.first().map(|g| self.face(weight, g)) else { return };
        let Some(parsed) = face.parsed() else { return };
        for glyph in glyphs {
            let mut pen = Pen { steps: &mut outline.steps, units: face.units(), x: glyph.x, y: glyph.y };
            parsed.outline_glyph(GlyphId(glyph.id), &mut pen);
        }
    }
}

struct Pen<'a> {
    steps: &'a mut Vec<PathStep>,
    units: f64,
    x: f64,
    y: f64,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> OutlinePoint {
        [self.x + f64::from(x) / self.units, self.y - f64::from(y) / self.units]
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(PathStep::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(PathStep::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.steps.push(PathStep::Quad { control: self.at(x1, y1), to: self.at(x, y) });
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.steps.push(PathStep::Cubic { controls: [self.at(x1, y1), self.at(x2, y2)], to: self.at(x, y) });
    }

    fn close(&mut self) {
        self.steps.push(PathStep::Close);
    }
}
