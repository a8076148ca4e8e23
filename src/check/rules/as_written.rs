//! The wording of a value against its quote.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "as-written-not-in-quote",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "`as_written` words that do not stand in the quote",
        why: "`as_written` is the source's own wording of the value, so the quote has to contain it",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claim in &cx.dataset.claims {
        if !claim.quote.contains(claim.as_written.as_str()) {
            let message = format!("`{}` does not stand in the quote", claim.as_written.value);
            out.push(
                finding(message).at(claim.as_written.at).hint("copy the words from the quote"),
                &claim.acknowledge,
            );
        }
    }
}
