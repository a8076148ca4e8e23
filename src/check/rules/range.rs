//! Values that cannot be.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Claim, Operator, Unit, Value};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "value-out-of-range",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "a percentage outside 0 to 100, a negative count, a rank below 1, a mean or an index beyond its scale, a year outside 1000 to 2999, a change beyond 100 points, a majority of anything but a percentage",
        why: "such a number is a slip of the pen, in the record or in the source",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claim in &cx.dataset.claims {
        let (low, high) = bounds(claim);
        if matches!(claim.value.value, Value::Majority | Value::Minority) && claim.unit != Unit::Percent {
            let message = format!("`{}` is a share of a whole, not a {}", claim.value.value, what(claim));
            out.push(finding(message).at(claim.value.at), &claim.acknowledge);
        }
        if two_sided(claim) {
            let message = format!("`{}` can be read both ways: more negative, or a smaller change", claim.value.value);
            let hint = "write the range of the change, \"-3-0\" or \"-100--3\"";
            out.push(finding(message).at(claim.value.at).hint(hint), &claim.acknowledge);
        }
        for number in claim.value.numbers().into_iter().filter(|n| !(low..=high).contains(&n.value())) {
            let message = format!("{number} is not a {}", what(claim));
            out.push(finding(message).at(claim.value.at), &claim.acknowledge);
        }
        if let Some(interval) = claim.interval.as_ref().filter(|i| outside(i, claim)) {
            let message = format!("the interval {} leaves the range of a {}", interval.value, what(claim));
            out.push(finding(message).at(interval.at), &claim.acknowledge);
        }
    }
}

/// Whether a bound of a negative change could mean more than it and less than it.
fn two_sided(claim: &Claim) -> bool {
    let is_bound =
        matches!(claim.value.operator(), Operator::Below | Operator::AtMost | Operator::Above | Operator::AtLeast);
    claim.unit == Unit::Points && is_bound && claim.value.number().is_some_and(|n| n.value() < 0.0)
}

fn outside(interval: &crate::model::Interval, claim: &Claim) -> bool {
    let (low, high) = bounds(claim);
    interval.low.value < low || interval.high.is_some_and(|h| h.value > high)
}

fn bounds(claim: &Claim) -> (f64, f64) {
    match (claim.unit, claim.scale) {
        (Unit::Percent, _) => (0.0, 100.0),
        (Unit::Points, _) => (-100.0, 100.0),
        (Unit::Mean | Unit::Index, Some(ends)) => (ends.low, ends.high),
        // That it has no scale is a fault of its own.
        (Unit::Mean, None) => (f64::MIN, f64::MAX),
        (Unit::Count | Unit::Index, _) => (0.0, f64::MAX),
        (Unit::Rank, _) => (1.0, f64::MAX),
        (Unit::Year, _) => (1000.0, 2999.0),
    }
}

fn what(claim: &Claim) -> String {
    let word = match (claim.unit, claim.scale) {
        (Unit::Mean, Some(ends)) => return format!("mean on the scale from {ends}"),
        (Unit::Index, Some(ends)) => return format!("number of an index from {ends}"),
        (Unit::Percent, _) => "percentage from 0 to 100",
        (Unit::Points, _) => "change from -100 to 100 points",
        (Unit::Mean, None) => "mean",
        (Unit::Index, None) => "number of an index from 0; state the `scale` of its question if it goes below",
        (Unit::Count, _) => "count from 0",
        (Unit::Rank, _) => "rank from 1",
        (Unit::Year, _) => "year from 1000 to 2999",
    };
    word.to_owned()
}
