//! A survey and what its source discloses of it.

use crate::model::{Acknowledgement, Number, PartialDate, Sample, Text};
use crate::source::{Located, Spot};

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

/// One fieldwork, with the disclosure items of the AAPOR Code of Professional Ethics and Practices (2021), III.A.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// The name for readers.
    pub label: Text,
    /// The series that it is a wave of, when it is one; waves of one series share this word.
    pub series: Option<String>,
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
    /// The names of the disclosure items, in the order of the record and of `surveys.csv`.
    pub const ITEMS: [&'static str; 13] = [
        "conducted_by",
        "sponsored_by",
        "population",
        "geography",
        "frame",
        "mode",
        "field_start",
        "field_end",
        "n",
        "moe_pp",
        "weighted",
        "question_wording",
        "limitations",
    ];

    /// The disclosure items that the source leaves out, by name.
    pub fn missing_items(&self) -> Vec<&'static str> {
        let missing = [
            self.conducted_by.is_missing(),
            self.sponsored_by.is_missing(),
            self.population.is_missing(),
            self.geography.is_missing(),
            self.frame.is_missing(),
            self.mode.is_missing(),
            self.field_start.is_missing(),
            self.field_end.is_missing(),
            self.n.is_missing(),
            self.moe_pp.is_missing(),
            self.weighted.is_missing(),
            self.question_wording.is_missing(),
            self.limitations.is_missing(),
        ];
        Self::ITEMS.into_iter().zip(missing).filter_map(|(item, gone)| gone.then_some(item)).collect()
    }

    /// When the fieldwork was, as far as it is stated: its end, else its start.
    pub fn fielded(&self) -> Option<PartialDate> {
        self.field_end.stated().or(self.field_start.stated()).copied()
    }
}
