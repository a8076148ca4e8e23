//! A word list made ready for reading: every word with a number, so that a token needs one look-up.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::language::lexicon::token::Token;
use crate::locale::{Hedges, Lexicon, Locale, Numbers, Role};
use crate::model::Operator;

/// The number of a word in its lexicon; 0 is every word that the lexicon does not have.
pub(crate) type WordId = u16;

/// How digits are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numerals {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
    /// `1 234,5`
    Space,
}

impl Numerals {
    fn of(numbers: &Numbers) -> Self {
        match (numbers.decimal, numbers.group) {
            ('.', _) => Self::Point,
            (_, '.') => Self::Comma,
            (_, _) => Self::Space,
        }
    }
}

/// Hedges as signs, the same in every language.
const SIGNS: Hedges =
    Hedges { about: &["~", "≈"], nearly: &[], below: &["<"], at_most: &["≤"], above: &[">"], at_least: &["≥"] };

/// What is read of a language without a word list: digits and signs.
static DIGITS: Lexicon = {
    const NONE: Hedges = Hedges { about: &[], nearly: &[], below: &[], at_most: &[], above: &[], at_least: &[] };
    Lexicon {
        numbers: &[],
        endings: "",
        homonyms: "",
        least_joined: 20.0,
        magnitudes: &[],
        parts: &[],
        articles: false,
        bare_parts: false,
        part_first: false,
        percent_first: false,
        ordinals: &[],
        fractions: &[],
        ratio_links: &[],
        whole_endings: &[],
        factors: &[],
        times: &[],
        hedges_before: NONE,
        hedges_after: Hedges { at_least: &["+"], ..NONE },
        percent: &["%"],
        points: &[],
        bare_points: &[],
        decades: &[],
        majorities: &[],
        minorities: &[],
        tone: "",
        roles: &[(Role::Money, "$ € £ ₺ ₽ ¥"), (Role::Pointer, "§ № #"), (Role::Margin, "±")],
    }
};

/// The wordings of hedges, each with what it says.
fn hedges(hedges: &Hedges) -> impl Iterator<Item = (&'static str, Operator)> + use<> {
    let by_operator = [
        (hedges.about, Operator::About),
        (hedges.nearly, Operator::Nearly),
        (hedges.below, Operator::Below),
        (hedges.at_most, Operator::AtMost),
        (hedges.above, Operator::Above),
        (hedges.at_least, Operator::AtLeast),
    ];
    by_operator.into_iter().flat_map(|(phrases, operator)| phrases.iter().map(move |phrase| (*phrase, operator)))
}

/// The words of a list.
fn listed(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(' ').filter(|w| !w.is_empty())
}

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u64);

impl Roles {
    /// Whether a role is in it.
    pub(crate) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }

    /// Whether any of these roles is in it.
    pub(crate) fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|r| self.has(*r))
    }

    fn add(&mut self, role: Role) {
        self.0 |= 1 << role as u64;
    }
}

/// What a lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// The word itself.
    pub(crate) word: WordId,
    /// The beginning that it shares with others, written with a star in the list.
    pub(crate) stem: WordId,
    /// What it may do.
    pub(crate) roles: Roles,
    /// The value of a number word, the denominator of a part, the factor of a magnitude: one of them is asked for.
    values: u16,
}

/// A word in bytes, or a beginning, with what is known of it.
type Known = (Box<[u8]>, Entry);

/// The values of a word, each for its role.
#[derive(Clone, Copy, Debug, Default)]
struct Values {
    number: f64,
    magnitude: f64,
    part: f64,
    ordinal: f64,
    decade: f64,
    inflected: bool,
}

/// One or more words in a row.
#[derive(Clone, Debug)]
pub(crate) struct Phrase(Box<[WordId]>);

impl Phrase {
    /// The token after the phrase, when it stands at token `at`.
    pub(crate) fn match_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let end = at + self.0.len();
        let words = tokens.get(at..end)?;
        self.0.iter().zip(words).all(|(word, token)| token.is(*word)).then_some(end)
    }

    /// The token that the phrase starts at, when it ends before token `end`.
    pub(crate) fn match_before(&self, tokens: &[Token], end: usize) -> Option<usize> {
        let start = end.checked_sub(self.0.len())?;
        self.match_at(tokens, start).map(|_| start)
    }
}

