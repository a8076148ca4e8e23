//! Differences, changes and counts that are recorded as shares, and shares that are recorded as something else.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;
use crate::evidence::statement::{Measured, StatementKind};
use crate::model::{Status, Unit};

pub(super) static RULE: Rule = Rule { code: Code::UNIT_OTHER, look };

/// Words that make of a percentage a difference, when they stand right before it or right after.
const GAPS: [&str; 26] = [
    "gap of",
    "gap was",
    "gap is",
    "gap stands at",
    "lead is",
    "lead was",
    "lead of",
    "margin of",
    "difference of",
    "advantage of",
    "net rating of",
    "a net",
    "net favourability of",
    "net approval of",
    "gap",
    "lead",
    "advantage",
    "fark",
    "farkı",
    "farkla",
    "разрыв в",
    "разница в",
    "отрыв в",
    "преимущество в",
    "разрыв",
    "перевес",
];

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let claim = reading.claim;
    if claim.status != Status::Stated || claim.value.number().is_none() {
        return None;
    }
    let own = reading.own?;
    let (said, unit) = match (claim.unit, own.unit, own.kind) {
        (Unit::Percent, Measured::Points, _) => ("percentage points, a change or a difference", "points"),
        (Unit::Percent, Measured::Count, _) => ("a number of things or people", "count"),
        (Unit::Percent, Measured::Times, _) => ("how many times as much", "none of the units"),
        (Unit::Percent, Measured::Percent, _) if reading.is_beside(&GAPS) && !is_net(reading) => {
            ("a difference of shares", "points")
        }
        (Unit::Percent, Measured::Percent, StatementKind::Change) => {
            ("by how much something changed", "none of the units: a relative change")
        }
        (Unit::Count, Measured::Percent, StatementKind::Share | StatementKind::Proportion) => ("a share", "percent"),
        (Unit::Points, Measured::Percent, StatementKind::Share | StatementKind::Proportion)
            if !reading.tells_of_change() && !reading.is_beside(&GAPS) =>
        {
            ("a share", "percent")
        }
        _ => return None,
    };
    let words = reading.words(&own.span);
    let message = format!("“{words}” is {said}, the record says `{}`", claim.unit.code());
    Some(finding(message).at(claim.value.at).hint(format!("the unit is {unit}")))
}

/// Whether the answer itself is a net.
fn is_net(reading: &Reading<'_>) -> bool {
    let question = reading.dataset.question(&reading.claim.question);
    let response = question.and_then(|q| q.response(&reading.claim.response));
    response
        .is_some_and(|r| r.is_net() || r.label.variants().iter().any(|(_, label)| label.to_lowercase().contains("net")))
}
