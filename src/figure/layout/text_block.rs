//! Texts with a place: one line, or a block of lines that are measured and placed as one.

use crate::figure::layout::{wrap, wrap_balanced, wrap_paragraph};
use crate::figure::scene::{Anchor, Node, Point, Role, Text};
use crate::style::{TextStyle, Theme};

/// The distance of the baselines of labels, in font sizes.
pub(crate) const LEADING: f64 = 1.27;

/// How much of the height of a line lies below its baseline, in blocks that follow one another.
pub(crate) const BELOW_BASELINE: f64 = 0.24;

impl Theme {
    /// A placed line of text, measured.
    pub fn text(&self, at: Point, content: impl Into<String>, style: TextStyle, anchor: Anchor, role: Role) -> Text {
        let content = content.into();
        let width = self.measure(&content, style);
        let extent = self.fonts.line_metrics(&content, style.weight);
        let (ascent, descent) = (extent.ascent * style.size, extent.descent * style.size);
        Text { x: at.x, y: at.y, text: content, style, anchor, width, ascent, descent, role }
    }

    /// How far below the middle of its capitals the baseline of a text stands, px.
    pub fn half_capital(&self, style: TextStyle) -> f64 {
        style.size * self.fonts.metrics(style.weight).cap_height / 2.0
    }
}

/// Where a block of lines stands in the vertical direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Baseline {
    /// The baseline of its first line is here.
    First(f64),
    /// The baseline of its last line is here.
    Last(f64),
    /// The middle between the upper edge of the first line's capitals and the baseline of the last line is here.
    Middle(f64),
}

/// Where a block of lines stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The x of its anchor.
    pub x: f64,
    /// Its vertical place.
    pub baseline: Baseline,
    /// Which end of each line `x` is.
    pub anchor: Anchor,
}

impl Placement {
    /// Left-aligned at `x`.
    pub fn start(x: f64, baseline: Baseline) -> Self {
        Self { x, baseline, anchor: Anchor::Start }
    }

    /// Centred on `x`.
    pub fn middle(x: f64, baseline: Baseline) -> Self {
        Self { x, baseline, anchor: Anchor::Middle }
    }

    /// Right-aligned at `x`.
    pub fn end(x: f64, baseline: Baseline) -> Self {
        Self { x, baseline, anchor: Anchor::End }
    }
}

/// The lines of one text in one style.
#[derive(Clone, Debug)]
pub struct TextBlock {
    lines: Vec<String>,
    style: TextStyle,
    /// The distance of two baselines, px.
    line_height: f64,
}

impl TextBlock {
    /// Lines as they are, 1.27 font sizes apart.
    pub fn new(lines: Vec<String>, style: TextStyle) -> Self {
        Self { lines, style, line_height: style.size * LEADING }
    }

    /// A text in as few lines as `limit` px allow, each as full as it can be: see [`wrap()`].
    pub fn wrapped(theme: &Theme, text: &str, style: TextStyle, limit: f64) -> Self {
        Self::new(wrap(theme, text, style, limit), style)
    }

    /// A text in as few lines as `limit` px allow, of even length: see [`wrap_balanced`].
    pub fn balanced(theme: &Theme, text: &str, style: TextStyle, limit: f64) -> Self {
        Self::new(wrap_balanced(theme, text, style, limit), style)
    }

    /// A paragraph of which no word is left alone: see [`wrap_paragraph`].
    pub fn paragraph(theme: &Theme, text: &str, style: TextStyle, limit: f64) -> Self {
        Self::new(wrap_paragraph(theme, text, style, limit), style)
    }

    /// The same with this distance of its baselines, px.
    #[must_use]
    pub fn with_line_height(self, line_height: f64) -> Self {
        Self { line_height, ..self }
    }

    /// The same in another colour.
    #[must_use]
    pub fn colored(mut self, color: crate::style::Color) -> Self {
        self.style.color = color;
        self
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has no line.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Its lines.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Its style.
    pub fn style(&self) -> TextStyle {
        self.style
    }

    /// The distance of two baselines, px.
    pub fn line_height(&self) -> f64 {
        self.line_height
    }

    /// The height of its lines with the space between them, px.
    pub fn height(&self) -> f64 {
        self.lines.len() as f64 * self.line_height
    }

    /// The width of its longest line, px.
    pub fn width(&self, theme: &Theme) -> f64 {
        self.lines.iter().map(|l| theme.measure(l, self.style)).fold(0.0, f64::max)
    }

    /// The baseline of the first line, when the block starts at `top`.
    pub fn baseline_under(&self, top: f64) -> f64 {
        top + self.line_height - self.line_height * BELOW_BASELINE
    }

    /// From the first baseline to the last one, px.
    pub fn drop(&self) -> f64 {
        self.line_height * (self.lines.len() as f64 - 1.0)
    }

    /// The baseline of the first line.
    pub fn first_baseline(&self, theme: &Theme, baseline: Baseline) -> f64 {
        match baseline {
            Baseline::First(y) => y,
            Baseline::Last(y) => y - self.drop(),
            Baseline::Middle(y) => y + theme.half_capital(self.style) - self.drop() / 2.0,
        }
    }

    /// Its lines, placed.
    pub fn texts(&self, theme: &Theme, at: Placement, role: Role) -> Vec<Text> {
        let first = self.first_baseline(theme, at.baseline);
        let place = |(i, line): (usize, &String)| {
            let point = Point::new(at.x, first + i as f64 * self.line_height);
            theme.text(point, line.as_str(), self.style, at.anchor, role)
        };
        self.lines.iter().enumerate().map(place).collect()
    }

    /// Its lines as nodes.
    pub fn nodes(&self, theme: &Theme, at: Placement, role: Role) -> Vec<Node> {
        self.texts(theme, at, role).into_iter().map(Node::Text).collect()
    }
}
