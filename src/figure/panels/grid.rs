//! Panels of rows, one row below the other, with a horizontal axis: columns, scale and panels are worked out once for every
//! kind of chart that is made of rows.

use crate::figure::data::{ChartData, Panel, Row};
use crate::figure::layout::{Axis, Baseline, Page, PanelArea, Placement, RowPlace, Scale, TextBlock};
use crate::figure::panels::annotations::{self, Annotation};
use crate::figure::panels::canvas::{Canvas, RowChart, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::{axis, legend, references};
use crate::figure::primitives::Direction;
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Segment, Shape, Span};
use crate::project::recipe::Demand;
use crate::style::Theme;

/// How far rows may be pressed together, and drawn apart, to fill the page.
const STRETCH: Span = Span::new(0.72, 1.5);

/// A panel, ready to be placed.
struct Block<'a, K> {
    kind: &'a K,
    panel: &'a Panel,
    canvas: Canvas<'a>,
    rows: Vec<Line<'a>>,
    head: TextBlock,
    /// The space above the axis for the labels of reference lines.
    references: f64,
}

/// A row with its label and what stands below it.
struct Line<'a> {
    row: &'a Row,
    label: TextBlock,
    annotations: Vec<Annotation>,
}

/// A kind of chart with what it is to show.
struct Grid<'a, K> {
    kind: &'a K,
    data: &'a ChartData,
    request: &'a FigureRequest<'a>,
}

impl<'a, K: RowChart> Grid<'a, K> {
    /// A panel in its frame.
    fn block(&self, panel: &'a Panel, frame: Frame<'a>) -> Block<'a, K> {
        let Self { kind, data, request } = *self;
        let theme = request.theme;
        let labels = kind.labels(theme);
        let words = |row: &Row| match &row.aside {
            Some(aside) if frame.narrow => format!("{} ({aside})", row.label),
            _ => row.label.clone(),
        };
        let limit = if frame.narrow { frame.width() } else { frame.width() * labels.share };
        let label = |row: &Row| TextBlock::balanced(theme, &words(row), labels.style, limit);
        let widest = match frame.narrow {
            true => 0.0,
            false => data.rows().map(|row| label(row).width(theme)).fold(0.0, f64::max),
        };
        let columns = kind.columns(data, widest, &frame);
        let range = Span::new(columns.plot_left, kind.right(data, &columns, &frame));
        let scale = kind.scale(data, range);
        let canvas = Canvas { request, theme, data, frame, columns, scale, stretch: 1.0, parted: false };
        let line = |row: &'a Row| Line { row, label: label(row), annotations: annotations::below(row, &canvas) };
        let rows = panel.rows.iter().map(line).collect();
        let style = theme.bold(theme.series_size, theme.palette.foreground);
        let head = TextBlock::balanced(theme, panel.head.as_deref().unwrap_or_default(), style, frame.width());
        let references = references::height(&canvas);
        Block { kind, panel, canvas, rows, head, references }
    }
}

