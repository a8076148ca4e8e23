//! The axis of time: where the waves of a trend stand.

use crate::figure::data::Mark;
use crate::figure::layout::{Axis, DateScale};
use crate::figure::marks::waves::{HALF, RADIUS, Wave, date_labels, dates};
use crate::figure::panels::plane::Plane;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Segment, Shape, Span};
use crate::model::PartialDate;

/// From dates to x.
pub(crate) struct Times {
    scale: DateScale,
}

impl Times {
    pub(crate) fn new(plane: &Plane<'_>) -> Self {
        let pad = plane.theme.px(26.0).min(plane.area.width() / 6.0);
        let range = Span::new(plane.area.left + pad, plane.area.right - pad);
        Self { scale: DateScale::new(dates(plane.data), range) }
    }

    /// The scale as an axis of the panel.
    pub(crate) fn into_axis(self) -> Axis {
        Axis::Dates(self.scale)
    }

    /// The x of a date; the middle of the axis for what has none.
    pub(crate) fn x(&self, date: Option<PartialDate>) -> f64 {
        self.scale.x(date)
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
        let dates = self.scale.dates();
        for (date, label) in dates.iter().zip(date_labels(dates, plane.request)) {
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
