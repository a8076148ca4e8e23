//! Finding a place for labels among marks.

use crate::figure::scene::Bounds;

/// The parts of a plot that are taken.
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

    /// The first candidate whose rectangle is free, which is then taken.
    pub fn first<T>(&mut self, candidates: impl IntoIterator<Item = T>, bounds: impl Fn(&T) -> Bounds) -> Option<T> {
        let found = candidates.into_iter().find(|c| self.is_free(&bounds(c)))?;
        self.take(bounds(&found));
        Some(found)
    }
}
