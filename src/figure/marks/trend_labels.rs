//! Labels of and remarks on the points of a trend: each looks for the nearest place that is free.

use crate::figure::data::Mark;
use crate::figure::layout::canvas::LINE;
use crate::figure::layout::plane::Plane;
use crate::figure::layout::{Places, wrap_balanced};
use crate::figure::marks::trend::{Times, extent};
use crate::figure::marks::waves::HALF;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Shape, Text};

/// The label of a mark, where it finds a place; an inner point of a crowded line goes without, and keeps its tooltip.
pub(crate) fn label(mark: &Mark, inner: bool, plane: &Plane<'_>, times: &Times, places: &mut Places) -> Option<Text> {
    let theme = plane.theme;
    let own = extent(mark, plane, times);
    let style = theme.bold(theme.aside_size, theme.text_color(mark.color));
    let (x, gap) = (times.x(mark.date), theme.px(4.0));
    let middle = f64::midpoint(own.top, own.bottom) + style.size * 0.36;
    let mut candidates = vec![
        (Point::new(x, own.top - gap - style.size * 0.1), Anchor::Middle),
        (Point::new(x, own.bottom + gap + style.size * 0.76), Anchor::Middle),
        (Point::new(own.right + gap, middle), Anchor::Start),
        (Point::new(own.left - gap, middle), Anchor::End),
    ];
    let steps = if inner { 2 } else { 24 };
    for step in 1..=steps {
        let off = f64::from(step) * style.size * 0.5;
        for (dx, anchor) in [(0.0, Anchor::Middle), (1.0, Anchor::Start), (-1.0, Anchor::End)] {
            let at = x + dx * (theme.px(HALF) + gap);
            candidates.push((Point::new(at, own.top - gap - off), anchor));
            candidates.push((Point::new(at, own.bottom + gap + style.size * 0.76 + off), anchor));
        }
    }
    let texts: Vec<Text> = candidates
        .into_iter()
        .map(|(at, anchor)| theme.text(at, mark.label.as_str(), style, anchor, Role::Label))
        .collect();
    let (found, _) = places.first(texts.iter().map(Text::bounds))?;
    texts.into_iter().nth(found)
}

/// The remarks on a mark, each with a line to it.
pub(crate) fn remark(
    mark: &Mark,
    label: Option<&Text>,
    plane: &Plane<'_>,
    times: &Times,
    places: &mut Places,
) -> Vec<Node> {
    let (theme, request) = (plane.theme, plane.request);
    let style = theme.regular(theme.aside_size, theme.palette.foreground);
    let own = extent(mark, plane, times);
    let x = times.x(mark.date);
    // The line to the mark must not run through its label.
    let crosses = |bounds: &Bounds| {
        let label = label.map(Text::bounds);
        let (top, bottom) = if bounds.top < own.top { (bounds.bottom, own.top) } else { (own.bottom, bounds.top) };
        let foot = x.clamp(bounds.left, bounds.right);
        let line = Bounds { left: x.min(foot) - 1.0, top, right: x.max(foot) + 1.0, bottom };
        label.is_some_and(|l| l.overlaps(&line))
    };
    let mut nodes = Vec::new();
    for remark in request.recipe.remarks.iter().filter(|r| r.claim.value == mark.claimed.claim) {
        let limit = ((plane.area.right - plane.area.left) * 0.42).min(theme.px(220.0));
        let lines = wrap_balanced(theme, remark.text.get(request.locale), style, limit);
        let width = lines.iter().map(|l| theme.measure(l, style)).fold(0.0, f64::max);
        let height = lines.len() as f64 * style.size * LINE;
        let candidates: Vec<Bounds> = (2..40)
            .flat_map(|step| {
                let off = f64::from(step) * theme.px(8.0);
                [own.top - off - height, own.bottom + off].into_iter().flat_map(move |top| {
                    [
                        x - width / 2.0,
                        x - width,
                        x,
                        plane.area.left.max(x - width),
                        plane.area.right.min(x + width) - width,
                    ]
                    .map(|left| Bounds { left, top, right: left + width, bottom: top + height })
                })
            })
            .filter(|bounds| !crosses(bounds))
            .collect();
        let Some((_, bounds)) = places.first(candidates) else { continue };
        let foot = x.clamp(bounds.left, bounds.right);
        let (from, to) = match bounds.bottom < own.top {
            true => (Point::new(foot, bounds.bottom + theme.px(2.0)), Point::new(x, own.top - theme.px(1.0))),
            false => (Point::new(foot, bounds.top - theme.px(2.0)), Point::new(x, own.bottom + theme.px(1.0))),
        };
        let width = theme.px(1.0);
        nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.muted, width }));
        for (i, line) in lines.into_iter().enumerate() {
            let at = Point::new(bounds.left, bounds.top + style.size * 0.9 + i as f64 * style.size * LINE);
            nodes.push(Node::Text(theme.text(at, line, style, Anchor::Start, Role::Remark)));
        }
    }
    nodes
}
