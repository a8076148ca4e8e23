//! A statement as `citeplot scan` writes it: one JSON object.

use serde::Serialize;
use serde_json::Value;

use citeplot::evidence::{Coverage, Figure, Named, Statement};

/// A statement of a document, its fields in the order in which they are written.
#[derive(Debug, Serialize)]
pub(super) struct Scanned {
    /// The name of the document; none where a line has all statements of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<Value>,
    /// The first Unicode scalar of the statement in the text of the document, from 0.
    start: usize,
    /// The scalar after its last.
    end: usize,
    text: String,
    op: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    unit: &'static str,
    kind: &'static str,
    /// What the sentence names of the dataset; none without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<NamedIds>,
    sentence: String,
    claim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_aside: Option<String>,
}

/// The ids of what a sentence names.
#[derive(Debug, Serialize)]
struct NamedIds {
    subjects: Vec<String>,
    responses: Vec<String>,
    groups: Vec<String>,
    places: Vec<String>,
    surveys: Vec<String>,
}

impl Scanned {
    /// A statement of a text.
    pub(super) fn new(text: &str, statement: &Statement, scalars: &mut Scalars<'_>) -> Self {
        let (value, low, high) = match statement.figure {
            Figure::One(value) => (Some(value), None, None),
            Figure::Two(low, high) => (None, Some(low), Some(high)),
        };
        Self {
            document: None,
            start: scalars.at(statement.span.start),
            end: scalars.at(statement.span.end),
            text: text[statement.span.clone()].to_owned(),
            op: statement.operator.to_string(),
            value,
            low,
            high,
            unit: statement.unit.code(),
            kind: statement.kind.code(),
            names: None,
            sentence: one_line(&text[statement.sentence.clone()]),
            claim: None,
            set_aside: None,
        }
    }

    /// The sentence in one line.
    pub(super) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// Adds what the sentence names.
    pub(super) fn name(&mut self, named: Named) {
        let Named { subjects, responses, groups, places, surveys, .. } = named;
        self.names = Some(NamedIds { subjects, responses, groups, places, surveys });
    }

    /// Adds what accounts for it.
    pub(super) fn cover(&mut self, coverage: Coverage<'_>) {
        match coverage {
            Coverage::Recorded(claim) => self.claim = Some(claim.id.value.clone()),
            Coverage::SetAside(aside) => self.set_aside = Some(aside.reason.clone()),
            Coverage::Unaccounted => {}
        }
    }
}

/// Words in one line, with one space between them.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Counts Unicode scalars up to a byte, going on from the last one.
pub(super) struct Scalars<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl<'t> Scalars<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            self.count -= self.text[byte..self.byte].chars().count();
        } else {
            self.count += self.text[self.byte..byte].chars().count();
        }
        self.byte = byte;
        self.count
    }
}
