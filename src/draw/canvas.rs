//! What a backend does besides what plotters asks of it, and what all backends share.

use std::fmt;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle};

use crate::font::Fonts;
use crate::scene::{Group, Picture, Weight};

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

/// A backend that draws what plotters has no element for. Coordinates are hundredths of a px.
pub(super) trait Canvas: DrawingBackend<ErrorType = Never> {
    /// Opens a group.
    fn open(&mut self, group: &Group);
    /// Closes the innermost group.
    fn close(&mut self);
    /// Lines as one path.
    fn lines(&mut self, lines: &[(BackendCoord, BackendCoord)], stroke: Stroke);
    /// A path of dashes, four times as long as they are wide; a rectangle when it ends where it starts.
    fn dashed(&mut self, path: &[BackendCoord], stroke: Stroke);
    /// A picture, stretched between two corners.
    fn picture(&mut self, corners: [BackendCoord; 2], picture: &Picture);
}

/// A line of text as a backend gets it from plotters.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// The left end of the baseline, hundredths of a px.
    pub(super) start: (f64, f64),
    /// The font size, hundredths of a px.
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) color: BackendColor,
}

impl Line {
    pub(super) fn new<T: BackendTextStyle>(text: &str, style: &T, pos: BackendCoord, fonts: &Fonts) -> Self {
        let (size, weight) = (style.size(), weight(style.style()));
        let share = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => 0.5,
            HPos::Right => 1.0,
        };
        let before = if share == 0.0 { 0.0 } else { fonts.width(text, size, weight) * share };
        Self { start: (f64::from(pos.0) - before, f64::from(pos.1)), size, weight, color: style.color() }
    }
}

pub(super) fn weight(style: FontStyle) -> Weight {
    match style {
        FontStyle::Bold => Weight::Bold,
        FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => Weight::Regular,
    }
}

/// Width and height of a text, for plotters.
pub(super) fn text_size<T: BackendTextStyle>(text: &str, style: &T, fonts: &Fonts) -> (u32, u32) {
    let width = fonts.width(text, style.size(), weight(style.style()));
    (width.ceil() as u32, style.size().ceil() as u32)
}
