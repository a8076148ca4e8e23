//! Numbers in prose: digits, number words, fractions, and the hedges round them, in every language that has a
//! [`Lexicon`](crate::locale::Lexicon).
//!
//! ```
//! use citeplot::language::lexicon::Reader;
//! use citeplot::model::{Locale, Operator};
//! let found = Reader::of(Locale::En).expressions("nearly a quarter did not see it");
//! assert_eq!(found[0].operator(), Operator::Nearly);
//! assert!(found[0].states(25.0, 0.5));
//! ```

pub(super) mod number;
pub(super) mod reader;
pub(super) mod token;

use std::ops::Range;

use crate::model::{Operator, Value};
use number::Amount;
use reader::{Hedge, Phrase};
use token::{Token, tokens};

pub use reader::Reader;

/// A quantity that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its bytes in the text, hedge included.
    pub span: Range<usize>,
    /// What it states.
    pub quantity: Quantity,
    /// The hedge word, when there is one.
    pub hedge: Option<Operator>,
}

/// The quantity of an [`Expression`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// A number in digits or words.
    Number(f64),
    /// A fraction, in percent: "a quarter" is 25, "six in ten" is 60.
    Fraction(f64),
    /// "between 20 and 30", "20–30".
    Range(f64, f64),
    /// "a majority", "most", "more than half".
    Majority,
    /// "a minority".
    Minority,
}

impl Expression {
    /// The operator that this wording asks of a record.
    pub fn operator(&self) -> Operator {
        match (self.quantity, self.hedge) {
            (Quantity::Majority, _) => Operator::Majority,
            (Quantity::Minority, _) => Operator::Minority,
            (Quantity::Range(..), _) => Operator::Between,
            (_, Some(hedge)) => hedge,
            (Quantity::Fraction(_), None) => Operator::About,
            (Quantity::Number(_), None) => Operator::Exact,
        }
    }

    /// Whether it states this number, give or take the rounding of the record (half a unit of its last digit).
    pub fn states(&self, number: f64, rounding: f64) -> bool {
        match self.quantity {
            Quantity::Number(n) => (n - number).abs() < 1e-9,
            Quantity::Fraction(n) => (n - number).abs() <= rounding,
            Quantity::Range(low, high) => low == number || high == number,
            Quantity::Majority | Quantity::Minority => false,
        }
    }

    /// Whether it states the number or numbers of a value, whatever the hedge.
    pub fn states_value(&self, value: &Value) -> bool {
        match value {
            Value::Majority => self.quantity == Quantity::Majority,
            Value::Minority => self.quantity == Quantity::Minority,
            Value::Unquantified => false,
            Value::Between(low, high) => self.quantity == Quantity::Range(low.value(), high.value()),
            other => other.number().is_some_and(|n| self.states(n.value(), n.rounding())),
        }
    }
}

