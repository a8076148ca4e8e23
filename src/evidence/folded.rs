//! Texts as quotes are compared: what a copy loses or gains on its way is taken out, and nothing else.
//!
//! Line breaks and runs of spaces are one space; typographic quotation marks are plain ones; ligatures are their letters;
//! characters that Unicode holds to be the same are the same; a hyphen that ends a line may be there or not.

use std::ops::Range;

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
    /// Where the bytes of the folded text come from, in its order.
    runs: Vec<Run>,
    /// The hyphens, which are taken out, in the order of the text.
    hyphens: Vec<Hyphen>,
}

/// Bytes of a folded text that come from the original in one way, up to the next run.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Its first byte in the folded text.
    folded: u32,
    /// Its first byte in the original.
    original: u32,
    /// How many bytes of the original all of it stands for; 0 where each byte stands for one.
    whole: u32,
}

/// A hyphen that is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hyphen {
    /// The byte of the folded text that it stands before.
    at: usize,
    kind: HyphenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HyphenKind {
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
        while at < text.len() {
            at = folded.copy_plain(text, at);
            if let Some(c) = text[at..].chars().next() {
                at = folded.take(text, at, c);
            }
        }
        folded
    }

    /// The same in lower case, with the way back to the same bytes.
    pub(super) fn lowered(&self) -> Self {
        if self.text.is_ascii() {
            return Self { text: self.text.to_ascii_lowercase(), runs: self.runs.clone(), hyphens: Vec::new() };
        }
        let mut lowered = Self { text: String::with_capacity(self.text.len()), ..Self::default() };
        for (at, c) in self.text.char_indices() {
            let from = self.origin(&(at..at + c.len_utf8()));
            c.to_lowercase().for_each(|c| lowered.push(c, from.clone()));
        }
        lowered
    }

    /// Copies the letters from here that stay as they are, up to the first character that may not, and returns its byte.
    fn copy_plain(&mut self, text: &str, from: usize) -> usize {
        let bytes = &text.as_bytes()[from..];
        // One space between words stays as it is too.
        let mut after_space = self.text.is_empty() || self.text.ends_with(' ');
        let stays = |b: &&u8| {
            let is_space = **b == b' ';
            let stays = if is_space { !after_space } else { b.is_ascii_graphic() && **b != b'-' };
            after_space = is_space;
            stays
        };
        let mut length = bytes.iter().take_while(stays).count();
        // What is no ASCII may be a mark on the last letter.
        if bytes.get(length).is_some_and(|b| !b.is_ascii()) {
            length = length.saturating_sub(1);
        }
        if length > 0 {
            self.note(from..from + length, length);
            self.text.push_str(&text[from..from + length]);
        }
        from + length
    }

    /// Takes what stands at a byte and returns the byte after it.
    fn take(&mut self, text: &str, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        match c {
            '\u{ad}' => broken(text, next).unwrap_or(next),
            '\u{200b}' | '\u{2060}' | '\u{feff}' => next,
            '-' | '\u{2010}' | '\u{2011}' => {
                let line = broken(text, next);
                self.hyphen(if line.is_some() { HyphenKind::Broken } else { HyphenKind::Written });
                line.unwrap_or(next)
            }
            c if c.is_whitespace() => {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.push(' ', at..next);
                }
                next
            }
            _ => self.cluster(text, at..next, c),
        }
    }

    fn hyphen(&mut self, kind: HyphenKind) {
        let at = self.text.len();
        // Of several at one place the last counts.
        self.hyphens.pop_if(|before| before.at == at);
        self.hyphens.push(Hyphen { at, kind });
    }

    /// Takes a character with the marks that follow it.
    fn cluster(&mut self, text: &str, first: Range<usize>, c: char) -> usize {
        let marks = text[first.end..].chars().take_while(|c| !c.is_ascii() && canonical_combining_class(*c) != 0);
        let end = first.end + marks.map(char::len_utf8).sum::<usize>();
        if end == first.end && is_whole(c) {
            self.push(plain(c), first);
            return end;
        }
        for c in text[first.start..end].nfd() {
            match letters(c) {
                Some(letters) => letters.chars().for_each(|c| self.push(c, first.start..end)),
                None => self.push(plain(c), first.start..end),
            }
        }
        end
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        self.note(from, c.len_utf8());
        self.text.push(c);
    }

    /// Notes that the next so many bytes come from bytes of the original.
    fn note(&mut self, from: Range<usize>, length: usize) {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let folded = clip(self.text.len());
        let whole = if from.len() == length { 0 } else { clip(from.len()) };
        let original = clip(from.start);
        let goes_on = self.runs.last().is_some_and(|last| {
            let passed = if last.whole == 0 { folded - last.folded } else { 0 };
            let next = last.original.saturating_add(passed);
            last.whole == whole && next == original
        });
        if !goes_on {
            self.runs.push(Run { folded, original, whole });
        }
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Bytes of the folded text, with the hyphens that belong to it.
    pub(super) fn written(&self, place: &Range<usize>) -> String {
        let mut written = self.text[place.clone()].to_owned();
        let first = self.hyphens.partition_point(|hyphen| hyphen.at < place.start);
        let last = self.hyphens.partition_point(|hyphen| hyphen.at < place.end);
        for hyphen in self.hyphens[first..last].iter().rev().filter(|hyphen| hyphen.kind == HyphenKind::Written) {
            written.insert(hyphen.at - place.start, '-');
        }
        written
    }

    /// The bytes of the original that bytes of the folded text come from.
    pub(super) fn origin(&self, place: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.run(place.start), self.run(place.end - 1));
        let start = match first.whole {
            0 => first.original as usize + (place.start - first.folded as usize),
            _ => first.original as usize,
        };
        let end = match last.whole {
            0 => last.original as usize + (place.end - last.folded as usize),
            whole => last.original as usize + whole as usize,
        };
        start..end
    }

    fn run(&self, at: usize) -> Run {
        let after = self.runs.partition_point(|run| run.folded as usize <= at);
        self.runs[after - 1]
    }

    /// Whether a quote with these hyphens may stand at a place that has its letters.
    pub(super) fn admits(&self, place: &Range<usize>, quote: &Self) -> bool {
        self.stands_alone(place) && self.agrees_in_hyphens(place, quote)
    }

    fn stands_alone(&self, place: &Range<usize>) -> bool {
        let cut = |before: Option<char>, after: Option<char>| {
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
        };
        let words = &self.text[place.clone()];
        let opens =
            !cut(self.text[..place.start].chars().next_back(), words.chars().next()) || self.has_hyphen(place.start);
        let ends = !cut(words.chars().next_back(), self.text[place.end..].chars().next()) || self.has_hyphen(place.end);
        opens && ends
    }

    /// The bytes before which hyphens are taken out.
    pub(super) fn hyphens(&self) -> impl Iterator<Item = usize> {
        self.hyphens.iter().map(|hyphen| hyphen.at)
    }

    fn has_hyphen(&self, at: usize) -> bool {
        self.hyphens.binary_search_by_key(&at, |h| h.at).is_ok()
    }

    /// The hyphens inside a place, counted from its first byte.
    fn hyphens_in(&self, place: &Range<usize>) -> impl Iterator<Item = Hyphen> {
        let first = self.hyphens.partition_point(|h| h.at <= place.start);
        let (start, end) = (place.start, place.end);
        let inside = self.hyphens[first..].iter().take_while(move |h| h.at < end);
        inside.map(move |h| Hyphen { at: h.at - start, ..*h })
    }

    fn agrees_in_hyphens(&self, place: &Range<usize>, quote: &Self) -> bool {
        let written = |h: &Hyphen| h.kind == HyphenKind::Written;
        let missing = |h: Hyphen| !quote.has_hyphen(h.at);
        let missing_here = |h: Hyphen| !self.has_hyphen(place.start + h.at);
        !self.hyphens_in(place).filter(written).any(missing)
            && !quote.hyphens_in(&(0..place.len())).filter(written).any(missing_here)
    }

    /// Whether the words that a record gives round its quote stand round a place.
    pub(super) fn is_between(&self, place: &Range<usize>, quote: &Quoted) -> bool {
        let before = self.text[..place.start].trim_end().ends_with(quote.prefix.text.trim_end());
        before && self.text[place.end..].trim_start().starts_with(quote.suffix.text.trim_end())
    }
}

