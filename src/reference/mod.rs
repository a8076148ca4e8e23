//! How a citation reads: APA through hayagriva and CSL, in the language of the figure.
//!
//! Nothing is set before it is asked for, and each language only once.

mod style;

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use hayagriva::citationberg::taxonomy::Locator as CslLocator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, Entry,
    Library, LocatorPayload, SpecificLocator,
};

use crate::locale::{fill, words};
use crate::model::{Bibliography, Cite, Claim, Dataset, Locale, Locator, Pages};

/// Page numbers that no work has, to find the place of the real ones in a set citation.
const FIRST: &str = "77777";
const LAST: &str = "88888";

/// A short citation in the pieces between which a locator is filled in.
#[derive(Clone, Debug, Default)]
struct Short {
    plain: String,
    one_page: String,
    pages: String,
    section: String,
}

/// The citations of one language.
#[derive(Debug, Default)]
struct Set {
    short: HashMap<String, Short>,
    full: HashMap<String, String>,
}

/// The works of a dataset, ready to be cited.
#[derive(Debug)]
pub struct References<'a> {
    bibliography: &'a Bibliography,
    cited: BTreeSet<&'a str>,
    document: &'a str,
    library: OnceLock<Library>,
    sets: [OnceLock<Set>; Locale::ALL.len()],
}

impl<'a> References<'a> {
    /// The works of a dataset. Cheap: the bibliography is parsed when the first citation is asked for.
    pub fn new(dataset: &'a Dataset) -> Self {
        let cited = dataset.claims.iter().flat_map(|c| &c.cites).map(|c| c.work.value.as_str());
        Self {
            bibliography: &dataset.bibliography,
            cited: cited.chain([dataset.document.value.as_str()]).collect(),
            document: &dataset.document.value,
            library: OnceLock::new(),
            sets: Default::default(),
        }
    }

    /// A citation in running text: `Koch (2013, pp. 119–121)`. A work that is not in the bibliography is given by its key.
    pub fn cite(&self, cite: &Cite, locale: Locale) -> String {
        self.short(&cite.work.value, cite.pages.as_ref().map(|p| &p.value), None, locale)
    }

    /// The document with the place of a quote: `Demircioğlu & Deniş (2024, section 3)`.
    pub fn document(&self, locator: &Locator, locale: Locale) -> String {
        self.short(self.document, locator.page.as_ref(), locator.section.as_deref(), locale)
    }

    /// All works of a claim, joined by "; ", or nothing when the document cites none.
    pub fn cited(&self, claim: &Claim, locale: Locale) -> Option<String> {
        let cites: Vec<String> = claim.cites.iter().map(|c| self.cite(c, locale)).collect();
        (!cites.is_empty()).then(|| cites.join("; "))
    }

    /// The whole chain: `Koch (2013, pp. 119–121), as cited in Demircioğlu & Deniş (2024, section 3)`.
    pub fn chain(&self, claim: &Claim, locale: Locale) -> String {
        let document = self.document(&claim.locator, locale);
        match self.cited(claim, locale) {
            Some(cited) => fill(words(locale).as_cited_in, &[("cited", &cited), ("document", &document)]),
            None => document,
        }
    }

    /// The entry of the reference list; none for a work that nothing cites.
    pub fn full(&self, key: &str, locale: Locale) -> Option<String> {
        self.set(locale).full.get(key).cloned()
    }

    fn short(&self, key: &str, pages: Option<&Pages>, section: Option<&str>, locale: Locale) -> String {
        let Some(short) = self.set(locale).short.get(key) else { return key.to_owned() };
        match (pages, section) {
            (Some(pages), _) if pages.is_single() => short.one_page.replace(FIRST, &pages.spans()[0].first.to_string()),
            (Some(pages), _) => with_pages(&short.pages, pages),
            (None, Some(section)) => short.section.replace(FIRST, section),
            (None, None) => short.plain.clone(),
        }
    }

    fn set(&self, locale: Locale) -> &Set {
        let index = Locale::ALL.iter().position(|l| *l == locale).unwrap_or(0);
        self.sets[index].get_or_init(|| render(self.library(), &self.cited, locale))
    }

    fn library(&self) -> &Library {
        self.library.get_or_init(|| hayagriva::io::from_biblatex_str(&self.bibliography.source).unwrap_or_default())
    }
}

/// Puts pages into a citation that was set with the two stand-ins; what stood between them parts first and last page.
fn with_pages(template: &str, pages: &Pages) -> String {
    let (Some(first), Some(last)) = (template.find(FIRST), template.find(LAST)) else { return template.to_owned() };
    let dash = &template[first + FIRST.len()..last];
    let spans: Vec<String> = pages
        .spans()
        .iter()
        .map(|s| if s.first == s.last { s.first.to_string() } else { format!("{}{dash}{}", s.first, s.last) })
        .collect();
    format!("{}{}{}", &template[..first], spans.join(", "), &template[last + LAST.len()..])
}

fn render(library: &Library, cited: &BTreeSet<&str>, locale: Locale) -> Set {
    let style = style::apa();
    let locales = style::locales(locale);
    let code = Some(style::code(locale));
    let entries: Vec<&Entry> = cited.iter().filter_map(|key| library.get(key)).collect();
    let range = format!("{FIRST}–{LAST}");
    let mut driver = BibliographyDriver::new();
    for entry in &entries {
        let locators = [
            None,
            Some(SpecificLocator(CslLocator::Page, LocatorPayload::Str(FIRST))),
            Some(SpecificLocator(CslLocator::Page, LocatorPayload::Str(&range))),
            Some(SpecificLocator(CslLocator::Section, LocatorPayload::Str(FIRST))),
        ];
        for locator in locators {
            let item = CitationItem::new(*entry, locator, None, false, Some(CitePurpose::Prose));
            driver.citation(CitationRequest::new(vec![item], style, code.clone(), locales, None));
        }
    }
    let rendered = driver.finish(BibliographyRequest::new(style, code, locales));
    let plain = |children: &hayagriva::ElemChildren| {
        let mut text = String::new();
        children.write_buf(&mut text, BufWriteFormat::Plain).expect("a String takes all that is written");
        text
    };
    let texts: Vec<String> = rendered.citations.iter().map(|c| plain(&c.citation)).collect();
    let mut set = Set::default();
    for (entry, forms) in entries.iter().zip(texts.chunks(4)) {
        if let [bare, one_page, pages, section] = forms {
            let short = Short {
                plain: bare.clone(),
                one_page: one_page.clone(),
                pages: pages.clone(),
                section: section.clone(),
            };
            set.short.insert(entry.key().to_owned(), short);
        }
    }
    for item in rendered.bibliography.into_iter().flat_map(|b| b.items) {
        set.full.insert(item.key.clone(), plain(&item.content));
    }
    set
}
