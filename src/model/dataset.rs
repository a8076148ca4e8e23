//! All that was read from one `datasets/<id>/`.

use std::collections::HashMap;

use crate::model::{Bibliography, Claim, PartialDate, Polarity, Question, Response, Survey, Text};
use crate::source::{Located, Spot};

/// A country or another thing that opinions are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// The name for readers.
    pub label: Text,
}

/// A dataset: the claims of one document, with all that they refer to.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The id, the name of its folder.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it holds.
    pub description: Option<Text>,
    /// The key of the document's own entry in the bibliography.
    pub document: Located<String>,
    /// The language of the quotes, a BCP 47 tag.
    pub quote_lang: String,
    /// The entities, in the order in which charts show them.
    pub entities: Vec<Entity>,
    /// The questions, in the order in which charts show them.
    pub questions: Vec<Question>,
    /// The surveys.
    pub surveys: Vec<Survey>,
    /// The claims, in the order of the files.
    pub claims: Vec<Claim>,
    /// The works.
    pub bibliography: Bibliography,
    /// The `dataset.toml` as a whole.
    pub at: Spot,
}

impl Dataset {
    /// The claim with this id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|c| c.id.value == id)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.id.value == id)
    }

    /// The survey with this id.
    pub fn survey(&self, id: &str) -> Option<&Survey> {
        self.surveys.iter().find(|s| s.id.value == id)
    }

    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id.value == id)
    }

    /// The survey of a claim.
    pub fn survey_of(&self, claim: &Claim) -> Option<&Survey> {
        claim.survey.as_ref().and_then(|id| self.survey(id))
    }

    /// When the number of a claim is of: the fieldwork of its survey, else its own date.
    pub fn date_of(&self, claim: &Claim) -> Option<PartialDate> {
        self.survey_of(claim).and_then(Survey::fielded).or(claim.date)
    }

    /// The answer of a claim.
    pub fn response_of(&self, claim: &Claim) -> Option<&Response> {
        self.question(&claim.question)?.response(&claim.response)
    }

    /// Which way the answer of a claim leans; factual when the answer is unknown.
    pub fn polarity_of(&self, claim: &Claim) -> Polarity {
        self.response_of(claim).map_or(Polarity::Factual, |r| r.polarity)
    }

    /// The claims by id, for repeated look-ups; of two with one id the first.
    pub fn claim_index(&self) -> HashMap<&str, usize> {
        let mut index = HashMap::with_capacity(self.claims.len());
        for (i, claim) in self.claims.iter().enumerate() {
            index.entry(claim.id.value.as_str()).or_insert(i);
        }
        index
    }
}
