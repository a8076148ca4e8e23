//! A card: a claim by itself, with its value, what it says, and the source's own words for it.

use super::Request;
use super::series::{self, Cell, Mark, Plot, Row};
use crate::layout::{Page, text, width, wrap, wrap_balanced};
use crate::scene::{Anchor, Group, Node, Role, TextStyle};

/// The gap between cards.
const GAP: f64 = 28.0;
/// The smallest size of a number.
const SMALLEST: f64 = 20.0;

/// What is drawn of a value on its card.
pub(super) struct Picture {
    pub(super) nodes: Vec<Node>,
    /// How much of the card it takes.
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Draws a value at a place, at most so wide.
pub(super) type Painter<'a> = &'a dyn Fn(&Mark, (f64, f64), f64) -> Picture;

/// The least width of texts beside a picture; with less they stand below it.
const BESIDE: f64 = 240.0;

/// Draws a card a claim, side by side, with numbers as large as `largest` and room allow, beside or under a picture of the value.
pub(super) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>, (largest, paint): (f64, Painter<'_>)) {
    let theme = request.theme;
    let cards: Vec<(&Row, &Mark)> =
        plot.rows().flat_map(|r| r.cells.iter().filter_map(move |c| Some((r, mark(c)?)))).collect();
    let count = cards.len().max(1) as f64;
    let card_width = (theme.inner_width() - GAP * (count - 1.0)) / count;
    let style = theme.bold(1.0, theme.ink);
    let widest = cards.iter().map(|(_, m)| width(&m.label, style.size, style.weight)).fold(0.1, f64::max);
    let size = (card_width / widest).floor().clamp(SMALLEST, largest);
    let top = page.y + 26.0;
    let mut bottom = top;
    for (i, (row, mark)) in cards.iter().enumerate() {
        let left = theme.margin + i as f64 * (card_width + GAP);
        let mut card = Card { left, width: card_width, y: top, nodes: Vec::new() };
        let picture = paint(mark, (left, top), card_width);
        card.nodes.extend(picture.nodes);
        let free = card_width - picture.width - GAP;
        if free >= BESIDE {
            (card.left, card.width) = (left + picture.width + GAP, free);
        } else {
            card.y += picture.height;
        }
        card.fill(row, mark, size, (plot, request));
        bottom = bottom.max(card.y).max(top + picture.height);
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
        self.y += 14.0;
        let lines = wrap(&mark.label, size, theme.bold(size, theme.ink).weight, self.width);
        self.lines(lines, theme.bold(size, theme.text_color(series.color)), Role::Label);
        self.y += 8.0;
        let style = theme.bold(theme.label_size, theme.ink);
        self.lines(wrap_balanced(&row.label, style.size, style.weight, self.width), style, Role::RowLabel);
        let claim = request.claim(mark.claim);
        let date = request.dataset.date_of(claim).map(|d| request.words().date(d));
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
