//! A survey and what its source discloses of it.

use crate::model::{Acknowledgement, Number, PartialDate, Sample, Text};
use crate::source::{Located, Spot};
use crate::word::words;

/// A disclosure item: stated by the source, or named as left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Disclosed<T> {
    /// The source states it.
    Stated(Located<T>),
    /// The source leaves it out; the record says so.
    NotReported,
}

impl<T> Disclosed<T> {
    /// What the source states.
    pub fn stated(&self) -> Option<&T> {
        match self {
            Self::Stated(item) => Some(&item.value),
            Self::NotReported => None,
        }
    }

    /// Whether the source leaves it out.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::NotReported)
    }
}

words! {
    /// The disclosure items of a survey, after the AAPOR Code of Professional Ethics and Practices (2021), III.A.
    pub enum Disclosure: "disclosure item" {
        /// Who did the fieldwork.
        ConductedBy = "conducted_by",
        /// Who paid for it.
        SponsoredBy = "sponsored_by",
        /// Whom it speaks for.
        Population = "population",
        /// Where it was done.
        Geography = "geography",
        /// The sampling frame and design.
        Frame = "frame",
        /// How respondents were reached.
        Mode = "mode",
        /// When the fieldwork began.
        FieldStart = "field_start",
        /// When the fieldwork ended.
        FieldEnd = "field_end",
        /// The number of respondents.
        N = "n",
        /// The margin of error that the source states.
        MarginOfError = "moe_pp",
        /// How the answers were weighted.
        Weighted = "weighted",
        /// The questionnaire's wording.
        QuestionWording = "question_wording",
        /// The limits that the source itself names.
        Limitations = "limitations",
    }
}

/// One fieldwork, with the disclosure items of the AAPOR Code of Professional Ethics and Practices (2021), III.A.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// The name for readers.
    pub label: Text,
    /// Other names by which documents call it: "the spring round", "Dalga 3".
    pub aliases: Vec<String>,
    /// The series that it is a wave of, when it is one; waves of one series share this word. A cross-national programme is
    /// one series in several places.
    pub series: Option<String>,
    /// Where it was done, by the id of a place.
    pub place: Option<Located<String>>,
    /// Who did the fieldwork.
    pub conducted_by: Disclosed<Text>,
    /// Who paid for it.
    pub sponsored_by: Disclosed<Text>,
    /// Whom it speaks for.
    pub population: Disclosed<Text>,
    /// Where it was done.
    pub geography: Disclosed<Text>,
    /// The sampling frame and design.
    pub frame: Disclosed<Text>,
    /// How respondents were reached (face to face, telephone, online).
    pub mode: Disclosed<Text>,
    /// The first day, month or year of fieldwork.
    pub field_start: Disclosed<PartialDate>,
    /// The last day, month or year of fieldwork.
    pub field_end: Disclosed<PartialDate>,
    /// How the respondents were drawn, when the record says; without it no margin of error is drawn.
    pub sample: Option<Sample>,
    /// The number of respondents.
    pub n: Disclosed<u32>,
    /// The margin of error that the source states, in percentage points.
    pub moe_pp: Disclosed<Number>,
    /// How the answers were weighted.
    pub weighted: Disclosed<Text>,
    /// The questionnaire's wording.
    pub question_wording: Disclosed<Text>,
    /// The limits that the source itself names.
    pub limitations: Disclosed<Text>,
    /// Faults of the record that are known and explained.
    pub acknowledge: Vec<Acknowledgement>,
    /// Anything else a reader should know.
    pub note: Option<Text>,
    /// The record.
    pub at: Spot,
}

impl Survey {
    /// The disclosure items that the source leaves out.
    pub fn missing_items(&self) -> Vec<Disclosure> {
        Disclosure::ALL.into_iter().filter(|item| self.leaves_out(*item)).collect()
    }

    /// Whether the source leaves an item out.
    pub fn leaves_out(&self, item: Disclosure) -> bool {
        match item {
            Disclosure::ConductedBy => self.conducted_by.is_missing(),
            Disclosure::SponsoredBy => self.sponsored_by.is_missing(),
            Disclosure::Population => self.population.is_missing(),
            Disclosure::Geography => self.geography.is_missing(),
            Disclosure::Frame => self.frame.is_missing(),
            Disclosure::Mode => self.mode.is_missing(),
            Disclosure::FieldStart => self.field_start.is_missing(),
            Disclosure::FieldEnd => self.field_end.is_missing(),
            Disclosure::N => self.n.is_missing(),
            Disclosure::MarginOfError => self.moe_pp.is_missing(),
            Disclosure::Weighted => self.weighted.is_missing(),
            Disclosure::QuestionWording => self.question_wording.is_missing(),
            Disclosure::Limitations => self.limitations.is_missing(),
        }
    }

    /// The middle of the fieldwork as a number of years, as far as it is stated.
    pub fn middle(&self) -> Option<f64> {
        match (self.field_start.stated(), self.field_end.stated()) {
            (Some(start), Some(end)) => Some(start.middle_to(*end)),
            (Some(only), None) | (None, Some(only)) => Some(only.years()),
            (None, None) => None,
        }
    }

    /// The first and the last date of the fieldwork; where only one is stated, that one twice.
    pub fn fieldwork(&self) -> Option<(PartialDate, PartialDate)> {
        let (start, end) = (self.field_start.stated(), self.field_end.stated());
        Some((*start.or(end)?, *end.or(start)?))
    }

    /// Whether the fieldwork was in a month, 1 to 12, of a year or of any; none when the record does not give its months.
    pub fn was_in(&self, month: u8, year: Option<u16>) -> Option<bool> {
        let (first, last) = self.fieldwork()?;
        let number = |year: u16, month: u8| u32::from(year) * 12 + u32::from(month);
        let (from, to) = (number(first.year, first.month?), number(last.year, last.month?));
        let is_in = |year: u16| (from..=to).contains(&number(year, month));
        Some(year.map_or_else(|| (first.year..=last.year).any(is_in), is_in))
    }

    /// When the fieldwork was, as far as it is stated: its end, else its start.
    pub fn fielded(&self) -> Option<PartialDate> {
        self.field_end.stated().or(self.field_start.stated()).copied()
    }
}
