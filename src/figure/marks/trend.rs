//! Waves of a question over time: points with what their wording and chance allow, joined only where wording and base
//! agree, with a visible break where they do not.

use crate::check::comparability;
use crate::figure::data::{Mark, Panel, Plot};
use crate::figure::layout::canvas::Frame;
use crate::figure::layout::plane::{self, Kind, Plane};
use crate::figure::layout::{Page, Places, spread, wrap_balanced};
use crate::figure::marks::trend_labels::{label, remark};
use crate::figure::marks::waves::{HALF, RADIUS, date_labels, dates, joined, shapes};
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Bounds, Color, Group, Node, Point, Role, Segment, Shape};
use crate::model::PartialDate;
use crate::style::Theme;

pub(crate) struct Trend;

/// Draws the trends of a plot.
pub(crate) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    if !named_at_ends(&Frame::all(request.theme, plot.panels.len().min(3))[0], plot) {
        plane::legend(plot, request, page);
    }
    plane::draw(&Trend, plot, request, page);
}

/// The points of one line, in the order of time.
struct Line<'m> {
    label: String,
    color: Color,
    marks: Vec<&'m Mark>,
}

/// The lines of a panel: one a series and row.
fn lines<'m>(plot: &Plot, panel: &'m Panel) -> Vec<Line<'m>> {
    let mut lines = Vec::new();
    for row in &panel.rows {
        for (index, series) in plot.series.iter().enumerate() {
            let marks: Vec<&Mark> = row.marks().filter(|m| m.series == index).collect();
            let several = panel.rows.len() > 1;
            let label = match (series.label.is_empty(), several) {
                (false, true) => format!("{}, {}", series.label, row.label),
                (true, true) => row.label.clone(),
                (_, false) => series.label.clone(),
            };
            if let Some(color) = marks.first().map(|m| m.color) {
                lines.push(Line { label, color, marks });
            }
        }
    }
    lines
}

/// Whether lines are named at their right ends; a narrow plane has a legend instead, when that tells them apart.
fn named_at_ends(frame: &Frame<'_>, plot: &Plot) -> bool {
    !frame.narrow || plot.panels.iter().any(|p| p.rows.len() > 1)
}

fn end_width(frame: &Frame<'_>) -> f64 {
    frame.width() * if frame.narrow { 0.3 } else { 0.2 }
}

/// A date as a number of years.
pub(crate) fn years(date: PartialDate) -> f64 {
    let month = date.month.map_or(6.0, |m| f64::from(m) - 0.5);
    f64::from(date.year) + month / 12.0
}

impl Kind for Trend {
    fn foot(&self, _: &Panel, frame: &Frame<'_>, _: &Request<'_>) -> f64 {
        frame.theme.tick_size * 1.7
    }

    fn inset(&self, plot: &Plot, frame: &Frame<'_>) -> (f64, f64) {
        let theme = frame.theme;
        let style = theme.bold(theme.series_size, theme.palette.foreground);
        let all = plot.panels.iter().flat_map(|p| lines(plot, p));
        let wrapped = all.flat_map(|l| wrap_balanced(theme, &l.label, style, end_width(frame)));
        let widest = wrapped.map(|l| theme.measure(&l, style)).fold(0.0, f64::max);
        let beside = if named_at_ends(frame, plot) && widest > 0.0 { widest + theme.px(14.0) } else { 0.0 };
        (theme.series_size, beside.max(theme.px(16.0)))
    }

    fn occupy(&self, plane: &Plane<'_>, places: &mut Places) {
        let times = Times::new(plane);
        for row in &plane.panel.rows {
            row.marks().for_each(|mark| places.take(extent(mark, plane, &times)));
        }
    }

