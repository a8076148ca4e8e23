//! One quantitative statement of a text.

use std::ops::Range;

use crate::language::lexicon::{Expression, Quantity};
use crate::model::{Operator, Unit};

/// One quantitative statement of a text, as its words give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its bytes in the text: the number with its hedge and unit.
    pub span: Range<usize>,
    /// The bytes of the sentence, or of the row of a table, that it stands in.
    pub sentence: Range<usize>,
    /// The hedge.
    pub operator: Operator,
    /// The number or the two ends of a range.
    pub figure: Figure,
    /// What the number counts.
    pub unit: Measured,
    /// What the statement says.
    pub kind: StatementKind,
}

/// The number of a statement. Fractions are given in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// One number; 50 for a majority and a minority.
    One(f64),
    /// The two ends of a range.
    Two(f64, f64),
}

/// What the number of a statement counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// Percent of a whole.
    Percent,
    /// Percentage points, of a change or a difference.
    Points,
    /// Things or people.
    Count,
    /// Times: "doubled" is 2.
    Times,
}

impl Measured {
    /// The word of the `unit` field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Count => "count",
            Self::Times => "times",
        }
    }

    /// The unit of a record with this number; none where records have no such unit, or need a sign that the statement leaves
    /// to its verb.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Self::Percent => Some(Unit::Percent),
            Self::Count => Some(Unit::Count),
            Self::Points | Self::Times => None,
        }
    }
}

/// What a statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementKind {
    /// A share in percent.
    Share,
    /// A share as a fraction or ratio: "a quarter", "six in ten".
    Proportion,
    /// More than half, in words.
    Majority,
    /// Less than half, in words.
    Minority,
    /// A change or a difference.
    Change,
    /// A number of things or people.
    Count,
}

impl StatementKind {
    /// The word of the `kind` field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Proportion => "proportion",
            Self::Majority => "majority",
            Self::Minority => "minority",
            Self::Change => "change",
            Self::Count => "count",
        }
    }
}

/// What a number says and counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) unit: Measured,
    pub(super) kind: StatementKind,
}

impl Statement {
    /// A statement from what its words say and what their surroundings make of it; offsets are those of the text.
    pub(super) fn new(expression: &Expression, meaning: Meaning, offset: usize, sentence: Range<usize>) -> Self {
        let (operator, figure) = reading(expression);
        let span = expression.span.start + offset..expression.span.end + offset;
        Self { span, sentence, operator, figure, unit: meaning.unit, kind: meaning.kind }
    }
}

/// Whether a phrase is said again as an exact number, in brackets after it in the same sentence: "three in five nurses (59%)".
pub fn is_said_again(text: &str, phrase: &Statement, exact: &Statement) -> bool {
    let Some(between) = text.get(phrase.span.end..exact.span.start) else { return false };
    let worded = matches!(phrase.kind, StatementKind::Proportion | StatementKind::Majority | StatementKind::Minority);
    let bracketed =
        between.ends_with('(') && !between.contains([')', ';', ',']) && text[exact.span.end..].starts_with(')');
    let fits = match (phrase.figure, phrase.operator, exact.figure) {
        (Figure::One(n), Operator::Above | Operator::AtLeast, Figure::One(own)) => own >= n,
        (Figure::One(n), Operator::Below | Operator::AtMost, Figure::One(own)) => own <= n,
        (Figure::One(n), _, Figure::One(own)) => (n - own).abs() <= 5.0,
        (Figure::Two(low, high), _, Figure::One(own)) => low <= own && own <= high,
        (_, _, Figure::Two(..)) => false,
    };
    phrase.sentence == exact.sentence && worded && exact.kind == StatementKind::Share && bracketed && fits
}

fn reading(expression: &Expression) -> (Operator, Figure) {
    match expression.quantity {
        Quantity::Majority => (Operator::Above, Figure::One(50.0)),
        Quantity::Minority => (Operator::Below, Figure::One(50.0)),
        Quantity::Range(low, high) | Quantity::FractionRange(low, high) => {
            (Operator::Between, Figure::Two(hundredths(low), hundredths(high)))
        }
        Quantity::Fraction(n) => (expression.operator(), Figure::One(hundredths(n))),
        Quantity::Number(n) | Quantity::Factor(n) => (expression.operator(), Figure::One(n)),
    }
}

/// Whether a recorded number is that of a statement, which says its direction by its verb: -3.7 of "fell by 3.7 points", 14 of
/// "one in seven".
pub(super) fn is_near(recorded: f64, stated: f64) -> bool {
    let apart = (recorded.abs() - stated).abs();
    apart < 0.51 && apart <= stated * 0.02 + 0.005
}

/// A third is 33.33 percent.
fn hundredths(n: f64) -> f64 {
    (n * 100.0).round() / 100.0
}
