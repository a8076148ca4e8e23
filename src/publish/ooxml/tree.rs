//! A part of XML with the place of every element in its text, so that stretches of it can be replaced and the rest kept.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::publish::deck::DeckError;

/// The most elements of one part.
const ELEMENTS: usize = 4_000_000;

/// A part that was parsed.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

/// An element, in the order of the text: those inside it follow it up to `last`.
#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    /// The first node that is not inside.
    last: usize,
    /// The whole element.
    range: Range<usize>,
    /// Its start tag.
    tag: Range<usize>,
    /// The bytes of its local name, in the text.
    name: Range<usize>,
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    tree: &'a Tree<'a>,
    index: usize,
}

impl<'t> Tree<'t> {
    /// Parses a part.
    ///
    /// # Errors
    /// When it is not XML, declares a document type (entities could stand for a bomb), or has too many elements.
    pub(crate) fn parse(text: &'t str) -> Result<Self, DeckError> {
        let mut reader = Reader::from_str(text);
        let mut nodes: Vec<Node> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let fault = |e: &dyn std::fmt::Display| DeckError::new(format!("a part of the file is not XML: {e}"));
        loop {
            let start = position(&reader);
            let event = reader.read_event().map_err(|e| fault(&e))?;
            let end = position(&reader);
            match event {
                Event::Start(tag) => {
                    nodes.push(Node::new(open.last().copied(), start..end, &tag));
                    open.push(nodes.len() - 1);
                }
                Event::Empty(tag) => {
                    let mut node = Node::new(open.last().copied(), start..end, &tag);
                    node.last = nodes.len() + 1;
                    nodes.push(node);
                }
                Event::End(_) => {
                    let index = open.pop().ok_or_else(|| fault(&"an element ends that did not start"))?;
                    nodes[index].range.end = end;
                    nodes[index].last = nodes.len();
                }
                Event::DocType(_) => return Err(DeckError::new("a part of the file declares a document type")),
                Event::Eof if open.is_empty() => return Ok(Self { text, nodes }),
                Event::Eof => return Err(fault(&"an element does not end")),
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::GeneralRef(_) => {}
            }
            if nodes.len() > ELEMENTS {
                return Err(DeckError::new(format!("a part of the file has more than {ELEMENTS} elements")));
            }
        }
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Option<Element<'_>> {
        (!self.nodes.is_empty()).then_some(Element { tree: self, index: 0 })
    }

    /// Every element, in the order of the text.
    pub(crate) fn every(&self) -> impl Iterator<Item = Element<'_>> {
        (0..self.nodes.len()).map(|index| Element { tree: self, index })
    }

    /// Every element with a local name, in the order of the text.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Element<'a>> {
        self.every().filter(move |e| e.is(name))
    }
}

impl Node {
    fn new(parent: Option<usize>, tag: Range<usize>, start: &BytesStart<'_>) -> Self {
        let name = start.name();
        let prefix = name.as_ref().len() - name.local_name().as_ref().len();
        // After the opening bracket.
        let name = tag.start + 1 + prefix..tag.start + 1 + name.as_ref().len();
        Self { parent, last: 0, range: tag.clone(), tag, name }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

impl<'a> Element<'a> {
    fn node(self) -> &'a Node {
        &self.tree.nodes[self.index]
    }

    /// The part that it stands in.
    pub(crate) fn tree(self) -> &'a Tree<'a> {
        self.tree
    }

    /// The name without its prefix.
    pub(crate) fn name(self) -> &'a str {
        &self.tree.text[self.node().name.clone()]
    }

