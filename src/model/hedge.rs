//! The hedge rules: which interval a hedge allows.
//!
//! How widely readers take "approximately" differs from study to study (Ferson et al. 2015, *Int. J. Approximate
//! Reasoning*), so the widths are an editorial rule with a version, not a finding; every figure that uses them says so.

use crate::model::{Bound, Ends, Interval, Unit, Value};
use crate::word::words;

/// The versioned table that turns a hedge into an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct HedgeRules {
    /// The name that figures and exports state; `v1` by default.
    pub version: String,
    /// Percentage points to either side of an "approximately x": 2 by default. On another scale, percent of its length.
    pub about: f64,
    /// Percentage points below a "nearly x": 2 by default. On another scale, percent of its length.
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
    /// The interval of a value of a unit; `scale` holds the ends of its question's scale, for a mean or an index.
    ///
    /// Numbers on a scale are kept between its ends, percentages between 0 and 100. The widths of "approximately" and
    /// "nearly" are percent of the length of the scale, so a hedged number without a scale (a count, a rank, a year) has no
    /// interval; nor has a majority of anything but a percentage. The size of a change is read as a percentage is, and goes
    /// the way of its sign. What has no scale begins at 0.
    ///
    /// ```
    /// use citeplot::model::{Ends, HedgeRules, Unit};
    /// let rules = HedgeRules::default();
    /// let read = |text: &str| rules.read(&text.parse().unwrap(), Unit::Percent, None).interval.unwrap().to_string();
    /// assert_eq!(read("~55"), "[53, 57]");
    /// assert_eq!(read("nearly 25"), "[23, 25)");
    /// assert_eq!(read("<4"), "[0, 4)");
    /// assert_eq!(read("majority"), "(50, 100]");
    /// let change = rules.read(&"~-3".parse().unwrap(), Unit::Points, None).interval.unwrap();
    /// assert_eq!(change.to_string(), "[-5, -1]");
    /// let one_to_five = Some(Ends { low: 1.0, high: 5.0 });
    /// let mean = rules.read(&"<2.5".parse().unwrap(), Unit::Mean, one_to_five).interval.unwrap();
    /// assert_eq!(mean.to_string(), "[1, 2.5)");
    /// ```
    pub fn read(&self, value: &Value, unit: Unit, scale: Option<Ends>) -> Reading {
        match unit {
            Unit::Percent => self.read_on(value, Some(Ends::PERCENT), true),
            Unit::Mean | Unit::Index => self.read_on(value, scale, false),
            Unit::Count | Unit::Rank | Unit::Year => self.read_on(value, None, false),
            Unit::Points => self.read_change(value),
        }
    }

    fn read_on(&self, value: &Value, ends: Option<Ends>, is_share: bool) -> Reading {
        let top = ends.map(|e| Bound::closed(e.high));
        let bottom = Bound::closed(ends.map_or(0.0, |e| e.low));
        let none = Reading { interval: None, basis: IntervalBasis::None };
        let by_source = |low, high| Reading { interval: Some(Interval { low, high }), basis: IntervalBasis::Source };
        let by_rule = |n: f64, below: f64, above: Option<f64>| {
            let Some(ends) = ends else { return none };
            let low = Bound::closed(round(n - below * ends.percent()).max(ends.low));
            let high = match above {
                Some(above) => Bound::closed(round(n + above * ends.percent()).min(ends.high)),
                None => Bound::open(n),
            };
            Reading { interval: Some(Interval::new(low, high)), basis: IntervalBasis::HedgeRule }
        };
        match *value {
            Value::Exact(n) => Reading { interval: Some(Interval::point(n.value())), basis: IntervalBasis::Source },
            Value::About(n) => by_rule(n.value(), self.about, Some(self.about)),
            Value::Nearly(n) => by_rule(n.value(), self.nearly, None),
            Value::Below(n) => by_source(bottom, Some(Bound::open(n.value()))),
            Value::AtMost(n) => by_source(bottom, Some(Bound::closed(n.value()))),
            Value::Above(n) => by_source(Bound::open(n.value()), top),
            Value::AtLeast(n) => by_source(Bound::closed(n.value()), top),
            Value::Between(low, high) => by_source(Bound::closed(low.value()), Some(Bound::closed(high.value()))),
            Value::Majority if is_share => by_source(Bound::open(50.0), Some(Bound::closed(100.0))),
            Value::Minority if is_share => by_source(Bound::open(0.0), Some(Bound::open(50.0))),
            // Half of what, only a share says.
            Value::Majority | Value::Minority | Value::Unquantified => none,
        }
    }

    /// The interval of a change: its size is read as a percentage is, and goes the way of its sign. "About 3 points
    /// down" is −5 to −1.
    fn read_change(&self, value: &Value) -> Reading {
        let Some(number) = value.number() else { return self.read_on(value, None, false) };
        let size = self.read(&value.magnitude(), Unit::Percent, None);
        match number.value() < 0.0 {
            true => Reading { interval: size.interval.map(Interval::mirrored), ..size },
            false => size,
        }
    }
}

/// An end that a rule sets, without the dust of binary fractions: 3.6 − 0.08 is 3.52.
fn round(end: f64) -> f64 {
    (end * 1e9).round() / 1e9
}
