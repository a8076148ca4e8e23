//! From values to pixels.

use std::ops::Range;

use crate::model::Ends;

/// A linear scale; it holds zero unless its ends are set.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    bottom: f64,
    top: f64,
    left: f64,
    right: f64,
    ticks: Vec<f64>,
}

impl Scale {
    /// A percentage axis: 0 to 100, a tick every 25.
    pub fn percent(left: f64, right: f64) -> Self {
        Self { bottom: 0.0, top: 100.0, left, right, ticks: vec![0.0, 25.0, 50.0, 75.0, 100.0] }
    }

    /// A percentage axis that reaches a little beyond 100 when `most` does, by what rounding adds to parts of a whole; no
    /// tick stands there.
    pub fn percent_beyond(most: f64, left: f64, right: f64) -> Self {
        Self { top: most.max(100.0), ..Self::percent(left, right) }
    }

    /// A percentage axis from 0 to 25, 50, 75 or 100, with a little room above `most`; a tick every 25, or every 5 below 25.
    pub fn percent_to(most: f64, left: f64, right: f64) -> Self {
        let steps = ((most + 2.0) / 25.0).ceil().clamp(1.0, 4.0);
        let (step, count) = if steps == 1.0 { (5.0, 5) } else { (25.0, steps as i32) };
        let ticks = (0..=count).map(|i| f64::from(i) * step).collect();
        Self { bottom: 0.0, top: 25.0 * steps, left, right, ticks }
    }

    /// A percentage axis to both sides of zero, as far as `most` asks for: to 25, 50, 75 or 100, a tick every 25; a little
    /// beyond 100 when rounding adds up to more.
    pub fn diverging(most: f64, left: f64, right: f64) -> Self {
        let steps = (most / 25.0).ceil().clamp(1.0, 4.0);
        let ticks = (-(steps as i32)..=steps as i32).map(|i| f64::from(i) * 25.0).collect();
        let top = most.max(25.0 * steps);
        Self { bottom: -top, top, left, right, ticks }
    }

    /// An axis from 0 to a round number above `most`, with three to six ticks at steps of 1, 2 or 5 times a power of ten.
    ///
    /// ```
    /// use citeplot::figure::layout::Scale;
    /// assert_eq!(Scale::count(480.0, 0.0, 100.0).ticks(), [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]);
    /// ```
    pub fn count(most: f64, left: f64, right: f64) -> Self {
        let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
        let power = 10f64.powf((most / 5.0).log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| most / s <= 5.0).unwrap_or(power * 10.0);
        let step = step.max(1.0);
        let steps = (most / step).ceil().max(1.0);
        let ticks = (0..=steps as u32).map(|i| f64::from(i) * step).collect();
        Self { bottom: 0.0, top: steps * step, left, right, ticks }
    }

    /// An axis to both sides of zero, from a round number below `least` to one above `most`, with ticks at steps of 1, 2 or
    /// 5 times a power of ten, at most about eight.
    ///
    /// ```
    /// use citeplot::figure::layout::Scale;
    /// assert_eq!(Scale::signed(-3.0, 12.0, 0.0, 100.0).ticks(), [-5.0, 0.0, 5.0, 10.0, 15.0]);
    /// ```
    pub fn signed(least: f64, most: f64, left: f64, right: f64) -> Self {
        let (least, most) = (least.min(0.0), most.max(0.0));
        let widest = most.max(-least).max(1.0);
        let power = 10f64.powf((widest / 4.0).log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power);
        let step = steps.into_iter().find(|s| widest / s <= 4.0).unwrap_or(power * 10.0).max(1.0);
        let (below, above) = ((-least / step).ceil() as i32, (most / step).ceil() as i32);
        let (below, above) = if below + above == 0 { (1, 1) } else { (below, above) };
        let ticks = (-below..=above).map(|i| f64::from(i) * step).collect();
        Self { bottom: -f64::from(below) * step, top: f64::from(above) * step, left, right, ticks }
    }

    /// The axis of a scale that a questionnaire or an index sets: from one end to the other, with a tick at both and at equal
    /// steps between them, at most ten.
    ///
    /// ```
    /// use citeplot::figure::layout::Scale;
    /// use citeplot::model::Ends;
    /// let ticks = |low, high| Scale::between(Ends { low, high }, 0.0, 100.0).ticks().to_vec();
    /// assert_eq!(ticks(1.0, 5.0), [1.0, 2.0, 3.0, 4.0, 5.0]);
    /// assert_eq!(ticks(0.0, 10.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
    /// assert_eq!(ticks(-100.0, 100.0), [-100.0, -50.0, 0.0, 50.0, 100.0]);
    /// ```
    pub fn between(ends: Ends, left: f64, right: f64) -> Self {
        let length = ends.high - ends.low;
        let power = 10f64.powf(length.log10().floor() - 1.0);
        let steps = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0].map(|m| m * power);
        let divides = |step: f64| (length / step - (length / step).round()).abs() < 1e-6;
        let fitting = |most: f64| steps.into_iter().find(|s| divides(*s) && length / s < most + 0.5);
        let step = fitting(6.0).or_else(|| fitting(10.0)).unwrap_or(length / 4.0);
        let ticks = (0..=(length / step).round() as u32).map(|i| ends.low + f64::from(i) * step).collect();
        Self { bottom: ends.low, top: ends.high, left, right, ticks }
    }

    /// An axis between two values, with ticks at steps of 1, 2 or 5 times a power of ten, at most about six.
    ///
    /// ```
    /// use citeplot::figure::layout::Scale;
    /// assert_eq!(Scale::cut(42.0, 60.0, 0.0, 100.0).ticks(), [45.0, 50.0, 55.0, 60.0]);
    /// ```
    pub fn cut(from: f64, to: f64, left: f64, right: f64) -> Self {
        let power = 10f64.powf(((to - from) / 5.0).log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power);
        let step = steps.into_iter().find(|s| (to - from) / s <= 5.0 + 1e-9).unwrap_or(power * 10.0);
        let (first, last) = ((from / step - 1e-9).ceil() as i64, (to / step + 1e-9).floor() as i64);
        let ticks = (first..=last).map(|i| i as f64 * step).collect();
        Self { bottom: from, top: to, left, right, ticks }
    }

    /// The x of a value; values beyond the ends stay at the ends.
    pub fn x(&self, value: f64) -> f64 {
        self.at(value.clamp(self.bottom, self.top))
    }

    /// The x of a value, which is beyond the range when the value is beyond the domain.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value - self.bottom) / (self.top - self.bottom);
        self.left + (self.right - self.left) * share
    }

    /// The least and the greatest value.
    pub fn domain(&self) -> Range<f64> {
        self.bottom..self.top
    }

    /// The least value on the axis.
    pub fn bottom(&self) -> f64 {
        self.bottom
    }

    /// The greatest value on the axis.
    pub fn top(&self) -> f64 {
        self.top
    }

    /// The x of the least value; of zero, unless the axis has two sides.
    pub fn left(&self) -> f64 {
        self.left
    }

    /// The x of the greatest value.
    pub fn right(&self) -> f64 {
        self.right
    }

    /// The values with a tick.
    pub fn ticks(&self) -> &[f64] {
        &self.ticks
    }
}
