//! Facts of a survey that contradict each other.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Disclosed;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "fieldwork-contradiction",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "fieldwork that ends before it starts, a survey of nobody",
        why: "such a record was misread or mistyped",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for survey in &cx.dataset.surveys {
        if let (Disclosed::Stated(start), Disclosed::Stated(end)) = (&survey.field_start, &survey.field_end)
            && start.value.is_after(end.value)
        {
            let message = format!("fieldwork ends ({}) before it starts ({})", end.value, start.value);
            out.push(finding(message).at(end.at), &survey.acknowledge);
        }
        if let Disclosed::Stated(n) = &survey.n
            && n.value == 0
        {
            out.push(finding("a survey has at least one respondent").at(n.at), &survey.acknowledge);
        }
    }
}
