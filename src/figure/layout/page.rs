//! The page round a chart: title and subtitle above it, note, source and code below it.

use crate::figure::layout::text_block::BELOW_BASELINE;
use crate::figure::layout::{Baseline, PanelArea, Placement, TextBlock};
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, TextStyle};
use crate::style::Theme;

/// A page that is filled downwards, with its footer at the lower edge.
#[derive(Debug)]
pub struct Page<'t> {
    theme: &'t Theme,
    /// How far the page is filled.
    pub y: f64,
    nodes: Vec<Node>,
    panels: Vec<PanelArea>,
    left_out: Vec<String>,
    footer: Laid,
}

/// A page that is done.
#[derive(Debug)]
pub struct Filled {
    /// Everything on it, in the order of drawing.
    pub nodes: Vec<Node>,
    /// The panels on it, in the order of drawing.
    pub panels: Vec<PanelArea>,
    /// The texts that found no place on it.
    pub left_out: Vec<String>,
    /// Its height: that of the size, or more when the content is higher.
    pub height: f64,
}

/// The texts below a chart.
#[derive(Debug)]
pub struct Footer<'a> {
    /// The note, with its head.
    pub note: Option<&'a str>,
    /// The source line, with its head.
    pub source: &'a str,
    /// Figure id and data code.
    pub code: &'a str,
}

/// A footer in lines.
#[derive(Clone, Debug)]
struct Laid {
    note: TextBlock,
    source: TextBlock,
    code: String,
    /// Whether the code needs a line of its own.
    apart: bool,
    code_style: TextStyle,
    line: f64,
    height: f64,
}

impl Laid {
    fn new(theme: &Theme, footer: &Footer<'_>) -> Self {
        let style = theme.regular(theme.note_size, theme.palette.muted);
        let code_style = theme.regular(theme.code_size, theme.palette.muted);
        let inner = theme.inner_width();
        let line = theme.note_size * 1.45;
        let block = |text: &str| TextBlock::paragraph(theme, text, style, inner).with_line_height(line);
        let (note, source) = (block(footer.note.unwrap_or_default()), block(footer.source));
        let last = source.lines().last().map_or(0.0, |l| theme.measure(l, style));
        let apart = last + theme.px(24.0) + theme.measure(footer.code, code_style) > inner;
        let count = (note.len() + source.len() + usize::from(apart)) as f64;
        let gap = if note.is_empty() { 0.0 } else { line * 0.3 };
        let height = theme.px(8.0) + count * line + gap + theme.margin_bottom;
        Self { note, source, code: footer.code.to_owned(), apart, code_style, line, height }
    }
}

impl<'t> Page<'t> {
    /// A page with its title and subtitle.
    pub fn new(theme: &'t Theme, title: &str, subtitle: &str, footer: &Footer<'_>) -> Self {
        let (nodes, panels, left_out) = (Vec::new(), Vec::new(), Vec::new());
        let footer = Laid::new(theme, footer);
        let mut page = Self { theme, y: theme.margin_top, nodes, panels, left_out, footer };
        let mut inner = theme.inner_width();
        if theme.titled {
            inner -= page.logo();
            let style = theme.bold(theme.title_size, theme.palette.foreground);
            let title = TextBlock::balanced(theme, title, style, inner).with_line_height(style.size * 1.23);
            page.block(&title, Role::Title);
            page.y += theme.px(6.0);
        }
        let style = theme.regular(theme.subtitle_size, theme.palette.muted);
        let subtitle = TextBlock::balanced(theme, subtitle, style, inner).with_line_height(style.size * 1.35);
        page.block(&subtitle, Role::Subtitle);
        page
    }

    /// Puts the logo into the upper right corner and returns the width that it takes from the title.
    fn logo(&mut self) -> f64 {
        let theme = self.theme;
        let Some(picture) = &theme.logo else { return 0.0 };
        let (width, height) = (f64::from(picture.width), f64::from(picture.height));
        let (most_width, most_height) = (theme.inner_width() * 0.22, theme.title_size * 2.0);
        let factor = (most_width / width).min(most_height / height);
        let (right, top) = (theme.width - theme.margin, theme.margin_top);
        let bounds = Bounds { left: right - width * factor, top, right, bottom: top + height * factor };
        let logo = Node::Shape(Shape::Picture { bounds, picture: picture.clone() });
        self.group(Role::Logo, vec![logo]);
        width * factor + theme.px(24.0)
    }

    /// Adds a node.
    pub fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// Notes where a panel stands.
    pub fn panel(&mut self, area: PanelArea) {
        self.panels.push(area);
    }

    /// Notes texts that found no place.
    pub fn leave_out(&mut self, texts: Vec<String>) {
        self.left_out.extend(texts);
    }

    /// Adds a group when it holds something.
    pub fn group(&mut self, role: Role, nodes: Vec<Node>) {
        if !nodes.is_empty() {
            self.nodes.push(Node::Group(Group { role, claimed: None, nodes }));
        }
    }

    /// The space between what fills the page and its footer; none when the page is as high as its content.
    pub fn room(&self) -> Option<f64> {
        self.theme.height.map(|h| h - self.y - self.gap() - self.footer.height)
    }

    /// The least space between a chart and the footer.
    fn gap(&self) -> f64 {
        self.theme.px(14.0)
    }

    /// Adds a block of text at the left margin and fills the page as far as the block reaches.
    fn block(&mut self, block: &TextBlock, role: Role) {
        let first = block.baseline_under(self.y);
        let nodes = block.nodes(self.theme, Placement::start(self.theme.margin, Baseline::First(first)), role);
        self.y += block.height();
        self.group(role, nodes);
    }

    /// Adds the texts below the chart.
    pub fn finish(mut self) -> Filled {
        let theme = self.theme;
        let (left, right) = (theme.margin, theme.width - theme.margin);
        let lowest = self.y + self.gap() + self.footer.height;
        let height = theme.height.filter(|h| *h >= lowest - 0.5).unwrap_or(lowest).ceil();
        let laid = self.footer.clone();
        self.y = height - laid.height;
        let line = Shape::Line {
            from: Point::new(left, self.y),
            to: Point::new(right, self.y),
            stroke: theme.palette.rule,
            width: theme.px(1.0),
        };
        self.group(Role::Rule, vec![Node::Shape(line)]);
        self.y += theme.px(8.0);
        if !laid.note.is_empty() {
            self.block(&laid.note, Role::Note);
            self.y += laid.line * 0.3;
        }
        self.block(&laid.source, Role::Source);
        if laid.apart {
            self.y += laid.line;
        }
        let at = Point::new(right, self.y - laid.line * BELOW_BASELINE);
        let code = theme.text(at, laid.code, laid.code_style, Anchor::End, Role::Code);
        self.group(Role::Code, vec![Node::Text(code)]);
        let bounds = Bounds { left: 0.0, top: 0.0, right: theme.width, bottom: height };
        let ground = Node::Shape(Shape::Rect { bounds, fill: theme.palette.background });
        self.nodes.insert(0, Node::Group(Group { role: Role::Background, claimed: None, nodes: vec![ground] }));
        Filled { nodes: self.nodes, panels: self.panels, left_out: self.left_out, height }
    }
}
