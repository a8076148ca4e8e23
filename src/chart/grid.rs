//! Columns, scale, panels and axes: worked out once for every kind of chart.

use std::cell::OnceCell;

use super::Request;
use super::series::{Plot, Row};
use crate::layout::{Page, Scale, text, width, wrap_balanced};
use crate::model::Unit;
use crate::scene::{Anchor, Bounds, Color, Group, Node, Role, Shape};
use crate::theme::Theme;

/// What a kind of chart has to say for itself.
pub(super) trait Kind {
    /// The columns left of the plot.
    fn columns(&self, plot: &Plot, theme: &Theme) -> Columns;
    /// Whether a legend names the series.
    fn has_legend(&self) -> bool;
    /// The right end of the plot, so that every label fits between it and the margin.
    fn right(&self, plot: &Plot, columns: &Columns, theme: &Theme) -> f64;
    /// The scale between two x.
    fn scale(&self, plot: &Plot, left: f64, right: f64) -> Scale {
        scale(plot, left, right)
    }
    /// The height of a row.
    fn row_height(&self, row: &Row, canvas: &Canvas<'_>) -> f64;
    /// What stands in a row whose upper edge is at `top`.
    fn row(&self, row: &Row, top: f64, canvas: &Canvas<'_>) -> Vec<Node>;
}

/// The columns left of the plot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// The width of the row labels.
    pub(super) label_width: f64,
    /// The right end of the series labels or years.
    pub(super) second_right: f64,
    /// The x of zero.
    pub(super) plot_left: f64,
}

/// What a row is drawn on.
pub(super) struct Canvas<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) theme: &'a Theme,
    pub(super) plot: &'a Plot,
    pub(super) columns: Columns,
    pub(super) scale: Scale,
    /// Whether rows need a line between them; a kind works it out once.
    pub(super) parted: OnceCell<bool>,
}

impl Canvas<'_> {
    pub(super) fn color(&self, series: usize) -> Color {
        self.plot.series[series].color
    }

    /// The x of the greatest value that an interval allows; the end of the axis when nothing bounds it.
    pub(super) fn high_x(&self, interval: &crate::model::Interval) -> f64 {
        self.scale.x(interval.high.map_or(self.scale.top(), |h| h.value))
    }
}

/// The greatest value that the axis has to hold.
pub(super) fn most(plot: &Plot) -> f64 {
    plot.marks().map(|m| m.interval.high.map_or(m.interval.low.value * 1.2, |h| h.value)).fold(0.0, f64::max)
}

/// The scale of a plot between two x.
pub(super) fn scale(plot: &Plot, left: f64, right: f64) -> Scale {
    match plot.unit {
        Unit::Percent => Scale::percent(left, right),
        Unit::Count | Unit::Rank | Unit::Year => Scale::count(most(plot), left, right),
    }
}

/// Draws a plot on a page.
pub(super) fn draw(kind: &impl Kind, plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let columns = kind.columns(plot, theme);
    let scale = kind.scale(plot, columns.plot_left, kind.right(plot, &columns, theme));
    let canvas = Canvas { request, theme, plot, columns, scale, parted: OnceCell::new() };
    page.y += 12.0;
    if kind.has_legend() {
        legend(&canvas, page);
    }
    for (i, panel) in plot.panels.iter().enumerate() {
        if let Some(head) = &panel.head {
            page.y += if i == 0 { 24.0 } else { 34.0 };
            let style = theme.bold(theme.series_size, theme.ink);
            let head = text((theme.margin, page.y), head.as_str(), style, Anchor::Start, Role::PanelHead);
            page.group(Role::PanelHead, vec![Node::Text(head)]);
        }
        page.y += 12.0;
        let heights: Vec<f64> = panel.rows.iter().map(|row| kind.row_height(row, &canvas)).collect();
        let (top, height) = (page.y, heights.iter().sum::<f64>());
        page.group(Role::Axis, axis(&canvas, top, top + height));
        let mut y = top;
        for (row, height) in panel.rows.iter().zip(heights) {
            for node in kind.row(row, y, &canvas) {
                page.push(node);
            }
            y += height;
        }
        page.y = y + 24.0;
    }
}

