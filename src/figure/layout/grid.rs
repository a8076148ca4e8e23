//! Columns, scale, panels and axes: worked out once for every kind of chart whose rows lie one under the other.

use crate::figure::data::{Panel, Plot, Row};
use crate::figure::layout::canvas::{Canvas, Frame, Kind, LINE};
use crate::figure::layout::{Page, Scale, wrap_balanced};
use crate::figure::marks::band::{self, Band};
use crate::figure::marks::primitives;
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, TextStyle};
use crate::style::Theme;

/// How far rows may be drawn apart, and pressed together, to fill the page.
const STRETCH: (f64, f64) = (0.72, 1.5);

/// A panel, ready to be placed.
struct Block<'a, K> {
    kind: &'a K,
    panel: &'a Panel,
    canvas: Canvas<'a>,
    rows: Vec<Line<'a>>,
    head: Vec<String>,
    /// The space above the axis for the labels of reference lines.
    lines: f64,
}

/// A row with its label in lines and what stands below it.
struct Line<'a> {
    row: &'a Row,
    label: Vec<String>,
    bands: Vec<Band>,
}

impl<K: Kind> Block<'_, K> {
    fn label_height(&self, line: &Line<'_>) -> f64 {
        let (style, _) = self.kind.labels(self.canvas.theme);
        line.label.len() as f64 * style.size * LINE
    }

    fn row_height(&self, line: &Line<'_>) -> f64 {
        let label = self.label_height(line);
        let bands: f64 = line.bands.iter().map(|b| b.height(self.canvas.theme)).sum();
        let marks = match self.canvas.frame.narrow {
            true => self.kind.row_height(line.row, 0.0, &self.canvas) + label,
            false => self.kind.row_height(line.row, label, &self.canvas),
        };
        marks + bands
    }

    fn head_style(&self) -> TextStyle {
        self.canvas.theme.bold(self.canvas.theme.series_size, self.canvas.theme.palette.foreground)
    }

    fn head_height(&self) -> f64 {
        let theme = self.canvas.theme;
        let panel = if self.head.is_empty() { 0.0 } else { self.head.len() as f64 * self.head_style().size * LINE };
        // A head stands apart from what is above it.
        let apart = if self.head.is_empty() { 0.0 } else { theme.px(8.0) };
        apart + panel + theme.px(8.0) + self.lines + self.kind.head_height(&self.canvas)
    }

    fn height(&self) -> f64 {
        let rows: f64 = self.rows.iter().map(|r| self.row_height(r)).sum();
        self.head_height() + rows + self.axis_height()
    }

    /// Tick labels and the space below them.
    fn axis_height(&self) -> f64 {
        self.canvas.theme.tick_size * 1.6 + self.canvas.theme.px(4.0)
    }

    fn draw(&self, top: f64, page: &mut Page<'_>) {
        let (canvas, theme) = (&self.canvas, self.canvas.theme);
        let style = self.head_style();
        let mut y = if self.head.is_empty() { top } else { top + theme.px(8.0) };
        let mut head = Vec::new();
        for line in &self.head {
            y += style.size * LINE;
            let at = Point::new(canvas.frame.left, y - style.size * 0.3);
            head.push(Node::Text(theme.text(at, line.as_str(), style, Anchor::Start, Role::PanelHead)));
        }
        page.group(Role::PanelHead, head);
        y += theme.px(8.0);
        let kind_head = self.kind.head_height(canvas);
        let plot_top = y + self.lines + kind_head;
        let bottom = plot_top + self.rows.iter().map(|r| self.row_height(r)).sum::<f64>();
        page.group(Role::Axis, self.axis(plot_top, bottom));
        page.group(Role::Reference, primitives::reference_lines(canvas, plot_top, bottom));
        self.kind.head(y + self.lines, canvas).into_iter().for_each(|n| page.push(n));
        let mut y = plot_top;
        for line in &self.rows {
            self.draw_row(line, y, page);
            y += self.row_height(line);
        }
    }

    fn draw_row(&self, line: &Line<'_>, top: f64, page: &mut Page<'_>) {
        let (canvas, theme) = (&self.canvas, self.canvas.theme);
        let label = self.label_height(line);
        let (style, _) = self.kind.labels(theme);
        let (place, middle) = match canvas.frame.narrow {
            true => {
                let height = self.kind.row_height(line.row, 0.0, canvas);
                ((top + label, height), top + label / 2.0)
            }
            false => {
                let height = self.kind.row_height(line.row, label, canvas);
                ((top, height), self.kind.middle(line.row, (top, height), canvas))
            }
        };
        if canvas.parted && !self.panel.rows.first().is_some_and(|first| std::ptr::eq(first, line.row)) {
            let (from, to) = (Point::new(canvas.frame.left, top), Point::new(canvas.frame.right, top));
            let rule = Shape::Line { from, to, stroke: theme.palette.grid, width: theme.px(1.0) };
            page.group(Role::Axis, vec![Node::Shape(rule)]);
        }
        page.push(row_label(&line.label, (canvas.frame.left, middle), style, &canvas.frame));
        self.kind.row(line.row, place, canvas).into_iter().for_each(|n| page.push(n));
        let mut y = place.0 + place.1;
        for band in &line.bands {
            page.push(band.draw(y, canvas));
            y += band.height(theme);
        }
    }

    fn axis(&self, top: f64, bottom: f64) -> Vec<Node> {
        let (canvas, theme) = (&self.canvas, self.canvas.theme);
        let style = theme.regular(theme.tick_size, theme.palette.muted);
        let mut nodes = Vec::new();
        let label = |value: f64| canvas.request.words().tick(value.abs(), canvas.plot.unit);
        let step = sparse(&canvas.scale, |v| theme.measure(&label(v), style) + theme.px(8.0));
        for (i, &value) in canvas.scale.ticks().iter().enumerate() {
            let x = canvas.scale.x(value);
            let (stroke, width) = if value == 0.0 {
                (theme.palette.foreground, theme.px(1.2))
            } else {
                (theme.palette.grid, theme.px(1.0))
            };
            nodes.push(Node::Shape(Shape::Line { from: Point::new(x, top), to: Point::new(x, bottom), stroke, width }));
            if i % step == 0 {
                let at = Point::new(x, bottom + theme.tick_size * 1.4);
                nodes.push(Node::Text(theme.text(at, label(value), style, Anchor::Middle, Role::Axis)));
            }
        }
        nodes
    }
}

