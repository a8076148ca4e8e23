//! Every mark links to the passage that it quotes, where its document stands on the web.

use std::collections::BTreeMap;

use citeplot::Project;
use citeplot::example;

/// The small project with an address for its document.
fn with_address(field: &str) -> Project {
    let mut texts: BTreeMap<String, String> =
        example::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let bib = texts.get_mut("datasets/demo/references.bib").expect("a bibliography");
    let at = bib.find("{example-2022,").expect("the document") + "{example-2022,".len();
    bib.insert_str(at, field);
    Project::from_texts(texts)
}

fn svg(project: &Project) -> String {
    project.figure("trust").expect("a figure").svg()
}

#[test]
fn a_mark_links_to_its_quote_by_a_text_fragment() {
    let svg = svg(&with_address("\n  url = {https://example.org/report},"));
    let links: Vec<&str> = svg.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or("")).collect();
    assert_eq!(links.len(), svg.matches("data-claim=").count());
    assert!(!links.is_empty());
    for link in &links {
        let (base, words) = link.split_once("#:~:text=").expect("a text fragment");
        assert_eq!(base, "https://example.org/report");
        assert!(!words.is_empty() && !words.contains(' ') && !words.contains('-'), "{words}");
    }
    assert_eq!(svg.matches("<a ").count(), svg.matches("</a>").count());
}

#[test]
fn a_document_in_pdf_opens_at_the_page() {
    let svg = svg(&with_address("\n  url = {https://example.org/report.pdf},"));
    assert!(svg.contains("href=\"https://example.org/report.pdf#page="), "{}", &svg[..svg.len().min(400)]);
    assert!(!svg.contains(":~:text="));
}

#[test]
fn nothing_but_addresses_of_the_web_becomes_a_link() {
    assert!(!svg(&with_address("")).contains("<a "));
    assert!(!svg(&with_address("\n  url = {javascript:alert(1)},")).contains("<a "));
    let odd = svg(&with_address("\n  url = {https://example.org/\"onload=x},"));
    assert!(!odd.contains("\"onload"), "an address stays within its attribute");
}
