//! The names of the series, each with its symbol.

use crate::figure::data::{ChartData, Series};
use crate::figure::layout::{Page, wrap_balanced};
use crate::figure::primitives::symbol;
use crate::figure::scene::{Anchor, Node, Point, Role};
use crate::model::Polarity;
use crate::project::recipe::Demand;
use crate::style::Theme;

/// Adds the names of the series to a page; nothing when no series has a name.
pub(crate) fn draw(data: &ChartData, theme: &Theme, page: &mut Page<'_>) {
    let named = in_order(data);
    if named.is_empty() {
        return;
    }
    let line = theme.series_size * 1.5;
    page.y += line;
    let mut pen = Pen { theme, x: theme.margin, y: page.y, line, nodes: Vec::new() };
    for (index, series) in named {
        pen.write(index, series);
    }
    page.y = pen.y;
    page.group(Role::Legend, pen.nodes);
    page.y += theme.px(6.0);
}

/// The series that have names, in the order in which their marks stand: as listed, and to both sides of zero from left to right,
/// the answers against from the strongest, those for from the weakest, then the neutral ones apart.
fn in_order(data: &ChartData) -> Vec<(usize, &Series)> {
    let mut named: Vec<(usize, &Series)> =
        data.series.iter().enumerate().filter(|(_, s)| !s.label.is_empty()).collect();
    if data.kind.traits().demand == Demand::Direction {
        named.sort_by_key(|(index, _)| {
            let rank = data.series.len() - index;
            match data.marks().find(|m| m.series == *index).map(|m| m.polarity) {
                Some(Polarity::Negative) => (0, rank),
                Some(Polarity::Positive) => (1, rank),
                Some(Polarity::Neutral | Polarity::Factual) | None => (2, *index),
            }
        });
    }
    named
}

/// Writes names from left to right, line by line.
struct Pen<'a> {
    theme: &'a Theme,
    x: f64,
    y: f64,
    /// The height of a line.
    line: f64,
    nodes: Vec<Node>,
}

impl Pen<'_> {
    fn write(&mut self, index: usize, series: &Series) {
        let theme = self.theme;
        let style = theme.bold(theme.series_size, theme.text_color(series.color));
        let indent = style.size * 1.25;
        let lines = wrap_balanced(theme, &series.label, style, theme.inner_width() - indent);
        for (i, words) in lines.into_iter().enumerate() {
            let needed = indent + theme.measure(&words, style);
            if i > 0 || (self.x > theme.margin && self.x + needed > theme.width - theme.margin) {
                self.x = theme.margin;
                self.y += self.line;
            }
            if i == 0 {
                let center = Point::new(self.x + style.size * 0.42, self.y - theme.half_capital(style));
                self.nodes.push(symbol(center, style.size * 0.42, series.color, index, theme));
            }
            let at = Point::new(self.x + indent, self.y);
            self.nodes.push(Node::Text(theme.text(at, words, style, Anchor::Start, Role::Legend)));
            self.x += needed + style.size * 1.5;
        }
    }
}
