//! One quantitative statement of the document.

use crate::model::{Ends, HedgeRules, Interval, IntervalBasis, Locator, Pages, PartialDate, Reading, Text, Value};
use crate::source::{Located, Spot};
use crate::word::words;

words! {
    /// What the number of a claim counts.
    pub enum Unit: "unit" {
        /// Percent of the base, 0 to 100.
        Percent = "percent",
        /// A change or a difference in percentage points, with its sign; never a share.
        Points = "points",
        /// The average of answers on a scale of numbers, whose ends the question states.
        Mean = "mean",
        /// A number that is worked out from several answers or measures; its question states the ends, where it has any.
        Index = "index",
        /// A number of things.
        Count = "count",
        /// A place in an order, from 1.
        Rank = "rank",
        /// A calendar year.
        Year = "year",
    }
}

words! {
    /// How sure it is that the work is the source of the claim.
    pub enum Basis: "basis" {
        /// The citation stands in the sentence of the claim.
        SameSentence = "same-sentence",
        /// The citation stands further on, and covers the claim by the reading of the curator.
        Inferred = "inferred",
        /// The document cites nothing for it.
        None = "none",
    }
}

/// A work that the document cites for the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Cite {
    /// The key of the work.
    pub work: Located<String>,
    /// The pages cited.
    pub pages: Option<Located<Pages>>,
    /// How sure the link is: `SameSentence` or `Inferred`.
    pub basis: Basis,
}

impl Cite {
    /// The pages as a place in the work; a place without any when the citation gives none.
    pub fn locator(&self) -> Locator {
        Locator { page: self.pages.as_ref().map(|pages| pages.value.clone()), ..Locator::default() }
    }
}

/// Where the number of a claim comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The document states it.
    Stated,
    /// The curator worked it out from what the document states.
    Derived(Derivation),
}

impl Status {
    /// The word of the `status` column and of records.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived(_) => "derived",
        }
    }
}

/// How a number was worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// The claims that it was worked out from; the word `quote` stands for the claim's own quote.
    pub from: Vec<Located<String>>,
}

/// A fault of a record that its curator knows of, with the reason to let it stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Acknowledgement {
    /// The code of the rule.
    pub code: Located<String>,
    /// Why it may stand.
    pub reason: String,
}

/// One quantitative statement of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The id, unique in the dataset; it becomes the id of the mark and the key of the row.
    pub id: Located<String>,
    /// The document that states it, by the key of its work: that of the dataset when it has only one.
    pub document: Located<String>,
    /// The survey; none for a statement about a population or a count of things.
    pub survey: Option<Located<String>>,
    /// The question.
    pub question: Located<String>,
    /// The answer.
    pub response: Located<String>,
    /// The entity that the opinion is about.
    pub subject: Option<Located<String>>,
    /// The sub-population whose answer it is; none when all respondents of the survey are meant.
    pub group: Option<Located<String>>,
    /// The number with its hedge.
    pub value: Located<Value>,
    /// What the number counts; percent by default.
    pub unit: Unit,
    /// The ends of the scale of its question, for a mean or an index.
    pub scale: Option<Ends>,
    /// An interval that the source states itself, in place of the rules'.
    pub interval: Option<Located<Interval>>,
    /// The source's own words for the value.
    pub as_written: Located<String>,
    /// The sentence or clause, word for word.
    pub quote: Located<String>,
    /// Words before the quote, when it is not unique in the document.
    pub prefix: Option<String>,
    /// Words after the quote, when it is not unique in the document.
    pub suffix: Option<String>,
    /// Where the quote stands.
    pub locator: Locator,
    /// The works that the document cites for it; none when it cites nothing.
    pub cites: Vec<Cite>,
    /// A denominator that has no name of its own ("those who named an enemy"), when not all respondents were asked.
    pub base: Option<Text>,
    /// The day, month or year that the number is of, when there is no survey.
    pub date: Option<PartialDate>,
    /// The source's words for what was asked, when they differ from those of claims beside it.
    pub wording: Option<String>,
    /// Whether the number is the document's or was worked out.
    pub status: Status,
    /// Anything else a reader should know.
    pub note: Option<Text>,
    /// Faults that are known and explained.
    pub acknowledge: Vec<Acknowledgement>,
    /// The record.
    pub at: Spot,
}

impl Unit {
    /// Whether its numbers lie on a scale that the question states.
    pub fn is_scaled(self) -> bool {
        matches!(self, Self::Mean | Self::Index)
    }
}

impl Claim {
    /// The values that the wording allows: the source's own interval, else the rules'.
    pub fn reading(&self, rules: &HedgeRules) -> Reading {
        match &self.interval {
            Some(stated) => Reading { interval: Some(stated.value), basis: IntervalBasis::Source },
            None => rules.read(&self.value, self.unit, self.scale),
        }
    }

    /// The value as words state it: of a change its size, since "fell by 3 points" has no sign.
    pub(crate) fn stated_value(&self) -> Value {
        match self.unit {
            Unit::Points => self.value.magnitude(),
            Unit::Percent | Unit::Mean | Unit::Index | Unit::Count | Unit::Rank | Unit::Year => self.value.value,
        }
    }

    /// Whether its words are a sign of a table that the source explains elsewhere, so that they state no number.
    pub fn is_sign(&self) -> bool {
        self.locator.cell.as_ref().is_some_and(|cell| cell.is_sign)
    }

    /// The weakest basis of its citations; `None` without any.
    pub fn basis(&self) -> Basis {
        self.cites.iter().map(|c| c.basis).max().unwrap_or(Basis::None)
    }
}
