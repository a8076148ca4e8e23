//! References to records that do not exist.

use crate::check::{Context, Finding, Findings, Rule, finding};
use crate::diag::{Code, did_you_mean};
use crate::model::{Claim, Status};
use crate::source::Located;

pub(super) static RULE: Rule = Rule::on_records(Code::UNKNOWN_REFERENCE, run);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !cx.dataset.document.value.is_empty() && !cx.works.contains_key(cx.dataset.document.value.as_str()) {
        out.push(unknown("work", &cx.dataset.document, cx.works.keys().copied()), &[]);
    }
    let claims = cx.dataset.claim_index();
    for claim in &cx.dataset.claims {
        if let Some(survey) = claim.survey.as_ref().filter(|s| !cx.surveys.contains_key(s.value.as_str())) {
            out.push(unknown("survey", survey, cx.surveys.keys().copied()), &claim.acknowledge);
        }
        question(cx, claim, out);
        if let Some(subject) = claim.subject.as_ref().filter(|s| !cx.entities.contains_key(s.value.as_str())) {
            out.push(unknown("entity", subject, cx.entities.keys().copied()), &claim.acknowledge);
        }
        for cite in claim.cites.iter().filter(|c| !cx.works.contains_key(c.work.value.as_str())) {
            out.push(unknown("work", &cite.work, cx.works.keys().copied()), &claim.acknowledge);
        }
        if let Status::Derived(derivation) = &claim.status {
            let lost = |id: &&Located<String>| id.value != "quote" && !claims.contains_key(id.value.as_str());
            for id in derivation.from.iter().filter(lost) {
                out.push(unknown("claim", id, claims.keys().copied()), &claim.acknowledge);
            }
        }
    }
}

fn question(cx: &Context<'_>, claim: &Claim, out: &mut Findings<'_>) {
    match cx.questions.get(claim.question.value.as_str()) {
        None => out.push(unknown("question", &claim.question, cx.questions.keys().copied()), &claim.acknowledge),
        Some(question) if question.response(&claim.response).is_none() => {
            let known = question.responses.iter().map(|r| r.id.value.as_str());
            let message = format!("the question `{}` has no response `{}`", question.id.value, claim.response.value);
            let diagnostic =
                finding(message).at(claim.response.at).maybe_hint(did_you_mean(&claim.response.value, known));
            out.push(diagnostic, &claim.acknowledge);
        }
        Some(_) => {}
    }
}

fn unknown<'a>(what: &str, name: &Located<String>, known: impl Iterator<Item = &'a str>) -> Finding {
    finding(format!("unknown {what} `{}`", name.value)).at(name.at).maybe_hint(did_you_mean(&name.value, known))
}
