//! How citations name places in a document: each kind of part by its term, several places of a work as one.

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::language::citation::References;
use citeplot::model::{Dataset, Locale, Locator};
use citeplot::project;

const BIB: &str = "@report{ministry-2022,\n  author = {{Ministry of Health}},\n  title  = {Sleep and Health},\n  date   = {2022},\n  type   = {Report},\n  institution = {Ministry of Health},\n}\n";

fn dataset() -> Dataset {
    let (mut dataset, ..) = project::dataset_from_texts(
        "demo",
        citeplot::example::DATASET,
        citeplot::example::CLAIMS,
        &format!("{BIB}{}", citeplot::example::REFERENCES),
    );
    "ministry-2022".clone_into(&mut dataset.claims[0].document.value);
    dataset
}

fn at(parts: &[(&str, &str)]) -> Locator {
    let mut locator = Locator::default();
    for (part, text) in parts {
        let text = || Some(Box::from(*text));
        match *part {
            "section" => locator.section = text(),
            "page" => locator.page = Some(parts_page(parts)),
            "paragraph" => locator.paragraph = text(),
            "table" => locator.table = text(),
            "figure" => locator.figure = text(),
            "chart" => locator.chart = text(),
            "slide" => locator.slide = text(),
            "footnote" => locator.footnote = text(),
            "url" => locator.url = text(),
            "time" => locator.time = text(),
            other => panic!("{other}"),
        }
    }
    locator
}

fn parts_page(parts: &[(&str, &str)]) -> citeplot::model::Pages {
    let (_, text) = parts.iter().find(|(part, _)| *part == "page").expect("a page is given");
    text.parse().expect("pages")
}

/// What stands behind the year.
fn places(locators: &[Locator], locale: Locale) -> String {
    let dataset = dataset();
    let citation = References::new(&dataset).work("ministry-2022", locators, locale);
    let (_, place) = citation.split_once("2022, ").unwrap_or_else(|| panic!("{citation}"));
    place.trim_end_matches(')').to_owned()
}

fn one(parts: &[(&str, &str)], locale: Locale) -> String {
    places(&[at(parts)], locale)
}

const PARTS: [&str; 10] =
    ["section", "page", "paragraph", "table", "figure", "chart", "slide", "footnote", "url", "time"];

#[test]
fn every_part_has_its_term_in_every_language() {
    let all = |locale| PARTS.map(|part| one(&[(part, "7")], locale)).join(" | ");
    let many = |locale| ["page", "paragraph", "slide"].map(|part| one(&[(part, "7-9")], locale)).join(" | ");
    let told: Vec<String> = Locale::ALL.iter().map(|l| format!("{l}: {} | {}", all(*l), many(*l))).collect();
    assert_eq!(
        told,
        [
            "en: Section 7 | p. 7 | para. 7 | Table 7 | Figure 7 | Chart 7 | Slide 7 | Note 7 | #7 | 7 | pp. 7–9 | paras. 7–9 | Slides 7–9",
            "tr: Bölüm 7 | s. 7 | par. 7 | Tablo 7 | Şekil 7 | Grafik 7 | Slayt 7 | Not 7 | #7 | 7 | ss. 7–9 | par. 7–9 | Slaytlar 7–9",
            "ru: Раздел 7 | с. 7 | п. 7 | Таблица 7 | Рисунок 7 | График 7 | Слайд 7 | Примечание 7 | #7 | 7 | с. 7–9 | пп. 7–9 | Слайды 7–9",
            "kk: Бөлім 7 | б. 7 | абз. 7 | Кесте 7 | Сурет 7 | Диаграмма 7 | Слайд 7 | Ескертпе 7 | #7 | 7 | бб. 7–9 | абз. 7–9 | Слайдтар 7–9",
            "zh: 节 7 | 页 7 | 段 7 | 表 7 | 图 7 | 图表 7 | 幻灯片 7 | 注脚 7 | #7 | 7 | 页 7–9 | 段 7–9 | 幻灯片 7–9",
        ]
    );
}

