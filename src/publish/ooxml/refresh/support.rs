//! Whether the values of a chart support what a title says: the quantities that its words state, against the marks.

use crate::figure::{ChartData, Mark};
use crate::language::lexicon::{Measure, Quantity, Reader};
use crate::model::{Locale, Unit};

/// How far a fraction may be from the value that it stands for: "three in five" of 61 percent.
const ROUND: f64 = 2.5;
/// Numbers that are years rather than counts.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

/// The quantities of a title that no value of a chart supports, in its words.
pub(super) fn unsupported(title: &str, locale: Locale, data: &ChartData) -> Vec<String> {
    let stated = Reader::of(locale).expressions(title);
    let mut all: Vec<String> = Vec::new();
    for expression in stated {
        let supported = match (expression.quantity, expression.measure) {
            (Quantity::Number(n), Measure::Percent) => data.unit != Unit::Percent || any(data, n, 0.5),
            (Quantity::Number(n), Measure::None) => data.unit != Unit::Count || YEARS.contains(&n) || any(data, n, 0.5),
            (Quantity::Fraction(n), _) => data.unit != Unit::Percent || any(data, n, ROUND),
            (Quantity::Majority, _) => data.marks().any(|m| m.high().is_none_or(|high| high > 50.0)),
            (Quantity::Minority, _) => data.marks().any(|m| m.low() < 50.0),
            // What is between values, and what compares them, is not one of them.
            (Quantity::Number(_) | Quantity::Range(..) | Quantity::FractionRange(..) | Quantity::Factor(_), _) => true,
        };
        if !supported {
            all.push(title[expression.span].to_owned());
        }
    }
    all
}

/// Whether some mark can be a number, give or take.
fn any(data: &ChartData, number: f64, slack: f64) -> bool {
    let can_be = |m: &Mark| m.low() - slack <= number && m.high().is_none_or(|high| number <= high + slack);
    data.marks().any(can_be)
}
