//! The scale on which respondents answer, or on which an index runs.

use std::fmt;

use crate::model::{Number, Text};

/// The least and the greatest number that a scale has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// The least number.
    pub low: f64,
    /// The greatest number, above the least.
    pub high: f64,
}

impl Ends {
    /// The ends of a percentage.
    pub const PERCENT: Self = Self { low: 0.0, high: 100.0 };

    /// How many units of the scale are one percent of its length.
    pub fn percent(self) -> f64 {
        (self.high - self.low) / 100.0
    }

    /// Whether a number lies on the scale.
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

impl fmt::Display for Ends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.low, self.high)
    }
}

/// The scale of a question: "from 1 (not at all) to 5 (completely)".
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseScale {
    /// The least number, as written.
    pub low: Number,
    /// The greatest number, as written; above the least.
    pub high: Number,
    /// What the least number means.
    pub low_label: Option<Text>,
    /// What the greatest number means.
    pub high_label: Option<Text>,
}

impl ResponseScale {
    /// Its ends.
    pub fn ends(&self) -> Ends {
        Ends { low: self.low.value(), high: self.high.value() }
    }
}
