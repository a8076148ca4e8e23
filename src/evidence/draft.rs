//! Drafts of records for statements that nothing accounts for.

use std::collections::BTreeSet;

use crate::evidence::document::Document;
use crate::evidence::names::{Named, Names};
use crate::evidence::statement::{Figure, Measured, Statement, StatementKind};
use crate::model::{Dataset, Operator};

/// What records are drafted for.
#[derive(Debug)]
pub struct Drafting<'d> {
    /// The dataset that they are meant for.
    pub dataset: &'d Dataset,
    /// Its names.
    pub names: &'d Names,
    /// The key of the work that the document is; none when it is not known.
    pub work: Option<&'d str>,
}

/// Verbs of falling, in the languages that are read: beginnings of words, in lower case.
const FALLS: [&str; 19] = [
    "fell",
    "fall",
    "drop",
    "declin",
    "decreas",
    "down",
    "lost",
    "lower",
    "shrank",
    "shrunk",
    "less",
    "azal",
    "düş",
    "gerile",
    "сниз",
    "упал",
    "сократ",
    "уменьш",
    "паден",
];

/// Verbs of rising.
const RISES: [&str; 20] = [
    "rose",
    "ris",
    "increas",
    "grew",
    "grow",
    "up",
    "gain",
    "higher",
    "more",
    "climb",
    "lead",
    "art",
    "yüksel",
    "вырос",
    "рост",
    "увелич",
    "возрос",
    "повыс",
    "прибав",
    "больше",
];

impl Drafting<'_> {
    /// The record of a statement, as far as its sentence tells: value, words, quote, place, and what it names of the dataset.
    /// What could not be told is a comment with the candidates.
    ///
    /// ```
    /// use citeplot::evidence::{Document, Drafting, Format, Names, scan};
    /// let dataset = citeplot::example::dataset();
    /// let document = Document::new("Nearly 30 percent trust Alba (Pollster, 2021).", Format::Text);
    /// let drafting = Drafting { dataset: &dataset, names: &Names::of(&dataset), work: None };
    /// let drafted = drafting.draft(&document, &scan(&document, None)[0]);
    /// assert!(drafted.contains("subject = \"alba\"\nvalue = \"nearly 30\"\nas_written = \"Nearly 30 percent\"\n"));
    /// assert!(drafted.contains("cites = [{ work = \"pollster-2021\", basis = \"same-sentence\" }]\n"));
    /// ```
    pub fn draft(&self, document: &Document, statement: &Statement) -> String {
        let sentence = one_line(&document.text[statement.sentence.clone()]);
        let named = self.names.found(&sentence);
        let mut out = String::from("[[claim]]\n");
        out.push_str(&self.document());
        out.push_str(&field("survey", &self.surveys(&named), self.dataset.surveys.iter().map(|s| s.id.value.as_str())));
        out.push_str(&self.answer(&named));
        if !self.dataset.entities.is_empty() {
            out.push_str(&field("subject", &named.subjects, self.dataset.entities.iter().map(|e| e.id.value.as_str())));
        }
        if !named.groups.is_empty() {
            out.push_str(&field("group", &named.groups, std::iter::empty()));
        }
        out.push_str(&value(statement, &sentence));
        out.push_str(&format!("as_written = {}\n", quoted(&one_line(&document.text[statement.span.clone()]))));
        out.push_str(&format!("quote = {}\n", quoted(&sentence)));
        let place = statement.span.start;
        if let Some(page) = document.page_at(place) {
            out.push_str(&format!("page = {page}\n"));
        }
        if let Some(section) = document.section_at(place) {
            out.push_str(&format!("section = {}\n", quoted(section)));
        }
        out.push_str(&self.cites(document, statement));
        out
    }

    /// The surveys that a sentence names, else the only one that the dataset knows.
    fn surveys(&self, named: &Named) -> Vec<String> {
        match (named.surveys.as_slice(), self.dataset.surveys.as_slice()) {
            ([], [only]) => vec![only.id.value.clone()],
            (named, _) => named.to_vec(),
        }
    }

    /// The document, which a record of a dataset with several has to name.
    fn document(&self) -> String {
        let all = || self.dataset.documents.iter().map(|d| d.work.value.as_str());
        match self.work {
            _ if all().count() < 2 => String::new(),
            Some(work) => format!("document = {}\n", quoted(work)),
            None => field("document", &[], all()),
        }
    }

    /// Question and answer. An answer belongs to its question: where the sentence could mean those of several, each is named
    /// with its own.
    fn answer(&self, named: &Named) -> String {
        let pairs: Vec<(&str, &str)> = named.responses.iter().filter_map(|r| r.split_once('/')).collect();
        let questions: BTreeSet<&str> = pairs.iter().map(|(question, _)| *question).collect();
        let known = || self.dataset.questions.iter();
        let only = match (questions.len(), self.dataset.questions.as_slice()) {
            (1, _) => questions.first().copied(),
            (0, [one]) => Some(one.id.value.as_str()),
            _ => None,
        };
        let Some(question) = only else {
            let all = || known().map(|q| q.id.value.as_str());
            let answers =
                known().flat_map(|q| q.responses.iter().map(move |r| format!("{}/{}", q.id.value, r.id.value)));
            let answers: Vec<String> = if pairs.is_empty() { answers.collect() } else { named.responses.clone() };
            let questions: Vec<&str> = if pairs.is_empty() { all().collect() } else { questions.into_iter().collect() };
            return format!(
                "# question = \"\"  # open: {}\n# response = \"\"  # open, each with its question: {}\n",
                listed(questions),
                listed(answers.iter().map(String::as_str).collect())
            );
        };
        let answers: Vec<String> = pairs.iter().map(|(_, response)| (*response).to_owned()).collect();
        let own = known().filter(|q| q.id.value == question).flat_map(|q| &q.responses);
        format!("question = {}\n{}", quoted(question), field("response", &answers, own.map(|r| r.id.value.as_str())))
    }

    /// The works that the sentence cites, else those that the next sentence of the paragraph with a citation does.
    fn cites(&self, document: &Document, statement: &Statement) -> String {
        let end = statement.sentence.end;
        let rest = &document.text[end..];
        let paragraph = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
        let further = paragraph.split_inclusive(['.', '!', '?']).scan(0, |at, part| {
            *at += part.len();
            Some(&paragraph[..*at])
        });
        let own = self.cited(&document.text[statement.sentence.clone()]);
        let (cited, basis) = match own.is_empty() {
            false => (own, "same-sentence"),
            true => {
                (further.map(|text| self.cited(text)).find(|cited| !cited.is_empty()).unwrap_or_default(), "inferred")
            }
        };
        let cites: Vec<String> =
            cited.iter().map(|work| format!("{{ work = {}, basis = {} }}", quoted(work), quoted(basis))).collect();
        match cites.as_slice() {
            [] => "# cites = []  # open: its paragraph cites no work of the bibliography from here on\n".to_owned(),
            cites => format!("cites = [{}]\n", cites.join(", ")),
        }
    }

    /// The works whose first author and year stand in a text.
    fn cited(&self, text: &str) -> Vec<&str> {
        let works = self.dataset.bibliography.works.iter().filter(|work| {
            let named = work.authors.first().is_some_and(|author| text.contains(author.family.as_str()));
            named && work.issued.is_some_and(|date| text.contains(&date.year.to_string()))
        });
        works.map(|work| work.key.value.as_str()).collect()
    }
}

