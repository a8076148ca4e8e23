//! The bundled citation style and its locales, decoded when first used.

use std::sync::OnceLock;

use hayagriva::citationberg::{IndependentStyle, Locale as CslLocale, LocaleCode, LocaleFile, Style};

use crate::model::Locale;

static APA: &[u8] = include_bytes!("../../../assets/csl/apa.cbor");
static EN: &[u8] = include_bytes!("../../../assets/csl/en-US.cbor");
static TR: &[u8] = include_bytes!("../../../assets/csl/tr-TR.cbor");
static RU: &[u8] = include_bytes!("../../../assets/csl/ru-RU.cbor");
static ZH: &[u8] = include_bytes!("../../../assets/csl/zh-CN.cbor");
static KK: &str = include_str!("../../../assets/csl/locales-kk-KZ.xml");

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
        let decode = |bytes: &[u8]| ciborium::de::from_reader(bytes).expect("the bundled locale is sound");
        let own = match locale {
            Locale::En => None,
            Locale::Tr => Some(decode(TR)),
            Locale::Ru => Some(decode(RU)),
            Locale::Zh => Some(decode(ZH)),
            Locale::Kk => Some(LocaleFile::from_xml(KK).expect("the bundled locale is sound").into()),
        };
        own.into_iter().chain([decode(EN)]).collect()
    })
}

/// The CSL code of a language.
pub(crate) fn code(locale: Locale) -> LocaleCode {
    let tag = match locale {
        Locale::En => "en-US",
        Locale::Tr => "tr-TR",
        Locale::Ru => "ru-RU",
        Locale::Kk => "kk-KZ",
        Locale::Zh => "zh-CN",
    };
    LocaleCode(tag.to_owned())
}
