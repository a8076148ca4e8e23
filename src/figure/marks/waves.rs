//! What trends and slopes share: dates, the shapes of a wave, and what leads from one wave to the next.

use crate::figure::data::{ChartData, Mark};
use crate::figure::panels::plane::Plane;
use crate::figure::primitives::{Direction, Ends, hatched, symbol};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Bounds, Color, Node, Point, Segment, Shape};
use crate::model::PartialDate;

/// The radius of a point.
pub(crate) const RADIUS: f64 = 5.5;
/// Half the width of a hedged value.
pub(crate) const HALF: f64 = 6.0;

/// The distinct dates of a chart.
pub(crate) fn dates(data: &ChartData) -> Vec<PartialDate> {
    let mut dates: Vec<PartialDate> = data.marks().filter_map(|m| m.date).collect();
    dates.sort();
    dates.dedup();
    dates
}

/// The words of the dates: years where they tell them apart.
pub(crate) fn date_labels(dates: &[PartialDate], request: &FigureRequest<'_>) -> Vec<String> {
    let alone = dates.windows(2).all(|pair| pair[0].year != pair[1].year);
    let word = |d: &PartialDate| if alone { d.year.to_string() } else { request.words().tick_date(*d) };
    dates.iter().map(word).collect()
}

/// A mark with its place in time.
#[derive(Clone, Copy)]
pub(crate) struct Wave<'m> {
    pub(crate) mark: &'m Mark,
    pub(crate) x: f64,
}

/// What stands for a wave: a point, or all that its wording allows, with a line at each end that belongs to it.
pub(crate) fn shapes(wave: Wave<'_>, plane: &Plane<'_>) -> Vec<Node> {
    let (Wave { mark, x }, theme) = (wave, plane.theme);
    let levels = plane.levels(mark);
    let mut nodes = Vec::new();
    if mark.is_hedged() {
        let half = theme.px(HALF);
        let bounds = Bounds { left: x - half, top: levels.high, right: x + half, bottom: levels.low };
        let inside = |value: f64| value != 0.0 && value > plane.scale.bottom() && value < plane.scale.top();
        let ends = Ends {
            low: !mark.interval.low.open && inside(mark.low()),
            high: mark.interval.high.is_some_and(|h| !h.open && inside(h.value)),
        };
        nodes.extend(hatched(bounds, mark.color, Direction::Vertical, ends, theme));
    }
    nodes.extend(plane.whisker(mark, x, theme.px(4.0)));
    if !mark.is_hedged() {
        nodes.push(symbol(Point::new(x, levels.low), theme.px(RADIUS), mark.color, mark.series, theme));
    }
    nodes
}

/// The lines that bound all that lies between two waves: that of the least values and that of the greatest.
pub(crate) fn edges(a: Wave<'_>, b: Wave<'_>, plane: &Plane<'_>) -> [Segment; 2] {
    let (start, end) = (plane.levels(a.mark), plane.levels(b.mark));
    [(start.low, end.low), (start.high, end.high)]
        .map(|(from, to)| Segment { from: Point::new(a.x, from), to: Point::new(b.x, to) })
}

/// How a line between waves looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub(crate) color: Color,
    /// Its width, px of a slide.
    pub(crate) width: f64,
}

/// What joins two waves: a line, or for hedged values all that lies between them.
pub(crate) fn joined(a: Wave<'_>, b: Wave<'_>, stroke: Stroke, plane: &Plane<'_>) -> Vec<Node> {
    let theme = plane.theme;
    let [low, high] = edges(a, b, plane);
    if (low.from.y - high.from.y).abs() <= 0.5 && (low.to.y - high.to.y).abs() <= 0.5 {
        let Segment { from, to } = low;
        return vec![Node::Shape(Shape::Line { from, to, stroke: stroke.color, width: theme.px(stroke.width) })];
    }
    let points = vec![low.from, low.to, high.to, high.from];
    vec![
        Node::Shape(Shape::Polygon { points, fill: theme.tint(stroke.color) }),
        Node::Shape(Shape::Hatch { lines: vec![low, high], stroke: stroke.color, width: theme.px(1.2) }),
    ]
}
