//! Derived values that do not follow from their claims.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Claim, Status, Unit};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "derived-differs",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "a derived number that is neither the sum, the mean, the difference, the share nor what is left of one hundred of the claims that it names, rounding and hedges allowed for; or a change between two surveys with the wrong sign",
        why: "a reader who repeats the sum has to come to the same number",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claim in &cx.dataset.claims {
        let Status::Derived(derivation) = &claim.status else { continue };
        let named = derivation.from.iter().map(|id| cx.dataset.claims.iter().find(|c| c.id.value == id.value));
        let Some(from) = named.collect::<Option<Vec<&Claim>>>() else { continue };
        let Some(results) = results(cx, claim, &from) else { continue };
        let Some(own) = Range::of(cx, claim) else { continue };
        if results.iter().any(|(_, range)| range.meets(own)) {
            continue;
        }
        let shown: Vec<String> = results.iter().map(|(what, range)| format!("{what} {range}")).collect();
        let ids: Vec<&str> = from.iter().map(|c| c.id.value.as_str()).collect();
        let message = format!("{} does not follow from `{}`", claim.value.value, ids.join("`, `"));
        out.push(finding(message).at(claim.value.at).hint(shown.join(", ")), &claim.acknowledge);
    }
}

/// What can be worked out of claims with one unit, by name; none where it is not known how.
fn results(cx: &Context<'_>, claim: &Claim, from: &[&Claim]) -> Option<Vec<(&'static str, Range)>> {
    let unit = from.first()?.unit;
    let ranges = from.iter().map(|c| Range::of(cx, c)).collect::<Option<Vec<Range>>>()?;
    if from.iter().any(|c| c.unit != unit) || !matches!(unit, Unit::Percent | Unit::Points | Unit::Count) {
        return None;
    }
    let sum = ranges.iter().fold(Range { low: 0.0, high: 0.0 }, |sum, r| sum.plus(*r));
    let parts = ranges.len() as f64;
    let mut results =
        vec![("their sum is", sum), ("their mean is", Range { low: sum.low / parts, high: sum.high / parts })];
    if let [first, second] = ranges.as_slice() {
        match later(cx, from[0], from[1]) {
            Some(true) => results.push(("the change is", first.minus(*second))),
            Some(false) => results.push(("the change is", second.minus(*first))),
            None => results.extend([("their difference is", first.minus(*second)), ("or", second.minus(*first))]),
        }
    }
    if let ([first, second], Unit::Count, Unit::Percent) = (ranges.as_slice(), unit, claim.unit) {
        results = vec![("the share is", first.share_of(*second)?), ("or", second.share_of(*first)?)];
    }
    if unit == Unit::Percent && claim.unit == Unit::Percent {
        results.push(("what they leave of 100 is", Range { low: 100.0, high: 100.0 }.minus(sum)));
    }
    Some(results)
}

/// Whether the survey of the first claim is later than that of the second; none when they are of one time.
fn later(cx: &Context<'_>, first: &Claim, second: &Claim) -> Option<bool> {
    let (first, second) = (cx.dataset.time_of(first)?, cx.dataset.time_of(second)?);
    ((first - second).abs() > f64::EPSILON).then_some(first > second)
}

/// The values that a number can be: what its wording allows, and half a unit of its last digit.
#[derive(Clone, Copy)]
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    fn of(cx: &Context<'_>, claim: &Claim) -> Option<Self> {
        let interval = claim.reading(&cx.config.hedge_rules).interval;
        let rounding = claim.value.numbers().iter().map(|n| n.rounding()).fold(0.0, f64::max);
        let (low, high) = match (interval, claim.value.number()) {
            (Some(interval), _) => (interval.low.value, interval.high.map_or(f64::INFINITY, |high| high.value)),
            (None, Some(number)) => (number.value(), number.value()),
            (None, None) => return None,
        };
        Some(Self { low: low - rounding, high: high + rounding })
    }

    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    fn minus(self, other: Self) -> Self {
        Self { low: self.low - other.high, high: self.high - other.low }
    }

    /// What part of another number this one is, in percent; none where either may be nothing.
    fn share_of(self, whole: Self) -> Option<Self> {
        let is_known = self.low > 0.0 && whole.low > 0.0;
        is_known.then(|| Self { low: self.low / whole.high * 100.0, high: self.high / whole.low * 100.0 })
    }

    fn meets(self, other: Self) -> bool {
        self.low <= other.high + 1e-9 && other.low <= self.high + 1e-9
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |n: f64| (n * 100.0).round() / 100.0;
        write!(f, "{} to {}", shown(self.low), shown(self.high))
    }
}
