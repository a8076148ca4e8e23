//! A document as text, with the places that a locator can name.

use std::ops::Range;

use crate::evidence::extract;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text; a form feed starts a page.
    Text,
    /// Markdown: CommonMark with tables and footnotes.
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// The format that the ending of a file name stands for; plain text when it is no other.
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its number as the document has it: `3`, `3.1`; none when it has none.
    pub number: Option<String>,
    /// Its words without the number.
    pub title: String,
}

/// A document: its text without markup, and where pages and sections begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The text that all offsets count in.
    pub text: String,
    /// The byte that each page starts at, the first page first; empty when the format knows no pages.
    pub pages: Vec<usize>,
    /// The headings in the order of the text.
    pub headings: Vec<Heading>,
}

/// Headings of lists of references, in lower case.
const REFERENCES: [&str; 12] = [
    "references",
    "reference list",
    "bibliography",
    "works cited",
    "literature cited",
    "kaynakça",
    "kaynaklar",
    "литература",
    "список литературы",
    "список источников",
    "источники",
    "библиография",
];

impl Document {
    /// Reads a text; markup that is not well-formed is read as far as it goes.
    pub fn new(text: &str, format: Format) -> Self {
        match format {
            Format::Text => extract::plain::document(text),
            Format::Markdown => extract::markdown::document(text),
            Format::Html => extract::html::document(text),
        }
    }

    /// The page that a byte stands on, from 1; none when the format knows no pages.
    pub fn page_at(&self, byte: usize) -> Option<usize> {
        let page = self.pages.partition_point(|start| *start <= byte);
        (page > 0).then_some(page)
    }

    /// The heading that a byte stands under; none before the first.
    pub fn heading_at(&self, byte: usize) -> Option<&Heading> {
        let after = self.headings.partition_point(|h| h.span.start <= byte);
        after.checked_sub(1).map(|i| &self.headings[i])
    }

    /// The bytes of the list of references: from its heading to the next heading, or to the end.
    pub fn references(&self) -> Option<Range<usize>> {
        let at = self.headings.iter().rposition(|h| REFERENCES.contains(&h.title.to_lowercase().as_str()))?;
        let end = self.headings.get(at + 1).map_or(self.text.len(), |next| next.span.start);
        Some(self.headings[at].span.start..end)
    }

    /// The section that a byte stands in, as a locator names it: its number, else its title.
    pub fn section_at(&self, byte: usize) -> Option<&str> {
        let heading = self.heading_at(byte)?;
        heading.number.as_deref().or(Some(&heading.title)).filter(|s| !s.is_empty())
    }
}

/// The number that a heading begins with, and the rest of it: "3.1 Support" is `3.1` and `Support`.
pub(super) fn numbered(heading: &str) -> (Option<String>, &str) {
    let heading = heading.trim();
    let end = heading.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(heading.len());
    let number = heading[..end].trim_end_matches('.');
    let rest = &heading[end..];
    let digits = number.split('.').all(|part| !part.is_empty() && part.len() <= 3);
    match digits && rest.starts_with(char::is_whitespace) {
        true => (Some(number.to_owned()), rest.trim()),
        false => (None, heading),
    }
}
