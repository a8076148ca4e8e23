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
        // One search for all openers: a search for an opener that the file does not have would read to its end each time.
        let rest = &text[wanted..];
        let opens = |line: usize| OPENERS.iter().any(|opener| rest[line..].starts_with(opener));
        let Some((line, _)) = rest.match_indices("\n[[").find(|(line, _)| opens(*line)) else { break };
        let end = wanted + line + 1;
        parts.push(start..end);
        start = end;
    }
    parts.push(start..text.len());
    parts
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

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

    #[test]
    fn a_file_without_some_of_the_openers_is_cut_in_linear_time() {
        let text = "[[claim]]\nquote = \"a share of the people who were asked\"\n".repeat(500_000);
        let started = Instant::now();
        assert!(parts(&text).len() > 500);
        // Milliseconds; where each part is cut by reading to the end of the file it takes a quarter of a minute.
        assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    }
}
