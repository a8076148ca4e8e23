//! The axis of time: where the waves of a trend stand.

use crate::figure::data::Mark;
use crate::figure::marks::waves::{HALF, RADIUS, Wave, date_labels, dates};
use crate::figure::panels::plane::Plane;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Segment, Shape, Span};
use crate::model::PartialDate;

/// A date as a number of years; a year without a month stands in its middle.
fn years(date: PartialDate) -> f64 {
    let month = date.month.map_or(6.0, |m| f64::from(m) - 0.5);
    f64::from(date.year) + month / 12.0
}

/// From dates to x.
pub(crate) struct Times {
    dates: Vec<PartialDate>,
    range: Span,
}

impl Times {
    pub(crate) fn new(plane: &Plane<'_>) -> Self {
        let pad = plane.theme.px(26.0).min(plane.area.width() / 6.0);
        Self { dates: dates(plane.data), range: Span::new(plane.area.left + pad, plane.area.right - pad) }
    }

    /// The x of a date; the middle of the axis for what has none.
    pub(crate) fn x(&self, date: Option<PartialDate>) -> f64 {
        let ends = self.dates.first().zip(self.dates.last());
        let Some(((first, last), date)) = ends.zip(date) else { return self.range.middle() };
        let (from, to) = (years(*first), years(*last));
        match to > from {
            true => self.range.start + self.range.length() * (years(date) - from) / (to - from),
            false => self.range.middle(),
        }
    }

    /// A mark with its place in time.
    pub(crate) fn wave<'m>(&self, mark: &'m Mark) -> Wave<'m> {
        Wave { mark, x: self.x(mark.date) }
    }

    /// The box of a mark with its margin of error.
    pub(crate) fn extent(&self, mark: &Mark, plane: &Plane<'_>) -> Bounds {
        let theme = plane.theme;
        let (x, half) = (self.x(mark.date), theme.px(HALF + 1.0));
        let drawn = Span::new(plane.high_y(mark.greatest()), plane.y(mark.least()));
        let (point, reach) = (plane.y(mark.low()), theme.px(RADIUS));
        let down = match mark.is_hedged() {
            true => drawn,
            false => drawn.joined(Span::new(point - reach, point + reach)),
        };
        Bounds { left: x - half, top: down.start, right: x + half, bottom: down.end }
    }

    /// The dates below the plane; of dates that are too near each other the later ones have no words.
    pub(crate) fn ticks(&self, plane: &Plane<'_>) -> Vec<Node> {
        let theme = plane.theme;
        let style = theme.regular(theme.tick_size, theme.palette.muted);
        let mut nodes = Vec::new();
        let mut taken = f64::NEG_INFINITY;
        for (date, label) in self.dates.iter().zip(date_labels(&self.dates, plane.request)) {
            let x = self.x(Some(*date));
            let below = Span::new(plane.area.bottom, plane.area.bottom + theme.px(4.0));
            let Segment { from, to } = Segment::vertical(x, below);
            nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.foreground, width: theme.px(1.0) }));
            let half = theme.measure(&label, style) / 2.0;
            let center = x.max(plane.area.left + half).min(plane.frame.most() - half);
            if center - half > taken {
                let at = Point::new(center, below.end + style.size);
                nodes.push(Node::Text(theme.text(at, label, style, Anchor::Middle, Role::Axis)));
                taken = center + half + theme.px(8.0);
            }
        }
        nodes
    }
}
