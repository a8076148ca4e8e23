//! The axis of time: where the waves of a trend stand.

use crate::figure::data::Mark;
use crate::figure::layout::{Axis, DateScale};
use crate::figure::marks::waves::{HALF, RADIUS, Wave, moments, wave_labels};
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
        Self { scale: DateScale::new(moments(plane.data), range) }
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

    /// The dates below the plane. The first and the last have words wherever there is room for both, else the last alone;
    /// of those between, as many as find room.
    pub(crate) fn ticks(&self, plane: &Plane<'_>) -> Vec<Node> {
        let theme = plane.theme;
        let style = theme.regular(theme.tick_size, theme.palette.muted);
        let waves = self.scale.waves();
        let labels: Vec<(String, Span)> = waves
            .iter()
            .zip(wave_labels(waves, plane.request.words()))
            .map(|(wave, label)| {
                let half = theme.measure(&label, style) / 2.0;
                let center = self.x(Some(wave.date)).max(plane.area.left + half).min(plane.frame.most() - half);
                (label, Span::new(center - half, center + half))
            })
            .collect();
        let shown = with_room(&labels.iter().map(|l| l.1).collect::<Vec<_>>(), theme.px(8.0));
        let mut nodes = Vec::new();
        for (i, (wave, (label, across))) in waves.iter().zip(labels).enumerate() {
            let below = Span::new(plane.area.bottom, plane.area.bottom + theme.px(4.0));
            let Segment { from, to } = Segment::vertical(self.x(Some(wave.date)), below);
            nodes.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.foreground, width: theme.px(1.0) }));
            if shown.contains(&i) {
                let at = Point::new(across.middle(), below.end + style.size);
                nodes.push(Node::Text(theme.text(at, label, style, Anchor::Middle, Role::Axis)));
            }
        }
        nodes
    }
}

/// Which labels have room beside one another, `gap` px apart: the last, the first, then those between from the left.
fn with_room(labels: &[Span], gap: f64) -> Vec<usize> {
    let last = labels.len().saturating_sub(1);
    let mut shown: Vec<usize> = Vec::new();
    for i in [last, 0].into_iter().chain(1..last).filter(|i| *i < labels.len()) {
        let apart = |o: &usize| labels[i].start > labels[*o].end + gap || labels[*o].start > labels[i].end + gap;
        if !shown.contains(&i) && shown.iter().all(apart) {
            shown.push(i);
        }
    }
    shown
}