/// Every how many ticks a label has room.
fn sparse(scale: &Scale, width: impl Fn(f64) -> f64) -> usize {
    let ticks = scale.ticks();
    let fits = |step: &usize| {
        let shown: Vec<f64> = ticks.iter().step_by(*step).copied().collect();
        shown.windows(2).all(|pair| scale.x(pair[1]) - scale.x(pair[0]) >= (width(pair[0]) + width(pair[1])) / 2.0)
    };
    let last = ticks.len().saturating_sub(1).max(1);
    (1..=last).filter(|step| last.is_multiple_of(*step)).find(fits).unwrap_or(last)
}

/// Draws a plot on a page.
pub(crate) fn draw<K: Kind>(kind: &K, plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let count = (request.recipe.columns as usize).min(plot.panels.len()).min(fitting(theme));
    let frames = Frame::all(theme, count);
    page.y += theme.px(6.0);
    if kind.has_legend(&frames[0]) {
        primitives::legend(plot, theme, page);
    }
    let mut blocks: Vec<Block<'_, K>> =
        plot.panels.iter().enumerate().map(|(i, p)| block(kind, p, (plot, request), frames[i % count])).collect();
    let parted = blocks.iter().any(|b| b.panel.rows.iter().any(|row| kind.is_parted(row, &b.canvas)));
    blocks.iter_mut().for_each(|b| b.canvas.parted = parted);
    let gap = theme.px(10.0);
    let height = |blocks: &[Block<'_, K>]| {
        let rows = blocks.chunks(count).map(|row| row.iter().map(Block::height).fold(0.0, f64::max));
        rows.map(|h| h + gap).sum::<f64>() - gap
    };
    if let Some(room) = page.room() {
        stretch(&mut blocks, room, &height);
        let spare = room - height(&blocks);
        page.y += (spare * 0.4).clamp(0.0, theme.px(60.0));
    }
    for row in blocks.chunks(count) {
        row.iter().for_each(|block| block.draw(page.y, page));
        page.y += row.iter().map(Block::height).fold(0.0, f64::max) + gap;
    }
    page.y -= gap;
}

