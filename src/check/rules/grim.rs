//! Percentages that no number of people can give.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Operator, Unit};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "grim",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "an exact percentage that no whole number of the stated n respondents rounds to (GRIM; Brown & Heathers 2017)",
        why: "the percentage, the n or the base is not what it seems; weighting can also be the reason",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claim in &cx.dataset.claims {
        let n = cx.dataset.respondents_of(claim);
        let (Some(n), Some(number)) = (n.filter(|n| *n > 0), claim.value.number()) else { continue };
        if claim.unit != Unit::Percent
            || claim.value.operator() != Operator::Exact
            || possible(number.value(), number.rounding(), n)
        {
            continue;
        }
        let message = format!("{number} percent is no whole number of {n} respondents");
        out.push(finding(message).at(claim.value.at), &claim.acknowledge);
    }
}

/// Whether some whole number of `n` people is `percent`, give or take the rounding.
fn possible(percent: f64, rounding: f64, n: u32) -> bool {
    let n = f64::from(n);
    let nearest = (percent / 100.0 * n).round();
    (nearest / n * 100.0 - percent).abs() <= rounding + 1e-9
}

#[cfg(test)]
mod tests {
    use super::possible;

    #[test]
    fn a_percentage_of_few_people_has_gaps() {
        assert!(possible(33.0, 0.5, 3));
        assert!(!possible(35.0, 0.5, 10));
        assert!(possible(40.0, 0.05, 10));
        assert!(possible(17.0, 0.5, 1000));
    }
}
