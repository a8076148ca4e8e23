//! A deck as PDF: one page a slide, for conference systems.

use std::sync::Arc;

use crate::figure::Figure;
use crate::figure::layout::wrap_balanced;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Scene, Shape, Span, TextStyle};
use crate::project::recipe::Aspect;
use crate::publish::deck::{Deck, DeckError, FOOT, HEADS, Paragraph, Slide, finding_size, margin, space};
use crate::publish::words_size::{WORDS_EDGE, words_size};
use crate::render;
use crate::style::{Color, Theme};

/// The references on one page.
const REFERENCES: usize = 9;

/// A PDF file: first page, sections, one figure a page with its finding above it, references.
///
/// # Errors
/// When a font cannot be embedded.
pub fn pdf(deck: &Deck) -> Result<Vec<u8>, DeckError> {
    let scenes = scenes(deck);
    render::pdf_pages(&scenes.iter().collect::<Vec<_>>(), &deck.title).map_err(|e| DeckError::new(e.to_string()))
}

/// The slides as scenes of one width.
fn scenes(deck: &Deck) -> Vec<Scene> {
    let mut theme = deck.theme.clone();
    // Texts of a deck may need the fonts that its figures need.
    if let Some(figure) = deck.figures().next() {
        theme.fonts = figure.scene.fonts.clone();
    }
    let sheet = Sheet { deck, theme: &theme };
    let mut scenes = vec![sheet.title()];
    for slide in &deck.slides {
        scenes.push(match slide {
            Slide::Section(title) => sheet.section(title),
            Slide::Figure { figure, title, .. } => sheet.figure(&figure.scene, title),
            Slide::Pair { title, figures, .. } => sheet.pair(figures, title),
            Slide::Words { title, body } => sheet.words(title, body),
        });
    }
    let each = deck.references.len().div_ceil(deck.references.len().div_ceil(REFERENCES).max(1)).max(1);
    scenes.extend(deck.references.chunks(each).map(|chunk| sheet.references(chunk)));
    for (at, scene) in scenes.iter_mut().enumerate().skip(1) {
        let ink = match deck.slides.get(at - 1) {
            Some(Slide::Section(_)) => theme.text_on(theme.palette.series[0]),
            Some(Slide::Figure { .. } | Slide::Pair { .. } | Slide::Words { .. }) | None => theme.palette.muted,
        };
        if !matches!(deck.slides.get(at - 1), Some(Slide::Section(_))) {
            scene.nodes.extend(sheet.foot());
        }
        scene.nodes.push(sheet.number(at + 1, ink));
    }
    scenes
}

struct Sheet<'a> {
    deck: &'a Deck,
    theme: &'a Theme,
}

