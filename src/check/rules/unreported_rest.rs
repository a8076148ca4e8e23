//! What the source leaves open of a whole.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Value;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "unreported-rest",
        stage: Stage::Rule,
        severity: Severity::Note,
        finds: "answers to one single-choice question that leave part of 100 percent unreported",
        why: "the rest may not be filled in by subtraction: it can be any mixture of other answers and silence",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for ((survey, question, subject, _), claims) in cx.distributions() {
        let numbers: Vec<f64> =
            claims.iter().filter_map(|c| c.value.number()).map(crate::model::Number::value).collect();
        let countable = |c: &&&crate::model::Claim| matches!(c.value.value, Value::Exact(_) | Value::About(_));
        if claims.len() < 2 || claims.iter().filter(countable).count() < claims.len() {
            continue;
        }
        let sum: f64 = numbers.iter().sum();
        if cx.sum(claims).most() < 100.0 {
            let last = claims[claims.len() - 1];
            let parts: Vec<String> = claims.iter().map(|c| c.value.value.to_string()).collect();
            let about = if subject.is_empty() { String::new() } else { format!(" about `{subject}`") };
            let message = format!(
                "the answers to `{question}`{about} in `{survey}` ({}) leave {} percent unreported",
                parts.join(" + "),
                100.0 - sum
            );
            out.push(finding(message).at(last.value.at), &last.acknowledge);
        }
    }
}
