//! What trends and slopes share: dates, the shapes of a wave, and what leads from one wave to the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::data::{ChartData, Mark};
use crate::figure::layout::Moment;
use crate::figure::panels::plane::Plane;
use crate::figure::primitives::{Direction, Ends, hatched, symbol};
use crate::figure::scene::{Bounds, Color, Node, Point, Segment, Shape};
use crate::locale::Language;
use crate::model::PartialDate;

/// The radius of a point.
pub(crate) const RADIUS: f64 = 5.5;
/// Half the width of a hedged value.
pub(crate) const HALF: f64 = 6.0;

/// The waves of a chart, each date once, in the order of time. Of two fieldworks that are known by one date, the wave stands
/// where the earlier one does.
pub(crate) fn moments(data: &ChartData) -> Vec<Moment> {
    let mut all: BTreeMap<PartialDate, f64> = BTreeMap::new();
    for (date, time) in data.marks().filter_map(|m| m.date.zip(m.time)) {
        let years = all.entry(date).or_insert(time);
        *years = years.min(time);
    }
    let mut moments: Vec<Moment> = all.into_iter().map(|(date, years)| Moment { date, years }).collect();
    moments.sort_by(|a, b| a.years.total_cmp(&b.years));
    moments
}

/// The words of the waves: years where they tell them apart, else months, else days.
pub(crate) fn wave_labels(waves: &[Moment], words: &Language) -> Vec<String> {
    let dates = || waves.iter().map(|wave| wave.date);
    let distinct = |short: fn(PartialDate) -> PartialDate| dates().map(short).collect::<BTreeSet<_>>().len();
    let by_year = distinct(|d| PartialDate { month: None, day: None, ..d }) == waves.len();
    let by_month = distinct(|d| PartialDate { day: None, ..d }) == waves.len();
    let word = |d: PartialDate| match (by_year, by_month) {
        (true, _) => d.year.to_string(),
        (false, true) => words.tick_date(d),
        (false, false) => words.date(d),
    };
    dates().map(word).collect()
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

/// What joins two waves across a long time: dashed lines along the ends of what their wordings allow, or one where these meet.
pub(crate) fn joined_afar(a: Wave<'_>, b: Wave<'_>, stroke: Stroke, plane: &Plane<'_>) -> Vec<Node> {
    let theme = plane.theme;
    let [low, high] = edges(a, b, plane);
    let one = (low.from.y - high.from.y).abs() <= 0.5 && (low.to.y - high.to.y).abs() <= 0.5;
    let (lines, width) = if one { (vec![low], stroke.width) } else { (vec![low, high], stroke.width / 2.0) };
    let dashed = |Segment { from, to }| {
        Node::Shape(Shape::DashedLine { from, to, stroke: stroke.color, width: theme.px(width) })
    };
    lines.into_iter().map(dashed).collect()
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
