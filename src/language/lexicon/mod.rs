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

pub(crate) mod amount;
pub(crate) mod reader;
pub(crate) mod reading;
mod share;
pub(crate) mod token;
mod tone;

use std::ops::Range;

use crate::model::{Operator, Value};
use amount::Words;
use token::tokenize;

pub use reader::Reader;
pub use tone::tone_words;

/// A quantity that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its bytes in the text, hedge and unit included.
    pub span: Range<usize>,
    /// What it states.
    pub quantity: Quantity,
    /// The hedge word, when there is one.
    pub hedge: Option<Operator>,
    /// The unit that its words give it.
    pub measure: Measure,
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
    /// "between a quarter and a third", in percent.
    FractionRange(f64, f64),
    /// "doubled" is 2, "three times as many" is 3.
    Factor(f64),
    /// "a majority", "most", "more than half".
    Majority,
    /// "a minority".
    Minority,
}

/// The unit of an [`Expression`], as its own words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// No unit: a fraction, or a number of which the words around say what it counts.
    None,
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Points of which the words around have to say whether they are percentage points.
    BarePoints,
}

impl Expression {
    /// The operator that this wording asks of a record.
    pub fn operator(&self) -> Operator {
        match (self.quantity, self.hedge) {
            (Quantity::Majority, _) => Operator::Majority,
            (Quantity::Minority, _) => Operator::Minority,
            (Quantity::Range(..) | Quantity::FractionRange(..), _) => Operator::Between,
            (_, Some(hedge)) => hedge,
            (Quantity::Fraction(_), None) => Operator::About,
            (Quantity::Number(_) | Quantity::Factor(_), None) => Operator::Exact,
        }
    }

    /// Whether it states this number, give or take the rounding of the record (half a unit of its last digit).
    pub fn states(&self, number: f64, rounding: f64) -> bool {
        match self.quantity {
            Quantity::Number(n) => (n - number).abs() < 1e-9,
            Quantity::Fraction(n) => (n - number).abs() <= rounding,
            Quantity::Range(low, high) => low == number || high == number,
            Quantity::FractionRange(low, high) => [low, high].iter().any(|n| (n - number).abs() <= rounding),
            Quantity::Factor(_) | Quantity::Majority | Quantity::Minority => false,
        }
    }

    /// Whether it states the number or numbers of a value, whatever the hedge.
    pub fn states_value(&self, value: &Value) -> bool {
        match value {
            Value::Majority => self.quantity == Quantity::Majority,
            Value::Minority => self.quantity == Quantity::Minority,
            Value::Unquantified => false,
            Value::Between(low, high) => match self.quantity {
                Quantity::Range(a, b) => a == low.value() && b == high.value(),
                Quantity::FractionRange(a, b) => {
                    (a - low.value()).abs() <= low.rounding() && (b - high.value()).abs() <= high.rounding()
                }
                Quantity::Number(_)
                | Quantity::Fraction(_)
                | Quantity::Factor(_)
                | Quantity::Majority
                | Quantity::Minority => false,
            },
            other => other.number().is_some_and(|n| self.states(n.value(), n.rounding())),
        }
    }
}

impl Reader {
    /// All quantities of a text, in order.
    pub fn expressions(&self, text: &str) -> Vec<Expression> {
        let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
        tokenize(text, self, &mut tokens);
        Words { text, tokens: &tokens, reader: self }.read().into_iter().map(|r| r.expression).collect()
    }
}
