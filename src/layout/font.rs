//! The bundled font, Inter, measured glyph by glyph.
//!
//! Kerning is left out: it makes Inter's labels up to 1 % narrower, never wider, so a measured box always holds its text.

use std::sync::OnceLock;

use ttf_parser::Face;

use crate::scene::Weight;

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-Bold.ttf");

/// The family with the fallbacks that a program without Inter may use.
pub const FAMILY: &str = "Inter, 'Noto Sans', 'Segoe UI', Arial, sans-serif";

/// The advances of the characters that labels are made of, and the face for all others.
struct Metrics {
    face: Face<'static>,
    units: f64,
    common: Vec<u16>,
}

/// Characters below this code point (Latin and Cyrillic) are looked up once.
const COMMON: u32 = 0x530;

impl Metrics {
    fn new(data: &'static [u8]) -> Self {
        let face = Face::parse(data, 0).expect("the bundled font is sound");
        let units = f64::from(face.units_per_em());
        let common = (0..COMMON).map(|c| char::from_u32(c).map_or(0, |c| advance(&face, c).unwrap_or(0))).collect();
        Self { face, units, common }
    }

    fn advance(&self, c: char) -> f64 {
        let known = self.common.get(c as usize).copied().filter(|a| *a > 0);
        let units = known.or_else(|| advance(&self.face, c)).map_or(self.units, f64::from);
        units / self.units
    }
}

fn advance(face: &Face<'_>, c: char) -> Option<u16> {
    face.glyph_hor_advance(face.glyph_index(c)?)
}

fn metrics(weight: Weight) -> &'static Metrics {
    static FACES: [OnceLock<Metrics>; 2] = [const { OnceLock::new() }; 2];
    match weight {
        Weight::Regular => FACES[0].get_or_init(|| Metrics::new(REGULAR)),
        Weight::Bold => FACES[1].get_or_init(|| Metrics::new(BOLD)),
    }
}

/// The width of a line in px at a font size in px. A character that the font lacks counts one em.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let metrics = metrics(weight);
    text.chars().map(|c| metrics.advance(c)).sum::<f64>() * size
}

/// The first character of a text that the bundled font lacks. Spaces, marks of direction and the like need no glyph.
///
/// ```
/// assert_eq!(citeplot::layout::missing_glyph("≈ 55 % ӘҒҚҢӨҰҮҺІ ğış ₸"), None);
/// assert_eq!(citeplot::layout::missing_glyph("55% 中"), Some('中'));
/// ```
pub fn missing_glyph(text: &str) -> Option<char> {
    let face = &metrics(Weight::Regular).face;
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}');
    text.chars().find(|c| !invisible(*c) && face.glyph_index(*c).is_none())
}
