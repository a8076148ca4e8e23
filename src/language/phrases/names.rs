//! Names of the things that claims and surveys have.

use crate::locale::Language;
use crate::model::{Difference, Disclosure, Polarity};

impl Language {
    /// The name of what keeps two claims apart.
    pub fn difference(&self, difference: &Difference) -> &'static str {
        match difference {
            Difference::Unit(..) => self.differences.unit,
            Difference::Scale(..) => self.differences.scale,
            Difference::Survey(..) => self.differences.survey,
            Difference::Wave(..) => self.differences.wave,
            Difference::Place(..) => self.differences.place,
            Difference::Method(..) => self.differences.method,
            Difference::Group(..) => self.differences.group,
            Difference::Question(..) => self.differences.question,
            Difference::Base(..) => self.differences.base,
            Difference::Polarity(..) => self.differences.polarity,
            Difference::Response(..) => self.differences.response,
            Difference::Wording(..) => self.differences.wording,
        }
    }

    /// The head of a panel that holds answers of one polarity.
    pub fn polarity(&self, polarity: Polarity) -> &'static str {
        match polarity {
            Polarity::Positive => self.polarity.positive,
            Polarity::Neutral => self.polarity.neutral,
            Polarity::Negative => self.polarity.negative,
            Polarity::Factual => self.polarity.factual,
        }
    }

    /// The name of a disclosure item.
    pub fn item(&self, item: Disclosure) -> &'static str {
        match item {
            Disclosure::ConductedBy => self.items.conducted_by,
            Disclosure::SponsoredBy => self.items.sponsored_by,
            Disclosure::Population => self.items.population,
            Disclosure::Geography => self.items.geography,
            Disclosure::Frame => self.items.frame,
            Disclosure::Mode => self.items.mode,
            Disclosure::FieldStart => self.items.field_start,
            Disclosure::FieldEnd => self.items.field_end,
            Disclosure::N => self.items.n,
            Disclosure::MarginOfError => self.items.moe_pp,
            Disclosure::Weighted => self.items.weighted,
            Disclosure::QuestionWording => self.items.question_wording,
            Disclosure::Limitations => self.items.limitations,
        }
    }
}
