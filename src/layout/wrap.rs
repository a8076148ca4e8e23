//! Breaking a text into lines.

use super::width;
use crate::scene::Weight;

/// The lines of a text, each at most `limit` px wide. Breaks stand at spaces, but not after a number ("17 percent") or a
/// word of one letter; a word that is wider than the limit is broken between characters. No-break spaces hold.
pub fn wrap(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let word = word.as_str();
        let candidate = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&candidate, size, weight) <= limit {
            line = candidate;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = broken(word, size, weight, limit, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of a text; a number and a word of one letter keep the word after them.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut keeps = false;
    for word in text.split([' ', '\n', '\t']).filter(|w| !w.is_empty()) {
        match words.last_mut().filter(|_| keeps) {
            Some(kept) => {
                kept.push(' ');
                kept.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
        let number = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
        keeps = number || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic));
    }
    words
}

/// Breaks a word that is too wide; full lines are pushed, the rest is returned.
fn broken(word: &str, size: f64, weight: Weight, limit: f64, lines: &mut Vec<String>) -> String {
    let mut rest = String::new();
    let mut filled = 0.0;
    for c in word.chars() {
        let advance = width(c.encode_utf8(&mut [0; 4]), size, weight);
        if filled + advance > limit && !rest.is_empty() {
            lines.push(std::mem::take(&mut rest));
            filled = 0.0;
        }
        rest.push(c);
        filled += advance;
    }
    rest
}

/// The lines of a paragraph: full lines, but the last is not left with less than an eighth of the width where slightly
/// shorter lines can avoid it.
pub fn wrap_paragraph(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let full = wrap(text, size, weight, limit);
    let orphaned =
        |lines: &[String]| lines.len() > 1 && lines.last().is_some_and(|l| width(l, size, weight) < limit / 8.0);
    if !orphaned(&full) {
        return full;
    }
    let narrower = (1..=15).map(|percent| wrap(text, size, weight, limit * (1.0 - f64::from(percent) / 100.0)));
    narrower.take_while(|l| l.len() <= full.len() + 1).find(|l| l.len() == full.len() && !orphaned(l)).unwrap_or(full)
}

/// The lines of a text in as few lines as `limit` allows, with lines as even as that number of lines allows, so that no
/// word is left alone.
pub fn wrap_balanced(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let widest = wrap(text, size, weight, limit);
    if widest.len() < 2 {
        return widest;
    }
    // Narrower than the widest word, words would be broken that need not be.
    let word = words(text).iter().map(|w| width(w, size, weight)).fold(0.0, f64::max).min(limit);
    let (mut low, mut high) = ((limit / widest.len() as f64 * 0.8).max(word), limit);
    let mut best = widest.clone();
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        let lines = wrap(text, size, weight, middle);
        if lines.len() == widest.len() {
            best = lines;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_fits_is_never_broken() {
        let lines = wrap_balanced("«Дружественное государство»", 15.0, Weight::Bold, 210.0);
        assert_eq!(lines, ["«Дружественное", "государство»"]);
    }

    #[test]
    fn numbers_and_single_letters_keep_the_word_after_them() {
        let text = "A majority wants less; 17 percent want a lower profile";
        let lines = wrap(text, 26.0, Weight::Bold, 310.0);
        assert!(lines.iter().all(|l| !l.ends_with("17") && !l.ends_with(" a")), "{lines:?}");
    }

    #[test]
    fn an_empty_text_has_no_lines() {
        assert_eq!(wrap("  \n", 12.0, Weight::Regular, 100.0), Vec::<String>::new());
    }
}
