//! Whether the values of a chart support what a title says: the quantities that its words state, against the marks.

use std::ops::{Range, RangeInclusive};

use crate::figure::data::{ChartData, Mark, Row};
use crate::language::lexicon::{Expression, Measure, Quantity, Reader};
use crate::model::{Dimension, Interval, Locale, Operator, Unit};

/// How far a number may be from the value that it stands for, by rounding.
const ROUNDED: f64 = 0.5;
/// How far a fraction may be from the value that it stands for: "three in five" of 61 percent. Also "about 40" of 42.
const ROUND: f64 = 2.5;
/// How far "nearly 50" may lie above the value, in percent of the number.
const NEAR: f64 = 0.1;
/// How far "more than 40" may lie below the value, and "less than 50" above it.
const BOUND: f64 = 10.0;
/// Numbers that are years rather than counts.
const YEARS: RangeInclusive<f64> = 1900.0..=2100.0;
/// The greatest number that may count the things of which a title speaks: "twelve countries".
const FEW: f64 = 12.0;
/// How wide the interval of a value may be from which a sum or a rest follows.
const NARROW: f64 = 10.0;
/// From how many percent on answers are nearly a whole.
const NEARLY_WHOLE: f64 = 75.0;

/// The quantities of a title that no value of a chart supports, in its words. A quantity is supported by a value, by what is
/// left of a whole, by the sum of several answers of one group, and, as points, by the difference of two values.
pub(crate) fn unsupported(title: &str, locale: Locale, data: &ChartData) -> Vec<String> {
    let stated = Reader::of(locale).expressions(title);
    let stated = stated.into_iter().filter(|expression| !is_supported(title, expression, data));
    stated.map(|expression| title[expression.span].to_owned()).collect()
}

fn is_supported(title: &str, expression: &Expression, data: &ChartData) -> bool {
    let number = |n| allowed(n, ROUNDED, expression.hedge);
    match (expression.quantity, expression.measure, data.unit) {
        (Quantity::Number(n), Measure::Percent, Unit::Percent) => is_share(data, number(n)),
        (Quantity::Number(n), Measure::None, Unit::Percent) if is_named(title, &expression.span, n) => {
            is_share(data, number(n))
        }
        (Quantity::Number(n), Measure::None, Unit::Count) => {
            n <= FEW || YEARS.contains(&n) || any(data, number(n)) || is_sum(&all(data), number(n))
        }
        (Quantity::Fraction(n), _, Unit::Percent) => is_share(data, allowed(n, ROUND, expression.hedge)),
        (Quantity::Number(n), Measure::Points | Measure::BarePoints, Unit::Percent) => {
            is_difference(data, number(n).start - ROUNDED..number(n).end + ROUNDED)
        }
        (Quantity::Majority, _, _) => {
            data.unit != Unit::Percent || any(data, 50.1..f64::INFINITY) || sums(data, 50.1..f64::INFINITY)
        }
        (Quantity::Minority, _, _) => data.unit != Unit::Percent || any(data, f64::NEG_INFINITY..49.9),
        // What is between values, and what compares them, is not one of them; years and numbers of those who were asked
        // stand in charts of anything.
        (
            Quantity::Number(_)
            | Quantity::Fraction(_)
            | Quantity::Range(..)
            | Quantity::FractionRange(..)
            | Quantity::Factor(_),
            Measure::None | Measure::Percent | Measure::Points | Measure::BarePoints,
            Unit::Percent | Unit::Points | Unit::Mean | Unit::Index | Unit::Count | Unit::Rank | Unit::Year,
        ) => true,
    }
}

/// The values of which a number with its hedge can speak, give or take.
fn allowed(number: f64, slack: f64, hedge: Option<Operator>) -> Range<f64> {
    let (below, above) = match hedge {
        Some(Operator::About) => (ROUND, ROUND),
        Some(Operator::Nearly) => (NEAR * number, 0.0),
        Some(Operator::Below | Operator::AtMost) => (BOUND.max(NEAR * number), 0.0),
        Some(Operator::Above | Operator::AtLeast) => (0.0, BOUND.max(NEAR * number)),
        Some(
            Operator::Exact | Operator::Between | Operator::Majority | Operator::Minority | Operator::Unquantified,
        )
        | None => (0.0, 0.0),
    };
    number - below.max(slack)..number + above.max(slack)
}