#[test]
fn several_parts_are_joined_and_a_page_is_enough_to_find_a_section_by() {
    assert_eq!(one(&[("page", "12"), ("table", "2")], Locale::En), "p. 12, Table 2");
    assert_eq!(one(&[("section", "4"), ("page", "12"), ("paragraph", "3")], Locale::En), "p. 12, para. 3");
    assert_eq!(one(&[("section", "4"), ("paragraph", "3")], Locale::Ru), "Раздел 4, п. 3");
    assert_eq!(one(&[("time", "1:02:45")], Locale::En), "1:02:45");
    assert_eq!(one(&[("url", "sleep")], Locale::En), "#sleep");
}

#[test]
fn titles_and_numbers_with_letters_read_as_what_they_are() {
    assert_eq!(one(&[("section", "2.1")], Locale::En), "Section 2.1");
    assert_eq!(one(&[("section", "IV")], Locale::En), "Section IV");
    assert_eq!(one(&[("section", "paragraph 2")], Locale::En), "paragraph 2");
    assert_eq!(one(&[("section", "Appendix B")], Locale::En), "Appendix B");
    assert_eq!(one(&[("section", "What was asked")], Locale::En), "Section “What was asked”");
    assert_eq!(one(&[("chart", "Ұйқы ұзақтығы")], Locale::Kk), "Диаграмма «Ұйқы ұзақтығы»");
    assert_eq!(one(&[("table", "2-1")], Locale::En), "Table 2-1");
    assert_eq!(one(&[("table", "A3")], Locale::En), "Table A3");
}

#[test]
fn places_of_one_work_become_one() {
    let told = |list: &[&[(&str, &str)]]| {
        let locators: Vec<Locator> = list.iter().map(|parts| at(parts)).collect();
        places(&locators, Locale::En)
    };
    let paragraphs: [&[(&str, &str)]; 5] =
        [&[("table", "2")], &[("paragraph", "4")], &[("paragraph", "1")], &[("paragraph", "2")], &[("paragraph", "3")]];
    assert_eq!(told(&paragraphs), "paras. 1–4, Table 2");
    assert_eq!(told(&[&[("page", "3")], &[("page", "9")], &[("page", "4")]]), "pp. 3–4, 9");
    assert_eq!(told(&[&[("section", "2.2")], &[("section", "2.1")]]), "Sections 2.2, 2.1");
    let grids: [&[(&str, &str)]; 3] =
        [&[("page", "9"), ("table", "3")], &[("page", "4"), ("table", "1")], &[("page", "9"), ("table", "4")]];
    assert_eq!(told(&grids), "p. 4, Table 1; p. 9, Tables 3–4");
    let sections: [&[(&str, &str)]; 2] =
        [&[("section", "2"), ("paragraph", "3")], &[("section", "4"), ("paragraph", "1")]];
    assert_eq!(told(&sections), "Section 2, para. 3; Section 4, para. 1");
}

/// The source line of a chart of the made-up survey of services.
fn source(project: &project::Project, id: &str, locale: Locale) -> String {
    let mut report = Report::new();
    let figures = figures(project, &BuildOptions::new().only(id).locale(locale), &mut report);
    figures[0].captions.source.clone()
}

#[test]
fn a_source_line_names_each_document_with_its_places() {
    let (project, report) = project::read(Path::new("tests/shapes"));
    assert!(report.is_empty(), "{report:?}");
    let line = |id, locale| source(&project, id, locale);
    assert_eq!(line("bus-trend", Locale::En), "Source: Office of Services (2023b, p. 9, Table 3).");
    assert_eq!(
        line("groups-and-answers", Locale::Tr),
        "Kaynaklar: Office of Services (2023b, s. 10, Tablo 4); Office of Services (2023a, Bölüm 2)."
    );
}

#[test]
fn a_source_line_names_each_work_once() {
    let (mut project, report) = project::read(Path::new("tests/shapes"));
    assert!(report.is_empty(), "{report:?}");
    for (number, claim) in project.datasets[0].claims.iter_mut().enumerate() {
        claim.locator = match number % 5 {
            0 => at(&[("table", "2")]),
            other => at(&[("paragraph", &other.to_string())]),
        };
    }
    let line = |locale| source(&project, "fifteen-services", locale);
    assert_eq!(line(Locale::En), "Source: Office of Services (2023b, paras. 1–4, Table 2).");
    assert_eq!(line(Locale::Tr), "Kaynak: Office of Services (2023b, par. 1–4, Tablo 2).");
}
