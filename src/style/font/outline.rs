//! Glyphs as paths, for programs that have no fonts.

use ttf_parser::{GlyphId, OutlineBuilder};

use crate::style::Weight;
use crate::style::font::{Fonts, Glyph};

/// A part of an outline. Coordinates are font sizes; y grows downwards from the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a contour.
    Move(f64, f64),
    /// A straight line.
    Line(f64, f64),
    /// A quadratic Bézier curve: control point, end.
    Quad(f64, f64, f64, f64),
    /// A cubic Bézier curve: two control points, end.
    Cubic(f64, f64, f64, f64, f64, f64),
    /// Ends a contour.
    Close,
}

/// The contours of a line of text, to be filled by the non-zero rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The parts.
    pub segments: Vec<Segment>,
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
            let mut pen = Pen { segments: &mut outline.segments, units: face.units(), x: glyph.x, y: glyph.y };
            parsed.outline_glyph(GlyphId(glyph.id), &mut pen);
        }
    }
}

struct Pen<'a> {
    segments: &'a mut Vec<Segment>,
    units: f64,
    x: f64,
    y: f64,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (self.x + f64::from(x) / self.units, self.y - f64::from(y) / self.units)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.segments.push(Segment::Move(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.segments.push(Segment::Line(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.segments.push(Segment::Quad(x1, y1, x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.segments.push(Segment::Cubic(x1, y1, x2, y2, x, y));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
