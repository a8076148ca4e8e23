//! Hatching as lines, not as a pattern: patterns are lost in presentation programs and leave seams in print.

use crate::figure::scene::{Bounds, Point, Segment};

/// Which of the lines of a lattice are meant, where several share it: every `of`th, the first of them `rank` lines on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its place among those that share the lattice, from 0.
    pub rank: usize,
    /// How many share it; at least 1.
    pub of: usize,
}

impl Turn {
    /// All lines.
    pub const ALL: Self = Self { rank: 0, of: 1 };

    fn takes(self, line: i64) -> bool {
        line.rem_euclid(self.of as i64) == self.rank as i64
    }
}

/// The lines at 45° that fill a rectangle, `step` px apart along the x axis. The lines of all rectangles lie on one
/// lattice, so neighbours join.
pub fn hatch(bounds: &Bounds, step: f64) -> Vec<Segment> {
    hatch_in_turn(bounds, step, Turn::ALL)
}

/// The lines of [`hatch`] whose turn it is.
pub fn hatch_in_turn(bounds: &Bounds, step: f64, turn: Turn) -> Vec<Segment> {
    let mut lines = Vec::new();
    if bounds.right <= bounds.left || bounds.bottom <= bounds.top {
        return lines;
    }
    // A line is x + y = c. It crosses the rectangle for c between the upper left and the lower right corner.
    let first = ((bounds.left + bounds.top) / step).floor() as i64 + 1;
    let last = ((bounds.right + bounds.bottom) / step).ceil() as i64 - 1;
    for i in (first..=last).filter(|i| turn.takes(*i)) {
        let c = i as f64 * step;
        let start_x = (c - bounds.bottom).max(bounds.left);
        let end_x = (c - bounds.top).min(bounds.right);
        if end_x - start_x > 0.4 {
            lines.push(Segment { from: Point::new(start_x, c - start_x), to: Point::new(end_x, c - end_x) });
        }
    }
    lines
}
