//! What figures are drawn on: one trait, implemented by a canvas for each format.

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, FontStyle, FontTransform};

use crate::figure::scene::{Color, Group, Picture, Weight};
use crate::render::path::{Path, Pen};
use crate::style::font::{Fonts, OutlinePoint, PathStep};

/// Plotters counts in whole numbers, so canvases count in hundredths of a px.
pub(super) const SCALE: f64 = 100.0;

/// How far slanted letters lean to the right.
pub(super) const SLANT_DEGREES: u16 = 12;
/// The same for each unit of height: the tangent of the angle.
pub(super) const SLANT: f64 = 0.212_556_562;

/// A colour, and how much of it covers what is below: 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    pub(super) color: Color,
    pub(super) opacity: f64,
}

impl From<Color> for Shade {
    fn from(color: Color) -> Self {
        Self { color, opacity: 1.0 }
    }
}

impl From<BackendColor> for Shade {
    fn from(color: BackendColor) -> Self {
        let (r, g, b) = color.rgb;
        Self { color: Color(r, g, b), opacity: color.alpha.clamp(0.0, 1.0) }
    }
}

/// The colour and width of a line.
#[derive(Clone, Copy, Debug)]
pub struct Stroke {
    pub(super) shade: Shade,
    /// In hundredths of a px.
    pub(super) width: u32,
}

/// How a path is drawn.
#[derive(Clone, Copy, Debug)]
pub enum Paint {
    /// Filled, by the non-zero rule.
    Fill(Shade),
    /// As a line.
    Line(Stroke),
    /// As dashes, which are four times as long as they are wide, and so are the gaps between them.
    Dashes(Stroke),
}

impl Paint {
    pub(super) fn shade(&self) -> Shade {
        match self {
            Self::Fill(shade) => *shade,
            Self::Line(stroke) | Self::Dashes(stroke) => stroke.shade,
        }
    }
}

/// Something to draw on. Coordinates are hundredths of a px.
pub trait Canvas {
    /// The fonts of its texts.
    fn fonts(&self) -> &Fonts;
    /// Opens a group.
    fn open(&mut self, group: &Group);
    /// Closes the innermost group.
    fn close(&mut self);
    /// Draws a path.
    fn draw(&mut self, path: &Path, paint: Paint);
    /// Draws a line of text.
    fn text(&mut self, text: &str, place: &Place);
    /// Draws a picture, stretched between two corners.
    fn picture(&mut self, corners: [BackendCoord; 2], picture: &Picture);
}

impl<C: Canvas> Canvas for &mut C {
    fn fonts(&self) -> &Fonts {
        (**self).fonts()
    }

    fn open(&mut self, group: &Group) {
        (**self).open(group);
    }

    fn close(&mut self) {
        (**self).close();
    }

    fn draw(&mut self, path: &Path, paint: Paint) {
        (**self).draw(path, paint);
    }

    fn text(&mut self, text: &str, place: &Place) {
        (**self).text(text, place);
    }

    fn picture(&mut self, corners: [BackendCoord; 2], picture: &Picture) {
        (**self).picture(corners, picture);
    }
}

/// How a line of text is turned, clockwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Turn {
    fn new(transform: &FontTransform) -> Self {
        match transform {
            FontTransform::None => Self::None,
            FontTransform::Rotate90 => Self::Quarter,
            FontTransform::Rotate180 => Self::Half,
            FontTransform::Rotate270 => Self::ThreeQuarters,
        }
    }

    /// In degrees.
    pub(super) fn degrees(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Quarter => 90,
            Self::Half => 180,
            Self::ThreeQuarters => 270,
        }
    }

    /// Where a vector points after the turn.
    pub(super) fn turned(self, (x, y): (f64, f64)) -> (f64, f64) {
        match self {
            Self::None => (x, y),
            Self::Quarter => (-y, x),
            Self::Half => (-x, -y),
            Self::ThreeQuarters => (y, -x),
        }
    }
}

/// How and where a line of text stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where its anchor stands on the baseline, hundredths of a px.
    pub(super) at: BackendCoord,
    /// How much of it stands before the anchor: 0, 0.5 or 1.
    pub(super) before: f64,
    /// The font size, hundredths of a px.
    pub(super) size: f64,
    pub(super) weight: Weight,
    /// Whether its letters lean to the right.
    pub(super) slanted: bool,
    pub(super) turn: Turn,
    pub(super) shade: Shade,
}

impl Place {
    /// The place of a text that a plotters program draws: its font size and position are in hundredths of a px.
    ///
    /// A text stands with its upper edge, its lower edge or the middle of its capitals at the point that is asked for.
    pub(super) fn of(style: &impl BackendTextStyle, at: BackendCoord, size: f64, fonts: &Fonts) -> Self {
        let weight = weight(style);
        let slanted = match style.style() {
            FontStyle::Italic | FontStyle::Oblique => true,
            FontStyle::Normal | FontStyle::Bold => false,
        };
        let Pos { h_pos, v_pos } = style.anchor();
        let before = match h_pos {
            HPos::Left => 0.0,
            HPos::Center => 0.5,
            HPos::Right => 1.0,
        };
        let metrics = fonts.metrics(weight);
        let below = match v_pos {
            VPos::Top => metrics.ascent,
            VPos::Center => metrics.cap_height / 2.0,
            VPos::Bottom => -metrics.descent,
        };
        let turn = Turn::new(&style.transform());
        let (dx, dy) = turn.turned((0.0, below * size));
        let at = (at.0.saturating_add(dx.round() as i32), at.1.saturating_add(dy.round() as i32));
        Self { at, before, size, weight, slanted, turn, shade: style.color().into() }
    }

    /// How much of a text stands before the anchor, hundredths of a px.
    pub(super) fn length_before(&self, text: &str, fonts: &Fonts) -> f64 {
        if self.before == 0.0 { 0.0 } else { fonts.drawn_width(text, self.size, self.weight) * self.before }
    }

    /// Lets a pen draw the outlines of a text.
    pub(super) fn trace(&self, text: &str, fonts: &Fonts, pen: &mut impl Pen) {
        let (x0, y0) = (f64::from(self.at.0), f64::from(self.at.1));
        let before = self.length_before(text, fonts);
        let slant = if self.slanted { SLANT } else { 0.0 };
        let at = |[x, y]: OutlinePoint| {
            let x = x - slant * y;
            let (x, y) = match self.turn {
                Turn::None => (x0 - before + x * self.size, y0 + y * self.size),
                turn => {
                    let (dx, dy) = turn.turned((x * self.size - before, y * self.size));
                    (x0 + dx, y0 + dy)
                }
            };
            [x, y]
        };
        for step in fonts.outline(text, self.weight).steps {
            match step {
                PathStep::Move(to) => pen.move_to(at(to)),
                PathStep::Line(to) => pen.line_to(at(to)),
                PathStep::Quad { control, to } => pen.quad_to(at(control), at(to)),
                PathStep::Cubic { controls, to } => pen.cubic_to(controls.map(at), at(to)),
                PathStep::Close => pen.close(),
            }
        }
    }
}

/// The weight of a text that a plotters program draws.
pub(super) fn weight(style: &impl BackendTextStyle) -> Weight {
    match style.style() {
        FontStyle::Bold => Weight::Bold,
        FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => Weight::Regular,
    }
}
