//! What a recipe may call things by: their ids, or their labels in any language.

use crate::frame::CLAIM_COLUMNS;
use crate::model::{Dataset, Dimension, Text};
use crate::project::filter::{Column, Comparison, Filter, Literal};

/// Something that the records of a dataset name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of the question, for an answer: two questions may have answers of one id.
    pub question: Option<&'a str>,
    /// Its label, in each language that it has one in.
    pub label: &'a Text,
}

impl<'a> Name<'a> {
    fn of(id: &'a str, label: &'a Text) -> Self {
        Self { id, question: None, label }
    }

    /// Whether this text is one of its labels.
    fn is_labelled(&self, text: &str) -> bool {
        self.label.variants().iter().any(|(_, label)| *label == text)
    }

    /// Everything that it may be called.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.id).chain(self.label.variants().into_iter().map(|(_, label)| label))
    }
}

/// Everything that has a record in a dimension, in the order of the dataset; waves have none.
pub fn names(dataset: &Dataset, dimension: Dimension) -> Vec<Name<'_>> {
    match dimension {
        Dimension::Question => dataset.questions.iter().map(|q| Name::of(&q.id.value, &q.label)).collect(),
        Dimension::Response => {
            let answers = dataset.questions.iter().flat_map(|q| q.responses.iter().map(move |r| (q, r)));
            answers
                .map(|(q, r)| Name { question: Some(q.id.value.as_str()), ..Name::of(&r.id.value, &r.label) })
                .collect()
        }
        Dimension::Subject => dataset.entities.iter().map(|e| Name::of(&e.id.value, &e.label)).collect(),
        Dimension::Group => dataset.groups.iter().map(|g| Name::of(&g.id.value, &g.label)).collect(),
        Dimension::Place => dataset.places.iter().map(|p| Name::of(&p.id.value, &p.label)).collect(),
        Dimension::Wave => Vec::new(),
        Dimension::Survey => dataset.surveys.iter().map(|s| Name::of(&s.id.value, &s.label)).collect(),
    }
}

/// What a text calls: what has it as its id, else all that has it as a label.
pub fn called<'a>(dataset: &'a Dataset, dimension: Dimension, text: &str) -> Vec<Name<'a>> {
    let all = names(dataset, dimension);
    let by_id: Vec<Name<'_>> = all.iter().filter(|name| name.id == text).cloned().collect();
    if !by_id.is_empty() {
        return by_id;
    }
    all.into_iter().filter(|name| name.is_labelled(text)).collect()
}

/// The dimension of which a filter names something by this column, and the column that holds its ids.
pub fn dimension_of(column: &str) -> Option<(Dimension, &'static str)> {
    let dimension = match column.strip_suffix("_id").or_else(|| column.strip_suffix("_label")).unwrap_or(column) {
        "question" => Dimension::Question,
        "response" => Dimension::Response,
        "subject" => Dimension::Subject,
        "group" => Dimension::Group,
        "place" => Dimension::Place,
        "survey" => Dimension::Survey,
        _ => return None,
    };
    let ids = match dimension {
        Dimension::Question => "question_id",
        Dimension::Response => "response",
        Dimension::Subject => "subject",
        Dimension::Group => "group",
        Dimension::Place => "place",
        Dimension::Survey => "survey_id",
        Dimension::Wave => return None,
    };
    Some((dimension, ids))
}

/// The same filter in the ids of a dataset, wherever it asks whether something is called so.
pub(super) fn by_ids(filter: &Filter, dataset: &Dataset) -> Filter {
    let both = |a: &Filter, b: &Filter| (Box::new(by_ids(a, dataset)), Box::new(by_ids(b, dataset)));
    match filter {
        Filter::All => Filter::All,
        Filter::And(a, b) => {
            let (a, b) = both(a, b);
            Filter::And(a, b)
        }
        Filter::Or(a, b) => {
            let (a, b) = both(a, b);
            Filter::Or(a, b)
        }
        Filter::Not(a) => Filter::Not(Box::new(by_ids(a, dataset))),
        Filter::Compare(column, comparison, literal) => {
            let called = || one_of(column, std::slice::from_ref(literal), dataset);
            match comparison {
                Comparison::Equal => called(),
                Comparison::Unequal => Filter::Not(Box::new(called())),
                Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => {
                    Filter::Compare(existing(column), *comparison, literal.clone())
                }
            }
        }
        Filter::OneOf(column, literals) => one_of(column, literals, dataset),
    }
}

/// The column itself, or the one with the ids for a name that stands for it alone.
fn existing(column: &Column) -> Column {
    let exists = CLAIM_COLUMNS.iter().any(|c| c.exported && c.name == column.name);
    let ids = dimension_of(&column.name).filter(|_| !exists);
    Column { name: ids.map_or_else(|| column.name.clone(), |(_, ids)| ids.to_owned()), ..column.clone() }
}

/// Whether the column holds what one of the literals calls.
fn one_of(column: &Column, literals: &[Literal], dataset: &Dataset) -> Filter {
    let Some((dimension, ids)) = dimension_of(&column.name) else {
        return Filter::OneOf(column.clone(), literals.to_vec());
    };
    let own = |name: &str| Column { name: name.to_owned(), ..column.clone() };
    let (mut plain, mut answers) = (Vec::new(), Vec::new());
    for literal in literals {
        let Literal::Text(text) = literal else {
            plain.push(literal.clone());
            continue;
        };
        let found = called(dataset, dimension, text);
        if found.is_empty() || found[0].id == text {
            plain.push(literal.clone());
            continue;
        }
        for name in found {
            let id = Literal::Text(name.id.to_owned());
            match name.question {
                None => plain.push(id),
                Some(question) => {
                    let asked = Filter::OneOf(own("question_id"), vec![Literal::Text(question.to_owned())]);
                    let answer = Filter::OneOf(own(ids), vec![id]);
                    answers.push(Filter::And(Box::new(asked), Box::new(answer)));
                }
            }
        }
    }
    if !plain.is_empty() || answers.is_empty() {
        answers.push(Filter::OneOf(own(ids), plain));
    }
    any(&answers).unwrap_or(Filter::All)
}

/// Any of several conditions, as a tree that is no deeper than it has to be.
fn any(filters: &[Filter]) -> Option<Filter> {
    match filters {
        [] => None,
        [only] => Some(only.clone()),
        several => {
            let (a, b) = several.split_at(several.len() / 2);
            Some(Filter::Or(Box::new(any(a)?), Box::new(any(b)?)))
        }
    }
}
