//! Surveys that are younger than the works they are cited to.

use std::collections::BTreeMap;

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Cite, Claim, PartialDate};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "survey-after-work",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "fieldwork, or the date of a count, that is later than the work it is cited to",
        why: "a work cannot report what came after it: the citation or the date is wrong",
    },
    run,
);

/// A claim, one of its citations, and when the work came out.
type Use<'a> = (&'a Claim, &'a Cite, PartialDate);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let mut found: BTreeMap<(String, &str), Vec<Use<'_>>> = BTreeMap::new();
    for claim in &cx.dataset.claims {
        let of_survey = cx.survey_of(claim).and_then(crate::model::Survey::fielded);
        let Some(date) = of_survey.or(claim.date) else { continue };
        for cite in &claim.cites {
            let issued = cx.works.get(cite.work.value.as_str()).and_then(|w| w.issued);
            if let Some(issued) = issued.filter(|issued| date.is_after(*issued)) {
                let what = match &claim.survey {
                    Some(survey) => format!("the survey `{}` ({date})", survey.value),
                    None => format!("the count of {date} in `{}`", claim.id.value),
                };
                found.entry((what, &cite.work.value)).or_default().push((claim, cite, issued));
            }
        }
    }
    for ((what, work), uses) in found {
        let (claim, cite, issued) = uses[0];
        let message = format!("{what} is later than the work that it is cited to, `{work}` ({issued})");
        let survey = cx.survey_of(claim).map(|s| s.acknowledge.as_slice()).unwrap_or_default();
        let known: Vec<_> = claim.acknowledge.iter().chain(survey).cloned().collect();
        let mut diagnostic = finding(message).at(cite.work.at);
        if uses.len() > 1 {
            diagnostic = diagnostic.hint(format!("{} claims cite it so", uses.len()));
        }
        out.push(diagnostic, &known);
    }
}