impl<K: RowChart> Block<'_, K> {
    /// The height of the marks of a row, without its label where that stands above it.
    fn marks_height(&self, line: &Line<'_>) -> f64 {
        let label = if self.canvas.frame.narrow { 0.0 } else { line.label.height() };
        self.kind.row_height(line.row, label, &self.canvas)
    }

    fn row_height(&self, line: &Line<'_>) -> f64 {
        let annotations: f64 = line.annotations.iter().map(|a| a.height(self.canvas.theme)).sum();
        let label = if self.canvas.frame.narrow { line.label.height() } else { 0.0 };
        self.marks_height(line) + label + annotations
    }

    fn head_height(&self) -> f64 {
        let theme = self.canvas.theme;
        // A head stands apart from what is above it.
        let apart = if self.head.is_empty() { 0.0 } else { theme.px(8.0) };
        apart + self.head.height() + theme.px(8.0) + self.references + self.kind.head_height(&self.canvas)
    }

    fn height(&self) -> f64 {
        let rows: f64 = self.rows.iter().map(|r| self.row_height(r)).sum();
        self.head_height() + rows + self.axis_height()
    }

    /// The height of the tick labels and the space below them.
    fn axis_height(&self) -> f64 {
        self.canvas.theme.tick_size * 1.6 + self.canvas.theme.px(4.0)
    }

    fn draw(&self, top: f64, page: &mut Page<'_>) {
        let (canvas, theme) = (&self.canvas, self.canvas.theme);
        let mut y = if self.head.is_empty() { top } else { top + theme.px(8.0) };
        page.group(Role::PanelHead, head(&self.head, Point::new(canvas.frame.left, y), theme));
        y += self.head.height() + theme.px(8.0);
        let plot_top = y + self.references + self.kind.head_height(canvas);
        let bottom = plot_top + self.rows.iter().map(|r| self.row_height(r)).sum::<f64>();
        let rows = Span::new(plot_top, bottom);
        page.group(Role::Axis, self.axis(rows));
        page.group(Role::Reference, references::draw(canvas, rows));
        self.kind.head(y + self.references, canvas).into_iter().for_each(|n| page.push(n));
        page.panel(self.area(rows));
        let mut y = plot_top;
        for (i, line) in self.rows.iter().enumerate() {
            if canvas.parted && i > 0 {
                page.group(Role::Axis, vec![self.rule(y)]);
            }
            self.draw_row(line, y, page);
            y += self.row_height(line);
        }
    }

    /// Where the rows, which fill this stretch, and their marks stand.
    fn area(&self, rows: Span) -> PanelArea {
        let scale = &self.canvas.scale;
        let mut y = rows.start;
        let place = |line: &Line<'_>| {
            let place = self.strip(line, y);
            y += self.row_height(line);
            RowPlace { label: line.row.label.clone(), middle: place.middle() }
        };
        PanelArea {
            head: self.panel.head.clone(),
            bounds: Bounds { left: scale.left(), top: rows.start, right: scale.right(), bottom: rows.end },
            x: Axis::Values(scale.clone()),
            y: Axis::Rows(self.rows.iter().map(place).collect()),
        }
    }

    /// What the marks of a row fill, from its top downwards.
    fn strip(&self, line: &Line<'_>, top: f64) -> Strip {
        let label = if self.canvas.frame.narrow { line.label.height() } else { 0.0 };
        Strip { top: top + label, height: self.marks_height(line) }
    }

    /// The line above a row that its end would be missed without.
    fn rule(&self, y: f64) -> Node {
        let (canvas, theme) = (&self.canvas, self.canvas.theme);
        let Segment { from, to } = Segment::horizontal(y, Span::new(canvas.frame.left, canvas.frame.right));
        Node::Shape(Shape::Line { from, to, stroke: theme.palette.grid, width: theme.px(1.0) })
    }

    fn draw_row(&self, line: &Line<'_>, top: f64, page: &mut Page<'_>) {
        let canvas = &self.canvas;
        let place = self.strip(line, top);
        let middle = match canvas.frame.narrow {
            true => top + line.label.height() / 2.0,
            false => self.kind.middle(line.row, place, canvas),
        };
        page.push(row_label(&line.label, middle, &canvas.frame));
        self.kind.row(line.row, place, canvas).into_iter().for_each(|n| page.push(n));
        let mut y = place.bottom();
        for annotation in &line.annotations {
            page.push(annotation.draw(y, canvas));
            y += annotation.height(canvas.theme);
        }
    }

    /// The lines of the grid with their tick labels below them.
    fn axis(&self, rows: Span) -> Vec<Node> {
        let (canvas, theme) = (&self.canvas, self.canvas.theme);
        let style = theme.regular(theme.tick_size, theme.palette.muted);
        let mut nodes = Vec::new();
        // To both sides of zero of answers for and against stand shares; every other number has its sign.
        let shares = canvas.data.kind.traits().demand == Demand::Direction;
        let shown = |value: f64| if shares { value.abs() } else { value };
        let label = |value: f64| canvas.request.words().tick(shown(value), canvas.data.unit);
        let labelled = labelled(&canvas.scale, |v| theme.measure(&label(v), style) + theme.px(8.0));
        let torn = axis::torn_end(canvas.data, &canvas.scale);
        if let Some(end) = torn.filter(|end| !canvas.scale.ticks().contains(end)) {
            nodes.push(axis::torn_edge(Direction::Horizontal, canvas.scale.x(end), rows, theme));
        }
        for (i, &value) in canvas.scale.ticks().iter().enumerate() {
            let x = canvas.scale.x(value);
            let (stroke, width) = match value == 0.0 {
                true => (theme.palette.foreground, theme.px(1.2)),
                false => (theme.palette.grid, theme.px(1.0)),
            };
            let Segment { from, to } = Segment::vertical(x, rows);
            nodes.push(match torn == Some(value) {
                true => axis::torn_edge(Direction::Horizontal, x, rows, theme),
                false => Node::Shape(Shape::Line { from, to, stroke, width }),
            });
            if labelled.contains(&i) {
                let at = Point::new(x, rows.end + theme.tick_size * 1.4);
                nodes.push(Node::Text(theme.text(at, label(value), style, Anchor::Middle, Role::Axis)));
            }
        }
        nodes
    }
}

