//! The names of a dataset in the sentences of a document.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::evidence::folded::{Folded, folded};
use crate::model::{Dataset, Text};

/// What a sentence names of a dataset, by ids, each list in the order of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Named {
    /// Entities.
    pub subjects: Vec<String>,
    /// Answers, each as `question/response`.
    pub responses: Vec<String>,
    /// Sub-populations.
    pub groups: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// Surveys: waves too, since each is a survey.
    pub surveys: Vec<String>,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    Subject,
    Response,
    Group,
    Place,
    Survey,
    Question,
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention<'n> {
    pub(super) kind: NameKind,
    /// The id; of an answer `question/response`.
    pub(super) id: &'n str,
    /// Its bytes in the sentence.
    pub(super) span: Range<usize>,
}

/// The labels and aliases of a dataset, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Names {
    entries: Vec<Entry>,
    /// Whether words take endings, as in Turkish and Russian.
    inflected: bool,
    /// What is looked for in a sentence, all at once: what stays of each word when it takes endings.
    stems: AhoCorasick,
    /// For each of the stems the word that it is of.
    of: Vec<NameWord>,
    long: OnceLock<Vec<Vec<Vec<Stem>>>>,
}

/// A word by which an entry is called.
#[derive(Clone, Copy, Debug)]
struct NameWord {
    /// The number of the entry.
    entry: usize,
    /// How many bytes the word has, with what endings change.
    length: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    kind: NameKind,
    id: String,
    words: BTreeSet<String>,
}

impl Entry {
    fn new(kind: NameKind, id: String, label: &Text, aliases: &[String]) -> Self {
        let labels = label.variants().into_iter().map(|(_, text)| text);
        let all = labels.chain(aliases.iter().map(String::as_str)).map(|text| folded(text).to_lowercase());
        Self { kind, id, words: all.filter(|word| !word.is_empty()).collect() }
    }
}

impl Names {
    /// The names of a dataset.
    pub fn of(dataset: &Dataset) -> Self {
        let mut entries = Vec::new();
        let mut add = |kind, id: &str, label: &Text, aliases: &[String]| {
            entries.push(Entry::new(kind, id.to_owned(), label, aliases));
        };
        dataset.entities.iter().for_each(|e| add(NameKind::Subject, &e.id.value, &e.label, &e.aliases));
        for question in &dataset.questions {
            add(NameKind::Question, &question.id.value, &question.label, &[]);
            for response in &question.responses {
                let id = format!("{}/{}", question.id.value, response.id.value);
                add(NameKind::Response, &id, &response.label, &response.aliases);
            }
        }
        for group in &dataset.groups {
            let members = group.members.iter().flat_map(|m| m.variants()).map(|(_, text)| text.to_owned());
            let aliases: Vec<String> = group.aliases.iter().cloned().chain(members).collect();
            add(NameKind::Group, &group.id.value, &group.label, &aliases);
        }
        dataset.places.iter().for_each(|p| add(NameKind::Place, &p.id.value, &p.label, &p.aliases));
        dataset.surveys.iter().for_each(|s| add(NameKind::Survey, &s.id.value, &s.label, &s.aliases));
        let mut languages = dataset.documents.iter().map(|d| d.quote_lang.as_str());
        Self::new(entries, languages.any(|tag| !tag.starts_with("en")))
    }

    fn new(entries: Vec<Entry>, inflected: bool) -> Self {
        let words = || entries.iter().enumerate().flat_map(|(i, e)| e.words.iter().map(move |word| (i, word)));
        let of = words().map(|(entry, word)| NameWord { entry, length: word.len() }).collect();
        let stems = AhoCorasick::new(words().map(|(_, word)| stem(word, inflected)));
        let stems = stems.expect("names fill far less than the 2 GiB that a search takes");
        Self { entries, inflected, stems, of, long: OnceLock::new() }
    }

