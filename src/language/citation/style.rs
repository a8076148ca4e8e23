//! The bundled citation style and its locales, decoded when first used.

use std::sync::OnceLock;

use hayagriva::citationberg::{IndependentStyle, Locale as CslLocale, LocaleCode, LocaleFile, Style};

use crate::locale::{Locale, Terms};

static APA: &[u8] = include_bytes!("../../../assets/csl/apa.cbor");

/// APA, 7th edition.
pub(crate) fn apa() -> &'static IndependentStyle {
    static STYLE: OnceLock<IndependentStyle> = OnceLock::new();
    STYLE.get_or_init(|| {
        let style: Style = ciborium::de::from_reader(APA).expect("the bundled style is sound");
        match style {
            Style::Independent(style) => style,
            Style::Dependent(_) => unreachable!("the bundled style is independent"),
        }
    })
}

/// APA without its reference list, which costs more to set than the citations.
pub(crate) fn citations() -> &'static IndependentStyle {
    static STYLE: OnceLock<IndependentStyle> = OnceLock::new();
    STYLE.get_or_init(|| IndependentStyle { bibliography: None, ..apa().clone() })
}

/// The terms of a language, with English behind them for what it lacks.
pub(crate) fn locales(locale: Locale) -> &'static [CslLocale] {
    static SETS: [OnceLock<Vec<CslLocale>>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];
    SETS[locale.index()].get_or_init(|| {
        let own = (locale != Locale::En).then_some(locale);
        own.into_iter().chain([Locale::En]).map(|l| decoded(&l.language().citations.terms)).collect()
    })
}

fn decoded(terms: &Terms) -> CslLocale {
    match terms {
        Terms::Cbor(bytes) => ciborium::de::from_reader(*bytes).expect("the bundled locale is sound"),
        Terms::Xml(text) => LocaleFile::from_xml(text).expect("the bundled locale is sound").into(),
    }
}

/// The CSL code of a language.
pub(crate) fn code(locale: Locale) -> LocaleCode {
    LocaleCode(locale.language().citations.tag.to_owned())
}
