//! What rows are drawn on, and what a kind of chart made of rows has to say for itself.

use crate::figure::data::{ChartData, Mark, Reference, Row};
use crate::figure::layout::Scale;
use crate::figure::panels::axis;
use crate::figure::panels::frame::Frame;
use crate::figure::primitives::{Direction, Whisker};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Bounds, Node, Shape, Span, Text, TextStyle};
use crate::style::Theme;

/// A strip of the page from the left to the right: a row, a bar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strip {
    pub(crate) top: f64,
    pub(crate) height: f64,
}

impl Strip {
    pub(crate) fn bottom(self) -> f64 {
        self.top + self.height
    }

    pub(crate) fn middle(self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// How row labels look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowLabels {
    pub(crate) style: TextStyle,
    /// How much of a panel's width they may take beside the plot, 0 to 1.
    pub(crate) share: f64,
}

/// A kind of chart whose marks stand in rows, one below the other.
pub(crate) trait RowChart {
    /// How row labels look.
    fn labels(&self, theme: &Theme) -> RowLabels;
    /// The columns between the row labels, which are `labels` px wide, and the plot.
    fn columns(&self, data: &ChartData, labels: f64, frame: &Frame<'_>) -> Columns;
    /// Whether a legend names the series.
    fn has_legend(&self, frame: &Frame<'_>) -> bool;
    /// The right end of the plot, so that every label fits between it and the margin.
    fn right(&self, data: &ChartData, columns: &Columns, frame: &Frame<'_>) -> f64;
    /// The horizontal scale with a range on the page.
    fn scale(&self, data: &ChartData, range: Span) -> Scale {
        axis::horizontal(data, range)
    }
    /// The height of what stands above the first row of a panel.
    fn head_height(&self, _: &Canvas<'_>) -> f64 {
        0.0
    }
    /// What stands above the first row of a panel, from `top` downwards.
    fn head(&self, _top: f64, _: &Canvas<'_>) -> Vec<Node> {
        Vec::new()
    }
    /// Whether a row is such that its end could be missed, so that all rows need a line between them.
    fn is_parted(&self, _: &Row, _: &Canvas<'_>) -> bool {
        false
    }
    /// The height of a row whose label, when it stands beside the row, is `label` px high.
    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64;
    /// The y of the middle of a row's label, for a row that fills `place` from top to bottom.
    fn middle(&self, _: &Row, place: Strip, _: &Canvas<'_>) -> f64 {
        place.middle()
    }
    /// The marks of a row that fills `place` from top to bottom.
    fn row(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> Vec<Node>;
}

/// The columns left of the plot.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// The right end of the series labels or years.
    pub(crate) second_right: f64,
    /// The x of the left end of the plot.
    pub(crate) plot_left: f64,
    /// How many lines the longest series label has, where series are named beside their marks.
    pub(crate) series_lines: usize,
    /// Columns of text, in the order that the kind of chart gives them; most kinds have none.
    pub(crate) texts: Vec<Span>,
}

impl Columns {
    /// Row labels and the plot, with what may stand between them.
    pub(crate) fn new(second_right: f64, plot_left: f64) -> Self {
        Self { second_right, plot_left, series_lines: 1, texts: Vec::new() }
    }
}

/// What a row is drawn on.
pub(crate) struct Canvas<'a> {
    pub(crate) request: &'a FigureRequest<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) data: &'a ChartData,
    pub(crate) frame: Frame<'a>,
    pub(crate) columns: Columns,
    pub(crate) scale: Scale,
    /// How far rows are drawn apart: 1 is as they would be by themselves.
    pub(crate) stretch: f64,
    /// Whether rows need a line between them.
    pub(crate) parted: bool,
}

impl Canvas<'_> {
    /// The x of the greatest value that an interval allows; the end of the axis when nothing bounds it.
    pub(crate) fn high_x(&self, mark: &Mark) -> f64 {
        self.scale.x(mark.high().unwrap_or(self.scale.top()))
    }

    /// The x of the greatest value that is drawn.
    pub(crate) fn end_x(&self, mark: &Mark) -> f64 {
        self.scale.x(mark.greatest().unwrap_or(self.scale.top()))
    }

    /// The band of values that the wording of a mark allows, `half` px above and below `y`.
    pub(crate) fn band(&self, mark: &Mark, y: f64, half: f64) -> Bounds {
        Bounds { left: self.scale.x(mark.low()), top: y - half, right: self.high_x(mark), bottom: y + half }
    }

    /// The margin of error of a mark at height `y`, with caps that reach `cap` px up and down; nothing when it has none.
    pub(crate) fn whisker(&self, mark: &Mark, y: f64, cap: f64) -> Vec<Node> {
        let Some(margin) = mark.margin else { return Vec::new() };
        let span = Span::new(self.scale.x(margin.low), self.scale.x(margin.high));
        let color = whisker_color(mark, self.theme);
        Whisker { direction: Direction::Horizontal, span, across: y, cap, color }.nodes(self.theme)
    }

    /// What lies behind a label that a reference line would strike: the line makes room for it.
    pub(crate) fn clearing(&self, label: &Text) -> Option<Node> {
        let bounds = label.bounds();
        let strikes = |line: &Reference| (bounds.left..=bounds.right).contains(&self.scale.x(line.value));
        let fill = self.theme.palette.background;
        self.data.references.iter().any(strikes).then_some(Node::Shape(Shape::Rect { bounds, fill }))
    }

    /// A height of marks and gaps, given as on a slide.
    pub(crate) fn tall(&self, length: f64) -> f64 {
        self.theme.px(length) * self.stretch
    }
}

/// The colour of a margin of error: that of text, or of a muted mark its own.
pub(crate) fn whisker_color(mark: &Mark, theme: &Theme) -> crate::style::Color {
    match mark.emphasis {
        crate::figure::data::Emphasis::Full => theme.palette.foreground,
        crate::figure::data::Emphasis::Muted => mark.color,
    }
}
