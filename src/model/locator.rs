//! Where in a document a statement stands.

use crate::model::Pages;
use crate::word::words;

/// The place of a quote in its document, as the document itself numbers its parts. Every part is optional; a place
/// without any is allowed where the document has no such numbering.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locator {
    /// The section, as numbered or titled by the document.
    pub section: Option<Box<str>>,
    /// The page or pages.
    pub page: Option<Pages>,
    /// The paragraph, counted from 1 within the section, the page or the whole document.
    pub paragraph: Option<Box<str>>,
    /// The number of a table.
    pub table: Option<Box<str>>,
    /// The number of a figure.
    pub figure: Option<Box<str>>,
    /// The number or the heading of a chart that the document does not call a figure.
    pub chart: Option<Box<str>>,
    /// The number of a slide.
    pub slide: Option<Box<str>>,
    /// The number of a footnote.
    pub footnote: Option<Box<str>>,
    /// The fragment of a web address: what follows the `#`.
    pub url: Option<Box<str>>,
    /// A point in a recording, as `h:mm:ss` or `mm:ss`.
    pub time: Option<Box<str>>,
    /// The row and the column of a cell, when the statement is a cell of a table.
    pub cell: Option<Box<GridCell>>,
}

/// The row and the column of a cell, by the words that the record gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct GridCell {
    /// The head of the row.
    pub row: String,
    /// The head of the column.
    pub column: String,
    /// Whether it holds a sign that the source explains elsewhere ("*" for "less than 0.5"), so that its own words state no
    /// number.
    pub is_sign: bool,
}

words! {
    /// A part of a document that can be numbered, in the order in which a citation names them.
    pub enum LocatorPart: "part of a locator" {
        /// A section.
        Section = "section",
        /// A page or pages.
        Page = "page",
        /// A paragraph.
        Paragraph = "paragraph",
        /// A table.
        Table = "table",
        /// A figure.
        Figure = "figure",
        /// A chart.
        Chart = "chart",
        /// A slide.
        Slide = "slide",
        /// A footnote.
        Footnote = "footnote",
        /// A fragment of a web address.
        Url = "url",
        /// A point in a recording.
        Time = "time",
    }
}

impl Locator {
    /// What the record says of a part, as text.
    pub fn part(&self, part: LocatorPart) -> Option<String> {
        match part {
            LocatorPart::Section => self.section.as_deref().map(str::to_owned),
            LocatorPart::Page => self.page.as_ref().map(ToString::to_string),
            LocatorPart::Paragraph => self.paragraph.as_deref().map(str::to_owned),
            LocatorPart::Table => self.table.as_deref().map(str::to_owned),
            LocatorPart::Figure => self.figure.as_deref().map(str::to_owned),
            LocatorPart::Chart => self.chart.as_deref().map(str::to_owned),
            LocatorPart::Slide => self.slide.as_deref().map(str::to_owned),
            LocatorPart::Footnote => self.footnote.as_deref().map(str::to_owned),
            LocatorPart::Url => self.url.as_deref().map(str::to_owned),
            LocatorPart::Time => self.time.as_deref().map(str::to_owned),
        }
    }

    /// The parts that are neither section nor page, as `name value`, joined by "; ": the column `place_in_document`.
    pub fn further(&self) -> Option<String> {
        let own = |part: &LocatorPart| *part != LocatorPart::Section && *part != LocatorPart::Page;
        let parts = LocatorPart::ALL.into_iter().filter(own);
        let named = parts.filter_map(|part| self.part(part).map(|text| format!("{} {text}", part.code())));
        let cell = self.cell.iter().flat_map(|c| [format!("row {}", c.row), format!("column {}", c.column)]);
        let all: Vec<String> = named.chain(cell).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// Whether the record says nothing of the place.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This place, with what it leaves out taken from another: a claim in a passage, a passage in a file.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        Self {
            section: self.section.or_else(|| other.section.clone()),
            page: self.page.or_else(|| other.page.clone()),
            paragraph: self.paragraph.or_else(|| other.paragraph.clone()),
            table: self.table.or_else(|| other.table.clone()),
            figure: self.figure.or_else(|| other.figure.clone()),
            chart: self.chart.or_else(|| other.chart.clone()),
            slide: self.slide.or_else(|| other.slide.clone()),
            footnote: self.footnote.or_else(|| other.footnote.clone()),
            url: self.url.or_else(|| other.url.clone()),
            time: self.time.or_else(|| other.time.clone()),
            cell: self.cell.or_else(|| other.cell.clone()),
        }
    }
}
