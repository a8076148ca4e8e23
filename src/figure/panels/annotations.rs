//! What stands below a row: remarks tied to its marks, and differences between them.

use crate::figure::data::{Mark, Row};
use crate::figure::layout::{Baseline, Placement, TextBlock};
use crate::figure::panels::canvas::Canvas;
use crate::figure::primitives::symbol;
use crate::figure::scene::{Anchor, Bounds, Color, Group, Node, Point, Role, Segment, Shape, Span};
use crate::model::{Distance, Interval};
use crate::style::Theme;

/// A strip below a row.
#[derive(Debug)]
pub(crate) enum Annotation {
    /// A remark, with the symbol of its mark before it.
    Remark {
        /// Its text.
        text: TextBlock,
        /// The colour of the mark.
        color: Color,
        /// The series of the mark.
        series: usize,
    },
    /// A difference: a bracket along the axis.
    Bracket(Difference),
}

/// The difference of two marks: what each may be, the lesser first.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    lesser: Interval,
    greater: Interval,
}

impl Difference {
    /// The difference of two marks.
    pub(crate) fn of(a: &Mark, b: &Mark) -> Self {
        let (lesser, greater) = if a.low() <= b.low() { (a, b) } else { (b, a) };
        Self { lesser: lesser.interval, greater: greater.interval }
    }
}

/// The greatest value of an interval; infinite when nothing bounds it.
fn highest(interval: &Interval) -> f64 {
    interval.high.map_or(f64::INFINITY, |high| high.value)
}

/// The strips below a row, as the recipe asks for them.
pub(crate) fn below(row: &Row, canvas: &Canvas<'_>) -> Vec<Annotation> {
    let request = canvas.request;
    let theme = canvas.theme;
    let by_id = |id: &str| row.marks().find(|m| m.claim() == id);
    let mut annotations = Vec::new();
    for bracket in &request.recipe.brackets {
        if let (Some(from), Some(to)) = (by_id(&bracket.from.value), by_id(&bracket.to.value)) {
            annotations.push(Annotation::Bracket(Difference::of(from, to)));
        }
    }
    for remark in &request.recipe.remarks {
        let Some(mark) = by_id(&remark.claim.value) else { continue };
        let style = theme.regular(theme.aside_size, theme.palette.foreground);
        let limit = canvas.frame.right - left(canvas) - indent(theme);
        let text = TextBlock::balanced(theme, remark.text.get(request.locale), style, limit);
        annotations.push(Annotation::Remark { text, color: mark.color, series: mark.series });
    }
    annotations
}

/// Where remarks start.
fn left(canvas: &Canvas<'_>) -> f64 {
    canvas.scale.left().min(canvas.columns.plot_left) + canvas.theme.px(2.0)
}

/// The room for the symbol before a remark.
fn indent(theme: &Theme) -> f64 {
    theme.aside_size * 1.2
}

impl Annotation {
    /// Its height.
    pub(crate) fn height(&self, theme: &Theme) -> f64 {
        match self {
            Self::Remark { text, .. } => text.height() + theme.px(8.0),
            Self::Bracket(_) => theme.aside_size * 1.3 + theme.px(20.0),
        }
    }

    /// Draws the strip with its upper edge at `top`.
    pub(crate) fn draw(&self, top: f64, canvas: &Canvas<'_>) -> Node {
        let (role, nodes) = match self {
            Self::Remark { text, color, series } => {
                let center = Point::new(
                    left(canvas) + text.style().size * 0.4,
                    top + text.style().size - canvas.theme.half_capital(text.style()),
                );
                let own = symbol(center, text.style().size * 0.34, *color, *series, canvas.theme);
                (Role::Remark, remark(text, own, top, canvas))
            }
            Self::Bracket(difference) => (Role::Difference, bracket(difference, top, canvas)),
        };
        Node::Group(Group { role, claimed: None, nodes })
    }
}

/// A remark after the symbol of its mark, on a background that the lines of the grid make room for.
fn remark(text: &TextBlock, symbol: Node, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let (theme, size) = (canvas.theme, text.style().size);
    let (x, first) = (left(canvas), top + size);
    let right = x + indent(theme) + text.width(theme) + theme.px(3.0);
    let bounds = Bounds { left: x + theme.px(1.0), top, right, bottom: first + text.drop() + size * 0.3 };
    let mut nodes = vec![Node::Shape(Shape::Rect { bounds, fill: theme.palette.background }), symbol];
    let at = Placement::start(x + indent(theme), Baseline::First(first));
    nodes.extend(text.nodes(theme, at, Role::Remark));
    nodes
}

/// A bracket: solid as far as the marks are apart for certain, dashed as far as their wording lets them be.
fn bracket(difference: &Difference, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let theme = canvas.theme;
    let x = |value: f64| canvas.scale.x(if value.is_finite() { value } else { canvas.scale.top() });
    let y = top + theme.px(8.0);
    let (stroke, width) = (theme.palette.foreground, theme.px(1.4));
    let inner = Span::new(x(highest(&difference.lesser)), x(difference.greater.low.value));
    let outer = Span::new(x(difference.lesser.low.value), x(highest(&difference.greater)));
    let tick = |x: f64| Segment::vertical(x, Span::new(y - theme.px(5.0), y + theme.px(5.0)));
    let dashed = |span: Span| {
        let Segment { from, to } = Segment::horizontal(y, span);
        Node::Shape(Shape::DashedLine { from, to, stroke, width })
    };
    let mut nodes = Vec::new();
    let mut lines = Vec::new();
    if inner.end > inner.start {
        lines.extend([Segment::horizontal(y, inner), tick(inner.start), tick(inner.end)]);
        let uncertain = [Span::new(outer.start, inner.start), Span::new(inner.end, outer.end)];
        nodes.extend(uncertain.into_iter().filter(|s| s.length() > 0.5).map(dashed));
    } else {
        nodes.push(dashed(outer));
    }
    lines.extend([outer.start, outer.end].into_iter().map(tick));
    nodes.push(Node::Shape(Shape::Hatch { lines, stroke, width }));
    let style = theme.bold(theme.aside_size, theme.palette.foreground);
    let Distance { least, most } = difference.greater.distance(&difference.lesser);
    let label = canvas.request.words().points(least, most, canvas.data.unit);
    let half = theme.measure(&label, style) / 2.0;
    let center = outer.middle().min(canvas.frame.most() - half).max(canvas.frame.left + half);
    let at = Point::new(center, y + theme.px(7.0) + style.size * 0.9);
    nodes.push(Node::Text(theme.text(at, label, style, Anchor::Middle, Role::Difference)));
    nodes
}
