//! Reading TOML field by field, so that one fault never hides another.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::project::walk::field::{Field, wrong_type};
use crate::project::walk::quoted::written;
use crate::source::{Located, Sources, Spot};
use crate::word::Word;

/// The faults of one file, or of a part of it, in the order found.
pub(crate) struct Faults<'s> {
    found: RefCell<Vec<Diagnostic>>,
    text: &'s str,
    file: u32,
    start: usize,
}

impl<'s> Faults<'s> {
    pub(crate) fn new(file: u32, sources: &'s Sources) -> Self {
        Self::within(file, 0, sources)
    }

    /// For a part of the file that starts at this byte.
    pub(crate) fn within(file: u32, start: usize, sources: &'s Sources) -> Self {
        Self { found: RefCell::default(), text: sources.text(file), file, start }
    }

    /// The place of bytes of what a quoted text says.
    pub(crate) fn inside(&self, text: Spot, part: &Range<usize>) -> Spot {
        let quoted = self.text.get(text.start as usize..text.end as usize).unwrap_or_default();
        let written = written(quoted, part);
        text.part(written.start, written.end)
    }

    /// The place of bytes of the part.
    pub(crate) fn place(&self, range: Range<usize>) -> Spot {
        Spot::new(self.file, self.start + range.start..self.start + range.end)
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    pub(crate) fn into_found(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }

    pub(crate) fn spot<T>(&self, spanned: &Spanned<T>) -> Spot {
        self.place(spanned.span())
    }
}

/// A TOML table being read. Every key that is asked for is known; [`Table::finish`] reports the others.
pub(crate) struct Table<'t, 'i> {
    table: &'t DeTable<'i>,
    /// The place that faults about the whole table point at.
    pub(crate) at: Spot,
    faults: &'t Faults<'t>,
    what: &'static str,
    known: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'t, 'i> Table<'t, 'i> {
    pub(crate) fn new(table: &'t DeTable<'i>, at: Spot, what: &'static str, faults: &'t Faults<'t>) -> Self {
        let known = RefCell::new(Vec::with_capacity(24));
        Self { table, at, faults, what, known, missing: RefCell::default() }
    }

    /// The raw value of a key.
    pub(crate) fn raw(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the value of a key is an array.
    pub(crate) fn holds_array(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(_)))
    }

