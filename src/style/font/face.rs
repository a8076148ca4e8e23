//! One font file: its name, its glyphs and how wide they are.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::{GlyphId, Tag, name_id};

use crate::guard::caught;
use crate::style::font::embed::subset;
use crate::style::font::metrics::Metrics;
use crate::style::font::shape;

/// Characters that are looked up once: Latin and Cyrillic, then dashes, quotation marks and the like.
const COMMON: [Range<u32>; 2] = [0..0x530, 0x2000..0x2070];

/// The place of a character among the common ones.
fn common(c: char) -> Option<usize> {
    let [letters, marks] = COMMON;
    let code = u32::from(c);
    if code < letters.end {
        return Some(code as usize);
    }
    marks.contains(&code).then(|| (letters.end + code - marks.start) as usize)
}

/// Why a font file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FontError {
    /// It is a collection of several fonts.
    Collection,
    /// It is packed for the web: WOFF or WOFF2.
    Packed,
    /// It is no TrueType or OpenType font; the parser says why.
    NoFont(ttf_parser::FaceParsingError),
    /// It does not say what family it is of.
    Nameless,
    /// Its tables contradict each other, so that texts cannot be set with it.
    Damaged,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Collection => f.write_str("it is a collection of several fonts"),
            Self::Packed => f.write_str("it is packed for the web (WOFF)"),
            Self::NoFont(error) => error.fmt(f),
            Self::Nameless => f.write_str("it has no family name"),
            Self::Damaged => f.write_str("its tables are damaged: texts cannot be set with it"),
        }
    }
}

impl std::error::Error for FontError {}

/// Words whose letters join, run from the right or change places, to try a font with.
const SAMPLES: [&str; 5] = ["لا إله ١٢", "שלום", "शक्ति की", "น้ำ", "ffi 1/2 ÅŁğİ ЖӘ"];

/// A font file in memory.
#[derive(Debug)]
pub struct Face {
    bytes: Cow<'static, [u8]>,
    name: String,
    units: f64,
    metrics: Metrics,
    /// The glyphs of the common characters; 0 where there is none.
    common: Vec<u16>,
    /// The advances of the common characters, in font units.
    advances: Vec<u16>,
}

impl Face {
    /// Reads a TrueType or OpenType font.
    ///
    /// # Errors
    /// When the bytes are no such font, or are a collection of several, or the font lacks a name, or texts of several
    /// scripts cannot be set with it.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, FontError> {
        let bytes = bytes.into();
        let face = caught(|| Self::read(bytes)).unwrap_or(Err(FontError::Damaged))?;
        let set = caught(|| SAMPLES.iter().all(|text| face.can_set(text)));
        if set == Some(true) { Ok(face) } else { Err(FontError::Damaged) }
    }

    /// Reads a font that is known to be sound, without trying it.
    pub(super) fn read(bytes: Cow<'static, [u8]>) -> Result<Self, FontError> {
        if bytes.starts_with(b"ttcf") {
            return Err(FontError::Collection);
        }
        if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
            return Err(FontError::Packed);
        }
        let face = ttf_parser::Face::parse(&bytes, 0).map_err(FontError::NoFont)?;
        let name = name(&face).ok_or(FontError::Nameless)?;
        let units = f64::from(face.units_per_em());
        let digits = tabular(&face);
        let glyph = |c: u32| {
            let digit = c.checked_sub(u32::from('0')).and_then(|d| digits.get(d as usize).copied().flatten());
            digit.or_else(|| face.glyph_index(char::from_u32(c)?)).map_or(0, |g| g.0)
        };
        let common: Vec<u16> = COMMON.into_iter().flatten().map(glyph).collect();
        let advances = common.iter().map(|g| face.glyph_hor_advance(GlyphId(*g)).unwrap_or(0)).collect();
        let metrics = Metrics::measured(&face);
        Ok(Self { name, units, metrics, common, advances, bytes })
    }

    /// Whether a text can be shaped with this font. Cutting it down may fail, but not by a panic.
    fn can_set(&self, text: &str) -> bool {
        let chars: BTreeSet<char> = text.chars().filter(|c| self.glyph(*c).is_some()).collect();
        drop(subset(self, &chars));
        shape::try_out(self, text)
    }

    /// The same, laid out with other metrics than those of its letters.
    #[must_use]
    pub(super) fn with_metrics(self, metrics: Metrics) -> Self {
        Self { metrics, ..self }
    }

    /// The family name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes of the font file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The font units in a font size.
    pub fn units(&self) -> f64 {
        self.units
    }

    /// How far its letters reach above and below the baseline.
    pub fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// The glyph of a character; for a digit the tabular one, where the font has it.
    pub fn glyph(&self, c: char) -> Option<u16> {
        match common(c).map(|place| self.common[place]) {
            Some(0) => None,
            Some(glyph) => Some(glyph),
            None => caught(|| self.parsed().and_then(|f| f.glyph_index(c)).map(|g| g.0)).flatten(),
        }
    }

    /// The width of a character in font sizes.
    pub fn advance(&self, c: char) -> Option<f64> {
        let units = match common(c) {
            Some(place) if self.common[place] == 0 => return None,
            Some(place) => self.advances[place],
            None => caught(|| {
                let face = self.parsed()?;
                face.glyph_hor_advance(face.glyph_index(c)?)
            })
            .flatten()?,
        };
        Some(f64::from(units) / self.units)
    }

    /// The font, read anew: a matter of microseconds, as its tables are read when asked for.
    pub(super) fn parsed(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(&self.bytes, 0).ok()
    }
}

fn name(face: &ttf_parser::Face<'_>) -> Option<String> {
    let of = |id: u16| face.names().into_iter().filter(|n| n.name_id == id).find_map(|n| n.to_string());
    of(name_id::TYPOGRAPHIC_FAMILY).or_else(|| of(name_id::FAMILY)).filter(|n| !n.trim().is_empty())
}

/// The tabular digits of a font (OpenType feature `tnum`), where its plain ones are not.
fn tabular(face: &ttf_parser::Face<'_>) -> [Option<GlyphId>; 10] {
    let plain = std::array::from_fn(|d| face.glyph_index(char::from(b'0' + d as u8)));
    let Some(table) = face.tables().gsub else { return plain };
    let feature = table.features.into_iter().find(|f| f.tag == Tag::from_bytes(b"tnum"));
    let lookups = feature.into_iter().flat_map(|f| f.lookup_indices.into_iter());
    let mut digits = plain;
    for lookup in lookups.filter_map(|i| table.lookups.get(i)) {
        for subtable in lookup.subtables.into_iter::<SubstitutionSubtable<'_>>() {
            let SubstitutionSubtable::Single(single) = subtable else { continue };
            for digit in digits.iter_mut().flatten() {
                let Some(index) = single.coverage().get(*digit) else { continue };
                *digit = match single {
                    ttf_parser::gsub::SingleSubstitution::Format1 { delta, .. } => {
                        GlyphId(digit.0.wrapping_add_signed(delta))
                    }
                    ttf_parser::gsub::SingleSubstitution::Format2 { substitutes, .. } => {
                        substitutes.get(index).unwrap_or(*digit)
                    }
                };
            }
        }
    }
    digits
}
