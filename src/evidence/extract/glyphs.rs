//! The letters of a page of a PDF file, with their places.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// The most letters of one page.
const MOST: usize = 1 << 21;

/// A letter, or several that the font draws as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it starts and where the next one would, in points along its line.
    pub(super) start: f64,
    pub(super) end: f64,
    /// How high its line stands, in points; more is higher.
    pub(super) height: f64,
    /// The size of its font in points.
    pub(super) size: f64,
    /// How its line is turned, in quarters of a turn.
    pub(super) turn: u8,
}

/// Gathers the letters of a page in the order in which the file draws them.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    pub(super) found: Vec<Glyph>,
}

impl OutputDev for Glyphs {
    fn begin_page(
        &mut self,
        _page: u32,
        _media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let (scale, size) = (place.m11.hypot(place.m12), place.m21.hypot(place.m22) * font_size.abs());
        let turn = match (place.m11, place.m12) {
            (x, y) if x.abs() >= y.abs() => {
                if x * font_size >= 0.0 {
                    0
                } else {
                    2
                }
            }
            (_, y) => {
                if y * font_size >= 0.0 {
                    1
                } else {
                    3
                }
            }
        };
        let (start, height) = match turn {
            0 => (place.m31, place.m32),
            1 => (place.m32, -place.m31),
            2 => (-place.m31, -place.m32),
            _ => (-place.m32, place.m31),
        };
        // Letters that are set apart evenly belong together.
        let advance = (width * font_size.abs() + spacing.min(font_size.abs() / 2.0)) * scale;
        let told = [start, height, size, advance].iter().all(|n| n.is_finite());
        if told && size > 0.0 && self.found.len() < MOST {
            self.found.push(Glyph { text: text.to_owned(), start, end: start + advance, height, size, turn });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
