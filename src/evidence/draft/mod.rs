//! Drafts of records for statements that nothing accounts for.

mod surroundings;
mod told;
mod value;

use crate::evidence::document::Document;
use crate::evidence::names::Names;
use crate::evidence::proof::Located;
use crate::evidence::statement::Statement;
use crate::model::Dataset;
use told::{Found, Origin, Teller, Told};
use value::value;

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

/// A document that records are drafted of.
struct Source<'d> {
    document: &'d Document,
    statements: &'d [Statement],
    places: Located<'d>,
}

impl Drafting<'_> {
    /// Records of some statements of a document, given by their places in the list of all, as far as the text tells: value,
    /// words, quote, place, and what it names of the dataset. What is not told by the sentence itself, or the row and column of
    /// a table, says in a comment where it is from; what could not be told is a comment with the candidates.
    ///
    /// ```
    /// use citeplot::evidence::{Document, Drafting, Format, Names, scan};
    /// let dataset = citeplot::example::dataset();
    /// let document = Document::new("Nearly 30 percent trust Alba (Pollster, 2021).", Format::Text);
    /// let drafting = Drafting { dataset: &dataset, names: &Names::of(&dataset), work: None };
    /// let drafted = drafting.drafts(&document, &scan(&document, None), &[0]).remove(0);
    /// assert!(drafted.contains("subject = \"alba\"\nvalue = \"nearly 30\"\nas_written = \"Nearly 30 percent\"\n"));
    /// assert!(drafted.contains("cites = [{ work = \"pollster-2021\", basis = \"same-sentence\" }]\n"));
    /// ```
    pub fn drafts(&self, document: &Document, statements: &[Statement], which: &[usize]) -> Vec<String> {
        let published = self.published();
        let told = Teller { dataset: self.dataset, names: self.names, document, statements, published }.told();
        let wanted = which.iter().filter_map(|at| statements.get(*at).zip(told.get(*at)));
        let source = Source { document, statements, places: Located::new(document, None) };
        wanted.map(|(statement, told)| self.draft(&source, statement, told)).collect()
    }

    /// The year in which the document came out.
    fn published(&self) -> Option<u16> {
        let only = || match self.dataset.documents.as_slice() {
            [only] => Some(only.work.value.as_str()),
            _ => None,
        };
        let work = self.dataset.bibliography.work(self.work.or_else(only)?)?;
        work.issued.map(|date| date.year)
    }

    fn draft(&self, source: &Source<'_>, statement: &Statement, told: &Told) -> String {
        let document = source.document;
        let sentence = one_line(&document.text[statement.sentence.clone()]);
        let mut out = String::from("[[claim]]\n");
        out.push_str(&self.document());
        out.push_str(&field("survey", &told.survey, self.dataset.surveys.iter().map(|s| s.id.value.as_str())));
        out.push_str(&self.answer(told));
        if !self.dataset.entities.is_empty() {
            out.push_str(&field("subject", &told.subject, self.dataset.entities.iter().map(|e| e.id.value.as_str())));
        }
        if !told.group.ids.is_empty() {
            out.push_str(&field("group", &told.group, std::iter::empty()));
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
        if let Some(note) = document.footnote_at(place) {
            out.push_str(&format!("footnote = {}\n", quoted(&note.number)));
        }
        if let Some(table) = source.places.table_at(place) {
            out.push_str(&format!("table = {}\n", quoted(table)));
        }
        out.push_str(&self.cites(document, statement, source.statements));
        out
    }

    /// The document, which a record of a dataset with several has to name.
    fn document(&self) -> String {
        let all = || self.dataset.documents.iter().map(|d| d.work.value.as_str());
        match self.work {
            _ if all().count() < 2 => String::new(),
            Some(work) => format!("document = {}\n", quoted(work)),
            None => field("document", &Found::default(), all()),
        }
    }

    /// Question and answer. An answer belongs to its question: where the sentence could mean those of several, each is named
    /// with its own.
    fn answer(&self, told: &Told) -> String {
        let known = || self.dataset.questions.iter();
        let Some(question) = told.question.one() else {
            let answers = known().flat_map(|q| q.responses.iter().map(|r| format!("{}/{}", q.id.value, r.id.value)));
            let answers: Vec<String> =
                if told.response.ids.is_empty() { answers.collect() } else { told.response.ids.clone() };
            return format!(
                "{}# response = \"\"  # open, each with its question: {}\n",
                field("question", &told.question, known().map(|q| q.id.value.as_str())),
                listed(answers.iter().map(String::as_str).collect())
            );
        };
        let answer = |id: &String| id.split_once('/').map_or(id.clone(), |(_, response)| response.to_owned());
        let ids = told.response.ids.iter().map(answer).collect();
        let response = Found { ids, ..told.response.clone() };
        let own = known().filter(|q| q.id.value == question).flat_map(|q| &q.responses);
        let response = field("response", &response, own.map(|r| r.id.value.as_str()));
        format!("{}{response}", field("question", &told.question, std::iter::empty()))
    }

    /// The works that the sentence cites, else those that the next sentence of the paragraph with a citation does. One that
    /// states a number of its own may cite them for that alone, so that they are candidates then.
    fn cites(&self, document: &Document, statement: &Statement, statements: &[Statement]) -> String {
        let listed = |works: &[&str], basis: &str| {
            let one = |work: &&str| format!("{{ work = {}, basis = {} }}", quoted(work), quoted(basis));
            format!("cites = [{}]", works.iter().map(one).collect::<Vec<_>>().join(", "))
        };
        let own = self.cited(&document.text[statement.sentence.clone()]);
        if !own.is_empty() {
            return listed(&own, "same-sentence") + "\n";
        }
        let end = statement.sentence.end;
        let rest = &document.text[end..];
        let paragraph = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
        let mut read = 0;
        for part in paragraph.split_inclusive(['.', '!', '?']) {
            read += part.len();
            let works = self.cited(&paragraph[..read]);
            if works.is_empty() {
                continue;
            }
            let other = statements.iter().any(|s| (end..end + read).contains(&s.span.start));
            let cites = listed(&works, "inferred");
            return match other {
                false => cites + "\n",
                true => format!("# {cites}  # open: they may be cited for another number\n"),
            };
        }
        "# cites = []  # open: its paragraph cites no work of the bibliography from here on\n".to_owned()
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

/// A field with what is told, and where when that is not its sentence; or as a comment with the candidates.
fn field<'a>(name: &str, found: &'a Found, all: impl Iterator<Item = &'a str>) -> String {
    let from = match found.origin {
        Origin::Here => "",
        Origin::Before => "  # from what stands before the sentence",
        Origin::Above => "  # from the heading",
        Origin::Latest => "  # the sentence names none: the latest one",
    };
    match (found.one(), found.ids.as_slice()) {
        (Some(only), _) => format!("{name} = {}{from}\n", quoted(only)),
        (None, [] | [_]) => format!("# {name} = \"\"  # open: {}\n", listed(all.collect())),
        (None, several) => {
            format!("# {name} = \"\"  # open: {}\n", listed(several.iter().map(String::as_str).collect()))
        }
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