/// Phrases that each mean something, by their first and last words.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    all: Vec<(Phrase, T)>,
    by_first: Vec<Vec<u16>>,
    by_last: Vec<Vec<u16>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { all: Vec::new(), by_first: Vec::new(), by_last: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    fn new(all: Vec<(Phrase, T)>) -> Self {
        let index = |word_of: fn(&Phrase) -> Option<&WordId>| {
            let mut index: Vec<Vec<u16>> = Vec::new();
            for (i, (phrase, _)) in all.iter().enumerate() {
                let word = word_of(phrase).map_or(0, |w| usize::from(*w));
                index.resize(index.len().max(word + 1), Vec::new());
                index[word].push(u16::try_from(i).expect("a language has fewer than 65,536 phrases"));
            }
            index
        };
        let (by_first, by_last) = (index(|p| p.0.first()), index(|p| p.0.last()));
        Self { all, by_first, by_last }
    }

    /// The longest phrase at token `at`: what it means, and the token after it.
    pub(crate) fn starting(&self, tokens: &[Token], at: usize) -> Option<(T, usize)> {
        let found =
            self.with(&self.by_first, tokens.get(at)?).filter_map(|(p, t)| p.match_at(tokens, at).map(|end| (*t, end)));
        found.max_by_key(|(_, end)| *end)
    }

    /// The longest phrase that ends before token `end`: what it means, and its first token.
    pub(crate) fn ending(&self, tokens: &[Token], end: usize) -> Option<(T, usize)> {
        let last = tokens.get(end.checked_sub(1)?)?;
        let found =
            self.with(&self.by_last, last).filter_map(|(p, t)| p.match_before(tokens, end).map(|start| (*t, start)));
        found.min_by_key(|(_, start)| *start)
    }

    /// The phrases with this token at an end.
    fn with<'a>(&'a self, index: &'a [Vec<u16>], token: &Token) -> impl Iterator<Item = &'a (Phrase, T)> {
        let of = |word: WordId| if word == 0 { None } else { index.get(usize::from(word)) };
        let places = of(token.entry.word).into_iter().chain(of(token.entry.stem)).flatten();
        places.map(|i| &self.all[usize::from(*i)])
    }
}

/// Reads the quantities that texts in one language state: its word list, made ready.
#[derive(Debug)]
pub struct Reader {
    /// The list.
    pub(crate) words: &'static Lexicon,
    /// How digits are written.
    pub(crate) numerals: Numerals,
    knows_words: bool,
    exact: Table,
    /// The first three letters of every beginning; the entry counts where in `stems` those that share them stand.
    beginnings: Table,
    stems: Vec<Vec<Known>>,
    values: Vec<Values>,
    /// Shares in fixed words.
    pub(crate) fractions: Phrases<f64>,
    /// Between part and whole.
    pub(crate) ratio_links: Phrases<()>,
    /// "doubled".
    pub(crate) factors: Phrases<f64>,
    /// "times as".
    pub(crate) times: Phrases<()>,
    /// Hedges before a number, signs included.
    pub(crate) hedges_before: Phrases<Operator>,
    /// Hedges after a number.
    pub(crate) hedges_after: Phrases<Operator>,
    /// Percent.
    pub(crate) percent: Phrases<()>,
    /// Percentage points.
    pub(crate) points: Phrases<()>,
    /// Points.
    pub(crate) bare_points: Phrases<()>,
    /// Denominators of several words.
    pub(crate) long_parts: Phrases<f64>,
    /// More than half.
    pub(crate) majorities: Phrases<()>,
    /// Less than half.
    pub(crate) minorities: Phrases<()>,
}

/// A lexicon in the making.
struct Draft {
    words: &'static Lexicon,
    /// The number words of the list.
    numbers: BTreeSet<&'static str>,
    exact: HashMap<Box<[u8]>, Entry>,
    /// Beginnings by their first three letters.
    stems: BTreeMap<Box<[u8]>, Vec<Known>>,
    values: Vec<Values>,
    known: WordId,
}

