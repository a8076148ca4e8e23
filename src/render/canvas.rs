//! What figures are drawn on: one trait, with a canvas a format.

use std::fmt;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, DrawingErrorKind, FontStyle};

use crate::figure::scene::{Group, Picture, Weight};
use crate::style::font::Fonts;

/// Plotters counts whole pixels, so the canvas is this much larger than the figure.
pub(super) const SCALE: f64 = 100.0;

/// What could go wrong in a backend of ours: they draw in memory.
#[derive(Debug)]
pub(super) struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("never")
    }
}

impl std::error::Error for Never {}

pub(super) type Drawn = Result<(), DrawingErrorKind<Never>>;

/// Colour and width of a line.
#[derive(Clone, Copy)]
pub(super) struct Stroke {
    pub(super) color: BackendColor,
    /// In hundredths of a px.
    pub(super) width: u32,
}

/// How a shape is drawn.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    /// Filled.
    Fill(BackendColor),
    /// Its outline.
    Line(Stroke),
}

/// Something to draw on. Coordinates are hundredths of a px.
pub(super) trait Canvas {
    /// The fonts of its texts.
    fn fonts(&self) -> &Fonts;
    /// Opens a group.
    fn open(&mut self, group: &Group);
    /// Closes the innermost group.
    fn close(&mut self);
    /// A rectangle between two corners.
    fn rect(&mut self, corners: [BackendCoord; 2], ink: Ink);
    /// A circle.
    fn circle(&mut self, center: BackendCoord, radius: u32, ink: Ink);
    /// A line through points.
    fn path(&mut self, points: &[BackendCoord], stroke: Stroke);
    /// A filled polygon.
    fn polygon(&mut self, points: &[BackendCoord], color: BackendColor);
    /// A line of text.
    fn text(&mut self, text: &str, line: &Line);
    /// Lines as one path.
    fn lines(&mut self, lines: &[(BackendCoord, BackendCoord)], stroke: Stroke);
    /// A path of dashes, four times as long as they are wide.
    fn dashed(&mut self, path: &[BackendCoord], stroke: Stroke);
    /// A picture, stretched between two corners.
    fn picture(&mut self, corners: [BackendCoord; 2], picture: &Picture);
}

/// How and where a line of text stands.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Where its anchor stands on the baseline, hundredths of a px.
    pub(super) at: BackendCoord,
    /// How much of it stands before the anchor: 0, 0.5 or 1.
    pub(super) before: f64,
    /// The font size, hundredths of a px.
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) color: BackendColor,
}

impl Line {
    pub(super) fn new<T: BackendTextStyle>(style: &T, at: BackendCoord) -> Self {
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => Weight::Regular,
        };
        let before = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => 0.5,
            HPos::Right => 1.0,
        };
        Self { at, before, size: style.size(), weight, color: style.color() }
    }

    /// The left end of the baseline, hundredths of a px.
    pub(super) fn start(&self, text: &str, fonts: &Fonts) -> (f64, f64) {
        let before =
            if self.before == 0.0 { 0.0 } else { fonts.drawn_width(text, self.size, self.weight) * self.before };
        (f64::from(self.at.0) - before, f64::from(self.at.1))
    }
}
