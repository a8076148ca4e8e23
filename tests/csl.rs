//! The bundled citation style and its terms: what is cut out of them for short citations, and that nothing is missed.
//!
//! With `SNAPSHOTS=overwrite` the cut files are written anew, and those that are made from locale files in XML.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ciborium::Value;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, Locale as CslLocale, LocaleCode, LocaleFile, PurgeLevel, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChildren,
    Library, LocatorPayload, SpecificLocator, standalone_citation,
};

use citeplot::language::citation::References;
use citeplot::locale::Locale;
use citeplot::{example, project};

fn path(name: &str) -> PathBuf {
    Path::new("assets/csl").join(name)
}

fn read(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Asserts that a file holds these bytes, or writes it.
fn holds(name: &str, bytes: &[u8]) {
    if std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite") {
        fs::write(path(name), bytes).expect("the file can be written");
    }
    assert!(fs::read(path(name)).is_ok_and(|there| there == bytes), "{name} is not what it is cut from");
}

fn bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("a list takes all that is written");
    bytes
}

fn style(name: &str) -> IndependentStyle {
    match ciborium::from_reader(read(name).as_slice()).expect("a style") {
        Style::Independent(style) => style,
        Style::Dependent(_) => panic!("the bundled style is independent"),
    }
}

fn terms(name: &str) -> CslLocale {
    ciborium::from_reader(read(name).as_slice()).expect("a locale")
}

