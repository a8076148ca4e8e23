//! Complements that look like findings.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Operator, Status};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "complement",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "two answers to one question, one exact and one hedged, that add up to exactly 100",
        why: "the hedged one reads like 100 minus the other, not like an answer that was given",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claims in cx.distributions().values() {
        let [first, second] = claims.as_slice() else { continue };
        let (Some(a), Some(b)) = (first.value.number(), second.value.number()) else { continue };
        let pair = match (first.value.operator(), second.value.operator()) {
            (Operator::Exact, Operator::About) => Some((first, second)),
            (Operator::About, Operator::Exact) => Some((second, first)),
            _ => None,
        };
        let Some((exact, hedged)) = pair.filter(|_| (a.value() + b.value() - 100.0).abs() < 1e-9) else { continue };
        if hedged.status == Status::Stated {
            let message = format!("`{}` is exactly what `{}` leaves of 100", hedged.value.value, exact.id.value);
            let hint = "it is likely a complement, which lumps other answers and silence together: say so in its note";
            out.push(finding(message).at(hedged.value.at).hint(hint), &hedged.acknowledge);
        }
    }
}
