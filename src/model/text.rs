//! Texts for readers, in one or several languages.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A language that figures can be drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// English.
    En,
    /// Turkish.
    Tr,
    /// Russian.
    Ru,
    /// Kazakh (Cyrillic).
    Kk,
    /// Chinese (simplified). Its figures need a font that the project names.
    Zh,
}

/// A language tag that names no [`Locale`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLocale {
    /// What was written.
    pub written: String,
}

impl fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown locale `{}`", self.written)
    }
}

impl std::error::Error for UnknownLocale {}

impl Locale {
    /// All locales, English first.
    pub const ALL: [Self; 5] = [Self::En, Self::Tr, Self::Ru, Self::Kk, Self::Zh];

    /// The place of the locale in [`Locale::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The BCP 47 tag: `en`, `tr`, `ru`, `kk`, `zh`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Tr => "tr",
            Self::Ru => "ru",
            Self::Kk => "kk",
            Self::Zh => "zh",
        }
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, UnknownLocale> {
        Self::ALL.into_iter().find(|l| l.tag() == text).ok_or_else(|| UnknownLocale { written: text.to_owned() })
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A text that is the same everywhere, or one for each of several locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// One text for all.
    Plain(String),
    /// A text a locale; at least one.
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
