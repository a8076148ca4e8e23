//! All that was read from one `datasets/<id>/`.

use std::collections::HashMap;

use crate::model::{
    Bibliography, Claim, Document, Group, Origin, PartialDate, Place, Polarity, PolarityWords, Question, Response,
    SetAside, Survey, Text, Unread,
};
use crate::source::{Located, Spot};

/// A country or another thing that opinions are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// The name for readers.
    pub label: Text,
    /// Other names by which documents call it.
    pub aliases: Vec<String>,
}

/// A dataset: the claims of one or several documents, with all that they refer to.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The id, the name of its folder.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it holds.
    pub description: Option<Text>,
    /// What answers are called by the way that they lean; the general words when left out.
    pub polarity: PolarityWords,
    /// The documents that it quotes, at least one.
    pub documents: Vec<Document>,
    /// The entities, in the order in which charts show them.
    pub entities: Vec<Entity>,
    /// The sub-populations, in the order in which charts show them.
    pub groups: Vec<Group>,
    /// The places, in the order in which charts show them.
    pub places: Vec<Place>,
    /// The questions, in the order in which charts show them.
    pub questions: Vec<Question>,
    /// The surveys.
    pub surveys: Vec<Survey>,
    /// The claims, in the order of the files.
    pub claims: Vec<Claim>,
    /// Where its claims come from, in order, when it is several datasets as one; empty otherwise.
    pub origins: Vec<Origin>,
    /// What its documents say and nobody records, with the reason.
    pub set_aside: Vec<SetAside>,
    /// The works.
    pub bibliography: Bibliography,
    /// What is written in its files but could not be read.
    pub unread: Unread,
    /// The `dataset.toml` as a whole.
    pub at: Spot,
}

impl Dataset {
    /// A dataset of which nothing but its id could be read.
    pub(crate) fn unread(id: &str, at: Spot) -> Self {
        Self {
            id: id.to_owned(),
            title: Text::Plain(id.to_owned()),
            description: None,
            polarity: PolarityWords::default(),
            documents: Vec::new(),
            entities: Vec::new(),
            groups: Vec::new(),
            places: Vec::new(),
            questions: Vec::new(),
            surveys: Vec::new(),
            claims: Vec::new(),
            origins: Vec::new(),
            set_aside: Vec::new(),
            bibliography: Bibliography::default(),
            unread: Unread { dataset: true, claims: true, works: true, ..Unread::default() },
            at,
        }
    }

    /// The id of the dataset that the claim at a place comes from.
    pub fn dataset_of(&self, claim: usize) -> &str {
        self.origins.iter().rev().find(|origin| origin.first <= claim).map_or(&self.id, |origin| &origin.dataset)
    }

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

    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.id.value == id)
    }

    /// The place with this id.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|p| p.id.value == id)
    }

    /// The document with this key.
    pub fn document(&self, work: &str) -> Option<&Document> {
        self.documents.iter().find(|d| d.work.value == work)
    }

    /// The language of the quote of a claim, a BCP 47 tag: that of its document, else that of the first document.
    pub fn quote_lang_of(&self, claim: &Claim) -> &str {
        self.document(&claim.document).or(self.documents.first()).map_or("en", |d| &d.quote_lang)
    }

    /// Whose answer a claim is, when it is not that of all respondents: the members of its group, else its base.
    pub fn base_of<'a>(&'a self, claim: &'a Claim) -> Option<&'a Text> {
        let group = claim.group.as_ref().and_then(|id| self.group(id));
        group.map(Group::members).or(claim.base.as_ref())
    }

    /// How many people a percentage of a claim is of: the n of its group in its survey, that of the survey when all
    /// respondents were asked, and none for a base of its own or when the source does not say.
    pub fn respondents_of(&self, claim: &Claim) -> Option<u32> {
        let survey = self.survey_of(claim)?;
        match (&claim.group, &claim.base) {
            (Some(id), None) => self.group(id)?.n.get(&survey.id.value).map(|n| n.value),
            (None, None) => survey.n.stated().copied(),
            (_, Some(_)) => None,
        }
    }

    /// The survey of a claim.
    pub fn survey_of(&self, claim: &Claim) -> Option<&Survey> {
        claim.survey.as_ref().and_then(|id| self.survey(id))
    }

    /// When the number of a claim is of: the fieldwork of its survey, else its own date.
    pub fn date_of(&self, claim: &Claim) -> Option<PartialDate> {
        self.survey_of(claim).and_then(Survey::fielded).or(claim.date)
    }

    /// The same as a number of years, for an axis of time: the middle of the fieldwork, else of the claim's own date.
    pub fn time_of(&self, claim: &Claim) -> Option<f64> {
        self.survey_of(claim).and_then(Survey::middle).or_else(|| claim.date.map(PartialDate::years))
    }

    /// The first and the last date that the number of a claim is of: those of the fieldwork of its survey, as far as they
    /// are stated, else its own date twice.
    pub fn span_of(&self, claim: &Claim) -> Option<(PartialDate, PartialDate)> {
        let last = self.date_of(claim)?;
        let first = self.survey_of(claim).and_then(|s| s.field_start.stated().copied()).unwrap_or(last);
        Some((first, last))
    }

    /// The answer of a claim.
    pub fn response_of(&self, claim: &Claim) -> Option<&Response> {
        self.question(&claim.question)?.response(&claim.response)
    }

    /// Which way the answer of a claim leans; factual when the answer is unknown.
    pub fn polarity_of(&self, claim: &Claim) -> Polarity {
        self.response_of(claim).map_or(Polarity::Factual, |r| r.polarity)
    }

    /// What the answers of these claims, which lean one way, are called: as their questions say where all of them say the
    /// same, else as the dataset says.
    pub fn polarity_words<'a>(&'a self, claims: &[&Claim], polarity: Polarity) -> Option<&'a Text> {
        let mut own = claims.iter().map(|c| self.question(&c.question).and_then(|q| q.polarity.of(polarity)));
        let first = own.next().flatten();
        let alike = own.all(|words| words == first);
        first.filter(|_| alike).or_else(|| self.polarity.of(polarity))
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
