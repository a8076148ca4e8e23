//! What trends and slopes share: dates, the shapes of a wave, and what leads from one wave to the next.

use crate::figure::data::{Mark, Plot};
use crate::figure::layout::plane::Plane;
use crate::figure::marks::primitives::{column, point, upright_whisker};
use crate::figure::request::Request;
use crate::figure::scene::{Bounds, Color, Node, Point, Segment, Shape};
use crate::model::PartialDate;

/// The radius of a point.
pub(crate) const RADIUS: f64 = 5.5;
/// Half the width of a hedged value.
pub(crate) const HALF: f64 = 6.0;

/// The distinct dates of a plot.
pub(crate) fn dates(plot: &Plot) -> Vec<PartialDate> {
    let mut dates: Vec<PartialDate> = plot.marks().filter_map(|m| m.date).collect();
    dates.sort();
    dates.dedup();
    dates
}

/// The words of the dates: years where they tell them apart.
pub(crate) fn date_labels(dates: &[PartialDate], request: &Request<'_>) -> Vec<String> {
    let alone = dates.windows(2).all(|pair| pair[0].year != pair[1].year);
    let word = |d: &PartialDate| if alone { d.year.to_string() } else { request.words().tick_date(*d) };
    dates.iter().map(word).collect()
}

/// What stands for a mark at x: a point, or all that its wording allows, with a line at each end that belongs to it.
pub(crate) fn shapes(mark: &Mark, x: f64, plane: &Plane<'_>) -> Vec<Node> {
    let theme = plane.theme;
    let (low, high) = plane.span(mark);
    let mut nodes = Vec::new();
    if !mark.interval.is_point() {
        let half = theme.px(HALF);
        let bounds = Bounds { left: x - half, top: high, right: x + half, bottom: low };
        let inside = |value: f64| value > 0.0 && value < plane.scale.top();
        let upper = mark.interval.high.is_some_and(|h| !h.open && inside(h.value));
        let lower = !mark.interval.low.open && inside(mark.interval.low.value);
        nodes.extend(column(bounds, mark.color, (upper, lower), theme));
    }
    if let Some(margin) = mark.margin {
        let ends = (plane.y(margin.high), plane.y(margin.low));
        nodes.extend(upright_whisker((x, mark.color), ends, theme.px(4.0), theme));
    }
    if mark.interval.is_point() {
        nodes.push(point(Point::new(x, low), theme.px(RADIUS), mark.color, mark.series, theme));
    }
    nodes
}

/// What joins two marks, each with its x: a line of a width, or for hedged values all that lies between them.
pub(crate) fn joined(
    (a, xa): (&Mark, f64),
    (b, xb): (&Mark, f64),
    (color, width): (Color, f64),
    plane: &Plane<'_>,
) -> Vec<Node> {
    let theme = plane.theme;
    let ((la, ha), (lb, hb)) = (plane.span(a), plane.span(b));
    if (la - ha).abs() <= 0.5 && (lb - hb).abs() <= 0.5 {
        let (from, to) = (Point::new(xa, la), Point::new(xb, lb));
        return vec![Node::Shape(Shape::Line { from, to, stroke: color, width: theme.px(width) })];
    }
    let (low, high) = ([Point::new(xa, la), Point::new(xb, lb)], [Point::new(xa, ha), Point::new(xb, hb)]);
    let points = vec![low[0], low[1], high[1], high[0]];
    let lines = [low, high].map(|[from, to]| Segment { from, to }).to_vec();
    vec![
        Node::Shape(Shape::Polygon { points, fill: theme.tint(color) }),
        Node::Shape(Shape::Hatch { lines, stroke: color, width: theme.px(1.2) }),
    ]
}
