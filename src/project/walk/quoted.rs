//! Places inside a quoted TOML text, where what is written and what it says differ in length.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// The bytes of a quoted TOML text, quotes and all, that stand for these bytes of what it says.
pub(super) fn written(quoted: &str, part: &Range<usize>) -> Range<usize> {
    let (open, escapes) = opening(quoted);
    let mut characters = quoted.char_indices().peekable();
    while characters.next_if(|(at, _)| *at < open).is_some() {}
    let (mut said, mut start, mut end) = (0, None, open);
    while let Some((at, c)) = characters.next() {
        if said >= part.end.max(part.start + 1) {
            break;
        }
        let length = if c == '\\' && escapes { escaped(&mut characters) } else { c.len_utf8() };
        if said + length > part.start {
            start = start.or(Some(at));
        }
        said += length;
        end = characters.peek().map_or(quoted.len(), |(next, _)| *next);
    }
    let start = start.unwrap_or(end);
    if part.is_empty() { start..start } else { start..end }
}

/// Where the text begins behind its quotes, and whether a backslash escapes in it.
fn opening(quoted: &str) -> (usize, bool) {
    let escapes = quoted.starts_with('"');
    if !quoted.starts_with("\"\"\"") && !quoted.starts_with("'''") {
        return (1.min(quoted.len()), escapes);
    }
    // A line end right behind three quotes is not part of the text.
    let rest = &quoted[3..];
    let skipped = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    (3 + skipped, escapes)
}

/// Consumes what follows a backslash, and returns how many bytes the escape stands for.
fn escaped(characters: &mut Peekable<CharIndices<'_>>) -> usize {
    let Some((_, kind)) = characters.next() else { return 1 };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        c if c.is_whitespace() => {
            // The backslash joins two lines: it stands for nothing, and so do all blanks behind it.
            while characters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            return 0;
        }
        _ => return 1,
    };
    let mut code = 0;
    for _ in 0..digits {
        let digit = characters.next_if(|(_, c)| c.is_ascii_hexdigit()).and_then(|(_, c)| c.to_digit(16));
        code = code * 16 + digit.unwrap_or(0);
    }
    char::from_u32(code).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::written;

    /// What is written where a text says `wanted`, which has to occur in it once.
    fn place<'a>(quoted: &'a str, wanted: &str) -> &'a str {
        let table: toml::Table = toml::from_str(&format!("text = {quoted}")).expect("TOML");
        let said = table["text"].as_str().expect("a text").to_owned();
        let at = said.find(wanted).unwrap_or_else(|| panic!("`{wanted}` in `{said}`"));
        &quoted[written(quoted, &(at..at + wanted.len()))]
    }

    #[test]
    fn a_place_in_a_text_is_found_behind_escapes() {
        assert_eq!(place(r#""unit = \"percent\" and 受访者 = 1""#, "受访者"), "受访者");
        assert_eq!(place(r#""a\u00e9\U0001F600\tb = 1""#, "b"), "b");
        assert_eq!(place(r#""x \u53d7 = 1""#, "受"), r"\u53d7");
        assert_eq!(place("'a \\u00e9 b'", "b"), "b");
    }

    #[test]
    fn a_place_in_a_text_of_several_lines_is_found() {
        assert_eq!(place("\"\"\"\nfirst \\\n    second = 1\"\"\"", "second"), "second");
        assert_eq!(place("'''\r\nfirst\nsecond'''", "second"), "second");
        assert_eq!(place("\"\"\"\r\nfirst\r\nsecond = 1\"\"\"", "second"), "second");
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        assert_eq!(written("\"ab\"", &(7..9)), 4..4);
        assert_eq!(written("\"ab\"", &(1..1)), 2..2);
        assert_eq!(written("", &(0..1)), 0..0);
    }
}
