//! Texts as quotes are compared: what a copy loses or gains on its way is taken out, and nothing else.
//!
//! Line breaks and runs of spaces are one space; typographic quotation marks are plain ones; ligatures are their letters;
//! characters that Unicode holds to be the same are the same; a hyphen that ends a line may be there or not.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A text as names are looked for in it: folded, and without its hyphens.
pub(super) fn folded(text: &str) -> String {
    let mut text = Folded::new(text).text;
    text.truncate(text.trim_end().len());
    text
}

/// A text made ready for comparing, with the way back to its own bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    text: String,
    /// For each byte of the folded text the bytes of the original that it comes from.
    origins: Vec<Range<u32>>,
    /// The hyphens, which are taken out, by the byte of the folded text that they stand before.
    hyphens: BTreeMap<usize, Hyphen>,
}

/// A place at which a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Its bytes in the original.
    pub(super) place: Range<usize>,
    /// Whether the words that the record gives stand before and after it.
    pub(super) between: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hyphen {
    /// Within a line: it belongs to the text.
    Written,
    /// At the end of a line: it may only part a word.
    Broken,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), ..Self::default() };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            at = folded.take(text, at, c);
        }
        folded
    }

    /// The same in lower case, with the way back to the same bytes.
    pub(super) fn lowered(&self) -> Self {
        let mut lowered = Self { text: String::with_capacity(self.text.len()), ..Self::default() };
        for (at, c) in self.text.char_indices() {
            let from = self.origins[at].clone();
            c.to_lowercase().for_each(|c| lowered.push(c, from.start as usize..from.end as usize));
        }
        lowered
    }

    /// Takes what stands at a byte and returns the byte after it.
    fn take(&mut self, text: &str, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        match c {
            '\u{ad}' => broken(text, next).unwrap_or(next),
            '\u{200b}' | '\u{2060}' | '\u{feff}' => next,
            '-' | '\u{2010}' | '\u{2011}' => {
                let line = broken(text, next);
                let hyphen = if line.is_some() { Hyphen::Broken } else { Hyphen::Written };
                self.hyphens.insert(self.text.len(), hyphen);
                line.unwrap_or(next)
            }
            c if c.is_whitespace() => {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.push(' ', at..next);
                }
                next
            }
            // No mark can follow: the commonest case by far.
            c if c.is_ascii() && text.as_bytes().get(next).is_none_or(u8::is_ascii) => {
                self.push(c, at..next);
                next
            }
            _ => self.cluster(text, at..next),
        }
    }

    /// Takes a character with the marks that follow it.
    fn cluster(&mut self, text: &str, first: Range<usize>) -> usize {
        let marks = text[first.end..].chars().take_while(|c| !c.is_ascii() && canonical_combining_class(*c) != 0);
        let end = first.end + marks.map(char::len_utf8).sum::<usize>();
        for c in text[first.start..end].nfd() {
            match letters(c) {
                Some(letters) => letters.chars().for_each(|c| self.push(c, first.start..end)),
                None => self.push(plain(c), first.start..end),
            }
        }
        end
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n(clip(from.start)..clip(from.end), c.len_utf8()));
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
        let wanted = quote.words.text.trim_end();
        if wanted.is_empty() {
            return Vec::new();
        }
        let found = memmem::find_iter(self.text.as_bytes(), wanted.as_bytes()).map(|at| at..at + wanted.len());
        let standing = found.filter(|place| self.stands_alone(place) && self.agrees_in_hyphens(place, &quote.words));
        standing.map(|place| Standing { place: self.origin(&place), between: self.is_between(&place, quote) }).collect()
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Bytes of the folded text, with the hyphens that belong to it.
    pub(super) fn written(&self, place: &Range<usize>) -> String {
        let mut written = self.text[place.clone()].to_owned();
        for (at, _) in self.hyphens.range(place.clone()).rev().filter(|(_, hyphen)| **hyphen == Hyphen::Written) {
            written.insert(at - place.start, '-');
        }
        written
    }

    /// The bytes of the original that bytes of the folded text come from.
    pub(super) fn origin(&self, place: &Range<usize>) -> Range<usize> {
        self.origins[place.start].start as usize..self.origins[place.end - 1].end as usize
    }

    fn stands_alone(&self, place: &Range<usize>) -> bool {
        let cut = |before: Option<char>, after: Option<char>| {
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
        };
        let words = &self.text[place.clone()];
        let opens = self.hyphens.contains_key(&place.start)
            || !cut(self.text[..place.start].chars().next_back(), words.chars().next());
        let ends = self.hyphens.contains_key(&place.end)
            || !cut(words.chars().next_back(), self.text[place.end..].chars().next());
        opens && ends
    }

    fn agrees_in_hyphens(&self, place: &Range<usize>, quote: &Self) -> bool {
        let inside = |at: usize| at > 0 && at < place.len();
        let ours =
            self.hyphens.range(place.clone()).map(|(at, h)| (at - place.start, *h)).filter(|(at, _)| inside(*at));
        let theirs = quote.hyphens.iter().map(|(at, h)| (*at, *h)).filter(|(at, _)| inside(*at));
        let missing = |at: usize, other: &Self, start: usize| !other.hyphens.contains_key(&(at + start));
        let kept = |hyphen: Hyphen| hyphen == Hyphen::Written;
        !ours.clone().any(|(at, h)| kept(h) && missing(at, quote, 0))
            && !theirs.clone().any(|(at, h)| kept(h) && missing(at, self, place.start))
    }

    fn is_between(&self, place: &Range<usize>, quote: &Quoted) -> bool {
        let before = self.text[..place.start].trim_end().ends_with(quote.prefix.text.trim_end());
        before && self.text[place.end..].trim_start().starts_with(quote.suffix.text.trim_end())
    }
}

