//! The words of each language. A word list is data: one table a language, no logic.

mod en;
mod ru;
mod tr;

use super::token::Token;
use crate::model::Operator;

/// The language of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Russian.
    Russian,
    /// Any other: digits only.
    Other,
}

impl Language {
    /// The language of a BCP 47 tag; its first part decides.
    pub fn of(tag: &str) -> Self {
        match tag.split('-').next().unwrap_or_default() {
            "en" => Self::English,
            "tr" => Self::Turkish,
            "ru" => Self::Russian,
            _ => Self::Other,
        }
    }

    /// Whether a comma stands before the decimals.
    pub(super) fn decimal_comma(self) -> bool {
        matches!(self, Self::Turkish | Self::Russian)
    }

    pub(super) fn lexicon(self) -> &'static Lexicon {
        match self {
            Self::English => &en::LEXICON,
            Self::Turkish => &tr::LEXICON,
            Self::Russian => &ru::LEXICON,
            Self::Other => &OTHER,
        }
    }
}

/// One or more words in a row, parted by single spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase(&'static str);

impl Phrase {
    pub(super) fn len(&self) -> usize {
        self.0.split(' ').count()
    }

    /// The token after the phrase, when it stands at token `at`.
    pub(super) fn match_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let mut next = at;
        for word in self.0.split(' ') {
            if tokens.get(next)?.word != word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}

/// What is to be known of a language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Number words with their values; of an inflected language, every form that is met.
    numbers: &'static [(&'static str, f64)],
    /// Endings that a number word may carry.
    endings: &'static [&'static str],
    /// Fractions, in percent.
    pub(super) fractions: &'static [(Phrase, f64)],
    /// What stands between part and whole: "in", "out of".
    pub(super) ratio_links: &'static [Phrase],
    /// Hedges before a number.
    pub(super) hedges_before: &'static [(Phrase, Operator)],
    /// Hedges after a number and its unit.
    pub(super) hedges_after: &'static [(Phrase, Operator)],
    /// Words that open a range.
    pub(super) range_openers: &'static [&'static str],
    /// Words between the ends of an opened range.
    pub(super) range_links: &'static [&'static str],
    /// Words and signs for percent.
    pub(super) percent: &'static [&'static str],
    /// What may stand between a hedge and its number.
    pub(super) fillers: &'static [&'static str],
    /// More than half, in words.
    pub(super) majority: &'static [Phrase],
    /// Less than half, in words.
    pub(super) minority: &'static [Phrase],
    /// Words that judge.
    pub(super) tone: &'static [&'static str],
}

impl Lexicon {
    /// The value of a number word.
    pub(super) fn number_word(&self, word: &str) -> Option<f64> {
        let exact = self.numbers.iter().find(|(w, _)| *w == word);
        let inflected =
            || self.numbers.iter().find(|(w, _)| word.strip_prefix(w).is_some_and(|rest| self.endings.contains(&rest)));
        exact.or_else(inflected).map(|(_, n)| *n)
    }
}

const fn p(words: &'static str) -> Phrase {
    Phrase(words)
}

const SIGNS: [(Phrase, Operator); 6] = [
    (p("~"), Operator::About),
    (p("≈"), Operator::About),
    (p("<"), Operator::Below),
    (p(">"), Operator::Above),
    (p("≤"), Operator::AtMost),
    (p("≥"), Operator::AtLeast),
];

static OTHER: Lexicon = Lexicon {
    numbers: &[],
    endings: &[],
    fractions: &[],
    ratio_links: &[],
    hedges_before: &SIGNS,
    hedges_after: &[],
    range_openers: &[],
    range_links: &[],
    percent: &["%"],
    fillers: &["%"],
    majority: &[],
    minority: &[],
    tone: &[],
};
