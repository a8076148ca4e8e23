//! What is said beside the marks of a chart: remarks on them, and differences between them.

use crate::figure::data::{Mark, Panel};
use crate::figure::request::FigureRequest;
use crate::model::{Distance, Interval, Unit};

/// A remark on a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remark {
    /// The id of the claim that it is about.
    pub claim: String,
    /// What is remarked.
    pub text: String,
}

/// The difference of two marks of one row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bracket {
    /// The id of the claim with the lesser value.
    pub lesser: String,
    /// The id of the claim with the greater value.
    pub greater: String,
    /// What the lesser value may be.
    pub from: Interval,
    /// What the greater value may be.
    pub to: Interval,
    /// How far they are apart, in words.
    pub label: String,
}

impl Bracket {
    fn of(a: &Mark, b: &Mark, request: &FigureRequest<'_>, unit: Unit) -> Self {
        let (lesser, greater) = if a.low() <= b.low() { (a, b) } else { (b, a) };
        let Distance { least, most } = greater.interval.distance(&lesser.interval);
        Self {
            lesser: lesser.claim().to_owned(),
            greater: greater.claim().to_owned(),
            from: lesser.interval,
            to: greater.interval,
            label: request.words().points(least, most, unit),
        }
    }
}

/// The remarks that a recipe asks for, on marks that the chart has.
pub(super) fn remarks(request: &FigureRequest<'_>, panels: &[Panel]) -> Vec<Remark> {
    let has = |claim: &str| panels.iter().flat_map(|p| &p.rows).any(|r| r.marks().any(|m| m.claim() == claim));
    let all = request.recipe.remarks.iter().filter(|r| has(&r.claim.value));
    all.map(|r| Remark { claim: r.claim.value.clone(), text: r.text.get(request.locale).to_owned() }).collect()
}

/// The differences that a recipe asks for, of marks that stand in one row.
pub(super) fn brackets(request: &FigureRequest<'_>, panels: &[Panel], unit: Unit) -> Vec<Bracket> {
    let rows = || panels.iter().flat_map(|p| &p.rows);
    let all = request.recipe.brackets.iter().filter_map(|bracket| {
        rows().find_map(|row| {
            let of = |id: &str| row.marks().find(|m| m.claim() == id);
            Some(Bracket::of(of(&bracket.from.value)?, of(&bracket.to.value)?, request, unit))
        })
    });
    all.collect()
}
