//! The fonts that figures are set in: measured, checked for glyphs, turned into runs, outlines and subsets.
//!
//! The bundled font is Inter. A project may name fonts of its own; Inter then stands in for what they lack, and after it
//! the fallback fonts that the project names (for Chinese, say). Kerning is left out everywhere, so a text is as wide in
//! every format as it was measured; digits are tabular where the font has such.

pub(super) mod embed;
pub(super) mod face;
pub(super) mod metrics;
pub(super) mod outline;
pub(super) mod shape;

use std::sync::{Arc, OnceLock};

pub use embed::Embedded;
pub use face::{Face, FontError};
pub use metrics::Metrics;
pub use outline::{Outline, OutlinePoint, PathStep};

use crate::style::Weight;
use crate::word::words;

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-Bold.ttf");

/// What programs without the font may use instead.
const GENERIC: &str = "'Noto Sans', 'Segoe UI', Arial, sans-serif";

words! {
    /// How the texts of an SVG file are kept.
    pub enum TextAs: "way to keep texts" {
        /// As text, with the glyphs that it needs in the file: looks the same in every browser.
        Embedded = "embedded",
        /// As text in a font that the reader's system has; smallest.
        System = "system",
        /// As outlines, for programs that have no fonts; nothing can be searched or edited.
        Paths = "paths",
    }
}

impl Default for TextAs {
    /// [`TextAs::Embedded`].
    fn default() -> Self {
        Self::Embedded
    }
}

/// A family in two weights, with what stands in for glyphs that it lacks.
#[derive(Debug)]
pub struct Fonts {
    regular: Vec<Arc<Face>>,
    bold: Vec<Arc<Face>>,
    family: String,
}

/// A glyph of a line of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Which face it is of: an index for [`Fonts::face`].
    pub face: usize,
    /// The glyph in its face.
    pub id: u16,
    /// Where it stands, in font sizes from the start of the line.
    pub x: f64,
    /// How far it stands below the baseline, in font sizes.
    pub y: f64,
    /// How wide it is, in font sizes.
    pub advance: f64,
    /// The first byte of its characters in the text.
    pub at: usize,
    /// How many bytes its characters have.
    pub length: usize,
}

impl Fonts {
    /// Inter alone.
    pub fn bundled() -> Arc<Self> {
        static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
        FONTS.get_or_init(|| Arc::new(Self::new(None, &[]))).clone()
    }

    /// A family of a project's own, if any, then Inter, then the fallback faces; all regular and bold.
    pub fn new(own: Option<&[Arc<Face>; 2]>, fallback: &[[Arc<Face>; 2]]) -> Self {
        static INTER: OnceLock<[Arc<Face>; 2]> = OnceLock::new();
        let inter = INTER.get_or_init(|| {
            [REGULAR, BOLD].map(|bytes| {
                let face = Face::read(bytes.into()).expect("the bundled font is sound");
                Arc::new(face.with_metrics(Metrics::INTER))
            })
        });
        let faces = |weight: usize| {
            let all = own.into_iter().chain(Some(inter)).chain(fallback);
            all.map(|pair| pair[weight].clone()).collect::<Vec<_>>()
        };
        let (regular, bold) = (faces(0), faces(1));
        let mut names: Vec<&str> = Vec::new();
        for face in &regular {
            if !names.contains(&face.name()) {
                names.push(face.name());
            }
        }
        let family = names.iter().map(|n| quoted(n)).chain([GENERIC.to_owned()]).collect::<Vec<_>>().join(", ");
        Self { regular, bold, family }
    }

    /// The font families for a style sheet: the font's own, those that stand in for it, generic ones.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The faces of a weight, in the order in which they are asked for a glyph.
    pub fn faces(&self, weight: Weight) -> &[Arc<Face>] {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// How far the letters of a weight reach above and below the baseline: those of the face that is asked first.
    pub fn metrics(&self, weight: Weight) -> Metrics {
        self.faces(weight)[0].metrics()
    }

    /// How far a line of text reaches above and below its baseline, in font sizes: as far as the letters of the faces that it
    /// is set in.
    pub fn line_metrics(&self, text: &str, weight: Weight) -> Metrics {
        let faces = self.faces(weight);
        let mut metrics = faces[0].metrics();
        let mut last = 0;
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            let rank = faces.iter().position(|f| f.glyph(c).is_some()).unwrap_or(0);
            if rank != last {
                let other = faces[rank].metrics();
                metrics.ascent = metrics.ascent.max(other.ascent);
                metrics.descent = metrics.descent.max(other.descent);
                last = rank;
            }
        }
        metrics
    }

    /// The face of a glyph.
    pub fn face(&self, weight: Weight, glyph: &Glyph) -> &Arc<Face> {
        &self.faces(weight)[glyph.face]
    }

    /// The width of a line in px at a font size in px. A character that all faces lack counts one em, which is what an
    /// ideograph takes. Letters that join count as they stand alone, where they are as wide or wider, so that a measured box
    /// holds its text and the width of a text is that of its parts together.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let faces = self.faces(weight);
        text.chars().map(|c| advance(faces, c)).sum::<f64>() * size
    }

    /// The width of a line as it is drawn, letters joined.
    pub fn drawn_width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        match text.chars().any(shape::needs_shaping) {
            true => self.glyphs(text, weight).iter().map(|g| g.advance).sum::<f64>() * size,
            false => self.width(text, size, weight),
        }
    }

    /// The first character of a text that no face has. Spaces, marks of direction and the like need no glyph.
    ///
    /// ```
    /// use citeplot::style::font::Fonts;
    /// assert_eq!(Fonts::bundled().missing("≈ 55 % ӘҒҚҢӨҰҮҺІ ğış ₸"), None);
    /// assert_eq!(Fonts::bundled().missing("55% 中"), Some('中'));
    /// ```
    pub fn missing(&self, text: &str) -> Option<char> {
        let faces = &self.regular;
        text.chars().find(|c| !needs_no_glyph(*c) && faces.iter().all(|f| f.glyph(*c).is_none()))
    }

    /// The glyphs of a line, from left to right as they are seen. Characters that need no glyph have none.
    pub fn glyphs(&self, text: &str, weight: Weight) -> Vec<Glyph> {
        let faces = self.faces(weight);
        if text.chars().any(shape::needs_shaping) {
            return shape::shaped(text, faces);
        }
        let mut x = 0.0;
        let mut glyphs = Vec::with_capacity(text.len());
        for (at, char) in text.char_indices() {
            let advance = advance(faces, char);
            let found = faces.iter().enumerate().find_map(|(face, f)| f.glyph(char).map(|id| (face, id)));
            if let Some((face, id)) = found {
                glyphs.push(Glyph { face, id, x, y: 0.0, advance, at, length: char.len_utf8() });
            }
            x += advance;
        }
        glyphs
    }
}

/// The width of a character in font sizes.
fn advance(faces: &[Arc<Face>], c: char) -> f64 {
    match faces.iter().find_map(|f| f.advance(c)) {
        Some(advance) => advance,
        None if needs_no_glyph(c) && !c.is_whitespace() => 0.0,
        None => 1.0,
    }
}

/// Spaces, and marks that join, part or turn what stands beside them.
fn needs_no_glyph(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// A family name for a style sheet: quoted unless it is one plain word.
fn quoted(name: &str) -> String {
    match name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        true => name.to_owned(),
        false => format!("'{}'", name.replace(['\'', '\\'], "")),
    }
}
