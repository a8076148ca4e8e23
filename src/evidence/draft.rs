//! Drafts of records for statements that nothing accounts for.

use crate::evidence::document::Document;
use crate::evidence::names::Names;
use crate::evidence::statement::{Figure, Measured, Statement, StatementKind};
use crate::model::{Dataset, Operator};

/// The record of a statement, as far as its sentence tells: value, words, quote, place, and what it names of the dataset. What
/// could not be told is a comment with the candidates.
///
/// ```
/// use citeplot::evidence::{Document, Format, Names, draft, scan};
/// let dataset = citeplot::example::dataset();
/// let document = Document::new("Nearly 30 percent trust Alba (Pollster, 2021).", Format::Text);
/// let drafted = draft(&dataset, &Names::of(&dataset), &document, &scan(&document, None)[0]);
/// assert!(drafted.contains("subject = \"alba\"\nvalue = \"nearly 30\"\nas_written = \"Nearly 30 percent\"\n"));
/// assert!(drafted.contains("cites = [{ work = \"pollster-2021\", basis = \"same-sentence\" }]\n"));
/// ```
pub fn draft(dataset: &Dataset, names: &Names, document: &Document, statement: &Statement) -> String {
    let sentence = one_line(&document.text[statement.sentence.clone()]);
    let named = names.found(&sentence);
    let mut out = String::from("[[claim]]\n");
    let mut field = |name: &str, all: Vec<&str>, candidates: &[String]| match candidates {
        [only] => out.push_str(&format!("{name} = {}\n", quoted(only))),
        [] => out.push_str(&format!("# {name} = \"\"  # open: {}\n", listed(all))),
        several => out
            .push_str(&format!("# {name} = \"\"  # open: {}\n", listed(several.iter().map(String::as_str).collect()))),
    };
    field("survey", dataset.surveys.iter().map(|s| s.id.value.as_str()).collect(), &named.surveys);
    let questions: Vec<String> =
        named.responses.iter().filter_map(|r| r.split_once('/')).map(|(q, _)| q.to_owned()).collect();
    let responses: Vec<String> =
        named.responses.iter().filter_map(|r| r.split_once('/')).map(|(_, r)| r.to_owned()).collect();
    let known = dataset.questions.iter().map(|q| q.id.value.as_str()).collect();
    field("question", known, &questions);
    let answers = dataset.questions.iter().flat_map(|q| &q.responses).map(|r| r.id.value.as_str()).collect();
    field("response", answers, &responses);
    if !dataset.entities.is_empty() {
        field("subject", dataset.entities.iter().map(|e| e.id.value.as_str()).collect(), &named.subjects);
    }
    if !named.groups.is_empty() {
        field("group", Vec::new(), &named.groups);
    }
    out.push_str(&value(statement));
    out.push_str(&format!("as_written = {}\n", quoted(&one_line(&document.text[statement.span.clone()]))));
    out.push_str(&format!("quote = {}\n", quoted(&sentence)));
    let place = statement.span.start;
    if let Some(page) = document.page_at(place) {
        out.push_str(&format!("page = {page}\n"));
    }
    if let Some(section) = document.section_at(place) {
        out.push_str(&format!("section = {}\n", quoted(section)));
    }
    out.push_str(&cites(dataset, &sentence));
    out
}

/// The value of a record, with its unit where that is not percent.
fn value(statement: &Statement) -> String {
    let value = match (statement.kind, statement.figure) {
        (StatementKind::Majority, _) => quoted("majority"),
        (StatementKind::Minority, _) => quoted("minority"),
        (_, Figure::Two(low, high)) => quoted(&format!("{low}-{high}")),
        (_, Figure::One(n)) => match statement.operator {
            Operator::Exact => n.to_string(),
            Operator::About => quoted(&format!("~{n}")),
            Operator::Nearly => quoted(&format!("nearly {n}")),
            Operator::Below => quoted(&format!("<{n}")),
            Operator::AtMost => quoted(&format!("<={n}")),
            Operator::Above => quoted(&format!(">{n}")),
            Operator::AtLeast => quoted(&format!(">={n}")),
            Operator::Between | Operator::Majority | Operator::Minority | Operator::Unquantified => n.to_string(),
        },
    };
    let unit = match statement.unit {
        Measured::Percent => String::new(),
        Measured::Count => "unit = \"count\"\n".to_owned(),
        Measured::Points | Measured::Times => {
            format!("# open: the sentence states {}, a change and no share\n", statement.unit.code())
        }
    };
    format!("value = {value}\n{unit}")
}

/// The works that the sentence cites: those with an author and a year that stand in it.
fn cites(dataset: &Dataset, sentence: &str) -> String {
    let cited = dataset.bibliography.works.iter().filter(|work| {
        let named = |author: &crate::model::Author| sentence.contains(author.family.as_str());
        let year = work.issued.map(|date| date.year.to_string());
        work.authors.first().is_some_and(named) && year.is_some_and(|year| sentence.contains(&year))
    });
    let cites: Vec<String> =
        cited.map(|work| format!("{{ work = {}, basis = \"same-sentence\" }}", quoted(&work.key.value))).collect();
    match cites.as_slice() {
        [] => "# cites = []  # open: the sentence cites no work of the bibliography\n".to_owned(),
        cites => format!("cites = [{}]\n", cites.join(", ")),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A TOML string: those of JSON are, but for one control character.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON").replace('\u{7f}', "\\u007f")
}

fn listed(mut ids: Vec<&str>) -> String {
    ids.dedup();
    if ids.is_empty() { "the dataset has none".to_owned() } else { ids.join(", ") }
}
