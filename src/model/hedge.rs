//! The hedge rules: which interval a hedge allows.
//!
//! How widely readers take "approximately" differs from study to study (Ferson et al. 2015, *Int. J. Approximate
//! Reasoning*), so the widths are an editorial rule with a version, not a finding; every figure that uses them says so.

use crate::model::{Bound, Interval, Unit, Value};
use crate::word::words;

/// The versioned table that turns a hedge into an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct HedgeRules {
    /// The name that figures and exports state; `v1` by default.
    pub version: String,
    /// Percentage points to either side of an "approximately x": 2 by default.
    pub about: f64,
    /// Percentage points below a "nearly x": 2 by default.
    pub nearly: f64,
}

impl Default for HedgeRules {
    fn default() -> Self {
        Self { version: "v1".to_owned(), about: 2.0, nearly: 2.0 }
    }
}

words! {
    /// Where the interval of a claim comes from.
    pub enum IntervalBasis: "basis of an interval" {
        /// The source's words set the bounds themselves ("less than 4", "between 20 and 30", an exact number).
        Source = "source",
        /// The hedge rules set them ("approximately 55").
        HedgeRule = "hedge-rule",
        /// Nothing does: a hedged count, or words without a number.
        None = "none",
    }
}

/// A value as the rules read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The values that the wording allows; none when nothing can be said.
    pub interval: Option<Interval>,
    /// What sets the interval.
    pub basis: IntervalBasis,
}

impl HedgeRules {
    /// The interval of a value. Percentages are kept between 0 and 100. The widths of "approximately" and "nearly" are
    /// percentage points, so a hedged number of another unit than percent and points has no interval; nor has a majority of
    /// one. The size of a change is read as a percentage is, and goes the way of its sign.
    ///
    /// ```
    /// use citeplot::model::{HedgeRules, Unit};
    /// let rules = HedgeRules::default();
    /// let read = |text: &str| rules.read(&text.parse().unwrap(), Unit::Percent).interval.unwrap().to_string();
    /// assert_eq!(read("~55"), "[53, 57]");
    /// assert_eq!(read("nearly 25"), "[23, 25)");
    /// assert_eq!(read("<4"), "[0, 4)");
    /// assert_eq!(read("majority"), "(50, 100]");
    /// let change = rules.read(&"~-3".parse().unwrap(), Unit::Points).interval.unwrap();
    /// assert_eq!(change.to_string(), "[-5, -1]");
    /// ```
    pub fn read(&self, value: &Value, unit: Unit) -> Reading {
        if unit == Unit::Points {
            return self.read_change(value);
        }
        let percent = unit == Unit::Percent;
        let top = percent.then(|| Bound::closed(100.0));
        let by_source = |low, high| Reading { interval: Some(Interval { low, high }), basis: IntervalBasis::Source };
        let by_rule = |low, high| match percent {
            true => Reading { interval: Some(Interval::new(low, high)), basis: IntervalBasis::HedgeRule },
            false => Reading { interval: None, basis: IntervalBasis::None },
        };
        let zero = Bound::closed(0.0);
        match *value {
            Value::Exact(n) => Reading { interval: Some(Interval::point(n.value())), basis: IntervalBasis::Source },
            Value::About(n) => {
                let (low, high) = ((n.value() - self.about).max(0.0), (n.value() + self.about).min(100.0));
                by_rule(Bound::closed(low), Bound::closed(high))
            }
            Value::Nearly(n) => by_rule(Bound::closed((n.value() - self.nearly).max(0.0)), Bound::open(n.value())),
            Value::Below(n) => by_source(zero, Some(Bound::open(n.value()))),
            Value::AtMost(n) => by_source(zero, Some(Bound::closed(n.value()))),
            Value::Above(n) => by_source(Bound::open(n.value()), top),
            Value::AtLeast(n) => by_source(Bound::closed(n.value()), top),
            Value::Between(low, high) => by_source(Bound::closed(low.value()), Some(Bound::closed(high.value()))),
            Value::Majority if percent => by_source(Bound::open(50.0), Some(Bound::closed(100.0))),
            Value::Minority if percent => by_source(Bound::open(0.0), Some(Bound::open(50.0))),
            // Half of what, only a share says.
            Value::Majority | Value::Minority | Value::Unquantified => {
                Reading { interval: None, basis: IntervalBasis::None }
            }
        }
    }

    /// The interval of a change: its size is read as a percentage is, and goes the way of its sign. "About 3 points
    /// down" is −5 to −1.
    fn read_change(&self, value: &Value) -> Reading {
        let Some(number) = value.number() else { return self.read(value, Unit::Count) };
        let size = self.read(&value.magnitude(), Unit::Percent);
        match number.value() < 0.0 {
            true => Reading { interval: size.interval.map(Interval::mirrored), ..size },
            false => size,
        }
    }
}
