//! Elements of XML that are written by quick-xml: what a part holds is data until it is a part.

use std::fmt;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::render::escape;

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Xml {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inside: Vec<Inside>,
}

#[derive(Clone, Debug, PartialEq)]
enum Inside {
    Element(Xml),
    Text(String),
}

impl Xml {
    /// An element with nothing in it.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), inside: Vec::new() }
    }

    /// An element that says one thing: `<c:idx val="1"/>`.
    pub(crate) fn val(name: &'static str, value: impl fmt::Display) -> Self {
        Self::new(name).with("val", value)
    }

    /// The same, with an attribute.
    pub(crate) fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.attributes.push((key, value.to_string()));
        self
    }

    /// The same, with an attribute when there is something to say.
    pub(crate) fn maybe_with(self, key: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The same, with an element as the last one in it.
    pub(crate) fn holding(mut self, element: Self) -> Self {
        self.inside.push(Inside::Element(element));
        self
    }

    /// The same, with elements as the last ones in it.
    pub(crate) fn holding_all(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        self.inside.extend(elements.into_iter().map(Inside::Element));
        self
    }

    /// The same, with a text in it.
    pub(crate) fn saying(mut self, text: impl Into<String>) -> Self {
        self.inside.push(Inside::Text(text.into()));
        self
    }

    /// The same, without the elements of a name directly inside.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.inside.retain(|inside| !matches!(inside, Inside::Element(element) if element.is(name)));
        self
    }

    /// Whether it has this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The value of an attribute.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str())
    }

    /// The elements directly inside.
    pub(crate) fn into_elements(self) -> impl Iterator<Item = Self> {
        self.inside.into_iter().filter_map(|inside| match inside {
            Inside::Element(element) => Some(element),
            Inside::Text(_) => None,
        })
    }

    /// The same with every element as a function changes it, the inner ones first.
    pub(crate) fn mapped(mut self, change: &dyn Fn(Self) -> Self) -> Self {
        let inside = std::mem::take(&mut self.inside).into_iter().map(|inside| match inside {
            Inside::Element(element) => Inside::Element(element.mapped(change)),
            Inside::Text(text) => Inside::Text(text),
        });
        self.inside = inside.collect();
        change(self)
    }

    /// The element as a part of its own.
    pub(crate) fn part(&self) -> String {
        let mut writer = Writer::new(Vec::new());
        let head = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        writer.write_event(Event::Decl(head)).expect(MEMORY);
        writer.write_event(Event::Text(BytesText::from_escaped("\n"))).expect(MEMORY);
        self.write(&mut writer);
        text(writer)
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name);
        for (key, value) in &self.attributes {
            // A line end in an attribute would be read as a space.
            let value = escape(value).replace('\n', "&#10;").replace('\t', "&#9;");
            start.push_attribute((key.as_bytes(), value.as_bytes()));
        }
        if self.inside.is_empty() {
            return writer.write_event(Event::Empty(start)).expect(MEMORY);
        }
        writer.write_event(Event::Start(start)).expect(MEMORY);
        for inside in &self.inside {
            match inside {
                Inside::Element(element) => element.write(writer),
                // Ours, because it also replaces what XML forbids.
                Inside::Text(text) => {
                    writer.write_event(Event::Text(BytesText::from_escaped(escape(text)))).expect(MEMORY);
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name))).expect(MEMORY);
    }
}

const MEMORY: &str = "memory takes all that is written";

fn text(writer: Writer<Vec<u8>>) -> String {
    String::from_utf8(writer.into_inner()).expect("names, attributes and texts are UTF-8")
}

impl fmt::Display for Xml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut writer = Writer::new(Vec::new());
        self.write(&mut writer);
        f.write_str(&text(writer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn what_is_written_is_read_back() {
        let hostile = "<&>\"'\u{1}\n]]>";
        let written = Xml::new("a:p").with("k", hostile).holding(Xml::new("a:t").saying(hostile)).part();
        let tree = Tree::parse(&written).expect("XML");
        let root = tree.root().expect("a root");
        let read = hostile.replace('\u{1}', "\u{fffd}");
        assert_eq!(root.attribute("k"), Some(read.clone()));
        assert_eq!(root.child("t").expect("the text").text(), read);
        assert!(written.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<a:p "));
    }

    #[test]
    fn an_element_with_nothing_in_it_has_one_tag() {
        assert_eq!(Xml::val("c:idx", 3).to_string(), "<c:idx val=\"3\"/>");
        assert_eq!(Xml::new("a").maybe_with("b", None::<u8>).to_string(), "<a/>");
    }
}
