//! What rows are drawn on: the frame of a panel, its columns, its scale; and what a kind of chart says of itself.

use crate::figure::data::{Mark, Plot, Row};
use crate::figure::layout::Scale;
use crate::figure::request::Request;
use crate::figure::scene::{Node, TextStyle};
use crate::model::Unit;
use crate::style::Theme;

/// A panel narrower than this, px of a slide, has its row labels above the rows.
const NARROW: f64 = 560.0;
/// The height of a line of labels, in font sizes.
pub(crate) const LINE: f64 = 1.27;

/// What a kind of chart has to say for itself.
pub(crate) trait Kind {
    /// How row labels look, and how much of a panel's width they may take beside the plot.
    fn labels(&self, theme: &Theme) -> (TextStyle, f64);
    /// The columns between the row labels and the plot.
    fn columns(&self, plot: &Plot, labels: f64, frame: &Frame<'_>) -> Columns;
    /// Whether a legend names the series.
    fn has_legend(&self, frame: &Frame<'_>) -> bool;
    /// The right end of the plot, so that every label fits between it and the margin.
    fn right(&self, plot: &Plot, columns: &Columns, frame: &Frame<'_>) -> f64;
    /// The scale between two x.
    fn scale(&self, plot: &Plot, left: f64, right: f64) -> Scale {
        scale(plot, left, right)
    }
    /// What stands above the first row of a panel: its height.
    fn head_height(&self, _: &Canvas<'_>) -> f64 {
        0.0
    }
    /// What stands above the first row of a panel.
    fn head(&self, _: f64, _: &Canvas<'_>) -> Vec<Node> {
        Vec::new()
    }
    /// Whether a row is such that its end could be missed, so that all rows need a line between them.
    fn is_parted(&self, _: &Row, _: &Canvas<'_>) -> bool {
        false
    }
    /// The height of a row whose label, when it stands beside the row, is `label` px high.
    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64;
    /// The y of the middle of a row's label.
    fn middle(&self, _: &Row, (top, height): (f64, f64), _: &Canvas<'_>) -> f64 {
        top + height / 2.0
    }
    /// The marks of a row that starts at `top`.
    fn row(&self, row: &Row, place: (f64, f64), canvas: &Canvas<'_>) -> Vec<Node>;
}

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
    /// The frames of panels side by side.
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
}

/// The columns left of the plot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// The right end of the series labels or years.
    pub(crate) second_right: f64,
    /// The x of the left end of the plot.
    pub(crate) plot_left: f64,
    /// How many lines the longest series label has, where series are named beside their marks.
    pub(crate) series_lines: usize,
}

/// What a row is drawn on.
pub(crate) struct Canvas<'a> {
    pub(crate) request: &'a Request<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) plot: &'a Plot,
    pub(crate) frame: Frame<'a>,
    pub(crate) columns: Columns,
    pub(crate) scale: Scale,
    /// How far rows are drawn apart.
    pub(crate) stretch: f64,
    /// Whether rows need a line between them.
    pub(crate) parted: bool,
}

impl Canvas<'_> {
    /// The x of the greatest value that an interval allows; the end of the axis when nothing bounds it.
    pub(crate) fn high_x(&self, mark: &Mark) -> f64 {
        self.scale.x(mark.interval.high.map_or(self.scale.top(), |h| h.value))
    }

    /// The x of the greatest value that is drawn.
    pub(crate) fn end_x(&self, mark: &Mark) -> f64 {
        self.scale.x(mark.greatest().unwrap_or(self.scale.top()))
    }

    /// A height of marks and gaps.
    pub(crate) fn tall(&self, length: f64) -> f64 {
        self.theme.px(length) * self.stretch
    }
}

/// The greatest value that the axis has to hold.
pub(crate) fn most(plot: &Plot) -> f64 {
    plot.marks().map(|m| m.greatest().unwrap_or(m.interval.low.value * 1.2)).fold(0.0, f64::max)
}

/// The scale of a plot between two x.
pub(crate) fn scale(plot: &Plot, left: f64, right: f64) -> Scale {
    match plot.unit {
        Unit::Percent => Scale::percent(left, right),
        Unit::Count | Unit::Rank | Unit::Year => Scale::count(most(plot), left, right),
    }
}
