//! Wholes: what the answers of a row add up to, and what they leave.

use crate::figure::data::{Mark, Row};
pub(crate) use crate::model::Share;

/// What rounding can leave of a whole, in percentage points for each answer.
const ROUNDING: f64 = 0.5;

/// The share that a mark stands for.
pub(crate) fn share(mark: &Mark) -> Share {
    let high = mark.high().unwrap_or(100.0);
    Share { low: mark.low(), high, stated: high, rounding: ROUNDING }
}

/// What the answers of a row leave of 100 percent; nothing when rounding or a hedge explains it. An answer that is not
/// reported is rounded as well.
pub(crate) fn rest(row: &Row) -> Option<Share> {
    let sum: Share = row.marks().map(share).sum();
    Share { rounding: ROUNDING * row.cells.len() as f64, ..sum }.rest()
}