impl Draft {
    fn add_roles(&mut self) {
        for (role, list) in self.words.roles {
            for word in listed(list) {
                self.give(word, *role);
            }
        }
        for opener in [Role::Majority, Role::Minority, Role::Most, Role::Half] {
            for (role, list) in self.words.roles.iter().filter(|(r, _)| *r == opener) {
                debug_assert_eq!(*role, opener);
                listed(list).for_each(|w| self.give(w, Role::Opener));
            }
        }
    }

    fn add_values(&mut self) {
        for (word, n) in self.words.numbers {
            self.with_endings(word, &[Role::Number, Role::Opener], |v| v.number = *n);
        }
        for (word, n) in self.words.magnitudes {
            self.with_endings(word, &[Role::Magnitude], |v| v.magnitude = *n);
        }
        for (word, n) in self.words.parts.iter().filter(|(w, _)| !w.contains(' ')) {
            self.value(word, &[Role::Part, Role::Opener], |v| v.part = *n);
        }
        for (word, n) in self.words.ordinals {
            self.value(word, &[Role::Ordinal], |v| v.ordinal = *n);
        }
        for (word, n) in self.words.decades {
            self.value(word, &[Role::Decade, Role::Opener], |v| v.decade = *n);
        }
        for (_, list) in self.words.roles.iter().filter(|(r, _)| *r == Role::Every) {
            listed(list).for_each(|w| self.give(w, Role::Opener));
        }
    }

    fn phrases<T: Copy>(&mut self, list: &[(&'static str, T)], opens: bool) -> Phrases<T> {
        let made = list.iter().map(|(text, meaning)| {
            if opens {
                self.give(listed(text).next().expect("a phrase has a word"), Role::Opener);
            }
            (Phrase(listed(text).map(|w| self.id(w)).collect()), *meaning)
        });
        Phrases::new(made.collect())
    }

    /// The lexicon without its phrases.
    fn ready(self) -> Reader {
        // A word knows the beginning that it shares with others.
        let mut exact: Vec<Known> = self.exact.into_iter().collect();
        for (word, entry) in &mut exact {
            let stems = first_letters(word).and_then(|key| self.stems.get(key)).into_iter().flatten();
            let longest = stems.filter(|(s, _)| word.starts_with(s)).max_by_key(|(s, _)| s.len());
            if let Some((_, stem)) = longest {
                entry.stem = stem.word;
                entry.roles.0 |= stem.roles.0;
            }
        }
        let place = |i: usize| u16::try_from(i).expect("a language has fewer than 65,536 beginnings");
        let keys =
            self.stems.keys().enumerate().map(|(i, key)| (key.clone(), Entry { values: place(i), ..Entry::default() }));
        Reader {
            words: self.words,
            numerals: Numerals::Point,
            knows_words: false,
            beginnings: Table::new(keys.collect()),
            exact: Table::new(exact),
            stems: self.stems.into_values().collect(),
            values: self.values,
            fractions: Phrases::default(),
            ratio_links: Phrases::default(),
            factors: Phrases::default(),
            times: Phrases::default(),
            hedges_before: Phrases::default(),
            hedges_after: Phrases::default(),
            percent: Phrases::default(),
            points: Phrases::default(),
            bare_points: Phrases::default(),
            long_parts: Phrases::default(),
            majorities: Phrases::default(),
            minorities: Phrases::default(),
        }
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let known = &mut self.known;
        let fresh = |known: &mut WordId| {
            *known += 1;
            Entry { word: *known, ..Entry::default() }
        };
        let Some(stem) = word.strip_suffix('*') else {
            if !self.exact.contains_key(word.as_bytes()) {
                self.exact.insert(word.as_bytes().into(), fresh(known));
            }
            return self.exact.get_mut(word.as_bytes()).expect("the word was put in");
        };
        let key = first_letters(stem.as_bytes()).expect("a beginning has three letters");
        let list = self.stems.entry(key.into()).or_default();
        let at = list.iter().position(|(s, _)| **s == *stem.as_bytes()).unwrap_or_else(|| {
            list.push((stem.as_bytes().into(), fresh(known)));
            list.len() - 1
        });
        &mut list[at].1
    }

    fn id(&mut self, word: &str) -> WordId {
        self.entry(word).word
    }

    fn give(&mut self, word: &str, role: Role) {
        self.entry(word).roles.add(role);
    }

    fn with_endings(&mut self, word: &str, roles: &[Role], set: impl Fn(&mut Values) + Copy) {
        self.value(word, roles, set);
        if self.words.endings.is_empty() {
            return;
        }
        for ending in listed(self.words.endings) {
            let inflected = format!("{word}{ending}");
            // "altı" is six and no ending of "alt"; a listed word stays what it is.
            let other = |w: &str| w == inflected;
            let homonym = roles.contains(&Role::Number) && listed(self.words.homonyms).any(other);
            if homonym || self.numbers.contains(inflected.as_str()) {
                continue;
            }
            self.value(&inflected, roles, |v| {
                set(v);
                v.inflected = true;
            });
        }
    }

    fn value(&mut self, word: &str, roles: &[Role], set: impl Fn(&mut Values)) {
        let next = self.values.len();
        let entry = self.entry(word);
        roles.iter().for_each(|r| entry.roles.add(*r));
        if entry.values == 0 {
            entry.values = u16::try_from(next).expect("a language has fewer than 65,536 number words");
            self.values.push(Values::default());
        }
        let at = usize::from(self.entry(word).values);
        set(&mut self.values[at]);
    }
}

impl Reader {
    /// The reader of a language of figures.
    pub fn of(locale: Locale) -> &'static Self {
        static READERS: [OnceLock<Reader>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];
        READERS[locale.index()].get_or_init(|| {
            let language = locale.language();
            Self::new(language.lexicon, Numerals::of(&language.numbers))
        })
    }

    /// The reader of a BCP 47 tag, of which the first part decides. Of an unknown language only digits are read, with a
    /// point before decimals.
    pub fn of_tag(tag: &str) -> &'static Self {
        static OTHER: OnceLock<Reader> = OnceLock::new();
        Locale::of_tag(tag).map_or_else(|| OTHER.get_or_init(|| Self::new(None, Numerals::Point)), Self::of)
    }

