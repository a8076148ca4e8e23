//! How a citation reads: APA through hayagriva and CSL, in the language of the figure.
//!
//! Nothing is set before it is asked for, and each language only once: short citations in one pass over all works that
//! the dataset cites, so that two works of one author and year are told apart (2019a, 2019b) everywhere alike; the
//! reference list in a pass of its own.

pub(super) mod style;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use hayagriva::citationberg::taxonomy::Locator as CslLocator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChildren,
    Entry, LocatorPayload, SpecificLocator,
};

use crate::language::phrases::{fill, words};
use crate::model::{Bibliography, Cite, Claim, Dataset, Locale, Locator, Pages};

/// Page numbers that no work has, to find the place of the real ones in a set citation.
const FIRST: &str = "77777";
const LAST: &str = "88888";
const RANGE: &str = "77777–88888";

/// What stands behind the year of a short citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Plain,
    OnePage,
    Pages,
    Section,
}

impl Form {
    fn of(pages: Option<&Pages>, section: Option<&str>) -> Self {
        match (pages, section) {
            (Some(pages), _) if pages.is_single() => Self::OnePage,
            (Some(_), _) => Self::Pages,
            (None, Some(_)) => Self::Section,
            (None, None) => Self::Plain,
        }
    }

    fn locator(self) -> Option<SpecificLocator<'static>> {
        let (kind, stand_in) = match self {
            Self::Plain => return None,
            Self::OnePage => (CslLocator::Page, FIRST),
            Self::Pages => (CslLocator::Page, RANGE),
            Self::Section => (CslLocator::Section, FIRST),
        };
        Some(SpecificLocator(kind, LocatorPayload::Str(stand_in)))
    }
}

/// Short citations of one language, with stand-ins where the locator goes.
type Short = BTreeMap<Form, HashMap<String, String>>;

/// What can be set ahead of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The citations in running text.
    Citations,
    /// The reference list.
    References,
}

/// A BibLaTeX entry as the citation style reads it.
///
/// # Errors
///
/// A field that is not of the type that BibLaTeX asks of it.
pub(crate) fn entry(entry: &biblatex::Entry) -> Result<Entry, biblatex::TypeError> {
    Entry::try_from(entry)
}

/// The works of a dataset, ready to be cited.
#[derive(Debug)]
pub struct References<'a> {
    bibliography: &'a Bibliography,
    /// The works that the dataset cites, each with the forms that it cites them in.
    cited: BTreeMap<&'a str, BTreeSet<Form>>,
    short: [OnceLock<Short>; Locale::ALL.len()],
    full: [OnceLock<HashMap<String, String>>; Locale::ALL.len()],
}

impl<'a> References<'a> {
    /// The works of a dataset. Cheap: the bibliography is parsed when the first citation is asked for.
    pub fn new(dataset: &'a Dataset) -> Self {
        let mut cited: BTreeMap<&str, BTreeSet<Form>> = BTreeMap::new();
        for claim in &dataset.claims {
            let place = Form::of(claim.locator.page.as_ref(), claim.locator.section.as_deref());
            let places = cited.entry(&claim.document.value).or_default();
            places.insert(place);
            // A source line may join the pages of several claims.
            if place == Form::OnePage {
                places.insert(Form::Pages);
            }
            for cite in &claim.cites {
                let form = Form::of(cite.pages.as_ref().map(|p| &p.value), None);
                cited.entry(&cite.work.value).or_default().insert(form);
            }
        }
        Self { bibliography: &dataset.bibliography, cited, short: Default::default(), full: Default::default() }
    }

    /// Sets one list of a language ahead of use, so that several can be set at once.
    pub fn prepare(&self, locale: Locale, what: List) {
        match what {
            List::Citations => {
                self.citations(locale);
            }
            List::References => {
                self.list(locale);
            }
        }
    }

    fn citations(&self, locale: Locale) -> &Short {
        self.short[locale.index()].get_or_init(|| citations(self.bibliography, &self.cited, locale))
    }

    fn list(&self, locale: Locale) -> &HashMap<String, String> {
        self.full[locale.index()].get_or_init(|| list(self.bibliography, &self.cited, locale))
    }

    /// A citation in running text: `Koch (2013, pp. 119–121)`. A work that is not in the bibliography is given by its key.
    pub fn cite(&self, cite: &Cite, locale: Locale) -> String {
        self.short(&cite.work.value, cite.pages.as_ref().map(|p| &p.value), None, locale)
    }

