//! A card: a claim by itself, with its value, what it says, and the source's own words for it.

use crate::figure::data::{self, Mark, Plot, Row};
use crate::figure::layout::{Page, wrap, wrap_balanced};
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Group, Node, Point, Role, TextStyle};
use crate::style::Theme;

/// The gap between cards.
const GAP: f64 = 28.0;
/// The smallest size of a number.
const SMALLEST: f64 = 20.0;
/// The least width of a card; with less, cards stand in several rows.
const LEAST: f64 = 200.0;

/// What is drawn of a value on its card.
pub(crate) struct Picture {
    pub(crate) nodes: Vec<Node>,
    /// How much of the card it takes.
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Draws a value at a place, at most so wide.
pub(crate) type Painter<'a> = &'a dyn Fn(&Mark, Point, f64) -> Picture;

/// The least width of texts beside a picture; with less they stand below it.
const BESIDE: f64 = 240.0;

/// Draws a card a claim, side by side where they have room, with numbers as large as `largest` and room allow, beside or
/// under a picture of the value.
pub(crate) fn draw(plot: &Plot, request: &Request<'_>, page: &mut Page<'_>, (largest, paint): (f64, Painter<'_>)) {
    let theme = request.theme;
    let cards: Vec<(&Row, &Mark)> = plot.rows().flat_map(|r| r.marks().map(move |m| (r, m))).collect();
    let gap = theme.px(GAP);
    let across = columns(cards.len(), theme);
    let card_width = (theme.inner_width() - gap * (across as f64 - 1.0)) / across as f64;
    let unit = theme.bold(1.0, theme.palette.foreground);
    let widest = cards.iter().map(|(_, m)| theme.measure(&m.label, unit)).fold(0.1, f64::max);
    let size = (card_width / widest).floor().clamp(theme.px(SMALLEST), theme.px(largest));
    page.y += theme.px(20.0);
    let laid: Vec<Card> =
        cards.iter().map(|(row, mark)| lay(row, mark, (card_width, size), (plot, request), paint)).collect();
    let height = |row: &[Card]| row.iter().map(|c| c.height).fold(0.0, f64::max);
    let all: f64 = laid.chunks(across).map(|row| height(row) + gap).sum::<f64>() - gap;
    page.y += page.room().map_or(0.0, |room| ((room - all) * 0.4).clamp(0.0, theme.px(90.0)));
    let mut cards = laid.into_iter().zip(&cards).peekable();
    while cards.peek().is_some() {
        let row: Vec<(Card, &(&Row, &Mark))> = cards.by_ref().take(across).collect();
        let tallest = row.iter().map(|(c, _)| c.height).fold(0.0, f64::max);
        for (i, (card, (_, mark))) in row.into_iter().enumerate() {
            let at = Point::new(theme.margin + i as f64 * (card_width + gap), page.y);
            let mut nodes = paint(mark, at, card_width).nodes;
            nodes.extend(card.texts.into_iter().map(|(x, y, line, style, role)| {
                Node::Text(theme.text(Point::new(at.x + x, at.y + y), line, style, Anchor::Start, role))
            }));
            page.push(Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes }));
        }
        page.y += tallest + gap;
    }
    page.y -= gap;
}

/// How many cards stand side by side.
fn columns(count: usize, theme: &Theme) -> usize {
    let fitting = ((theme.inner_width() + theme.px(GAP)) / theme.px(LEAST + GAP)) as usize;
    match count {
        // Four that do not fit in one row stand two by two.
        4 if fitting == 3 => 2,
        count => count.min(fitting).max(1),
    }
}

/// A line of text on a card: its place on the card, its words, its look.
type Line = (f64, f64, String, TextStyle, Role);

/// A card that grows downwards.
struct Card {
    left: f64,
    width: f64,
    height: f64,
    texts: Vec<Line>,
}

/// Lays a card out; its picture is drawn when its place is known.
fn lay(row: &Row, mark: &Mark, (width, size): (f64, f64), of: (&Plot, &Request<'_>), paint: Painter<'_>) -> Card {
    let theme = of.1.theme;
    let picture = paint(mark, Point::new(0.0, 0.0), width);
    let mut card = Card { left: 0.0, width, height: 0.0, texts: Vec::new() };
    let free = width - picture.width - theme.px(GAP);
    if free >= theme.px(BESIDE) {
        (card.left, card.width) = (picture.width + theme.px(GAP), free);
    } else {
        card.height += picture.height;
    }
    card.fill(row, mark, size, of);
    card.height = card.height.max(picture.height);
    card
}

impl Card {
    fn fill(&mut self, row: &Row, mark: &Mark, size: f64, (plot, request): (&Plot, &Request<'_>)) {
        let theme = request.theme;
        let (ink, muted) = (theme.palette.foreground, theme.palette.muted);
        let series = &plot.series[mark.series];
        self.height += theme.px(12.0);
        let style = theme.bold(size, theme.text_color(mark.color));
        self.lines(wrap(theme, &mark.label, style, self.width), style, Role::Label);
        self.height += theme.px(8.0);
        let style = theme.bold(theme.label_size, ink);
        self.lines(wrap_balanced(theme, &row.label, style, self.width), style, Role::RowLabel);
        let claim = request.claim(mark.claim);
        let date = request.dataset.date_of(claim).map(|d| request.words().date(d));
        let about: Vec<String> =
            [Some(series.label.clone()), date].into_iter().flatten().filter(|t| !t.is_empty()).collect();
        let style = theme.regular(theme.aside_size, muted);
        self.lines(wrap(theme, &about.join(", "), style, self.width), style, Role::RowLabel);
        self.height += theme.px(4.0);
        let words = data::words_for_quote(request, claim).quoted(&shortened(&claim.as_written));
        self.lines(wrap(theme, &words, style, self.width), style, Role::RowLabel);
        for remark in request.recipe.remarks.iter().filter(|r| r.claim.value == mark.claimed.claim) {
            self.height += theme.px(6.0);
            let style = theme.regular(theme.aside_size, ink);
            let lines = wrap(theme, remark.text.get(request.locale), style, self.width);
            self.lines(lines, style, Role::Remark);
        }
    }

    fn lines(&mut self, lines: Vec<String>, style: TextStyle, role: Role) {
        let line_height = style.size * 1.27;
        for line in lines {
            self.height += line_height;
            self.texts.push((self.left, self.height - line_height * 0.24, line, style, role));
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
