//! What stands below a row: remarks tied to its marks, and differences between them.

use crate::figure::data::{Mark, Row};
use crate::figure::layout::canvas::{Canvas, LINE};
use crate::figure::layout::wrap_balanced;
use crate::figure::marks::primitives;
use crate::figure::scene::{Anchor, Bounds, Color, Group, Node, Point, Role, Segment, Shape, Span};
use crate::style::Theme;

/// A strip below a row.
#[derive(Debug)]
pub(crate) enum Band {
    /// A remark, with the sign of its mark before it.
    Remark {
        /// Its lines.
        lines: Vec<String>,
        /// The colour of the mark.
        color: Color,
        /// The series of the mark.
        series: usize,
    },
    /// A difference: a bracket along the axis.
    Bracket(Difference),
}

/// The difference of two marks: from where to where each may stand, the lesser first.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    /// The lesser mark: least and greatest value.
    lesser: (f64, f64),
    /// The greater one; nothing bounds it when the greatest value is absent.
    greater: (f64, Option<f64>),
}

impl Difference {
    /// The difference of two marks.
    pub(crate) fn of(a: &Mark, b: &Mark) -> Self {
        let (a, b) = if a.interval.low.value <= b.interval.low.value { (a, b) } else { (b, a) };
        let high = |m: &Mark| m.interval.high.map(|h| h.value);
        let lesser = (a.interval.low.value, high(a).unwrap_or(f64::INFINITY));
        Self { lesser, greater: (b.interval.low.value, high(b)) }
    }

    /// The least that it can be.
    pub(crate) fn least(&self) -> f64 {
        (self.greater.0 - self.lesser.1).max(0.0)
    }

    /// The most that it can be; none when nothing bounds it.
    pub(crate) fn most(&self) -> Option<f64> {
        // Of two that overlap, either may be the greater one.
        self.greater.1.map(|high| (high - self.lesser.0).max(self.lesser.1 - self.greater.0)).filter(|m| m.is_finite())
    }
}

/// The strips below a row, as the recipe asks for them.
pub(crate) fn below(row: &Row, canvas: &Canvas<'_>) -> Vec<Band> {
    let request = canvas.request;
    let theme = canvas.theme;
    let by_id = |id: &str| row.marks().find(|m| m.claimed.claim == id);
    let mut bands = Vec::new();
    for bracket in &request.recipe.brackets {
        if let (Some(from), Some(to)) = (by_id(&bracket.from.value), by_id(&bracket.to.value)) {
            bands.push(Band::Bracket(Difference::of(from, to)));
        }
    }
    for remark in &request.recipe.remarks {
        let Some(mark) = by_id(&remark.claim.value) else { continue };
        let style = theme.regular(theme.aside_size, theme.palette.foreground);
        let limit = canvas.frame.right - left(canvas) - indent(theme);
        let lines = wrap_balanced(theme, remark.text.get(request.locale), style, limit);
        bands.push(Band::Remark { lines, color: mark.color, series: mark.series });
    }
    bands
}

/// Where remarks start.
fn left(canvas: &Canvas<'_>) -> f64 {
    canvas.scale.left().min(canvas.columns.plot_left) + canvas.theme.px(2.0)
}

/// The room for the sign before a remark.
fn indent(theme: &Theme) -> f64 {
    theme.aside_size * 1.2
}

impl Band {
    pub(crate) fn height(&self, theme: &Theme) -> f64 {
        match self {
            Self::Remark { lines, .. } => lines.len() as f64 * theme.aside_size * LINE + theme.px(8.0),
            Self::Bracket(_) => theme.aside_size * 1.3 + theme.px(20.0),
        }
    }

    /// Draws the strip with its upper edge at `top`.
    pub(crate) fn draw(&self, top: f64, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let (role, nodes) = match self {
            Self::Remark { lines, color, series } => {
                let style = theme.regular(theme.aside_size, theme.palette.foreground);
                let (x, first) = (left(canvas), top + style.size);
                let center = Point::new(x + style.size * 0.4, first - style.size * 0.36);
                let width = lines.iter().map(|l| theme.measure(l, style)).fold(0.0, f64::max);
                let right = x + indent(theme) + width + theme.px(3.0);
                let bottom = first + (lines.len() as f64 - 1.0) * style.size * LINE + style.size * 0.3;
                let bounds = Bounds { left: x + theme.px(1.0), top, right, bottom };
                // The lines of the grid make room for the remark.
                let ground = Node::Shape(Shape::Rect { bounds, fill: theme.palette.background });
                let mut nodes = vec![ground, primitives::point(center, style.size * 0.34, *color, *series, theme)];
                for (i, line) in lines.iter().enumerate() {
                    let at = Point::new(x + indent(theme), first + i as f64 * style.size * LINE);
                    nodes.push(Node::Text(theme.text(at, line.as_str(), style, Anchor::Start, Role::Remark)));
                }
                (Role::Remark, nodes)
            }
            Self::Bracket(difference) => (Role::Difference, bracket(difference, top, canvas)),
        };
        Node::Group(Group { role, claimed: None, nodes })
    }
}

/// A bracket: solid as far as the marks are apart for certain, dashed as far as their wording lets them be.
fn bracket(difference: &Difference, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let theme = canvas.theme;
    let x = |value: f64| canvas.scale.x(if value.is_finite() { value } else { canvas.scale.top() });
    let y = top + theme.px(8.0);
    let (stroke, width) = (theme.palette.foreground, theme.px(1.4));
    let inner = (x(difference.lesser.1), x(difference.greater.0));
    let outer = (x(difference.lesser.0), x(difference.greater.1.unwrap_or(f64::INFINITY)));
    let tick = |x: f64| Segment::vertical(x, Span::new(y - theme.px(5.0), y + theme.px(5.0)));
    let mut nodes = Vec::new();
    let mut lines = Vec::new();
    if inner.1 > inner.0 {
        lines.extend([Segment::horizontal(y, Span::new(inner.0, inner.1)), tick(inner.0), tick(inner.1)]);
        let dashes = [(outer.0, inner.0), (inner.1, outer.1)].into_iter().filter(|(a, b)| b - a > 0.5);
        nodes.extend(dashes.map(|(a, b)| {
            Node::Shape(Shape::DashedLine { from: Point::new(a, y), to: Point::new(b, y), stroke, width })
        }));
    } else {
        nodes.push(Node::Shape(Shape::DashedLine {
            from: Point::new(outer.0, y),
            to: Point::new(outer.1, y),
            stroke,
            width,
        }));
    }
    lines.extend([outer.0, outer.1].into_iter().map(tick));
    nodes.push(Node::Shape(Shape::Hatch { lines, stroke, width }));
    let style = theme.bold(theme.aside_size, theme.palette.foreground);
    let label = canvas.request.words().points(difference.least(), difference.most(), canvas.plot.unit);
    let half = theme.measure(&label, style) / 2.0;
    let center = f64::midpoint(outer.0, outer.1).min(canvas.frame.most() - half).max(canvas.frame.left + half);
    let at = Point::new(center, y + theme.px(7.0) + style.size * 0.9);
    nodes.push(Node::Text(theme.text(at, label, style, Anchor::Middle, Role::Difference)));
    nodes
}
