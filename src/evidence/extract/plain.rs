//! Plain text.

use std::collections::BTreeMap;

use crate::evidence::document::{Document, Heading, numbered};

/// The longest line that is taken for a heading, in characters.
const LONGEST_HEADING: usize = 120;

/// The text as it is; pages by form feeds, headings by blank lines round a short line.
pub(in crate::evidence) fn document(text: &str) -> Document {
    let pages: Vec<usize> = match text.contains('\u{c}') {
        true => std::iter::once(0).chain(text.match_indices('\u{c}').map(|(i, _)| i + 1)).collect(),
        false => Vec::new(),
    };
    Document::made(text.to_owned(), pages, headings(text))
}

fn headings(text: &str) -> Vec<Heading> {
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
