//! Reference lines across bars. Bars of PowerPoint have none of their own, so they stand over the plot, whose axis is fixed.

use crate::figure::Reference;
use crate::figure::scene::{Bounds, Point, Segment, Span, Weight};
use crate::publish::ooxml::chart::bars::{LABEL_GAP, Plan};
use crate::publish::ooxml::chart::overlay::{Over, Overlay};
use crate::publish::ooxml::chart::part::Way;
use crate::publish::ooxml::chart::slots::{Holds, Slot};
use crate::publish::ooxml::chart::{SMALL, VALUE, Writer};

/// The height of a line of labels, points.
const LINE: f64 = SMALL * 1.35;
/// The gap between labels side by side, points.
const APART: f64 = 10.0;
/// The shortest stretch of a line that is drawn, points.
const SHORTEST: f64 = 2.0;

impl Writer<'_> {
    /// The height of the labels above bars that lie, points.
    pub(super) fn crossing_height(&self) -> f64 {
        let length = self.extent.width * 0.5;
        let lanes = self.lanes(&|r| Span::new(r.value, r.value), length).iter().map(|lane| lane + 1).max();
        lanes.unwrap_or(0) as f64 * LINE
    }

    /// The width of the labels to the right of bars that stand, points.
    pub(super) fn crossing_width(&self) -> f64 {
        let widest = self.data.references.iter().map(|r| self.width(&r.label, SMALL, Weight::Regular)).reduce(f64::max);
        widest.map_or(0.0, |w| w + 4.0)
    }

    /// On which line of labels each label stands: no two closer than they are wide on an axis of this length.
    fn lanes(&self, at: &dyn Fn(&Reference) -> Span, length: f64) -> Vec<usize> {
        let most = self.data.references.iter().map(|r| r.value).fold(1.0, f64::max);
        let mut ends: Vec<f64> = Vec::new();
        let lane = |reference: &Reference| {
            let half = self.width(&reference.label, SMALL, Weight::Regular) / 2.0;
            let center = at(reference).middle() / most * length;
            let lane = ends.iter().position(|end| center - half > *end + APART).unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(end) => *end = center + half,
                None => ends.push(center + half),
            }
            lane
        };
        self.data.references.iter().map(lane).collect()
    }

    /// The reference lines of bars, with their labels.
    pub(super) fn crossing(&self, plan: &Plan<'_>) -> Overlay {
        let lanes = self.lanes(&|r| Span::new(r.value, r.value), self.extent.width * 0.5);
        let foreground = self.theme.palette.foreground;
        let labels = self.label_boxes(plan);
        let mut shapes = Vec::new();
        for (reference, lane) in self.data.references.iter().zip(lanes) {
            let line = self.line_at(reference.value, plan);
            let pieces = clear(&line, &labels);
            shapes.extend(pieces.into_iter().map(|at| Over::Line { at, color: foreground, dashed: true }));
            let width = self.width(&reference.label, SMALL, Weight::Regular);
            let (at, side) = match plan.way {
                Way::Right => {
                    let center = line.from.x.clamp(width / 2.0, (self.extent.width - width / 2.0).max(width / 2.0));
                    let bottom = line.from.y - lane as f64 * LINE;
                    let (left, right) = (center - width / 2.0, center + width / 2.0);
                    (Bounds { left, top: bottom - LINE, right, bottom }, "ctr")
                }
                Way::Up => {
                    let (left, top) = (line.to.x + 4.0, line.to.y - LINE / 2.0);
                    (Bounds { left, top, right: left + width, bottom: top + LINE }, "l")
                }
            };
            shapes.push(Over::Text { at, lines: vec![reference.label.clone()], size: SMALL, color: foreground, side });
        }
        Overlay { shapes }
    }

    /// The line at a value, from above downwards or from left to right.
    fn line_at(&self, value: f64, plan: &Plan<'_>) -> Segment {
        let area = self.plot(plan);
        let share = value.clamp(0.0, plan.end) / plan.end;
        match plan.way {
            Way::Right => Segment::vertical(area.left + area.width() * share, area.down()),
            Way::Up => Segment::horizontal(area.bottom - area.height() * share, area.across()),
        }
    }

    /// The plot of bars, points.
    fn plot(&self, plan: &Plan<'_>) -> Bounds {
        plan.inset.within(self.extent)
    }

    /// The boxes of the labels, which no line is to strike.
    fn label_boxes(&self, plan: &Plan<'_>) -> Vec<Bounds> {
        let area = self.plot(plan);
        let each = match plan.way {
            Way::Right => area.height(),
            Way::Up => area.width(),
        } / plan.slots.len().max(1) as f64;
        let along = |value: f64| value / plan.end * plan.length(self);
        let place = |(at, slot): (usize, &Slot<'_>)| {
            let middle = (at as f64 + 0.5) * each;
            let (value, text, size) = match slot.holds {
                Holds::Name => return None,
                Holds::Cell(cell) => match cell.mark() {
                    Some(mark) => (mark.greatest().unwrap_or(plan.top), mark.label.as_str(), VALUE),
                    None => (0.0, self.words.not_reported, SMALL),
                },
                Holds::Remark(text, _) => (0.0, text, SMALL),
                Holds::Bracket(bracket) => {
                    (bracket.to.high.map_or(plan.top, |h| h.value), bracket.label.as_str(), SMALL)
                }
            };
            let wide = self.width(text, size, Weight::Bold) + LABEL_GAP;
            Some(match plan.way {
                Way::Right => {
                    let start = match slot.mark().filter(|_| self.stands_before(slot, plan)) {
                        Some(mark) => along(mark.least()) - wide,
                        None => along(value),
                    };
                    let left = area.left + start;
                    let middle = area.top + middle;
                    Bounds { left, top: middle - size * 0.8, right: left + wide, bottom: middle + size * 0.8 }
                }
                Way::Up => {
                    let (middle, bottom) = (area.left + middle, area.bottom - along(value));
                    let top = bottom - size * 1.3 - LABEL_GAP;
                    Bounds { left: middle - wide / 2.0, top, right: middle + wide / 2.0, bottom }
                }
            })
        };
        plan.slots.iter().enumerate().filter_map(place).collect()
    }
}

