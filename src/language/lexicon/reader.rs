//! The word list of a language, made ready for reading.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::language::lexicon::token::{Token, tokens};
use crate::locale::{Hedges, Lexicon, Locale};
use crate::model::Operator;

/// Hedges as signs, the same in every language.
const SIGNS: Hedges =
    Hedges { about: &["~", "≈"], nearly: &[], below: &["<"], at_most: &["≤"], above: &[">"], at_least: &["≥"] };

/// What is read of a language without a word list: digits and signs.
static DIGITS: Lexicon = {
    const NONE: Hedges = Hedges { about: &[], nearly: &[], below: &[], at_most: &[], above: &[], at_least: &[] };
    Lexicon {
        numbers: &[],
        least_joined: 20.0,
        endings: &[],
        fractions: &[],
        ratio_links: &[],
        hedges_before: NONE,
        hedges_after: NONE,
        range_openers: &[],
        range_links: &[],
        percent: &["%"],
        fillers: &["%"],
        majority: &[],
        minority: &[],
        tone: &[],
    }
};

/// One or more words in a row.
#[derive(Debug)]
pub(crate) struct Phrase(Vec<&'static str>);

impl Phrase {
    /// Cuts a phrase as texts are cut, so that the two are alike.
    fn new(phrase: &'static str) -> Self {
        Self(tokens(phrase, '.').into_iter().map(|t| &phrase[t.span]).collect())
    }

    fn all(phrases: &[&'static str]) -> Vec<Self> {
        phrases.iter().map(|p| Self::new(p)).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The token behind the phrase, when it stands at token `at`.
    pub(crate) fn match_at(&self, tokens: &[Token<'_>], at: usize) -> Option<usize> {
        let end = at + self.0.len();
        let words = tokens.get(at..end)?;
        self.0.iter().zip(words).all(|(word, token)| token.word == *word).then_some(end)
    }
}

/// A wording of a hedge.
#[derive(Debug)]
pub(crate) struct Hedge {
    /// The words.
    pub(crate) phrase: Phrase,
    /// What they say of the number.
    pub(crate) operator: Operator,
}

fn hedges(hedges: &Hedges) -> impl Iterator<Item = Hedge> + use<> {
    let by_operator = [
        (hedges.about, Operator::About),
        (hedges.nearly, Operator::Nearly),
        (hedges.below, Operator::Below),
        (hedges.at_most, Operator::AtMost),
        (hedges.above, Operator::Above),
        (hedges.at_least, Operator::AtLeast),
    ];
    by_operator.into_iter().flat_map(|(phrases, operator)| {
        phrases.iter().map(move |phrase| Hedge { phrase: Phrase::new(phrase), operator })
    })
}

/// Reads the quantities that texts in one language state.
#[derive(Debug)]
pub struct Reader {
    /// The words, of which single ones are looked up as they are.
    pub(crate) lexicon: &'static Lexicon,
    knows_words: bool,
    /// The mark before decimals.
    pub(crate) decimal: char,
    /// Fractions, in percent.
    pub(crate) fractions: Vec<(Phrase, f64)>,
    /// What stands between part and whole.
    pub(crate) ratio_links: Vec<Phrase>,
    /// Hedges before a number, signs included.
    pub(crate) hedges_before: Vec<Hedge>,
    /// Hedges behind a number and its unit.
    pub(crate) hedges_after: Vec<Hedge>,
    /// More than half, in words.
    pub(crate) majority: Vec<Phrase>,
    /// Less than half, in words.
    pub(crate) minority: Vec<Phrase>,
    /// The first words of everything that can open a quantity.
    openers: HashSet<&'static str>,
}

impl Reader {
    /// The reader of a language of figures.
    pub fn of(locale: Locale) -> &'static Self {
        static READERS: [OnceLock<Reader>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];
        READERS[locale.index()].get_or_init(|| {
            let language = locale.language();
            Self::new(language.lexicon.as_ref(), language.numbers.decimal)
        })
    }

    /// The reader of a BCP 47 tag, of which the first part decides. Of an unknown language only digits are read, with a
    /// point before decimals.
    pub fn of_tag(tag: &str) -> &'static Self {
        static OTHER: OnceLock<Reader> = OnceLock::new();
        Locale::of_tag(tag).map_or_else(|| OTHER.get_or_init(|| Self::new(None, '.')), Self::of)
    }

    fn new(lexicon: Option<&'static Lexicon>, decimal: char) -> Self {
        let (lexicon, knows_words) = (lexicon.unwrap_or(&DIGITS), lexicon.is_some());
        let shares = [lexicon.majority, lexicon.minority].concat();
        let fractions: Vec<(Phrase, f64)> = lexicon.fractions.iter().map(|(p, n)| (Phrase::new(p), *n)).collect();
        let phrases = Phrase::all(&shares);
        let first_words = phrases.iter().chain(fractions.iter().map(|(p, _)| p)).filter_map(|p| p.0.first().copied());
        Self {
            openers: first_words.chain(lexicon.numbers.iter().map(|(word, _)| *word)).collect(),
            ratio_links: Phrase::all(lexicon.ratio_links),
            hedges_before: hedges(&SIGNS).chain(hedges(&lexicon.hedges_before)).collect(),
            hedges_after: hedges(&lexicon.hedges_after).collect(),
            majority: Phrase::all(lexicon.majority),
            minority: Phrase::all(lexicon.minority),
            lexicon,
            knows_words,
            decimal,
            fractions,
        }
    }

    /// Whether number words and hedges are known, and not digits and signs alone.
    pub fn knows_words(&self) -> bool {
        self.knows_words
    }

    /// Whether nothing that starts with this token can be a quantity. Most words of a text end here.
    pub(crate) fn passes_over(&self, token: &Token<'_>) -> bool {
        let inflected = || !self.lexicon.endings.is_empty() && self.number_word(&token.word).is_some();
        !token.digits && !self.openers.contains(token.word.as_ref()) && !inflected()
    }

    /// The value of a number word.
    pub(crate) fn number_word(&self, word: &str) -> Option<f64> {
        let (numbers, endings) = (self.lexicon.numbers, self.lexicon.endings);
        if endings.is_empty() && !self.openers.contains(word) {
            return None;
        }
        let exact = numbers.iter().find(|(w, _)| *w == word);
        let inflected =
            || numbers.iter().find(|(w, _)| word.strip_prefix(w).is_some_and(|rest| endings.contains(&rest)));
        exact.or_else(inflected).map(|(_, n)| *n)
    }
}