    /// Whether the value of a key is an array without items.
    pub(crate) fn holds_empty_array(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(items) if items.is_empty()))
    }

    /// Whether the value of a key is a table.
    pub(crate) fn holds_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
    }

    /// The place of the value of a key; that of the table when it is absent.
    pub(crate) fn place(&self, key: &str) -> Spot {
        self.table.get(key).map_or(self.at, |value| self.faults.spot(value))
    }

    /// Notes a key as missing when it is absent.
    pub(crate) fn require(&self, key: &'static str) {
        if !self.table.contains_key(key) {
            self.missing.borrow_mut().push(key);
        }
    }

    /// The value of a key that may be absent.
    pub(crate) fn optional<T: Field>(&self, key: &'static str) -> Option<Located<T>> {
        let value = self.raw(key)?;
        let at = self.faults.spot(value);
        T::read(self.faults, value).map(|value| Located { value, at })
    }

    /// The value of a key that has to be there.
    pub(crate) fn required<T: Field>(&self, key: &'static str) -> Option<Located<T>> {
        let found = self.optional(key);
        if found.is_none() && !self.table.contains_key(key) {
            self.missing.borrow_mut().push(key);
        }
        found
    }

    /// The value of a key that holds a word of an enumeration; `default` when absent.
    pub(crate) fn word<T: Word>(&self, key: &'static str, default: Option<T>) -> Option<T> {
        let words: Vec<(&str, T)> = T::all().iter().map(|value| (value.word(), *value)).collect();
        self.word_of(key, &words, default)
    }

    /// The value of a key that holds one of these words; `default` when absent.
    pub(crate) fn word_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)], default: Option<T>) -> Option<T> {
        let Some(value) = self.raw(key) else {
            if default.is_none() {
                self.missing.borrow_mut().push(key);
            }
            return default;
        };
        let written = match value.get_ref() {
            DeValue::String(text) => text.as_ref(),
            other => {
                wrong_type(self.faults, value, "a text", other);
                return None;
            }
        };
        let found = words.iter().find(|(word, _)| *word == written).map(|(_, t)| *t);
        if found.is_none() {
            let message = format!("`{written}` is not a value of `{key}`");
            let hint = did_you_mean(written, words.iter().map(|(w, _)| *w));
            self.faults.push(Diagnostic::new(Code::UNKNOWN_WORD, message).at(self.faults.spot(value)).maybe_hint(hint));
        }
        found
    }

    /// The value of a key that holds an array of words of an enumeration; none when the key is absent. Words that are none
    /// are reported and left out.
    pub(crate) fn words<T: Word + Ord>(&self, key: &'static str) -> Option<BTreeSet<T>> {
        let written = self.optional::<Vec<Located<String>>>(key)?.value;
        let mut read = BTreeSet::new();
        for word in written {
            match T::from_word(&word) {
                Some(value) => drop(read.insert(value)),
                None => {
                    let message = format!("`{}` is not a {}", word.value, T::WHAT);
                    let hint = did_you_mean(&word.value, T::all().iter().map(|value| value.word()));
                    self.push(Diagnostic::new(Code::UNKNOWN_WORD, message).at(word.at).maybe_hint(hint));
                }
            }
        }
        Some(read)
    }

    /// The tables of an array of tables; absent is empty.
    pub(crate) fn tables(&self, key: &'static str, what: &'static str) -> Vec<Table<'t, 'i>> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.table_of(item, what)).collect(),
            other => {
                wrong_type(self.faults, value, "an array of tables", other);
                Vec::new()
            }
        }
    }

    /// A table under a key; absent is none.
    pub(crate) fn table(&self, key: &'static str, what: &'static str) -> Option<Table<'t, 'i>> {
        self.raw(key).and_then(|value| self.table_of(value, what))
    }

    /// The tables in a table whose keys are names, in the order of the file; absent is empty.
    pub(crate) fn named_tables(&self, key: &'static str, what: &'static str) -> Vec<(Located<String>, Table<'t, 'i>)> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let DeValue::Table(tables) = value.get_ref() else {
            wrong_type(self.faults, value, "a table", value.get_ref());
            return Vec::new();
        };
        let mut entries: Vec<_> = tables.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let read = |(name, value): (&'t Spanned<_>, &'t Spanned<DeValue<'i>>)| {
            let name: &Spanned<std::borrow::Cow<'_, str>> = name;
            let located = Located { value: name.get_ref().to_string(), at: self.faults.spot(name) };
            self.table_of(value, what).map(|table| (located, table))
        };
        entries.into_iter().filter_map(read).collect()
    }

    fn table_of(&self, value: &'t Spanned<DeValue<'i>>, what: &'static str) -> Option<Table<'t, 'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::new(table, self.faults.spot(value), what, self.faults)),
            other => {
                wrong_type(self.faults, value, "a table", other);
                None
            }
        }
    }

    /// All entries of a table whose keys are free, in the order of the file.
    pub(crate) fn entries<T: Field>(&self) -> Vec<(Located<String>, T)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let read = |(key, value): (&Spanned<_>, &Spanned<DeValue<'i>>)| {
            let key: &Spanned<std::borrow::Cow<'_, str>> = key;
            let located = Located { value: key.get_ref().to_string(), at: self.faults.spot(key) };
            T::read(self.faults, value).map(|value| (located, value))
        };
        entries.into_iter().filter_map(read).collect()
    }

    /// Reports an id that could not be a file name or an SVG id.
    pub(crate) fn id(&self) -> Option<Located<String>> {
        let id = self.required::<String>("id")?;
        if crate::model::is_id(&id) {
            return Some(id);
        }
        self.faults.push(bad_id(&id.value).at(id.at));
        None
    }

    /// The place of bytes of what a text of this table says.
    pub(crate) fn inside(&self, text: Spot, part: &Range<usize>) -> Spot {
        self.faults.inside(text, part)
    }

    /// Adds a fault at the place of this table or of a value in it.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.faults.push(diagnostic);
    }

    /// Reports missing and unknown keys. Call it once, after every known key was asked for.
    pub(crate) fn finish(&self) {
        let missing = self.missing.borrow();
        if !missing.is_empty() {
            let names = missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", ");
            let message = format!("the {} lacks {names}", self.what);
            self.push(Diagnostic::new(Code::MISSING_KEY, message).at(self.at));
        }
        let known = self.known.borrow();
        for (key, _) in self.table.iter().filter(|(k, _)| !known.contains(&k.get_ref().as_ref())) {
            let message = format!("unknown key `{}` in the {}", key.get_ref(), self.what);
            let hint = did_you_mean(key.get_ref(), known.iter().copied());
            self.push(Diagnostic::new(Code::UNKNOWN_KEY, message).at(self.faults.spot(key)).maybe_hint(hint));
        }
    }
}

/// The fault of an id that is not kebab-case.
pub(crate) fn bad_id(written: &str) -> Diagnostic {
    let hint = match crate::model::is_device(written) {
        true => "it is the name of a device on Windows, where no file can have it: add a word, `aux-poll` say",
        false => {
            "an id has lower-case Latin letters and digits in groups joined by single hyphens, at most 80 characters"
        }
    };
    Diagnostic::new(Code::BAD_ID, format!("`{written}` cannot be an id")).hint(hint)
}