    /// The document with the place of a quote, or of several: `Demircioğlu & Deniş (2024, section 3)`.
    pub fn document(&self, work: &str, locator: &Locator, locale: Locale) -> String {
        self.short(work, locator.page.as_ref(), locator.section.as_deref(), locale)
    }

    /// All works of a claim, joined by "; ", or nothing when the document cites none.
    pub fn cited(&self, claim: &Claim, locale: Locale) -> Option<String> {
        let cites: Vec<String> = claim.cites.iter().map(|c| self.cite(c, locale)).collect();
        (!cites.is_empty()).then(|| cites.join("; "))
    }

    /// The whole chain: `Koch (2013, pp. 119–121), as cited in Demircioğlu & Deniş (2024, section 3)`.
    pub fn chain(&self, claim: &Claim, locale: Locale) -> String {
        let document = self.document(&claim.document, &claim.locator, locale);
        match self.cited(claim, locale) {
            Some(cited) => fill(words(locale).as_cited_in, &[("cited", &cited), ("document", &document)]),
            None => document,
        }
    }

    /// The entry of the reference list; none for a work that nothing cites.
    pub fn full(&self, key: &str, locale: Locale) -> Option<String> {
        self.list(locale).get(key).cloned()
    }

    fn short(&self, key: &str, pages: Option<&Pages>, section: Option<&str>, locale: Locale) -> String {
        let form = Form::of(pages, section);
        let Some(template) = self.citations(locale).get(&form).and_then(|s| s.get(key)) else { return key.to_owned() };
        match (form, pages, section) {
            (Form::OnePage, Some(pages), _) => template.replace(FIRST, &pages.spans()[0].first.to_string()),
            (Form::Pages, Some(pages), _) => with_pages(template, pages),
            (Form::Section, _, Some(section)) => template.replace(FIRST, section),
            _ => template.clone(),
        }
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

/// Sets every work in every form that the dataset cites it in.
fn citations(bibliography: &Bibliography, cited: &BTreeMap<&str, BTreeSet<Form>>, locale: Locale) -> Short {
    let (style, locales, code) = (style::citations(), style::locales(locale), Some(style::code(locale)));
    let entries = cited.iter().filter_map(|(key, forms)| bibliography.work(key).map(|work| (&work.entry, forms)));
    let wanted: Vec<(&Entry, Form)> =
        entries.flat_map(|(entry, forms)| forms.iter().map(move |f| (entry, *f))).collect();
    let mut driver = BibliographyDriver::new();
    for (entry, form) in &wanted {
        let item = CitationItem::new(*entry, form.locator(), None, false, Some(CitePurpose::Prose));
        driver.citation(CitationRequest::new(vec![item], style, code.clone(), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, code, locales));
    let mut short = Short::new();
    for ((entry, form), citation) in wanted.iter().zip(&rendered.citations) {
        short.entry(*form).or_default().insert(entry.key().to_owned(), named(entry, plain(&citation.citation)));
    }
    short
}

/// Sets the reference list.
fn list(
    bibliography: &Bibliography,
    cited: &BTreeMap<&str, BTreeSet<Form>>,
    locale: Locale,
) -> HashMap<String, String> {
    let (style, locales, code) = (style::apa(), style::locales(locale), Some(style::code(locale)));
    let mut driver = BibliographyDriver::new();
    for entry in cited.keys().filter_map(|key| bibliography.work(key)).map(|work| &work.entry) {
        let item = CitationItem::new(entry, None, None, true, None);
        driver.citation(CitationRequest::new(vec![item], style, code.clone(), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, code, locales));
    let items = rendered.bibliography.into_iter().flat_map(|b| b.items);
    items.map(|item| (item.key.clone(), plain(&item.content))).collect()
}

/// A citation in running text needs a name: that of a work without an author is its title, else its key.
fn named(entry: &Entry, citation: String) -> String {
    if !citation.starts_with('(') {
        return citation;
    }
    match entry.title() {
        Some(title) => format!("“{title}” {citation}"),
        None => format!("{} {citation}", entry.key()),
    }
}

fn plain(children: &ElemChildren) -> String {
    let mut text = String::new();
    children.write_buf(&mut text, BufWriteFormat::Plain).expect("a String takes all that is written");
    // CSL lets a question mark swallow the full stop after it, and an empty date part its comma; hayagriva does not yet.
    text.replace("?.", "?").replace("!.", "!").replace(",)", ")")
}
