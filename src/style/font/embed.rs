//! Subsets: the glyphs of one figure as a font file small enough to travel in it.

use std::collections::{BTreeMap, BTreeSet};

use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider, types::GlyphId};
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::post::Post;
use write_fonts::types::Tag;

use crate::guard::caught;
use crate::style::Weight;
use crate::style::font::shape::needs_shaping;
use crate::style::font::{Face, Fonts};

/// A font file with just the glyphs that some texts need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// The rank of its face: a reader asks the faces for a glyph in this order.
    pub rank: usize,
    /// Its weight.
    pub weight: Weight,
    /// The bytes of a TrueType or OpenType font.
    pub bytes: Vec<u8>,
}

impl Fonts {
    /// The font files that some texts need, by rank and weight. Characters without a glyph are left out, and so is a face
    /// that cannot be cut down.
    pub fn embed<'t>(&self, texts: impl IntoIterator<Item = (Weight, &'t str)>) -> Vec<Embedded> {
        let mut wanted: BTreeMap<(usize, bool), BTreeSet<char>> = BTreeMap::new();
        for (weight, text) in texts {
            let faces = self.faces(weight);
            // A cut font has no rules for joining letters: the reader's own fonts do that.
            for c in text.chars().filter(|c| !needs_shaping(*c)) {
                if let Some(rank) = faces.iter().position(|f| f.glyph(c).is_some()) {
                    wanted.entry((rank, weight == Weight::Bold)).or_default().insert(c);
                }
            }
        }
        let one = |((rank, bold), chars): ((usize, bool), BTreeSet<char>)| {
            let weight = if bold { Weight::Bold } else { Weight::Regular };
            Some(Embedded { rank, weight, bytes: caught(|| subset(&self.faces(weight)[rank], &chars)).flatten()? })
        };
        wanted.into_iter().filter_map(one).collect()
    }
}

/// A font with these characters alone, and without layout features: its advances are the ones that texts were measured
/// with, its digits the tabular ones.
pub(super) fn subset(face: &Face, chars: &BTreeSet<char>) -> Option<Vec<u8>> {
    let mut mapper = GlyphRemapper::new();
    let glyphs: Vec<(char, u16)> = chars.iter().filter_map(|c| Some((*c, mapper.remap(face.glyph(*c)?)))).collect();
    let cut = subsetter::subset(face.bytes(), 0, &mapper).ok()?;
    let (cut, whole) = (FontRef::new(&cut).ok()?, FontRef::new(face.bytes()).ok()?);
    let mut font = FontBuilder::new();
    font.copy_missing_tables(cut);
    // The cutter leaves out what a PDF does not need and a browser asks for.
    let mappings = glyphs.into_iter().map(|(c, g)| (c, GlyphId::from(g)));
    font.add_table(&Cmap::from_mappings(mappings).ok()?).ok()?;
    font.add_raw(Tag::new(b"OS/2"), whole.os2().ok()?.offset_data().as_bytes());
    let source = whole.post().ok()?;
    let post = Post {
        version: write_fonts::types::Version16Dot16::VERSION_3_0,
        underline_position: source.underline_position(),
        underline_thickness: source.underline_thickness(),
        italic_angle: source.italic_angle(),
        is_fixed_pitch: source.is_fixed_pitch(),
        ..Post::default()
    };
    font.add_table(&post).ok()?;
    Some(font.build())
}