/// The texts that a value holds under a key, at any depth.
fn under(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Map(pairs) => {
            for (name, inside) in pairs {
                if let (true, Some(text)) = (name.as_text() == Some(key), inside.as_text()) {
                    found.insert(text.to_owned());
                }
                under(inside, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| under(item, key, found)),
        _ => {}
    }
}

fn texts_under<T: serde::Serialize>(part: &T, key: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    under(&Value::serialized(part).expect("a value"), key, &mut found);
    found
}

/// The style without its reference list, the order of works within a citation (each is of one work), and what only
/// these use.
fn short_style(full: &IndependentStyle) -> IndependentStyle {
    let mut short = IndependentStyle { bibliography: None, ..full.clone() };
    short.purge(PurgeLevel::Full);
    short.citation.sort = None;
    // Citations in running text stand in no parentheses of their own.
    (short.citation.layout.prefix, short.citation.layout.suffix) = (None, None);
    let mut used = texts_under(&short.citation, "@macro");
    loop {
        let more: BTreeSet<String> = full
            .macros
            .iter()
            .filter(|m| used.contains(&m.name))
            .flat_map(|m| texts_under(m, "@macro"))
            .filter(|name| !used.contains(name))
            .collect();
        if more.is_empty() {
            break;
        }
        used.extend(more);
    }
    let ours = |terms: &CslLocale| {
        let tag = terms.lang.as_ref().map_or("", |code| code.0.as_str());
        tag.is_empty() || Locale::ALL.iter().any(|locale| locale.language().citations.tag.starts_with(tag))
    };
    short.locale.retain(ours);
    short.macros.retain(|m| used.contains(&m.name));
    short
}

/// The names of terms that the style names nowhere, and that are printed none the less: by dates, names, page ranges,
/// quotation marks, and the places of citations. A locale written by hand needs them all but those that its language lacks;
/// what is missing is printed in English.
const UNNAMED: [&str; 19] = [
    "ad",
    "bc",
    "and",
    "et-al",
    "and others",
    "no date",
    "page-range-delimiter",
    "open-quote",
    "close-quote",
    "open-inner-quote",
    "close-inner-quote",
    "page",
    "section",
    "paragraph",
    "figure",
    "table",
    "note",
    "chapter",
    "timestamp",
];

/// The terms that short citations use.
fn short_terms(full: &CslLocale, style: &IndependentStyle) -> CslLocale {
    let mut used = texts_under(&Style::Independent(style.clone()), "@term");
    used.extend(UNNAMED.map(str::to_owned));
    let mut short = CslLocale { info: None, ..full.clone() };
    if let Some(terms) = &mut short.terms {
        terms.terms.retain(|term| texts_under(term, "@name").iter().any(|name| used.contains(name)));
    }
    short
}

fn from_xml(tag: &str, file: &Path) {
    let locale: CslLocale = LocaleFile::from_xml(&fs::read_to_string(file).expect("readable"))
        // The index in the error counts the `<term>` elements from 0.
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        .into();
    holds(&format!("{tag}.cbor"), &bytes(&locale));
}

#[test]
fn the_bundled_files_are_made_from_their_sources() {
    for locale in Locale::ALL {
        let tag = locale.language().citations.tag;
        let xml = path(&format!("locales-{tag}.xml"));
        if xml.exists() {
            from_xml(tag, &xml);
        }
    }
    let short = short_style(&style("apa.cbor"));
    holds("short/apa.cbor", &bytes(&Style::Independent(short.clone())));
    for locale in Locale::ALL {
        let tag = locale.language().citations.tag;
        holds(&format!("short/{tag}.cbor"), &bytes(&short_terms(&terms(&format!("{tag}.cbor")), &short)));
    }
}

const KINDS: [&str; 24] = [
    "article",
    "book",
    "inbook",
    "incollection",
    "inproceedings",
    "report",
    "techreport",
    "thesis",
    "phdthesis",
    "online",
    "misc",
    "dataset",
    "software",
    "patent",
    "manual",
    "unpublished",
    "proceedings",
    "collection",
    "periodical",
    "booklet",
    "video",
    "music",
    "legislation",
    "letter",
];

const NAMES: [&str; 8] = [
    "",
    "author = {Doe, Jane},",
    "author = {van der Berg, Jan and Doe, J.},",
    "author = {Doe, Jane and Roe, Ann and Poe, Ed},",
    "author = {{World Bank}},",
    "editor = {Doe, Jane and Roe, Ann},",
    "author = {Doe, John}, editor = {Roe, Ann}, translator = {Poe, Ed},",
    "editor = {Lang, Fritz}, editortype = {director},",
];

const DATES: [&str; 7] = [
    "",
    "date = {2019},",
    "date = {2019-03-02},",
    "date = {-0044},",
    "date = {0500},",
    "date = {2019/2020},",
    "date = {2019~},",
];

const REST: [&str; 5] = [
    "title = {A title},",
    "title = {A title: With {Protected} words?}, shorttitle = {Short},",
    "title = {Part}, booktitle = {Whole}, journaltitle = {Journal}, maintitle = {Main}, volume = {3},",
    "url = {https://example.org/a}, urldate = {2020-01-02}, howpublished = {Radio},",
    "title = {Letter}, note = {A note}, type = {Working paper}, institution = {Institute}, pages = {1--9},",
];

/// Works of every kind, with and without names, dates and titles.
fn library() -> Library {
    let mut bib = String::new();
    let mut number = 0;
    for kind in KINDS {
        for names in NAMES {
            let (date, rest) = (DATES[number % DATES.len()], REST[number % REST.len()]);
            bib.push_str(&format!("@{kind}{{w{number}, {names} {date} {rest}}}\n"));
            number += 1;
        }
    }
    hayagriva::io::from_biblatex_str(&bib).expect("sound entries")
}

/// A place in a work, by the number of the work: none, or one of several kinds.
fn place(number: usize) -> Option<SpecificLocator<'static>> {
    let kinds = [None, Some(Locator::Page), Some(Locator::Section), Some(Locator::Paragraph), Some(Locator::Table)];
    let text = if number.is_multiple_of(2) { "77777" } else { "77777–88888" };
    kinds[number / 2 % kinds.len()].map(|kind| SpecificLocator(kind, LocatorPayload::Str(text)))
}

/// The terms of a language, with English behind them.
struct Terms<'t> {
    tag: &'t str,
    terms: &'t [CslLocale],
}

