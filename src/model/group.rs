//! Whose answers they are, and where they were given.

use std::collections::BTreeMap;

use crate::model::Text;
use crate::source::{Located, Spot};

/// A sub-population whose answers are reported apart: Republicans, women, users of two years.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// The name for readers.
    pub label: Text,
    /// Who is in it, as a sentence says it ("percent of adults under 30"); the label when absent.
    pub members: Option<Text>,
    /// The larger group that it is a part of, by id; all respondents when absent.
    pub part_of: Option<Located<String>>,
    /// Other names by which documents call it.
    pub aliases: Vec<String>,
    /// How many of the group answered, by the id of the survey, where the source says so.
    pub n: BTreeMap<String, Located<u32>>,
    /// The record.
    pub at: Spot,
}

impl Group {
    /// Who is in it, as a sentence says it.
    pub fn members(&self) -> &Text {
        self.members.as_ref().unwrap_or(&self.label)
    }
}

/// A place where surveys are done: a country, a region, a city.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The id, unique in the dataset.
    pub id: Located<String>,
    /// The name for readers.
    pub label: Text,
    /// Other names by which documents call it.
    pub aliases: Vec<String>,
}
