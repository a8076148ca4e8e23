//! Entries that take fields from others: `crossref` and `xdata`.

use std::collections::HashMap;
use std::ops::Range;

use biblatex::{Pair, RawChunk, RawEntry, Spanned};

use crate::diag::Code;
use crate::project::bibliography::Faults;
use crate::project::bibliography::graph::{Bounds, Flaw, Node, Verdict, judge};

/// How long a chain of entries may be, and how many one may take from, counted as often as it does.
const BOUNDS: Bounds = Bounds { depth: 20, size: 100 };

/// Where an entry takes fields from.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// The entry that `crossref` names, by place.
    pub(super) crossref: Option<usize>,
    /// The entries that `xdata` names, by place.
    pub(super) xdata: Vec<usize>,
}

impl Links {
    /// All entries that are named.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.crossref.into_iter().chain(self.xdata.iter().copied())
    }
}

/// The links of all entries, by place. None is part of a ring.
pub(crate) struct Parents {
    links: Vec<Links>,
}

impl Parents {
    /// Finds the links of all entries; those that lead nowhere, in a ring or too far are reported and left out.
    pub(super) fn of(entries: &[Spanned<RawEntry<'_>>], faults: &mut Faults<'_>) -> Self {
        let names = names(entries);
        let mut links: Vec<Links> = entries.iter().map(|entry| links(&entry.v, &names, faults)).collect();
        let nodes: Vec<Node> = links.iter().map(|l| Node { size: 1, to: l.all().collect() }).collect();
        let judged = judge(&nodes, BOUNDS);
        let key = |place: &usize| format!("`{}`", entries[*place].v.key.v);
        for flaw in &judged.flaws {
            match flaw {
                Flaw::Ring(ring) => {
                    let chain: Vec<String> = ring.iter().map(key).collect();
                    let message = format!("an entry takes its fields from itself: {}", chain.join(" → "));
                    faults.push(Code::BIB_CYCLE, message, &link_span(&entries[ring[0]].v));
                }
                Flaw::TooLarge(place) => {
                    let message = format!("{} takes its fields from more entries than the program reads", key(place));
                    faults.push(Code::BIB_LIMIT, message, &link_span(&entries[*place].v));
                }
            }
        }
        for (links, verdict) in links.iter_mut().zip(&judged.verdicts) {
            match verdict {
                Verdict::Sound(_) => {}
                Verdict::Cyclic | Verdict::TooLarge | Verdict::Spoilt => *links = Links::default(),
            }
        }
        Self { links }
    }

    /// The links of one entry.
    pub(super) fn links(&self, place: usize) -> &Links {
        &self.links[place]
    }
}

/// Whether a field links to other entries, or names this one anew.
pub(super) fn is_link(field: &Pair<'_>) -> bool {
    ["crossref", "xdata", "ids"].iter().any(|name| field.key.v.eq_ignore_ascii_case(name))
}

/// The places of entries by key, then by their further names (`ids`).
fn names<'a>(entries: &'a [Spanned<RawEntry<'_>>]) -> HashMap<&'a str, usize> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        names.entry(entry.v.key.v).or_insert(place);
    }
    for (place, entry) in entries.iter().enumerate() {
        for field in entry.v.fields.iter().filter(|f| f.key.v.eq_ignore_ascii_case("ids")) {
            for name in listed(field) {
                names.entry(name).or_insert(place);
            }
        }
    }
    names
}

/// The names that a field lists. A name made of abbreviations names nothing.
fn listed<'a>(field: &Pair<'a>) -> Vec<&'a str> {
    match field.value.v.as_slice() {
        [Spanned { v: RawChunk::Normal(text), .. }] => {
            text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

fn links(entry: &RawEntry<'_>, names: &HashMap<&str, usize>, faults: &mut Faults<'_>) -> Links {
    let mut links = Links::default();
    for field in &entry.fields {
        let is = |name: &str| field.key.v.eq_ignore_ascii_case(name);
        if !is("crossref") && !is("xdata") {
            continue;
        }
        for name in listed(field) {
            match names.get(name) {
                None => {
                    let message =
                        format!("`{}` takes fields from `{name}`, which is not in the bibliography", entry.key.v);
                    faults.push(Code::BIB_PARENT, message, &field.value.span);
                }
                Some(place) if is("crossref") => links.crossref = Some(*place),
                Some(place) => links.xdata.push(*place),
            }
        }
    }
    links
}

/// The place of the field that links an entry to others.
fn link_span(entry: &RawEntry<'_>) -> Range<usize> {
    let field = entry.fields.iter().find(|f| is_link(f) && !f.key.v.eq_ignore_ascii_case("ids"));
    field.map_or_else(|| entry.key.span.clone(), |f| f.value.span.clone())
}
