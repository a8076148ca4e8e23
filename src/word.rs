//! The words of enumerations: how records, recipes, columns and the command line name a value.

/// An enumeration whose every value has a word. Reading TOML, listing, parsing arguments and completing them in a shell
/// all ask here, so that a value that is added is known everywhere.
pub trait Word: Copy + 'static {
    /// What a value is called in messages, such as `size`.
    const WHAT: &'static str;

    /// All values, in the order in which they are listed to people.
    fn all() -> &'static [Self];

    /// The word of this value.
    fn word(self) -> &'static str;

    /// What this value means, in a sentence or two without a last full stop; empty when the word says it all.
    fn about(self) -> &'static str {
        ""
    }

    /// The value with this word.
    ///
    /// ```
    /// use citeplot::{style::Size, word::Word};
    /// assert_eq!(Size::from_word("poster"), Some(Size::Poster));
    /// assert_eq!(Size::from_word("Poster"), None);
    /// ```
    fn from_word(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|value| value.word() == word)
    }
}

/// Declares an enumeration together with its words, so that none can lack one; or, with `for`, gives the trait to an
/// enumeration that has `ALL` and a method for its word already.
macro_rules! words {
    (for $name:ident: $what:literal, $word:ident) => {
        impl $crate::word::Word for $name {
            const WHAT: &'static str = $what;

            fn all() -> &'static [Self] {
                &Self::ALL
            }

            fn word(self) -> &'static str {
                self.$word()
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident: $what:literal {
        $($(#[doc = $doc:literal])* $variant:ident = $word:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $($(#[doc = $doc])* $variant,)+
        }

        impl $name {
            /// All values, in the order in which they are listed to people.
            $vis const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word by which records, recipes, columns and the command line know it.
            $vis fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl $crate::word::Word for $name {
            const WHAT: &'static str = $what;

            fn all() -> &'static [Self] {
                &Self::ALL
            }

            fn word(self) -> &'static str {
                self.code()
            }

            fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),*).trim_ascii().trim_end_matches('.'),)+
                }
            }
        }
    };
}

pub(crate) use words;