/// How many panels a page has room for, side by side.
fn fitting(theme: &Theme) -> usize {
    ((theme.inner_width() / theme.px(260.0)) as usize).max(1)
}

/// Finds how far rows are to be drawn apart for the panels to fill the room.
fn stretch<K: Kind>(blocks: &mut [Block<'_, K>], room: f64, height: &dyn Fn(&[Block<'_, K>]) -> f64) {
    let natural = height(blocks);
    let (mut low, mut high) = if natural <= room { (1.0, STRETCH.1) } else { (STRETCH.0, 1.0) };
    let set = |blocks: &mut [Block<'_, K>], value: f64| {
        blocks.iter_mut().for_each(|b| b.canvas.stretch = value);
        height(blocks)
    };
    if set(blocks, high) <= room {
        return;
    }
    for _ in 0..6 {
        let middle = f64::midpoint(low, high);
        if set(blocks, middle) <= room { low = middle } else { high = middle }
    }
    set(blocks, low);
}

fn block<'a, K: Kind>(
    kind: &'a K,
    panel: &'a Panel,
    (plot, request): (&'a Plot, &'a Request<'a>),
    frame: Frame<'a>,
) -> Block<'a, K> {
    let theme = request.theme;
    let (style, share) = kind.labels(theme);
    let words = |row: &Row| match &row.aside {
        Some(aside) if frame.narrow => format!("{} ({aside})", row.label),
        _ => row.label.clone(),
    };
    let limit = if frame.narrow { frame.width() } else { frame.width() * share };
    let wrapped = |row: &Row| wrap_balanced(theme, &words(row), style, limit);
    let labels = match frame.narrow {
        true => 0.0,
        false => plot.rows().flat_map(wrapped).map(|l| theme.measure(&l, style)).fold(0.0, f64::max),
    };
    let columns = kind.columns(plot, labels, &frame);
    let scale = kind.scale(plot, columns.plot_left, kind.right(plot, &columns, &frame));
    let canvas = Canvas { request, theme, plot, frame, columns, scale, stretch: 1.0, parted: false };
    let rows = panel.rows.iter().map(|row| Line { row, label: wrapped(row), bands: band::below(row, &canvas) });
    let rows = rows.collect();
    let head_style = theme.bold(theme.series_size, theme.palette.foreground);
    let head = panel.head.as_deref().map(|h| wrap_balanced(theme, h, head_style, frame.width())).unwrap_or_default();
    let lines = primitives::reference_height(&canvas);
    Block { kind, panel, canvas, rows, head, lines }
}

/// Lines of a row label, one under the other, with their middle at `middle`.
fn row_label(lines: &[String], (left, middle): (f64, f64), style: TextStyle, frame: &Frame<'_>) -> Node {
    let theme = frame.theme;
    let line_height = style.size * LINE;
    let first = middle - line_height * (lines.len() as f64 - 1.0) / 2.0 + style.size * 0.36;
    let place = |(i, line): (usize, &String)| {
        let at = Point::new(left, first + i as f64 * line_height);
        Node::Text(theme.text(at, line.as_str(), style, Anchor::Start, Role::RowLabel))
    };
    let mut nodes = Vec::new();
    if frame.narrow {
        // The label stands on the plot, so the lines of the grid make room for it.
        let width = lines.iter().map(|l| theme.measure(l, style)).fold(0.0, f64::max);
        let (top, bottom) = (first - style.size, first + line_height * (lines.len() as f64 - 1.0) + style.size * 0.3);
        let bounds = Bounds { left: left - theme.px(1.0), top, right: left + width + theme.px(4.0), bottom };
        nodes.push(Node::Shape(Shape::Rect { bounds, fill: theme.palette.background }));
    }
    nodes.extend(lines.iter().enumerate().map(place));
    Node::Group(Group { role: Role::RowLabel, claimed: None, nodes })
}
