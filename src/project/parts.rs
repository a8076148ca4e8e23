//! Cutting a large file of claims into parts that are read one after the other.
//!
//! A parsed TOML table takes twenty times the memory of its text. Read in parts, a file of 100,000 claims needs the
//! memory of its records only, and half the time.

use std::ops::Range;

/// About how many bytes a part has.
const PART: usize = 32 * 1024;

/// What a line begins with that opens a claim, a passage or a table.
const OPENERS: [&str; 3] = ["\n[[claim]]", "\n[[passage]]", "\n[[table]]"];

/// The bytes of each part. A part ends before a line that opens a record; a small text is one part.
pub(crate) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while text.len() - start > PART {
        let mut wanted = start + PART;
        while !text.is_char_boundary(wanted) {
            wanted += 1;
        }
        let opened = OPENERS.iter().filter_map(|opener| text[wanted..].find(opener)).min();
        let Some(end) = opened.map(|i| wanted + i + 1) else { break };
        parts.push(start..end);
        start = end;
    }
    parts.push(start..text.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::{PART, parts};

    #[test]
    fn parts_join_to_the_whole_and_start_at_claims() {
        let record = format!("[[claim]]\nquote = \"{}\"\n", "é".repeat(1000));
        let text = record.repeat(400);
        let parts = parts(&text);
        assert!(parts.len() > 2);
        assert!(parts.iter().all(|p| text[p.clone()].starts_with("[[claim]]")));
        assert!(parts.iter().all(|p| p.len() < 2 * PART));
        assert_eq!(parts.iter().map(|p| &text[p.clone()]).collect::<String>(), text);
    }
}
