//! What marks are drawn with, in every kind of chart: fills, hatching, points, whiskers; and what names them.

use crate::figure::data::{Mark, Plot};
use crate::figure::layout::canvas::Canvas;
use crate::figure::layout::{Page, hatch, shortened, wrap_balanced};
use crate::figure::scene::{Anchor, Bounds, Color, Node, Point, Role, Segment, Shape, Span};
use crate::model::Unit;
use crate::style::Theme;

/// A hatched stretch: a pale ground with lines, and an upright line at each end that belongs to it.
pub(crate) fn band(bounds: Bounds, color: Color, ends: (bool, bool), theme: &Theme) -> Vec<Node> {
    let end = |x: f64| Segment::vertical(x, bounds.down());
    let lines = (end(bounds.left + theme.px(1.0)), end(bounds.right - theme.px(1.0)));
    ended(hatched(bounds, color, theme), lines, ends, color, theme)
}

/// A hatched stretch of an upright scale, with a level line at each end that belongs to it: upper, lower.
pub(crate) fn column(bounds: Bounds, color: Color, ends: (bool, bool), theme: &Theme) -> Vec<Node> {
    let end = |y: f64| Segment::horizontal(y, bounds.across());
    let lines = (end(bounds.top + theme.px(1.0)), end(bounds.bottom - theme.px(1.0)));
    ended(hatched(bounds, color, theme), lines, ends, color, theme)
}

fn ended(
    mut nodes: Vec<Node>,
    lines: (Segment, Segment),
    ends: (bool, bool),
    color: Color,
    theme: &Theme,
) -> Vec<Node> {
    for (Segment { from, to }, belongs) in [(lines.0, ends.0), (lines.1, ends.1)] {
        if belongs {
            nodes.push(Node::Shape(Shape::Line { from, to, stroke: color, width: theme.px(2.0) }));
        }
    }
    nodes
}

fn hatched(bounds: Bounds, color: Color, theme: &Theme) -> Vec<Node> {
    let inner = Bounds { left: bounds.left + 0.6, right: bounds.right - 0.6, ..bounds };
    vec![
        Node::Shape(Shape::Rect { bounds, fill: theme.tint(color) }),
        Node::Shape(Shape::Hatch { lines: hatch(&inner, theme.px(7.0)), stroke: color, width: theme.px(1.6) }),
    ]
}

/// A stretch that the source is sure of. Where texture tells series apart, every series but the first has lines of ground
/// in it: level, upright, both.
pub(crate) fn solid(bounds: Bounds, color: Color, series: usize, theme: &Theme) -> Vec<Node> {
    let mut nodes = vec![Node::Shape(Shape::Rect { bounds, fill: color })];
    if !theme.palette.textured {
        return nodes;
    }
    let step = theme.px(6.0);
    let steps = |from: f64, to: f64| {
        let count = ((to - from) / step).floor().max(0.0) as usize;
        (1..=count).map(move |i| from + i as f64 * step).filter(move |at| to - at > 1.0)
    };
    let mut lines = Vec::new();
    if matches!(series % 4, 1 | 3) {
        lines.extend(steps(bounds.top, bounds.bottom).map(|y| Segment::horizontal(y, bounds.across())));
    }
    if matches!(series % 4, 2 | 3) {
        lines.extend(steps(bounds.left, bounds.right).map(|x| Segment::vertical(x, bounds.down())));
    }
    if !lines.is_empty() {
        nodes.push(Node::Shape(Shape::Hatch { lines, stroke: theme.palette.background, width: theme.px(1.2) }));
    }
    nodes
}

