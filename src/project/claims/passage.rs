//! `[[passage]]`: one quote with several claims, a line each.

use crate::diag::{Code, Diagnostic};
use crate::model::Claim;
use crate::project::walk::table::Table;

use super::Shared;
use super::raw::RawClaim;
use super::record::whole;

/// Reads the claims of a passage. What the passage says holds for each of them that does not say otherwise.
pub(super) fn claims(table: &Table<'_, '_>, shared: &Shared<'_>) -> Vec<Claim> {
    let passage = RawClaim::shared(table).or(&shared.defaults);
    let claims = table.tables("claims", "claim");
    let read = |claim: &Table<'_, '_>| {
        let raw = RawClaim::read(claim);
        claim.finish();
        whole(raw.or(&passage), claim, claim.at, shared)
    };
    let read: Vec<Claim> = claims.iter().filter_map(read).collect();
    table.finish();
    if claims.is_empty() && !table.has("claims") {
        let fault = Diagnostic::new(Code::MISSING_KEY, "the passage lacks `claims`").at(table.at);
        table.push(fault.hint("write claims = [{ group = \"…\", value = 44 }, …]"));
    }
    read
}
