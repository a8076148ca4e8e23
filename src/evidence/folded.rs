//! Texts as they are compared: without what line breaks, hyphenation and typography make of the same words.

/// A text with single spaces, plain quotation marks and no hyphens or ligatures, so that a quote can be found in a document that
/// is set in another way.
///
/// Hyphens go, since a document breaks words at them and a quote does not; dashes go with them.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            '-' | '‐' | '‑' | '–' | '—' | '−' => {
                // At the end of a line the next one goes on with the word.
                let mut rest = chars.clone();
                let mut breaks = false;
                while rest.peek().is_some_and(|c| c.is_whitespace()) {
                    breaks |= rest.next() == Some('\n');
                }
                if breaks {
                    chars = rest;
                }
            }
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '‘' | '’' | '‚' | '‛' | '`' => out.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => out.push('"'),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_set_in_two_ways_are_the_same() {
        let pairs = [
            ("Russian-\n speaking", "Russian-speaking"),
            ("in\u{ad}fluence  of\nChina", "influence of China"),
            ("“more than 60 per cent”", "\"more than 60 per cent\""),
            ("53–57 percent", "53-57 percent"),
            ("the ﬁrst oﬃce", "the first office"),
            ("Kazakhstan’s ", " Kazakhstan's"),
        ];
        for (set, written) in pairs {
            assert_eq!(folded(set), folded(written));
        }
        assert_ne!(folded("25 percent"), folded("52 percent"));
    }
}
