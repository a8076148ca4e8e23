//! Words that judge a number rather than state it.

use std::ops::Range;

use crate::locale::{Language, Locale};

/// The words of a text that judge a number rather than state it ("only", "a mere"); none of a language without a word
/// list.
///
/// ```
/// use citeplot::language::lexicon::tone_words;
/// use citeplot::model::Locale;
/// assert_eq!(tone_words("Only 4 percent", Locale::En), [0..4]);
/// assert_eq!(tone_words("YALNIZCA yüzde 4", Locale::Tr), [0..8]);
/// ```
pub fn tone_words(text: &str, locale: Locale) -> Vec<Range<usize>> {
    let language = locale.language();
    let Some(lexicon) = language.lexicon else { return Vec::new() };
    let tone: Vec<&str> = lexicon.tone.split(' ').collect();
    words(text).filter(|word| tone.contains(&lower(&text[word.clone()], language).as_str())).collect()
}

/// The words of a text: letters in a row, with their accents.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '\u{301}' | '\u{307}');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        at = text[start..].find(|c| !is_part(c)).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// A word in lower case.
fn lower(word: &str, language: &Language) -> String {
    let dotted = language.punctuation.capital_i == 'İ';
    let plain = word.chars().map(|c| match c {
        'I' if dotted => 'ı',
        'İ' => 'i',
        other => other,
    });
    plain.flat_map(char::to_lowercase).collect()
}
