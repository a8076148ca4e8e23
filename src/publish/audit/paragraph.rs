//! The paragraphs that quotes stand in, of the documents that are at hand.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::evidence::{Document, LockedQuote};
use crate::model::Claim;

/// How much of a paragraph is shown on either side of a quote, in characters.
const LONGEST: usize = 600;

/// The documents that are at hand, by their works, in normalisation form C, in which positions of quotes count.
pub(super) struct Paragraphs<'d>(BTreeMap<&'d str, Vec<char>>);

impl<'d> Paragraphs<'d> {
    pub(super) fn of(documents: &'d [(&str, Document)]) -> Self {
        Self(documents.iter().map(|(work, document)| (*work, document.text.nfc().collect())).collect())
    }

    /// Whether the document of a claim is at hand.
    pub(super) fn has(&self, claim: &Claim) -> bool {
        self.0.contains_key(claim.document.value.as_str())
    }

    /// What stands before and after a quote in its paragraph; none when the document is not at hand.
    pub(super) fn around(&self, claim: &Claim, quote: &LockedQuote) -> Option<(String, String)> {
        let text = self.0.get(claim.document.value.as_str())?;
        let place = &quote.target.selector.1;
        let (before, after) = (text.get(..place.start)?, text.get(place.end..)?);
        let blank = |pair: &[char]| pair == ['\n', '\n'];
        let start = before.windows(2).rposition(blank).map_or(0, |at| at + 2);
        let end = after.windows(2).position(blank).unwrap_or(after.len());
        let first = start.max(before.len().saturating_sub(LONGEST));
        let last = end.min(LONGEST);
        let opens = if first > start { "… " } else { "" };
        let closes = if last < end { " …" } else { "" };
        let before = one_line(&before[first..]);
        let after = one_line(&after[..last]);
        Some((format!("{opens}{before}"), format!("{after}{closes}")))
    }
}

/// A text in one line; a blank at its ends stays one.
fn one_line(text: &[char]) -> String {
    let text: String = text.iter().collect();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blank = |is: bool| if is { " " } else { "" };
    let (opens, closes) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    if words.is_empty() { blank(opens).to_owned() } else { format!("{}{words}{}", blank(opens), blank(closes)) }
}