/// One citation of each work of a library, in order, each with its place.
fn cited(
    library: &Library,
    style: &IndependentStyle,
    Terms { tag, terms }: &Terms<'_>,
    place: fn(usize) -> Option<SpecificLocator<'static>>,
) -> Vec<String> {
    let code = Some(LocaleCode((*tag).to_owned()));
    let mut driver = BibliographyDriver::new();
    for (number, entry) in library.iter().enumerate() {
        let item = CitationItem::new(entry, place(number), None, false, Some(CitePurpose::Prose));
        driver.citation(CitationRequest::new(vec![item], style, code.clone(), terms, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, code, terms));
    rendered.citations.iter().map(|citation| plain(&citation.citation)).collect()
}

fn plain(citation: &ElemChildren) -> String {
    let mut text = String::new();
    citation.write_buf(&mut text, BufWriteFormat::Plain).expect("a String takes all that is written");
    text
}

#[test]
fn the_cut_style_cites_as_the_whole_one_does() {
    let library = library();
    let full = IndependentStyle { bibliography: None, ..style("apa.cbor") };
    let short = short_style(&style("apa.cbor"));
    for locale in Locale::ALL {
        let tag = locale.language().citations.tag;
        let whole = [terms(&format!("{tag}.cbor")), terms("en-US.cbor")];
        let cut = whole.clone().map(|terms| short_terms(&terms, &short));
        let (whole, cut) = (Terms { tag, terms: &whole }, Terms { tag, terms: &cut });
        assert_eq!(cited(&library, &short, &cut, place), cited(&library, &full, &whole, place), "{tag}");
        for entry in library.iter().step_by(5) {
            let alone: Library = [entry.clone()].into_iter().collect();
            let item = CitationItem::new(entry, place(0), None, false, Some(CitePurpose::Prose));
            let code = Some(LocaleCode(tag.to_owned()));
            let request = CitationRequest::new(vec![item], &short, code, cut.terms, None);
            assert_eq!(plain(&standalone_citation(request)), cited(&alone, &full, &whole, place)[0], "{tag}");
        }
    }
}

/// A work is set with the others of its year only; that has to come to the same as setting all works of a dataset at once.
#[test]
fn works_that_read_alike_are_told_apart_as_in_one_pass_over_all() {
    let works = [
        ("a", "Doe, Jane", "date = {2019},"),
        ("b", "Doe, Jane", "date = {2019},"),
        ("c", "Doe, John", "date = {2019},"),
        ("d", "Doe, Jane", "date = {2020},"),
        ("e", "Roe, Ann and Poe, Ed and Doe, Jane", "date = {2020},"),
        ("f", "Roe, Ann and Lee, Ed and Doe, Jane", "date = {2020},"),
        ("g", "Moe, Max", ""),
        ("h", "Moe, Max", ""),
        ("i", "Poe, Ed", ""),
        ("j", "{World Bank}", "date = {2020},"),
        ("k", "{World Bank}", "date = {2020},"),
    ];
    let bib: String = works
        .iter()
        .map(|(key, author, date)| format!("@book{{{key}, author = {{{author}}}, title = {{T {key}}}, {date}}}\n"))
        .collect();
    let cites: Vec<String> =
        works.iter().map(|(key, ..)| format!("{{ work = \"{key}\", basis = \"same-sentence\" }}")).collect();
    let start = example::CLAIMS.find("cites ").expect("the first claim cites a work");
    let claims = format!("{}cites = [{}]\n", &example::CLAIMS[..start], cites.join(", "));
    let references = format!("{bib}\n{}", example::REFERENCES);
    let (dataset, ..) = project::dataset_from_texts("demo", example::DATASET, &claims, &references);
    assert_eq!(dataset.claims[0].cites.len(), works.len());
    let ours = References::new(&dataset);
    let library = hayagriva::io::from_biblatex_str(&bib).expect("sound entries");
    for locale in Locale::ALL {
        let tag = locale.language().citations.tag;
        let terms = [terms(&format!("{tag}.cbor")), terms("en-US.cbor")];
        let style = IndependentStyle { bibliography: None, ..style("apa.cbor") };
        let once = cited(&library, &style, &Terms { tag, terms: &terms }, |_| None);
        let by_year: Vec<String> = dataset.claims[0].cites.iter().map(|cite| ours.cite(cite, locale)).collect();
        assert_eq!(by_year, once, "{tag}");
    }
}
