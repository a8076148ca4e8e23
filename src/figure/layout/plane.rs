//! Planes with an upright axis: panels side by side, each with its grid, for trends, slopes and upright bars.

use crate::figure::data::{Mark, Panel, Plot};
use crate::figure::layout::canvas::{Frame, LINE, most};
use crate::figure::layout::{Page, Places, Scale, wrap_balanced};
use crate::figure::marks::primitives::{self, references};
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Bounds, Node, Point, Role, Shape};
use crate::model::Unit;
use crate::style::Theme;

/// The least and the greatest height of a plane, px of a slide.
const HEIGHTS: (f64, f64) = (150.0, 520.0);
/// The height of a plane on a page that is as high as its content.
const FREE: f64 = 230.0;

/// A plane that marks are drawn on.
pub(crate) struct Plane<'a> {
    pub(crate) request: &'a Request<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) plot: &'a Plot,
    pub(crate) panel: &'a Panel,
    pub(crate) frame: Frame<'a>,
    /// Where marks may stand.
    pub(crate) area: Bounds,
    /// From values to y.
    pub(crate) scale: Scale,
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
    pub(crate) fn span(&self, mark: &Mark) -> (f64, f64) {
        (self.y(mark.interval.low.value), self.high_y(mark.interval.high.map(|h| h.value)))
    }
}