/// Whether a bare number is what the words before it come to: "Holiday: 42".
fn is_named(title: &str, span: &Range<usize>, number: f64) -> bool {
    let (before, after) = (title[..span.start].trim_end(), title[span.end..].trim_start());
    let ends = after.is_empty() || after.starts_with([',', ';', '.']);
    before.ends_with(':') && ends && number > FEW && number <= 100.0
}

/// Whether a chart shows this share, what it leaves of the whole, or answers that come to it.
fn is_share(data: &ChartData, share: Range<f64>) -> bool {
    let rest = 100.0 - share.end..100.0 - share.start;
    any(data, share.clone()) || sums(data, share) || is_rest(data, &rest)
}

/// Whether some mark is what a share leaves of the whole. Where the answers of a group are nearly a whole, what one of them
/// leaves are the others, which the chart shows: there all together have to leave it.
fn is_rest(data: &ChartData, rest: &Range<f64>) -> bool {
    let groups = answers(data);
    let is_whole = |marks: &&Vec<&Mark>| marks.len() > 1 && (NEARLY_WHOLE..=100.0 + ROUNDED).contains(&least(marks));
    let wholes: Vec<&Vec<&Mark>> = groups.iter().filter(is_whole).collect();
    let left = |marks: &&Vec<&Mark>| {
        let high: Option<f64> = marks.iter().map(|m| m.high()).sum();
        least(marks) <= rest.end && high.is_none_or(|high| rest.start <= high)
    };
    let in_whole = |mark: &Mark| wholes.iter().any(|w| w.iter().any(|m| m.claim() == mark.claim()));
    wholes.iter().copied().any(|whole| left(&whole))
        || data.marks().any(|mark| is_narrow(mark) && !in_whole(mark) && meets(&mark.interval, rest))
}

fn any(data: &ChartData, range: Range<f64>) -> bool {
    data.marks().any(|mark| meets(&mark.interval, &range))
}

/// Whether an interval has a value in a range.
fn meets(interval: &Interval, range: &Range<f64>) -> bool {
    interval.low.value <= range.end && interval.high.is_none_or(|high| range.start <= high.value)
}

/// Whether two marks are as far apart.
fn is_difference(data: &ChartData, range: Range<f64>) -> bool {
    let marks: Vec<&Mark> = data.marks().filter(|mark| is_narrow(mark)).collect();
    let differs = |a: &&Mark, b: &&Mark| {
        let apart = a.interval.distance(&b.interval);
        apart.least <= range.end && apart.most.is_none_or(|most| range.start <= most)
    };
    marks.iter().enumerate().any(|(at, a)| marks[at + 1..].iter().any(|b| differs(a, b)))
}

fn all(data: &ChartData) -> Vec<&Mark> {
    data.marks().collect()
}

/// Whether answers to one question that one group gave come to a share.
fn sums(data: &ChartData, range: Range<f64>) -> bool {
    let parts = |marks: &&Vec<&Mark>| least(marks) <= 100.0 + ROUNDED;
    answers(data).iter().filter(parts).any(|marks| is_sum(marks, range.clone()))
}

/// The least that marks come to.
fn least(marks: &[&Mark]) -> f64 {
    marks.iter().map(|mark| mark.low()).sum()
}

/// Whether a mark says enough of its value for another number to follow from it: "a majority" does not.
fn is_narrow(mark: &Mark) -> bool {
    mark.high().is_some_and(|high| high - mark.low() <= NARROW)
}

/// The marks of a chart that are answers of one group, of which nobody gave two.
fn answers(data: &ChartData) -> Vec<Vec<&Mark>> {
    if !data.one_answer_each {
        return Vec::new();
    }
    if data.encoding.series.dimension() == Some(Dimension::Response) {
        return data.rows().map(|row| row.marks().collect()).collect();
    }
    if !data.encoding.rows.dimensions().contains(&Dimension::Response) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for panel in &data.panels {
        for series in 0..data.series.len() {
            all.push(panel.rows.iter().flat_map(Row::marks).filter(|m| m.series == series).collect());
        }
    }
    all
}

/// Whether marks that stand side by side come to a number in a range: answers are summed up with their neighbours.
fn is_sum(marks: &[&Mark], range: Range<f64>) -> bool {
    (0..marks.len()).any(|first| {
        let (mut low, mut high) = (0.0, 0.0);
        marks[first..].iter().take_while(|mark| is_narrow(mark)).any(|mark| {
            low += mark.low();
            high += mark.high().unwrap_or_else(|| mark.low());
            low <= range.end && range.start <= high
        })
    })
}
