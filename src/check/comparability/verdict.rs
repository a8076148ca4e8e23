//! What two claims have to do with each other: what keeps them apart, or how far apart they are.

use crate::check::comparability::{Nearness, differences};
use crate::model::{Bound, Claim, Dataset, Difference, HedgeRules, Interval, Unit, margin};

/// The comparison of two claims.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Everything that keeps them apart.
    NotComparable(Vec<Difference>),
    /// Nothing keeps them apart, but one of them gives no number ("many").
    NoNumber,
    /// Nothing keeps them apart.
    Apart(Apart),
}

/// How much more the first of two claims says than the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    /// What the numbers count; a difference of percentages is in percentage points.
    pub unit: Unit,
    /// The least difference that the wordings allow, negative when the second may be greater; none when nothing bounds it.
    pub least: Option<f64>,
    /// The greatest difference that the wordings allow; none when nothing bounds it.
    pub most: Option<f64>,
    /// Whether one is greater than the other however the wordings are read.
    pub by_wording: bool,
    /// Whether that holds too when each value is anywhere within its margin of error; none when a margin is not known.
    ///
    /// Each margin is taken by itself, so this asks more than a test of the difference does.
    pub with_margins: Option<bool>,
}

/// Compares two claims of a dataset, as the pair that stands in one row of a chart, or as two waves, places or groups.
///
/// ```
/// use citeplot::check::comparability::{Verdict, compare};
/// use citeplot::model::HedgeRules;
///
/// let dataset = citeplot::example::dataset();
/// let claim = |id| dataset.claim(id).unwrap();
/// let (alba, borduria) = (claim("trust-alba-2021"), claim("trust-borduria-2021"));
/// // 61 percent against "nearly a quarter", which is 23 to 25.
/// let Verdict::Apart(apart) = compare(&dataset, &HedgeRules::default(), alba, borduria) else { panic!() };
/// assert_eq!((apart.least, apart.most, apart.by_wording), (Some(36.0), Some(38.0), true));
/// ```
pub fn compare(dataset: &Dataset, rules: &HedgeRules, a: &Claim, b: &Claim) -> Verdict {
    let apart = keeping_apart(dataset, a, b);
    if !apart.is_empty() {
        return Verdict::NotComparable(apart);
    }
    let (Some(first), Some(second)) = (a.reading(rules).interval, b.reading(rules).interval) else {
        return Verdict::NoNumber;
    };
    let margins = |claim: &Claim, interval: &Interval| {
        let margin = margin(dataset, claim, interval)?;
        Some(Interval::new(Bound::closed(margin.low), Bound::closed(margin.high)))
    };
    let with_margins = margins(a, &first).zip(margins(b, &second)).map(|(a, b)| are_apart(&a, &b));
    Verdict::Apart(Apart {
        unit: a.unit,
        least: second.high.map(|high| first.low.value - high.value),
        most: first.high.map(|high| high.value - second.low.value),
        by_wording: are_apart(&first, &second),
        with_margins,
    })
}

/// What keeps two claims apart. One thing may vary, since that is what is compared: the subject, the wave, the place or the
/// group.
fn keeping_apart(dataset: &Dataset, a: &Claim, b: &Claim) -> Vec<Difference> {
    let may_vary = |d: &Difference| matches!(d, Difference::Wave(..) | Difference::Place(..) | Difference::Group(..));
    let subject = |claim: &Claim| claim.subject.as_ref().map(|s| s.value.clone());
    let mut apart = differences(dataset, a, b, Nearness::Row);
    let varying = apart.iter().filter(|d| may_vary(d)).count() + usize::from(subject(a) != subject(b));
    if varying <= 1 {
        apart.retain(|d| !may_vary(d));
    }
    apart
}

/// Whether every value of one interval is greater than every value of the other.
fn are_apart(a: &Interval, b: &Interval) -> bool {
    let above = |greater: &Interval, lesser: &Interval| {
        lesser.high.is_some_and(|high| {
            let low = greater.low;
            low.value > high.value || low.value == high.value && (low.open || high.open)
        })
    };
    above(a, b) || above(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_that_only_meet_are_apart_when_an_end_is_open() {
        let at = |low, high| Interval { low, high };
        let exactly = Interval::point(50.0);
        let more = at(Bound::open(50.0), Some(Bound::closed(100.0)));
        let at_least = at(Bound::closed(50.0), Some(Bound::closed(100.0)));
        assert!(are_apart(&more, &exactly) && are_apart(&exactly, &more));
        assert!(!are_apart(&at_least, &exactly));
        let unbounded = at(Bound::open(480.0), None);
        assert!(are_apart(&unbounded, &Interval::point(480.0)) && !are_apart(&unbounded, &Interval::point(481.0)));
    }
}
