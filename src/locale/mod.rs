//! The languages of figures and sources, as data.
//!
//! Everything that is particular to a language stands in one file, in one [`Language`]: how it writes numbers, dates,
//! lists and hedges, the set phrases of figures, the words by which it states quantities, the terms of its citations and
//! its tags. Its word list is long and stands in `lexicon/`. A field that is missing does not compile. Nothing here computes: [`crate::language`] speaks, reads and
//! cites by these data.
//!
//! To add a language: write its file, and name it below, as a module and in the list; quotes are read in words once it has a
//! word list in `lexicon/`, else only their digits are (ARCHITECTURE.md).

mod en;
mod kk;
mod language;
mod lexicon;
mod ru;
mod tr;
mod zh;

use std::fmt;
use std::str::FromStr;

use crate::word::words;

pub use language::{
    CitationTerms, Counted, Dates, DifferenceNames, HedgePhrases, ItemNames, KindNames, Language, Numbered, Numbers,
    PlaceNames, Plural, PolarityHeads, Punctuation, Quotes, TableHeads,
};
pub use lexicon::{Hedges, Lexicon, Role};

/// Makes the enum of all languages from the one list of them.
macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident => $language:path,)+) => {
        /// A language that figures can be drawn in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Locale {
            $($(#[$doc])* $name,)+
        }

        impl Locale {
            /// All locales, English first.
            pub const ALL: [Self; [$(stringify!($name)),+].len()] = [$(Self::$name),+];

            /// What is known of the language.
            pub fn language(self) -> &'static Language {
                match self {
                    $(Self::$name => &$language,)+
                }
            }
        }
    };
}

languages! {
    /// English.
    En => en::ENGLISH,
    /// Turkish.
    Tr => tr::TURKISH,
    /// Russian.
    Ru => ru::RUSSIAN,
    /// Kazakh (Cyrillic).
    Kk => kk::KAZAKH,
    /// Chinese (simplified). Its figures need a font that the project names.
    Zh => zh::CHINESE,
}

impl Locale {
    /// The place of the locale in [`Locale::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The BCP 47 tag, such as `en`.
    pub fn tag(self) -> &'static str {
        self.language().tag
    }

    /// The locale of a longer BCP 47 tag, by its first part: `en` of `en-GB`. None for a language that is not known.
    ///
    /// ```
    /// use citeplot::locale::Locale;
    /// assert_eq!(Locale::of_tag("ru-RU"), Some(Locale::Ru));
    /// assert_eq!(Locale::of_tag("he"), None);
    /// ```
    pub fn of_tag(tag: &str) -> Option<Self> {
        tag.split('-').next().unwrap_or_default().parse().ok()
    }
}

words!(for Locale: "language", tag);

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
