//! Labels of and remarks on the points of a trend: each looks for the nearest place that is free.

use crate::figure::data::Mark;
use crate::figure::layout::{Baseline, Placement, Places, TextBlock};
use crate::figure::marks::trend::time::Times;
use crate::figure::marks::waves::HALF;
use crate::figure::panels::plane::Plane;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Shape, Span, Text};

/// Where on its line a point stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// At one of its ends, where readers look first.
    End,
    /// Between its ends: it may go without a label.
    Inner,
}

/// Finds places for the labels of a plane.
pub(crate) struct Labeller<'a> {
    pub(crate) plane: &'a Plane<'a>,
    pub(crate) times: &'a Times,
    pub(crate) places: &'a mut Places,
}

impl Labeller<'_> {
    /// The label of a mark, where it finds a place; an inner point of a crowded line goes without, and keeps its tooltip.
    pub(crate) fn label(&mut self, mark: &Mark, rank: Rank) -> Option<Text> {
        let theme = self.plane.theme;
        let own = self.times.extent(mark, self.plane);
        let style = theme.bold(theme.aside_size, theme.text_color(mark.color));
        let (x, gap) = (self.times.x(mark.date), theme.px(4.0));
        let middle = own.down().middle() + theme.half_capital(style);
        let (above, below) = (own.top - gap, own.bottom + gap + style.size * 0.76);
        let mut candidates = vec![
            (Point::new(x, above - style.size * 0.1), Anchor::Middle),
            (Point::new(x, below), Anchor::Middle),
            (Point::new(own.right + gap, middle), Anchor::Start),
            (Point::new(own.left - gap, middle), Anchor::End),
        ];
        let steps = match rank {
            Rank::Inner => 2,
            Rank::End => 24,
        };
        for step in 1..=steps {
            let off = f64::from(step) * style.size * 0.5;
            for (way, anchor) in [(0.0, Anchor::Middle), (1.0, Anchor::Start), (-1.0, Anchor::End)] {
                let at = x + way * (theme.px(HALF) + gap);
                candidates.push((Point::new(at, above - off), anchor));
                candidates.push((Point::new(at, below + off), anchor));
            }
        }
        let texts =
            candidates.into_iter().map(|(at, anchor)| theme.text(at, mark.label.as_str(), style, anchor, Role::Label));
        self.places.first(texts, Text::bounds)
    }

    /// The remarks on a mark, each with a line to it; `label` is the mark's own.
    pub(crate) fn remarks(&mut self, mark: &Mark, label: Option<&Text>) -> Vec<Node> {
        let (plane, theme, request) = (self.plane, self.plane.theme, self.plane.request);
        let style = theme.regular(theme.aside_size, theme.palette.foreground);
        let own = self.times.extent(mark, plane);
        let spot = Spot { own, x: self.times.x(mark.date), label: label.map(Text::bounds) };
        let mut nodes = Vec::new();
        for remark in request.recipe.remarks.iter().filter(|r| r.claim.value == mark.claim()) {
            let limit = (plane.area.width() * 0.42).min(theme.px(220.0));
            let text = TextBlock::balanced(theme, remark.text.get(request.locale), style, limit);
            let candidates = spot.candidates(&text, plane).into_iter().filter(|bounds| !spot.is_crossed(bounds));
            let Some(bounds) = self.places.first(candidates, |b| *b) else { continue };
            nodes.push(spot.leader(&bounds, plane));
            let at = Placement::start(bounds.left, Baseline::First(bounds.top + style.size * 0.9));
            nodes.extend(text.nodes(theme, at, Role::Remark));
        }
        nodes
    }
}

/// A mark that remarks belong to.
struct Spot {
    /// The box of the mark.
    own: Bounds,
    /// The x of the mark.
    x: f64,
    /// The box of its label.
    label: Option<Bounds>,
}

impl Spot {
    /// Places for a remark, the nearest first.
    fn candidates(&self, text: &TextBlock, plane: &Plane<'_>) -> Vec<Bounds> {
        let (width, height) = (text.width(plane.theme), text.height());
        let (x, area) = (self.x, &plane.area);
        let lefts = [x - width / 2.0, x - width, x, area.left.max(x - width), area.right.min(x + width) - width];
        let mut found = Vec::new();
        for step in 2..40 {
            let off = f64::from(step) * plane.theme.px(8.0);
            for top in [self.own.top - off - height, self.own.bottom + off] {
                found.extend(lefts.map(|left| Bounds { left, top, right: left + width, bottom: top + height }));
            }
        }
        found
    }

    /// Whether the line from a remark to the mark would run through the mark's label.
    fn is_crossed(&self, bounds: &Bounds) -> bool {
        let down = match bounds.top < self.own.top {
            true => Span::new(bounds.bottom, self.own.top),
            false => Span::new(self.own.bottom, bounds.top),
        };
        let foot = self.x.clamp(bounds.left, bounds.right);
        let (left, right) = (self.x.min(foot) - 1.0, self.x.max(foot) + 1.0);
        let line = Bounds { left, top: down.start, right, bottom: down.end };
        self.label.is_some_and(|l| l.overlaps(&line))
    }

    /// The line from a remark to the mark.
    fn leader(&self, bounds: &Bounds, plane: &Plane<'_>) -> Node {
        let theme = plane.theme;
        let foot = self.x.clamp(bounds.left, bounds.right);
        let (from, to) = match bounds.bottom < self.own.top {
            true => (bounds.bottom + theme.px(2.0), self.own.top - theme.px(1.0)),
            false => (bounds.top - theme.px(2.0), self.own.bottom + theme.px(1.0)),
        };
        let (from, to) = (Point::new(foot, from), Point::new(self.x, to));
        Node::Shape(Shape::Line { from, to, stroke: theme.palette.muted, width: theme.px(1.0) })
    }
}
