//! The lines of a trend: which waves follow each other, where a line breaks, and what it is called.

use crate::figure::data::{ChartData, Join, Mark, Panel};
use crate::figure::layout::{Baseline, Placement, Places, TextBlock, dodge};
use crate::figure::marks::trend::time::Times;
use crate::figure::marks::waves::{HALF, Stroke, Wave, edges, joined, joined_afar};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::plane::Plane;
use crate::figure::scene::{Color, Node, Point, Role, Segment, Shape, Span};
use crate::style::{SERIES, Theme};

/// The points of one line, in the order of time.
pub(crate) struct Line<'m> {
    label: String,
    color: Color,
    pub(crate) marks: Vec<&'m Mark>,
}

/// The lines of a panel: one for each series and row.
pub(crate) fn lines<'m>(data: &ChartData, panel: &'m Panel) -> Vec<Line<'m>> {
    let mut lines = Vec::new();
    for row in &panel.rows {
        for (index, series) in data.series.iter().enumerate() {
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

/// Whether lines are named at their right ends; a narrow plane has a legend instead, when that tells them apart: when each
/// series has one line, and there are colours enough.
pub(crate) fn are_named_at_ends(frame: &Frame<'_>, data: &ChartData) -> bool {
    !frame.narrow || data.panels.iter().any(|p| p.rows.len() > 1) || data.series.len() > SERIES
}

impl Line<'_> {
    /// Its name, as it stands at its end.
    fn name(&self, frame: &Frame<'_>) -> TextBlock {
        let theme = frame.theme;
        let style = theme.bold(theme.series_size, theme.text_color(self.color));
        let limit = frame.width() * if frame.narrow { 0.3 } else { 0.2 };
        TextBlock::balanced(theme, &self.label, style, limit).with_line_height(style.size * 1.2)
    }

    /// Notes the lines from each point to the next, so that they strike no label.
    pub(crate) fn cross(&self, plane: &Plane<'_>, times: &Times, places: &mut Places) {
        for pair in self.marks.windows(2).filter(|pair| matches!(pair[1].join, Join::Line | Join::Dashed)) {
            edges(times.wave(pair[0]), times.wave(pair[1]), plane).into_iter().for_each(|line| places.cross(line));
        }
    }

    /// What leads from each point to the next: a line, or for hedged values all that lies between them; a break where
    /// wording or base change; across a long time what the recipe says.
    pub(crate) fn joins(&self, plane: &Plane<'_>, times: &Times) -> Vec<Node> {
        let mut nodes = Vec::new();
        for pair in self.marks.windows(2) {
            let [a, b] = [pair[0], pair[1]].map(|mark| times.wave(mark));
            let stroke = Stroke { color: self.color, width: 2.4 };
            nodes.extend(match b.mark.join {
                Join::Line => joined(a, b, stroke, plane),
                Join::Dashed => joined_afar(a, b, stroke, plane),
                Join::Gap => Vec::new(),
                Join::Broken => interrupted(a, b, self.color, plane),
            });
        }
        nodes
    }
}

/// The break of a line: a stub at either side, each with a cross stroke, and nothing between.
fn interrupted(a: Wave<'_>, b: Wave<'_>, color: Color, plane: &Plane<'_>) -> Vec<Node> {
    let theme = plane.theme;
    let (start, end) = (plane.levels(a.mark), plane.levels(b.mark));
    // Along whichever ends are nearest; a stub leans on what is known, not on a middle.
    let nearest = (start.high - end.low).abs() < (start.low - end.high).abs();
    let (ya, yb) = if nearest { (start.high, end.low) } else { (start.low, end.high) };
    let length = (b.x - a.x).hypot(yb - ya).max(1.0);
    let direction = Point::new((b.x - a.x) / length, (yb - ya) / length);
    let stub = (length * 0.3).min(theme.px(26.0));
    let cross = theme.px(4.0);
    let mut lines = Vec::new();
    for (from, way) in [(Point::new(a.x, ya), 1.0), (Point::new(b.x, yb), -1.0)] {
        let to = Point::new(from.x + direction.x * stub * way, from.y + direction.y * stub * way);
        let across = |side: f64| Point::new(to.x + side * direction.y * cross, to.y - side * direction.x * cross);
        lines.extend([Segment { from, to }, Segment { from: across(1.0), to: across(-1.0) }]);
    }
    vec![Node::Shape(Shape::Hatch { lines, stroke: color, width: theme.px(1.6) })]
}

/// The room that names need at the right ends of lines.
pub(crate) fn names_width(data: &ChartData, frame: &Frame<'_>) -> f64 {
    let theme = frame.theme;
    let all = data.panels.iter().flat_map(|p| lines(data, p));
    let widest = all.map(|l| l.name(frame).width(theme)).fold(0.0, f64::max);
    if are_named_at_ends(frame, data) && widest > 0.0 { widest + theme.px(14.0) } else { 0.0 }
}

/// The names of the lines at their right ends.
pub(crate) fn names(lines: &[Line<'_>], plane: &Plane<'_>, times: &Times, places: &mut Places) -> Vec<Node> {
    let theme = plane.theme;
    let named: Vec<&Line<'_>> = lines.iter().filter(|l| !l.label.is_empty()).collect();
    let blocks: Vec<TextBlock> = named.iter().map(|l| l.name(&plane.frame)).collect();
    let most = blocks.iter().map(TextBlock::height).fold(0.0, f64::max);
    let end = |line: &&Line<'_>| line.marks.last().map_or(plane.area.bottom, |m| plane.high_y(m.high()));
    let ends: Vec<f64> = named.iter().map(end).collect();
    let limits = Span::new(plane.area.top + most / 2.0, plane.area.bottom - most / 2.0);
    let middles = dodge(&ends, most + theme.px(3.0), limits);
    let x = plane.area.right + theme.px(6.0);
    let mut nodes = Vec::new();
    for (((line, block), end), y) in named.iter().zip(&blocks).zip(ends).zip(middles) {
        let last = line.marks.last().map_or(x, |m| times.x(m.date) + theme.px(HALF + 2.0));
        let from = Point::new(last, end);
        nodes.extend(leader(from, Point::new(x - theme.px(3.0), y), x - last, theme));
        for name in block.texts(theme, Placement::start(x, Baseline::Middle(y)), Role::SeriesLabel) {
            places.take(name.bounds());
            nodes.push(Node::Text(name));
        }
    }
    nodes
}

/// The line from the end of a line to its name, where the two are far apart.
fn leader(from: Point, to: Point, distance: f64, theme: &Theme) -> Option<Node> {
    let far = (from.y - to.y).abs() > theme.px(10.0) || distance > theme.px(30.0);
    far.then(|| Node::Shape(Shape::Line { from, to, stroke: theme.palette.rule, width: theme.px(1.0) }))
}
