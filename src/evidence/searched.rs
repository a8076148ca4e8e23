//! A text in which quotes are looked for: the first ones from its beginning to its end, and when there are many, by an index of
//! its words.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use memchr::memmem;

use crate::evidence::folded::{Folded, Quoted};
use crate::evidence::index::Index;

/// How many times a text is read through before it is worth an index.
const WORTH_AN_INDEX: usize = 200;

/// A text, folded, in which quotes are looked for.
#[derive(Debug)]
pub(super) struct Searched {
    folded: Folded,
    /// How many quotes were looked for so far.
    sought: Cell<usize>,
    index: OnceCell<Index>,
}

/// A place at which a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Its bytes in the original.
    pub(super) place: Range<usize>,
    /// Whether the words that the record gives stand before and after it.
    pub(super) between: bool,
}

impl Searched {
    /// A text as it is written.
    pub(super) fn new(text: &str) -> Self {
        Self { folded: Folded::new(text), sought: Cell::default(), index: OnceCell::new() }
    }

    /// The text, folded.
    pub(super) fn folded(&self) -> &Folded {
        &self.folded
    }

    /// Every place of a quote, in bytes of the original; a quote does not begin or end within a word or a number.
    /// Where words round it are given and stand somewhere, only the places between them.
    pub(super) fn places_of(&self, quote: &Quoted) -> Vec<Range<usize>> {
        let standing = self.standing(quote);
        let decided = standing.iter().any(|s| s.between);
        // Words around that are nowhere decide nothing.
        standing.into_iter().filter(|s| s.between || !decided).map(|s| s.place).collect()
    }

    /// Every place of a quote, and whether the words that its record gives stand round it there.
    pub(super) fn standing(&self, quote: &Quoted) -> Vec<Standing> {
        let length = quote.letters().len();
        self.starts(quote).into_iter().map(|at| self.stands(&(at..at + length), quote)).collect()
    }

    /// A place of the folded text at which a quote stands, in bytes of the original.
    pub(super) fn stands(&self, place: &Range<usize>, quote: &Quoted) -> Standing {
        let between = quote.is_bare() || self.folded.is_between(place, quote);
        Standing { place: self.folded.origin(place), between }
    }

    /// The first bytes of every place of a quote in the folded text, whatever stands round it.
    pub(super) fn starts(&self, quote: &Quoted) -> Vec<usize> {
        let letters = quote.letters();
        if letters.is_empty() {
            return Vec::new();
        }
        self.sought.set(self.sought.get() + 1);
        let admitted = |at: &usize| self.folded.admits(&(*at..at + letters.len()), quote.words());
        let indexed = || self.indexed(letters).map(|places| places.into_iter().filter(admitted).collect());
        let read = || memmem::find_iter(self.folded.text().as_bytes(), letters.as_bytes()).filter(admitted).collect();
        let worth = self.sought.get() >= WORTH_AN_INDEX;
        worth.then(indexed).flatten().unwrap_or_else(read)
    }

    /// The places that have these letters, by the index; none when one of them overlaps another place, which may lie within a
    /// word: then only reading through tells which of the two counts.
    fn indexed(&self, letters: &str) -> Option<Vec<usize>> {
        let text = self.folded.text();
        let places = self.index.get_or_init(|| Index::of(&self.folded)).places_of(text, letters);
        let (bytes, letters) = (text.as_bytes(), letters.as_bytes());
        let apart = |at: &usize| {
            let before = &bytes[(at + 1).saturating_sub(letters.len())..at + letters.len() - 1];
            let after = &bytes[at + 1..(at + 2 * letters.len() - 1).min(bytes.len())];
            memmem::find(before, letters).is_none() && memmem::find(after, letters).is_none()
        };
        (!may_overlap(letters) || places.iter().all(apart)).then_some(places)
    }
}

/// Whether letters end as they begin: "a share of a".
fn may_overlap(letters: &[u8]) -> bool {
    // For each byte how many bytes before and with it are also the first ones (Knuth, Morris and Pratt, 1977).
    let mut borders = vec![0; letters.len()];
    let mut border = 0;
    for at in 1..letters.len() {
        while border > 0 && letters[border] != letters[at] {
            border = borders[border - 1];
        }
        border += usize::from(letters[border] == letters[at]);
        borders[at] = border;
    }
    border > 0
}

#[cfg(test)]
mod tests {
    use super::{Quoted, Searched, WORTH_AN_INDEX, may_overlap};

    #[test]
    fn an_index_finds_what_reading_through_finds() {
        let text = "In Alba, 25 percent of wo-\nmen agree; in Borduria 25 percent. “Well-known” 25,5 percent, favour-\nable.\n\
                    Çin’e güven: yüzde 25 percentage points. Доля 25 процентов, 5 percent of women agreed. a a a";
        let quotes = [
            "25 percent",
            "25 percent of women agree",
            "women agree",
            "Well-known\" 25,5",
            "\"Well-known",
            "wellknown",
            "favourable",
            "Çin'e güven",
            "Доля 25",
            "5 percent",
            "percent",
            "a",
            "a a",
            "agree; in",
            "men agree",
            ", 5",
            "nowhere",
            "",
        ];
        let searched = Searched::new(text);
        let first: Vec<_> = quotes.map(|quote| searched.standing(&Quoted::new(quote))).into();
        (0..WORTH_AN_INDEX).for_each(|_| drop(searched.standing(&Quoted::new("Alba"))));
        let then: Vec<_> = quotes.map(|quote| searched.standing(&Quoted::new(quote))).into();
        assert!(searched.index.get().is_some());
        assert_eq!(first, then);
        assert_eq!(first[0].len(), 2);
    }

    #[test]
    fn letters_that_end_as_they_begin_may_overlap() {
        for (letters, may) in [("a share of a", true), ("aa", true), ("a", false), ("percent", false), ("", false)] {
            assert_eq!(may_overlap(letters.as_bytes()), may, "{letters}");
        }
    }
}