fn axis(canvas: &Canvas<'_>, top: f64, bottom: f64) -> Vec<Node> {
    let theme = canvas.theme;
    let style = theme.regular(theme.tick_size, theme.muted);
    let mut nodes = Vec::new();
    for &value in canvas.scale.ticks() {
        let x = canvas.scale.x(value);
        let (stroke, stroke_width) = if value == 0.0 { (theme.ink, 1.2) } else { (theme.grid, 1.0) };
        nodes.push(Node::Shape(Shape::Line { from: (x, top), to: (x, bottom), stroke, width: stroke_width }));
        let label = canvas.request.words().tick(value.abs(), canvas.plot.unit);
        nodes.push(Node::Text(text((x, bottom + 18.0), label, style, Anchor::Middle, Role::Axis)));
    }
    nodes
}

fn legend(canvas: &Canvas<'_>, page: &mut Page<'_>) {
    let theme = canvas.theme;
    let (mut x, left) = (theme.margin, theme.margin);
    let mut nodes = Vec::new();
    let named: Vec<_> = canvas.plot.series.iter().filter(|s| !s.label.is_empty()).collect();
    if named.is_empty() {
        return;
    }
    page.y += 20.0;
    for series in named {
        let style = theme.bold(theme.series_size, theme.text_color(series.color));
        let needed = 18.0 + width(&series.label, style.size, style.weight);
        if x > left && x + needed > theme.width - theme.margin {
            x = left;
            page.y += 22.0;
        }
        let disc =
            Shape::Disc { center: (x + 6.0, page.y - 5.0), radius: 5.0, fill: series.color, stroke: series.color };
        nodes.push(Node::Shape(disc));
        nodes.push(Node::Text(text((x + 18.0, page.y), series.label.as_str(), style, Anchor::Start, Role::Legend)));
        x += needed + 22.0;
    }
    page.group(Role::Legend, nodes);
    page.y += 8.0;
}

/// The width that row labels need when none is wider than `limit`: that of the widest line after wrapping.
pub(super) fn label_width(plot: &Plot, style: crate::scene::TextStyle, limit: f64) -> f64 {
    let lines = plot.rows().flat_map(|r| wrap_balanced(&r.label, style.size, style.weight, limit));
    lines.map(|l| width(&l, style.size, style.weight)).fold(0.0, f64::max)
}

/// Lines of a row label, one under the other, with their middle at `middle`.
pub(super) fn row_label(lines: Vec<String>, middle: f64, style: crate::scene::TextStyle, theme: &Theme) -> Node {
    let line_height = style.size * 1.27;
    let first = middle - line_height * (lines.len() as f64 - 1.0) / 2.0 + style.size * 0.36;
    let place = |(i, line): (usize, String)| {
        Node::Text(text((theme.margin, first + i as f64 * line_height), line, style, Anchor::Start, Role::RowLabel))
    };
    let nodes = lines.into_iter().enumerate().map(place).collect();
    Node::Group(Group { role: Role::RowLabel, claimed: None, nodes })
}

/// A hatched stretch: a pale ground with lines, and an upright line at each end that belongs to it.
pub(super) fn band(bounds: Bounds, color: Color, ends: (bool, bool), theme: &Theme) -> Vec<Node> {
    let inner = Bounds { left: bounds.left + 0.6, right: bounds.right - 0.6, ..bounds };
    let lines = crate::layout::hatch(&inner, 7.0);
    let mut nodes = vec![
        Node::Shape(Shape::Rect { bounds, fill: theme.tint(color) }),
        Node::Shape(Shape::Hatch { lines, stroke: color, width: 1.6 }),
    ];
    let end =
        |x: f64| Node::Shape(Shape::Line { from: (x, bounds.top), to: (x, bounds.bottom), stroke: color, width: 2.0 });
    if ends.0 {
        nodes.push(end(bounds.left + 1.0));
    }
    if ends.1 {
        nodes.push(end(bounds.right - 1.0));
    }
    nodes
}
