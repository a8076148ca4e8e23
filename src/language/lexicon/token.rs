//! A text as words, numbers and marks.

use std::borrow::Cow;
use std::ops::Range;

/// One word, number or mark.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token<'t> {
    /// In lower case; a number without its thousands separators and with a point before its decimals.
    pub(crate) word: Cow<'t, str>,
    /// The bytes in the text.
    pub(crate) span: Range<usize>,
    /// Whether an apostrophe joins it to the token before, as a Turkish ending is.
    pub(crate) after_apostrophe: bool,
    /// Whether it is a number in digits.
    pub(crate) digits: bool,
}

/// Cuts a text into tokens. Numbers keep their decimals; `decimal` is the mark before them, and the other of comma and point stands between groups.
pub(crate) fn tokens(text: &str, decimal: char) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(text.len() / 6 + 1);
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let after_apostrophe = out.last().is_some_and(|t| matches!(&text[t.span.end..start], "'" | "’"));
        if c.is_ascii_digit() {
            let end = number_end(text, start, decimal);
            while rest.next_if(|(i, _)| *i < end).is_some() {}
            let word = plain_number(&text[start..end], decimal);
            out.push(Token { word, span: start..end, after_apostrophe: false, digits: true });
        } else if c.is_alphabetic() {
            let mut end = start + c.len_utf8();
            while let Some((i, c)) = rest.next_if(|(_, c)| c.is_alphabetic() || *c == '\u{307}') {
                end = i + c.len_utf8();
            }
            out.push(Token { word: lower(&text[start..end]), span: start..end, after_apostrophe, digits: false });
        } else if matches!(c, '%' | '-' | '–' | '~' | '<' | '>' | '≈' | '≤' | '≥' | '.' | ';' | '(' | ')') {
            let end = start + c.len_utf8();
            out.push(Token {
                word: Cow::Borrowed(&text[start..end]),
                span: start..end,
                after_apostrophe: false,
                digits: false,
            });
        }
    }
    out
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('\u{307}', ""))
}

/// The end of the number that starts at `start`: digits, separators between digits, decimals.
fn number_end(text: &str, start: usize, decimal: char) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let (decimal, group) = if decimal == ',' { (b',', b'.') } else { (b'.', b',') };
    let mut end = start;
    while digit(end) {
        end += 1;
    }
    let three = |i: usize| digit(i) && digit(i + 1) && digit(i + 2) && !digit(i + 3);
    while end - start <= 15 && bytes.get(end) == Some(&group) && three(end + 1) {
        end += 4;
    }
    if bytes.get(end) == Some(&decimal) && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
    }
    end
}

fn plain_number(written: &str, decimal: char) -> Cow<'_, str> {
    match decimal == ',' {
        true if written.contains(['.', ',']) => Cow::Owned(written.replace('.', "").replace(',', ".")),
        false if written.contains(',') => Cow::Owned(written.replace(',', "")),
        _ => Cow::Borrowed(written),
    }
}
