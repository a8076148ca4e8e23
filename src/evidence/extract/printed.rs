//! From the lines of printed pages to a document.

use std::collections::BTreeSet;

use crate::evidence::document::{Document, Heading, numbered};
use crate::evidence::extract::layout::{Break, Line};
use crate::evidence::extract::plain;
use crate::evidence::extract::running::{Place, Running, goes_on};
use crate::evidence::footnote::Footnote;

/// The most lines of one heading.
const LONGEST_HEADING: usize = 4;

/// A document of printed pages in the making.
#[derive(Debug, Default)]
pub(super) struct Print {
    text: String,
    pages: Vec<usize>,
    headings: Vec<Large>,
    notes: Vec<Footnote>,
    /// Whether the last line belongs to a note.
    in_note: bool,
}

/// Lines in large letters.
#[derive(Debug)]
struct Large {
    start: usize,
    end: usize,
    size: u32,
    lines: usize,
}

impl Print {
    /// The document that these lines of its pages make, without heads and feet.
    pub(super) fn of(pages: &[Vec<Line>]) -> Document {
        let written: Vec<Vec<&str>> = pages.iter().map(|page| page.iter().map(|l| l.text.as_str()).collect()).collect();
        let running = Running::of(&written);
        let mut print = Self::default();
        for (page, lines) in pages.iter().enumerate() {
            let kept: Vec<&Line> =
                (0..lines.len()).filter(|line| !running.has(Place { page, line: *line })).map(|i| &lines[i]).collect();
            print.page(&kept);
        }
        print.finish(running.printed)
    }

    fn page(&mut self, lines: &[&Line]) {
        if !self.pages.is_empty() {
            let last = self.text.rsplit('\n').next().unwrap_or_default();
            let open = |first: &&&Line| first.heading.is_none() && first.note.is_none() && !self.in_note;
            let joined = lines.first().filter(open).is_some_and(|first| goes_on(last, &first.text));
            self.text.push_str(if joined { "\n\u{c}" } else { "\n\n\u{c}" });
        }
        self.in_note = false;
        self.pages.push(self.text.len());
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.text.push_str(match line.breaks {
                    Break::Line if self.ends_with_dash() => "",
                    Break::Line => "\n",
                    Break::Paragraph => "\n\n",
                });
            }
            self.line(line, at == 0);
        }
    }

    /// Whether a line ends in the middle of "18–24" or "and/or".
    fn ends_with_dash(&self) -> bool {
        let before = self.text.strip_suffix(['–', '—', '/']).unwrap_or_default();
        before.ends_with(char::is_alphanumeric)
    }

    fn line(&mut self, line: &Line, opens: bool) {
        let start = self.text.len();
        self.text.push_str(&line.text);
        let end = self.text.len();
        self.in_note = match &line.note {
            Some(number) => {
                self.notes.push(Footnote { number: number.clone(), span: start..end });
                true
            }
            None => self.in_note && line.breaks == Break::Line,
        };
        if let (true, Some(note)) = (self.in_note, self.notes.last_mut()) {
            note.span.end = end;
        }
        let Some(size) = line.heading else { return };
        match self.headings.last_mut() {
            Some(open) if !opens && open.size == size && open.end + 1 == start => {
                open.end = end;
                open.lines += 1;
            }
            _ => self.headings.push(Large { start, end, size, lines: 1 }),
        }
    }

    fn finish(mut self, printed: Option<i64>) -> Document {
        self.text.push('\n');
        let sizes: BTreeSet<u32> = self.headings.iter().map(|h| h.size).collect();
        let large = self.headings.iter().filter(|h| h.lines <= LONGEST_HEADING);
        let mut headings: Vec<Heading> = large.filter_map(|h| h.heading(&self.text, &sizes)).collect();
        let known = headings.clone();
        let meets = |h: &Heading| known.iter().any(|k| k.span.start < h.span.end && h.span.start < k.span.end);
        headings.extend(plain::headings(&self.text).into_iter().filter(|h| !meets(h)));
        headings.sort_by_key(|h| h.span.start);
        let (footnotes, guessed) = (self.notes, true);
        Document { footnotes, printed, guessed, ..Document::made(self.text, self.pages, headings) }
    }
}

impl Large {
    /// The heading that these lines are, unless they are a sentence or a number in large letters.
    fn heading(&self, text: &str, sizes: &BTreeSet<u32>) -> Option<Heading> {
        let written = text[self.start..self.end].split_whitespace().collect::<Vec<_>>().join(" ");
        let (number, title) = numbered(&written);
        if written.ends_with(['.', ',', ';']) || title.starts_with(char::is_lowercase) || written.starts_with('%') {
            return None;
        }
        let rank = sizes.iter().rev().position(|size| *size == self.size).unwrap_or_default();
        let depth = number.as_ref().map_or(rank + 1, |n| n.split('.').count());
        let level = u8::try_from(depth).unwrap_or(u8::MAX);
        Some(Heading { number, title: title.to_owned(), span: self.start..self.end, level })
    }
}
