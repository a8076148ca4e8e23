//! Planes with a vertical axis: panels side by side, each with its grid, for waves over time and for vertical bars.

use crate::figure::data::{ChartData, Mark, Panel, Reference};
use crate::figure::layout::{Axis, Page, PanelArea, Places, Scale, TextBlock};
use crate::figure::panels::canvas::whisker_color;
use crate::figure::panels::frame::Frame;
use crate::figure::panels::grid::head;
use crate::figure::panels::{axis, legend, references};
use crate::figure::primitives::{Direction, Whisker};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Segment, Shape, Span, Text};
use crate::style::Theme;

/// The least and the greatest height of a plane, px of a slide.
const HEIGHTS: Span = Span::new(150.0, 520.0);
/// The height of a plane on a page that is as high as its content.
const FREE: f64 = 230.0;
/// How many planes stand side by side when the author does not say.
const ACROSS: u32 = 3;

/// A plane that marks are drawn on.
pub(crate) struct Plane<'a> {
    pub(crate) request: &'a FigureRequest<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) data: &'a ChartData,
    pub(crate) panel: &'a Panel,
    pub(crate) frame: Frame<'a>,
    /// Where marks may stand.
    pub(crate) area: Bounds,
    /// From values to y.
    pub(crate) scale: Scale,
}

/// The y of the least and of the greatest value that the wording of a mark allows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Levels {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Plane<'_> {
    /// The y of a value.
    pub(crate) fn y(&self, value: f64) -> f64 {
        self.scale.x(value)
    }

    /// The y of a greatest value; of the end of the axis when nothing bounds it.
    pub(crate) fn high_y(&self, high: Option<f64>) -> f64 {
        self.y(high.unwrap_or(self.scale.top()))
    }

    /// The y of the least and of the greatest value that the wording of a mark allows.
    pub(crate) fn levels(&self, mark: &Mark) -> Levels {
        Levels { low: self.y(mark.low()), high: self.high_y(mark.high()) }
    }

    /// What lies behind a label that a reference line would strike: the line makes room for it.
    pub(crate) fn clearing(&self, label: &Text) -> Option<Node> {
        let bounds = label.bounds();
        let strikes = |line: &Reference| (bounds.top..=bounds.bottom).contains(&self.y(line.value));
        let fill = self.theme.palette.background;
        self.data.references.iter().any(strikes).then_some(Node::Shape(Shape::Rect { bounds, fill }))
    }

    /// The margin of error of a mark at `x`, with caps that reach `cap` px to either side; nothing when it has none.
    pub(crate) fn whisker(&self, mark: &Mark, x: f64, cap: f64) -> Vec<Node> {
        let Some(margin) = mark.margin else { return Vec::new() };
        let span = Span::new(self.y(margin.high), self.y(margin.low));
        let color = whisker_color(mark, self.theme);
        Whisker { direction: Direction::Vertical, span, across: x, cap, color }.nodes(self.theme)
    }
}

/// The space that a kind of chart needs round the planes, within their frames.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inset {
    /// Above the plane, px.
    pub(crate) above: f64,
    /// To the right of it, px.
    pub(crate) beside: f64,
}