    fn draw(&self, plane: &Plane<'_>, places: &mut Places, page: &mut Page<'_>) {
        let lines = lines(plane.plot, plane.panel);
        let times = Times::new(plane);
        page.group(Role::Axis, times.ticks(plane));
        for line in &lines {
            page.group(Role::Connector, joins(line, plane, &times));
        }
        if named_at_ends(&plane.frame, plane.plot) {
            page.group(Role::SeriesLabel, names(&lines, plane, &times, places));
        }
        // First and last points get their labels first; they are what a reader looks for.
        let mut order: Vec<(usize, &Mark)> = Vec::new();
        for line in &lines {
            let last = line.marks.len().saturating_sub(1);
            order.extend(line.marks.iter().enumerate().map(|(i, m)| (usize::from(i > 0 && i < last), *m)));
        }
        order.sort_by_key(|(inner, _)| *inner);
        for (inner, mark) in order {
            let mut nodes = shapes(mark, times.x(mark.date), plane);
            let label = label(mark, inner == 1, plane, &times, places);
            nodes.extend(remark(mark, label.as_ref(), plane, &times, places));
            nodes.extend(label.map(Node::Text));
            page.push(Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes }));
        }
    }
}

/// From dates to x.
pub(crate) struct Times {
    dates: Vec<PartialDate>,
    left: f64,
    right: f64,
}

impl Times {
    fn new(plane: &Plane<'_>) -> Self {
        let pad = plane.theme.px(26.0).min((plane.area.right - plane.area.left) / 6.0);
        Self { dates: dates(plane.plot), left: plane.area.left + pad, right: plane.area.right - pad }
    }

    pub(crate) fn x(&self, date: Option<PartialDate>) -> f64 {
        let ends = self.dates.first().zip(self.dates.last());
        let Some(((first, last), date)) = ends.zip(date) else { return f64::midpoint(self.left, self.right) };
        let (from, to) = (years(*first), years(*last));
        match to > from {
            true => self.left + (self.right - self.left) * (years(date) - from) / (to - from),
            false => f64::midpoint(self.left, self.right),
        }
    }

    /// The dates below the plane; of dates that are too near each other the later ones have no words.
    fn ticks(&self, plane: &Plane<'_>) -> Vec<Node> {
        let theme = plane.theme;
        let style = theme.regular(theme.tick_size, theme.palette.muted);
        let mut nodes = Vec::new();
        let mut taken = f64::NEG_INFINITY;
        for (date, label) in self.dates.iter().zip(date_labels(&self.dates, plane.request)) {
            let x = self.x(Some(*date));
            let (from, to) = (Point::new(x, plane.area.bottom), Point::new(x, plane.area.bottom + theme.px(4.0)));
            nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.foreground, width: theme.px(1.0) }));
            let half = theme.measure(&label, style) / 2.0;
            let center = x.max(plane.area.left + half).min(plane.frame.most() - half);
            if center - half > taken {
                let at = Point::new(center, plane.area.bottom + theme.px(4.0) + style.size);
                nodes.push(Node::Text(theme.text(at, label, style, Anchor::Middle, Role::Axis)));
                taken = center + half + theme.px(8.0);
            }
        }
        nodes
    }
}

/// What leads from each point to the next: a line, or for hedged values all that lies between them; a break where wording
/// or base change.
fn joins(line: &Line<'_>, plane: &Plane<'_>, times: &Times) -> Vec<Node> {
    let theme = plane.theme;
    let mut nodes = Vec::new();
    for pair in line.marks.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let (xa, xb) = (times.x(a.date), times.x(b.date));
        let (first, second) = (plane.request.claim(a.claim), plane.request.claim(b.claim));
        if !comparability::may_join(plane.request.dataset, first, second) {
            let ((la, ha), (lb, hb)) = (plane.span(a), plane.span(b));
            nodes.extend(interrupted(((xa, la, ha), (xb, lb, hb)), line.color, theme));
            continue;
        }
        nodes.extend(joined((a, xa), (b, xb), (line.color, 2.4), plane));
    }
    nodes
}

