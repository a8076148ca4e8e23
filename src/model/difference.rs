//! What can keep two claims apart.

use std::fmt;

use super::{Polarity, Unit};

/// One thing that keeps two claims apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// The numbers count different things.
    Unit(Unit, Unit),
    /// Different surveys, or different dates when there is no survey.
    Survey(String, String),
    /// Different waves of one series.
    Wave(String, String),
    /// Different questions.
    Question(String, String),
    /// Different groups were asked.
    Base(String, String),
    /// One answer speaks for its subject, the other against it, or is not an opinion at all.
    Polarity(Polarity, Polarity),
    /// Different answers, in one row.
    Response(String, String),
    /// One question put in different words, in one row.
    Wording(String, String),
}

impl Difference {
    /// The codes that a recipe can accept, in the order of the enum.
    pub const CODES: [&'static str; 8] =
        ["unit", "survey", "wave", "question", "base", "polarity", "response", "wording"];

    /// The word of recipes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unit(..) => "unit",
            Self::Survey(..) => "survey",
            Self::Wave(..) => "wave",
            Self::Question(..) => "question",
            Self::Base(..) => "base",
            Self::Polarity(..) => "polarity",
            Self::Response(..) => "response",
            Self::Wording(..) => "wording",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(a, b) => write!(f, "units differ (`{}`, `{}`)", a.code(), b.code()),
            Self::Survey(a, b) => write!(f, "surveys differ (`{a}`, `{b}`)"),
            Self::Wave(a, b) => write!(f, "waves differ (`{a}`, `{b}`)"),
            Self::Question(a, b) => write!(f, "questions differ (`{a}`, `{b}`)"),
            Self::Base(a, b) => write!(f, "bases differ (`{a}`, `{b}`)"),
            Self::Polarity(a, b) => write!(f, "polarities differ (`{}`, `{}`)", a.code(), b.code()),
            Self::Response(a, b) => write!(f, "answers differ (`{a}`, `{b}`)"),
            Self::Wording(a, b) => write!(f, "the question is worded differently (`{a}`, `{b}`)"),
        }
    }
}
