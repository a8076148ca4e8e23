//! Parts of one whole that exceed it.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};

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
        let sum = cx.sum(claims);
        if claims.len() > 1 && sum.exceeds_whole() {
            let least = sum.least();
            let last = claims[claims.len() - 1];
            let message = format!("the answers to `{question}` in `{survey}` add up to at least {least}");
            let shares: Vec<String> = claims.iter().map(|c| format!("{} ({})", c.id.value, c.value.value)).collect();
            let diagnostic = finding(message).at(last.value.at).hint(format!("they are: {}", shares.join(", ")));
            out.push(diagnostic, &last.acknowledge);
        }
    }
}