/// A field with its only candidate, or as a comment with all of them.
fn field<'a>(name: &str, candidates: &'a [String], all: impl Iterator<Item = &'a str>) -> String {
    match candidates {
        [only] => format!("{name} = {}\n", quoted(only)),
        [] => format!("# {name} = \"\"  # open: {}\n", listed(all.collect())),
        several => format!("# {name} = \"\"  # open: {}\n", listed(several.iter().map(String::as_str).collect())),
    }
}

/// The value of a record, with its unit where that is not percent.
fn value(statement: &Statement, sentence: &str) -> String {
    let unit = match statement.unit {
        Measured::Percent if statement.kind == StatementKind::Change => {
            "# open: the sentence tells by how much something changed, and no share\n"
        }
        Measured::Percent => "",
        Measured::Count => "unit = \"count\"\n",
        Measured::Points => "unit = \"points\"\n",
        Measured::Times => "# open: the sentence states how many times as much, and no share\n",
    };
    let (sign, open) = match statement.unit {
        Measured::Points => sign(sentence),
        Measured::Percent | Measured::Count | Measured::Times => ("", ""),
    };
    format!("value = {}\n{unit}{open}", hedged(statement, sign))
}

/// The sign of a change, and what is open about it.
fn sign(sentence: &str) -> (&'static str, &'static str) {
    let lower = sentence.to_lowercase();
    let tells = |stems: &[&str]| {
        let mut words = lower.split(|c: char| !c.is_alphabetic());
        words.any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    match (tells(&FALLS), tells(&RISES)) {
        (true, false) => ("-", ""),
        (false, true) => ("", ""),
        _ => ("", "# open: the sign of the change\n"),
    }
}

fn hedged(statement: &Statement, sign: &str) -> String {
    let worded = |n: f64| worded(n, statement.kind);
    match (statement.kind, statement.figure) {
        (StatementKind::Majority, _) => quoted("majority"),
        (StatementKind::Minority, _) => quoted("minority"),
        (_, Figure::Two(low, high)) if sign.is_empty() => quoted(&format!("{}-{}", worded(low), worded(high))),
        (_, Figure::Two(low, high)) => quoted(&format!("-{}--{}", worded(high), worded(low))),
        (_, Figure::One(n)) => {
            let n = format!("{sign}{}", worded(n));
            match statement.operator {
                Operator::Exact => n,
                Operator::About => quoted(&format!("~{n}")),
                Operator::Nearly => quoted(&format!("nearly {n}")),
                Operator::Below => quoted(&format!("<{n}")),
                Operator::AtMost => quoted(&format!("<={n}")),
                Operator::Above => quoted(&format!(">{n}")),
                Operator::AtLeast => quoted(&format!(">={n}")),
                Operator::Between | Operator::Majority | Operator::Minority | Operator::Unquantified => n,
            }
        }
    }
}

/// A number as records write it: a third is 33, and not 33.33, which no source says.
fn worded(n: f64, kind: StatementKind) -> f64 {
    let decimals = (n * 10.0).fract().abs() > 1e-9;
    if kind == StatementKind::Proportion && decimals { n.round() } else { n }
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
