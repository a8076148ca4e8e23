//! What can keep two claims apart.

use std::fmt;

use super::{Ends, Polarity, Unit};
use crate::word::words;

/// What surveys of one series have to agree in to be its waves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MethodItem {
    /// Whom they speak for.
    Population,
    /// The questionnaire's wording.
    QuestionWording,
    /// How respondents were reached.
    Mode,
    /// How respondents were drawn.
    Sample,
}

impl MethodItem {
    /// The words of a fault.
    fn words(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::QuestionWording => "question wording",
            Self::Mode => "mode",
            Self::Sample => "sample",
        }
    }
}

/// One thing that keeps two claims apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// The numbers count different things.
    Unit(Unit, Unit),
    /// The numbers lie on different scales; none for an index without ends.
    Scale(Option<Ends>, Option<Ends>),
    /// Different surveys, or different dates when there is no survey.
    Survey(String, String),
    /// Different waves of one series.
    Wave(String, String),
    /// Different places of one series.
    Place(String, String),
    /// Surveys of one series that were not done alike, so that they are no waves of it: what differs, and how.
    Method(MethodItem, String, String),
    /// Different questions.
    Question(String, String),
    /// Different sub-populations.
    Group(String, String),
    /// Different denominators.
    Base(String, String),
    /// One answer speaks for its subject, the other against it, or is not an opinion at all.
    Polarity(Polarity, Polarity),
    /// Different answers, in one row.
    Response(String, String),
    /// One question put in different words, in one row.
    Wording(String, String),
}

words! {
    /// In what two claims differ, without saying how: what a recipe accepts and a project never does.
    pub enum DifferenceKind: "kind of difference" {
        /// What the numbers count.
        Unit = "unit",
        /// The scale that means or indices lie on.
        Scale = "scale",
        /// The survey, or the date when there is no survey.
        Survey = "survey",
        /// The wave of one series.
        Wave = "wave",
        /// The place of one series.
        Place = "place",
        /// How the surveys of one series were done.
        Method = "method",
        /// The question.
        Question = "question",
        /// The sub-population.
        Group = "group",
        /// The denominator.
        Base = "base",
        /// Whether the answers speak for their subjects.
        Polarity = "polarity",
        /// The answer, in one row.
        Response = "response",
        /// The words of one question, in one row.
        Wording = "wording",
    }
}

impl Difference {
    /// In what the two differ.
    pub fn kind(&self) -> DifferenceKind {
        match self {
            Self::Unit(..) => DifferenceKind::Unit,
            Self::Scale(..) => DifferenceKind::Scale,
            Self::Survey(..) => DifferenceKind::Survey,
            Self::Wave(..) => DifferenceKind::Wave,
            Self::Place(..) => DifferenceKind::Place,
            Self::Method(..) => DifferenceKind::Method,
            Self::Question(..) => DifferenceKind::Question,
            Self::Group(..) => DifferenceKind::Group,
            Self::Base(..) => DifferenceKind::Base,
            Self::Polarity(..) => DifferenceKind::Polarity,
            Self::Response(..) => DifferenceKind::Response,
            Self::Wording(..) => DifferenceKind::Wording,
        }
    }

    /// The word of recipes.
    pub fn code(&self) -> &'static str {
        self.kind().code()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(a, b) => write!(f, "units differ (`{}`, `{}`)", a.code(), b.code()),
            Self::Scale(a, b) => write!(f, "scales differ ({}, {})", ends(*a), ends(*b)),
            Self::Survey(a, b) => write!(f, "surveys differ (`{a}`, `{b}`)"),
            Self::Wave(a, b) => write!(f, "waves differ (`{a}`, `{b}`)"),
            Self::Place(a, b) => write!(f, "places differ (`{a}`, `{b}`)"),
            Self::Method(item, a, b) => {
                write!(f, "the surveys of one series differ in {} (`{a}`, `{b}`)", item.words())
            }
            Self::Group(a, b) => write!(f, "groups differ (`{a}`, `{b}`)"),
            Self::Question(a, b) => write!(f, "questions differ (`{a}`, `{b}`)"),
            Self::Base(a, b) => write!(f, "bases differ (`{a}`, `{b}`)"),
            Self::Polarity(a, b) => write!(f, "polarities differ (`{}`, `{}`)", a.code(), b.code()),
            Self::Response(a, b) => write!(f, "answers differ (`{a}`, `{b}`)"),
            Self::Wording(a, b) => write!(f, "the question is worded differently (`{a}`, `{b}`)"),
        }
    }
}

fn ends(scale: Option<Ends>) -> String {
    scale.map_or_else(|| "without ends".to_owned(), |ends| ends.to_string())
}
