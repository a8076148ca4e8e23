//! What a record says against what its sentence says, one file for each rule.
//!
//! A rule looks at a claim with the statement of its value in the sentence that it stands in, and the names round it. Where the
//! sentence is silent, so is the rule.

mod hedge_cut;
mod other_group;
mod other_response;
mod other_subject;
mod other_words;
mod other_year;
mod sign_of_change;
mod unit_of_words;

use crate::check::Finding;
use crate::diag::Code;
use crate::evidence::reading::Reading;

/// A rule: the kind of fault, and the function that looks for it.
pub(super) struct Rule {
    pub(super) code: &'static Code,
    look: fn(&Reading<'_>) -> Option<Finding>,
}

/// The rules in the order in which they speak: when a number is not the record's, nothing is said of what it belongs to, and
/// one number in the wrong place is one fault.
static RULES: [&Rule; 8] = [
    &other_words::RULE,
    &unit_of_words::RULE,
    &sign_of_change::RULE,
    &other_subject::RULE,
    &other_response::RULE,
    &other_group::RULE,
    &other_year::RULE,
    &hedge_cut::RULE,
];

/// What the first rule that has something to say of a claim says.
pub(super) fn first(reading: &Reading<'_>) -> Option<(&'static Code, Finding)> {
    RULES.iter().find_map(|rule| (rule.look)(reading).map(|found| (rule.code, found)))
}