/// Whether a character has no parts that Unicode holds to be the same as it, and is no ligature: ASCII, the commonest Cyrillic
/// letters, dashes and quotation marks.
fn is_whole(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{2010}'..='\u{201f}' | '…' | 'а'..='и' | 'к'..='я' | 'А'..='И' | 'К'..='Я' | '«' | '»' | 'ı')
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

    /// The words.
    pub(super) fn words(&self) -> &Folded {
        &self.words
    }

    /// The letters of the words, as they are looked for.
    pub(super) fn letters(&self) -> &str {
        self.words.text.trim_end()
    }

    /// The letters and the hyphens of the words: where these are the same, so are the places.
    pub(super) fn key(&self) -> (&str, &[Hyphen]) {
        (self.letters(), &self.words.hyphens)
    }

    /// Whether the record gives no words round it.
    pub(super) fn is_bare(&self) -> bool {
        self.prefix.text.is_empty() && self.suffix.text.is_empty()
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
    use super::Quoted;
    use crate::evidence::searched::Searched;

    fn found<'t>(text: &'t str, quote: &str) -> Vec<&'t str> {
        Searched::new(text).places_of(&Quoted::new(quote)).into_iter().map(|place| &text[place]).collect()
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
        let searched = Searched::new(text);
        assert_eq!(searched.places_of(&Quoted::new("25 percent agree")).len(), 2);
        let second = Quoted::between("25 percent agree", Some("Borduria"), None);
        assert_eq!(searched.places_of(&second), std::slice::from_ref(&(38..54)));
    }
}
