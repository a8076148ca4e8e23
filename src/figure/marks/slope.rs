//! Two waves of a question: where each line starts, where it ends.

use crate::check::comparability;
use crate::figure::data::{Mark, Panel, Plot, Row};
use crate::figure::layout::canvas::Frame;
use crate::figure::layout::plane::{self, Kind, Plane};
use crate::figure::layout::{Page, Places, spread};
use crate::figure::marks::waves::{HALF, date_labels, dates, joined, shapes};
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Group, Node, Point, Role, Shape};

/// The gap between a mark and its label.
const GAP: f64 = 9.0;

pub(crate) struct Slope;

/// Draws the slopes of a plot.
pub(crate) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    plane::legend(plot, request, page);
    plane::draw(&Slope, plot, request, page);
}

/// The label of a mark, with the answer when a plane has several.
fn words(row: &Row, mark: &Mark, panel: &Panel, last: bool) -> String {
    match panel.rows.len() > 1 && last {
        true => format!("{}  {}", mark.label, row.label),
        false => mark.label.clone(),
    }
}

impl Kind for Slope {
    fn foot(&self, _: &Panel, frame: &Frame<'_>, _: &Request<'_>) -> f64 {
        frame.theme.label_size * 1.6 + frame.theme.px(6.0)
    }

    fn inset(&self, _: &Plot, frame: &Frame<'_>) -> (f64, f64) {
        (frame.theme.value_size * 0.6, 0.0)
    }

    fn draw(&self, plane: &Plane<'_>, _: &mut Places, page: &mut Page<'_>) {
        let theme = plane.theme;
        let all = dates(plane.plot);
        let marks: Vec<(&Row, &Mark)> = plane.panel.rows.iter().flat_map(|r| r.marks().map(move |m| (r, m))).collect();
        let style = theme.bold(theme.value_size, theme.palette.foreground);
        let is_last = |m: &Mark| m.date == all.last().copied() && all.len() > 1;
        let widest = |last: bool| {
            let own = marks.iter().filter(|(_, m)| is_last(m) == last);
            own.map(|(r, m)| theme.measure(&words(r, m, plane.panel, last), style)).fold(0.0, f64::max)
        };
        let room = plane.area.right - plane.area.left;
        let spare = (room - widest(false) - widest(true)).max(room * 0.2);
        let inner = spare - 2.0 * theme.px(GAP + HALF);
        // Two waves need no wider a plane than it takes to see which way they lean.
        let used = inner.min(theme.px(420.0));
        let left = plane.area.left + widest(false) + theme.px(GAP + HALF) + (inner - used) / 2.0;
        let xs = [left, left + used];
        let mut axis = Vec::new();
        let tick = theme.bold(theme.series_size, theme.palette.foreground);
        for (x, label) in xs.iter().zip(date_labels(&all, plane.request)) {
            let (from, to) = (Point::new(*x, plane.area.top), Point::new(*x, plane.area.bottom));
            axis.push(Node::Shape(Shape::Line { from, to, stroke: theme.palette.rule, width: theme.px(1.2) }));
            let half = theme.measure(&label, tick) / 2.0;
            let center = x.max(plane.area.left + half).min(plane.frame.most() - half);
            let at = Point::new(center, plane.area.bottom + theme.px(9.0) + tick.size);
            axis.push(Node::Text(theme.text(at, label, tick, Anchor::Middle, Role::Axis)));
        }
        page.group(Role::Axis, axis);
        let x = |m: &Mark| xs[usize::from(is_last(m))];
        page.group(Role::Connector, joins(plane, &x));
        for last in [false, true] {
            let own: Vec<&(&Row, &Mark)> = marks.iter().filter(|(_, m)| is_last(m) == last).collect();
            let ends: Vec<f64> = own.iter().map(|(_, m)| middle(m, plane)).collect();
            let places = spread(&ends, style.size * 1.12, plane.area.top, plane.area.bottom);
            for (((row, mark), end), y) in own.into_iter().zip(ends).zip(places) {
                let mut nodes = shapes(mark, x(mark), plane);
                let (way, anchor) = if last { (1.0, Anchor::Start) } else { (-1.0, Anchor::End) };
                let from = x(mark) + way * theme.px(HALF + 1.0);
                let at = x(mark) + way * theme.px(HALF + GAP);
                if (end - y).abs() > theme.px(3.0) {
                    let stroke = theme.palette.muted;
                    nodes.push(Node::Shape(Shape::Line {
                        from: Point::new(from, end),
                        to: Point::new(at - way * 2.0, y),
                        stroke,
                        width: theme.px(0.8),
                    }));
                }
                let style = theme.bold(theme.value_size, theme.text_color(mark.color));
                let words = words(row, mark, plane.panel, last);
                nodes.push(Node::Text(theme.text(
                    Point::new(at, y + style.size * 0.36),
                    words,
                    style,
                    anchor,
                    Role::Label,
                )));
                page.push(Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes }));
            }
        }
    }
}

/// Where the label of a mark belongs: beside its point, or beside the middle of all that its wording allows.
fn middle(mark: &Mark, plane: &Plane<'_>) -> f64 {
    let (low, high) = plane.span(mark);
    f64::midpoint(low, high)
}

/// The line from each mark of the first wave to the one of its series in the second; none where wording or base change.
fn joins(plane: &Plane<'_>, x: &dyn Fn(&Mark) -> f64) -> Vec<Node> {
    let mut nodes = Vec::new();
    for row in &plane.panel.rows {
        for index in 0..plane.plot.series.len() {
            let own: Vec<&Mark> = row.marks().filter(|m| m.series == index).collect();
            let [a, b] = own.as_slice() else { continue };
            let claims = (plane.request.claim(a.claim), plane.request.claim(b.claim));
            if !comparability::may_join(plane.request.dataset, claims.0, claims.1) {
                continue;
            }
            nodes.extend(joined((a, x(a)), (b, x(b)), (b.color, 2.6), plane));
        }
    }
    nodes
}
