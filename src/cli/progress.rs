//! A bar for work that takes longer than a second, on a terminal only.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use citeplot::diag::visible;

/// The width of the bar, in characters.
const WIDTH: usize = 30;
/// How long work may take before the bar shows.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn anew.
const STEP: Duration = Duration::from_millis(100);

/// A progress bar. It erases itself when it is dropped.
pub(super) struct Progress {
    what: String,
    next: Cell<Instant>,
    wanted: bool,
    shown: Cell<bool>,
}

impl Progress {
    /// A bar for some work. It stays unseen where stderr is no terminal, or where the user wants it quiet.
    pub(super) fn new(what: &str, quiet: bool) -> Self {
        let wanted = !quiet && io::stderr().is_terminal();
        let next = Cell::new(Instant::now() + PATIENCE);
        Self { what: visible(what).into_owned(), next, wanted, shown: Cell::new(false) }
    }

    /// Says how far the work is.
    pub(super) fn tick(&self, done: usize, all: usize) {
        let now = Instant::now();
        if !self.wanted || now < self.next.get() {
            return;
        }
        self.next.set(now + STEP);
        self.shown.set(true);
        // Nobody is left to be told when stderr is closed.
        write!(io::stderr(), "\r\u{1b}[K{}", line(&self.what, done, all)).ok();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.get() {
            write!(io::stderr(), "\r\u{1b}[K").ok();
        }
    }
}

/// `deck.pptx ██████░░░░ 60%`.
fn line(what: &str, done: usize, all: usize) -> String {
    let all = all.max(1);
    let done = done.min(all);
    let full = WIDTH * done / all;
    format!("{what} {}{} {}%", "█".repeat(full), "░".repeat(WIDTH - full), 100 * done / all)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_bar_is_as_full_as_the_work_is_done() {
        assert_eq!(line("a", 1, 2), format!("a {}{} 50%", "█".repeat(15), "░".repeat(15)));
        assert_eq!(line("a", 9, 0), format!("a {} 100%", "█".repeat(30)));
    }
}
