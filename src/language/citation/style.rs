//! The bundled citation style and its terms, decoded when first used.
//!
//! Both come in two sizes: whole for reference lists, and cut down to what short citations use (`assets/csl/README.md`).

use std::sync::OnceLock;

use hayagriva::citationberg::{IndependentStyle, Locale as CslLocale, LocaleCode, Style};

use crate::language::citation::cbor;
use crate::locale::{CitationTerms, Locale};

static FULL: &[u8] = include_bytes!("../../../assets/csl/apa.cbor");
static SHORT: &[u8] = include_bytes!("../../../assets/csl/short/apa.cbor");

/// APA, 7th edition.
pub(crate) fn full() -> &'static IndependentStyle {
    static STYLE: OnceLock<IndependentStyle> = OnceLock::new();
    STYLE.get_or_init(|| style(FULL))
}

/// The same without its reference list.
pub(crate) fn short() -> &'static IndependentStyle {
    static STYLE: OnceLock<IndependentStyle> = OnceLock::new();
    STYLE.get_or_init(|| style(SHORT))
}

fn style(bytes: &[u8]) -> IndependentStyle {
    match cbor::from_bytes(bytes).expect("the bundled style is sound") {
        Style::Independent(style) => style,
        Style::Dependent(_) => unreachable!("the bundled style is independent"),
    }
}

type Sets = [OnceLock<Vec<CslLocale>>; Locale::ALL.len()];

/// The terms of a language, with English behind them for what it lacks.
pub(crate) fn full_terms(locale: Locale) -> &'static [CslLocale] {
    static SETS: Sets = [const { OnceLock::new() }; Locale::ALL.len()];
    SETS[locale.index()].get_or_init(|| terms(locale, |terms| terms.full))
}

/// Those of them that short citations use.
pub(crate) fn short_terms(locale: Locale) -> &'static [CslLocale] {
    static SETS: Sets = [const { OnceLock::new() }; Locale::ALL.len()];
    SETS[locale.index()].get_or_init(|| terms(locale, |terms| terms.short))
}

fn terms(locale: Locale, bytes: fn(&CitationTerms) -> &'static [u8]) -> Vec<CslLocale> {
    let own = (locale != Locale::En).then_some(locale);
    let both = own.into_iter().chain([Locale::En]);
    both.map(|l| cbor::from_bytes(bytes(&l.language().citations)).expect("the bundled terms are sound")).collect()
}

/// The CSL code of a language.
pub(crate) fn code(locale: Locale) -> LocaleCode {
    LocaleCode(locale.language().citations.tag.to_owned())
}
