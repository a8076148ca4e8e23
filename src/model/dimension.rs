//! What claims can differ in, and what a chart can therefore show side by side.

use crate::model::{Claim, Dataset, Difference};

/// Something that claims can differ in. Rows, series and panels of a chart each show one dimension, rows up to two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The question.
    Question,
    /// The answer to the question.
    Response,
    /// The entity that the answer is about.
    Subject,
    /// The sub-population whose answer it is.
    Group,
    /// Where the survey was done.
    Place,
    /// When the survey was done.
    Wave,
    /// The survey itself.
    Survey,
}

impl Dimension {
    /// All, in the order in which charts nest them.
    pub const ALL: [Self; 7] =
        [Self::Question, Self::Response, Self::Subject, Self::Group, Self::Place, Self::Wave, Self::Survey];

    /// The word of recipes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Response => "response",
            Self::Subject => "subject",
            Self::Group => "group",
            Self::Place => "place",
            Self::Wave => "wave",
            Self::Survey => "survey",
        }
    }

    /// What a claim is in this dimension, by id; absent where it is nothing: no subject, all respondents, no survey. A
    /// wave is known by the date of its fieldwork, so that one wave in several places is one; a place without a record of
    /// its own is known by the words of the survey.
    pub fn id_of(self, dataset: &Dataset, claim: &Claim) -> Option<String> {
        match self {
            Self::Question => Some(claim.question.value.clone()),
            Self::Response => Some(claim.response.value.clone()),
            Self::Subject => claim.subject.as_ref().map(|s| s.value.clone()),
            Self::Group => claim.group.as_ref().map(|g| g.value.clone()),
            Self::Place => {
                let survey = dataset.survey_of(claim)?;
                let words = || survey.geography.stated().map(|t| t.get(crate::model::Locale::En).to_owned());
                survey.place.as_ref().map(|p| p.value.clone()).or_else(words)
            }
            Self::Wave => dataset.date_of(claim).map(|d| d.to_string()),
            Self::Survey => claim.survey.as_ref().map(|s| s.value.clone()),
        }
    }

    /// The dimension along which two claims differ; none for differences that no chart can show side by side.
    pub fn of(difference: &Difference) -> Option<Self> {
        match difference {
            Difference::Survey(..) => Some(Self::Survey),
            Difference::Wave(..) => Some(Self::Wave),
            Difference::Place(..) => Some(Self::Place),
            Difference::Question(..) => Some(Self::Question),
            Difference::Group(..) => Some(Self::Group),
            Difference::Response(..) => Some(Self::Response),
            Difference::Unit(..)
            | Difference::Scale(..)
            | Difference::Method(..)
            | Difference::Base(..)
            | Difference::Polarity(..)
            | Difference::Wording(..) => None,
        }
    }
}
