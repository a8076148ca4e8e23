//! A quote in its document: where it stands, and which of several places is meant.

use std::ops::Range;

use crate::evidence::folded::Quoted;
use crate::evidence::proof::chain::Chains;
use crate::evidence::searched::{Searched, Standing};
use crate::model::Claim;

/// How many bytes the parts of a quote may lie apart in all: one with more left out puts together what the source does not.
const FARTHEST: usize = 4000;

/// A claim's quote, ready to be looked for: its parts between the places where words are left out.
#[derive(Debug)]
pub(in crate::evidence) struct Wanted {
    parts: Vec<Quoted>,
    /// Whether the record gives words round it.
    decided: bool,
}

/// What became of looking for a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::evidence) enum Sought {
    /// The places that it may be, in the order of the text: at least one.
    Standing(Vec<Range<usize>>),
    /// It stands there, but not with the words before and after that the record gives.
    Elsewhere(Vec<Range<usize>>),
    /// It stands nowhere.
    Nowhere,
}

impl Wanted {
    /// The quote of a claim.
    pub(in crate::evidence) fn of(claim: &Claim) -> Self {
        let marked = claim.quote.replace("[...]", "…").replace("[…]", "…").replace("...", "…");
        let parts: Vec<&str> = marked.split('…').map(str::trim).filter(|part| !part.is_empty()).collect();
        let (prefix, suffix) = (claim.prefix.as_deref(), claim.suffix.as_deref());
        let last = parts.len().saturating_sub(1);
        let around = |i: usize| (prefix.filter(|_| i == 0), suffix.filter(|_| i == last));
        let quoted = parts.iter().enumerate().map(|(i, part)| {
            let (prefix, suffix) = around(i);
            Quoted::between(part, prefix, suffix)
        });
        Self { parts: quoted.collect(), decided: prefix.is_some() || suffix.is_some() }
    }

    /// The parts, at least one unless the quote has no letter.
    pub(in crate::evidence) fn parts(&self) -> &[Quoted] {
        &self.parts
    }

    /// Looks for the quote in a text.
    pub(in crate::evidence) fn find(&self, text: &Searched) -> Sought {
        let standing = match self.parts.as_slice() {
            [] => return Sought::Nowhere,
            [only] => text.standing(only),
            parts => Chains::new(parts, text).within(FARTHEST + self.length()),
        };
        let standing = shortest(standing);
        let between: Vec<Range<usize>> = standing.iter().filter(|s| s.between).map(|s| s.place.clone()).collect();
        match (standing.is_empty(), between.is_empty()) {
            (true, _) => Sought::Nowhere,
            (false, true) if self.decided => Sought::Elsewhere(standing.into_iter().map(|s| s.place).collect()),
            (false, true) => Sought::Nowhere,
            (false, false) => Sought::Standing(between),
        }
    }

    fn length(&self) -> usize {
        self.parts.iter().map(Quoted::len).sum()
    }
}

/// Of places that end alike the shortest: from an earlier first part to the same last one leads a longer way. A later place
/// ends no earlier, so that those that end alike follow each other.
fn shortest(places: Vec<Standing>) -> Vec<Standing> {
    let mut kept: Vec<Standing> = Vec::with_capacity(places.len());
    for place in places {
        kept.pop_if(|before| before.place.end == place.place.end);
        kept.push(place);
    }
    kept
}
