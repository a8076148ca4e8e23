//! Finding a place for labels among marks.

use crate::figure::scene::Bounds;

/// What is taken of a plot.
#[derive(Debug)]
pub struct Places {
    limits: Bounds,
    taken: Vec<Bounds>,
}

impl Places {
    /// A plot of which nothing is taken yet.
    pub fn new(limits: Bounds) -> Self {
        Self { limits, taken: Vec::new() }
    }

    /// Takes a rectangle.
    pub fn take(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    /// Whether a rectangle is free and within the plot.
    pub fn is_free(&self, bounds: &Bounds) -> bool {
        self.limits.contains(bounds) && self.taken.iter().all(|t| !t.overlaps(bounds))
    }

    /// The first candidate that is free, by its place in the list; it is taken.
    pub fn first(&mut self, candidates: impl IntoIterator<Item = Bounds>) -> Option<(usize, Bounds)> {
        let found = candidates.into_iter().enumerate().find(|(_, b)| self.is_free(b))?;
        self.take(found.1);
        Some(found)
    }
}
