//! A deck as PDF: one page a slide, for conference systems.

use crate::figure::layout::wrap_balanced;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Scene, Shape, TextStyle};
use crate::publish::deck::{Deck, DeckError, Slide};
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
        });
    }
    let each = deck.references.len().div_ceil(deck.references.len().div_ceil(REFERENCES).max(1)).max(1);
    scenes.extend(deck.references.chunks(each).map(|chunk| sheet.references(chunk)));
    for (at, scene) in scenes.iter_mut().enumerate().skip(1) {
        let ink = match deck.slides.get(at - 1) {
            Some(Slide::Section(_)) => theme.text_on(theme.palette.series[0]),
            Some(Slide::Figure { .. }) | None => theme.palette.muted,
        };
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
        let style = theme.regular(11.0, ink);
        Node::Text(theme.text(at, number.to_string(), style, Anchor::End, Role::Code))
    }

    /// Lines from a baseline downwards, and the y below them.
    fn lines(&self, text: &str, style: TextStyle, y: f64, role: Role) -> (Node, f64) {
        let theme = self.theme;
        let line_height = style.size * 1.25;
        let lines = wrap_balanced(theme, text, style, theme.inner_width());
        let place = |(i, line): (usize, &String)| {
            Node::Text(theme.text(
                Point::new(theme.margin, y + i as f64 * line_height),
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
        let (subtitle, _) =
            self.lines(&deck.subtitle, theme.regular(20.0, theme.palette.muted), y + 22.0, Role::Subtitle);
        let bar = Bounds { left: theme.margin, top: y - 22.0, right: theme.margin + 96.0, bottom: y - 17.5 };
        let bar = Node::Shape(Shape::Rect { bounds: bar, fill: theme.palette.series[0] });
        self.scene(&deck.title, &deck.subtitle, vec![title, bar, subtitle])
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
            let (node, below) = self.lines(reference, theme.regular(13.0, theme.palette.foreground), y, Role::Source);
            nodes.push(node);
            y = below + 8.0;
        }
        self.scene(head, "", nodes)
    }

    /// A figure below its title, as large as there is room.
    fn figure(&self, figure: &Scene, title: &str) -> Scene {
        let theme = self.theme;
        let mut style = theme.bold(26.0, theme.palette.foreground);
        // A title has two lines; a longer one is set smaller.
        while style.size > 14.0 && wrap_balanced(theme, title, style, theme.inner_width()).len() > 2 {
            style.size -= 1.0;
        }
        let (head, y) = self.lines(title, style, 18.0 + style.size, Role::Title);
        let top = (y - style.size).max(self.height() - crate::publish::deck::space(self.deck.aspect));
        let room = self.height() - top;
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
