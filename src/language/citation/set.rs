//! Setting works by the citation style.

use std::collections::HashMap;

use hayagriva::citationberg::taxonomy::Locator as CslLocator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChildren,
    Entry, LocatorPayload, SpecificLocator, standalone_citation,
};

use crate::guard::caught;
use crate::language::citation::form::{Form, STAND_IN};
use crate::language::citation::style::{self, CitationStyle};
use crate::locale::Locale;

/// Works that are told apart from one another, with one more that is only looked at.
pub(super) struct Pass<'p> {
    /// The works to cite.
    pub(super) works: &'p [&'p Entry],
    /// Another work, set last.
    pub(super) beside: Option<&'p Entry>,
}

/// Short citations of works, in their order, with stand-ins where the place goes.
pub(super) fn citations(pass: &Pass<'_>, by: &CitationStyle, form: Form, locale: Locale) -> Vec<String> {
    // A style of the user's own may make its reader panic on some work; then the work is named by its title.
    let set = caught(|| citations_of(pass, by, form, locale));
    set.unwrap_or_else(|| pass.works.iter().map(|entry| named(entry, "(n.d.)".to_owned())).collect())
}

fn citations_of(pass: &Pass<'_>, by: &CitationStyle, form: Form, locale: Locale) -> Vec<String> {
    if by.has_prose() {
        let set = set_in(pass, by, Some(CitePurpose::Prose), form, locale);
        return pass.works.iter().zip(set).map(|(entry, citation)| named(entry, citation)).collect();
    }
    // The reader sets names in running text for APA alone: for others they are taken out of the brackets here.
    let names = set_in(pass, by, Some(CitePurpose::Author), Form::Plain, locale);
    let whole = set_in(pass, by, None, form, locale);
    let set = pass.works.iter().zip(names.iter().zip(whole));
    set.map(|(entry, (name, whole))| {
        let citation = in_prose(name, &whole).unwrap_or_else(|| named(entry, whole));
        with_place_of(form, citation)
    })
    .collect()
}

/// The citations of works for a purpose, in their order.
fn set_in(
    pass: &Pass<'_>,
    by: &CitationStyle,
    purpose: Option<CitePurpose>,
    form: Form,
    locale: Locale,
) -> Vec<String> {
    // There is nothing to tell a single work apart from: one pass instead of two.
    if let [only] = pass.works {
        return vec![plain(&standalone_citation(request(only, by, Wanted { purpose, form }, locale)))];
    }
    let mut driver = BibliographyDriver::new();
    for entry in pass.works.iter().copied().chain(pass.beside) {
        driver.citation(request(entry, by, Wanted { purpose, form }, locale));
    }
    let (style, terms) = (by.short(), by.short_terms(locale));
    let rendered = driver.finish(BibliographyRequest::new(style, Some(style::code(locale)), terms));
    // The work beside is set last, and left aside.
    rendered.citations.iter().take(pass.works.len()).map(|citation| plain(&citation.citation)).collect()
}

/// `Koch (2013, p. 4)`, of the name of a work and of its citation in brackets, `(Koch 2013, p. 4)`; none where the one does not
/// begin with the other.
fn in_prose(name: &str, whole: &str) -> Option<String> {
    let bare = |text: &str| text.trim_matches(['(', ')', '[', ']', '（', '）', ' ']).to_owned();
    let (name, inside) = (bare(name), bare(whole));
    let rest = inside.strip_prefix(&name)?.trim_start_matches([' ', ',', '.', ':', '，', '：']);
    if name.is_empty() || rest.is_empty() {
        return None;
    }
    Some(format!("{name} ({rest})"))
}

/// A citation with a stand-in for the place, where one is wanted: a style may print none of a kind that it has no term for.
fn with_place_of(form: Form, citation: String) -> String {
    match citation.strip_suffix(')').filter(|_| form == Form::Placed && !citation.contains(STAND_IN)) {
        Some(open) => format!("{open}, {STAND_IN})"),
        None => citation,
    }
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
    plain(&standalone_citation(with_place(
        work,
        &CitationStyle::default(),
        Some(CitePurpose::Prose),
        Some(stand),
        locale,
    )))
}

/// What a citation is wanted for.
#[derive(Clone, Copy)]
struct Wanted {
    purpose: Option<CitePurpose>,
    form: Form,
}

fn request<'e>(entry: &'e Entry, by: &'e CitationStyle, wanted: Wanted, locale: Locale) -> CitationRequest<'e, Entry> {
    let stand = match wanted.form {
        Form::Plain => None,
        Form::Placed => Some(Stand { kind: CslLocator::Custom, text: STAND_IN }),
    };
    with_place(entry, by, wanted.purpose, stand.as_ref(), locale)
}

fn with_place<'e>(
    entry: &'e Entry,
    by: &'e CitationStyle,
    purpose: Option<CitePurpose>,
    stand: Option<&Stand>,
    locale: Locale,
) -> CitationRequest<'e, Entry> {
    let place = stand.map(|stand| SpecificLocator(stand.kind, LocatorPayload::Str(stand.text)));
    let item = CitationItem::new(entry, place, None, false, purpose);
    let (style, terms) = (by.short(), by.short_terms(locale));
    CitationRequest::new(vec![item], style, Some(style::code(locale)), terms, None)
}

/// An entry of a reference list.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Its place in the order of the style.
    pub(super) place: usize,
    /// Its text.
    pub(super) text: String,
}

/// The entries of the reference list, by key.
pub(super) fn list(works: &[&Entry], by: &CitationStyle, locale: Locale) -> HashMap<String, Listed> {
    caught(|| list_of(works, by, locale)).unwrap_or_default()
}

fn list_of(works: &[&Entry], by: &CitationStyle, locale: Locale) -> HashMap<String, Listed> {
    let (style, terms, code) = (by.full(), style::full_terms(locale), Some(style::code(locale)));
    let mut driver = BibliographyDriver::new();
    for entry in works {
        let item = CitationItem::new(*entry, None, None, true, None);
        driver.citation(CitationRequest::new(vec![item], style, code.clone(), terms, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, code, terms));
    let items = rendered.bibliography.into_iter().flat_map(|b| b.items);
    let listed =
        items.enumerate().map(|(place, item)| (item.key.clone(), Listed { place, text: plain(&item.content) }));
    listed.collect()
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
