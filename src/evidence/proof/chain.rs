//! A quote that leaves words out: its parts in their order, each as early as it can stand.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::evidence::folded::Quoted;
use crate::evidence::searched::{Searched, Standing};

/// How many bytes of a folded text come from one byte of its original at most: a letter with its marks taken apart.
const LONGER: usize = 3;

/// The parts of a quote in a text.
pub(super) struct Chains<'a> {
    text: &'a Searched,
    parts: Vec<Part<'a>>,
}

/// A part of a quote with its places in the folded text.
struct Part<'a> {
    quoted: &'a Quoted,
    length: usize,
    /// The first bytes of all its places.
    starts: Rc<[usize]>,
    /// Which of these was looked at last: what comes before is passed for good, since a later first part has later parts.
    at: usize,
}

impl Part<'_> {
    fn start(&self) -> Option<usize> {
        self.starts.get(self.at).copied()
    }
}

impl<'a> Chains<'a> {
    /// Looks for all parts of a quote, those that are the same once.
    pub(super) fn new(parts: &'a [Quoted], text: &'a Searched) -> Self {
        let mut known = BTreeMap::new();
        let part = |quoted: &'a Quoted| {
            let starts = known.entry(quoted.key()).or_insert_with(|| Rc::from(text.starts(quoted)));
            Part { quoted, length: quoted.letters().len(), starts: Rc::clone(starts), at: 0 }
        };
        Self { text, parts: parts.iter().map(part).collect() }
    }

    /// From each place of the first part to the nearest of the last one, at most so many bytes of the original long.
    pub(super) fn within(mut self, farthest: usize) -> Vec<Standing> {
        let mut found = Vec::new();
        let mut before = None;
        while let Some(start) = self.parts[0].start() {
            match self.follow(start, before, start + LONGER * farthest) {
                Followed::To(end) => {
                    found.extend(self.standing(start, end).filter(|s| s.place.len() <= farthest));
                    before = Some(end);
                }
                Followed::TooFar => before = None,
                Followed::Nowhere => break,
            }
            self.parts[0].at += 1;
        }
        found
    }

    /// Follows the parts from a place of the first one; `before` is where those of the place before it ended.
    fn follow(&mut self, start: usize, before: Option<usize>, farthest: usize) -> Followed {
        let text = self.text;
        let mut end = start + self.parts[0].length;
        for part in &mut self.parts[1..] {
            let earlier = part.at;
            while part.start().is_some_and(|next| !is_after(text, next, end)) {
                part.at += 1;
            }
            let Some(next) = part.start() else { return Followed::Nowhere };
            if let Some(before) = before.filter(|_| part.at == earlier) {
                return Followed::To(before);
            }
            end = next + part.length;
            if end > farthest {
                return Followed::TooFar;
            }
        }
        Followed::To(end)
    }

    fn standing(&self, start: usize, end: usize) -> Option<Standing> {
        let [first, .., last] = self.parts.as_slice() else { return None };
        let opens = self.text.stands(&(start..start + first.length), first.quoted);
        let ends = self.text.stands(&(end - last.length..end), last.quoted);
        let place = opens.place.start..ends.place.end;
        Some(Standing { place, between: opens.between && ends.between })
    }
}

/// Where the parts lead.
enum Followed {
    /// To the end of the last one.
    To(usize),
    /// Farther than a quote may reach.
    TooFar,
    /// To a part that does not stand after the one before it: nor does it after any later place.
    Nowhere,
}

/// Whether a byte of the folded text comes after the letter that ends at another one. What was one letter may be several.
fn is_after(text: &Searched, next: usize, end: usize) -> bool {
    if next < end {
        return false;
    }
    let folded = text.folded();
    let is_apart = folded.text().as_bytes()[next].is_ascii();
    is_apart || folded.origin(&(next..next + 1)).start >= folded.origin(&(end - 1..end)).end
}
