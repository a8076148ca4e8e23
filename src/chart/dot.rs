//! A dot a claim, with the band of values that its wording allows; two comparable claims in a row are joined.

use super::grid::{Canvas, Columns, Kind, band, label_width, row_label};
use super::series::{Cell, Mark, Plot, Row};
use crate::layout::{text, width, wrap_balanced};
use crate::scene::{Anchor, Bounds, Group, Node, Role, Shape, Text, Weight};
use crate::theme::Theme;

const RADIUS: f64 = 7.0;
/// Half the height of a band.
const BAND: f64 = 6.5;
/// The height of a row with a label of one line.
const ROW: f64 = 48.0;
/// Where in the row the dots stand.
const DOTS: f64 = 31.0;

pub(super) struct Dot;

impl Kind for Dot {
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns {
        let aside = plot.rows().filter_map(|r| r.aside.as_deref());
        let aside = aside.map(|a| width(a, ASIDE_SIZE, Weight::Regular)).fold(0.0, f64::max);
        let label_width = label_width(plot, theme.regular(theme.label_size, theme.ink), theme.width * 0.32);
        let second_right = theme.margin + label_width + if aside > 0.0 { aside + 20.0 } else { 0.0 };
        Columns { label_width, second_right, plot_left: second_right + 20.0 }
    }

    fn has_legend(&self) -> bool {
        true
    }

    fn right(&self, plot: &Plot, _: &Columns, theme: &Theme) -> f64 {
        let widest = plot.marks().map(|m| width(&m.label, LABEL_SIZE, Weight::Bold)).fold(0.0, f64::max);
        theme.width - theme.margin - (widest / 2.0).clamp(20.0, 60.0)
    }

    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64 {
        let lines = label_lines(row, canvas).len() as f64;
        ROW + (lines - 2.0).max(0.0) * canvas.theme.label_size * 1.27
    }

    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let y = top + DOTS + (self.row_height(row, canvas) - ROW) / 2.0;
        let mut nodes = vec![row_label(label_lines(row, canvas), y, theme.regular(theme.label_size, theme.ink), theme)];
        if let Some(aside) = &row.aside {
            let style = theme.regular(ASIDE_SIZE, theme.muted);
            let at = (canvas.columns.second_right, y + style.size * 0.36);
            let aside = text(at, aside.as_str(), style, Anchor::End, Role::RowLabel);
            nodes.push(Node::Group(Group { role: Role::RowLabel, claimed: None, nodes: vec![Node::Text(aside)] }));
        }
        nodes.extend(connector(row, y, canvas));
        let marks: Vec<&Mark> = row.cells.iter().filter_map(reported).collect();
        let mut taken: Vec<Bounds> = marks.iter().map(|m| extent(m, y, canvas)).collect();
        for mark in marks {
            let label = place_label(mark, y, &taken, canvas);
            taken.push(label.bounds());
            let mut parts = shapes(mark, y, canvas);
            parts.push(Node::Text(label));
            nodes.push(Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes: parts }));
        }
        if row.cells.iter().any(|c| reported(c).is_none()) {
            nodes.extend(not_reported(row, y, &taken, canvas));
        }
        nodes
    }
}

const ASIDE_SIZE: f64 = 13.0;
const LABEL_SIZE: f64 = 14.0;

fn reported(cell: &Cell) -> Option<&Mark> {
    match cell {
        Cell::Mark(mark) => Some(mark),
        Cell::NotReported { .. } => None,
    }
}

fn label_lines(row: &Row, canvas: &Canvas<'_>) -> Vec<String> {
    wrap_balanced(&row.label, canvas.theme.label_size, Weight::Regular, canvas.columns.label_width + 0.5)
}

/// The x of the dot: where the number stands for itself. A hedged number has no dot, only a band.
fn dot_x(mark: &Mark, canvas: &Canvas<'_>) -> Option<f64> {
    mark.interval.is_point().then(|| canvas.scale.x(mark.interval.low.value))
}

