//! Breaking a text into lines.

use std::borrow::Cow;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::figure::scene::TextStyle;
use crate::style::Theme;

/// A text cut to the room there is for it, with an ellipsis where something is left out; one letter always stays.
pub fn shortened(theme: &Theme, text: &str, style: TextStyle, room: f64) -> String {
    let mut shown = text.to_owned();
    while theme.measure(&shown, style) > room && shown.chars().count() > 2 {
        let kept = shown.trim_end_matches('…');
        let end = kept.char_indices().next_back().map_or(0, |(at, _)| at);
        shown = format!("{}…", &kept[..end]);
    }
    shown
}

/// A text that can be broken between its pieces (Unicode line breaking, UAX #14), measured.
struct Pieces<'t> {
    theme: &'t Theme,
    style: TextStyle,
    pieces: Vec<Piece<'t>>,
}

struct Piece<'t> {
    text: Cow<'t, str>,
    /// Its width.
    width: f64,
    /// The width of the space after it.
    space: f64,
}

/// Where a line begins: at a piece, or within one that is wider than a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Start {
    piece: usize,
    byte: usize,
}

impl<'t> Pieces<'t> {
    fn new(theme: &'t Theme, text: &'t str, style: TextStyle) -> Self {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let mut start = 0;
        for (end, kind) in linebreaks(text) {
            let piece = &text[start..end];
            let words = piece.trim_end_matches([' ', '\n', '\t', '\r']);
            if kind == BreakOpportunity::Allowed && holds(words, &text[end..]) {
                continue;
            }
            start = end;
            let text = match words.contains(['\n', '\t', '\r']) {
                true => Cow::Owned(words.replace(['\n', '\t', '\r'], " ")),
                false => Cow::Borrowed(words),
            };
            if text.is_empty() {
                continue;
            }
            let space = if words.len() < piece.len() { theme.measure(" ", style) } else { 0.0 };
            pieces.push(Piece { width: theme.measure(&text, style), text, space });
        }
        Self { theme, style, pieces }
    }

    /// Where the lines begin that are each at most `limit` px wide.
    fn starts(&self, limit: f64) -> Vec<Start> {
        let mut starts = Vec::new();
        let (mut width, mut space) = (0.0, 0.0);
        for (i, piece) in self.pieces.iter().enumerate() {
            if starts.is_empty() || width + space + piece.width > limit {
                starts.push(Start { piece: i, byte: 0 });
                width = self.broken(i, limit, &mut starts);
            } else {
                width += space + piece.width;
            }
            space = piece.space;
        }
        starts
    }

    /// Breaks a piece that is too wide by itself between characters; returns the width of its last line.
    fn broken(&self, index: usize, limit: f64, starts: &mut Vec<Start>) -> f64 {
        let piece = &self.pieces[index];
        if piece.width <= limit {
            return piece.width;
        }
        let mut filled = 0.0;
        for (byte, c) in piece.text.char_indices() {
            let advance = self.theme.measure(c.encode_utf8(&mut [0; 4]), self.style);
            let is_first = starts.last().is_some_and(|start| start.byte == byte);
            if filled + advance > limit && !is_first {
                starts.push(Start { piece: index, byte });
                filled = 0.0;
            }
            filled += advance;
        }
        filled
    }

    /// The lines, each at most `limit` px wide.
    fn lines(&self, limit: f64) -> Vec<String> {
        self.written(&self.starts(limit))
    }

    /// The lines that begin at these places.
    fn written(&self, starts: &[Start]) -> Vec<String> {
        let end = Start { piece: self.pieces.len(), byte: 0 };
        let ends = starts.iter().skip(1).copied().chain([end]);
        starts.iter().zip(ends).map(|(from, to)| self.line(*from, to)).collect()
    }

    fn line(&self, from: Start, to: Start) -> String {
        let mut line = String::new();
        let last = if to.byte > 0 { to.piece } else { to.piece - 1 };
        for (i, piece) in self.pieces.iter().enumerate().take(last + 1).skip(from.piece) {
            let start = if i == from.piece { from.byte } else { 0 };
            let end = if i == to.piece { to.byte } else { piece.text.len() };
            line.push_str(&piece.text[start..end]);
            if i < last && piece.space > 0.0 {
                line.push(' ');
            }
        }
        line
    }

    fn widest(&self) -> f64 {
        self.pieces.iter().map(|p| p.width).fold(0.0, f64::max)
    }

    fn width_of(&self, line: &str) -> f64 {
        self.theme.measure(line, self.style)
    }
}

