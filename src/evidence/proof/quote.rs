//! A quote in its document: where it stands, and which of several places is meant.

use std::ops::Range;

use crate::evidence::folded::{Folded, Quoted};
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
    pub(in crate::evidence) fn find(&self, text: &Folded) -> Sought {
        let Some((first, rest)) = self.parts.split_first() else { return Sought::Nowhere };
        let chains = first.standing_in(text).into_iter().filter_map(|start| {
            let mut whole = start;
            for part in rest {
                let next = part.standing_in(text).into_iter().find(|next| next.0.start >= whole.0.end)?;
                whole = (whole.0.start..next.0.end, whole.1 && next.1);
            }
            let apart = whole.0.len();
            (rest.is_empty() || apart <= FARTHEST + self.length()).then_some(whole)
        });
        let chains = shortest(chains.collect());
        let between: Vec<Range<usize>> = chains.iter().filter(|c| c.1).map(|c| c.0.clone()).collect();
        match (chains.is_empty(), between.is_empty()) {
            (true, _) => Sought::Nowhere,
            (false, true) if self.decided => Sought::Elsewhere(chains.into_iter().map(|c| c.0).collect()),
            (false, true) => Sought::Nowhere,
            (false, false) => Sought::Standing(between),
        }
    }

    fn length(&self) -> usize {
        self.parts.iter().map(Quoted::len).sum()
    }
}

/// A place, and whether the words that the record gives stand round it.
type Chain = (Range<usize>, bool);

/// Of places that end alike the shortest: from an earlier first part to the same last one leads a longer way.
fn shortest(mut chains: Vec<Chain>) -> Vec<Chain> {
    chains.reverse();
    let mut kept: Vec<Chain> = Vec::new();
    for chain in chains {
        if kept.iter().all(|k| k.0.end != chain.0.end) {
            kept.push(chain);
        }
    }
    kept.reverse();
    kept
}

impl Quoted {
    fn standing_in(&self, text: &Folded) -> Vec<Chain> {
        text.standing(self).into_iter().map(|s| (s.place, s.between)).collect()
    }
}
