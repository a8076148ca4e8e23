//! How large the words of a slide are.

use crate::publish::deck::Paragraph;
use crate::style::{Theme, Weight};

/// The sizes, from the largest on, in points of a slide.
const SIZES: [f64; 8] = [24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0];
/// The height of a line with its part of the gap below paragraphs, in sizes.
const LINE: f64 = 1.45;
/// What is left free below words, points.
pub(super) const WORDS_EDGE: f64 = 60.0;

/// The largest size in which words have room, width and height in points.
pub(super) fn words_size(body: &[Paragraph], theme: &Theme, (width, height): (f64, f64)) -> f64 {
    let fits = |size: &&f64| {
        let lines = |paragraph: &Paragraph| {
            let indent = match paragraph {
                Paragraph::Plain(_) => 0.0,
                Paragraph::Bullet(_) | Paragraph::Numbered(..) => **size * 1.4,
            };
            let across = theme.fonts.width(paragraph.words(), **size, Weight::Regular) * 1.06;
            (across / (width - indent).max(1.0)).ceil().max(1.0)
        };
        body.iter().map(lines).sum::<f64>() * **size * LINE <= height
    };
    SIZES.iter().find(fits).copied().unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_large_as_there_is_room() {
        let theme = Theme::default();
        let few = vec![Paragraph::Bullet("One point".to_owned()); 3];
        let many = vec![Paragraph::Plain("A sentence that goes on for a while. ".repeat(6)); 9];
        let size = |body: &[Paragraph]| words_size(body, &theme, (880.0, 400.0));
        assert_eq!(size(&few), 24.0);
        assert!(size(&many) < 20.0 && size(&many) >= 10.0);
    }
}
