//! How a citation reads: APA through hayagriva and CSL, in the language of the figure.
//!
//! Nothing is set before it is asked for, and nothing twice: a short citation comes with those of the other works of its
//! year, from which it may have to be told apart (2019a, 2019b); the reference list comes as a whole.

pub(super) mod cbor;
mod csl_json;
pub(super) mod form;
pub(super) mod place;
pub(super) mod set;
pub(super) mod style;
pub(super) mod works;

use std::collections::HashMap;
use std::sync::OnceLock;

use hayagriva::Entry;

use crate::language::phrases::{fill, words};
use crate::model::{Cite, Claim, Dataset, Locale, Locator};
pub use csl_json::csl_json;
use form::{Form, STAND_IN};
use set::Listed;
pub use style::{CitationStyle, StyleError};
use works::Works;

/// A BibLaTeX entry as the citation style reads it.
///
/// # Errors
///
/// A field that is not of the type that BibLaTeX asks of it.
pub(crate) fn entry(entry: &biblatex::Entry) -> Result<Entry, biblatex::TypeError> {
    use biblatex::EntryType;
    // Of these hayagriva 0.10 gives the title of the book twice, as that of the container and as that of the volume.
    match entry.entry_type {
        EntryType::InCollection | EntryType::InProceedings => {
            let chapter = biblatex::Entry { entry_type: EntryType::InBook, ..entry.clone() };
            Entry::try_from(&chapter)
        }
        _ => Entry::try_from(entry),
    }
}

/// The places of a work as a citation names them, without the work: `paras. 1–4, Table 2`.
pub(crate) fn places(locators: &[Locator], locale: Locale) -> String {
    place::text(locators, locale)
}

/// The works of a dataset, ready to be cited.
#[derive(Debug)]
pub struct References<'a> {
    works: Works<'a>,
    style: CitationStyle,
    /// The short citations of each year, form and language.
    short: Vec<OnceLock<Vec<String>>>,
    /// The reference list in each language.
    full: [OnceLock<HashMap<String, Listed>>; Locale::ALL.len()],
}

impl<'a> References<'a> {
    /// The works of a dataset. Cheap: a citation is set when it is first asked for.
    pub fn new(dataset: &'a Dataset) -> Self {
        Self::styled(dataset, CitationStyle::default())
    }

    /// The same in another style.
    pub fn styled(dataset: &'a Dataset, style: CitationStyle) -> Self {
        let works = Works::of(dataset);
        let cells = works.years() * Form::COUNT * Locale::ALL.len();
        Self { works, style, short: (0..cells).map(|_| OnceLock::new()).collect(), full: Default::default() }
    }

    /// Sets the reference list of a language ahead of use, so that other work can go on beside it.
    pub fn prepare_list(&self, locale: Locale) {
        self.list(locale);
    }

    /// The keys of the works that the style cannot list.
    pub fn unlisted(&self, locale: Locale) -> Vec<&'a str> {
        let listed = self.list(locale);
        let keys = self.works.all().into_iter().map(Entry::key);
        keys.filter(|key| listed.get(*key).is_none_or(|listed| listed.text.trim().is_empty())).collect()
    }

    fn list(&self, locale: Locale) -> &HashMap<String, Listed> {
        self.full[locale.index()].get_or_init(|| set::list(&self.works.all(), &self.style, locale))
    }

    /// A citation in running text: `Koch (2013, pp. 119–121)`. A work that is not in the bibliography is given by its key.
    pub fn cite(&self, cite: &Cite, locale: Locale) -> String {
        self.work(&cite.work.value, &[cite.locator()], locale)
    }

    /// The document with the place of a quote: `Demircioğlu & Deniş (2024, Section 3)`.
    pub fn document(&self, work: &str, locator: &Locator, locale: Locale) -> String {
        self.work(work, std::slice::from_ref(locator), locale)
    }

    /// A work with several places, each named once: `Gallup (2024a, paras. 1–4, Table 2)`.
    pub fn work(&self, key: &str, locators: &[Locator], locale: Locale) -> String {
        let Some(place) = self.works.place(key) else { return key.to_owned() };
        let text = place::text(locators, locale);
        let form = Form::of(&text);
        let cell = (place.year * Form::COUNT + form as usize) * Locale::ALL.len() + locale.index();
        let set = self.short[cell].get_or_init(|| {
            let (works, beside) = (self.works.year(place.year), self.works.beside(place.year));
            set::citations(&set::Pass { works, beside }, &self.style, form, locale)
        });
        match form {
            Form::Plain => set[place.member].clone(),
            Form::Placed => set[place.member].replace(STAND_IN, &text),
        }
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
        self.list(locale).get(key).map(|listed| listed.text.clone())
    }

    /// The reference list of some works, in the order of the style: the key of each with its entry.
    pub fn listing<'k>(&self, keys: impl Iterator<Item = &'k str>, locale: Locale) -> Vec<(&'k str, String)> {
        let list = self.list(locale);
        let mut found: Vec<(&str, &Listed)> = keys.filter_map(|key| Some((key, list.get(key)?))).collect();
        found.sort_by_key(|(_, listed)| listed.place);
        found.dedup_by_key(|(key, _)| *key);
        found.into_iter().map(|(key, listed)| (key, listed.text.clone())).collect()
    }
}
