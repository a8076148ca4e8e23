//! One to four numbers, each on a card: the value as worded, what it says, and the source's own words for it.

use super::Request;
use super::series::{self, Cell, Mark, Plot, Row};
use crate::layout::{Page, text, width, wrap, wrap_balanced};
use crate::scene::{Anchor, Group, Node, Role, Shape, TextStyle};

/// The gap between cards.
const GAP: f64 = 28.0;
/// The largest and the smallest size of a number.
const SIZES: (f64, f64) = (52.0, 20.0);

/// Draws the cards side by side.
pub(super) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let cards: Vec<(&Row, &Mark)> =
        plot.rows().flat_map(|r| r.cells.iter().filter_map(move |c| Some((r, mark(c)?)))).collect();
    let count = cards.len().max(1) as f64;
    let card_width = (theme.inner_width() - GAP * (count - 1.0)) / count;
    let size = size(cards.iter().map(|(_, m)| m.label.as_str()), card_width, request);
    let top = page.y + 26.0;
    let mut bottom = top;
    for (i, (row, mark)) in cards.iter().enumerate() {
        let left = theme.margin + i as f64 * (card_width + GAP);
        let mut card = Card { left, width: card_width, y: top, nodes: Vec::new() };
        card.fill(row, mark, size, (plot, request));
        bottom = bottom.max(card.y);
        let claimed = Some(mark.claimed.clone());
        page.push(Node::Group(Group { role: Role::Mark, claimed, nodes: card.nodes }));
    }
    page.y = bottom;
}

fn mark(cell: &Cell) -> Option<&Mark> {
    match cell {
        Cell::Mark(mark) => Some(mark),
        Cell::NotReported { .. } => None,
    }
}

/// The size in which every number fits on its card.
fn size<'a>(labels: impl Iterator<Item = &'a str>, card_width: f64, request: &Request<'_>) -> f64 {
    let style = request.theme.bold(1.0, request.theme.ink);
    let widest = labels.map(|l| width(l, style.size, style.weight)).fold(0.1, f64::max);
    (card_width / widest).floor().clamp(SIZES.1, SIZES.0)
}

/// A card that grows downwards.
struct Card {
    left: f64,
    width: f64,
    y: f64,
    nodes: Vec<Node>,
}

impl Card {
    fn fill(&mut self, row: &Row, mark: &Mark, size: f64, (plot, request): (&Plot, &Request<'_>)) {
        let theme = request.theme;
        let series = &plot.series[mark.series];
        let (from, to) = ((self.left, self.y), (self.left + self.width, self.y));
        self.nodes.push(Node::Shape(Shape::Line { from, to, stroke: series.color, width: 4.0 }));
        self.y += 14.0;
        let lines = wrap(&mark.label, size, theme.bold(size, theme.ink).weight, self.width);
        self.lines(lines, theme.bold(size, theme.text_color(series.color)), Role::Label);
        self.y += 8.0;
        let style = theme.bold(theme.label_size, theme.ink);
        self.lines(wrap_balanced(&row.label, style.size, style.weight, self.width), style, Role::RowLabel);
        let claim = request.claim(mark.claim);
        let date = series::date(request, claim).map(|d| request.words().date(d));
        let about: Vec<String> =
            [Some(series.label.clone()), date].into_iter().flatten().filter(|t| !t.is_empty()).collect();
        let style = theme.regular(13.0, theme.muted);
        self.lines(wrap(&about.join(", "), style.size, style.weight, self.width), style, Role::RowLabel);
        self.y += 4.0;
        let words = series::words_for_quote(request).quoted(&shortened(&claim.as_written));
        self.lines(wrap(&words, style.size, style.weight, self.width), style, Role::RowLabel);
    }

    fn lines(&mut self, lines: Vec<String>, style: TextStyle, role: Role) {
        let line_height = style.size * 1.27;
        for line in lines {
            self.y += line_height;
            let at = (self.left, self.y - line_height * 0.24);
            self.nodes.push(Node::Text(text(at, line, style, Anchor::Start, role)));
        }
    }
}

/// The source's words, cut at a word when they are long; the whole quote stands in the mark's title.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 90;
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ' ']))
}
