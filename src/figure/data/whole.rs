//! Wholes: what the answers of a row add up to, and what they leave.

use crate::figure::data::{Mark, Row};

/// Parts of a whole that rounding alone can leave, in percentage points for each answer.
const ROUNDING: f64 = 0.5;

/// What a share is at least and at most, in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Share {
    /// The share that a mark stands for.
    pub(crate) fn of(mark: &Mark) -> Self {
        Self { low: mark.low(), high: mark.high().unwrap_or(100.0) }
    }
}

/// What the answers of a row leave of 100 percent; nothing when rounding or a hedge explains it.
pub(crate) fn rest(row: &Row) -> Option<Share> {
    let start = Share { low: 0.0, high: 0.0 };
    let sum = row.marks().map(Share::of).fold(start, |a, b| Share { low: a.low + b.low, high: a.high + b.high });
    let left = Share { low: (100.0 - sum.high).max(0.0), high: (100.0 - sum.low).max(0.0) };
    let explained = left.low == 0.0 && sum.high - sum.low > 0.0 && sum.high >= 100.0;
    (!explained && left.high > ROUNDING * row.cells.len() as f64).then_some(left)
}
