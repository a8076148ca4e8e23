//! Plain text.

use crate::evidence::document::{Document, Heading, numbered};

/// The longest line that is taken for a heading, in characters.
const LONGEST_HEADING: usize = 120;

/// The text as it is; pages by form feeds, headings by blank lines round a short line.
pub(in crate::evidence) fn document(text: &str) -> Document {
    let pages: Vec<usize> = match text.contains('\u{c}') {
        true => std::iter::once(0).chain(text.match_indices('\u{c}').map(|(i, _)| i + 1)).collect(),
        false => Vec::new(),
    };
    Document { pages, headings: headings(text), text: text.to_owned() }
}

fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut blank_before = true;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let blank_after = lines.peek().is_none_or(|next| next.trim().is_empty());
        let written = line.trim();
        if written.len() <= 4 * LONGEST_HEADING && blank_before && blank_after && is_heading(written) {
            let (number, title) = numbered(written);
            let title = title.to_owned();
            let begin = start + (line.len() - line.trim_start().len());
            found.push(Heading { span: begin..begin + written.len(), number, title });
        }
        blank_before = written.is_empty();
        start += line.len();
    }
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
