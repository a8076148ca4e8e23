//! Footnotes and endnotes, and the marks in the text that call them.

use std::ops::Range;

/// A footnote or an endnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its number or sign as the document has it: `7`, `*`, `iv`.
    pub number: String,
    /// The bytes of its words in the text.
    pub span: Range<usize>,
}

/// Whether raised digits after a text call a note: not when they are an exponent ("10³", "m²", "R²").
pub(super) fn is_mark(before: &str, raised: &str) -> bool {
    let raised = raised.trim().trim_matches(['[', ']', '(', ')']);
    let mut parts = raised.split([',', ' ', '–', '-']).filter(|part| !part.is_empty()).peekable();
    let digits = parts.peek().is_some() && parts.all(|part| part.len() <= 3 && is_number(part));
    let sign = matches!(raised, "*" | "**" | "***" | "†" | "‡" | "§");
    let word: String = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let power = word == "01" || single || matches!(word.as_str(), "mk" | "mc" | "mm" | "md" | "мк" | "мс" | "мм");
    sign || digits && !power
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// Digits as an exponent is written.
pub(super) fn raised(digits: &str) -> String {
    const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let sign = |c: char| match c.to_digit(10) {
        Some(digit) => SIGNS[digit as usize],
        None if c == '-' || c == '−' => '⁻',
        None => c,
    };
    digits.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_mark, raised};

    #[test]
    fn marks_of_notes_are_told_from_exponents() {
        for (before, mark) in [("20", "4"), ("30%", "3"), ("men", "1"), ("all.", "12"), ("us", "[3]"), ("us", "1, 2")] {
            assert!(is_mark(before, mark), "{before} {mark}");
        }
        for (before, mark) in
            [("10", "3"), ("12 m", "2"), ("km", "2"), ("R", "2"), ("the 5", "th"), ("x", ""), ("in", "2019")]
        {
            assert!(!is_mark(before, mark), "{before} {mark}");
        }
        assert_eq!(raised("-12"), "⁻¹²");
    }
}
