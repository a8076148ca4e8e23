//! Characters that a reader cannot see, or that would change what a reader sees.

use std::borrow::Cow;

/// Whether a character shows nothing of its own but can steer a terminal, a page or the order of a line: control
/// characters (U+0000 to U+001F, U+007F to U+009F), zero-width spaces and joiners of words, marks and overrides of the
/// direction of writing, separators of lines and paragraphs, annotations, tags, and code points that are no characters.
///
/// Joiners of letters (U+200C, U+200D) and variation selectors are left alone: Persian, Hindi and emoji need them.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The first hidden character of a text that a record may hold; line ends and tabs are none.
///
/// ```
/// use citeplot::diag::first_hidden;
/// assert_eq!(first_hidden("Alba\u{202e}"), Some('\u{202e}'));
/// assert_eq!(first_hidden("two\nlines"), None);
/// ```
pub fn first_hidden(text: &str) -> Option<char> {
    text.chars().find(|&c| is_hidden(c) && !matches!(c, '\n' | '\t' | '\r'))
}

/// Makes hidden characters of a text visible as escapes, so that a record cannot steer a terminal.
///
/// ```
/// assert_eq!(citeplot::diag::visible("a\u{202e}b\u{1b}c"), "a\\u{202e}b\\u{1b}c");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, &[])
}

/// The same for a text of several lines: line ends stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, &['\n'])
}

fn escaped<'a>(text: &'a str, kept: &[char]) -> Cow<'a, str> {
    let escapes = |c: char| is_hidden(c) && !kept.contains(&c);
    if !text.contains(escapes) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            c if !escapes(c) => out.push(c),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.extend(c.escape_unicode()),
        }
    }
    out.into()
}

/// Makes hidden characters inside the texts of a JSON document visible as its own escapes, so that it means the same
/// and cannot steer a terminal either.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    let escapes = |c: char| is_hidden(c) && c != '\n';
    let Some(first) = hidden_from(json, 0, escapes) else { return json.into() };
    let mut out = String::with_capacity(json.len() + 16);
    let (mut copied, mut next) = (0, Some(first));
    while let Some((at, c)) = next {
        out.push_str(&json[copied..at]);
        let mut units = [0; 2];
        c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        copied = at + c.len_utf8();
        next = hidden_from(json, copied, escapes);
    }
    out.push_str(&json[copied..]);
    out.into()
}

/// The first character from a byte on that escapes, with its byte; ASCII letters and signs, which never do, are passed by bytes.
fn hidden_from(text: &str, from: usize, escapes: impl Fn(char) -> bool) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        at += text.as_bytes()[at..].iter().take_while(|b| matches!(b, b' '..=b'~')).count();
        let c = text[at..].chars().next()?;
        if escapes(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_with_hidden_characters_means_the_same_as_before() {
        let texts = ["a\u{9b}31m", "\u{e0041}tag", "\u{2028}", "line\nend", "\u{1b}"];
        let json = serde_json::to_string_pretty(&texts).expect("texts serialise");
        let shown = visible_json(&json);
        assert!(!shown.contains(|c| is_hidden(c) && c != '\n'), "{shown}");
        let read: Vec<String> = serde_json::from_str(&shown).expect("still JSON");
        assert_eq!(read, texts);
    }

    #[test]
    fn letters_that_join_stay() {
        assert_eq!(first_hidden("می\u{200c}خواهم"), None);
        assert_eq!(visible("👩\u{200d}🔬"), "👩\u{200d}🔬");
    }
}
