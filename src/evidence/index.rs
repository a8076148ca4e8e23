//! An index of a folded text: where the words stand, in the order of the letters that follow.

use std::ops::Range;

use crate::evidence::folded::Folded;

/// How many words of a quote are looked up to find the rarest.
const LOOKED_UP: usize = 24;

/// How many places a rare word has at most: then no rarer one is looked for.
const RARE: usize = 16;

/// The places of a text at which quotes can begin.
#[derive(Debug)]
pub(super) struct Index {
    /// In the order of the keys, and of the places where these are the same.
    entries: Vec<Entry>,
}

/// A place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The eight bytes from there on, see [`key`].
    key: u64,
    /// The byte of the text.
    place: u32,
}

impl Index {
    /// The index of a text.
    pub(super) fn of(folded: &Folded) -> Self {
        let text = folded.text();
        let hyphens = folded.hyphens().filter(|at| *at < text.len());
        let mut places: Vec<usize> = openings(text).chain(hyphens).collect();
        places.sort_unstable();
        places.dedup();
        let entry = |place: usize| {
            let at = u32::try_from(place).expect("a folded text has fewer than 2^32 bytes");
            Entry { key: key(&text.as_bytes()[place..]), place: at }
        };
        let mut entries: Vec<Entry> = places.into_iter().map(entry).collect();
        entries.sort_unstable();
        Self { entries }
    }

    /// The first bytes of all places that have these letters, in the order of the text: by the rarest of their words.
    pub(super) fn places_of(&self, text: &str, letters: &str) -> Vec<usize> {
        let (mut within, mut found) = (0, self.beginning_with(letters));
        for at in openings(letters).take(LOOKED_UP).skip(1) {
            if found.len() <= RARE {
                break;
            }
            let other = self.beginning_with(&letters[at..]);
            if other.len() < found.len() {
                (within, found) = (at, other);
            }
        }
        let begins = |entry: &Entry| (entry.place as usize).checked_sub(within);
        let has = |at: &usize| text.as_bytes()[*at..].starts_with(letters.as_bytes());
        let mut places: Vec<usize> = self.entries[found].iter().filter_map(begins).filter(has).collect();
        places.sort_unstable();
        places
    }

    /// The entries whose places go on with these letters, as far as keys tell.
    fn beginning_with(&self, letters: &str) -> Range<usize> {
        let bytes = letters.as_bytes();
        let (least, most) = (key(bytes), key(bytes) | u64::MAX.checked_shr(8 * bytes.len() as u32).unwrap_or(0));
        let start = self.entries.partition_point(|entry| entry.key < least);
        let rest = &self.entries[start..];
        let mut reach = 1;
        while rest.get(reach).is_some_and(|entry| entry.key <= most) {
            reach *= 2;
        }
        start..start + rest[..rest.len().min(reach)].partition_point(|entry| entry.key <= most)
    }
}

/// The first eight bytes as a number that sorts as they do; fewer are followed by zeros.
fn key(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let length = bytes.len().min(8);
    eight[..length].copy_from_slice(&bytes[..length]);
    u64::from_be_bytes(eight)
}

/// The bytes at which words and signs begin: all but spaces and what goes on with a word or a number.
fn openings(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let goes_on = std::mem::replace(&mut inside, c.is_alphanumeric()) && inside;
        (!goes_on && c != ' ').then_some(at)
    })
}
