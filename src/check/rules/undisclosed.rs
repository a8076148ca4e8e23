//! What a source does not disclose of its survey.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Disclosure;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "undisclosed",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "disclosure items of the AAPOR Code (2021, III.A) that the source does not report, counted by survey",
        why: "a reader judges a survey by who was asked, how and how many; silence is a finding too",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for survey in &cx.dataset.surveys {
        let missing = survey.missing_items();
        if !missing.is_empty() {
            let all = Disclosure::ALL.len();
            let message = format!(
                "the source of `{}` does not report {} of {all} disclosure items",
                survey.id.value,
                missing.len()
            );
            let names: Vec<&str> = missing.iter().map(|item| item.code()).collect();
            let hint = format!("not reported: {}", names.join(", "));
            out.push(finding(message).at(survey.id.at).hint(hint), &survey.acknowledge);
        }
    }
}
