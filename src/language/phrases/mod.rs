//! How figures speak: numbers, percentages, hedges, dates, lists and names in the language of a figure.

pub(super) mod dates;
pub(super) mod names;
pub(super) mod numbers;
pub(super) mod text;

use crate::locale::{Language, Locale};

pub use text::fill;

/// The language of a locale, which numbers, dates and phrases are asked of.
pub fn words(locale: Locale) -> &'static Language {
    locale.language()
}
