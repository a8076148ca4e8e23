//! Reading TOML field by field, so that one fault never hides another.

use std::cell::RefCell;
use std::fmt::Display;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Located, Report, Spot, did_you_mean};
use crate::model::{Locale, Number, PartialDate, Text, Value};

/// Where faults of one file go.
pub(crate) struct Faults<'a> {
    report: RefCell<&'a mut Report>,
    file: u32,
}

impl<'a> Faults<'a> {
    pub(crate) fn new(file: u32, report: &'a mut Report) -> Self {
        Self { report: RefCell::new(report), file }
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.report.borrow_mut().push(diagnostic);
    }

    pub(crate) fn spot<T>(&self, spanned: &Spanned<T>) -> Spot {
        Spot::new(self.file, spanned.span())
    }
}

/// A value that can be read from one TOML value. A fault is pushed, and nothing returned.
pub(crate) trait Field: Sized {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self>;
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

    /// The value of a key that holds one of a few words; `default` when absent.
    pub(crate) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)], default: Option<T>) -> Option<T> {
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
            self.faults.push(Diagnostic::error("unknown-word", message).at(self.faults.spot(value)).maybe_hint(hint));
        }
        found
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
            self.push(Diagnostic::error("missing-key", message).at(self.at));
        }
        let known = self.known.borrow();
        for (key, _) in self.table.iter().filter(|(k, _)| !known.contains(&k.get_ref().as_ref())) {
            let message = format!("unknown key `{}` in the {}", key.get_ref(), self.what);
            let hint = did_you_mean(key.get_ref(), known.iter().copied());
            self.push(Diagnostic::error("unknown-key", message).at(self.faults.spot(key)).maybe_hint(hint));
        }
    }
}

/// The fault of an id that is not kebab-case.
pub(crate) fn bad_id(written: &str) -> Diagnostic {
    Diagnostic::error("bad-id", format!("`{written}` cannot be an id"))
        .hint("an id has lower-case Latin letters and digits in groups joined by single hyphens, at most 80 characters")
}

fn wrong_type(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>, wanted: &str, got: &DeValue<'_>) {
    let found = match got {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    let message = format!("{wanted} was expected, found {found}");
    faults.push(Diagnostic::error("wrong-type", message).at(faults.spot(value)));
}

/// Characters that a reader cannot see and that could steer a terminal, a page or the order of a line.
fn hides(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

impl Field for String {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            wrong_type(faults, value, "a text", value.get_ref());
            return None;
        };
        if text.trim().is_empty() {
            let fault = Diagnostic::error("empty-text", "the text is empty").at(faults.spot(value));
            faults.push(fault.hint("leave the key out, or write \"not-reported\" where the source is silent"));
            return None;
        }
        if let Some(c) = text.chars().find(|c| hides(*c)) {
            let message = format!("the text holds a hidden character, {}", c.escape_unicode());
            faults.push(Diagnostic::error("hidden-character", message).at(faults.spot(value)).hint("take it out"));
            return None;
        }
        Some(text.to_string())
    }
}

impl Field for Text {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            return match value.get_ref() {
                DeValue::String(_) => String::read(faults, value).map(Text::Plain),
                other => {
                    wrong_type(faults, value, "a text or a table of locales", other);
                    None
                }
            };
        };
        let mut texts = std::collections::BTreeMap::new();
        for (key, value) in table.iter() {
            match key.get_ref().parse::<Locale>() {
                Ok(locale) => drop(String::read(faults, value).map(|text| texts.insert(locale, text))),
                Err(error) => faults.push(unknown_locale(&error).at(faults.spot(key))),
            }
        }
        (!texts.is_empty()).then_some(Text::ByLocale(texts))
    }
}

/// The fault of a language tag that names no locale.
pub(crate) fn unknown_locale(error: &crate::model::UnknownLocale) -> Diagnostic {
    let hint = did_you_mean(&error.written, Locale::ALL.iter().map(|l| l.tag()));
    Diagnostic::error("unknown-locale", error.to_string()).maybe_hint(hint)
}

impl Field for Locale {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let tag = String::read(faults, value)?;
        tag.parse().map_err(|error| faults.push(unknown_locale(&error).at(faults.spot(value)))).ok()
    }
}

impl Field for bool {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(b) => Some(*b),
            other => {
                wrong_type(faults, value, "true or false", other);
                None
            }
        }
    }
}

/// The text of a scalar as written: a string, or the digits of a number or a date.
fn scalar(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>, wanted: &str) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(digits) => Some(digits.to_string()),
        DeValue::Float(digits) => Some(digits.as_str().to_owned()),
        DeValue::Datetime(date) => Some(date.to_string()),
        other @ (DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_)) => {
            wrong_type(faults, value, wanted, other);
            None
        }
    }
}

fn parsed<T: FromStr<Err: Display>>(
    faults: &Faults<'_>,
    value: &Spanned<DeValue<'_>>,
    code: &'static str,
    wanted: &str,
) -> Option<T> {
    let written = scalar(faults, value, wanted)?;
    written.parse().map_err(|error: T::Err| faults.push(Diagnostic::error(code, error.to_string()).at(faults.spot(value)))).ok()
}

impl Field for Number {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        parsed(faults, value, "not-a-number", "a number")
    }
}

impl Field for PartialDate {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        parsed(faults, value, "not-a-date", "a date")
    }
}

impl Field for crate::model::Pages {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        parsed(faults, value, "not-pages", "a page or a range of pages")
    }
}

impl Field for Value {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let written = scalar(faults, value, "a value")?;
        let fault = |error: crate::model::ValueError| {
            faults.push(Diagnostic::error("not-a-value", error.to_string()).at(faults.spot(value)).hint(Self::FORMS));
        };
        written.parse().map_err(fault).ok()
    }
}

impl Field for u32 {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let number = match value.get_ref() {
            DeValue::Integer(digits) => digits.as_str().parse().ok().filter(|_| digits.radix() == 10),
            other => {
                wrong_type(faults, value, "a whole number", other);
                return None;
            }
        };
        if number.is_none() {
            let message = "a whole number from 0 to 4294967295 was expected";
            faults.push(Diagnostic::error("not-a-number", message).at(faults.spot(value)));
        }
        number
    }
}

impl<T: Field> Field for Vec<Located<T>> {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            wrong_type(faults, value, "an array", value.get_ref());
            return None;
        };
        let read = |item: &Spanned<DeValue<'_>>| {
            T::read(faults, item).map(|value| Located { value, at: faults.spot(item) })
        };
        Some(items.iter().filter_map(read).collect())
    }
}
