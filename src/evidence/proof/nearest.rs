//! The passage of a document that comes nearest to a quote that it does not have, and what differs.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::evidence::folded::Folded;

/// How many of ten words a passage shares with a quote to be near it.
const SHARED: usize = 5;

/// How many equal words are shown beside what differs.
const SHOWN: usize = 4;

/// How many words around the nearest passage are looked at: a quote may leave words out.
const MARGIN: usize = 6;

/// The passage nearest to a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Nearest {
    /// Its bytes in the document.
    pub(super) place: Range<usize>,
    /// The words of both: `[-of the record-]`, `{+of the document+}`.
    pub(super) diff: String,
}

/// A word as it is compared.
struct Word {
    place: Range<usize>,
    written: String,
    /// Its letters and digits in lower case.
    letters: String,
}

fn words(folded: &Folded) -> Vec<Word> {
    let text = folded.text().trim_end();
    let mut found = Vec::new();
    let mut at = 0;
    for written in text.split(' ') {
        let letters: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if !written.is_empty() {
            let place = at..at + written.len();
            found.push(Word { written: folded.written(&place), place, letters });
        }
        at += written.len() + 1;
    }
    found
}

/// The passage that shares the most words with a quote; none when no passage shares half of them.
pub(super) fn nearest(document: &Folded, quote: &str) -> Option<Nearest> {
    let quoted = Folded::new(quote);
    let (theirs, ours) = (words(document), words(&quoted));
    let start = window(&theirs, &ours)?;
    let from = start.saturating_sub(MARGIN);
    let to = (start + ours.len() + MARGIN).min(theirs.len());
    let near = &theirs[from..to];
    let written = |words: &[Word]| -> Vec<String> { words.iter().map(|w| w.written.clone()).collect() };
    let (old, new) = (written(&ours), written(near));
    let mut steps = steps(&ours, near);
    if let Some(first) = steps.first_mut() {
        // What stands before the passage is not part of it.
        first.new.start = first.new.end - first.new.len().min(first.old.len());
    }
    if let Some(last) = steps.last_mut() {
        last.new.end = last.new.start + last.new.len().min(last.old.len());
    }
    steps.retain(|step| !step.old.is_empty() || !step.new.is_empty());
    let first = steps.first()?.new.start;
    let last = steps.last()?.new.end.checked_sub(1)?;
    let place = document.origin(&(near.get(first)?.place.start..near.get(last)?.place.end));
    Some(Nearest { place, diff: shown(&steps, &old, &new) })
}

/// What differs between two passages. The signs round words count only where no word differs: a quote may end before the
/// full stop.
fn steps(ours: &[Word], theirs: &[Word]) -> Vec<Step> {
    let compared = |of: fn(&Word) -> String| -> Vec<Step> {
        let words = |words: &[Word]| -> Vec<String> { words.iter().map(of).collect() };
        capture_diff_slices(Algorithm::Myers, &words(ours), &words(theirs)).iter().map(Step::of).collect()
    };
    let by_letters = compared(|word| word.written.chars().filter(|c| c.is_alphanumeric()).collect());
    let within = |step: &Step| step.equal || step.old.is_empty();
    if by_letters.iter().all(within) && by_letters.iter().filter(|s| s.equal).count() == 1 {
        return compared(|word| word.written.clone());
    }
    by_letters
}

/// Words that are the same on both sides, or stand in the place of each other.
struct Step {
    equal: bool,
    old: Range<usize>,
    new: Range<usize>,
}

impl Step {
    fn of(step: &DiffOp) -> Self {
        Self { equal: matches!(step, DiffOp::Equal { .. }), old: step.old_range(), new: step.new_range() }
    }
}

/// The first word of the passage of so many words that shares the most of them.
fn window(theirs: &[Word], ours: &[Word]) -> Option<usize> {
    let mut wanted: HashMap<&str, i64> = HashMap::new();
    ours.iter().for_each(|w| *wanted.entry(&w.letters).or_default() += 1);
    let (mut shared, mut best) = (0usize, (0usize, 0usize));
    for (end, word) in theirs.iter().enumerate() {
        if let Some(left) = wanted.get_mut(word.letters.as_str()) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        if let Some(gone) = end.checked_sub(ours.len())
            && let Some(left) = wanted.get_mut(theirs[gone].letters.as_str())
        {
            *left += 1;
            shared -= usize::from(*left > 0);
        }
        if shared > best.0 {
            best = (shared, (end + 1).saturating_sub(ours.len()));
        }
    }
    (best.0 * 10 >= ours.len() * SHARED && best.0 > 0).then_some(best.1)
}

fn shown(steps: &[Step], old: &[String], new: &[String]) -> String {
    let mut out: Vec<String> = Vec::new();
    let last = steps.len().saturating_sub(1);
    for (i, step) in steps.iter().enumerate() {
        let (ours, theirs) = (&old[step.old.clone()], &new[step.new.clone()]);
        if step.equal {
            out.push(shortened(ours, i == 0, i == last));
            continue;
        }
        if !ours.is_empty() {
            out.push(format!("[-{}-]", ours.join(" ")));
        }
        if !theirs.is_empty() {
            out.push(format!("{{+{}+}}", theirs.join(" ")));
        }
    }
    out.join(" ")
}

/// Equal words, those far from what differs left out.
fn shortened(words: &[String], first: bool, last: bool) -> String {
    let (head, tail) = (if first { 0 } else { SHOWN }, if last { 0 } else { SHOWN });
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let (before, after) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    [before.as_str(), "…", after.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Folded, nearest};

    #[test]
    fn what_differs_is_shown_word_by_word() {
        let text = "In spring we asked again. Of all adults, 61 percent said\nthat they trust the mayor of Alba. Nobody else was asked.";
        let near = nearest(&Folded::new(text), "61 percent say that they trust mayors of Alba").expect("near");
        assert_eq!(near.diff, "61 percent [-say-] {+said+} that they trust [-mayors-] {+the mayor+} of Alba");
        assert!(text[near.place].starts_with("61 percent said"));
    }

    #[test]
    fn hyphens_are_shown_and_the_signs_round_words_only_where_no_word_differs() {
        let text = Folded::new("Six-in-ten townspeople would vote for the mayor, as they did.");
        let near = nearest(&text, "Six-in-ten townspeople will vote for the mayor, as they did").expect("near");
        assert_eq!(near.diff, "Six-in-ten townspeople [-will-] {+would+} vote for the mayor, …");
        let near = nearest(&text, "Six-in-ten townspeople would vote for the mayor; as they did").expect("near");
        assert!(near.diff.contains("[-mayor;-] {+mayor,+}"), "{}", near.diff);
    }

    #[test]
    fn long_runs_of_equal_words_are_shortened() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let near =
            nearest(&Folded::new(text), "one two three four five six seven eight nine ten elf twelve").expect("near");
        assert_eq!(near.diff, "… seven eight nine ten [-elf-] {+eleven+} twelve");
    }

    #[test]
    fn a_passage_about_something_else_is_not_near() {
        assert_eq!(nearest(&Folded::new("The weather was fine in May."), "61 percent trust the mayor"), None);
        assert_eq!(nearest(&Folded::new(""), "61 percent"), None);
        assert_eq!(nearest(&Folded::new("a"), ""), None);
    }
}
