//! A document as text, with the places that a locator can name.

use std::fmt;
use std::ops::Range;

use memchr::memchr;

use crate::evidence::caption::{Caption, captions};
use crate::evidence::extract;
use crate::evidence::footnote::Footnote;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text; a form feed starts a page.
    Text,
    /// Markdown: CommonMark with tables and footnotes.
    Markdown,
    /// HTML.
    Html,
    /// A document of a word processor: Office Open XML.
    Docx,
    /// PDF.
    Pdf,
}

impl Format {
    /// The format that the ending of a file name stands for; plain text when it is no other.
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("docx") => Self::Docx,
            Some("pdf") => Self::Pdf,
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
    /// Its rank, 1 for the highest.
    pub level: u8,
}

/// A document: its text without markup, and where pages and sections begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The text that all offsets count in: without markup, marks of notes, and running heads and feet.
    pub text: String,
    /// The byte that each page starts at, the first page first; empty when the format knows no pages.
    pub pages: Vec<usize>,
    /// The headings in the order of the text.
    pub headings: Vec<Heading>,
    /// The captions of tables and figures in the order of the text.
    pub captions: Vec<Caption>,
    /// The footnotes and endnotes in the order of the text; without those that only looks tell from it.
    pub footnotes: Vec<Footnote>,
    /// What is added to the place of a page, from 1, to get the number that is printed on it; none when pages show none.
    pub printed: Option<i64>,
    /// Whether headings and notes were told by their looks alone, as in PDF files, so that some may be missing.
    pub guessed: bool,
}

/// What keeps a file from being read as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is not what it claims to be, or damaged: an archive, XML or a PDF file.
    Damaged(&'static str),
    /// It is an archive, but no document of a word processor.
    OtherArchive,
    /// It can be opened with a password only.
    Encrypted,
    /// It holds pictures of text.
    Scan,
    /// It places each letter by itself, so that words cannot be told.
    Spaced,
    /// It unpacks to more than is read.
    TooLarge,
    /// It is XML of another kind than HTML.
    OtherMarkup,
    /// It holds NUL bytes.
    NotText,
    /// It is a text, but not in UTF-8.
    NotUtf8,
    /// It is of a kind that this build of the program does not read.
    NotBuiltIn,
}

/// Why a file is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDocumentError {
    /// What keeps it from being read.
    pub kind: Unreadable,
}

impl ReadDocumentError {
    pub(super) fn new(kind: Unreadable) -> Self {
        Self { kind }
    }

    /// What to do instead.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            Unreadable::Damaged("PDF") | Unreadable::Encrypted | Unreadable::Spaced => {
                "give its text in place of it: `pdftotext -layout FILE.pdf` writes one"
            }
            Unreadable::Scan => "give its text in place of it, by a program that reads letters from pictures",
            Unreadable::Damaged(_)
            | Unreadable::OtherArchive
            | Unreadable::OtherMarkup
            | Unreadable::TooLarge
            | Unreadable::NotBuiltIn => {
                "save it anew, or give its text in place of it: plain text, Markdown or HTML, as UTF-8"
            }
            Unreadable::NotText | Unreadable::NotUtf8 => "save it as plain text, Markdown or HTML, as UTF-8",
        }
    }
}

impl fmt::Display for ReadDocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Unreadable::Damaged("PDF") => f.write_str("it is a PDF file that cannot be read"),
            Unreadable::Damaged(what) => write!(f, "it is a damaged document: its {what} cannot be read"),
            Unreadable::OtherArchive => f.write_str("it is an archive, but no document of a word processor (.docx)"),
            Unreadable::OtherMarkup => f.write_str("it is XML, but no web page"),
            Unreadable::Encrypted => f.write_str("it is a PDF file that asks for a password"),
            Unreadable::Scan => f.write_str("it has pictures of its pages and hardly any text"),
            Unreadable::Spaced => f.write_str("it is a PDF file that places each letter by itself"),
            Unreadable::TooLarge => f.write_str("it unpacks to more than 256 MiB"),
            Unreadable::NotText => f.write_str("it is no text: it holds NUL bytes"),
            Unreadable::NotUtf8 => f.write_str("it is not a text in UTF-8"),
            Unreadable::NotBuiltIn => f.write_str("this build of citeplot reads no DOCX and no PDF files"),
        }
    }
}

impl std::error::Error for ReadDocumentError {}

/// What the first words of a text show it to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    /// No markup.
    None,
    /// A web page.
    Page,
    /// Other XML.
    Other,
}

impl Markup {
    fn of(text: &str) -> Self {
        const FIRST: usize = 400;
        let first: String = text.trim_start().chars().take(FIRST).flat_map(char::to_lowercase).collect();
        let page = ["<!doctype html", "<html"].iter().any(|sign| first.starts_with(sign));
        match first.starts_with("<?xml") {
            true if first.contains("<html") || first.contains("<!doctype html") => Self::Page,
            true => Self::Other,
            false if page => Self::Page,
            false => Self::None,
        }
    }
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
    /// Reads a text; markup that is not well-formed is read as far as it goes. Of formats that are no texts it is the text
    /// that was taken out of them; [`Document::read`] reads the files themselves.
    pub fn new(text: &str, format: Format) -> Self {
        match format {
            Format::Text | Format::Docx | Format::Pdf => extract::plain::document(text),
            Format::Markdown => extract::markdown::document(text),
            Format::Html => extract::html::document(text),
        }
    }

    /// Reads the bytes of a file: plain text, Markdown, HTML, a document of a word processor (DOCX) or PDF. The last two are
    /// known by their first bytes, the others by the ending of the name; a web page is one under any name.
    ///
    /// # Errors
    /// When the file is damaged, encrypted, a scan of pictures, XML of another kind, or no text in UTF-8; and for DOCX and PDF without the feature
    /// `documents`.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, ReadDocumentError> {
        if bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04") {
            #[cfg(feature = "documents")]
            return match bytes[0] {
                b'%' => extract::pdf::document(bytes),
                _ => extract::docx::document(bytes),
            };
            #[cfg(not(feature = "documents"))]
            return Err(ReadDocumentError::new(Unreadable::NotBuiltIn));
        }
        match Format::of_name(name) {
            Format::Docx => return Err(ReadDocumentError::new(Unreadable::Damaged("archive"))),
            Format::Pdf => return Err(ReadDocumentError::new(Unreadable::Damaged("PDF"))),
            Format::Text | Format::Markdown | Format::Html => {}
        }
        if memchr(0, bytes).is_some() {
            return Err(ReadDocumentError::new(Unreadable::NotText));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ReadDocumentError::new(Unreadable::NotUtf8))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let format = match (Format::of_name(name), Markup::of(text)) {
            (Format::Text, Markup::Page) => Format::Html,
            (Format::Text, Markup::Other) => return Err(ReadDocumentError::new(Unreadable::OtherMarkup)),
            (format, _) => format,
        };
        Ok(Self::new(text, format))
    }

    /// A document from its parts; captions are looked for in the text.
    pub(super) fn made(text: String, pages: Vec<usize>, headings: Vec<Heading>) -> Self {
        let captions = captions(&text);
        Self { text, pages, headings, captions, ..Self::default() }
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

    /// The footnote or endnote that a byte stands in; none in running text.
    pub fn footnote_at(&self, byte: usize) -> Option<&Footnote> {
        let after = self.footnotes.partition_point(|note| note.span.start <= byte);
        after.checked_sub(1).map(|at| &self.footnotes[at]).filter(|note| note.span.contains(&byte))
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
