//! The words before a row.

use crate::model::{Claim, Dataset, Dimension, Text};
use crate::project::recipe::Rows;

/// What stands before a row, in all languages, the outer dimension first; empty for an answer that is not recorded. Dates
/// have no words of their own here: they are left out.
pub(crate) fn labels<'a>(dataset: &'a Dataset, rows: &Rows, claim: &'a Claim) -> Vec<&'a Text> {
    match rows {
        Rows::Statement => dataset.response_of(claim).map(crate::model::Response::statement).into_iter().collect(),
        Rows::By(dimensions) => dimensions.iter().filter_map(|d| label(dataset, *d, claim)).collect(),
    }
}

/// The name of what a claim is in a dimension; that of its answer where it is about no entity.
pub(crate) fn label<'a>(dataset: &'a Dataset, dimension: Dimension, claim: &'a Claim) -> Option<&'a Text> {
    let response = || dataset.response_of(claim).map(|r| &r.label);
    match dimension {
        Dimension::Question => dataset.question(&claim.question).map(|q| &q.label),
        Dimension::Response => response(),
        Dimension::Subject => {
            let entity = claim.subject.as_ref().and_then(|s| dataset.entity(s)).map(|e| &e.label);
            entity.or_else(response)
        }
        Dimension::Group => claim.group.as_ref().and_then(|g| dataset.group(g)).map(|g| &g.label),
        Dimension::Place => {
            let survey = dataset.survey_of(claim)?;
            let place = survey.place.as_ref().and_then(|p| dataset.place(p)).map(|p| &p.label);
            place.or_else(|| survey.geography.stated())
        }
        Dimension::Wave => None,
        Dimension::Survey => dataset.survey_of(claim).map(|s| &s.label),
    }
}