impl Sheet<'_> {
    fn height(&self) -> f64 {
        self.theme.height.unwrap_or(540.0)
    }

    fn scene(&self, title: &str, alt: &str, nodes: Vec<Node>) -> Scene {
        let bounds = Bounds { left: 0.0, top: 0.0, right: self.theme.width, bottom: self.height() };
        let ground = Node::Shape(Shape::Rect { bounds, fill: self.theme.palette.background });
        let mut all = vec![Node::Group(Group { role: Role::Background, claimed: None, nodes: vec![ground] })];
        all.extend(nodes);
        Scene {
            id: "slide".to_owned(),
            lang: self.deck.locale.tag(),
            width: self.theme.width,
            height: self.height(),
            fonts: self.theme.fonts.clone(),
            title: title.to_owned(),
            alt: alt.to_owned(),
            claims: Vec::new(),
            description: alt.to_owned(),
            metadata: "{}".to_owned(),
            nodes: all,
        }
    }

    /// The number of a page, in its lower right corner.
    fn number(&self, number: usize, ink: Color) -> Node {
        let theme = self.theme;
        let at = Point::new(theme.width - theme.margin * 0.6, self.height() - 10.0);
        let style = theme.regular(11.0 * self.points(), ink);
        Node::Text(theme.text(at, number.to_string(), style, Anchor::End, Role::Code))
    }

    /// The px of a point of the slide: that of 16:9 is 960 points wide, that of 4:3 720.
    fn points(&self) -> f64 {
        match self.deck.aspect {
            Aspect::Wide => 1.0,
            Aspect::Standard => 4.0 / 3.0,
        }
    }

    /// Footer and date, on the line of the number.
    fn foot(&self) -> Vec<Node> {
        let theme = self.theme;
        let style = theme.regular(11.0 * self.points(), theme.palette.muted);
        let y = self.height() - 10.0;
        let text = |x: f64, text: &str, anchor| {
            (!text.is_empty()).then(|| Node::Text(theme.text(Point::new(x, y), text, style, anchor, Role::Code)))
        };
        let date = text(theme.width - theme.margin * 2.0, &self.deck.date, Anchor::End);
        text(theme.margin, &self.deck.footer, Anchor::Start).into_iter().chain(date).collect()
    }

    /// Lines from a baseline downwards, and the y below them.
    fn lines(&self, text: &str, style: TextStyle, y: f64, role: Role) -> (Node, f64) {
        let column = Span::new(self.theme.margin, self.theme.width - self.theme.margin);
        self.lines_in(text, style, y, (column, role))
    }

    /// The same in a column.
    fn lines_in(&self, text: &str, style: TextStyle, y: f64, (column, role): (Span, Role)) -> (Node, f64) {
        let theme = self.theme;
        let line_height = style.size * 1.25;
        let lines = wrap_balanced(theme, text, style, column.length());
        let place = |(i, line): (usize, &String)| {
            Node::Text(theme.text(
                Point::new(column.start, y + i as f64 * line_height),
                line.as_str(),
                style,
                Anchor::Start,
                role,
            ))
        };
        let nodes = lines.iter().enumerate().map(place).collect();
        (Node::Group(Group { role, claimed: None, nodes }), y + lines.len() as f64 * line_height)
    }

    fn title(&self) -> Scene {
        let (theme, deck) = (self.theme, self.deck);
        let (title, y) =
            self.lines(&deck.title, theme.bold(38.0, theme.palette.foreground), self.height() * 0.42, Role::Title);
        let muted = theme.regular(20.0, theme.palette.muted);
        let (subtitle, below) = self.lines(&deck.subtitle, muted, y + 22.0, Role::Subtitle);
        let (date, _) = self.lines(&deck.date, muted, below.max(y + 22.0), Role::Subtitle);
        let bar = Bounds { left: theme.margin, top: y - 22.0, right: theme.margin + 96.0, bottom: y - 17.5 };
        let bar = Node::Shape(Shape::Rect { bounds: bar, fill: theme.palette.series[0] });
        self.scene(&deck.title, &deck.subtitle, vec![title, bar, subtitle, date])
    }

    fn section(&self, title: &str) -> Scene {
        let theme = self.theme;
        let bounds = Bounds { left: 0.0, top: 0.0, right: theme.width, bottom: self.height() };
        let ground = Node::Shape(Shape::Rect { bounds, fill: theme.palette.series[0] });
        let ink = theme.text_on(theme.palette.series[0]);
        let (node, _) = self.lines(title, theme.bold(34.0, ink), self.height() * 0.5, Role::Title);
        self.scene(title, "", vec![ground, node])
    }

    fn references(&self, chunk: &[String]) -> Scene {
        let theme = self.theme;
        let head = self.deck.words().references;
        let (node, mut y) = self.lines(head, theme.bold(26.0, theme.palette.foreground), 52.0, Role::Title);
        let mut nodes = vec![node];
        y += 8.0;
        for reference in chunk {
            let (node, below) =
                self.lines(reference, theme.regular(13.0 * self.points(), theme.palette.foreground), y, Role::Source);
            nodes.push(node);
            y = below + 8.0;
        }
        self.scene(head, "", nodes)
    }

    /// The title of a slide, and the y below it.
    fn head(&self, title: &str) -> (Node, f64) {
        let theme = self.theme;
        let mut style = theme.bold(26.0, theme.palette.foreground);
        // A title has two lines; a longer one is set smaller.
        while style.size > 14.0 && wrap_balanced(theme, title, style, theme.inner_width()).len() > 2 {
            style.size -= 1.0;
        }
        let (head, y) = self.lines(title, style, 18.0 + style.size, Role::Title);
        (head, y - style.size)
    }

    /// The height of the line at the foot.
    fn foot_height(&self) -> f64 {
        if self.deck.has_foot() { FOOT } else { 0.0 }
    }

    /// Words below their title, as large as there is room.
    fn words(&self, title: &str, body: &[Paragraph]) -> Scene {
        let theme = self.theme;
        let (head, top) = self.head(title);
        let (left, right) = (theme.margin, theme.width - theme.margin);
        let scale = self.points();
        let top = top.max(84.0 * scale);
        let room = ((right - left) / scale, (self.height() - top) / scale - WORDS_EDGE);
        let size = words_size(body, theme, room) * scale;
        let style = theme.regular(size, theme.palette.foreground);
        let mut nodes = vec![head];
        let mut y = top + size * 1.4;
        for paragraph in body {
            let (mark, indent) = match paragraph {
                Paragraph::Plain(_) => (None, 0.0),
                Paragraph::Bullet(_) => (Some("\u{2022}".to_owned()), size * 1.4),
                Paragraph::Numbered(number, _) => (Some(format!("{number}.")), size * 1.4),
            };
            let accent = theme.regular(size, theme.text_color(theme.palette.series[0]));
            nodes.extend(
                mark.map(|mark| {
                    Node::Text(theme.text(Point::new(left, y), mark, accent, Anchor::Start, Role::Subtitle))
                }),
            );
            let (node, below) =
                self.lines_in(paragraph.words(), style, y, (Span::new(left + indent, right), Role::Subtitle));
            nodes.push(node);
            y = below + size * 0.3;
        }
        let alt: Vec<&str> = body.iter().map(Paragraph::words).collect();
        self.scene(title, &alt.join(" "), nodes)
    }

    /// Two figures side by side, each below its finding.
    fn pair(&self, figures: &[Arc<Figure>; 2], title: &str) -> Scene {
        let theme = self.theme;
        let (head, y) = self.head(title);
        let foot = self.foot_height();
        let top = y.max(self.height() - space(self.deck.aspect)) + HEADS;
        let room = self.height() - top - foot;
        let mut nodes = vec![head];
        for (side, figure) in figures.iter().enumerate() {
            let across = (theme.width / 2.0 - theme.margin) / (figure.scene.width - margin(figure));
            let scale = across.min(room / figure.scene.height);
            let (wide, margin) = (figure.scene.width * scale, margin(figure) * scale);
            let left = if side == 0 { theme.margin - margin } else { theme.width - theme.margin + margin - wide };
            let column = Span::new(left + margin, left + wide - margin);
            let ink = theme.palette.foreground;
            let lines =
                |size: f64| wrap_balanced(theme, &figure.title, theme.bold(size, ink), column.length()).len() as f64;
            let size = finding_size(&lines);
            let style = theme.bold(size, ink);
            let (finding, _) = self.lines_in(&figure.title, style, top - HEADS + size, (column, Role::Title));
            nodes.push(finding);
            nodes.extend(figure.scene.nodes.iter().map(|n| n.moved(scale, Point::new(left, top))));
        }
        let alts: Vec<&str> = figures.iter().map(|f| f.alt.as_str()).collect();
        let mut scene = self.scene(title, &alts.join(" "), nodes);
        scene.claims = figures.iter().flat_map(|f| f.scene.claims.clone()).collect();
        let metadata: Vec<&str> = figures.iter().map(|f| f.scene.metadata.as_str()).collect();
        scene.metadata = format!("[{}]", metadata.join(","));
        scene
    }

    /// A figure below its title, as large as there is room.
    fn figure(&self, figure: &Scene, title: &str) -> Scene {
        let theme = self.theme;
        let (head, y) = self.head(title);
        let top = y.max(self.height() - space(self.deck.aspect));
        let room = self.height() - top - self.foot_height();
        let scale = (theme.width / figure.width).min(room / figure.height);
        let left = (theme.width - figure.width * scale) / 2.0;
        let mut nodes = vec![head];
        nodes.extend(figure.nodes.iter().map(|n| n.moved(scale, Point::new(left, top))));
        let mut scene = self.scene(title, &figure.alt, nodes);
        scene.claims = figure.claims.clone();
        scene.metadata = figure.metadata.clone();
        scene
    }
}
