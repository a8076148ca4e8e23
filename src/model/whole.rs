//! Shares of one whole, and what they add up to.

use std::iter::Sum;
use std::ops::Add;

use crate::model::{Claim, HedgeRules, IntervalBasis, Number};

/// What a whole is, in percent.
pub(super) const WHOLE: f64 = 100.0;

/// What a share of a whole, or the sum of several, can be, in percent.
///
/// Hedges and rounding are kept apart: the wording of the source sets `low` and `high`, and `rounding` says by how much
/// the number itself can be off, because it was written with so many digits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The least that the wording allows.
    pub low: f64,
    /// The most that the wording allows.
    pub high: f64,
    /// How much of the whole the source fills: the number that was written, where only a hedge rule widens it, else `low`.
    pub stated: f64,
    /// Half a unit of the last digit that was written; of a sum, those of all its parts together.
    pub rounding: f64,
}

impl Share {
    /// The share that a claim states. A claim without an interval can be anything from 0 to 100.
    pub fn of(claim: &Claim, rules: &HedgeRules) -> Self {
        let reading = claim.reading(rules);
        let low = reading.interval.map_or(0.0, |i| i.low.value);
        let high = reading.interval.and_then(|i| i.high).map_or(WHOLE, |h| h.value);
        let ruled = claim.value.number().filter(|_| reading.basis == IntervalBasis::HedgeRule);
        Self {
            low,
            high,
            stated: ruled.map_or(low, Number::value),
            rounding: claim.value.number().map_or(0.0, Number::rounding),
        }
    }

    /// The least that it can be before it was rounded.
    pub fn least(&self) -> f64 {
        (self.low - self.rounding).max(0.0)
    }

    /// The most that it can be before it was rounded.
    pub fn most(&self) -> f64 {
        self.high + self.rounding
    }

    /// Whether shares with this sum cannot be parts of one whole: even at their least they are more than it.
    pub fn exceeds_whole(&self) -> bool {
        self.least() > WHOLE
    }

    /// Whether shares with this sum are taken for all of one whole: what the source states fills it within rounding.
    pub fn fills_whole(&self) -> bool {
        self.stated >= WHOLE - self.rounding
    }

    /// What shares with this sum leave of one whole; nothing when what the source states fills it within rounding. It can
    /// be as little as 0 where bounds ("more than 80 percent") leave open whether anything is left.
    ///
    /// ```
    /// use citeplot::model::Share;
    /// let share = |low, high| Share { low, high, stated: high, rounding: 0.5 };
    /// let rest = (share(53.0, 57.0) + share(25.0, 25.0)).rest().unwrap();
    /// assert_eq!((rest.low, rest.high), (18.0, 22.0));
    /// assert_eq!((share(41.0, 41.0) + share(58.0, 58.0)).rest(), None);
    /// ```
    pub fn rest(&self) -> Option<Self> {
        let left = Self {
            low: (WHOLE - self.high).max(0.0),
            high: (WHOLE - self.low).max(0.0),
            stated: (WHOLE - self.stated).max(0.0),
            rounding: self.rounding,
        };
        (!self.fills_whole()).then_some(left)
    }

    /// Whether this and another can be the same share: a net and the sum of its parts, say.
    pub fn can_equal(&self, other: &Self) -> bool {
        self.most() >= other.least() && self.least() <= other.most()
    }
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
            stated: self.stated + other.stated,
            rounding: self.rounding + other.rounding,
        }
    }
}

impl Sum for Share {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    fn share(low: f64, high: f64) -> Share {
        Share { low, high, stated: f64::midpoint(low, high), rounding: 0.5 }
    }

    #[test]
    fn rounding_alone_never_breaks_a_whole() {
        // 33 + 33 + 35, each half a point too high.
        let sum: Share = [share(33.0, 33.0), share(33.0, 33.0), share(35.0, 35.0)].into_iter().sum();
        assert!(!sum.exceeds_whole() && sum.rest().is_none());
        assert!((share(60.0, 60.0) + share(42.0, 42.0)).exceeds_whole());
    }

    #[test]
    fn a_hedged_whole_may_exceed_itself() {
        let sum = share(43.0, 47.0) + share(53.0, 57.0);
        assert!(sum.fills_whole() && !sum.exceeds_whole());
        assert_eq!(sum.rest(), None);
    }

    #[test]
    fn a_bound_leaves_open_whether_anything_is_left() {
        // More than 80 percent, and 10 percent.
        let above = Share { low: 80.0, high: 100.0, stated: 80.0, rounding: 0.5 };
        let rest = (above + share(10.0, 10.0)).rest().expect("a rest is possible");
        assert_eq!((rest.low, rest.high), (0.0, 10.0));
    }

    #[test]
    fn a_net_equals_its_parts_within_hedges_and_rounding() {
        let parts = share(20.0, 20.0) + share(30.0, 30.0);
        assert!(share(51.0, 51.0).can_equal(&parts));
        assert!(!share(52.0, 52.0).can_equal(&parts));
        assert!(share(52.0, 56.0).can_equal(&(parts + share(1.0, 1.0))));
    }
}
