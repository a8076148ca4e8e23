//! Where the claims of a figure come from: places in the document with the works that are cited there, and the source line.

use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::model::{Locator, Pages};

/// A place in the document, with the works that it cites there.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedPlace {
    /// The document, as the key of its work.
    pub document: String,
    /// The section and page.
    pub locator: Locator,
    /// The works cited there.
    pub works: Vec<CitedWork>,
    /// The same as citations.
    cites: Vec<String>,
}

/// A work that is cited at a place in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedWork {
    /// Its key in the bibliography.
    pub key: String,
    /// The pages cited; absent when the citation gives none.
    pub pages: Option<Pages>,
}

/// The source line with its head: each document's place once, with the works that it cites there.
pub(crate) fn source(request: &FigureRequest<'_>) -> String {
    let (words, locale) = (request.words(), request.locale);
    let places = places(request);
    let several = places.len() > 1 || places.iter().any(|p| p.cites.len() > 1);
    let chain = |place: &CitedPlace| {
        let document = request.references.document(&place.document, &place.locator, locale);
        match place.cites.is_empty() {
            true => document,
            false => fill(words.as_cited_in, &[("cited", &words.list(&place.cites)), ("document", &document)]),
        }
    };
    let chains: Vec<String> = places.iter().map(chain).collect();
    let head = if several { words.sources } else { words.source };
    words.sentences(&[head.to_owned(), format!("{}{}", chains.join(words.punctuation.clauses), words.stop())])
}

/// The places of the claims in the order of the figure; pages of one section that cite the same works are one place.
pub(crate) fn places(request: &FigureRequest<'_>) -> Vec<CitedPlace> {
    let mut places: Vec<CitedPlace> = Vec::new();
    for claim in request.claims() {
        let (document, locator) = (&claim.document.value, &claim.locator);
        let known = places.iter().position(|p| p.locator == *locator && p.document == *document);
        let index = known.unwrap_or_else(|| {
            let (document, locator) = (document.clone(), locator.clone());
            places.push(CitedPlace { document, locator, works: Vec::new(), cites: Vec::new() });
            places.len() - 1
        });
        for cite in &claim.cites {
            let text = request.references.cite(cite, request.locale);
            if !places[index].cites.contains(&text) {
                let pages = cite.pages.as_ref().map(|p| p.value.clone());
                places[index].works.push(CitedWork { key: cite.work.value.clone(), pages });
                places[index].cites.push(text);
            }
        }
    }
    let mut merged: Vec<CitedPlace> = Vec::new();
    for place in places {
        let same = |p: &&mut CitedPlace| {
            p.cites == place.cites && p.document == place.document && p.locator.section == place.locator.section
        };
        match (merged.iter_mut().find(same), &place.locator.page) {
            (Some(earlier), Some(page)) if earlier.locator.page.is_some() => {
                earlier.locator.page = earlier.locator.page.take().map(|pages| pages.union(page));
            }
            _ => merged.push(place),
        }
    }
    merged
}
