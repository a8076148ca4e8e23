//! Footnotes and endnotes, and the marks in the text that call them.

use std::collections::BTreeSet;
use std::ops::Range;

/// The raised digits from 0 to 9.
const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

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

/// The notes of a text without markup: paragraphs and lines that begin with raised digits which stand after a word before.
pub(super) fn raised_notes(text: &str) -> Vec<Footnote> {
    let mut found: Vec<Footnote> = Vec::new();
    let mut called: BTreeSet<&str> = BTreeSet::new();
    let (mut start, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        let mark = &written[..written.find(|c: char| digit(c).is_none()).unwrap_or(written.len())];
        let from = start + (line.len() - line.trim_start().len()) + mark.len();
        let end = start + line.trim_end().len();
        let begins = !mark.is_empty() && called.contains(mark) && from < end;
        open = begins || open && !written.is_empty() && !line.starts_with('\u{c}');
        if begins {
            let from = from + (text[from..end].len() - text[from..end].trim_start().len());
            found.push(Footnote { number: mark.chars().filter_map(digit).collect(), span: from..end });
        } else if let (true, Some(note)) = (open, found.last_mut()) {
            note.span.end = end;
        }
        let calls = written[mark.len()..].split(|c: char| digit(c).is_none()).filter(|run| !run.is_empty());
        called.extend(calls);
        start += line.len();
    }
    found
}

/// The digit that a raised sign stands for.
fn digit(c: char) -> Option<char> {
    SIGNS.iter().position(|sign| *sign == c).and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10))
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// Digits as an exponent is written.
pub(super) fn raised(digits: &str) -> String {
    let sign = |c: char| match c.to_digit(10) {
        Some(digit) => SIGNS[digit as usize],
        None if c == '-' || c == '−' => '⁻',
        None => c,
    };
    digits.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_mark, raised, raised_notes};

    #[test]
    fn notes_of_plain_text_begin_with_the_raised_number_that_calls_them() {
        let text =
            "Of 10 km² of farms¹ half were left.¹² Why?\n\n¹ In May,\nby post.\n¹² Says Alba.\n\n³ Not called.\n";
        let notes = raised_notes(text);
        let found: Vec<_> = notes.iter().map(|note| (note.number.as_str(), &text[note.span.clone()])).collect();
        assert_eq!(found, [("1", "In May,\nby post."), ("12", "Says Alba.")]);
    }

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