/// A point: a disc, or, where shape tells series apart, one of four shapes.
pub(crate) fn point(center: Point, radius: f64, color: Color, series: usize, theme: &Theme) -> Node {
    let (Point { x, y }, r) = (center, radius);
    let corners = |points: &[(f64, f64)]| points.iter().map(|(dx, dy)| Point::new(x + dx * r, y + dy * r)).collect();
    let shape = match series % 4 {
        1 if theme.palette.textured => corners(&[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]),
        2 if theme.palette.textured => corners(&[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]),
        3 if theme.palette.textured => corners(&[(0.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]),
        _ => {
            let radius = radius * 6.0 / 7.0;
            return Node::Shape(Shape::Disc { center, radius, fill: color, stroke: color });
        }
    };
    Node::Shape(Shape::Polygon { points: shape, fill: color })
}

/// A margin of error: a thin line with an end at either side, on a ground that sets it off from the mark.
pub(crate) fn whisker(mark: &Mark, y: f64, half: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let Some(margin) = mark.margin else { return Vec::new() };
    let (left, right) = (canvas.scale.x(margin.low), canvas.scale.x(margin.high));
    let lines = [
        Segment::horizontal(y, Span::new(left, right)),
        Segment::vertical(left, Span::new(y - half, y + half)),
        Segment::vertical(right, Span::new(y - half, y + half)),
    ];
    thin(&lines, mark.color, canvas.theme)
}

/// The same on an upright scale.
pub(crate) fn upright_whisker(
    (x, color): (f64, Color),
    (top, bottom): (f64, f64),
    half: f64,
    theme: &Theme,
) -> Vec<Node> {
    let lines = [
        Segment::vertical(x, Span::new(top, bottom)),
        Segment::horizontal(top, Span::new(x - half, x + half)),
        Segment::horizontal(bottom, Span::new(x - half, x + half)),
    ];
    thin(&lines, color, theme)
}

/// Ink on ground; of a mark that is not the point, its own colour.
fn thin(lines: &[Segment], color: Color, theme: &Theme) -> Vec<Node> {
    let ink = if color == theme.palette.faded { color } else { theme.palette.foreground };
    [(theme.palette.background, 3.6), (ink, 1.4)]
        .map(|(stroke, width)| Node::Shape(Shape::Hatch { lines: lines.to_vec(), stroke, width: theme.px(width) }))
        .into()
}

/// The names of the series, each with its sign.
pub(crate) fn legend(plot: &Plot, theme: &Theme, page: &mut Page<'_>) {
    let left = theme.margin;
    let mut x = left;
    let mut nodes = Vec::new();
    let named: Vec<_> = plot.series.iter().enumerate().filter(|(_, s)| !s.label.is_empty()).collect();
    if named.is_empty() {
        return;
    }
    let line = theme.series_size * 1.5;
    page.y += line;
    for (index, series) in named {
        let style = theme.bold(theme.series_size, theme.text_color(series.color));
        let indent = theme.series_size * 1.25;
        for (i, words) in
            wrap_balanced(theme, &series.label, style, theme.inner_width() - indent).into_iter().enumerate()
        {
            let needed = indent + theme.measure(&words, style);
            if i > 0 || (x > left && x + needed > theme.width - theme.margin) {
                x = left;
                page.y += line;
            }
            if i == 0 {
                let center = Point::new(x + theme.series_size * 0.42, page.y - theme.series_size * 0.36);
                nodes.push(point(center, theme.series_size * 0.42, series.color, index, theme));
            }
            let at = Point::new(x + indent, page.y);
            nodes.push(Node::Text(theme.text(at, words, style, Anchor::Start, Role::Legend)));
            x += needed + theme.series_size * 1.5;
        }
    }
    page.group(Role::Legend, nodes);
    page.y += theme.px(6.0);
}

/// The labels of the reference lines of a recipe, in its language, with their values, from the least.
pub(crate) fn references(request: &crate::figure::Request<'_>, unit: Unit) -> Vec<(f64, String)> {
    let (words, locale) = (request.words(), request.locale);
    let label = |line: &crate::project::recipe::ReferenceLine| {
        let value = line.value.value.value();
        let label = line.label.as_ref().map(|l| l.get(locale).to_owned());
        (value, label.unwrap_or_else(|| words.tick(value, unit)))
    };
    let mut lines: Vec<(f64, String)> = request.recipe.reference_lines.iter().map(label).collect();
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines
}

/// The reference lines of a panel, each with its label on a line of its own where labels would collide.
fn laid<'a>(canvas: &Canvas<'a>) -> Vec<(f64, String, f64, usize)> {
    let theme = canvas.theme;
    let style = theme.regular(theme.aside_size, theme.palette.foreground);
    let mut lanes: Vec<f64> = Vec::new();
    let place = |(value, label): (f64, String)| {
        let x = canvas.scale.x(value);
        let (least, most) = (canvas.frame.left, canvas.frame.most());
        let shown = shortened(theme, &label, style, most - least);
        let half = theme.measure(&shown, style) / 2.0;
        let center = x.min(most - half).max(least + half);
        let lane = lanes.iter().position(|end| center - half > *end + theme.px(10.0)).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(end) => *end = center + half,
            None => lanes.push(center + half),
        }
        (x, shown, center, lane)
    };
    references(canvas.request, canvas.plot.unit).into_iter().map(place).collect()
}

/// The space that the labels of reference lines take above a panel.
pub(crate) fn reference_height(canvas: &Canvas<'_>) -> f64 {
    let lanes = laid(canvas).iter().map(|l| l.3 + 1).max().unwrap_or(0);
    lanes as f64 * canvas.theme.aside_size * 1.35
}

/// The reference lines of a panel.
pub(crate) fn reference_lines(canvas: &Canvas<'_>, top: f64, bottom: f64) -> Vec<Node> {
    let theme = canvas.theme;
    let style = theme.regular(theme.aside_size, theme.palette.foreground);
    let mut nodes = Vec::new();
    for (x, label, center, lane) in laid(canvas) {
        let baseline = top - theme.px(5.0) - lane as f64 * theme.aside_size * 1.35;
        let (from, to) = (Point::new(x, top - theme.px(3.0)), Point::new(x, bottom));
        nodes.push(Node::Shape(Shape::DashedLine { from, to, stroke: theme.palette.foreground, width: theme.px(1.0) }));
        nodes.push(Node::Text(theme.text(Point::new(center, baseline), label, style, Anchor::Middle, Role::Reference)));
    }
    nodes
}
