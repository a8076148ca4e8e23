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

/// The horizontal scale of a chart: all of 0 to 100 for percentages, else as far as the values reach.
pub(crate) fn horizontal(data: &ChartData, range: Span) -> Scale {
    match data.unit {
        Unit::Percent => Scale::percent(range.start, range.end),
        Unit::Points => Scale::signed(least(data), most(data), range.start, range.end),
        Unit::Count | Unit::Rank | Unit::Year => Scale::count(most(data), range.start, range.end),
    }
}

/// The vertical scale of a chart, whose range starts at the lower edge: as far as the values reach.
pub(crate) fn vertical(data: &ChartData, range: Span) -> Scale {
    match data.unit {
        Unit::Percent => Scale::percent_to(most(data), range.start, range.end),
        Unit::Points => Scale::signed(least(data), most(data), range.start, range.end),
        Unit::Count | Unit::Rank | Unit::Year => Scale::count(most(data), range.start, range.end),
    }
}
