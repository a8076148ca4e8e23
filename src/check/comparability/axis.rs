//! The gate of an axis that a recipe sets: everything that the chart shows has to lie on it.

use crate::diag::{Code, Diagnostic, Report};
use crate::frame::Selected;
use crate::model::{Claim, Dataset, HedgeRules, Unit, margin};
use crate::project::recipe::{AxisRange, Recipe};

/// What values like that of a claim can be.
pub(super) fn limits(claim: &Claim) -> (f64, f64) {
    match (claim.unit, claim.scale) {
        (Unit::Percent, _) => (0.0, 100.0),
        (Unit::Points, _) => (-100.0, 100.0),
        (_, Some(ends)) => (ends.low, ends.high),
        (_, None) => (0.0, f64::INFINITY),
    }
}

/// Reports everything that lies beyond the ends of the axis of a recipe, and an axis beyond what its unit allows.
pub(super) fn gate(dataset: &Dataset, recipe: &Recipe, selected: &Selected, rules: &HedgeRules, report: &mut Report) {
    let Some(axis) = &recipe.axis else { return };
    let claims: Vec<&Claim> = selected.claims().map(|i| &dataset.claims[i]).collect();
    let Some(first) = claims.first() else { return };
    let (least, most) = limits(first);
    if axis.from.value() < least || axis.to.value() > most {
        let end = if most.is_finite() { format!("from {least} to {most}") } else { format!("at least {least}") };
        let message = format!("values of the unit `{}` are {end}, the axis goes beyond", first.unit.code());
        let hint = "shorten the axis: bars and dots of shares end where shares do";
        report.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(axis.at).hint(hint));
    }
    let shown: Vec<Extent<'_>> = claims.iter().filter_map(|claim| extent(dataset, recipe, claim, rules)).collect();
    let lines = recipe.reference_lines.iter().map(|line| line.value.value.value());
    let hint = suggestion(axis, shown.iter().flat_map(|e| [e.low, e.high]).chain(lines), (least, most));
    let ends = format!("the axis from {} to {} does not hold", axis.from, axis.to);
    for Extent { claim, low, high, what } in shown.iter().filter(|e| !axis.holds(e.low) || !axis.holds(e.high)) {
        let reach = if low == high { format!("{low}") } else { format!("{low} to {high}") };
        let message = format!("{ends} the {what} of `{}`: {reach}", claim.id.value);
        report.push(Diagnostic::new(Code::AXIS_TOO_SHORT, message).at(axis.at).hint(hint.clone()));
    }
    for line in recipe.reference_lines.iter().filter(|line| !axis.holds(line.value.value.value())) {
        let message = format!("{ends} the reference line at {}", line.value.value);
        report.push(Diagnostic::new(Code::AXIS_TOO_SHORT, message).at(line.value.at).hint(hint.clone()));
    }
}

/// From where to where a claim is drawn.
struct Extent<'a> {
    claim: &'a Claim,
    low: f64,
    high: f64,
    /// What sets it: the value, its wording, or its margin of error.
    what: &'static str,
}

/// From where to where a claim is drawn; an end that nothing bounds is the end of the axis itself.
fn extent<'a>(dataset: &Dataset, recipe: &Recipe, claim: &'a Claim, rules: &HedgeRules) -> Option<Extent<'a>> {
    let interval = claim.reading(rules).interval?;
    let (low, high) = (interval.low.value, interval.high.map_or(interval.low.value, |h| h.value));
    let found = recipe.margins.then(|| margin(dataset, claim, &interval)).flatten();
    let found = found.filter(|m| m.low < low || m.high > high);
    Some(match found {
        Some(margin) => {
            let (low, high) = (margin.low.min(low), margin.high.max(high));
            Extent {
                claim,
                low: (low * 10.0).floor() / 10.0,
                high: (high * 10.0).ceil() / 10.0,
                what: "margin of error",
            }
        }
        None if interval.is_point() => Extent { claim, low, high, what: "value" },
        None => Extent { claim, low, high, what: "bounds" },
    })
}

/// The axis that would hold everything, in whole steps of 1, 5, 10, 50 …
fn suggestion(axis: &AxisRange, values: impl Iterator<Item = f64>, (least, most): (f64, f64)) -> String {
    let (mut from, mut to) = (axis.from.value(), axis.to.value());
    for value in values {
        (from, to) = (from.min(value), to.max(value));
    }
    let power = 10f64.powf(((to - from) / 5.0).max(1.0).log10().floor());
    let step = if (to - from) / power >= 20.0 { 5.0 * power } else { power };
    let (from, to) = (((from / step).floor() * step).max(least), ((to / step).ceil() * step).min(most));
    format!("write axis = [{from}, {to}], or select fewer claims")
}
