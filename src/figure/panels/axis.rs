//! How far axes reach.

use crate::figure::data::{ChartData, Mark};
use crate::figure::layout::Scale;
use crate::figure::primitives::Direction;
use crate::figure::scene::{Node, Point, Segment, Shape, Span};
use crate::model::Unit;
use crate::style::Theme;

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

/// The value at the end of an axis that is torn off there, because its origin lies beyond it: zero, or the end of the scale of a
/// question that begins elsewhere.
pub(crate) fn torn_end(data: &ChartData, scale: &Scale) -> Option<f64> {
    let (domain, origin) = (scale.domain(), data.origin());
    match (domain.start > origin, domain.end < origin) {
        (true, _) => Some(domain.start),
        (false, true) => Some(domain.end),
        (false, false) => None,
    }
}

/// The edge of an axis that is torn off: a line with teeth across the whole plot.
pub(crate) fn torn_edge(along: Direction, at: f64, across: Span, theme: &Theme) -> Node {
    let (tooth, depth) = (theme.px(7.0), theme.px(2.6));
    let teeth = (across.length() / tooth).round().max(2.0) as usize;
    let point = |i: usize| {
        let place = across.start + across.length() * i as f64 / teeth as f64;
        let side = at + if i.is_multiple_of(2) { depth } else { -depth };
        match along {
            Direction::Horizontal => Point::new(side, place),
            Direction::Vertical => Point::new(place, side),
        }
    };
    let lines = (0..teeth).map(|i| Segment { from: point(i), to: point(i + 1) }).collect();
    Node::Shape(Shape::Hatch { lines, stroke: theme.palette.foreground, width: theme.px(1.2) })
}

/// The horizontal scale of a chart: all of 0 to 100 for percentages, the whole scale of means and indices, else as far as the
/// values reach.
pub(crate) fn horizontal(data: &ChartData, range: Span) -> Scale {
    if let Some(axis) = &data.axis {
        return Scale::cut(axis.from.value(), axis.to.value(), range.start, range.end);
    }
    match data.unit {
        Unit::Percent => Scale::percent(range.start, range.end),
        unit => by_values(data, unit, range),
    }
}

/// The vertical scale of a chart, whose range starts at the lower edge: of percentages as far as the values reach.
pub(crate) fn vertical(data: &ChartData, range: Span) -> Scale {
    if let Some(axis) = &data.axis {
        return Scale::cut(axis.from.value(), axis.to.value(), range.start, range.end);
    }
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
