//! HTML, by the tokens of html5gum: they are those of browsers, whatever state the page is in.

use std::collections::BTreeMap;

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use crate::evidence::document::Document;
use crate::evidence::extract::builder::Builder;

/// The text that a reader sees: no head, scripts and styles; blocks parted by blank lines, cells of tables by tabs, without
/// the marks of notes.
pub(in crate::evidence) fn document(text: &str) -> Document {
    let called = Calls::of(text);
    let (raised, note) = (None, None);
    let mut page = Page { builder: Builder::default(), hidden: Vec::new(), called, raised, note };
    for token in tokens(text) {
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if page.hidden.is_empty() => page.write(&String::from_utf8_lossy(&text)),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.builder.finish()
}

fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).map_while(Result::ok)
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// The id that a link within the page leads to.
fn target(tag: &StartTag<()>) -> Option<String> {
    attribute(tag, "href").and_then(|href| href.strip_prefix('#').map(str::to_owned)).filter(|id| !id.is_empty())
}

/// Whether a link says that it calls a note, or leads back from one.
fn calls_note(tag: &StartTag<()>) -> bool {
    let says = |name, words: &[&str]| {
        attribute(tag, name).is_some_and(|value| words.iter().any(|word| value.to_lowercase().contains(word)))
    };
    says("role", &["doc-noteref", "doc-backlink"])
        || says("epub:type", &["noteref"])
        || says("class", &["footnote", "noteref"])
        || says("href", &["#fn", "#_ftn", "#_edn", "#footnote", "#endnote", "#note", "#cite_note", "#cite_ref"])
}

/// The numbers of the notes that a page calls, by the ids that the calls lead to.
struct Calls {
    numbers: BTreeMap<String, String>,
}

