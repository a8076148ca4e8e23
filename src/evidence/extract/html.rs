//! HTML, by the tokens of html5gum: they are those of browsers, whatever state the page is in.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::evidence::document::Document;
use crate::evidence::extract::builder::Builder;

/// The text that a reader sees: no head, scripts and styles; blocks parted by blank lines, cells of tables by tabs.
pub(in crate::evidence) fn document(text: &str) -> Document {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page { builder: Builder::default(), hidden: Vec::new() };
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => page.start(&String::from_utf8_lossy(&tag.name), tag.self_closing),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if page.hidden.is_empty() => page.builder.flow(&String::from_utf8_lossy(&text)),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.builder.finish()
}

struct Page {
    builder: Builder,
    /// The open elements whose text nobody sees.
    hidden: Vec<String>,
}

/// What an element does to the text.
enum Element {
    Hidden,
    Heading,
    Row,
    Cell,
    Break,
    Block,
    Inline,
}

impl Element {
    fn of(name: &str) -> Self {
        match name {
            "head" | "script" | "style" | "template" | "noscript" | "svg" | "math" | "select" | "textarea" => {
                Self::Hidden
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "br" => Self::Break,
            "p" | "div" | "section" | "article" | "aside" | "header" | "footer" | "main" | "nav" | "ul" | "ol"
            | "li" | "dl" | "dt" | "dd" | "table" | "caption" | "blockquote" | "figure" | "figcaption" | "hr"
            | "pre" | "address" | "form" | "fieldset" | "details" | "summary" | "body" => Self::Block,
            _ => Self::Inline,
        }
    }
}

impl Page {
    fn start(&mut self, name: &str, closed: bool) {
        match Element::of(name) {
            // A body ends a head that nobody closed.
            Element::Block if name == "body" => self.hidden.clear(),
            Element::Hidden if !closed => self.hidden.push(name.to_owned()),
            Element::Hidden => {}
            Element::Heading => self.builder.open_heading(name.as_bytes()[1] - b'0'),
            Element::Row => self.builder.row(),
            Element::Cell => self.builder.cell(),
            Element::Break => self.builder.line(),
            Element::Block => self.builder.block(),
            Element::Inline => {}
        }
    }

    fn end(&mut self, name: &str) {
        match Element::of(name) {
            Element::Hidden => {
                if let Some(at) = self.hidden.iter().rposition(|h| h == name) {
                    self.hidden.truncate(at);
                }
            }
            Element::Heading => self.builder.close_heading(),
            Element::Row => self.builder.end_row(),
            Element::Break => self.builder.line(),
            Element::Block if name == "table" => {
                self.builder.end_row();
                self.builder.block();
            }
            // The rows of a table stand right under its caption.
            Element::Block if name == "caption" => self.builder.line(),
            Element::Block => self.builder.block(),
            Element::Cell | Element::Inline => {}
        }
    }
}