/// A quote made ready for finding, with the words around it that its record gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Quoted {
    words: Folded,
    prefix: Folded,
    suffix: Folded,
}

impl Quoted {
    /// A quote by itself.
    pub(super) fn new(words: &str) -> Self {
        Self { words: Folded::new(words), ..Self::default() }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.words.text.len()
    }

    /// A quote between these words.
    pub(super) fn between(words: &str, prefix: Option<&str>, suffix: Option<&str>) -> Self {
        let folded = |text: Option<&str>| text.map(Folded::new).unwrap_or_default();
        Self { words: Folded::new(words), prefix: folded(prefix), suffix: folded(suffix) }
    }
}

/// The byte at which a word goes on that a line break parts.
fn broken(text: &str, after: usize) -> Option<usize> {
    let rest = &text[after..];
    let word = rest.trim_start();
    let gap = &rest[..rest.len() - word.len()];
    (gap.contains('\n') && word.starts_with(char::is_alphanumeric)).then_some(after + gap.len())
}

/// The letters of a ligature.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// A quotation mark as a keyboard has it; any other character as it is.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Quoted};

    fn found<'t>(text: &'t str, quote: &str) -> Vec<&'t str> {
        Folded::new(text).places_of(&Quoted::new(quote)).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn what_a_copy_changes_is_no_difference() {
        assert_eq!(found("They said:\n“the ﬁrst\n  half”.", "\"the first half\""), ["“the ﬁrst\n  half”"]);
        assert_eq!(found("a favour-\nable view", "a favourable view"), ["a favour-\nable view"]);
        assert_eq!(found("a well-\nknown view", "a well-known view"), ["a well-\nknown view"]);
        assert_eq!(found("C\u{327}in’e gu\u{308}ven", "Çin'e güven"), ["C\u{327}in’e gu\u{308}ven"]);
        assert_eq!(found("fa\u{ad}vour", "favour"), ["fa\u{ad}vour"]);
    }

    #[test]
    fn every_other_difference_is_one() {
        for (text, quote) in [
            ("a well-known view", "a wellknown view"),
            ("a wellknown view", "a well-known view"),
            ("Only 25 percent", "only 25 percent"),
            ("25 percent, of them", "25 percent of them"),
            ("55 percent", "5 percent"),
            ("between 20–30 percent", "between 20-30 percent"),
            ("a view", ""),
        ] {
            assert_eq!(found(text, quote), Vec::<&str>::new(), "{text} / {quote}");
        }
    }

    #[test]
    fn words_around_a_quote_decide_between_its_places() {
        let text = "In Alba 25 percent agree, in Borduria 25 percent agree.";
        let folded = Folded::new(text);
        assert_eq!(folded.places_of(&Quoted::new("25 percent agree")).len(), 2);
        let second = Quoted::between("25 percent agree", Some("Borduria"), None);
        assert_eq!(folded.places_of(&second), std::slice::from_ref(&(38..54)));
    }
}