    /// What a sentence names. A longer name hides a shorter one of its kind that stands within it.
    ///
    /// ```
    /// use citeplot::evidence::Names;
    /// let names = Names::of(&citeplot::example::dataset());
    /// let named = names.found("Borduria's neighbours trust Alba less.");
    /// assert_eq!(named.subjects, ["alba", "borduria"]);
    /// assert!(names.found("The Albanians were not asked.").subjects.is_empty());
    /// ```
    pub fn found(&self, sentence: &str) -> Named {
        let mentions = self.mentions(sentence);
        let of = |kind: NameKind| -> Vec<String> {
            let named: BTreeSet<&str> = mentions.iter().filter(|m| m.kind == kind).map(|m| m.id).collect();
            if named.is_empty() {
                return Vec::new();
            }
            let entries = self.entries.iter().filter(|e| e.kind == kind && named.contains(e.id.as_str()));
            entries.map(|entry| entry.id.clone()).collect()
        };
        Named {
            subjects: of(NameKind::Subject),
            responses: of(NameKind::Response),
            groups: of(NameKind::Group),
            places: of(NameKind::Place),
            surveys: of(NameKind::Survey),
        }
    }

    /// The names in a sentence, in the order of their places.
    pub(super) fn mentions(&self, sentence: &str) -> Vec<Mention<'_>> {
        let lowered = Folded::new(sentence).lowered();
        let mut found: Vec<Mention<'_>> = Vec::new();
        for (word, span) in self.places(lowered.text()) {
            let entry = &self.entries[self.of[word].entry];
            found.push(Mention { kind: entry.kind, id: &entry.id, span });
        }
        let hides = |long: &Mention<'_>, short: &Mention<'_>| {
            // "AK Parti seçmeni" names a group and no party, "daily users" an answer and no group.
            let of_kind = match short.kind {
                NameKind::Group => matches!(long.kind, NameKind::Group | NameKind::Response),
                NameKind::Subject => matches!(long.kind, NameKind::Subject | NameKind::Group),
                kind => long.kind == kind,
            };
            of_kind
                && long.span.len() > short.span.len()
                && long.span.start <= short.span.start
                && short.span.end <= long.span.end
        };
        let mut seen: Vec<Mention<'_>> =
            found.iter().filter(|short| !found.iter().any(|long| hides(long, short))).cloned().collect();
        seen.sort_by_key(|m| (m.span.start, m.span.end, m.kind));
        seen.dedup();
        seen.iter_mut().for_each(|m| m.span = lowered.origin(&m.span));
        seen
    }

    /// The names in a sentence, and those whose words stand in it near each other in another form or order: "would welcome a
    /// media course" speaks of "Would welcome a course", "disapproving" of "Disapprove".
    pub(super) fn alike(&self, sentence: &str) -> Vec<Mention<'_>> {
        let mut found = self.mentions(sentence);
        let lowered = Folded::new(sentence).lowered();
        let words: Vec<Spelt> =
            words(lowered.text()).into_iter().map(|span| Spelt::new(lowered.text(), span)).collect();
        let known = found.len();
        for (entry, names) in self.entries.iter().zip(self.long()) {
            if found[..known].iter().any(|m| m.kind == entry.kind && m.id == entry.id) {
                continue;
            }
            let spans = names.iter().filter_map(|name| near(name, &words)).map(|span| lowered.origin(&span));
            let free = |span: &Range<usize>| {
                let meets = |m: &Mention<'_>| m.span.start < span.end && span.start < m.span.end;
                !found[..known].iter().any(|m| m.kind == entry.kind && meets(m))
            };
            let span = spans.into_iter().find(free);
            found.extend(span.map(|span| Mention { kind: entry.kind, id: &entry.id, span }));
        }
        found.sort_by_key(|m| (m.span.start, m.span.end, m.kind));
        found
    }

    /// The long words of all names of each entry; made when first asked for, since only drafts do.
    fn long(&self) -> &[Vec<Vec<Stem>>] {
        self.long.get_or_init(|| {
            let stems = |name: &str| -> Vec<Stem> {
                let long = words(name).into_iter().map(|w| &name[w]).filter(|w| w.chars().count() >= 4);
                long.map(Stem::of).collect()
            };
            self.entries.iter().map(|entry| entry.words.iter().map(|name| stems(name)).collect()).collect()
        })
    }

    /// Where names stand in a sentence, as words of their own, with their endings: name by name, each by its number.
    fn places(&self, sentence: &str) -> Vec<(usize, Range<usize>)> {
        let found = self.stems.find_overlapping_iter(sentence).map(|m| (m.pattern().as_usize(), m.start()..m.end()));
        let mut found: Vec<(usize, Range<usize>)> = found.collect();
        found.sort_unstable_by_key(|(word, place)| (*word, place.start));
        // Places of one name do not overlap each other.
        found.dedup_by(|next, before| next.0 == before.0 && next.1.start < before.1.end);
        let whole = |(word, place): (usize, Range<usize>)| {
            let before = sentence[..place.start].chars().next_back();
            let ending = self.ending(&sentence[place.end..], place.len() < self.of[word].length)?;
            before.is_none_or(|c| !c.is_alphanumeric()).then_some((word, place.start..place.end + ending))
        };
        found.into_iter().filter_map(whole).collect()
    }

    /// How many bytes of an ending follow: none, a plural, or any short ending where words are inflected. None when another
    /// word goes on.
    fn ending(&self, after: &str, cut: bool) -> Option<usize> {
        let letters: Vec<char> = after.chars().take_while(|c| c.is_alphanumeric()).take(6).collect();
        let length = letters.iter().map(|c| c.len_utf8()).sum();
        match letters.as_slice() {
            [] | ['s'] if !cut => Some(length),
            ending if self.inflected && ending.len() <= 4 && ending.iter().all(|c| c.is_alphabetic()) => Some(length),
            _ => None,
        }
    }
}

