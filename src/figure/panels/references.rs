//! Reference lines across the rows of a panel, each with its label above them.

use crate::figure::data::Reference;
use crate::figure::layout::shortened;
use crate::figure::panels::canvas::Canvas;
use crate::figure::scene::{Anchor, Node, Point, Role, Shape, Span, TextStyle};
use crate::style::Theme;

/// The height of a line of labels, in font sizes.
const LEADING: f64 = 1.35;

/// How labels of reference lines look.
pub(crate) fn style(theme: &Theme) -> TextStyle {
    theme.regular(theme.aside_size, theme.palette.foreground)
}

/// A reference line with a place for its label.
struct Placed {
    x: f64,
    label: String,
    /// The x of the middle of the label.
    center: f64,
    /// The line of labels that it stands on, counted from the plot upwards.
    lane: usize,
}

/// The reference lines of a panel, each with its label on a line of its own where labels would collide.
fn placed(canvas: &Canvas<'_>) -> Vec<Placed> {
    let (theme, reach) = (canvas.theme, canvas.frame.reach());
    let mut ends: Vec<f64> = Vec::new();
    let place = |Reference { value, label }: &Reference| {
        let x = canvas.scale.x(*value);
        let label = shortened(theme, label, style(theme), reach.length());
        let half = theme.measure(&label, style(theme)) / 2.0;
        let center = x.min(reach.end - half).max(reach.start + half);
        let lane = ends.iter().position(|end| center - half > *end + theme.px(10.0)).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = center + half,
            None => ends.push(center + half),
        }
        Placed { x, label, center, lane }
    };
    canvas.data.references.iter().map(place).collect()
}

/// The space that the labels of reference lines take above a panel.
pub(crate) fn height(canvas: &Canvas<'_>) -> f64 {
    let lanes = placed(canvas).iter().map(|p| p.lane + 1).max().unwrap_or(0);
    lanes as f64 * canvas.theme.aside_size * LEADING
}

/// The reference lines of a panel whose rows fill `rows` from top to bottom.
pub(crate) fn draw(canvas: &Canvas<'_>, rows: Span) -> Vec<Node> {
    let theme = canvas.theme;
    let (stroke, width) = (theme.palette.foreground, theme.px(1.0));
    let mut nodes = Vec::new();
    for Placed { x, label, center, lane } in placed(canvas) {
        let baseline = rows.start - theme.px(5.0) - lane as f64 * theme.aside_size * LEADING;
        let (from, to) = (Point::new(x, rows.start - theme.px(3.0)), Point::new(x, rows.end));
        nodes.push(Node::Shape(Shape::DashedLine { from, to, stroke, width }));
        let at = Point::new(center, baseline);
        nodes.push(Node::Text(theme.text(at, label, style(theme), Anchor::Middle, Role::Reference)));
    }
    nodes
}
