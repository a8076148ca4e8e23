//! The page round a chart: title and subtitle above it, note, source and code below it.

use super::{text, width, wrap_balanced, wrap_paragraph};
use crate::scene::{Anchor, Bounds, Group, Node, Role, Shape, TextStyle};
use crate::theme::Theme;

/// A page that grows downwards.
#[derive(Debug)]
pub struct Page<'t> {
    theme: &'t Theme,
    /// How far the page is filled.
    pub y: f64,
    nodes: Vec<Node>,
}

/// The texts below a chart.
#[derive(Debug)]
pub struct Footer<'a> {
    /// The note, with its head.
    pub note: Option<String>,
    /// The source line, with its head.
    pub source: String,
    /// Figure id and data code.
    pub code: &'a str,
}

impl<'t> Page<'t> {
    /// A page with its title and subtitle.
    pub fn new(theme: &'t Theme, title: &str, subtitle: &str) -> Self {
        let mut page = Self { theme, y: theme.margin_top, nodes: Vec::new() };
        let size = theme.title_size;
        let style = theme.bold(size, theme.ink);
        page.block(wrap_balanced(title, size, style.weight, theme.inner_width()), style, size * 1.23, Role::Title);
        page.y += 6.0;
        let size = theme.subtitle_size;
        let style = theme.regular(size, theme.muted);
        page.block(
            wrap_balanced(subtitle, size, style.weight, theme.inner_width()),
            style,
            size * 1.35,
            Role::Subtitle,
        );
        page
    }

    /// Adds a node.
    pub fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// Adds a group when it holds something.
    pub fn group(&mut self, role: Role, nodes: Vec<Node>) {
        if !nodes.is_empty() {
            self.nodes.push(Node::Group(Group { role, claimed: None, nodes }));
        }
    }

    /// Adds lines of text, one under the other.
    fn block(&mut self, lines: Vec<String>, style: TextStyle, line_height: f64, role: Role) {
        let mut nodes = Vec::new();
        for line in lines {
            self.y += line_height;
            let at = (self.theme.margin, self.y - line_height * 0.24);
            nodes.push(Node::Text(text(at, line, style, Anchor::Start, role)));
        }
        self.group(role, nodes);
    }

    /// Adds the texts below the chart and returns everything with the height of the page.
    pub fn finish(mut self, footer: &Footer<'_>) -> (Vec<Node>, f64) {
        let theme = self.theme;
        let (left, right) = (theme.margin, theme.width - theme.margin);
        self.y += 26.0;
        let line = Shape::Line { from: (left, self.y), to: (right, self.y), stroke: theme.rule, width: 1.0 };
        self.group(Role::Rule, vec![Node::Shape(line)]);
        self.y += 8.0;
        let size = theme.note_size;
        let style = theme.regular(size, theme.muted);
        let line_height = size * 1.5;
        if let Some(note) = &footer.note {
            self.block(wrap_paragraph(note, size, style.weight, theme.inner_width()), style, line_height, Role::Note);
            self.y += 6.0;
        }
        let code_style = theme.regular(theme.code_size, theme.muted);
        let code_width = width(footer.code, code_style.size, code_style.weight);
        let lines = wrap_paragraph(&footer.source, size, style.weight, theme.inner_width());
        let last_width = lines.last().map_or(0.0, |l| width(l, size, style.weight));
        self.block(lines, style, line_height, Role::Source);
        if last_width + 24.0 + code_width > theme.inner_width() {
            self.y += line_height;
        }
        let at = (right, self.y - line_height * 0.24);
        self.group(Role::Code, vec![Node::Text(text(at, footer.code, code_style, Anchor::End, Role::Code))]);
        self.y += theme.margin_bottom;
        let height = self.y.ceil();
        let bounds = Bounds { left: 0.0, top: 0.0, right: theme.width, bottom: height };
        let ground = Node::Shape(Shape::Rect { bounds, fill: theme.ground });
        self.nodes.insert(0, Node::Group(Group { role: Role::Ground, claimed: None, nodes: vec![ground] }));
        (self.nodes, height)
    }
}
