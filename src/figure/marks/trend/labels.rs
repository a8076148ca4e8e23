//! Labels of and remarks on the points of a trend: each looks for the nearest place that is free.

use crate::figure::data::Mark;
use crate::figure::layout::{Baseline, Placement, Places, TextBlock, crosses};
use crate::figure::marks::trend::time::Times;
use crate::figure::marks::waves::HALF;
use crate::figure::panels::plane::Plane;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Segment, Shape, Text};
use crate::style::Theme;

/// How wide a remark may be, in widths of the plane, one after the other until it finds a place.
const WIDTHS: [f64; 4] = [0.42, 0.3, 0.6, 0.9];

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
            Rank::Inner => 6,
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
        match rank {
            Rank::End => self.places.first(texts, Text::bounds),
            Rank::Inner => self.places.first_clear(texts, Text::bounds),
        }
    }

    /// The remarks on a mark, each with a line to it; `label` is the mark's own.
    pub(crate) fn remarks(&mut self, mark: &Mark, label: Option<&Text>) -> Vec<Node> {
        let (plane, theme, request) = (self.plane, self.plane.theme, self.plane.request);
        let style = theme.regular(theme.aside_size, theme.palette.foreground);
        let own = self.times.extent(mark, plane);
        let spot = Spot { own, x: self.times.x(mark.date), label: label.map(Text::bounds) };
        let mut nodes = Vec::new();
        for remark in request.recipe.remarks.iter().filter(|r| r.claim.value == mark.claim()) {
            let words = remark.text.get(request.locale);
            let block = |share: &f64| {
                let limit = (plane.area.width() * share).min(theme.px(220.0));
                TextBlock::balanced(theme, words, style, limit)
            };
            // Where no line strikes it and nothing stands in the way of the line to it; failing that, one of the two.
            let placed = Demand::ALL.into_iter().find_map(|demand| {
                WIDTHS.iter().map(block).find_map(|text| self.remark(&text, &spot, demand).map(|b| (text, b)))
            });
            let Some((text, bounds)) = placed else {
                self.places.leave_out(words.to_owned());
                continue;
            };
            let Segment { from, to } = spot.leader(&bounds, theme);
            self.places.take(Bounds {
                left: from.x.min(to.x) - 1.0,
                top: from.y.min(to.y),
                right: from.x.max(to.x) + 1.0,
                bottom: from.y.max(to.y),
            });
            let (stroke, width) = (theme.palette.muted, theme.px(1.0));
            nodes.push(Node::Shape(Shape::Line { from, to, stroke, width }));
            let at = Placement::start(bounds.left, Baseline::First(bounds.top + style.size * 0.9));
            nodes.extend(text.nodes(theme, at, Role::Remark));
        }
        nodes
    }

    /// The first free place for a remark on a mark, which is then taken.
    fn remark(&mut self, text: &TextBlock, spot: &Spot, demand: Demand) -> Option<Bounds> {
        let theme = self.plane.theme;
        let mut candidates = spot.candidates(text, self.plane);
        candidates.retain(|bounds| {
            let leader = spot.leader(bounds, theme);
            let over_own_label = spot.label.is_some_and(|label| crosses(&leader, &label));
            !over_own_label && (demand.crosses || !self.places.is_on(&leader))
        });
        match demand.struck {
            true => self.places.first(candidates, |b| *b),
            false => self.places.first_clear(candidates, |b| *b),
        }
    }
}

/// What a place for a remark may have against it.
#[derive(Clone, Copy, Debug, Default)]
struct Demand {
    /// The line to its mark may run over something, but never over the mark's label.
    crosses: bool,
    /// A line may run through it.
    struck: bool,
}

impl Demand {
    /// From the strictest on.
    const ALL: [Self; 4] = [
        Self { crosses: false, struck: false },
        Self { crosses: true, struck: false },
        Self { crosses: false, struck: true },
        Self { crosses: true, struck: true },
    ];
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

    /// The line from a remark to the mark.
    fn leader(&self, bounds: &Bounds, theme: &Theme) -> Segment {
        let foot = self.x.clamp(bounds.left, bounds.right);
        let (from, to) = match bounds.bottom < self.own.top {
            true => (bounds.bottom + theme.px(2.0), self.own.top - theme.px(1.0)),
            false => (bounds.top - theme.px(2.0), self.own.bottom + theme.px(1.0)),
        };
        Segment { from: Point::new(foot, from), to: Point::new(self.x, to) }
    }
}
