//! Upright bars, for short labels and few of them; where they have no room, the chart lies its bars down.

use crate::figure::data::{Cell, Mark, Panel, Plot};
use crate::figure::layout::canvas::{Frame, LINE};
use crate::figure::layout::plane::{self, Kind, Plane};
use crate::figure::layout::{Page, Places, wrap_balanced};
use crate::figure::marks::bar::floats;
use crate::figure::marks::primitives::{column, solid, upright_whisker};
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, TextStyle};
use crate::style::Theme;

/// The widest bar.
const WIDEST: f64 = 84.0;
/// The gap between groups, in bars.
const GROUP_GAP: f64 = 0.7;
/// The gap between a bar and its label.
const GAP: f64 = 5.0;

pub(crate) struct Upright;

/// Draws upright bars.
pub(crate) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    if plot.series.iter().filter(|s| !s.label.is_empty()).count() > 0 {
        plane::legend(plot, request, page);
    }
    plane::draw(&Upright, plot, request, page);
}

/// Whether every word of every label has room in the width of its bar or group.
pub(crate) fn fits(plot: &Plot, request: &Request<'_>) -> bool {
    let theme = request.theme;
    let count = plot.panels.len().min(request.recipe.columns.max(1) as usize).max(1);
    let frame = Frame::all(theme, count)[0];
    let width = frame.width() - theme.px(60.0);
    plot.panels.iter().all(|panel| {
        let slots = Slots::new(panel, (0.0, width), theme);
        let fits =
            |text: &str, style: TextStyle, room: f64| text.split(' ').all(|word| theme.measure(word, style) <= room);
        let silent = request.words().not_reported;
        panel.rows.iter().all(|row| {
            let (own, all) = (slots.bar, slots.bar * row.cells.len() as f64);
            fits(&row.label, label_style(theme), all.max(slots.bar * 1.4))
                && row.cells.iter().all(|cell| match cell {
                    Cell::Mark(mark) => fits(&mark.label, value_style(theme), own),
                    Cell::NotReported { .. } => fits(silent, silent_style(theme), own),
                })
        })
    }) && request.recipe.brackets.is_empty()
        && request.recipe.remarks.is_empty()
}

fn label_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.series_size, theme.palette.foreground)
}

fn value_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.value_size, theme.palette.foreground)
}

fn silent_style(theme: &Theme) -> TextStyle {
    theme.regular(theme.aside_size, theme.palette.muted)
}

/// Where the bars of a panel stand.
struct Slots {
    left: f64,
    bar: f64,
    gap: f64,
}

impl Slots {
    fn new(panel: &Panel, (left, right): (f64, f64), theme: &Theme) -> Self {
        let bars: usize = panel.rows.iter().map(|r| r.cells.len()).sum();
        let groups = panel.rows.len() as f64;
        let bar = ((right - left) / (bars as f64 + groups * GROUP_GAP).max(1.0)).min(theme.px(WIDEST));
        let used = bar * (bars as f64 + groups * GROUP_GAP);
        // Few bars stand apart rather than in a corner.
        let gap = bar * GROUP_GAP + (right - left - used) / groups.max(1.0);
        Self { left: left + gap / 2.0, bar, gap }
    }
}

impl Kind for Upright {
    fn foot(&self, panel: &Panel, frame: &Frame<'_>, _: &Request<'_>) -> f64 {
        let theme = frame.theme;
        let slots = Slots::new(panel, (frame.left + theme.px(40.0), frame.right), theme);
        let lines = panel.rows.iter().map(|row| row_lines(row.label.as_str(), row.cells.len(), &slots, theme).len());
        lines.max().unwrap_or(1) as f64 * theme.series_size * LINE + theme.px(8.0)
    }

    fn inset(&self, plot: &Plot, frame: &Frame<'_>) -> (f64, f64) {
        let theme = frame.theme;
        let most = |panel: &Panel| {
            let slots = Slots::new(panel, (frame.left + theme.px(40.0), frame.right), theme);
            let marks = panel.rows.iter().flat_map(crate::figure::data::Row::marks);
            marks.map(|m| value_lines(m, &slots, theme).len()).max().unwrap_or(1)
        };
        let lines = plot.panels.iter().map(most).max().unwrap_or(1);
        (lines as f64 * theme.value_size * LINE + theme.px(GAP), 0.0)
    }

