//! Works that no claim cites.

use std::collections::HashSet;

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "work-uncited",
        stage: Stage::Rule,
        severity: Severity::Note,
        finds: "works of the bibliography that no claim cites",
        why: "a claim may have lost its source; the rest of a document's reference list is no fault",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let cited: HashSet<&str> = cx.dataset.claims.iter().flat_map(|c| &c.cites).map(|c| c.work.value.as_str()).collect();
    let works = &cx.dataset.bibliography.works;
    let idle: Vec<_> = works
        .iter()
        .filter(|w| !cx.documents.contains_key(w.key.value.as_str()) && !cited.contains(w.key.value.as_str()))
        .collect();
    if let Some(first) = idle.first() {
        let keys: Vec<&str> = idle.iter().map(|w| w.key.value.as_str()).collect();
        let message = format!("{} of {} works of the bibliography are cited by no claim", idle.len(), works.len());
        out.push(finding(message).at(first.key.at).hint(format!("they are: {}", keys.join(", "))), &[]);
    }
}
