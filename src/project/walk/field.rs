//! Reading one TOML value as one of our types.

use std::fmt::Display;
use std::str::FromStr;

use toml::Spanned;
use toml::de::DeValue;

use crate::diag::{Code, Diagnostic, did_you_mean, first_hidden};
use crate::model::{Locale, Number, PartialDate, Text, Value};
use crate::project::walk::table::Faults;
use crate::source::Located;

/// A value that can be read from one TOML value. A fault is pushed, and nothing returned.
pub(crate) trait Field: Sized {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self>;
}

/// Pushes the fault of a value of another type.
pub(crate) fn wrong_type(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>, wanted: &str, got: &DeValue<'_>) {
    let found = match got {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    let message = format!("{wanted} was expected, found {found}");
    faults.push(Diagnostic::new(Code::WRONG_TYPE, message).at(faults.spot(value)));
}

impl Field for String {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            wrong_type(faults, value, "a text", value.get_ref());
            return None;
        };
        if text.trim().is_empty() {
            let fault = Diagnostic::new(Code::EMPTY_TEXT, "the text is empty").at(faults.spot(value));
            faults.push(fault.hint("leave the key out, or write \"not-reported\" where the source is silent"));
            return None;
        }
        if let Some(c) = first_hidden(text) {
            let message = format!("the text holds a hidden character, {}", c.escape_unicode());
            faults.push(Diagnostic::new(Code::HIDDEN_CHARACTER, message).at(faults.spot(value)).hint("take it out"));
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
        if table.is_empty() {
            let fault = Diagnostic::new(Code::EMPTY_TEXT, "the table of locales is empty").at(faults.spot(value));
            faults.push(fault.hint("write a text, or one for each language: { en = \"…\", tr = \"…\" }"));
        }
        let mut texts = std::collections::BTreeMap::new();
        for (key, value) in table {
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
    Diagnostic::new(Code::UNKNOWN_LOCALE, error.to_string()).maybe_hint(hint)
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
    code: &'static Code,
    wanted: &str,
) -> Option<T> {
    let written = scalar(faults, value, wanted)?;
    written
        .parse()
        .map_err(|error: T::Err| faults.push(Diagnostic::new(code, error.to_string()).at(faults.spot(value))))
        .ok()
}

impl Field for Number {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        parsed(faults, value, Code::NOT_A_NUMBER, "a number")
    }
}

impl Field for PartialDate {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        parsed(faults, value, Code::NOT_A_DATE, "a date")
    }
}

impl Field for crate::model::Pages {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        parsed(faults, value, Code::NOT_PAGES, "a page or a range of pages")
    }
}

impl Field for Value {
    fn read(faults: &Faults<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let written = scalar(faults, value, "a value")?;
        let fault = |error: crate::model::ValueError| {
            faults.push(Diagnostic::new(Code::NOT_A_VALUE, error.to_string()).at(faults.spot(value)).hint(Self::FORMS));
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
            faults.push(Diagnostic::new(Code::NOT_A_NUMBER, message).at(faults.spot(value)));
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
        let read =
            |item: &Spanned<DeValue<'_>>| T::read(faults, item).map(|value| Located { value, at: faults.spot(item) });
        Some(items.iter().filter_map(read).collect())
    }
}
