//! References to records that do not exist.

use crate::check::{Context, Finding, Findings, Rule, finding};
use crate::diag::{Code, did_you_mean};
use crate::model::{Claim, Status};
use crate::source::Located;

pub(super) static RULE: Rule = Rule::on_records(Code::UNKNOWN_REFERENCE, run);

/// What the records beside the claims name: works of documents, surveys and groups of groups, answers of nets, places.
fn named_by_dataset(cx: &Context<'_>, out: &mut Findings<'_>) {
    let dataset = cx.dataset;
    let unread = |name: &str| dataset.unread.may_have(name);
    for document in &dataset.documents {
        let key = document.work.value.as_str();
        if !key.is_empty() && !cx.works.contains_key(key) && !dataset.unread.works {
            out.push(unknown("work", &document.work, cx.works.keys().copied()), &[]);
        }
    }
    let groups = || dataset.groups.iter().map(|g| g.id.value.as_str());
    for group in &dataset.groups {
        if let Some(larger) = group.part_of.as_ref().filter(|l| dataset.group(l).is_none() && !unread(l)) {
            out.push(unknown("group", larger, groups()), &[]);
        }
        for (survey, n) in group.n.iter().filter(|(s, _)| !cx.surveys.contains_key(s.as_str()) && !unread(s)) {
            let named = Located { value: survey.clone(), at: n.at };
            out.push(unknown("survey", &named, cx.surveys.keys().copied()), &[]);
        }
    }
    let places = || dataset.places.iter().map(|p| p.id.value.as_str());
    for survey in &dataset.surveys {
        if let Some(place) = survey.place.as_ref().filter(|p| dataset.place(p).is_none() && !unread(p)) {
            out.push(unknown("place", place, places()), &survey.acknowledge);
        }
    }
    for question in &dataset.questions {
        for part in
            question.responses.iter().flat_map(|r| &r.sum_of).filter(|p| question.response(p).is_none() && !unread(p))
        {
            out.push(unknown("response", part, question.responses.iter().map(|r| r.id.value.as_str())), &[]);
        }
    }
}

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    named_by_dataset(cx, out);
    let claims = cx.dataset.claim_index();
    let unread = |name: &str| cx.dataset.unread.may_have(name);
    for claim in &cx.dataset.claims {
        if let Some(survey) = claim.survey.as_ref().filter(|s| !cx.surveys.contains_key(s.value.as_str()) && !unread(s))
        {
            out.push(unknown("survey", survey, cx.surveys.keys().copied()), &claim.acknowledge);
        }
        question(cx, claim, out);
        if let Some(subject) =
            claim.subject.as_ref().filter(|s| !cx.entities.contains_key(s.value.as_str()) && !unread(s))
        {
            out.push(unknown("entity", subject, cx.entities.keys().copied()), &claim.acknowledge);
        }
        if let Some(group) = claim.group.as_ref().filter(|g| cx.dataset.group(g).is_none() && !unread(g)) {
            let groups = cx.dataset.groups.iter().map(|g| g.id.value.as_str());
            out.push(unknown("group", group, groups), &claim.acknowledge);
        }
        if cx.dataset.documents.len() > 1
            && !cx.documents.contains_key(claim.document.value.as_str())
            && !unread(&claim.document)
        {
            let documents = cx.dataset.documents.iter().map(|d| d.work.value.as_str());
            out.push(unknown("document", &claim.document, documents), &claim.acknowledge);
        }
        for cite in
            claim.cites.iter().filter(|c| !cx.works.contains_key(c.work.value.as_str()) && !cx.dataset.unread.works)
        {
            out.push(unknown("work", &cite.work, cx.works.keys().copied()), &claim.acknowledge);
        }
        if let Status::Derived(derivation) = &claim.status {
            let known = |id: &str| claims.contains_key(id) || cx.dataset.unread.may_have_claim(id);
            let lost = |id: &&Located<String>| id.value != "quote" && !known(&id.value);
            for id in derivation.from.iter().filter(lost) {
                out.push(unknown("claim", id, claims.keys().copied()), &claim.acknowledge);
            }
        }
    }
}

fn question(cx: &Context<'_>, claim: &Claim, out: &mut Findings<'_>) {
    match cx.questions.get(claim.question.value.as_str()) {
        None if cx.dataset.unread.may_have(&claim.question) => {}
        None => out.push(unknown("question", &claim.question, cx.questions.keys().copied()), &claim.acknowledge),
        Some(question)
            if question.response(&claim.response).is_none() && !cx.dataset.unread.may_have(&claim.response) =>
        {
            let known = question.responses.iter().map(|r| r.id.value.as_str());
            let message = format!("the question `{}` has no response `{}`", question.id.value, claim.response.value);
            let diagnostic =
                finding(message).at(claim.response.at).maybe_hint(did_you_mean(&claim.response.value, known));
            out.push(diagnostic, &claim.acknowledge);
        }
        Some(_) => {}
    }
}

/// The fault of a name that no record has.
fn unknown<'a>(what: &str, name: &Located<String>, known: impl Iterator<Item = &'a str>) -> Finding {
    finding(format!("unknown {what} `{}`", name.value)).at(name.at).maybe_hint(did_you_mean(&name.value, known))
}
