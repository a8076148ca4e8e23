//! The words before a row.

use crate::model::{Claim, Dataset, Text};
use crate::project::recipe::Rows;

/// What stands before a row, in all languages; none for an answer that is not recorded.
pub(crate) fn label<'a>(dataset: &'a Dataset, rows: Rows, claim: &Claim) -> Option<&'a Text> {
    let response = dataset.response_of(claim)?;
    let entity = || claim.subject.as_ref().and_then(|s| dataset.entity(s)).map(|e| &e.label);
    Some(match rows {
        Rows::Response => &response.label,
        Rows::Statement => response.statement(),
        Rows::Subject => entity().unwrap_or(&response.label),
    })
}
