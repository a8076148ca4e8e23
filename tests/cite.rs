//! Citation styles of the project, and the reference list in other forms.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use citeplot::language::citation::{CitationStyle, References, StyleError};
use citeplot::model::{Dataset, Locale, Locator, Pages};
use citeplot::{example, project};
use serde_json::Value;

const HOUSE: &str = include_str!("fixtures/styles/house.csl");

/// Works of one author and year, of an organisation, without an author, with a place of the web.
const BIB: &str = r"
@book{marlow-a, author = {Marlow, Ada}, title = {First}, date = {2020}, publisher = {Press}}
@book{marlow-b, author = {Marlow, Ada}, title = {Second}, date = {2020}, publisher = {Press}}
@report{office, author = {{Office of Numbers}}, title = {Counts}, institution = {Office of Numbers}, date = {2021}}
@online{page, title = {A page}, date = {2022}, url = {https://example.org/a}}
@article{three, author = {Ng, Wei and Silva, Rui and Braun, Eva}, title = {Of three}, journaltitle = {Annals}, volume = {4}, number = {2}, pages = {10--19}, date = {2019}, doi = {10.1/abc}}
";

/// A claim that cites a work.
fn claim(key: &str) -> String {
    format!(
        "[[claim]]\nid = \"c-{key}\"\nquestion = \"trust\"\nresponse = \"trusts\"\nsubject = \"alba\"\nvalue = 61\nquote = \"61 percent\"\nsection = \"1\"\n\
         cites = [{{ work = \"{key}\", basis = \"inferred\" }}]\n"
    )
}

fn dataset() -> Dataset {
    let keys = ["marlow-a", "marlow-b", "office", "page", "three"];
    let claims: String = keys.into_iter().map(claim).collect();
    let bib = format!("{}\n{BIB}", example::REFERENCES);
    let (dataset, _, report) = project::dataset_from_texts("demo", example::DATASET, &claims, &bib);
    assert!(!report.has_errors(), "{report:?}");
    dataset
}

/// Every work as a style cites it on page 4.
fn cited(style: CitationStyle) -> Vec<String> {
    let dataset = dataset();
    let references = References::styled(&dataset, style);
    let page = Locator { page: "4".parse::<Pages>().ok(), ..Locator::default() };
    let keys = ["marlow-a", "marlow-b", "office", "page", "three"];
    keys.into_iter().map(|key| references.work(key, std::slice::from_ref(&page), Locale::En)).collect()
}

#[test]
fn every_bundled_style_names_works_in_running_text_with_the_place() {
    let names: Vec<&str> = CitationStyle::names().collect();
    assert_eq!((names.len(), names[0]), (6, "apa"));
    for name in names {
        let cited = cited(CitationStyle::named(name).expect("a bundled style"));
        assert!(cited[0].starts_with("Marlow (2020a") && cited[1].starts_with("Marlow (2020b"), "{name}: {cited:?}");
        assert!(cited[2].starts_with("Office of Numbers (2021"), "{name}: {cited:?}");
        assert!(cited[3].contains("A page") && cited[3].contains("2022"), "{name}: {cited:?}");
        assert!(
            cited.iter().all(|c| c.contains("p. 4") && c.ends_with(')') && c.matches('(').count() == 1),
            "{name}: {cited:?}"
        );
    }
}

#[test]
fn a_part_of_a_book_names_the_book_once() {
    let fields = "author = {Marlow, Ada}, title = {A Part}, booktitle = {Whole Book}, editor = {Ng, Wei}, date = {2020}, pages = {1--9}";
    for kind in ["incollection", "inproceedings", "inbook"] {
        let bib = format!("{}\n@{kind}{{part, {fields}}}\n", example::REFERENCES);
        let (dataset, _, report) = project::dataset_from_texts("demo", example::DATASET, &claim("part"), &bib);
        assert!(!report.has_errors(), "{report:?}");
        let listed = References::new(&dataset).full("part", Locale::En).expect("it is in the list");
        assert_eq!(listed.matches("Whole Book").count(), 1, "{kind}: {listed}");
        assert!(listed.contains("Ng") && listed.contains("1–9"), "{kind}: {listed}");
    }
}

#[test]
fn bundled_styles_differ_as_they_should() {
    let of = |name: &str| cited(CitationStyle::named(name).expect("a bundled style"));
    assert_eq!(of("apa")[4], "Ng et al. (2019, p. 4)");
    assert_eq!(of("harvard-cite-them-right")[4], "Ng, Silva and Braun (2019, p. 4)");
    assert_eq!(of("american-sociological-association")[4], "Ng et al. (2019:p. 4)");
    let dataset = dataset();
    let list = |name: &str| {
        References::styled(&dataset, CitationStyle::named(name).expect("bundled"))
            .full("three", Locale::En)
            .expect("listed")
    };
    assert!(
        list("chicago-author-date").starts_with("Ng, Wei, Rui Silva, and Eva Braun. 2019."),
        "{}",
        list("chicago-author-date")
    );
    assert!(list("apa").starts_with("Ng, W., Silva, R., & Braun, E. (2019)."), "{}", list("apa"));
}

#[test]
fn a_style_of_the_users_own_is_read_from_csl() {
    let style = CitationStyle::from_csl(HOUSE).expect("a style");
    let cited = cited(style.clone());
    assert_eq!(cited[0], "Marlow (2020a, p. 4)");
    assert_eq!(cited[4], "Ng, Silva, and Braun (2019, p. 4)");
    let dataset = dataset();
    let references = References::styled(&dataset, style);
    assert!(references.unlisted(Locale::En).is_empty());
    let order: Vec<&str> = references
        .listing(["three", "office", "marlow-b"].into_iter(), Locale::En)
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(order, ["marlow-b", "three", "office"], "the order is that of the style");
}

/// A style that cites by numbers and names no category.
const NUMBERED: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Numbers</title><id>numbers</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
  <bibliography><layout suffix="."><names variable="author"><name/></names><text variable="title" prefix=". "/></layout></bibliography>
</style>"#;

#[test]
fn what_cannot_name_works_in_a_source_line_is_no_style() {
    let of = |xml: &str| CitationStyle::from_csl(xml).expect_err("no style");
    assert_eq!(
        of(&HOUSE.replace("citation-format=\"author-date\"", "citation-format=\"numeric\"")),
        StyleError::NotByName
    );
    assert_eq!(of(&HOUSE.replace("class=\"in-text\"", "class=\"note\"")), StyleError::NotByName);
    assert_eq!(of(NUMBERED), StyleError::NotByName);
    assert!(matches!(of("<html/>"), StyleError::NotCsl(_)));
    assert!(matches!(of(""), StyleError::NotCsl(_)));
    let start = HOUSE.find("<bibliography>").expect("a list");
    let end = HOUSE.find("</bibliography>").expect("a list") + "</bibliography>".len();
    assert_eq!(of(&format!("{}{}", &HOUSE[..start], &HOUSE[end..])), StyleError::Broken);
}

/// A new project with a line at the top of its config.toml.
fn made(line: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("p");
    assert!(run(folder.path(), &["new", "p"]).0 == Some(0));
    let config = root.join("config.toml");
    let text = fs::read_to_string(&config).expect("a configuration");
    fs::write(&config, format!("{line}\n{text}")).expect("written");
    (folder, root)
}

fn run(at: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_citeplot")).args(arguments).current_dir(at).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn figures_cite_in_the_style_of_the_project() {
    let (_folder, root) = made("citation_style = \"styles/house.csl\"");
    fs::create_dir(root.join("styles")).expect("made");
    fs::write(root.join("styles/house.csl"), HOUSE.replace("prefix=\"[\"", "prefix=\"[see \"").replace("[see ", "["))
        .expect("written");
    let (code, _, said) = run(&root, &["build"]);
    assert_eq!(code, Some(0), "{said}");
    let svg = fs::read_to_string(root.join("charts/trust.svg")).expect("a figure");
    assert!(!svg.contains("pollster-2021 ("), "never a key in the place of a citation");
    // A style that changes is seen by the next build.
    fs::write(root.join("styles/house.csl"), HOUSE.replace("form=\"short\"", "form=\"long\"")).expect("written");
    let (_, _, said) = run(&root, &["build", "--check"]);
    assert!(said.contains("stale"), "{said}");
}

#[test]
fn a_style_that_cannot_be_used_is_a_fault_of_the_configuration() {
    for (line, text) in [
        ("citation_style = \"chicago\"", None),
        ("citation_style = \"styles/none.csl\"", None),
        ("citation_style = \"house.csl\"", Some("no CSL")),
    ] {
        let (_folder, root) = made(line);
        text.iter().for_each(|text| fs::write(root.join("house.csl"), text).expect("written"));
        let (code, _, said) = run(&root, &["check"]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("config.toml:1:18") && said.contains("1 error"), "{said}");
    }
}

#[test]
fn the_reference_list_comes_as_text_bibtex_and_csl_json() {
    let (_folder, root) = made("");
    let (code, text, _) = run(&root, &["cite"]);
    assert_eq!(code, Some(0));
    assert_eq!(text.lines().count(), 2, "{text}");
    let (_, of_chart, _) = run(&root, &["cite", "trust"]);
    assert_eq!(of_chart, text);
    let (_, bib, _) = run(&root, &["cite", "--as", "bibtex"]);
    let (again, _, report) = project::dataset_from_texts("demo", example::DATASET, "", &bib);
    assert!(!report.has_errors(), "{report:?}");
    assert_eq!(again.bibliography.works.len(), 2);
    let (_, json, _) = run(&root, &["cite", "--as", "csl-json"]);
    let items: Vec<Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|item| item["title"].is_string() && item["issued"]["date-parts"][0][0].is_number()));
    let (code, _, said) = run(&root, &["cite", "no-such-chart"]);
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn items_of_csl_json_have_what_a_reference_manager_needs() {
    let dataset = dataset();
    let item = |key: &str| citeplot::language::citation::csl_json(dataset.bibliography.work(key).expect("a work"));
    let three = item("three");
    let told = |key: &str| three[key].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        ["type", "container-title", "volume", "issue", "page", "DOI"].map(told),
        ["article-journal", "Annals", "4", "2", "10-19", "10.1/abc"].map(str::to_owned)
    );
    assert_eq!(three["author"][1]["family"], "Silva");
    assert_eq!(item("office")["author"][0]["literal"], "Office of Numbers");
    assert_eq!(
        (item("page")["type"].as_str(), item("page")["URL"].as_str()),
        (Some("webpage"), Some("https://example.org/a"))
    );
}

#[test]
fn a_page_of_the_web_wants_its_date_of_access() {
    let codes = |bib: &str| {
        let text = format!("{}\n{bib}", example::REFERENCES);
        let (dataset, _, mut report) = project::dataset_from_texts("demo", example::DATASET, example::CLAIMS, &text);
        citeplot::check::run(&dataset, &project::config::Config::default(), &mut report);
        report.iter().filter(|d| d.code.name == "url-without-access-date").count()
    };
    assert_eq!(codes("@online{a, title = {A}, date = {2020}, url = {https://example.org}}"), 1);
    assert_eq!(codes("@online{a, title = {A}, date = {2020}, url = {https://example.org}, urldate = {2021-05-04}}"), 0);
    assert_eq!(codes("@article{a, title = {A}, date = {2020}, journaltitle = {J}, url = {https://example.org}}"), 0);
    assert_eq!(codes("@online{a, title = {A}, date = {2020}, doi = {10.1/a}, url = {https://example.org}}"), 0);
}