/// What a kind of chart puts on a plane.
pub(crate) trait Kind {
    /// The space that is needed below the plane, for labels.
    fn foot(&self, panel: &Panel, frame: &Frame<'_>, request: &Request<'_>) -> f64;
    /// The space that is needed above the plane and to the right of it, within the frame.
    fn inset(&self, plot: &Plot, frame: &Frame<'_>) -> (f64, f64);
    /// Takes the places of the marks, before any label looks for one.
    fn occupy(&self, _: &Plane<'_>, _: &mut Places) {}
    /// Draws the marks of a panel.
    fn draw(&self, plane: &Plane<'_>, places: &mut Places, page: &mut Page<'_>);
}

/// The scale of an upright axis.
fn scale(plot: &Plot, bottom: f64, top: f64) -> Scale {
    match plot.unit {
        Unit::Percent => Scale::percent_to(most(plot), bottom, top),
        Unit::Count | Unit::Rank | Unit::Year => Scale::count(most(plot), bottom, top),
    }
}

/// Draws the panels of a plot.
pub(crate) fn draw(kind: &dyn Kind, plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let fitting = ((theme.inner_width() / theme.px(220.0)) as usize).max(1);
    // Without a wish of the author's, panels stand side by side as far as they fit.
    let wanted = if request.recipe.columns > 1 { request.recipe.columns as usize } else { 3 };
    let count = plot.panels.len().min(wanted).min(fitting).max(1);
    let frames = Frame::all(theme, count);
    let rows: Vec<&[Panel]> = plot.panels.chunks(count).collect();
    let head_style = theme.bold(theme.series_size, theme.palette.foreground);
    let head = |panel: &Panel| -> Vec<String> {
        panel.head.as_deref().map(|h| wrap_balanced(theme, h, head_style, frames[0].width())).unwrap_or_default()
    };
    let (above, beside) = kind.inset(plot, &frames[0]);
    let around: Vec<(f64, f64)> = rows
        .iter()
        .map(|row| {
            let heads = row.iter().map(|p| head(p).len()).max().unwrap_or(0) as f64 * head_style.size * LINE;
            let feet = row.iter().map(|p| kind.foot(p, &frames[0], request)).fold(0.0, f64::max);
            (heads + theme.px(8.0) + above, feet)
        })
        .collect();
    let gap = theme.px(12.0);
    let taken: f64 = around.iter().map(|(a, b)| a + b).sum::<f64>() + gap * (rows.len() as f64 - 1.0);
    let height = match page.room() {
        Some(room) => (room - taken) / rows.len() as f64,
        None => theme.px(FREE),
    };
    let height = height.clamp(theme.px(HEIGHTS.0), theme.px(HEIGHTS.1));
    for (row, (top, foot)) in rows.into_iter().zip(around) {
        for (panel, frame) in row.iter().zip(&frames) {
            let mut y = page.y;
            let mut nodes = Vec::new();
            for line in head(panel) {
                y += head_style.size * LINE;
                let at = Point::new(frame.left, y - head_style.size * 0.3);
                nodes.push(Node::Text(theme.text(at, line, head_style, Anchor::Start, Role::PanelHead)));
            }
            page.group(Role::PanelHead, nodes);
            let (upper, lower) = (page.y + top, page.y + top + height);
            let left = frame.left + tick_width(plot, request) + theme.px(8.0);
            let area = Bounds { left, top: upper, right: frame.right - beside, bottom: lower };
            let plane = Plane { request, theme, plot, panel, frame: *frame, area, scale: scale(plot, lower, upper) };
            let limits = Bounds { left, top: page.y, right: frame.most(), bottom: lower };
            let mut places = Places::new(limits);
            page.group(Role::Axis, grid(&plane));
            kind.occupy(&plane, &mut places);
            page.group(Role::Reference, reference_lines(&plane, &mut places));
            kind.draw(&plane, &mut places, page);
        }
        page.y += top + height + foot + gap;
    }
    page.y -= gap;
}

fn tick_width(plot: &Plot, request: &Request<'_>) -> f64 {
    let theme = request.theme;
    let style = theme.regular(theme.tick_size, theme.palette.muted);
    let scale = scale(plot, 1.0, 0.0);
    let labels = scale.ticks().iter().map(|v| request.words().tick(*v, plot.unit));
    labels.map(|l| theme.measure(&l, style)).fold(0.0, f64::max)
}

fn grid(plane: &Plane<'_>) -> Vec<Node> {
    let theme = plane.theme;
    let style = theme.regular(theme.tick_size, theme.palette.muted);
    let mut nodes = Vec::new();
    for &value in plane.scale.ticks() {
        let y = plane.y(value);
        let (stroke, width) =
            if value == 0.0 { (theme.palette.foreground, theme.px(1.2)) } else { (theme.palette.grid, theme.px(1.0)) };
        let (from, to) = (Point::new(plane.area.left, y), Point::new(plane.area.right, y));
        nodes.push(Node::Shape(Shape::Line { from, to, stroke, width }));
        let at = Point::new(plane.area.left - theme.px(8.0), y + style.size * 0.36);
        let label = plane.request.words().tick(value, plane.plot.unit);
        nodes.push(Node::Text(theme.text(at, label, style, Anchor::End, Role::Axis)));
    }
    nodes
}

/// The reference lines, each with its label just above it at the left end, or where that is taken at the right one.
fn reference_lines(plane: &Plane<'_>, places: &mut Places) -> Vec<Node> {
    let theme = plane.theme;
    let style = theme.regular(theme.aside_size, theme.palette.foreground);
    let mut nodes = Vec::new();
    for (value, label) in references(plane.request, plane.plot.unit) {
        let y = plane.y(value);
        let (from, to) = (Point::new(plane.area.left, y), Point::new(plane.area.right, y));
        nodes.push(Node::Shape(Shape::DashedLine { from, to, stroke: theme.palette.foreground, width: theme.px(1.0) }));
        let texts = [
            (Point::new(plane.area.left + theme.px(4.0), y - theme.px(5.0)), Anchor::Start),
            (Point::new(plane.area.right, y - theme.px(5.0)), Anchor::End),
            (Point::new(plane.area.left + theme.px(4.0), y + style.size + theme.px(2.0)), Anchor::Start),
            (Point::new(plane.area.right, y + style.size + theme.px(2.0)), Anchor::End),
        ]
        .map(|(at, anchor)| theme.text(at, label.as_str(), style, anchor, Role::Reference));
        if let Some((i, _)) = places.first(texts.iter().map(crate::figure::scene::Text::bounds)) {
            nodes.extend(texts.into_iter().nth(i).map(Node::Text));
        }
    }
    nodes
}

/// The names of the series above a plane that has no room for them beside it.
pub(crate) fn legend(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    primitives::legend(plot, request.theme, page);
    page.y += request.theme.px(8.0);
}
