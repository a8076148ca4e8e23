//! Ids that are used twice.

use std::collections::HashSet;

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::Code;
use crate::source::Located;

pub(super) static RULE: Rule = Rule::on_records(Code::DUPLICATE_ID, run);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    twice("claim", cx.dataset.claims.iter().map(|c| &c.id), out);
    twice("survey", cx.dataset.surveys.iter().map(|s| &s.id), out);
    twice("entity", cx.dataset.entities.iter().map(|e| &e.id), out);
    twice("question", cx.dataset.questions.iter().map(|q| &q.id), out);
    for question in &cx.dataset.questions {
        twice("response", question.responses.iter().map(|r| &r.id), out);
    }
}

fn twice<'a>(what: &str, ids: impl Iterator<Item = &'a Located<String>>, out: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id.value.as_str()) {
            out.push(finding(format!("the {what} `{}` is recorded already", id.value)).at(id.at), &[]);
        }
    }
}
