//! Remarks on the points of lines, over the plot: each in the nearest free place, with a line to its point.

use crate::figure::Mark;
use crate::figure::layout::{Places, wrap_balanced};
use crate::figure::scene::{Bounds, Point, Segment, TextStyle, Weight};
use crate::publish::ooxml::chart::fallback::AsShapes;
use crate::publish::ooxml::chart::lines::{Line, Plane};
use crate::publish::ooxml::chart::overlay::{Over, Overlay};
use crate::publish::ooxml::chart::{SMALL, VALUE, Writer};

/// The height of a line of a remark, points.
const LINE: f64 = SMALL * 1.25;
/// How wide remarks may be, points, one after the other until one finds a place.
const WIDTHS: [f64; 3] = [200.0, 130.0, 300.0];
/// The radius of what a point fills, points.
const POINT: f64 = 6.0;

impl Writer<'_> {
    /// The remarks of the panel, or what keeps them from standing there.
    pub(super) fn remarks_on_lines(&self, lines: &[Line<'_>], plane: &Plane) -> Result<Overlay, AsShapes> {
        let mut places = self.taken(lines, plane);
        let mut overlay = Overlay::default();
        for remark in &self.data.remarks {
            let Some(mark) = self.marks().find(|m| m.claim() == remark.claim) else { continue };
            let own = self.filled(mark, plane);
            let found = WIDTHS.iter().find_map(|limit| self.placed(&remark.text, *limit, &own, &mut places));
            let (lines, at) = found.ok_or(AsShapes::Remarks)?;
            let leader = leader(&at, &own);
            places.cross(leader);
            let palette = &self.theme.palette;
            overlay.shapes.push(Over::Line { at: leader, color: palette.muted, dashed: false });
            overlay.shapes.push(Over::Text { at, lines, size: SMALL, color: palette.foreground, side: "l" });
        }
        Ok(overlay)
    }

    /// What lines, points, labels and reference lines take of the plot.
    fn taken(&self, lines: &[Line<'_>], plane: &Plane) -> Places {
        let area = plane.area(self);
        let mut places = Places::new(area);
        for line in lines {
            for mark in &line.marks {
                places.take(self.filled(mark, plane));
            }
            for pair in line.marks.windows(2) {
                places.cross(Segment { from: plane.point(pair[0], self), to: plane.point(pair[1], self) });
            }
        }
        for reference in &self.data.references {
            places.cross(Segment::horizontal(plane.y(reference.value, self), area.across()));
        }
        places
    }

    /// What a point fills with its margin of error and its label.
    fn filled(&self, mark: &Mark, plane: &Plane) -> Bounds {
        let at = plane.point(mark, self);
        let [low, high] = [mark.least(), mark.greatest().unwrap_or(mark.value)].map(|value| plane.y(value, self));
        let half = (self.width(&mark.label, VALUE, Weight::Bold) / 2.0).max(POINT);
        let label = VALUE * 1.5;
        let (above, below) = match self.above_or_below(mark, plane) {
            ("b", _) => (0.0, label),
            (_, _) => (label, 0.0),
        };
        let (top, bottom) = (high.min(at.y - POINT) - above, low.max(at.y + POINT) + below);
        Bounds { left: at.x - half, top, right: at.x + half, bottom }
    }

    /// The first free place for a remark on what fills a box, which is then taken.
    fn placed(&self, text: &str, limit: f64, own: &Bounds, places: &mut Places) -> Option<(Vec<String>, Bounds)> {
        let style = TextStyle { size: SMALL, weight: Weight::Regular, color: self.theme.palette.foreground };
        let lines = wrap_balanced(self.theme, text, style, limit);
        let width = lines.iter().map(|l| self.width(l, SMALL, Weight::Regular)).fold(0.0, f64::max);
        let height = lines.len() as f64 * LINE;
        let x = own.across().middle();
        let lefts = [x - width / 2.0, x - width * 0.9, x - width * 0.1];
        let offsets = (1..40).map(|step| f64::from(step) * 6.0);
        let tops = offsets.flat_map(|off| [own.top - off - 6.0 - height, own.bottom + off + 6.0]);
        let boxes =
            tops.flat_map(|top| lefts.map(|left| Bounds { left, top, right: left + width, bottom: top + height }));
        let others = |b: &Bounds| !places.is_on(&shortened(&leader(b, own)));
        let free: Vec<Bounds> = boxes.filter(others).collect();
        places.first_clear(free, |b| *b).map(|at| (lines, at))
    }
}

/// The line from a remark to what it is about.
fn leader(remark: &Bounds, own: &Bounds) -> Segment {
    let x = own.across().middle();
    let foot = x.clamp(remark.left, remark.right);
    let (from, to) = match remark.bottom < own.top {
        true => (remark.bottom + 1.0, own.top),
        false => (remark.top - 1.0, own.bottom),
    };
    Segment { from: Point::new(foot, from), to: Point::new(x, to) }
}

/// A line without its last tenth, which touches what it leads to.
fn shortened(line: &Segment) -> Segment {
    let at = |a: f64, b: f64| a + (b - a) * 0.9;
    Segment { from: line.from, to: Point::new(at(line.from.x, line.to.x), at(line.from.y, line.to.y)) }
}
