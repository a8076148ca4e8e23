//! Cards: each claim by itself, with its value, what it says, and the source's own words for it.

use crate::figure::data::{self, ChartData, Mark, Row};
use crate::figure::layout::{Baseline, Page, Placement, TextBlock};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Group, Node, Point, Role};
use crate::model::Claim;
use crate::style::{TextStyle, Theme};

/// The gap between cards.
const GAP: f64 = 28.0;
/// The smallest size of a number.
const SMALLEST: f64 = 20.0;
/// The least width of a card; with less, cards stand in several rows.
const LEAST: f64 = 200.0;
/// The least width of texts beside a picture; with less they stand below it.
const BESIDE: f64 = 240.0;

/// What is drawn of a value on its card.
pub(crate) struct Picture {
    pub(crate) nodes: Vec<Node>,
    /// How much of the card it takes.
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A kind of chart that shows each claim on a card.
pub(crate) trait CardChart {
    /// The largest size of a number, px of a slide.
    const LARGEST: f64;
    /// The picture of a value with its upper left corner at `at`, at most `width` px wide.
    fn picture(&self, mark: &Mark, at: Point, width: f64, theme: &Theme) -> Picture;
}

/// Draws one card per claim, side by side where they have room, with the texts beside or under the picture of the value.
pub(crate) fn draw<K: CardChart>(kind: &K, data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    let theme = request.theme;
    let marks: Vec<(&Row, &Mark)> = data.rows().flat_map(|r| r.marks().map(move |m| (r, m))).collect();
    let gap = theme.px(GAP);
    let across = columns(marks.len(), theme);
    let width = (theme.inner_width() - gap * (across as f64 - 1.0)) / across as f64;
    let unit = theme.bold(1.0, theme.palette.foreground);
    let widest = marks.iter().map(|(_, m)| theme.measure(&m.label, unit)).fold(0.1, f64::max);
    let size = (width / widest).floor().clamp(theme.px(SMALLEST), theme.px(K::LARGEST));
    let sheet = Sheet { data, request, width, size };
    page.y += theme.px(20.0);
    let cards: Vec<Card<'_>> = marks.iter().map(|(row, mark)| sheet.card(kind, row, mark)).collect();
    let height = |row: &[Card<'_>]| row.iter().map(|c| c.height).fold(0.0, f64::max);
    let all: f64 = cards.chunks(across).map(|row| height(row) + gap).sum::<f64>() - gap;
    page.y += page.room().map_or(0.0, |room| ((room - all) * 0.4).clamp(0.0, theme.px(90.0)));
    for row in cards.chunks(across) {
        for (i, card) in row.iter().enumerate() {
            let at = Point::new(theme.margin + i as f64 * (width + gap), page.y);
            let mut nodes = kind.picture(card.mark, at, width, theme).nodes;
            nodes.extend(card.texts.iter().flat_map(|text| text.nodes(at, theme)));
            let claimed = Some(card.mark.claimed.clone());
            page.push(Node::Group(Group { role: Role::Mark, claimed, nodes }));
        }
        page.y += height(row) + gap;
    }
    page.y -= gap;
}

/// How many cards stand side by side; at least one.
fn columns(count: usize, theme: &Theme) -> usize {
    let fitting = ((theme.inner_width() + theme.px(GAP)) / theme.px(LEAST + GAP)) as usize;
    match count {
        // Four that do not fit in one row stand two by two.
        4 if fitting == 3 => 2,
        count => count.min(fitting).max(1),
    }
}

/// What all cards of a chart have in common.
struct Sheet<'a> {
    data: &'a ChartData,
    request: &'a FigureRequest<'a>,
    /// The width of a card.
    width: f64,
    /// The font size of the numbers.
    size: f64,
}

/// A text at a place on its card.
struct CardText {
    block: TextBlock,
    left: f64,
    /// The baseline of its first line, from the upper edge of the card.
    first: f64,
    role: Role,
}

impl CardText {
    /// Its lines, on a card with its upper left corner at `at`.
    fn nodes(&self, at: Point, theme: &Theme) -> Vec<Node> {
        let placement = Placement::start(at.x + self.left, Baseline::First(at.y + self.first));
        self.block.nodes(theme, placement, self.role)
    }
}

/// A card that grows downwards.
struct Card<'m> {
    mark: &'m Mark,
    left: f64,
    width: f64,
    height: f64,
    texts: Vec<CardText>,
}

impl Sheet<'_> {
    /// Lays a card out; its picture is drawn when its place is known.
    fn card<'m, K: CardChart>(&self, kind: &K, row: &Row, mark: &'m Mark) -> Card<'m> {
        let theme = self.request.theme;
        let picture = kind.picture(mark, Point::new(0.0, 0.0), self.width, theme);
        let mut card = Card { mark, left: 0.0, width: self.width, height: 0.0, texts: Vec::new() };
        let free = self.width - picture.width - theme.px(GAP);
        if free >= theme.px(BESIDE) {
            (card.left, card.width) = (picture.width + theme.px(GAP), free);
        } else {
            card.height += picture.height;
        }
        self.fill(&mut card, row);
        card.height = card.height.max(picture.height);
        card
    }

    /// What the number of a claim is, of a mean or an index; nothing where the subtitle says it of all cards.
    fn scale(&self, claim: &Claim) -> Option<String> {
        let same = self.request.claims().iter().all(|c| (c.unit, c.scale) == (claim.unit, claim.scale));
        self.request.words().on_scale(claim.unit, claim.scale, [None, None]).filter(|_| !same)
    }

    fn fill(&self, card: &mut Card<'_>, row: &Row) {
        let (request, theme, mark) = (self.request, self.request.theme, card.mark);
        let (foreground, muted) = (theme.palette.foreground, theme.palette.muted);
        let claim = request.claim(mark.index);
        card.height += theme.px(12.0);
        let style = theme.bold(self.size, theme.text_color(mark.color));
        card.add(TextBlock::wrapped(theme, &mark.label, style, card.width), Role::Label);
        card.height += theme.px(8.0);
        let style = theme.bold(theme.label_size, foreground);
        card.add(TextBlock::balanced(theme, &row.label, style, card.width), Role::RowLabel);
        let scale = self.scale(claim).unwrap_or_default();
        let about = [scale.as_str(), self.data.series[mark.series].label.as_str(), &mark.date_words];
        let about = about.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        let style = theme.regular(theme.aside_size, muted);
        card.add(TextBlock::wrapped(theme, &about, style, card.width), Role::RowLabel);
        card.height += theme.px(4.0);
        let words = data::words_for_quote(request, claim).quoted(&shortened(&claim.as_written));
        card.add(TextBlock::wrapped(theme, &words, style, card.width), Role::RowLabel);
        for remark in request.recipe.remarks.iter().filter(|r| r.claim.value == mark.claim()) {
            card.height += theme.px(6.0);
            let style = TextStyle { color: foreground, ..style };
            let text = remark.text.get(request.locale);
            card.add(TextBlock::wrapped(theme, text, style, card.width), Role::Remark);
        }
    }
}

impl Card<'_> {
    /// Adds a text below the others.
    fn add(&mut self, block: TextBlock, role: Role) {
        let first = block.baseline_under(self.height);
        self.height += block.height();
        self.texts.push(CardText { block, left: self.left, first, role });
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