/// The stretches of a line, upright or level, that lie in none of some boxes.
fn clear(line: &Segment, boxes: &[Bounds]) -> Vec<Segment> {
    let upright = line.from.x == line.to.x;
    let (whole, across) = match upright {
        true => (Span::new(line.from.y, line.to.y), line.from.x),
        false => (Span::new(line.from.x, line.to.x), line.from.y),
    };
    let mut struck: Vec<Span> = boxes
        .iter()
        .map(|b| if upright { (b.across(), b.down()) } else { (b.down(), b.across()) })
        .filter(|(over, _)| over.start < across && across < over.end)
        .map(|(_, along)| along)
        .collect();
    struck.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut free = Vec::new();
    let mut start = whole.start;
    for span in struck {
        if span.start > start {
            free.push(Span::new(start, span.start.min(whole.end)));
        }
        start = start.max(span.end);
    }
    free.push(Span::new(start, whole.end));
    let piece = |span: Span| match upright {
        true => Segment { from: Point::new(across, span.start), to: Point::new(across, span.end) },
        false => Segment { from: Point::new(span.start, across), to: Point::new(span.end, across) },
    };
    free.into_iter().filter(|s| s.end - s.start > SHORTEST).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_labels_stand_and_nowhere_else() {
        let line = Segment::vertical(50.0, Span::new(0.0, 100.0));
        let label = |top: f64, left: f64| Bounds { left, top, right: left + 20.0, bottom: top + 10.0 };
        let pieces = clear(&line, &[label(40.0, 45.0), label(10.0, 45.0), label(70.0, 60.0)]);
        let ends: Vec<(f64, f64)> = pieces.iter().map(|p| (p.from.y, p.to.y)).collect();
        assert_eq!(ends, [(0.0, 10.0), (20.0, 40.0), (50.0, 100.0)]);
    }
}
