//! Where the claims of a figure come from: documents with their places and the works that are cited there, and the source line.

use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::model::{Cite, Claim, Locator, Pages};

/// The places of a document at which it cites the same works, with these.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedPlace {
    /// The document, as the key of its work.
    pub document: String,
    /// The places, each once, in the order of the figure.
    pub locators: Vec<Locator>,
    /// The works cited there.
    pub works: Vec<CitedWork>,
}

/// A work that is cited at a place in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedWork {
    /// Its key in the bibliography.
    pub key: String,
    /// The pages cited; absent when the citation gives none.
    pub pages: Option<Pages>,
}

impl CitedPlace {
    fn of(claim: &Claim) -> Self {
        // A citation goes as far as the table, not to its cells.
        let locator = Locator { cell: None, ..claim.locator.clone() };
        Self { document: claim.document.value.clone(), locators: vec![locator], works: Vec::new() }
    }

    /// Adds a work, or its pages to those of the same work.
    fn cite(&mut self, cite: &Cite) {
        let pages = cite.pages.as_ref().map(|pages| &pages.value);
        match self.works.iter_mut().find(|work| work.key == cite.work.value) {
            Some(work) => {
                work.pages = match (work.pages.take(), pages) {
                    (Some(known), Some(more)) if known != *more => Some(known.union(more)),
                    (known, more) => known.or_else(|| more.cloned()),
                };
            }
            None => self.works.push(CitedWork { key: cite.work.value.clone(), pages: pages.cloned() }),
        }
    }
}

/// The source line with its head: each document once with its places, by the works that it cites there.
pub(crate) fn source(request: &FigureRequest<'_>) -> String {
    let (words, locale) = (request.words(), request.locale);
    let places = places(request);
    let several = places.len() > 1 || places.iter().any(|p| p.works.len() > 1);
    let cited = |work: &CitedWork| {
        let place = Locator { page: work.pages.clone(), ..Locator::default() };
        request.references.document(&work.key, &place, locale)
    };
    let chain = |place: &CitedPlace| {
        let document = request.references.work(&place.document, &place.locators, locale);
        let cites: Vec<String> = place.works.iter().map(cited).collect();
        match cites.is_empty() {
            true => document,
            false => fill(words.as_cited_in, &[("cited", &words.list(&cites)), ("document", &document)]),
        }
    };
    let chains: Vec<String> = places.iter().map(chain).collect();
    let head = if several { words.sources } else { words.source };
    words.sentences(&[head.to_owned(), format!("{}{}", chains.join(words.punctuation.clauses), words.stop())])
}

/// The places of the claims in the order of the figure; those of one document that cite the same works stand together.
pub(crate) fn places(request: &FigureRequest<'_>) -> Vec<CitedPlace> {
    let mut places: Vec<CitedPlace> = Vec::new();
    for claim in request.claims() {
        let own = CitedPlace::of(claim);
        let known = places.iter().position(|p| p.locators == own.locators && p.document == own.document);
        let index = known.unwrap_or_else(|| {
            places.push(own);
            places.len() - 1
        });
        claim.cites.iter().for_each(|cite| places[index].cite(cite));
    }
    let mut merged: Vec<CitedPlace> = Vec::new();
    for place in places {
        match merged.iter_mut().find(|p| p.document == place.document && p.works == place.works) {
            Some(earlier) => earlier.locators.extend(place.locators),
            None => merged.push(place),
        }
    }
    merged
}
