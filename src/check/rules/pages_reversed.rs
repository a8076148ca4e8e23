//! Page ranges that run backwards.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "page-range-reversed",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "a cited page range whose last page stands before its first",
        why: "a reader cannot look it up; it is kept as the document has it and shown so",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claim in &cx.dataset.claims {
        for pages in claim.cites.iter().filter_map(|c| c.pages.as_ref()) {
            for span in pages.spans().iter().filter(|s| s.is_reversed()) {
                let message = format!("page range {}-{} runs backwards", span.first, span.last);
                out.push(finding(message).at(pages.at), &claim.acknowledge);
            }
        }
    }
}
