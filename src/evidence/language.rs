//! The language of a text, from its letters.

use crate::language::lexicon::Reader;
use crate::locale::Locale;

/// A language that a text can be told to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Turkish,
    Russian,
    /// Any other: of it only digits are read.
    Other,
}

impl Language {
    /// What reads it.
    pub(super) fn reader(self) -> &'static Reader {
        match self {
            Self::English => Reader::of(Locale::En),
            Self::Turkish => Reader::of(Locale::Tr),
            Self::Russian => Reader::of(Locale::Ru),
            Self::Other => Reader::of_tag("und"),
        }
    }
}

/// How many letters of each kind a text has.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    latin: usize,
    turkish: usize,
    cyrillic: usize,
    /// Cyrillic letters that Russian does not have.
    not_russian: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut bytes = text.as_bytes();
        while let [byte, rest @ ..] = bytes {
            bytes = rest;
            match (byte, rest.first()) {
                (b'a'..=b'z' | b'A'..=b'Z', _) => found.latin += 1,
                // ı İ ğ Ğ ş Ş
                (0xC4, Some(0xB0 | 0xB1 | 0x9E | 0x9F)) | (0xC5, Some(0x9E | 0x9F)) => found.turkish += 1,
                // і ї є, ґ and the Kazakh letters
                (0xD1, Some(0x94 | 0x96 | 0x97)) | (0xD2 | 0xD3, Some(_)) => found.not_russian += 1,
                (0xD0 | 0xD1, Some(_)) => found.cyrillic += 1,
                _ => {}
            }
        }
        found
    }

    fn all(self) -> usize {
        self.latin + self.turkish + self.cyrillic + self.not_russian
    }
}

/// How much of a text is looked at to tell its main language.
const LOOKED_AT: usize = 1 << 16;

/// The main language of a text.
pub(super) fn main(text: &str) -> Language {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let letters = Letters::of(text);
    if let Some(language) = by_letters(letters) {
        return language;
    }
    match () {
        () if english_words(text) => Language::English,
        () if letters.all() > 400 => Language::Other,
        // A headline has too few words to tell by.
        () => Language::English,
    }
}

/// The language of a part of a text whose main language is known.
pub(super) fn of_part(part: &str, main: Language) -> Language {
    if part.is_ascii() && main == Language::English {
        return main;
    }
    let letters = Letters::of(part);
    match by_letters(letters) {
        Some(language) if letters.all() >= 20 => language,
        Some(_) => main,
        None if main == Language::English || letters.all() < 60 => main,
        None if english_words(part) => Language::English,
        None => {
            if main == Language::Russian {
                Language::English
            } else {
                main
            }
        }
    }
}

fn by_letters(letters: Letters) -> Option<Language> {
    let all = letters.all().max(1);
    if (letters.cyrillic + letters.not_russian) * 5 > all * 2 {
        let russian = letters.not_russian * 50 < letters.cyrillic;
        return Some(if russian { Language::Russian } else { Language::Other });
    }
    (letters.turkish * 50 > all).then_some(Language::Turkish)
}

/// Whether the commonest words of English stand in a text.
fn english_words(text: &str) -> bool {
    let common =
        |w: &&str| matches!(*w, "the" | "of" | "and" | "to" | "is" | "are" | "said" | "in" | "percent" | "The");
    let (mut words, mut english) = (0, 0);
    for word in text.split_ascii_whitespace().take(400) {
        words += 1;
        english += usize::from(common(&word));
    }
    english * 12 >= words && english > 0
}
