//! Abbreviations (`@string`), which may be made of one another.

use std::collections::HashMap;

use biblatex::{Pair, RawChunk};

use crate::diag::Code;
use crate::project::bibliography::Faults;
use crate::project::bibliography::graph::{Bounds, Flaw, Node, Verdict, judge};
use crate::project::bibliography::limits;

const BOUNDS: Bounds = Bounds { depth: 50, size: limits::PIECES };

/// The abbreviations of a bibliography, of each name the last.
pub(crate) struct Abbreviations<'a> {
    fields: Vec<&'a Pair<'a>>,
    places: HashMap<&'a str, usize>,
    verdicts: Vec<Verdict>,
}

impl<'a> Abbreviations<'a> {
    /// Looks through abbreviations; those that stand for themselves or for too much are reported and not used.
    pub(super) fn new(fields: &'a [Pair<'a>], faults: &mut Faults<'_>) -> Self {
        let fields: Vec<&Pair<'_>> = fields.iter().collect();
        let places: HashMap<&str, usize> = fields.iter().enumerate().map(|(place, f)| (f.key.v, place)).collect();
        let nodes: Vec<Node> = fields.iter().map(|field| node(field, &places)).collect();
        let mut judged = judge(&nodes, BOUNDS);
        for flaw in &judged.flaws {
            match flaw {
                Flaw::Ring(ring) => faults.push(Code::BIB_CYCLE, ring_of(&fields, ring), &fields[ring[0]].key.span),
                Flaw::TooLarge(place) => too_large(fields[*place], faults),
            }
        }
        for (field, verdict) in fields.iter().zip(&mut judged.verdicts) {
            if limits::too_deep(field) {
                too_large(field, faults);
                *verdict = Verdict::TooLarge;
            } else if limits::holds_hidden(field, faults) {
                *verdict = Verdict::Spoilt;
            }
        }
        Self { fields, places, verdicts: judged.verdicts }
    }

    /// How many pieces an abbreviation stands for; none when it is at fault. One that is not defined counts as one piece,
    /// because it may be the name of a month.
    pub(super) fn pieces(&self, name: &str) -> Option<usize> {
        match self.places.get(name).map(|place| self.verdicts[*place]) {
            None => Some(1),
            Some(Verdict::Sound(pieces)) => Some(pieces),
            Some(Verdict::Cyclic | Verdict::TooLarge | Verdict::Spoilt) => None,
        }
    }

    /// Adds the abbreviations that a field uses, and those that they use, to what an entry is read with.
    pub(super) fn used_by(&self, field: &Pair<'a>, used: &mut Vec<Pair<'a>>) {
        for chunk in &field.value.v {
            let RawChunk::Abbreviation(name) = chunk.v else { continue };
            let Some(place) = self.places.get(name) else { continue };
            if !used.iter().any(|u| u.key.v == name) {
                used.push(self.fields[*place].clone());
                self.used_by(self.fields[*place], used);
            }
        }
    }
}

fn node(field: &Pair<'_>, places: &HashMap<&str, usize>) -> Node {
    let mut node = Node { size: 0, to: Vec::new() };
    for chunk in &field.value.v {
        match chunk.v {
            RawChunk::Normal(text) => node.size += limits::pieces(text),
            RawChunk::Abbreviation(name) => node.to.extend(places.get(name)),
        }
    }
    node
}

fn ring_of(fields: &[&Pair<'_>], ring: &[usize]) -> String {
    let names: Vec<String> = ring.iter().map(|place| format!("`{}`", fields[*place].key.v)).collect();
    format!("an abbreviation stands for itself: {}", names.join(" → "))
}

fn too_large(field: &Pair<'_>, faults: &mut Faults<'_>) {
    let message = format!("the abbreviation `{}` stands for more than the program reads", field.key.v);
    faults.push(Code::BIB_LIMIT, message, &field.key.span);
}
