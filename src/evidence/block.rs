//! A text in blocks: paragraphs, and the rows of tables.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memmem};

/// The longest line that may be a caption, in bytes.
const LONGEST_CAPTION: usize = 240;

/// A part of a text that is read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Running text.
    Prose(Range<usize>),
    /// Lines with cells, and the bytes of the line before them, which may be their caption.
    Table { rows: Range<usize>, caption: Range<usize> },
}

/// Cuts a text at blank lines, before items of lists and round tables.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Block> {
    Blocks { text, at: 0, last_line: 0..0 }
}

struct Blocks<'t> {
    text: &'t str,
    at: usize,
    /// The last line that was no row, for captions.
    last_line: Range<usize>,
}

impl Blocks<'_> {
    /// The line that starts at a byte, without its end, and the byte after it.
    fn line(&self, start: usize) -> (Range<usize>, usize) {
        let bytes = &self.text.as_bytes()[start..];
        match memchr(b'\n', bytes) {
            Some(length) => (start..start + length, start + length + 1),
            None => (start..self.text.len(), self.text.len()),
        }
    }

    /// The line before a table, when it is short enough for a caption.
    fn caption(&self) -> Range<usize> {
        if self.last_line.len() <= LONGEST_CAPTION { self.last_line.clone() } else { 0..0 }
    }

    /// Follows lines from here while they are rows, or while they are running text.
    fn run(&mut self, rows: bool) -> Range<usize> {
        let start = self.at;
        let mut end = start;
        while self.at < self.text.len() {
            let (line, next) = self.line(self.at);
            let written = &self.text[line.clone()];
            let blank = written.trim_start().is_empty();
            let breaks = end > start && !rows && opens_item(written);
            // What the first line is, the caller knows.
            if blank || breaks || end > start && is_row(written) != rows {
                break;
            }
            if !rows {
                self.last_line = line.clone();
            }
            (end, self.at) = (line.end, next);
        }
        start..end
    }
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        while self.at < self.text.len() {
            let (line, next) = self.line(self.at);
            let written = &self.text[line.clone()];
            if written.trim_start().is_empty() {
                self.at = next;
            } else if is_row(written) {
                let caption = self.caption();
                return Some(Block::Table { rows: self.run(true), caption });
            } else {
                return Some(Block::Prose(self.run(false)));
            }
        }
        None
    }
}

/// Whether a line starts an item of a list.
fn opens_item(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "• ", "– ", "— ", "# "].iter().any(|sign| line.starts_with(sign))
}

/// Whether a line is a row of cells: parted by tabs or bars, or by wide gaps with numbers in between.
pub(super) fn is_row(line: &str) -> bool {
    let bytes = line.as_bytes();
    let between = |at: usize| {
        let told = !line[at..].trim().is_empty();
        told && (!line[..at].trim().is_empty() || memchr_iter(b'\t', bytes).count() >= 2)
    };
    match memchr2(b'\t', b'|', bytes) {
        Some(at) if bytes[at] == b'\t' => between(at) || memchr_iter(b'|', &bytes[at..]).count() >= 2,
        Some(at) => memchr_iter(b'|', &bytes[at..]).count() >= 2,
        None => memmem::find(bytes, b"   ").is_some() && gapped(line),
    }
}

fn gapped(line: &str) -> bool {
    let cells: Vec<&str> = line.trim().split("   ").map(str::trim).filter(|c| !c.is_empty()).collect();
    let numeric = cells.iter().filter(|c| c.bytes().any(|b| b.is_ascii_digit()) && c.len() <= 12).count();
    cells.len() >= 2 && numeric + 1 >= cells.len() && numeric >= 1
}

/// The cells of a row, as bytes of the text.
pub(super) fn cells(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[row.clone()];
    let trimmed = |range: Range<usize>| {
        let cell = &text[range.clone()];
        let start = range.start + (cell.len() - cell.trim_start().len());
        start..start.max(range.start + cell.trim_end().len())
    };
    let parts: Vec<Range<usize>> = if line.bytes().filter(|b| *b == b'|').count() >= 2 {
        parted(line, "|")
    } else if line.contains('\t') {
        parted(line, "\t")
    } else {
        parted(line, "   ").into_iter().filter(|r| !line[r.clone()].trim().is_empty()).collect()
    };
    let mut cells: Vec<Range<usize>> =
        parts.into_iter().map(|r| trimmed(row.start + r.start..row.start + r.end)).collect();
    if line.trim_start().starts_with('|') {
        cells.remove(0);
    }
    cells
}

fn parted(line: &str, by: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(by) {
        parts.push(start..at);
        start = at + by.len();
    }
    parts.push(start..line.len());
    parts
}
