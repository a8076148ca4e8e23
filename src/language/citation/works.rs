//! The works that a dataset cites, parted by year.
//!
//! Citations of works that read alike are told apart (2019a, 2019b), so works that could read alike have to be set in one
//! pass. Two can only read alike when they are of one year, or both of none: so no work has to be set for the sake of one
//! of another year, and a figure sets no more than the years of the works that it cites.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hayagriva::Entry;

use crate::model::Dataset;

/// The place of a work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The place of its year.
    pub(super) year: usize,
    /// Its place among the works of its year.
    pub(super) member: usize,
}

/// The works that a dataset cites.
#[derive(Debug)]
pub(super) struct Works<'a> {
    /// The works of each year, those without one first, each in the order of its keys.
    years: Vec<Vec<&'a Entry>>,
    places: HashMap<&'a str, Place>,
}

impl<'a> Works<'a> {
    /// The documents of a dataset and the works that they cite for its claims, as far as they are in its bibliography.
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        let mut keys: BTreeSet<&str> = BTreeSet::new();
        for claim in &dataset.claims {
            keys.insert(&claim.document.value);
            keys.extend(claim.cites.iter().map(|cite| cite.work.value.as_str()));
        }
        let entries = keys.into_iter().filter_map(|key| dataset.bibliography.work(key)).map(|work| &work.entry);
        let mut by_year: BTreeMap<Option<i32>, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            by_year.entry(entry.date_any().map(|date| date.year)).or_default().push(entry);
        }
        let years: Vec<Vec<&Entry>> = by_year.into_values().collect();
        let members = |(year, entries): (usize, &Vec<&'a Entry>)| {
            let place = move |(member, entry): (usize, &&'a Entry)| (entry.key(), Place { year, member });
            entries.iter().enumerate().map(place).collect::<Vec<_>>()
        };
        let places = years.iter().enumerate().flat_map(members).collect();
        Self { years, places }
    }

    /// How many years there are.
    pub(super) fn years(&self) -> usize {
        self.years.len()
    }

    /// The place of a work, when it is cited and in the bibliography.
    pub(super) fn place(&self, key: &str) -> Option<Place> {
        self.places.get(key).copied()
    }

    /// The works of a year.
    pub(super) fn year(&self, year: usize) -> &[&'a Entry] {
        &self.years[year]
    }

    /// A work that has to stand beside those of a year: the style tells undated works apart only where some work has a date.
    pub(super) fn beside(&self, year: usize) -> Option<&'a Entry> {
        let undated = self.years[year].first().is_some_and(|entry| entry.date_any().is_none());
        let latest = self.years.last().filter(|_| undated && year + 1 < self.years.len())?;
        latest.first().copied()
    }

    /// All works in the order of their keys.
    pub(super) fn all(&self) -> Vec<&'a Entry> {
        let mut all: Vec<&Entry> = self.years.iter().flatten().copied().collect();
        all.sort_by_key(|entry| entry.key());
        all
    }
}