    fn draw(&self, plane: &Plane<'_>, _: &mut Places, page: &mut Page<'_>) {
        let theme = plane.theme;
        let slots = Slots::new(plane.panel, (plane.area.left, plane.area.right), theme);
        let mut x = slots.left;
        for row in &plane.panel.rows {
            let width = slots.bar * row.cells.len() as f64;
            let style = label_style(theme);
            let mut labels = Vec::new();
            for (i, line) in row_lines(&row.label, row.cells.len(), &slots, theme).into_iter().enumerate() {
                let y = plane.area.bottom + theme.px(5.0) + style.size + i as f64 * style.size * LINE;
                labels.push(Node::Text(theme.text(
                    Point::new(x + width / 2.0, y),
                    line,
                    style,
                    Anchor::Middle,
                    Role::RowLabel,
                )));
            }
            page.group(Role::RowLabel, labels);
            for cell in &row.cells {
                let bounds = (x + theme.px(2.0), x + slots.bar - theme.px(2.0));
                page.push(match cell {
                    Cell::Mark(mark) => draw_mark(mark, bounds, &slots, plane),
                    Cell::NotReported { .. } => not_reported(bounds, plane),
                });
                x += slots.bar;
            }
            x += slots.gap;
        }
    }
}

fn row_lines(label: &str, cells: usize, slots: &Slots, theme: &Theme) -> Vec<String> {
    wrap_balanced(theme, label, label_style(theme), slots.bar * cells as f64 + slots.gap * 0.85)
}

fn value_lines(mark: &Mark, slots: &Slots, theme: &Theme) -> Vec<String> {
    wrap_balanced(theme, &mark.label, value_style(theme), slots.bar)
}

fn draw_mark(mark: &Mark, (left, right): (f64, f64), slots: &Slots, plane: &Plane<'_>) -> Node {
    let theme = plane.theme;
    let zero = plane.area.bottom;
    let (low, high) = plane.span(mark);
    let mut nodes = Vec::new();
    if !floats(mark.op) && low < zero {
        nodes.extend(solid(Bounds { left, top: low, right, bottom: zero }, mark.color, mark.series, theme));
    }
    if high < low {
        let closed_low = floats(mark.op) && low < zero && !mark.interval.low.open;
        let closed_high = mark.interval.high.is_some_and(|h| !h.open && h.value < plane.scale.top());
        let bounds = Bounds { left, top: high, right, bottom: low };
        nodes.extend(column(bounds, mark.color, (closed_high, closed_low), theme));
    }
    let center = f64::midpoint(left, right);
    let mut top = high;
    if let Some(margin) = mark.margin {
        let (upper, lower) = (plane.y(margin.high), plane.y(margin.low));
        nodes.extend(upright_whisker((center, mark.color), (upper, lower), (right - left) * 0.12, theme));
        top = top.min(upper);
    }
    let style = value_style(theme);
    let lines = value_lines(mark, slots, theme);
    let count = lines.len();
    for (i, line) in lines.into_iter().enumerate() {
        let y = top - theme.px(GAP) - (count - 1 - i) as f64 * style.size * LINE;
        nodes.push(Node::Text(theme.text(Point::new(center, y), line, style, Anchor::Middle, Role::Label)));
    }
    Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes })
}

fn not_reported((left, right): (f64, f64), plane: &Plane<'_>) -> Node {
    let theme = plane.theme;
    let style = silent_style(theme);
    let lines = wrap_balanced(theme, plane.request.words().not_reported, style, right - left);
    let height = lines.len() as f64 * style.size * LINE + theme.px(10.0);
    let bounds = Bounds { left, top: plane.area.bottom - height, right, bottom: plane.area.bottom - 0.5 };
    let outline = Shape::Dashed { bounds, stroke: theme.palette.muted, width: theme.px(1.0) };
    let mut nodes = vec![Node::Shape(outline)];
    for (i, line) in lines.into_iter().enumerate() {
        let at = Point::new(
            f64::midpoint(left, right),
            bounds.top + theme.px(5.0) + style.size + i as f64 * style.size * LINE,
        );
        nodes.push(Node::Text(theme.text(at, line, style, Anchor::Middle, Role::NotReported)));
    }
    Node::Group(Group { role: Role::NotReported, claimed: None, nodes })
}
