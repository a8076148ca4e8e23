//! The words of each language. A word list is data: one table a language, no logic.

pub(super) mod en;
pub(super) mod ru;
pub(super) mod tr;

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::language::lexicon::token::Token;
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
    pub(crate) fn decimal_comma(self) -> bool {
        matches!(self, Self::Turkish | Self::Russian)
    }

    pub(crate) fn lexicon(self) -> &'static Lexicon {
        match self {
            Self::English => &en::LEXICON,
            Self::Turkish => &tr::LEXICON,
            Self::Russian => &ru::LEXICON,
            Self::Other => &OTHER,
        }
    }
}

/// One or more words in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase(&'static [&'static str]);

impl Phrase {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The token after the phrase, when it stands at token `at`.
    pub(crate) fn match_at(&self, tokens: &[Token<'_>], at: usize) -> Option<usize> {
        let end = at + self.0.len();
        let words = tokens.get(at..end)?;
        self.0.iter().zip(words).all(|(word, token)| token.word == *word).then_some(end)
    }
}

/// What is to be known of a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Number words with their values; of an inflected language, every form that is met.
    numbers: &'static [(&'static str, f64)],
    /// The least number that a unit joins: 20 ("twenty-one"), or 10 ("on bir").
    pub(crate) least_joined: f64,
    /// Endings that a number word may carry.
    endings: &'static [&'static str],
    /// Fractions, in percent.
    pub(crate) fractions: &'static [(Phrase, f64)],
    /// What stands between part and whole: "in", "out of".
    pub(crate) ratio_links: &'static [Phrase],
    /// Hedges before a number.
    pub(crate) hedges_before: &'static [(Phrase, Operator)],
    /// Hedges after a number and its unit.
    pub(crate) hedges_after: &'static [(Phrase, Operator)],
    /// Words that open a range.
    pub(crate) range_openers: &'static [&'static str],
    /// Words between the ends of an opened range.
    pub(crate) range_links: &'static [&'static str],
    /// Words and signs for percent.
    pub(crate) percent: &'static [&'static str],
    /// What may stand between a hedge and its number.
    pub(crate) fillers: &'static [&'static str],
    /// More than half, in words.
    pub(crate) majority: &'static [Phrase],
    /// Less than half, in words.
    pub(crate) minority: &'static [Phrase],
    /// Words that judge.
    pub(crate) tone: &'static [&'static str],
    /// The first words of everything that can open a quantity, worked out when first needed.
    openers: OnceLock<HashSet<&'static str>>,
}

impl Lexicon {
    /// Whether nothing that starts with this token can be a quantity. Most words of a text end here.
    pub(crate) fn passes_over(&self, token: &Token<'_>) -> bool {
        let inflected = || !self.endings.is_empty() && self.number_word(&token.word).is_some();
        !token.digits && !self.openers().contains(token.word.as_ref()) && !inflected()
    }

    /// The first words of fractions and shares, and number words without endings.
    fn openers(&self) -> &HashSet<&'static str> {
        self.openers.get_or_init(|| {
            let fractions = self.fractions.iter().map(|(p, _)| p.0[0]);
            let shares = self.majority.iter().chain(self.minority).map(|p| p.0[0]);
            fractions.chain(shares).chain(self.numbers.iter().map(|(w, _)| *w)).collect()
        })
    }

    /// The value of a number word.
    pub(crate) fn number_word(&self, word: &str) -> Option<f64> {
        if self.endings.is_empty() && !self.openers().contains(word) {
            return None;
        }
        let exact = self.numbers.iter().find(|(w, _)| *w == word);
        let inflected =
            || self.numbers.iter().find(|(w, _)| word.strip_prefix(w).is_some_and(|rest| self.endings.contains(&rest)));
        exact.or_else(inflected).map(|(_, n)| *n)
    }
}

const fn p(words: &'static [&'static str]) -> Phrase {
    Phrase(words)
}

/// Hedges as signs, the same in every language.
pub(crate) static SIGNS: [(Phrase, Operator); 6] = [
    (p(&["~"]), Operator::About),
    (p(&["≈"]), Operator::About),
    (p(&["<"]), Operator::Below),
    (p(&[">"]), Operator::Above),
    (p(&["≤"]), Operator::AtMost),
    (p(&["≥"]), Operator::AtLeast),
];

static OTHER: Lexicon = Lexicon {
    numbers: &[],
    least_joined: 20.0,
    endings: &[],
    fractions: &[],
    ratio_links: &[],
    hedges_before: &[],
    hedges_after: &[],
    range_openers: &[],
    range_links: &[],
    percent: &["%"],
    fillers: &["%"],
    majority: &[],
    minority: &[],
    tone: &[],
    openers: OnceLock::new(),
};