/// A kind of chart whose marks stand on planes.
pub(crate) trait PlaneChart {
    /// The space that is needed below the plane, for labels.
    fn foot(&self, panel: &Panel, frame: &Frame<'_>) -> f64;
    /// The space that is needed above the plane and to the right of it.
    fn inset(&self, data: &ChartData, frame: &Frame<'_>) -> Inset;
    /// Takes the places of the marks, before any label looks for one.
    fn occupy(&self, _: &Plane<'_>, _: &mut Places) {}
    /// What the marks stand beside one another by.
    fn across(&self, plane: &Plane<'_>) -> Axis;
    /// Draws the marks of a panel.
    fn draw(&self, plane: &Plane<'_>, places: &mut Places, page: &mut Page<'_>);
}

/// The frames of the planes: as many side by side as the author wants and the page has room for.
pub(crate) fn frames<'a>(data: &ChartData, request: &FigureRequest<'a>) -> Vec<Frame<'a>> {
    let theme = request.theme;
    let fitting = ((theme.inner_width() / theme.px(220.0)) as usize).max(1);
    let wanted = request.recipe.columns.unwrap_or(ACROSS) as usize;
    Frame::all(theme, data.panels.len().min(wanted).min(fitting))
}

/// Planes side by side, with the space round them.
struct Row<'a> {
    panels: &'a [Panel],
    heads: Vec<TextBlock>,
    /// The space above the planes.
    above: f64,
    /// The space below them.
    foot: f64,
}

/// Draws the panels of a chart.
pub(crate) fn draw(kind: &dyn PlaneChart, data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let frames = frames(data, request);
    let inset = kind.inset(data, &frames[0]);
    let rows: Vec<Row<'_>> =
        data.panels.chunks(frames.len()).map(|panels| row(kind, panels, inset, &frames[0])).collect();
    let gap = theme.px(12.0);
    let taken: f64 = rows.iter().map(|r| r.above + r.foot).sum::<f64>() + gap * (rows.len() as f64 - 1.0);
    let height = match page.room() {
        Some(room) => (room - taken) / rows.len() as f64,
        None => theme.px(FREE),
    };
    let height = height.clamp(theme.px(HEIGHTS.start), theme.px(HEIGHTS.end));
    for row in &rows {
        for ((panel, block), frame) in row.panels.iter().zip(&row.heads).zip(&frames) {
            page.group(Role::PanelHead, head(block, Point::new(frame.left, page.y), theme));
            let down = Span::new(page.y + row.above, page.y + row.above + height);
            let left = frame.left + tick_width(data, request) + theme.px(8.0);
            let area = Bounds { left, top: down.start, right: frame.right - inset.beside, bottom: down.end };
            let scale = axis::vertical(data, Span::new(down.end, down.start));
            let plane = Plane { request, theme, data, panel, frame: *frame, area, scale };
            page.panel(PanelArea {
                head: panel.head.clone(),
                bounds: area,
                x: kind.across(&plane),
                y: Axis::Values(plane.scale.clone()),
            });
            let mut places = Places::new(Bounds { left, top: page.y, right: frame.most(), bottom: down.end });
            page.group(Role::Axis, grid(&plane));
            kind.occupy(&plane, &mut places);
            page.group(Role::Reference, reference_lines(&plane, &mut places));
            kind.draw(&plane, &mut places, page);
            page.leave_out(places.into_left_out());
        }
        page.y += row.above + height + row.foot + gap;
    }
    page.y -= gap;
}

fn row<'a>(kind: &dyn PlaneChart, panels: &'a [Panel], inset: Inset, frame: &Frame<'_>) -> Row<'a> {
    let theme = frame.theme;
    let style = theme.bold(theme.series_size, theme.palette.foreground);
    let head = |p: &Panel| TextBlock::balanced(theme, p.head.as_deref().unwrap_or_default(), style, frame.width());
    let heads: Vec<TextBlock> = panels.iter().map(head).collect();
    let highest = heads.iter().map(TextBlock::height).fold(0.0, f64::max);
    let foot = panels.iter().map(|p| kind.foot(p, frame)).fold(0.0, f64::max);
    Row { panels, heads, above: highest + theme.px(8.0) + inset.above, foot }
}

/// The width of the widest tick label.
fn tick_width(data: &ChartData, request: &FigureRequest<'_>) -> f64 {
    let theme = request.theme;
    let style = theme.regular(theme.tick_size, theme.palette.muted);
    let scale = axis::vertical(data, Span::new(1.0, 0.0));
    let labels = scale.ticks().iter().map(|v| request.words().tick(*v, data.unit));
    labels.map(|l| theme.measure(&l, style)).fold(0.0, f64::max)
}

fn grid(plane: &Plane<'_>) -> Vec<Node> {
    let theme = plane.theme;
    let style = theme.regular(theme.tick_size, theme.palette.muted);
    let mut nodes = Vec::new();
    let torn = axis::torn_end(plane.data, &plane.scale);
    if let Some(end) = torn.filter(|end| !plane.scale.ticks().contains(end)) {
        nodes.push(axis::torn_edge(Direction::Vertical, plane.y(end), plane.area.across(), theme));
    }
    for &value in plane.scale.ticks() {
        let y = plane.y(value);
        let (stroke, width) = match value == 0.0 {
            true => (theme.palette.foreground, theme.px(1.2)),
            false => (theme.palette.grid, theme.px(1.0)),
        };
        let Segment { from, to } = Segment::horizontal(y, plane.area.across());
        nodes.push(match torn == Some(value) {
            true => axis::torn_edge(Direction::Vertical, y, plane.area.across(), theme),
            false => Node::Shape(Shape::Line { from, to, stroke, width }),
        });
        let at = Point::new(plane.area.left - theme.px(8.0), y + theme.half_capital(style));
        let label = plane.request.words().tick(value, plane.data.unit);
        nodes.push(Node::Text(theme.text(at, label, style, Anchor::End, Role::Axis)));
    }
    nodes
}

/// The reference lines, each with its label just above it at the left end, or where that is taken at the right one.
fn reference_lines(plane: &Plane<'_>, places: &mut Places) -> Vec<Node> {
    let theme = plane.theme;
    let style = references::style(theme);
    let (left, right) = (plane.area.left + theme.px(4.0), plane.area.right);
    let mut nodes = Vec::new();
    let all = &plane.data.references;
    all.iter().for_each(|r| places.cross(Segment::horizontal(plane.y(r.value), plane.area.across())));
    for reference in all {
        let y = plane.y(reference.value);
        let Segment { from, to } = Segment::horizontal(y, plane.area.across());
        let (stroke, width) = (theme.palette.foreground, theme.px(1.0));
        nodes.push(Node::Shape(Shape::DashedLine { from, to, stroke, width }));
        let (above, below) = (y - theme.px(5.0), y + style.size + theme.px(2.0));
        let candidates = [
            (Point::new(left, above), Anchor::Start),
            (Point::new(right, above), Anchor::End),
            (Point::new(left, below), Anchor::Start),
            (Point::new(right, below), Anchor::End),
        ];
        let texts =
            candidates.map(|(at, anchor)| theme.text(at, reference.label.as_str(), style, anchor, Role::Reference));
        match places.first(texts, Text::bounds) {
            Some(text) => nodes.push(Node::Text(text)),
            None => places.leave_out(reference.label.clone()),
        }
    }
    nodes
}

/// The names of the series above planes that have no room for them beside their marks.
pub(crate) fn legend(data: &ChartData, theme: &Theme, page: &mut Page<'_>) {
    legend::draw(data, theme, page);
    page.y += theme.px(8.0);
}
