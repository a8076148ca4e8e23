//! Cited pages that the work does not have.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Pages;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "pages-outside-work",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "cited pages outside the work's own pages",
        why: "the quotation cannot stand there",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for claim in &cx.dataset.claims {
        for cite in &claim.cites {
            let own = cx.works.get(cite.work.value.as_str()).and_then(|w| w.pages.as_ref());
            let (Some(cited), Some(own)) = (&cite.pages, own) else { continue };
            if outside(cited, own) {
                let message = format!("pages {} lie outside `{}`, which has {own}", cited.value, cite.work.value);
                out.push(finding(message).at(cited.at), &claim.acknowledge);
            }
        }
    }
}

/// Whether a cited page lies in none of the work's own runs.
fn outside(cited: &Pages, own: &Pages) -> bool {
    let has = |page: u32| own.spans().iter().any(|s| (s.lowest()..=s.highest()).contains(&page));
    cited.spans().iter().any(|s| !has(s.first) || !has(s.last))
}
