//! The names of the series, each with its symbol.

use crate::figure::data::{ChartData, Series};
use crate::figure::layout::{Page, wrap_balanced};
use crate::figure::primitives::symbol;
use crate::figure::scene::{Anchor, Node, Point, Role};
use crate::style::Theme;

/// Adds the names of the series to a page; nothing when no series has a name.
pub(crate) fn draw(data: &ChartData, theme: &Theme, page: &mut Page<'_>) {
    let named: Vec<(usize, &Series)> = data.series.iter().enumerate().filter(|(_, s)| !s.label.is_empty()).collect();
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
