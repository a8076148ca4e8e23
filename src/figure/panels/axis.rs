//! How far axes reach.

use crate::figure::data::{ChartData, Mark};
use crate::figure::layout::Scale;
use crate::figure::scene::Span;
use crate::model::Unit;

/// The greatest value that the axis has to hold.
pub(crate) fn most(data: &ChartData) -> f64 {
    let marks = data.marks().map(|m| m.greatest().unwrap_or(m.low() * 1.2));
    marks.chain(data.references.iter().map(|line| line.value)).fold(0.0, f64::max)
}

/// The least value that an axis to both sides of zero has to hold.
fn least(data: &ChartData) -> f64 {
    let marks = data.marks().map(Mark::least);
    marks.chain(data.references.iter().map(|line| line.value)).fold(0.0, f64::min)
}

/// The horizontal scale of a chart: all of 0 to 100 for percentages, the whole scale of means and indices, else as far as the
/// values reach.
pub(crate) fn horizontal(data: &ChartData, range: Span) -> Scale {
    match data.unit {
        Unit::Percent => Scale::percent(range.start, range.end),
        unit => by_values(data, unit, range),
    }
}

/// The vertical scale of a chart, whose range starts at the lower edge: of percentages as far as the values reach.
pub(crate) fn vertical(data: &ChartData, range: Span) -> Scale {
    match data.unit {
        Unit::Percent => Scale::percent_to(most(data), range.start, range.end),
        unit => by_values(data, unit, range),
    }
}

/// The scale of anything but percentages.
fn by_values(data: &ChartData, unit: Unit, range: Span) -> Scale {
    match (unit, data.scale) {
        (Unit::Points, _) => Scale::signed(least(data), most(data), range.start, range.end),
        (_, Some(ends)) => Scale::between(ends, range.start, range.end),
        (_, None) => Scale::count(most(data), range.start, range.end),
    }
}