    /// Whether number words and hedges are known, and not digits and signs alone.
    pub fn knows_words(&self) -> bool {
        self.knows_words
    }

    fn new(lexicon: Option<&'static Lexicon>, numerals: Numerals) -> Self {
        let (words, knows_words) = (lexicon.unwrap_or(&DIGITS), lexicon.is_some());
        let mut draft = Draft {
            words,
            numbers: words.numbers.iter().map(|(word, _)| *word).collect(),
            exact: HashMap::new(),
            stems: BTreeMap::new(),
            values: vec![Values::default()],
            known: 0,
        };
        draft.add_roles();
        draft.add_values();
        let bare = |list: &'static [&'static str]| list.iter().map(|p| (*p, ())).collect::<Vec<_>>();
        let (long, _): (Vec<_>, Vec<_>) = words.parts.iter().copied().partition(|(w, _)| w.contains(' '));
        let before: Vec<_> = hedges(&SIGNS).chain(hedges(&words.hedges_before)).collect();
        let after: Vec<_> = hedges(&words.hedges_after).collect();
        words.percent.iter().filter(|p| !p.contains(' ')).for_each(|w| draft.give(w, Role::Percent));
        Self {
            fractions: draft.phrases(words.fractions, true),
            factors: draft.phrases(words.factors, true),
            majorities: draft.phrases(&bare(words.majorities), true),
            minorities: draft.phrases(&bare(words.minorities), true),
            long_parts: draft.phrases(&long, true),
            ratio_links: draft.phrases(&bare(words.ratio_links), false),
            times: draft.phrases(&bare(words.times), false),
            percent: draft.phrases(&bare(words.percent), false),
            points: draft.phrases(&bare(words.points), false),
            bare_points: draft.phrases(&bare(words.bare_points), false),
            hedges_before: draft.phrases(&before, false),
            hedges_after: draft.phrases(&after, false),
            numerals,
            knows_words,
            ..draft.ready()
        }
    }

    /// What is known of a word in lower case.
    pub(crate) fn look_up(&self, word: &[u8]) -> Entry {
        if let Some(entry) = self.exact.get(word) {
            return *entry;
        }
        let Some(place) = first_letters(word).and_then(|key| self.beginnings.get(key)) else { return Entry::default() };
        let stems = &self.stems[usize::from(place.values)];
        let longest = stems.iter().filter(|(s, _)| word.starts_with(s)).max_by_key(|(s, _)| s.len());
        longest.map_or_else(Entry::default, |(_, e)| Entry { word: 0, stem: e.word, ..*e })
    }

    fn values_of(&self, token: &Token) -> &Values {
        &self.values[usize::from(token.entry.values)]
    }

    /// The value of a number word.
    pub(crate) fn number(&self, token: &Token) -> Option<f64> {
        token.has(Role::Number).then(|| self.values_of(token).number)
    }

    /// What a magnitude multiplies by.
    pub(crate) fn magnitude(&self, token: &Token) -> Option<f64> {
        token.has(Role::Magnitude).then(|| self.values_of(token).magnitude)
    }

    /// The denominator of a part.
    pub(crate) fn part(&self, token: &Token) -> Option<f64> {
        token.has(Role::Part).then(|| self.values_of(token).part)
    }

    /// The number of an ordinal after "every".
    pub(crate) fn ordinal(&self, token: &Token) -> Option<f64> {
        token.has(Role::Ordinal).then(|| self.values_of(token).ordinal)
    }

    /// The first number of a decade.
    pub(crate) fn decade(&self, token: &Token) -> Option<f64> {
        token.has(Role::Decade).then(|| self.values_of(token).decade)
    }

    /// Whether a number word carries an ending.
    pub(crate) fn is_inflected(&self, token: &Token) -> bool {
        token.has(Role::Number) && self.values_of(token).inflected
    }
}

