//! Margins of error without the number of people that they are of.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Disclosed;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "margin-without-n",
        stage: Stage::Rule,
        severity: Severity::Note,
        finds: "a margin of error without a sample size",
        why: "many reports state only the margin; without n nobody can work it out again",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for survey in &cx.dataset.surveys {
        if let (Disclosed::Stated(moe), true) = (&survey.moe_pp, survey.n.is_missing()) {
            let message = "a margin of error is stated, but no sample size";
            out.push(finding(message).at(moe.at), &survey.acknowledge);
        }
    }
}
