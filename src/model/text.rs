//! Texts for readers, in one or several languages.

use std::collections::BTreeMap;

use crate::locale::Locale;

/// A text that is the same everywhere, or one for each of several locales.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Text {
    /// One text for all.
    Plain(String),
    /// A text for each of several locales, at least one.
    ByLocale(BTreeMap<Locale, String>),
}

impl Text {
    /// The text for a locale; where it is missing the English one, and where that is missing too the first there is.
    pub fn get(&self, locale: Locale) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::ByLocale(texts) => {
                let found = texts.get(&locale).or_else(|| texts.get(&Locale::En)).or_else(|| texts.values().next());
                found.map_or("", String::as_str)
            }
        }
    }

    /// Whether the text is there for this locale without falling back.
    pub fn covers(&self, locale: Locale) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::ByLocale(texts) => texts.contains_key(&locale),
        }
    }

    /// All texts with their locales.
    pub fn variants(&self) -> Vec<(Option<Locale>, &str)> {
        match self {
            Self::Plain(text) => vec![(None, text)],
            Self::ByLocale(texts) => texts.iter().map(|(l, t)| (Some(*l), t.as_str())).collect(),
        }
    }
}
