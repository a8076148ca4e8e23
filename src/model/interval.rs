//! The values that a wording allows.

use std::fmt;

/// One end of an [`Interval`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The number at the end.
    pub value: f64,
    /// Whether the number itself is left out ("less than 4" ends at 4 without 4).
    pub open: bool,
}

impl Bound {
    /// An end that belongs to the interval.
    pub fn closed(value: f64) -> Self {
        Self { value, open: false }
    }

    /// An end that does not belong to the interval.
    pub fn open(value: f64) -> Self {
        Self { value, open: true }
    }
}

/// Every value that the source's wording allows, from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The least value allowed.
    pub low: Bound,
    /// The greatest value allowed; none when the wording sets no upper end ("more than 480").
    pub high: Option<Bound>,
}

impl Interval {
    /// Exactly one value.
    pub fn point(value: f64) -> Self {
        Self { low: Bound::closed(value), high: Some(Bound::closed(value)) }
    }

    /// From one end to another.
    pub fn new(low: Bound, high: Bound) -> Self {
        Self { low, high: Some(high) }
    }

    /// The interval of the same values with the other sign. One without an upper end, which none with a sign has, stays.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let turned = |b: Bound| Bound { value: 0.0 - b.value, ..b };
        self.high.map_or(self, |high| Self { low: turned(high), high: Some(turned(self.low)) })
    }

    /// Whether only one value is allowed.
    pub fn is_point(&self) -> bool {
        self.high.is_some_and(|high| high.value == self.low.value)
    }

    /// How far apart two values are, whichever of them is the greater one.
    ///
    /// ```
    /// use citeplot::model::{Bound, Distance, Interval};
    /// let about_55 = Interval::new(Bound::closed(53.0), Bound::closed(57.0));
    /// let apart = about_55.distance(&Interval::point(25.0));
    /// assert_eq!(apart, Distance { least: 28.0, most: Some(32.0) });
    /// ```
    pub fn distance(&self, other: &Self) -> Distance {
        let high = |interval: &Self| interval.high.map_or(f64::INFINITY, |h| h.value);
        // From the top of each to the bottom of the other: the one is negative when the two do not overlap.
        let (up, down) = (high(self) - other.low.value, high(other) - self.low.value);
        let most = up.max(down);
        Distance { least: (0.0 - up.min(down)).max(0.0), most: most.is_finite().then_some(most) }
    }
}

/// How far apart two values can be that are each known to an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// The least; 0 when both can be the same.
    pub least: f64,
    /// The most; none when nothing bounds it.
    pub most: Option<f64>,
}

impl fmt::Display for Interval {
    /// In mathematical notation: `[53, 57]`, `[0, 4)`, `(480, ∞)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = if self.low.open { '(' } else { '[' };
        match self.high {
            None => write!(f, "{left}{}, ∞)", self.low.value),
            Some(high) => {
                let right = if high.open { ')' } else { ']' };
                write!(f, "{left}{}, {}{right}", self.low.value, high.value)
            }
        }
    }
}