impl Reader {
    /// All quantities of a text, in order.
    pub fn expressions(&self, text: &str) -> Vec<Expression> {
        let tokens = tokens(text, self.decimal);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if self.passes_over(&tokens[at]) {
                at += 1;
                continue;
            }
            match expression_at(&tokens, at, self) {
                Some((expression, next)) => {
                    found.push(expression);
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The words of a text that judge a number rather than state it ("only", "a mere").
    pub fn tone_words(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = tokens(text, self.decimal);
        let is_tone = |t: &&Token<'_>| self.lexicon.tone.contains(&t.word.as_ref());
        tokens.iter().filter(is_tone).map(|t| t.span.clone()).collect()
    }
}

fn expression_at(tokens: &[Token<'_>], at: usize, reader: &Reader) -> Option<(Expression, usize)> {
    if let Some((quantity, next)) = share_words(tokens, at, reader) {
        let span = tokens[at].span.start..tokens[next - 1].span.end;
        return Some((Expression { span, quantity, hedge: None }, next));
    }
    let (amount, end) = number::amount_at(tokens, at, reader)?;
    if let Some((quantity, next)) = range_from(tokens, amount, end, reader) {
        let span = tokens[at].span.start..tokens[next - 1].span.end;
        return Some((Expression { span, quantity, hedge: None }, next));
    }
    let quantity = match amount {
        Amount::Number(n) => Quantity::Number(n),
        Amount::Fraction(n) => Quantity::Fraction(n),
    };
    let mut first = at;
    while first > 0 && reader.lexicon.fillers.contains(&tokens[first - 1].word.as_ref()) {
        first -= 1;
    }
    let mut last = skip(tokens, end, |t| t.after_apostrophe || reader.lexicon.percent.contains(&t.word.as_ref()));
    let before = ending(tokens, first, &reader.hedges_before);
    let after = starting(tokens, last, &reader.hedges_after);
    let hedge = match (before, after) {
        (Some((operator, from)), _) => {
            first = from;
            Some(operator)
        }
        (None, Some((operator, to))) => {
            last = to;
            Some(operator)
        }
        (None, None) => None,
    };
    let over_half = matches!((quantity, hedge), (Quantity::Fraction(n), Some(Operator::Above)) if n == 50.0);
    let under_half = matches!((quantity, hedge), (Quantity::Fraction(n), Some(Operator::Below)) if n == 50.0);
    let quantity = match (over_half, under_half) {
        (true, _) => Quantity::Majority,
        (_, true) => Quantity::Minority,
        _ => quantity,
    };
    let span = tokens[first].span.start..tokens[last.max(end) - 1].span.end;
    Some((Expression { span, quantity, hedge }, last.max(end)))
}

/// "a majority", "most".
fn share_words(tokens: &[Token<'_>], at: usize, reader: &Reader) -> Option<(Quantity, usize)> {
    let matches = |phrases: &[Phrase]| phrases.iter().filter_map(|p| p.match_at(tokens, at)).max();
    let majority = matches(&reader.majority).map(|next| (Quantity::Majority, next));
    majority.or_else(|| matches(&reader.minority).map(|next| (Quantity::Minority, next)))
}

/// "… and 30" after "between 20", "– 30" after "20".
fn range_from(tokens: &[Token<'_>], first: Amount, end: usize, reader: &Reader) -> Option<(Quantity, usize)> {
    let Amount::Number(low) = first else { return None };
    let middle = skip(tokens, end, |t| t.after_apostrophe || reader.lexicon.percent.contains(&t.word.as_ref()));
    let link = tokens.get(middle)?;
    let dash = matches!(link.word.as_ref(), "-" | "–");
    let opened =
        end >= 2 && tokens[..end - 1].last().is_some_and(|t| reader.lexicon.range_openers.contains(&t.word.as_ref()));
    let linked = dash || (opened && reader.lexicon.range_links.contains(&link.word.as_ref()));
    if !linked {
        return None;
    }
    let second = skip(tokens, middle + 1, |t| reader.lexicon.percent.contains(&t.word.as_ref()));
    let (Amount::Number(high), next) = number::amount_at(tokens, second, reader)? else { return None };
    let next = skip(tokens, next, |t| t.after_apostrophe || reader.lexicon.percent.contains(&t.word.as_ref()));
    (low < high).then_some((Quantity::Range(low, high), next))
}

fn skip(tokens: &[Token<'_>], from: usize, passes: impl Fn(&Token<'_>) -> bool) -> usize {
    from + tokens[from.min(tokens.len())..].iter().take_while(|t| passes(t)).count()
}

/// The longest hedge, sign or words, that ends just before token `end`, with the token that it starts at.
fn ending(tokens: &[Token<'_>], end: usize, hedges: &[Hedge]) -> Option<(Operator, usize)> {
    let start_of = |p: &Phrase| end.checked_sub(p.len()).filter(|&s| p.match_at(tokens, s) == Some(end));
    hedges.iter().filter_map(|h| start_of(&h.phrase).map(|s| (h.operator, s))).min_by_key(|(_, start)| *start)
}

/// The longest hedge that starts at token `start`, with the token after it.
fn starting(tokens: &[Token<'_>], start: usize, hedges: &[Hedge]) -> Option<(Operator, usize)> {
    let end_of = |h: &Hedge| h.phrase.match_at(tokens, start).map(|next| (h.operator, next));
    hedges.iter().filter_map(end_of).max_by_key(|(_, next)| *next)
}
