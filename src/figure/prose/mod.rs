//! The words round a chart: subtitle, note, source line, alt text, and what programs read.

pub(super) mod alt;
mod marking;
pub(super) mod metadata;
pub(super) mod notes;
pub(super) mod sources;
pub(super) mod subtitle;

use crate::figure::data::ChartData;
use crate::figure::request::FigureRequest;
use sources::CitedPlace;

/// The texts round a chart, and where its claims come from.
#[derive(Clone, Debug)]
pub struct Captions {
    /// What was asked, unit and base, place, date.
    pub subtitle: String,
    /// The note, with its head; absent when there is nothing to say.
    pub note: Option<String>,
    /// The source line, with its head.
    pub source: String,
    /// The places in the documents behind it.
    pub places: Vec<CitedPlace>,
    /// The full references of the works behind it, for speaker notes; empty unless a deck asks for them.
    pub references: Vec<String>,
}

impl Captions {
    pub(crate) fn new(request: &FigureRequest<'_>, data: &ChartData) -> Self {
        Self {
            subtitle: subtitle::subtitle(request),
            note: notes::note(request, data),
            source: sources::source(request),
            places: sources::places(request),
            references: Vec::new(),
        }
    }
}
