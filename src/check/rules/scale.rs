//! Means without the scale that they are on.

use std::collections::BTreeSet;

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Unit;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "mean-without-scale",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "a mean of a question that does not state its scale",
        why: "3.6 is much on a scale from 1 to 4 and little on one from 1 to 10: without its ends a mean says nothing, and no axis can show it",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for claim in cx.dataset.claims.iter().filter(|c| c.unit == Unit::Mean && c.scale.is_none()) {
        // A question that is not there has a fault of its own, and one fault is enough for a question.
        let Some(question) = cx.dataset.question(&claim.question) else { continue };
        if cx.dataset.unread.may_have(&question.id.value) || !told.insert(&question.id.value) {
            continue;
        }
        let message = format!("`{}` is a mean, and the question `{}` has no scale", claim.id.value, question.id.value);
        let hint = "write into the [[question]]: scale = { low = 1, high = 5, low_label = \"…\", high_label = \"…\" }";
        out.push(finding(message).at(question.at).hint(hint), &claim.acknowledge);
    }
}