/// Whether no line may end here although Unicode allows it: after a number ("17 percent"), after a word of one letter, and
/// within a range ("53–57%").
fn holds(before: &str, after: &str) -> bool {
    let last = before.rsplit([' ', '\n', '\t']).next().unwrap_or(before);
    let number = !last.is_empty() && last.len() <= 4 && last.bytes().all(|b| b.is_ascii_digit());
    let mut letters = last.chars();
    let single = letters.next().is_some_and(|c| c.is_alphabetic() && !is_ideograph(c)) && letters.next().is_none();
    let range = last.ends_with(['–', '-', '/']) && after.starts_with(|c: char| c.is_ascii_digit());
    number && !after.starts_with(is_ideograph) || single || range
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The lines of a text, each at most `limit` px wide. Breaks stand where Unicode allows them, but not after a number
/// ("17 percent") or a word of one letter; a word that is wider than the limit is broken between characters. No-break
/// spaces hold.
pub fn wrap(theme: &Theme, text: &str, style: TextStyle, limit: f64) -> Vec<String> {
    Pieces::new(theme, text, style).lines(limit)
}

/// The lines of a paragraph: full lines, but the last is not left with less than an eighth of the width where slightly
/// shorter lines can avoid it.
pub fn wrap_paragraph(theme: &Theme, text: &str, style: TextStyle, limit: f64) -> Vec<String> {
    let pieces = Pieces::new(theme, text, style);
    let full = pieces.lines(limit);
    let orphaned = |lines: &[String]| lines.len() > 1 && lines.last().is_some_and(|l| pieces.width_of(l) < limit / 8.0);
    if !orphaned(&full) {
        return full;
    }
    let narrower = (1..=15).map(|percent| pieces.lines(limit * (1.0 - f64::from(percent) / 100.0)));
    narrower.take_while(|l| l.len() <= full.len() + 1).find(|l| l.len() == full.len() && !orphaned(l)).unwrap_or(full)
}

/// The lines of a text in as few lines as `limit` allows, with lines as even as that number of lines allows, so that no
/// word is left alone.
pub fn wrap_balanced(theme: &Theme, text: &str, style: TextStyle, limit: f64) -> Vec<String> {
    let pieces = Pieces::new(theme, text, style);
    let mut best = pieces.starts(limit);
    let count = best.len();
    if count < 2 {
        return pieces.written(&best);
    }
    // Narrower than the widest word, words would be broken that need not be.
    let (mut low, mut high) = ((limit / count as f64 * 0.8).max(pieces.widest().min(limit)), limit);
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        let starts = pieces.starts(middle);
        if starts.len() == count {
            best = starts;
            high = middle;
        } else {
            low = middle;
        }
    }
    pieces.written(&best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(size: f64) -> (Theme, TextStyle) {
        let theme = Theme::default();
        let style = theme.bold(size, theme.palette.foreground);
        (theme, style)
    }

    #[test]
    fn a_word_that_fits_is_never_broken() {
        let (theme, style) = bold(15.0);
        let lines = wrap_balanced(&theme, "«Дружественное государство»", style, 210.0);
        assert_eq!(lines, ["«Дружественное", "государство»"]);
    }

    #[test]
    fn numbers_and_single_letters_keep_the_word_after_them() {
        let (theme, style) = bold(26.0);
        let text = "A majority wants less; 17 percent want a lower profile";
        let lines = wrap(&theme, text, style, 310.0);
        assert!(lines.iter().all(|l| !l.ends_with("17") && !l.ends_with(" a")), "{lines:?}");
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_comma() {
        let (theme, style) = bold(20.0);
        let lines = wrap(&theme, "哈萨克斯坦人对俄罗斯，的看法好得多。", style, 100.0);
        assert!(lines.iter().all(|l| !l.starts_with(['，', '。'])), "{lines:?}");
        assert_eq!(lines.concat(), "哈萨克斯坦人对俄罗斯，的看法好得多。");
        assert_eq!(wrap(&theme, "共55个国家", style, 60.0).concat(), "共55个国家");
    }

    #[test]
    fn ranges_stay_whole() {
        let (theme, style) = bold(20.0);
        let lines = wrap(&theme, "between 53–57% of those asked", style, 120.0);
        assert!(lines.iter().any(|l| l.contains("53–57%")), "{lines:?}");
    }

    #[test]
    fn an_empty_text_has_no_lines() {
        let (theme, style) = bold(12.0);
        assert_eq!(wrap(&theme, "  \n", style, 100.0), Vec::<String>::new());
    }
}