fn band_bounds(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Bounds {
    let (left, right) = (canvas.scale.x(mark.interval.low.value), canvas.high_x(&mark.interval));
    Bounds { left, top: y - BAND, right, bottom: y + BAND }
}

fn extent(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Bounds {
    let band = band_bounds(mark, y, canvas);
    let (left, right) = dot_x(mark, canvas).map_or((band.left, band.right), |x| (x - RADIUS, x + RADIUS));
    Bounds { left: left.min(band.left), right: right.max(band.right), top: y - RADIUS - 1.0, bottom: y + RADIUS + 1.0 }
}

fn shapes(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let (theme, color) = (canvas.theme, canvas.color(mark.series));
    if let Some(x) = dot_x(mark, canvas) {
        return vec![Node::Shape(Shape::Disc { center: (x, y), radius: RADIUS - 1.0, fill: color, stroke: color })];
    }
    let inside = |value: f64| value > 0.0 && value < canvas.scale.top();
    let low = !mark.interval.low.open && inside(mark.interval.low.value);
    let high = mark.interval.high.is_some_and(|h| !h.open && inside(h.value));
    band(band_bounds(mark, y, canvas), color, (low, high), theme)
}

/// The line between two claims that may be compared, from mark to mark.
fn connector(row: &Row, y: f64, canvas: &Canvas<'_>) -> Option<Node> {
    let marks: Vec<&Mark> = row.cells.iter().filter_map(reported).collect();
    let [a, b] = marks.as_slice() else { return None };
    if !canvas.request.may_join(a.claim, b.claim) {
        return None;
    }
    let (a, b) = (extent(a, y, canvas), extent(b, y, canvas));
    let (from, to) = (a.right.min(b.right), a.left.max(b.left));
    if to <= from {
        return None;
    }
    let line = Shape::Line { from: (from, y), to: (to, y), stroke: canvas.theme.rule, width: 3.0 };
    Some(Node::Group(Group { role: Role::Connector, claimed: None, nodes: vec![Node::Shape(line)] }))
}

/// The label above its mark, else beside it, else below it: the first place that nothing else has taken.
fn place_label(mark: &Mark, y: f64, taken: &[Bounds], canvas: &Canvas<'_>) -> Text {
    let theme = canvas.theme;
    let style = theme.bold(LABEL_SIZE, theme.text_color(canvas.color(mark.series)));
    let own = extent(mark, y, canvas);
    let beside = y + style.size * 0.36;
    let center = dot_x(mark, canvas).unwrap_or(f64::midpoint(own.left, own.right));
    let half = width(&mark.label, style.size, style.weight) / 2.0;
    let center = center.max(canvas.scale.left() + half + 4.0).min(theme.width - theme.margin - half);
    let above = (center, y - 12.0, Anchor::Middle);
    let right = (own.right + 9.0, beside, Anchor::Start);
    let left = (own.left - 9.0, beside, Anchor::End);
    let below = (center, y + 22.0, Anchor::Middle);
    let narrow_band = dot_x(mark, canvas).is_none() && own.right - own.left < 2.0 * half;
    let order = if narrow_band { [right, left, above, below] } else { [above, right, left, below] };
    let put = |(x, baseline, anchor)| text((x, baseline), mark.label.as_str(), style, anchor, Role::Label);
    let page =
        Bounds { left: canvas.scale.left() + 3.0, top: 0.0, right: theme.width - theme.margin / 2.0, bottom: f64::MAX };
    let fits = |label: &Text| {
        let bounds = label.bounds();
        page.contains(&bounds) && !taken.iter().any(|t| t.overlaps(&bounds))
    };
    order.into_iter().map(put).find(fits).unwrap_or_else(|| put(order[0]))
}

/// "China: not reported", at the axis, where the row has room.
fn not_reported(row: &Row, y: f64, taken: &[Bounds], canvas: &Canvas<'_>) -> Option<Node> {
    let theme = canvas.theme;
    let silent = row.cells.iter().filter(|c| reported(c).is_none());
    let names: Vec<&str> = silent.map(|c| canvas.plot.series[c.series()].label.as_str()).collect();
    let words = format!("{}: {}", names.join(", "), canvas.request.words().not_reported);
    let style = theme.regular(ASIDE_SIZE, theme.muted);
    let wide = width(&words, style.size, style.weight);
    let rightmost = taken.iter().map(|b| b.right).fold(canvas.scale.left(), f64::max);
    let leftmost = taken.iter().map(|b| b.left).fold(f64::MAX, f64::min);
    let baseline = y + style.size * 0.36;
    let start = canvas.scale.left() + 12.0;
    let at = match start + wide + 12.0 <= leftmost {
        true => start,
        false => (rightmost + 16.0).min(theme.width - theme.margin - wide),
    };
    let label = text((at, baseline), words, style, Anchor::Start, Role::NotReported);
    Some(Node::Group(Group { role: Role::NotReported, claimed: None, nodes: vec![Node::Text(label)] }))
}
