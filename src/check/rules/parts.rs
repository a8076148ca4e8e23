//! Parts of one whole that exceed it.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Claim;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "parts-exceed-whole",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "answers to one single-choice question whose least values, rounding allowed for, add up to more than 100",
        why: "one of the shares, or their reading as answers to one question, is wrong",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for ((survey, question, ..), claims) in cx.distributions() {
        let least: f64 = claims.iter().map(|c| least(cx, c)).sum();
        if claims.len() > 1 && least > 100.0 {
            let last = claims[claims.len() - 1];
            let message = format!("the answers to `{question}` in `{survey}` add up to at least {least}");
            let shares: Vec<String> = claims.iter().map(|c| format!("{} ({})", c.id.value, c.value.value)).collect();
            let diagnostic = finding(message).at(last.value.at).hint(format!("they are: {}", shares.join(", ")));
            out.push(diagnostic, &last.acknowledge);
        }
    }
}

/// The least that the claim can stand for: its lower bound, less what rounding may have added.
fn least(cx: &Context<'_>, claim: &Claim) -> f64 {
    let low = claim.reading(&cx.config.hedge_rules).interval.map_or(0.0, |i| i.low.value);
    let rounding = claim.value.number().map_or(0.0, crate::model::Number::rounding);
    (low - rounding).max(0.0)
}
