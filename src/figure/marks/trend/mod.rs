//! Waves of a question over time: points with what their wording and chance allow, joined only where wording and base
//! agree, with a visible break where they do not.

pub(super) mod labels;
pub(super) mod lines;
pub(super) mod time;

use crate::figure::data::{ChartData, Mark, Panel};
use crate::figure::layout::{Axis, Page, Places};
use crate::figure::marks::trend::labels::{Labeller, Rank};
use crate::figure::marks::trend::lines::{are_named_at_ends, lines, names, names_width};
use crate::figure::marks::trend::time::Times;
use crate::figure::marks::waves::shapes;
use crate::figure::panels::frame::Frame;
use crate::figure::panels::plane::{self, Inset, Plane, PlaneChart};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Group, Node, Role};

struct Trend;

/// Draws the trends of a chart.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    if !are_named_at_ends(&plane::frames(data, request)[0], data) {
        plane::legend(data, request.theme, page);
    }
    plane::draw(&Trend, data, request, page);
}

impl PlaneChart for Trend {
    fn foot(&self, _: &Panel, frame: &Frame<'_>) -> f64 {
        frame.theme.tick_size * 1.7
    }

    fn inset(&self, data: &ChartData, frame: &Frame<'_>) -> Inset {
        let theme = frame.theme;
        Inset { above: theme.series_size, beside: names_width(data, frame).max(theme.px(16.0)) }
    }

    fn occupy(&self, plane: &Plane<'_>, places: &mut Places) {
        let times = Times::new(plane);
        for row in &plane.panel.rows {
            row.marks().for_each(|mark| places.take(times.extent(mark, plane)));
        }
        lines(plane.data, plane.panel).iter().for_each(|line| line.cross(plane, &times, places));
    }

    fn across(&self, plane: &Plane<'_>) -> Axis {
        Times::new(plane).into_axis()
    }

    fn draw(&self, plane: &Plane<'_>, places: &mut Places, page: &mut Page<'_>) {
        let lines = lines(plane.data, plane.panel);
        let times = Times::new(plane);
        page.group(Role::Axis, times.ticks(plane));
        for line in &lines {
            page.group(Role::Connector, line.joins(plane, &times));
        }
        if are_named_at_ends(&plane.frame, plane.data) {
            page.group(Role::SeriesLabel, names(&lines, plane, &times, places));
        }
        // First and last points get their labels first; they are what a reader looks for.
        let mut order: Vec<(Rank, &Mark)> = Vec::new();
        for line in &lines {
            let last = line.marks.len().saturating_sub(1);
            let rank = |i: usize| if i > 0 && i < last { Rank::Inner } else { Rank::End };
            order.extend(line.marks.iter().enumerate().map(|(i, m)| (rank(i), *m)));
        }
        order.sort_by_key(|(rank, _)| *rank);
        let mut labeller = Labeller { plane, times: &times, places };
        for (rank, mark) in order {
            let mut nodes = shapes(times.wave(mark), plane);
            let label = labeller.label(mark, rank);
            nodes.extend(labeller.remarks(mark, label.as_ref()));
            nodes.extend(label.map(Node::Text));
            page.push(Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes }));
        }
    }
}
