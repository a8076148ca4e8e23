//! Setting works by the citation style.

use std::collections::HashMap;

use hayagriva::citationberg::taxonomy::Locator as CslLocator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChildren,
    Entry, LocatorPayload, SpecificLocator, standalone_citation,
};

use crate::language::citation::form::{Form, STAND_IN};
use crate::language::citation::style;
use crate::locale::Locale;

/// Works that are told apart from one another, with one more that is only looked at.
pub(super) struct Pass<'p> {
    /// The works to cite.
    pub(super) works: &'p [&'p Entry],
    /// Another work, set last.
    pub(super) beside: Option<&'p Entry>,
}

/// Short citations of works, in their order, with stand-ins where the place goes.
pub(super) fn citations(pass: &Pass<'_>, form: Form, locale: Locale) -> Vec<String> {
    // There is nothing to tell a single work apart from: one pass instead of two.
    if let [only] = pass.works {
        return vec![named(only, plain(&standalone_citation(request(only, form, locale))))];
    }
    let mut driver = BibliographyDriver::new();
    for entry in pass.works.iter().copied().chain(pass.beside) {
        driver.citation(request(entry, form, locale));
    }
    let (style, terms) = (style::short(), style::short_terms(locale));
    let rendered = driver.finish(BibliographyRequest::new(style, Some(style::code(locale)), terms));
    let set = pass.works.iter().zip(&rendered.citations);
    set.map(|(entry, citation)| named(entry, plain(&citation.citation))).collect()
}

/// A place that stands in for a real one.
pub(super) struct Stand {
    /// What kind of part it is; one of no kind has no term.
    pub(super) kind: CslLocator,
    /// Its number.
    pub(super) text: &'static str,
}

/// The citation of a work alone with a place, to see how the style names it.
pub(super) fn placed(work: &Entry, stand: &Stand, locale: Locale) -> String {
    plain(&standalone_citation(with_place(work, Some(stand), locale)))
}

fn request(entry: &Entry, form: Form, locale: Locale) -> CitationRequest<'_, Entry> {
    match form {
        Form::Plain => with_place(entry, None, locale),
        Form::Placed => with_place(entry, Some(&Stand { kind: CslLocator::Custom, text: STAND_IN }), locale),
    }
}

fn with_place<'e>(entry: &'e Entry, stand: Option<&Stand>, locale: Locale) -> CitationRequest<'e, Entry> {
    let place = stand.map(|stand| SpecificLocator(stand.kind, LocatorPayload::Str(stand.text)));
    let item = CitationItem::new(entry, place, None, false, Some(CitePurpose::Prose));
    let (style, terms) = (style::short(), style::short_terms(locale));
    CitationRequest::new(vec![item], style, Some(style::code(locale)), terms, None)
}

/// The entries of the reference list, by key.
pub(super) fn list(works: &[&Entry], locale: Locale) -> HashMap<String, String> {
    let (style, terms, code) = (style::full(), style::full_terms(locale), Some(style::code(locale)));
    let mut driver = BibliographyDriver::new();
    for entry in works {
        let item = CitationItem::new(*entry, None, None, true, None);
        driver.citation(CitationRequest::new(vec![item], style, code.clone(), terms, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, code, terms));
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
