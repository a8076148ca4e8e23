//! Finding a place for labels among marks and lines.

use crate::figure::scene::{Bounds, Segment, Span};

/// The parts of a plot that are taken.
#[derive(Debug)]
pub struct Places {
    limits: Bounds,
    taken: Vec<Bounds>,
    lines: Vec<Segment>,
    left_out: Vec<String>,
}

impl Places {
    /// A plot of which nothing is taken yet.
    pub fn new(limits: Bounds) -> Self {
        Self { limits, taken: Vec::new(), lines: Vec::new(), left_out: Vec::new() }
    }

    /// Takes a rectangle.
    pub fn take(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    /// Notes a line that should strike no label.
    pub fn cross(&mut self, line: Segment) {
        self.lines.push(line);
    }

    /// Whether a rectangle is free and within the plot.
    pub fn is_free(&self, bounds: &Bounds) -> bool {
        self.limits.contains(bounds) && self.taken.iter().all(|t| !t.overlaps(bounds))
    }

    /// Whether a line runs over something that is taken.
    pub fn is_on(&self, line: &Segment) -> bool {
        self.taken.iter().any(|taken| crosses(line, taken))
    }

    /// Whether a line runs through the letters of a label.
    pub fn is_struck(&self, label: &Bounds) -> bool {
        let letters = letters(label);
        self.lines.iter().any(|line| crosses(line, &letters))
    }

    /// The first candidate whose rectangle is free, which is then taken; one that no line strikes before all others.
    pub fn first<T>(&mut self, candidates: impl IntoIterator<Item = T>, bounds: impl Fn(&T) -> Bounds) -> Option<T> {
        let mut struck = None;
        for candidate in candidates {
            let own = bounds(&candidate);
            if !self.is_free(&own) {
                continue;
            }
            if !self.is_struck(&own) {
                self.take(own);
                return Some(candidate);
            }
            struck = struck.or(Some(candidate));
        }
        struck.inspect(|candidate| self.take(bounds(candidate)))
    }

    /// The first candidate whose rectangle is free and that no line strikes, which is then taken.
    pub fn first_clear<T>(
        &mut self,
        candidates: impl IntoIterator<Item = T>,
        bounds: impl Fn(&T) -> Bounds,
    ) -> Option<T> {
        let is_clear = |own: &Bounds| self.is_free(own) && !self.is_struck(own);
        let found = candidates.into_iter().find(|c| is_clear(&bounds(c)))?;
        self.take(bounds(&found));
        Some(found)
    }

    /// Notes a text that has found no place.
    pub fn leave_out(&mut self, text: String) {
        self.left_out.push(text);
    }

    /// The texts that have found no place.
    pub fn into_left_out(self) -> Vec<String> {
        self.left_out
    }
}

/// What the letters of a label fill: its box reaches from the ascent to the descent of the font.
fn letters(label: &Bounds) -> Bounds {
    // Of several lines, the first and the last.
    let margin = (label.height() * 0.2).min(4.0);
    Bounds { top: label.top + margin, bottom: label.bottom - margin, ..*label }
}

/// Whether a line has a point within a rectangle.
pub fn crosses(line: &Segment, area: &Bounds) -> bool {
    let (dx, dy) = (line.to.x - line.from.x, line.to.y - line.from.y);
    let along_x = within(line.from.x, dx, area.across());
    let along_y = within(line.from.y, dy, area.down());
    along_x.zip(along_y).is_some_and(|(a, b)| a.start.max(b.start).max(0.0) <= a.end.min(b.end).min(1.0))
}

/// For which shares of its way something that starts at `from` and goes `by` is in a stretch; none when it never is.
fn within(from: f64, by: f64, stretch: Span) -> Option<Span> {
    if by.abs() < 1e-9 {
        return (stretch.start <= from && from <= stretch.end).then_some(Span::new(f64::NEG_INFINITY, f64::INFINITY));
    }
    let (a, b) = ((stretch.start - from) / by, (stretch.end - from) / by);
    Some(Span::new(a.min(b), a.max(b)))
}

#[cfg(test)]
mod tests {
    use super::{Places, crosses};
    use crate::figure::scene::{Bounds, Point, Segment};

    const AREA: Bounds = Bounds { left: 10.0, top: 10.0, right: 20.0, bottom: 15.0 };

    fn line(from: (f64, f64), to: (f64, f64)) -> Segment {
        Segment { from: Point::new(from.0, from.1), to: Point::new(to.0, to.1) }
    }

    #[test]
    fn a_line_crosses_what_it_runs_through_and_not_what_it_passes() {
        assert!(crosses(&line((0.0, 12.0), (30.0, 12.0)), &AREA));
        assert!(crosses(&line((0.0, 0.0), (30.0, 30.0)), &AREA));
        assert!(!crosses(&line((0.0, 12.0), (9.0, 12.0)), &AREA), "it ends before");
        assert!(!crosses(&line((0.0, 16.0), (30.0, 16.0)), &AREA));
        assert!(!crosses(&line((15.0, 0.0), (40.0, 20.0)), &AREA), "it passes the corner");
    }

    #[test]
    fn a_label_that_no_line_strikes_is_preferred() {
        let mut places = Places::new(Bounds { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 });
        places.cross(line((0.0, 12.0), (100.0, 12.0)));
        let free = Bounds { top: 40.0, bottom: 45.0, ..AREA };
        assert_eq!(places.first([AREA, free], |b| *b), Some(free));
        assert_eq!(places.first_clear([AREA], |b| *b), None);
        assert_eq!(places.first([AREA], |b| *b), Some(AREA), "struck, but the only one");
    }
}