impl Calls {
    fn of(text: &str) -> Self {
        let mut numbers = BTreeMap::new();
        // Most pages link to no place of their own.
        if !text.contains('#') {
            return Self { numbers };
        }
        let (mut raised, mut id, mut named) = (false, None, false);
        for token in tokens(text) {
            match token {
                Token::StartTag(tag) => match tag.name.as_slice() {
                    b"sup" => raised = true,
                    b"a" => (id, named) = (target(&tag), calls_note(&tag)),
                    _ => {}
                },
                Token::EndTag(tag) => match tag.name.as_slice() {
                    b"sup" => raised = false,
                    b"a" => id = None,
                    _ => {}
                },
                Token::String(written) if raised || named => {
                    let written = String::from_utf8_lossy(&written);
                    let number = written.trim().trim_matches(['[', ']', '(', ')']);
                    if let Some(id) = id.take().filter(|_| is_number(number)) {
                        numbers.entry(id).or_insert_with(|| number.to_owned());
                    }
                }
                Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Self { numbers }
    }
}

/// Whether a note can be called so.
fn is_number(number: &str) -> bool {
    let signs = !number.is_empty() && number.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let roman = !number.is_empty() && number.len() <= 5 && number.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    signs || roman || (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

struct Page {
    builder: Builder,
    /// The open elements whose text nobody sees.
    hidden: Vec<String>,
    called: Calls,
    /// The raised text or the link of a note that is open.
    raised: Option<Raised>,
    /// The element that holds the open note, and how many of its name are open in it.
    note: Option<(String, usize)>,
}

/// Text that may be the mark of a note.
struct Raised {
    text: String,
    element: &'static str,
    /// Whether it links to a note, so that it is a mark whatever it looks like.
    linked: bool,
}

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    fn write(&mut self, text: &str) {
        match &mut self.raised {
            Some(raised) => raised.text.push_str(text),
            None => self.builder.flow(text),
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = &*String::from_utf8_lossy(&tag.name);
        let element = Element::of(name);
        if !matches!(element, Element::Inline) {
            self.settle();
        }
        self.open(name, element, tag.self_closing);
        // A paragraph ends where a block begins, whether its end is written or not.
        if matches!(&self.note, Some((holder, _)) if holder == "p")
            && !matches!(Element::of(name), Element::Inline | Element::Break)
        {
            self.note = None;
            self.builder.close_note();
        }
        if let (Some((holder, depth)), false) = (&mut self.note, tag.self_closing) {
            *depth += usize::from(holder == name);
        }
        self.note(name, tag);
        match name {
            "sup" => self.open_raised("sup", false),
            "a" if calls_note(tag) => self.open_raised("a", true),
            "a" => {
                let known = target(tag).is_some_and(|id| self.called.numbers.contains_key(&id));
                if let Some(raised) = &mut self.raised {
                    raised.linked |= known || target(tag).is_some();
                } else if known {
                    self.open_raised("a", true);
                }
            }
            _ => {}
        }
    }

    fn open_raised(&mut self, element: &'static str, linked: bool) {
        match &mut self.raised {
            Some(raised) => raised.linked |= linked,
            None => self.raised = Some(Raised { text: String::new(), element, linked }),
        }
    }

    /// Begins the note that an element holds.
    fn note(&mut self, name: &str, tag: &StartTag<()>) {
        let number = attribute(tag, "id").and_then(|id| self.called.numbers.get(&id).cloned());
        let says =
            |attribute_name| attribute(tag, attribute_name).is_some_and(|v| v == "doc-footnote" || v == "footnote");
        let own = || {
            let digits = attribute(tag, "id").unwrap_or_default();
            (says("role") || says("epub:type"))
                .then(|| digits.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned())
        };
        if let Some(number) = number.or_else(own) {
            self.builder.open_note(&number);
            self.note = Some((name.to_owned(), 1));
        }
    }

    /// Ends raised text: what calls a note is left out; at the start of a paragraph it is the number of the note.
    fn settle(&mut self) {
        let Some(raised) = self.raised.take() else { return };
        let number = raised.text.trim().trim_matches(['[', ']', '(', ')', '^', '↩', '\u{fe0e}', ' ']).to_owned();
        let back = raised.text.trim().chars().all(|c| !c.is_alphanumeric());
        if raised.linked && (is_number(&number) || back) {
            return;
        }
        if raised.element == "a" {
            return self.builder.flow(&raised.text);
        }
        if self.builder.at_start() && self.note.is_none() && is_number(&number) {
            self.builder.open_note(&number);
            self.note = Some((String::new(), 1));
            return;
        }
        self.builder.raised(&raised.text);
    }

    /// Ends the note that an element held; one that its number alone began ends with its paragraph.
    fn end_note(&mut self, name: &str) {
        let Some((holder, depth)) = &mut self.note else { return };
        let inline = matches!(Element::of(holder), Element::Inline);
        let ends = if inline { !matches!(Element::of(name), Element::Inline) } else { holder == name };
        let list = holder == "li" && matches!(name, "ol" | "ul");
        if !ends && !list {
            return;
        }
        *depth -= 1;
        if *depth == 0 || list {
            self.note = None;
            self.builder.close_note();
        }
    }

    fn open(&mut self, name: &str, element: Element, closed: bool) {
        match element {
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
        let ends = self.raised.as_ref().is_some_and(|raised| raised.element == name);
        if ends || !matches!(Element::of(name), Element::Inline) {
            self.settle();
        }
        self.close(name);
        self.end_note(name);
    }

    fn close(&mut self, name: &str) {
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

#[cfg(test)]
mod tests {
    use crate::evidence::{Document, Format};

    fn notes(document: &Document) -> Vec<(&str, &str)> {
        let shown = |note: &'_ crate::evidence::Footnote| note.span.clone();
        document.footnotes.iter().map(|note| (note.number.as_str(), &document.text[shown(note)])).collect()
    }

    #[test]
    fn marks_of_notes_leave_the_text_and_exponents_stay() {
        let page = "<p>Of the farms, 20<sup>4</sup> percent and 30%<sup>3</sup> of barns on 10<sup>3</sup> km<sup>2</sup> \
            stood empty.<sup>12</sup> On the 5<sup>th</sup> day<a href='#fn2' class='footnote-ref'>[2]</a> it rained.</p>";
        let document = Document::new(page, Format::Html);
        assert_eq!(
            document.text,
            "Of the farms, 20 percent and 30% of barns on 10³ km² stood empty. On the 5th day it rained.\n"
        );
        assert!(document.footnotes.is_empty());
    }

    #[test]
    fn notes_are_known_by_the_links_to_them_their_roles_and_their_raised_numbers() {
        let page = "<p>All agreed.<sup><a href='#n1'>1</a></sup> Some did not.<a href='#n2'><sup>2</sup></a> Who?<sup>3</sup></p>\
            <ol><li id=n1>In May, 5%.<a href='#r1'>Back</a><li id=n2>In June.</ol><aside role='doc-footnote' id='fn-7'><p>One.\
            <p>Two.</aside><p><sup>3</sup> Nobody knows.</p><p>The end.</p><ol><li id=n4>Late.</ol><p>Not a note.\
            <p>Two notes are called late.<sup><a href='#n4'>4</a><a href='#n5'>5</a></sup><p id=n5>Last.<p>The end.";
        let document = Document::new(page, Format::Html);
        assert!(document.text.starts_with("All agreed. Some did not. Who?\n\n"), "{}", document.text);
        assert_eq!(
            notes(&document),
            [
                ("1", "In May, 5%.Back"),
                ("2", "In June."),
                ("7", "One.\n\nTwo."),
                ("3", "Nobody knows."),
                ("4", "Late."),
                ("5", "Last.")
            ]
        );
        let markdown = Document::new("All agreed.[^1] Who?\n\n[^1]: In May.\n\nThe end.\n", Format::Markdown);
        assert_eq!(notes(&markdown), [("1", "In May.")]);
    }
}
