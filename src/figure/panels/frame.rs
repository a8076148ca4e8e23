//! Where panels stand on the page, side by side.

use crate::figure::scene::Span;
use crate::style::Theme;

/// A panel narrower than this, px of a slide, has its row labels above the rows.
const NARROW: f64 = 560.0;

/// Where a panel stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) theme: &'a Theme,
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// Whether it is so narrow that row labels stand above their rows.
    pub(crate) narrow: bool,
}

impl<'a> Frame<'a> {
    /// The frames of panels side by side; at least one.
    pub(crate) fn all(theme: &'a Theme, count: usize) -> Vec<Self> {
        let gap = theme.px(36.0);
        let count = count.max(1);
        let width = (theme.inner_width() - gap * (count as f64 - 1.0)) / count as f64;
        let frame = |i: usize| {
            let left = theme.margin + i as f64 * (width + gap);
            Self { theme, left, right: left + width, narrow: width < theme.px(NARROW) * theme.enlargement }
        };
        (0..count).map(frame).collect()
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// How far a label may reach beyond the right end of the frame.
    pub(crate) fn most(&self) -> f64 {
        self.right + (self.theme.margin / 2.0).min(self.theme.px(14.0))
    }

    /// From where to where labels may reach.
    pub(crate) fn reach(&self) -> Span {
        Span::new(self.left, self.most())
    }
}
