//! How far the letters of a font reach above and below the line that they stand on.

use ttf_parser::Face;

/// How far the letters of a font reach from the baseline, in font sizes.
///
/// These are the extents of letters, not the line spacing that a font file recommends: a box of this height holds a line
/// of Latin or Cyrillic text closely. Accents on capitals may stand above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// From the baseline up to the top of the tallest small letters, such as `f`.
    pub ascent: f64,
    /// From the baseline down to the lowest point of letters such as `g`; greater than zero.
    pub descent: f64,
    /// From the baseline up to the top of capitals such as `H`.
    pub cap_height: f64,
}

impl Metrics {
    /// What figures in Inter are laid out with: the extents of its letters (0.762, 0.216 and 0.728 font sizes) to two
    /// decimals, capitals a hundredth lower so that figures stay as they were first drawn.
    pub const INTER: Self = Self { ascent: 0.76, descent: 0.22, cap_height: 0.72 };

    /// Measures the letters of a font. For a font without Latin letters its own tables say how high and deep it is (`hhea`,
    /// `OS/2`); where they are silent about capitals, these are as high as the ascent.
    pub(super) fn measured(face: &Face<'_>) -> Self {
        let units = f64::from(face.units_per_em());
        let boxes = |letters: &'static str| {
            letters.chars().filter_map(|c| face.glyph_bounding_box(face.glyph_index(c)?)).collect::<Vec<_>>()
        };
        let share = |length: i16| f64::from(length) / units;
        let tallest = boxes("bdfhkl").iter().map(|b| b.y_max).max();
        let lowest = boxes("gjpqy").iter().map(|b| b.y_min).min();
        let capital = boxes("H").first().map(|b| b.y_max).or_else(|| face.capital_height());
        let ascent = share(tallest.unwrap_or_else(|| face.ascender()));
        let descent = -share(lowest.unwrap_or_else(|| face.descender()));
        Self { ascent, descent, cap_height: capital.map_or(ascent, share) }
    }
}

#[cfg(test)]
mod tests {
    use super::Metrics;
    use crate::style::Weight;
    use crate::style::font::{Face, Fonts};

    #[test]
    fn the_metrics_of_the_bundled_font_are_those_of_its_letters() {
        for weight in [Weight::Regular, Weight::Bold] {
            let fonts = Fonts::bundled();
            let face = &fonts.faces(weight)[0];
            let read = Face::new(face.bytes().to_vec()).expect("the bundled font is sound");
            let (measured, stated) = (read.metrics(), fonts.metrics(weight));
            let near = |a: f64, b: f64| (a - b).abs() < 0.01;
            assert_eq!(stated, Metrics::INTER);
            assert!(near(measured.ascent, stated.ascent), "{measured:?}");
            assert!(near(measured.descent, stated.descent), "{measured:?}");
            assert!(near(measured.cap_height, stated.cap_height), "{measured:?}");
        }
    }
}