/// The words and numbers of a text, as its bytes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(c)) {
        match found.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end = at + c.len_utf8(),
            None => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// A word of a text, in one English spelling.
struct Spelt {
    span: Range<usize>,
    written: String,
    length: usize,
}

impl Spelt {
    fn new(text: &str, span: Range<usize>) -> Self {
        let written = spelt(&text[span.clone()]);
        Self { length: written.chars().count(), span, written }
    }
}

/// What stays of a word of a name when its ending changes: "supporting" is "supports". Numbers have no endings.
#[derive(Clone, Debug)]
struct Stem {
    stem: String,
    /// The greatest length of a word with this stem, in characters.
    longest: usize,
}

impl Stem {
    fn of(word: &str) -> Self {
        let written = spelt(word);
        let length = written.chars().count();
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Self { stem: written, longest: length };
        }
        Self { stem: written.chars().take((length - length / 4).max(4)).collect(), longest: length + 4 }
    }

    fn is_of(&self, word: &Spelt) -> bool {
        word.length <= self.longest && word.written.starts_with(&self.stem)
    }
}

/// The bytes from the first to the last word of a name, when a text has all its long words within a few words.
fn near(name: &[Stem], all: &[Spelt]) -> Option<Range<usize>> {
    /// How far apart they may stand, in words.
    const APART: usize = 8;
    let (first, rest) = name.split_first()?;
    let mut starts = all.iter().enumerate().filter(|(_, word)| first.is_of(word)).map(|(i, _)| i);
    starts.find_map(|at| {
        let round = at.saturating_sub(APART)..(at + APART).min(all.len());
        let others: Option<Vec<usize>> = rest.iter().map(|w| round.clone().find(|i| w.is_of(&all[*i]))).collect();
        let (mut low, mut high) = (at, at);
        others?.into_iter().for_each(|i| (low, high) = (low.min(i), high.max(i)));
        (high - low <= APART).then(|| all[low].span.start..all[high].span.end)
    })
}

/// A word in one of its English spellings: "favourable" is "favorable", "organise" is "organize".
fn spelt(word: &str) -> String {
    [("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza")]
        .into_iter()
        .fold(word.to_owned(), |word, (a, b)| word.replace(a, b))
}

/// What stays of a name when it takes endings: of one long word in Cyrillic letters all but its last vowel.
fn stem(name: &str, inflected: bool) -> &str {
    if !inflected || name.contains(' ') || name.chars().count() < 5 {
        return name;
    }
    // "й" is two characters in a folded text.
    let shorter = name.strip_suffix("и\u{306}").or_else(|| name.strip_suffix(|c| "аяыиоеью".contains(c)));
    shorter.unwrap_or(name)
}