    /// Whether it has this name, whatever its prefix.
    pub(crate) fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// Where it stands in the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.node().range.clone()
    }

    /// Where its start tag stands.
    pub(crate) fn tag(self) -> Range<usize> {
        self.node().tag.clone()
    }

    /// The end of the name in its start tag.
    pub(crate) fn name_end(self) -> usize {
        self.node().name.end
    }

    /// What stands between its tags; empty, at its end, when it has but one tag.
    pub(crate) fn inside(self) -> Range<usize> {
        let node = self.node();
        if node.tag == node.range {
            return node.range.end..node.range.end;
        }
        let closing = self.tree.text[node.range.clone()].rfind("</").unwrap_or(0);
        node.tag.end..node.range.start + closing
    }

    /// Its XML.
    #[cfg(test)]
    pub(crate) fn xml(self) -> &'a str {
        &self.tree.text[self.range()]
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(self, key: &str) -> Option<String> {
        let tag = &self.tree.text[self.tag()];
        let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let name = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let start = BytesStart::from_content(inner, name);
        let mut attributes = start.attributes().filter_map(Result::ok);
        let found = attributes.find(|a| a.key.local_name().as_ref() == key.as_bytes())?;
        found.unescape_value().ok().map(std::borrow::Cow::into_owned)
    }

    /// Where an attribute stands in the text, from its name to its closing quotation mark.
    pub(crate) fn attribute_range(self, key: &str) -> Option<Range<usize>> {
        let tag = self.tag();
        let mut rest = self.node().name.end;
        let text = &self.tree.text[..tag.end];
        loop {
            let start = rest + text[rest..].find(|c: char| !c.is_ascii_whitespace())?;
            let equals = start + text[start..].find('=')?;
            let quote = equals + text[equals..].find(['"', '\''])?;
            let end = quote + 1 + text[quote + 1..].find(&text[quote..=quote])? + 1;
            let name = text[start..equals].trim_end();
            if name.rsplit(':').next() == Some(key) {
                return Some(start..end);
            }
            rest = end;
        }
    }

    /// A number that an attribute holds.
    pub(crate) fn number<N: std::str::FromStr>(self, key: &str) -> Option<N> {
        self.attribute(key)?.trim().parse().ok()
    }

    pub(crate) fn parent(self) -> Option<Self> {
        self.node().parent.map(|index| Self { index, ..self })
    }

    /// The elements directly inside.
    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        let (mut next, last) = (self.index + 1, self.node().last);
        std::iter::from_fn(move || {
            let child = (next < last).then_some(Self { index: next, ..self })?;
            next = child.node().last.max(next + 1);
            Some(child)
        })
    }

    /// The first element directly inside with a name.
    pub(crate) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|e| e.is(name))
    }

    /// The element that a path of names leads to, the first one at each step.
    pub(crate) fn at(self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Every element inside with a name, at any depth.
    pub(crate) fn inner(self, name: &'a str) -> impl Iterator<Item = Self> {
        (self.index + 1..self.node().last).map(move |index| Self { index, ..self }).filter(move |e| e.is(name))
    }

    /// The text of an element that holds nothing else, unescaped.
    pub(crate) fn text(self) -> String {
        let mut reader = Reader::from_str(&self.tree.text[self.inside()]);
        let mut text = String::new();
        loop {
            match reader.read_event() {
                Ok(Event::Text(piece)) => text.push_str(&piece.decode().unwrap_or_default()),
                Ok(Event::CData(piece)) => text.push_str(&piece.decode().unwrap_or_default()),
                Ok(Event::GeneralRef(name)) => {
                    let name = format!("&{};", name.decode().unwrap_or_default());
                    text.push_str(&quick_xml::escape::unescape(&name).unwrap_or_default());
                }
                Ok(Event::Eof) | Err(_) => return text,
                Ok(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str =
        "<?xml version=\"1.0\"?>\n<p:a k=\"1\"><b x:id='&lt;7' >t &amp; &#x41;<![CDATA[<]]></b><p:c/><b/></p:a>";

    #[test]
    fn elements_know_their_places_names_and_texts() {
        let tree = Tree::parse(PART).expect("XML");
        let root = tree.root().expect("a root");
        assert_eq!((root.name(), root.attribute("k").as_deref()), ("a", Some("1")));
        let children: Vec<&str> = root.children().map(Element::name).collect();
        assert_eq!(children, ["b", "c", "b"]);
        let first = root.child("b").expect("b");
        assert_eq!((first.attribute("id").as_deref(), first.text().as_str()), (Some("<7"), "t & A<"));
        assert_eq!(&PART[first.inside()], "t &amp; &#x41;<![CDATA[<]]>");
        assert_eq!(root.child("c").expect("c").xml(), "<p:c/>");
        assert_eq!(tree.all("b").count(), 2);
        assert_eq!(first.attribute_range("id").map(|r| &PART[r]), Some("x:id='&lt;7'"));
        assert_eq!((first.attribute_range("k"), root.attribute_range("k").map(|r| &PART[r])), (None, Some("k=\"1\"")));
        assert_eq!(first.parent().map(Element::name), Some("a"));
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        for text in ["<a>", "</a>", "<a><b></a></b>", "<!DOCTYPE a []><a/>", "<a"] {
            assert!(Tree::parse(text).is_err(), "{text}");
        }
    }
}