/// The first three letters of a word.
fn first_letters(word: &[u8]) -> Option<&[u8]> {
    let starts = |b: &u8| b & 0xC0 != 0x80;
    let mut letters = 0;
    for (i, byte) in word.iter().enumerate() {
        if starts(byte) {
            if letters == 3 {
                return Some(&word[..i]);
            }
            letters += 1;
        }
    }
    (letters == 3).then_some(word)
}

/// Words with what is known of them, found by their bytes: a table with open addressing, at most half full.
#[derive(Debug)]
struct Table {
    /// The hash of the word and its place in `words`, from 1; 0 is a free place.
    slots: Vec<(u32, u32)>,
    words: Vec<Known>,
}

impl Table {
    fn new(words: Vec<Known>) -> Self {
        let mut slots = vec![(0, 0); (words.len() * 2).next_power_of_two().max(16)];
        for (i, (word, _)) in words.iter().enumerate() {
            let hash = hash(word);
            let mut at = hash as usize & (slots.len() - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (hash, u32::try_from(i + 1).expect("a word list has fewer than 2^32 words"));
        }
        Self { slots, words }
    }

    fn get(&self, word: &[u8]) -> Option<&Entry> {
        let hash = hash(word);
        let mut at = hash as usize & (self.slots.len() - 1);
        loop {
            let (known, place) = self.slots[at];
            if place == 0 {
                return None;
            }
            let (key, entry) = &self.words[place as usize - 1];
            if known == hash && **key == *word {
                return Some(entry);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// FxHash over eight bytes at a time: words are short and come from no adversary that could gain by a collision.
fn hash(word: &[u8]) -> u32 {
    let mut hash = word.len() as u64;
    let mut add = |eight: u64| hash = (hash.rotate_left(5) ^ eight).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    let (eights, rest) = word.as_chunks::<8>();
    eights.iter().for_each(|bytes| add(u64::from_le_bytes(*bytes)));
    if !rest.is_empty() {
        add(rest.iter().fold(0, |n, b| n << 8 | u64::from(*b)));
    }
    (hash >> 32) as u32
}
