//! Whether a palette can be read, by everyone and in print.

use crate::style::color::Color;
use crate::style::{Palette, Vision, contrast, difference};

/// How far apart two series have to look, for every way of seeing: see [`difference`].
pub const APART: f64 = 5.0;

/// What a palette falls short of, with the figure that was measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Shortcoming {
    /// Text with a contrast of less than 4.5:1 to the background.
    Text {
        /// Which text.
        what: &'static str,
        /// Its contrast.
        found: f64,
    },
    /// Marks with a contrast of less than 3:1 to the background.
    Mark {
        /// Which marks: a place in the series, or the name of a colour.
        series: Result<usize, &'static str>,
        /// Their contrast.
        found: f64,
    },
    /// Two series that look alike.
    Alike {
        /// Their places.
        series: (usize, usize),
        /// To whom.
        vision: Vision,
        /// Their difference.
        found: f64,
    },
}

impl Palette {
    /// Everything that the palette falls short of; of two series that look alike, the worst case.
    pub fn shortcomings(&self) -> Vec<Shortcoming> {
        let mut found = Vec::new();
        for (what, color) in [("foreground", self.foreground), ("muted", self.muted)] {
            let contrast = contrast(color, self.background);
            if contrast < 4.5 {
                found.push(Shortcoming::Text { what, found: contrast });
            }
        }
        let series = self.series.iter().enumerate().map(|(i, c)| (Ok(i), *c));
        for (series, color) in series.chain([(Err("neutral"), self.neutral), (Err("faded"), self.faded)]) {
            let contrast = contrast(color, self.background);
            if contrast < 3.0 {
                found.push(Shortcoming::Mark { series, found: contrast });
            }
        }
        for (i, a) in self.series.iter().enumerate() {
            for (j, b) in self.series.iter().enumerate().skip(i + 1) {
                if let Some((vision, found_difference)) = alike(*a, *b) {
                    found.push(Shortcoming::Alike { series: (i, j), vision, found: found_difference });
                }
            }
        }
        found
    }
}

/// The way of seeing for which two colours are hardest to tell apart, when they are too hard.
pub(crate) fn alike(a: Color, b: Color) -> Option<(Vision, f64)> {
    let seen = Vision::ALL.map(|vision| (vision, difference(a, b, vision)));
    let worst = seen.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    (worst.1 < APART).then_some(worst)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{Size, Style, Theme};

    #[test]
    fn the_palettes_of_the_program_fall_short_of_nothing() {
        for name in Palette::NAMES {
            let palette = Palette::named(name).expect("a palette of the program");
            assert_eq!(palette.shortcomings(), [], "{name}");
        }
    }

    #[test]
    fn texts_in_and_beside_marks_have_contrast() {
        for name in Palette::NAMES {
            let theme = Theme::new(&Style::named(name).expect("a style of the program"), Size::Slide);
            for color in theme.palette.series {
                assert!(contrast(theme.text_color(color), theme.palette.background) >= 4.5, "{name} {color}");
            }
            for color in [theme.palette.series[0], theme.palette.neutral, theme.palette.series[1]] {
                for share in [1.0, 0.7, 0.5] {
                    let shade = theme.shade(color, share);
                    assert!(contrast(theme.text_on(shade), shade) >= 4.5, "{name} {color} {share}");
                }
            }
        }
    }

    #[test]
    fn answers_side_by_side_look_apart_to_everyone() {
        for name in Palette::NAMES {
            let theme = Theme::new(&Style::named(name).expect("a style of the program"), Size::Slide);
            let palette = &theme.palette;
            // From the strongest answer for to the strongest one against, as they stand in a bar.
            let [strong, against] = [palette.series[0], palette.series[1]];
            let bar = [strong, theme.shade(strong, 0.7), palette.neutral, theme.shade(against, 0.7), against];
            for pair in bar.windows(2) {
                assert_eq!(alike(pair[0], pair[1]), None, "{name} {} {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn what_is_alike_is_named_with_its_measure() {
        let mut palette = Palette::light();
        palette.series[1] = Color(0x02, 0x58, 0xab);
        palette.muted = Color(0xcc, 0xcc, 0xcc);
        let found = palette.shortcomings();
        assert!(
            matches!(found[0], Shortcoming::Text { what: "muted", found } if (1.5..1.7).contains(&found)),
            "{found:?}"
        );
        assert!(matches!(found[1], Shortcoming::Alike { series: (0, 1), found, .. } if found < 2.0), "{found:?}");
    }
}
