//! What was asked, and what could be answered.

use crate::model::{ResponseScale, Text};
use crate::source::{Located, Spot};
use crate::word::words;

words! {
    /// Which way an answer leans.
    pub enum Polarity: "polarity" {
        /// It speaks for the subject.
        Positive = "positive",
        /// It speaks neither for nor against.
        Neutral = "neutral",
        /// It speaks against the subject.
        Negative = "negative",
        /// Not an opinion: a share of a population, a count.
        Factual = "factual",
    }
}

impl Polarity {
    /// Whether two answers may not stand on one axis because they lean opposite ways, or one does not lean at all.
    pub fn opposes(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Positive, Self::Negative)
                | (Self::Negative, Self::Positive)
                | (Self::Factual, _)
                | (_, Self::Factual)
        ) && self != other
    }
}

/// What a reader is told of answers that lean one way, where the general words do not fit a topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolarityWords {
    /// Of positive answers.
    pub positive: Option<Text>,
    /// Of neutral answers.
    pub neutral: Option<Text>,
    /// Of negative answers.
    pub negative: Option<Text>,
    /// Of what is no opinion.
    pub factual: Option<Text>,
}

impl PolarityWords {
    /// The words of one polarity.
    pub fn of(&self, polarity: Polarity) -> Option<&Text> {
        match polarity {
            Polarity::Positive => self.positive.as_ref(),
            Polarity::Neutral => self.neutral.as_ref(),
            Polarity::Negative => self.negative.as_ref(),
            Polarity::Factual => self.factual.as_ref(),
        }
    }

    /// All words that are given.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        Polarity::ALL.into_iter().filter_map(|p| self.of(p))
    }
}

words! {
    /// How the source gives the question.
    pub enum WordingStatus: "wording" {
        /// In the questionnaire's own words.
        Verbatim = "verbatim",
        /// In the document's words.
        Paraphrased = "paraphrased",
        /// Not at all.
        NotReported = "not-reported",
    }
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The id, unique within the question.
    pub id: Located<String>,
    /// A word or two, for the label of a group of bars.
    pub label: Text,
    /// A line that stands alone without the question; the label when absent.
    pub statement: Option<Text>,
    /// Which way it leans.
    pub polarity: Polarity,
    /// The answers that it sums up, by id, when it is a net ("favourable" of "very" and "somewhat favourable").
    pub sum_of: Vec<Located<String>>,
    /// Other words by which documents call it.
    pub aliases: Vec<String>,
}

impl Response {
    /// Whether it is the sum of other answers.
    pub fn is_net(&self) -> bool {
        !self.sum_of.is_empty()
    }

    /// The line that stands alone.
    pub fn statement(&self) -> &Text {
        self.statement.as_ref().unwrap_or(&self.label)
    }
}

/// The concept that was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// What was asked, as short as a subtitle wants it.
    pub label: Text,
    /// How the source gives the wording.
    pub wording: WordingStatus,
    /// What its answers are called by the way that they lean; as the dataset says when left out.
    pub polarity: PolarityWords,
    /// Whether a respondent gives exactly one answer, so that the shares add up to at most 100.
    pub single_choice: bool,
    /// The scale of numbers on which it is answered, or on which the index that it stands for runs; absent for a question
    /// that is answered in words.
    pub scale: Option<ResponseScale>,
    /// The answers that the source mentions, in their natural order.
    pub responses: Vec<Response>,
    /// The record.
    pub at: Spot,
}

impl Question {
    /// The answers that a net sums up, by id; a net among them is replaced by its own parts. Empty for any other answer,
    /// and for a net that sums up itself.
    pub fn parts_of<'a>(&'a self, net: &'a Response) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut open: Vec<&Response> = vec![net];
        let mut opened = 0;
        while let Some(next) = open.pop() {
            opened += 1;
            if opened > self.responses.len() {
                return Vec::new();
            }
            for id in &next.sum_of {
                match self.response(id).filter(|r| r.is_net()) {
                    Some(inner) => open.push(inner),
                    None => parts.push(id.value.as_str()),
                }
            }
        }
        parts
    }

    /// The answer with this id.
    pub fn response(&self, id: &str) -> Option<&Response> {
        self.responses.iter().find(|r| r.id.value == id)
    }
}
