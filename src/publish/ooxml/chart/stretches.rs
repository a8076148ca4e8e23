//! A whole as stretches of a bar: those that are some part for certain, those that can be one of two parts, and the rest.

use crate::figure::{Mark, Row};
use crate::publish::ooxml::chart::fallback::AsShapes;

/// What a stretch is.
#[derive(Clone, Debug)]
pub(crate) enum Is<'m> {
    /// An answer for certain.
    Sure(&'m Mark),
    /// One answer or the other; one answer or nothing that is reported, where there is but one.
    Zone(&'m Mark, Option<&'m Mark>),
    /// What is not reported.
    Rest,
}

/// A stretch of a row, in percent of the whole.
#[derive(Clone, Debug)]
pub(crate) struct Stretch<'m> {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) is: Is<'m>,
}

impl Stretch<'_> {
    /// Whether it is the answer of a mark, or can be.
    pub(crate) fn can_be(&self, mark: &Mark) -> bool {
        let same = |m: &Mark| m.series == mark.series;
        match self.is {
            Is::Sure(own) => same(own),
            Is::Zone(first, second) => same(first) || second.is_some_and(same),
            Is::Rest => false,
        }
    }
}

/// The stretches of a row from left to right, without gaps between them.
///
/// # Errors
/// When a stretch can belong to three answers: no pattern has three colours.
pub(crate) fn stretches(row: &Row) -> Result<Vec<Stretch<'_>>, AsShapes> {
    let marks: Vec<&Mark> = row.marks().collect();
    let whole = row.whole();
    let mut all: Vec<Stretch<'_>> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        all.extend(whole.sure(at).map(|(from, to)| Stretch { from, to, is: Is::Sure(mark) }));
    }
    for zone in whole.zones() {
        let own: Vec<&Mark> = zone.parts.iter().filter_map(|part| marks.get(*part).copied()).collect();
        let is = match own.as_slice() {
            [] => Is::Rest,
            [only] => Is::Zone(only, None),
            [first, second] => Is::Zone(first, Some(second)),
            [_, _, _, ..] => return Err(AsShapes::Zones),
        };
        all.push(Stretch { from: zone.from, to: zone.to, is });
    }
    if whole.rest().is_some() {
        let from = whole.last().high;
        all.push(Stretch { from, to: from.max(100.0), is: Is::Rest });
    }
    all.sort_by(|a, b| a.from.total_cmp(&b.from));
    Ok(all)
}
