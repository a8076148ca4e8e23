//! The passage of a document that comes nearest to a quote that it does not have, and what differs.

use std::collections::{BTreeMap, HashMap};
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

/// How many words of a quote are compared: a longer one is known by its beginning.
const COMPARED: usize = 2000;

/// A word as it is compared.
struct Word<'t> {
    written: &'t str,
    place: Range<usize>,
}

impl Word<'_> {
    /// Its letters and digits in lower case.
    fn letters(&self) -> String {
        self.written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let words = text.split(' ').map(move |written| {
        let place = at..at + written.len();
        at = place.end + 1;
        Word { written, place }
    });
    words.filter(|word| !word.written.is_empty())
}

/// The words of a document, ready to be compared with quotes that it does not have.
#[derive(Debug)]
pub(super) struct Passages {
    /// The bytes of the words in the folded text.
    words: Vec<Range<usize>>,
    /// Which of these have the same letters, by the letters.
    places: HashMap<String, Vec<usize>>,
}

impl Passages {
    /// The words of a document.
    pub(super) fn of(document: &Folded) -> Self {
        let mut made = Self { words: Vec::new(), places: HashMap::new() };
        for word in words(document.text()) {
            made.places.entry(word.letters()).or_default().push(made.words.len());
            made.words.push(word.place);
        }
        made
    }

    /// The passage of the document that shares the most words with a quote; none when no passage shares half of them.
    pub(super) fn nearest(&self, document: &Folded, quote: &str) -> Option<Nearest> {
        let quoted = Folded::new(quote);
        let ours: Vec<Word<'_>> = words(quoted.text().trim_end()).take(COMPARED).collect();
        let start = self.window(&ours)?;
        let from = start.saturating_sub(MARGIN);
        let to = (start + ours.len() + MARGIN).min(self.words.len());
        let near = &self.words[from..to];
        let old: Vec<String> = ours.iter().map(|word| quoted.written(&word.place)).collect();
        let new: Vec<String> = near.iter().map(|place| document.written(place)).collect();
        let mut steps = steps(&old, &new);
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
        let place = document.origin(&(near.get(first)?.start..near.get(last)?.end));
        Some(Nearest { place, diff: shown(&steps, &old, &new) })
    }

    /// The first word of the passage of as many words as the quote has that shares the most of them.
    fn window(&self, ours: &[Word<'_>]) -> Option<usize> {
        let mut wanted: BTreeMap<String, i64> = BTreeMap::new();
        ours.iter().for_each(|word| *wanted.entry(word.letters()).or_default() += 1);
        let mut window = Window { left: Vec::with_capacity(wanted.len()), shared: 0 };
        let mut met = Vec::new();
        for (letters, count) in wanted {
            let places = self.places.get(&letters).into_iter().flatten();
            met.extend(places.map(|place| Met { place: *place, word: window.left.len() }));
            window.left.push(count);
        }
        met.sort_unstable_by_key(|met| met.place);
        let (mut first, mut most, mut best) = (0, 0, 0);
        for now in &met {
            while met[first].place + ours.len() < now.place {
                window.leave(met[first].word);
                first += 1;
            }
            window.enter(now.word);
            if met[first].place + ours.len() == now.place {
                window.leave(met[first].word);
                first += 1;
            }
            if window.shared > most {
                (most, best) = (window.shared, (now.place + 1).saturating_sub(ours.len()));
            }
        }
        (most * 10 >= ours.len() * SHARED && most > 0).then_some(best)
    }
}

/// A word of the document that the quote has too.
struct Met {
    /// Its number among the words of the document.
    place: usize,
    /// Its number among the words of the quote, each counted once.
    word: usize,
}

/// A passage that moves over the document, as long as the quote.
struct Window {
    /// How many of each word of the quote it lacks.
    left: Vec<i64>,
    /// How many words it shares with the quote.
    shared: usize,
}

impl Window {
    fn enter(&mut self, word: usize) {
        self.shared += usize::from(self.left[word] > 0);
        self.left[word] -= 1;
    }

    fn leave(&mut self, word: usize) {
        self.left[word] += 1;
        self.shared -= usize::from(self.left[word] > 0);
    }
}

/// The passage nearest to a quote, see [`Passages::nearest`].
pub(super) fn nearest(document: &Folded, quote: &str) -> Option<Nearest> {
    Passages::of(document).nearest(document, quote)
}

/// What differs between two passages. The signs round words count only where no word differs: a quote may end before the
/// full stop.
fn steps(ours: &[String], theirs: &[String]) -> Vec<Step> {
    let compared = |ours: &[String], theirs: &[String]| -> Vec<Step> {
        capture_diff_slices(Algorithm::Myers, ours, theirs).iter().map(Step::of).collect()
    };
    let letters = |words: &[String]| -> Vec<String> {
        words.iter().map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect()).collect()
    };
    let by_letters = compared(&letters(ours), &letters(theirs));
    let within = |step: &Step| step.equal || step.old.is_empty();
    if by_letters.iter().all(within) && by_letters.iter().filter(|s| s.equal).count() == 1 {
        return compared(ours, theirs);
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
