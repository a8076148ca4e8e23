//! One statement recorded under two ids.

use std::collections::HashMap;

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Claim, Locale};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "recorded-twice",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "two claims of one document with the same survey, question, response, subject, group, base and unit",
        why: "one number would be counted, and drawn, as two",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let mut seen: HashMap<[&str; 9], &Claim> = HashMap::new();
    for claim in &cx.dataset.claims {
        let Some(survey) = &claim.survey else { continue };
        let key = [
            survey.value.as_str(),
            &claim.question.value,
            &claim.response.value,
            claim.subject.as_ref().map_or("", |s| s.value.as_str()),
            claim.group.as_ref().map_or("", |g| g.value.as_str()),
            claim.base.as_ref().map_or("", |b| b.get(Locale::En)),
            claim.unit.code(),
            claim.wording.as_deref().unwrap_or_default(),
            &claim.document.value,
        ];
        let Some(first) = seen.get(&key) else {
            seen.insert(key, claim);
            continue;
        };
        if first.id.value == claim.id.value {
            continue;
        }
        let message = format!("`{}` and `{}` record one number of `{}`", first.id.value, claim.id.value, survey.value);
        let hint = match first.value.value == claim.value.value {
            true => "keep one of the two".to_owned(),
            false => format!(
                "one says {}, the other {}: keep one of the two, or say in what they differ: `base`, `wording` or `group`",
                first.value.value, claim.value.value
            ),
        };
        out.push(finding(message).at(claim.id.at).hint(hint), &claim.acknowledge);
    }
}