/// The head of a panel, from a point downwards.
pub(super) fn head(head: &TextBlock, at: Point, theme: &Theme) -> Vec<Node> {
    let first = at.y + head.line_height() - head.style().size * 0.3;
    head.nodes(theme, Placement::start(at.x, Baseline::First(first)), Role::PanelHead)
}

/// Which ticks have a label: every one that has room, or every second, third …, zero always among them.
fn labelled(scale: &Scale, width: impl Fn(f64) -> f64) -> Vec<usize> {
    let ticks = scale.ticks();
    let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or(0);
    let last = ticks.len().saturating_sub(1);
    let every = |step: usize| (0..ticks.len()).filter(|i| i.abs_diff(zero).is_multiple_of(step)).collect::<Vec<_>>();
    let fits = |shown: &Vec<usize>| {
        shown.windows(2).all(|pair| {
            let [a, b] = [ticks[pair[0]], ticks[pair[1]]];
            scale.x(b) - scale.x(a) >= (width(a) + width(b)) / 2.0
        })
    };
    // The ends of the axis are labelled too, wherever they can be.
    let even = |step: &usize| zero.is_multiple_of(*step) && (last - zero).is_multiple_of(*step);
    let steps = 1..=last.max(1);
    let found = steps.clone().filter(even).map(every).find(fits);
    let any = || steps.map(every).find(|shown| shown.len() > 1 && fits(shown));
    // Where shares go to both sides of zero the ends are a whole number of steps away; changes may have only one of them.
    found.filter(|shown| shown.len() > 1).or_else(any).unwrap_or_else(|| every(last.max(1)))
}

/// Draws a chart on a page; without panels it draws nothing.
pub(crate) fn draw<K: RowChart>(kind: &K, data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let count = (request.recipe.columns.unwrap_or(1) as usize).min(data.panels.len()).min(fitting(theme)).max(1);
    let frames = Frame::all(theme, count);
    page.y += theme.px(6.0);
    if kind.has_legend(&frames[0]) {
        legend::draw(data, theme, page);
    }
    let grid = Grid { kind, data, request };
    let panels = data.panels.iter().enumerate();
    let mut blocks: Vec<Block<'_, K>> = panels.map(|(i, panel)| grid.block(panel, frames[i % count])).collect();
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
fn stretch<K: RowChart>(blocks: &mut [Block<'_, K>], room: f64, height: &dyn Fn(&[Block<'_, K>]) -> f64) {
    let natural = height(blocks);
    let (mut low, mut high) = if natural <= room { (1.0, STRETCH.end) } else { (STRETCH.start, 1.0) };
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

/// The label of a row, with its middle at `middle`.
fn row_label(label: &TextBlock, middle: f64, frame: &Frame<'_>) -> Node {
    let theme = frame.theme;
    let mut nodes = Vec::new();
    if frame.narrow {
        // The label stands on the plot, so the lines of the grid make room for it.
        let (size, first) = (label.style().size, label.first_baseline(theme, Baseline::Middle(middle)));
        let bounds = Bounds {
            left: frame.left - theme.px(1.0),
            top: first - size,
            right: frame.left + label.width(theme) + theme.px(4.0),
            bottom: first + label.drop() + size * 0.3,
        };
        nodes.push(Node::Shape(Shape::Rect { bounds, fill: theme.palette.background }));
    }
    nodes.extend(label.nodes(theme, Placement::start(frame.left, Baseline::Middle(middle)), Role::RowLabel));
    Node::Group(Group { role: Role::RowLabel, claimed: None, nodes })
}
