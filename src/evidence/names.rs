//! The names of a dataset in the sentences of a document.

use std::collections::BTreeSet;

use crate::evidence::folded::folded;
use crate::model::{Dataset, Text};

/// What a sentence names of a dataset, by ids, each list in the order of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Named {
    /// Entities.
    pub subjects: Vec<String>,
    /// Answers, each as `question/response`.
    pub responses: Vec<String>,
    /// Sub-populations.
    pub groups: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// Surveys: waves too, since each is a survey.
    pub surveys: Vec<String>,
}

/// The labels and aliases of a dataset, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Names {
    subjects: Vec<Entry>,
    responses: Vec<Entry>,
    groups: Vec<Entry>,
    places: Vec<Entry>,
    surveys: Vec<Entry>,
    /// Whether words take endings, as in Turkish and Russian.
    inflected: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    id: String,
    words: BTreeSet<String>,
}

impl Entry {
    fn new(id: String, label: &Text, aliases: &[String]) -> Self {
        let labels = label.variants().into_iter().map(|(_, text)| text);
        let all = labels.chain(aliases.iter().map(String::as_str)).map(|text| folded(text).to_lowercase());
        Self { id, words: all.filter(|word| !word.is_empty()).collect() }
    }
}

impl Names {
    /// The names of a dataset.
    pub fn of(dataset: &Dataset) -> Self {
        let entry = |id: &str, label: &Text, aliases: &[String]| Entry::new(id.to_owned(), label, aliases);
        let answers = dataset.questions.iter().flat_map(|question| {
            let response = |r: &crate::model::Response| {
                let id = format!("{}/{}", question.id.value, r.id.value);
                Entry::new(id, &r.label, &r.aliases)
            };
            question.responses.iter().map(response).collect::<Vec<_>>()
        });
        let languages = dataset.documents.iter().map(|d| d.quote_lang.as_str());
        Self {
            subjects: dataset.entities.iter().map(|e| entry(&e.id.value, &e.label, &e.aliases)).collect(),
            responses: answers.collect(),
            groups: dataset.groups.iter().map(|g| entry(&g.id.value, &g.label, &g.aliases)).collect(),
            places: dataset.places.iter().map(|p| entry(&p.id.value, &p.label, &p.aliases)).collect(),
            surveys: dataset.surveys.iter().map(|s| entry(&s.id.value, &s.label, &[])).collect(),
            inflected: languages.into_iter().any(|tag| !tag.starts_with("en")),
        }
    }

    /// What a sentence names.
    ///
    /// ```
    /// use citeplot::evidence::Names;
    /// let names = Names::of(&citeplot::example::dataset());
    /// let named = names.found("Borduria's neighbours trust Alba less.");
    /// assert_eq!(named.subjects, ["alba", "borduria"]);
    /// assert!(names.found("The Albanians were not asked.").subjects.is_empty());
    /// ```
    pub fn found(&self, sentence: &str) -> Named {
        let sentence = folded(sentence).to_lowercase();
        let of = |entries: &[Entry]| {
            let named = entries.iter().filter(|entry| entry.words.iter().any(|word| self.stands_in(word, &sentence)));
            named.map(|entry| entry.id.clone()).collect()
        };
        Named {
            subjects: of(&self.subjects),
            responses: of(&self.responses),
            groups: of(&self.groups),
            places: of(&self.places),
            surveys: of(&self.surveys),
        }
    }

    /// Whether a name stands in a sentence, as words of their own.
    fn stands_in(&self, name: &str, sentence: &str) -> bool {
        let mut from = 0;
        while let Some(at) = sentence[from..].find(name).map(|at| from + at) {
            let before = sentence[..at].chars().next_back();
            let after = &sentence[at + name.len()..];
            if before.is_none_or(|c| !c.is_alphanumeric()) && self.ends(after) {
                return true;
            }
            from = at + name.chars().next().map_or(1, char::len_utf8);
        }
        false
    }

    /// Whether a word may end before what follows: at once, with a plural, or with an ending where words are inflected.
    fn ends(&self, after: &str) -> bool {
        let letters: Vec<char> = after.chars().take_while(|c| c.is_alphanumeric()).take(6).collect();
        match letters.as_slice() {
            [] | ['s'] => true,
            ending => self.inflected && ending.len() <= 4 && ending.iter().all(|c| c.is_alphabetic()),
        }
    }
}
