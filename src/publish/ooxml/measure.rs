//! How much room a text takes, measured with the font that it is set in.

use crate::figure::scene::Weight;
use crate::style::font::Fonts;

/// A text of one size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured<'a> {
    pub(crate) fonts: &'a Fonts,
    /// Points.
    pub(crate) size: f64,
    pub(crate) weight: Weight,
}

/// How much wider a line may be where the reader lacks our font.
const SLACK: f64 = 1.04;

impl Measured<'_> {
    /// How many lines a text takes in a box of a width, points. At least one.
    pub(crate) fn lines(&self, text: &str, width: f64) -> usize {
        let wide = |text: &str| self.fonts.width(text, self.size, self.weight) * SLACK;
        let space = wide(" ");
        let (mut lines, mut used) = (1, 0.0);
        for word in text.split_whitespace() {
            let length = wide(word);
            let before = if used > 0.0 { space } else { 0.0 };
            if used > 0.0 && used + before + length > width {
                lines += 1;
                used = 0.0;
            } else {
                used += before;
            }
            // A word that is wider than the box is broken in it.
            let rows = (length / width.max(1.0)).floor();
            lines += rows as usize;
            used += length - rows * width;
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_follow_the_widths_of_letters() {
        let fonts = Fonts::bundled();
        let measured = Measured { fonts: &fonts, size: 10.0, weight: Weight::Regular };
        assert_eq!((measured.lines("", 100.0), measured.lines("one two", 100.0)), (1, 1));
        let narrow = ["iiiiiiiiii"; 10].join(" ");
        let wide = ["WWWWWWWWWW"; 10].join(" ");
        assert!(measured.lines(&wide, 200.0) > 2 * measured.lines(&narrow, 200.0));
        assert!(measured.lines("WWWWWWWWWWWWWWWWWWWW", 50.0) > 3);
    }
}
