//! The plotters backend, one for all formats: it turns what plotters says into what a [`Canvas`] does.

use std::fmt;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use crate::figure::scene::Picture;
use crate::render::canvas::{Canvas, Paint, Place, SCALE, Stroke, weight};
use crate::render::path::Path;

/// How finely a backend counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// In px, as the backends of plotters itself do.
    #[default]
    Px,
    /// In hundredths of a px: everything stands where its value belongs, and sizes are given with [`px`].
    Hundredth,
}

impl Unit {
    /// How many of them make a px.
    pub(super) fn per_px(self) -> f64 {
        SCALE / f64::from(self.hundredths())
    }

    fn hundredths(self) -> i32 {
        match self {
            Self::Px => SCALE as i32,
            Self::Hundredth => 1,
        }
    }
}

/// A length in px as a backend that counts in hundredths of a px ([`Unit::Hundredth`]) wants it: for the width of a stroke, the
/// radius of a circle, the size of a font.
///
/// ```
/// assert_eq!(citeplot::render::px(1.5), 150);
/// ```
pub fn px(length: f64) -> u32 {
    (length * SCALE).round().max(0.0) as u32
}

/// What a plotters program can ask for and not get.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BackendError {
    /// A character that no font of the drawing has.
    MissingGlyph {
        /// The character.
        glyph: char,
        /// The text in which it stands.
        text: String,
    },
    /// A bitmap with another number of bytes than three for each of its pixels.
    Bitmap {
        /// The number of bytes that its size asks for.
        expected: usize,
        /// The number of bytes that it has.
        found: usize,
    },
}

impl fmt::Display for BackendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyph { glyph, text } => {
                write!(f, "no font of the drawing has a glyph for `{glyph}` (U+{:04X}) in \"{text}\"", *glyph as u32)
            }
            Self::Bitmap { expected, found } => {
                write!(f, "a bitmap of this size has {expected} bytes of red, green and blue, not {found}")
            }
        }
    }
}

impl std::error::Error for BackendError {}

pub(super) type Drawn = Result<(), DrawingErrorKind<BackendError>>;

/// A plotters backend that draws on a canvas. A plotters program gets one from [`Drawing::backend`](crate::render::Drawing::backend).
///
/// Texts are measured and set in the fonts of the drawing, whatever family they ask for; italics are slanted.
#[derive(Debug)]
pub struct Backend<C> {
    pub(super) canvas: C,
    /// Width and height in units.
    pub(super) size: (u32, u32),
    pub(super) unit: Unit,
}

impl<C: Canvas> Backend<C> {
    fn length(&self, units: i32) -> i32 {
        units.saturating_mul(self.unit.hundredths())
    }

    fn at(&self, (x, y): BackendCoord) -> BackendCoord {
        (self.length(x), self.length(y))
    }

    fn points(&self, path: impl IntoIterator<Item = BackendCoord>) -> Vec<BackendCoord> {
        path.into_iter().map(|point| self.at(point)).collect()
    }

    fn radius(&self, units: u32) -> u32 {
        units.saturating_mul(self.unit.hundredths().unsigned_abs())
    }

    fn paint<S: BackendStyle>(&self, style: &S, fill: bool) -> Paint {
        match fill {
            true => Paint::Fill(style.color().into()),
            false => Paint::Line(Stroke { shade: style.color().into(), width: self.radius(style.stroke_width()) }),
        }
    }

    /// Draws a path that can be seen.
    fn draw(&mut self, path: &Path, paint: Paint) -> Drawn {
        if paint.shade().opacity > 0.0 {
            self.canvas.draw(path, paint);
        }
        Ok(())
    }
}

impl<C: Canvas> DrawingBackend for Backend<C> {
    type ErrorType = BackendError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let corners = [self.at((x, y)), self.at((x.saturating_add(1), y.saturating_add(1)))];
        self.draw(&Path::Rect(corners), Paint::Fill(color.into()))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw(&Path::Line(self.points([from, to])), self.paint(style, false))
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.draw(&Path::Rect([self.at(a), self.at(b)]), self.paint(style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.draw(&Path::Line(self.points(path)), self.paint(style, false))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let circle = Path::Circle { center: self.at(center), radius: self.radius(radius) };
        self.draw(&circle, self.paint(style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.draw(&Path::Polygon(self.points(path)), self.paint(style, true))
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        if style.color().alpha <= 0.0 {
            return Ok(());
        }
        if let Some(glyph) = self.canvas.fonts().missing(text) {
            let fault = BackendError::MissingGlyph { glyph, text: text.to_owned() };
            return Err(DrawingErrorKind::DrawingError(fault));
        }
        let size = style.size() * f64::from(self.unit.hundredths());
        let place = Place::of(style, self.at(at), size, self.canvas.fonts());
        self.canvas.text(text, &place);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<BackendError>> {
        let (fonts, weight) = (self.canvas.fonts(), weight(style));
        let metrics = fonts.metrics(weight);
        let height = (metrics.ascent + metrics.descent) * style.size();
        Ok((fonts.drawn_width(text, style.size(), weight).ceil() as u32, height.ceil() as u32))
    }

    fn blit_bitmap(&mut self, at: BackendCoord, (width, height): (u32, u32), rgb: &[u8]) -> Drawn {
        let expected = width as usize * height as usize * 3;
        if rgb.len() != expected {
            let fault = BackendError::Bitmap { expected, found: rgb.len() };
            return Err(DrawingErrorKind::DrawingError(fault));
        }
        let Some(picture) = Picture::from_rgb(rgb, width, height) else { return Ok(()) };
        let far = |from: i32, length: u32| from.saturating_add_unsigned(length);
        let corners = [self.at(at), self.at((far(at.0, width), far(at.1, height)))];
        self.canvas.picture(corners, &picture);
        Ok(())
    }
}