/// The break of a line: a stub at either side, each with a cross stroke, and nothing between.
fn interrupted(
    ((xa, la, ha), (xb, lb, hb)): ((f64, f64, f64), (f64, f64, f64)),
    color: Color,
    theme: &Theme,
) -> Vec<Node> {
    // Along whichever ends are nearest; a stub leans on what is known, not on a middle.
    let (ya, yb) = if (ha - lb).abs() < (la - hb).abs() { (ha, lb) } else { (la, hb) };
    let length = (xb - xa).hypot(yb - ya).max(1.0);
    let (ux, uy) = ((xb - xa) / length, (yb - ya) / length);
    let stub = (length * 0.3).min(theme.px(26.0));
    let cross = theme.px(4.0);
    let mut lines = Vec::new();
    for (x, y, way) in [(xa, ya, 1.0), (xb, yb, -1.0)] {
        let end = Point::new(x + ux * stub * way, y + uy * stub * way);
        let across = |side: f64| Point::new(end.x + side * uy * cross, end.y - side * ux * cross);
        lines.push(Segment { from: Point::new(x, y), to: end });
        lines.push(Segment { from: across(1.0), to: across(-1.0) });
    }
    vec![Node::Shape(Shape::Hatch { lines, stroke: color, width: theme.px(1.6) })]
}

pub(crate) fn extent(mark: &Mark, plane: &Plane<'_>, times: &Times) -> Bounds {
    let theme = plane.theme;
    let (x, half) = (times.x(mark.date), theme.px(HALF + 1.0));
    let (top, bottom) = (plane.high_y(mark.greatest()), plane.y(mark.least()));
    let reach = if mark.interval.is_point() { theme.px(RADIUS) } else { 0.0 };
    let (top, bottom) = match mark.interval.is_point() {
        true => {
            (top.min(plane.y(mark.interval.low.value) - reach), bottom.max(plane.y(mark.interval.low.value) + reach))
        }
        false => (top, bottom),
    };
    Bounds { left: x - half, top, right: x + half, bottom }
}

/// The names of the lines at their right ends.
fn names(lines: &[Line<'_>], plane: &Plane<'_>, times: &Times, places: &mut Places) -> Vec<Node> {
    let theme = plane.theme;
    let style = theme.bold(theme.series_size, theme.palette.foreground);
    let named: Vec<&Line<'_>> = lines.iter().filter(|l| !l.label.is_empty()).collect();
    let wrapped: Vec<Vec<String>> =
        named.iter().map(|l| wrap_balanced(theme, &l.label, style, end_width(&plane.frame))).collect();
    let line_height = style.size * 1.2;
    let most = wrapped.iter().map(Vec::len).max().unwrap_or(1) as f64 * line_height;
    let ends: Vec<f64> = named
        .iter()
        .map(|l| l.marks.last().map_or(plane.area.bottom, |m| plane.high_y(m.interval.high.map(|h| h.value))))
        .collect();
    let gap = most + theme.px(3.0);
    let middles = spread(&ends, gap, plane.area.top + most / 2.0, plane.area.bottom - most / 2.0);
    let mut nodes = Vec::new();
    for (((line, words), end), y) in named.iter().zip(wrapped).zip(ends).zip(middles) {
        let x = plane.area.right + theme.px(6.0);
        let last = line.marks.last().map_or(x, |m| times.x(m.date) + theme.px(HALF + 2.0));
        if (end - y).abs() > theme.px(10.0) || x - last > theme.px(30.0) {
            let (from, to) = (Point::new(last, end), Point::new(x - theme.px(3.0), y));
            nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.rule, width: theme.px(1.0) }));
        }
        let first = y + style.size * 0.36 - line_height * (words.len() as f64 - 1.0) / 2.0;
        let style = theme.bold(theme.series_size, theme.text_color(line.color));
        for (i, word) in words.into_iter().enumerate() {
            let at = Point::new(x, first + i as f64 * line_height);
            let name = theme.text(at, word, style, Anchor::Start, Role::SeriesLabel);
            places.take(name.bounds());
            nodes.push(Node::Text(name));
        }
    }
    nodes
}
