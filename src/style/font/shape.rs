//! Scripts whose letters take other forms beside others, or run from the right.

use std::sync::Arc;

use rustybuzz::{Direction, GlyphBuffer, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

use crate::guard::caught;
use crate::style::font::{Face, Glyph, advance};

/// Whether a character takes other forms beside others or runs from the right (Hebrew, Arabic and Indic scripts, Thai and its
/// neighbours).
pub(super) fn needs_shaping(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The glyphs of a line in which some characters need shaping, in the order in which they are seen (Unicode Bidirectional
/// Algorithm, UAX #9; the line as a whole runs from the left).
pub(super) fn shaped(text: &str, faces: &[Arc<Face>]) -> Vec<Glyph> {
    let bidi = BidiInfo::new(text, Some(Level::ltr()));
    let mut glyphs = Vec::with_capacity(text.len());
    let mut x = 0.0;
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let rtl = levels[run.start].is_rtl();
            let mut parts = by_face(&text[run.clone()], faces);
            if rtl {
                parts.reverse();
            }
            for (face, part) in parts {
                let start = run.start + part.start;
                add(&text[start..run.start + part.end], start, (face, rtl), faces, &mut (&mut glyphs, &mut x));
            }
        }
    }
    glyphs
}

/// The stretches of a text that one face has; a character that none has goes with the first.
fn by_face(text: &str, faces: &[Arc<Face>]) -> Vec<(usize, std::ops::Range<usize>)> {
    let mut parts: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let own = faces.iter().position(|f| f.glyph(c).is_some());
        match (parts.last_mut(), own) {
            // Spaces and marks that no face needs to have stay with their neighbours.
            (Some((_, range)), None) => range.end = end,
            (Some((face, range)), Some(own)) if *face == own || c.is_whitespace() => range.end = end,
            (_, own) => parts.push((own.unwrap_or(0), at..end)),
        }
    }
    parts
}

/// Adds the glyphs of a stretch of one face and one direction.
fn add(
    text: &str,
    start: usize,
    (rank, rtl): (usize, bool),
    faces: &[Arc<Face>],
    (glyphs, x): &mut (&mut Vec<Glyph>, &mut f64),
) {
    let face = &faces[rank];
    let plain = !rtl && !text.chars().any(needs_shaping);
    let shaped = if plain { None } else { caught(|| shape(face, text, rtl)).flatten() };
    let Some(shaped) = shaped else {
        for (at, c) in text.char_indices() {
            let advance = advance(faces, c);
            if let Some(id) = face.glyph(c) {
                glyphs.push(Glyph { face: rank, id, x: **x, y: 0.0, advance, at: start + at, length: c.len_utf8() });
            }
            **x += advance;
        }
        return;
    };
    let clusters: Vec<usize> = shaped.glyph_infos().iter().map(|i| i.cluster as usize).collect();
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let at = info.cluster as usize;
        let end = clusters.iter().copied().filter(|c| *c > at).min().unwrap_or(text.len());
        let units = |n: i32| f64::from(n) / face.units();
        glyphs.push(Glyph {
            face: rank,
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            x: **x + units(position.x_offset),
            y: -units(position.y_offset),
            advance: units(position.x_advance),
            at: start + at,
            length: end - at,
        });
        **x += units(position.x_advance);
    }
}

/// Shapes a stretch of one direction; none when the shaper cannot read the font.
fn shape(face: &Face, text: &str, rtl: bool) -> Option<GlyphBuffer> {
    let shaper = rustybuzz::Face::from_slice(face.bytes(), 0)?;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    Some(rustybuzz::shape(&shaper, &[], buffer))
}

/// Whether the shaper can read the font; it panics where the tables of a damaged one mislead it.
pub(super) fn try_out(face: &Face, text: &str) -> bool {
    [false, true].into_iter().all(|rtl| shape(face, text, rtl).is_some())
}
