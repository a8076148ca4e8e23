//! Puts the text of a document together, block by block.

use crate::evidence::document::{Document, Heading, numbered};
use crate::evidence::footnote::{self, Footnote};

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    headings: Vec<Heading>,
    /// The byte at which the open heading starts, and its level.
    heading: Option<(usize, u8)>,
    /// Whether white space was met since the last word.
    space: bool,
    /// Whether the next cell is the first of its row.
    row_opens: bool,
    /// Whether a row is open, whose paragraphs do not part lines.
    in_row: bool,
    notes: Vec<Footnote>,
    /// The open note: its number, and the byte at which it starts.
    note: Option<(String, usize)>,
}

impl Builder {
    /// Running text; every run of white space becomes one space.
    pub(super) fn flow(&mut self, text: &str) {
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end_matches(char::is_whitespace);
            // A no-break space holds "31 percent" together in the markup; in the text it is a space like any other.
            if !word.is_empty() {
                if self.space && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push_str(word);
            }
            self.space |= word.len() < part.len();
        }
    }

    /// Ends the paragraph; within a row of a table it only parts words.
    pub(super) fn block(&mut self) {
        match self.in_row {
            true => self.space = true,
            false => self.end_line("\n\n"),
        }
    }

    /// Ends the line; within a row of a table it only parts words.
    pub(super) fn line(&mut self) {
        match self.in_row {
            true => self.space = true,
            false => self.end_line("\n"),
        }
    }

    fn end_line(&mut self, end: &str) {
        self.space = false;
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        let breaks = self.text.len() - self.text.trim_end_matches('\n').len();
        if !self.text.is_empty() && breaks < end.len() {
            self.text.push_str(&end[breaks..]);
        }
    }

    /// Begins a cell; every cell but the first of its row has a tab before it.
    pub(super) fn cell(&mut self) {
        self.space = false;
        if !std::mem::take(&mut self.row_opens) {
            self.text.push('\t');
        }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.end_row();
        (self.row_opens, self.in_row) = (true, true);
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.in_row = false;
        self.line();
    }

    /// Begins a footnote, and ends the one that is open.
    pub(super) fn open_note(&mut self, number: &str) {
        self.close_note();
        let number = number.trim().trim_matches(['[', ']', '(', ')', '.', '^']).trim();
        self.note = (!number.is_empty()).then(|| (number.to_owned(), self.text.len()));
    }

    /// Ends a footnote.
    pub(super) fn close_note(&mut self) {
        let Some((number, start)) = self.note.take() else { return };
        let end = start + self.text[start.min(self.text.len())..].trim_end().len();
        if end > start {
            self.notes.push(Footnote { number, span: start..end });
        }
    }

    /// Whether nothing stands in the paragraph yet.
    pub(super) fn at_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    /// Raised text: the mark of a note is left out, an exponent is written as one.
    pub(super) fn raised(&mut self, text: &str) {
        if !footnote::is_mark(self.last_words(), text) {
            self.flow(&footnote::raised(text));
        }
    }

    /// The last word and what stands after it.
    fn last_words(&self) -> &str {
        if self.space { "" } else { &self.text }
    }

    /// Ends a paragraph, and the heading that it is.
    #[cfg(feature = "documents")]
    pub(super) fn close_paragraph(&mut self) {
        if self.heading.is_some() { self.close_heading() } else { self.block() }
    }

    /// Begins a heading; its level is 1 for the highest.
    pub(super) fn open_heading(&mut self, level: u8) {
        self.block();
        // What stands in a cell heads nothing beyond it.
        self.heading = (!self.in_row).then_some((self.text.len(), level));
    }

    /// Ends a heading.
    pub(super) fn close_heading(&mut self) {
        let Some((start, level)) = self.heading.take() else { return };
        let written = self.text[start..].trim_end();
        let span = start..start + written.len();
        let (number, title) = numbered(written);
        if !written.is_empty() {
            self.headings.push(Heading { number, title: title.to_owned(), span, level });
        }
        self.block();
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        self.end_row();
        self.close_heading();
        self.close_note();
        self.text.truncate(self.text.trim_end().len());
        self.line();
        Document { footnotes: self.notes, ..Document::made(self.text, Vec::new(), self.headings) }
    }
}
