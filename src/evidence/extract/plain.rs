//! Plain text.

use std::collections::BTreeMap;

use crate::evidence::document::{Document, Heading, numbered};
use crate::evidence::extract::running::{Place, Running, goes_on};
use crate::evidence::footnote::raised_notes;

/// The longest line that is taken for a heading, in characters.
const LONGEST_HEADING: usize = 120;

/// The text without running heads and feet; pages by form feeds, headings by blank lines round a short line.
pub(in crate::evidence) fn document(text: &str) -> Document {
    if !text.contains('\u{c}') {
        return Document {
            footnotes: raised_notes(text),
            ..Document::made(text.to_owned(), Vec::new(), headings(text))
        };
    }
    let paged = Paged::of(text);
    let headings = headings(&paged.text);
    let footnotes = raised_notes(&paged.text);
    Document { printed: paged.printed, footnotes, ..Document::made(paged.text, paged.pages, headings) }
}

/// A text with form feeds, without heads and feet.
struct Paged {
    text: String,
    pages: Vec<usize>,
    printed: Option<i64>,
}

impl Paged {
    fn of(text: &str) -> Self {
        let written: Vec<&str> = text.split('\u{c}').collect();
        let pages: Vec<Vec<&str>> = written.iter().map(|page| page.split_inclusive('\n').collect()).collect();
        let running = Running::of(&pages);
        let mut paged = Self { text: String::with_capacity(text.len()), pages: Vec::new(), printed: running.printed };
        let mut cut = false;
        for (page, lines) in pages.iter().enumerate() {
            let runs: Vec<bool> = (0..lines.len()).map(|line| running.has(Place { page, line })).collect();
            let first = runs.iter().position(|runs| !runs).unwrap_or(0);
            let kept: String = lines.iter().zip(&runs).filter(|(_, runs)| !**runs).map(|(line, _)| *line).collect();
            paged.add(&kept, page > 0, cut || first > 0);
            cut = runs.last().is_some_and(|runs| *runs) || runs.iter().skip(first).any(|runs| *runs);
        }
        paged
    }

    /// Adds a page; where something was cut away before it, the blank lines that were round it go with it if a sentence goes
    /// on there.
    fn add(&mut self, page: &str, breaks: bool, cut: bool) {
        let last = self.text.trim_end().rsplit('\n').next().unwrap_or_default();
        let joined = cut && breaks && goes_on(last, page.trim_start().lines().next().unwrap_or_default());
        if joined {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
        if breaks {
            self.text.push('\u{c}');
        }
        self.pages.push(self.text.len());
        self.text.push_str(if joined { page.trim_start_matches(['\n', '\r']) } else { page });
    }
}

pub(super) fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut blank_before = true;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        blank_before |= line.starts_with('\u{c}');
        let blank_after = lines.peek().is_none_or(|next| next.trim().is_empty() || next.starts_with('\u{c}'));
        let written = line.trim();
        if written.len() <= 4 * LONGEST_HEADING && blank_before && blank_after && is_heading(written) {
            let (number, title) = numbered(written);
            let title = title.to_owned();
            let begin = start + (line.len() - line.trim_start().len());
            let level = number.as_ref().map_or(1, |n| u8::try_from(n.split('.').count()).unwrap_or(u8::MAX));
            found.push(Heading { span: begin..begin + written.len(), number, title, level });
        }
        blank_before = written.is_empty();
        start += line.len();
    }
    without_running_heads(found)
}

/// Titles that stand on page after page head no section.
fn without_running_heads(mut found: Vec<Heading>) -> Vec<Heading> {
    let mut counts = BTreeMap::new();
    found.iter().for_each(|h| *counts.entry((h.number.clone(), h.title.clone())).or_insert(0) += 1);
    found.retain(|h| counts[&(h.number.clone(), h.title.clone())] < 3);
    found
}

/// A short line that does not end as sentences do, and begins with a number or has capitals only.
fn is_heading(line: &str) -> bool {
    let (number, title) = numbered(line);
    let ends = line.ends_with(['.', ',', ';', ':', '!']);
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let small = title.chars().any(char::is_lowercase);
    let opens = title.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_numeric());
    line.chars().count() <= LONGEST_HEADING && !ends && letters >= 3 && opens && (number.is_some() || !small)
}

#[cfg(test)]
mod tests {
    use crate::evidence::{Document, Format};

    #[test]
    fn sentences_go_on_over_heads_and_numbers_of_pages() {
        let text = "Herds\n\nIn Alba 61 percent of herders\n\n12\n\u{c}Herds of the north\n\ntrust the mayor.\n\n13\n\u{c}Herds of the north\n\nThe end.\n";
        let document = Document::new(text, Format::Text);
        assert_eq!(document.text, "Herds\n\nIn Alba 61 percent of herders\n\u{c}trust the mayor.\n\n\u{c}\nThe end.\n");
        assert_eq!(
            (document.printed, document.page_at(document.text.find("trust").expect("there"))),
            (Some(11), Some(2))
        );
    }

    #[test]
    fn rows_of_tables_and_numbers_of_the_text_are_no_heads() {
        let text = "Table 1. Shares\nTown    2019\nAlba    30\n\u{c}Table 2. Shares\nTown    2019\nAlba    41\n";
        assert_eq!(Document::new(text, Format::Text).text, text);
    }
}
