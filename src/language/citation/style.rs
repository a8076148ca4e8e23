//! Citation styles and their terms, decoded when first used.
//!
//! The usual style and the terms come in two sizes: whole for reference lists, and cut down to what short citations use
//! (`assets/csl/README.md`).

use std::fmt;
use std::sync::{Arc, OnceLock};

use hayagriva::Entry;
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Locale as CslLocale, LocaleCode, Style, StyleCategory, StyleClass,
};
use hayagriva::types::EntryType;

use crate::guard::caught;
use crate::language::citation::form::Form;
use crate::language::citation::{cbor, set};
use crate::locale::{CitationTerms, Locale};

/// The style in which works are cited and listed: APA by default, another bundled one, or one of the user's own.
///
/// Places in a work ("p. 12, Table 2") are named alike in every style.
#[derive(Clone, Debug, Default)]
pub struct CitationStyle(Kind);

#[derive(Clone, Debug, Default)]
enum Kind {
    #[default]
    Apa,
    Bundled(&'static Bundled),
    Own(Arc<IndependentStyle>),
}

/// Why a style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StyleError {
    /// It is not CSL: what the reader says.
    NotCsl(String),
    /// It only names another style.
    Dependent,
    /// It cites by numbers, by labels or in notes; figures name works in their source line.
    NotByName,
    /// It sets no citation, or its reader fails on it.
    Broken,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCsl(message) => write!(f, "the file is no CSL style: {message}"),
            Self::Dependent => f.write_str("the style only names another one, which it depends on"),
            Self::NotByName => f.write_str("the style cites by numbers, by labels or in notes, not by author and date"),
            Self::Broken => f.write_str("the style sets no citation of a book, an article or a page"),
        }
    }
}

impl std::error::Error for StyleError {}

/// A style that comes with the program.
#[derive(Debug)]
struct Bundled {
    name: &'static str,
    bytes: &'static [u8],
    read: OnceLock<IndependentStyle>,
}

macro_rules! bundled {
    ($($name:literal,)+) => {
        [$(Bundled {
            name: $name,
            bytes: include_bytes!(concat!("../../../assets/csl/", $name, ".cbor")),
            read: OnceLock::new(),
        },)+]
    };
}

static BUNDLED: [Bundled; 5] = bundled![
    "american-political-science-association",
    "american-sociological-association",
    "chicago-author-date",
    "gb-t-7714-2015-author-date",
    "harvard-cite-them-right",
];

impl CitationStyle {
    /// The names of the bundled styles, the usual one first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ["apa"].into_iter().chain(BUNDLED.iter().map(|style| style.name))
    }

    /// The bundled style with a name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "apa" => Some(Self::default()),
            _ => BUNDLED.iter().find(|style| style.name == name).map(|style| Self(Kind::Bundled(style))),
        }
    }

    /// A style from the text of a CSL file.
    ///
    /// # Errors
    /// When it is no CSL, depends on another style, does not cite by author and date, or sets nothing.
    pub fn from_csl(xml: &str) -> Result<Self, StyleError> {
        let read = caught(|| Style::from_xml(xml)).ok_or(StyleError::Broken)?;
        let style = match read.map_err(|error| StyleError::NotCsl(error.to_string()))? {
            Style::Independent(style) => style,
            Style::Dependent(_) => return Err(StyleError::Dependent),
        };
        let by_name = style.info.category.iter().all(|category| match category {
            StyleCategory::CitationFormat { format } => {
                matches!(format, CitationFormat::AuthorDate | CitationFormat::Author)
            }
            StyleCategory::Field { .. } => true,
        });
        if style.settings.class != StyleClass::InText || !by_name {
            return Err(StyleError::NotByName);
        }
        let own = Self(Kind::Own(Arc::new(style)));
        match own.cited_samples() {
            // One that names no category may still cite by numbers or labels.
            Some(cited) if cited.iter().all(|text| text.contains(SAMPLE)) => Ok(own),
            Some(_) => Err(StyleError::NotByName),
            None => Err(StyleError::Broken),
        }
    }

    /// Works of the usual kinds as it cites them; none when it does not set them in the text or in the list.
    fn cited_samples(&self) -> Option<Vec<String>> {
        let kinds = [EntryType::Book, EntryType::Article, EntryType::Web, EntryType::Report];
        let samples: Vec<Entry> = kinds.into_iter().map(sample).collect();
        let works: Vec<&Entry> = samples.iter().collect();
        let pass = set::Pass { works: &works, beside: None };
        let cited = set::citations(&pass, self, Form::Plain, Locale::En);
        let listed = set::list(&works, self, Locale::En);
        let sets = cited.iter().all(|text| text.chars().any(char::is_alphanumeric)) && listed.len() == works.len();
        sets.then_some(cited)
    }

    /// Whether its reader sets names in running text.
    pub(super) fn has_prose(&self) -> bool {
        matches!(self.0, Kind::Apa)
    }

    /// The style for citations in running text.
    pub(super) fn short(&self) -> &IndependentStyle {
        match &self.0 {
            Kind::Apa => short(),
            Kind::Bundled(_) | Kind::Own(_) => self.full(),
        }
    }

    /// The style for reference lists.
    pub(super) fn full(&self) -> &IndependentStyle {
        match &self.0 {
            Kind::Apa => full(),
            Kind::Bundled(bundled) => bundled.read.get_or_init(|| style(bundled.bytes)),
            Kind::Own(style) => style,
        }
    }

    /// The terms that citations in running text use.
    pub(super) fn short_terms(&self, locale: Locale) -> &'static [CslLocale] {
        match self.0 {
            Kind::Apa => short_terms(locale),
            Kind::Bundled(_) | Kind::Own(_) => full_terms(locale),
        }
    }
}

/// A work of a kind, to try a style on.
/// The author of the samples.
const SAMPLE: &str = "Marlow";

fn sample(kind: EntryType) -> Entry {
    let mut entry = Entry::new(&format!("sample-{kind:?}"), kind);
    entry.set_title("A sample".to_owned().into());
    let person = |name: &str| hayagriva::types::Person::from_strings(vec![name, "Ada"]).ok();
    entry.set_authors(person(SAMPLE).into_iter().collect());
    entry.set_date(hayagriva::types::Date::from_year(2020));
    entry
}

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
