//! Volunteers that are called a probability sample.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Disclosed, Sample};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "opt-in-sample",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "`sample = \"probability\"` of a survey whose frame, mode or note speaks of volunteers, quotas, an opt-in panel, a convenience or a snowball sample",
        why: "no margin of error can be worked out for people who chose themselves (AAPOR Code, 2021)",
    },
    run,
);

/// What says that nobody had a known chance to be asked.
const WORDS: [&str; 22] = [
    "opt-in",
    "opt in",
    "optin",
    "volunteer",
    "self-select",
    "self select",
    "convenience",
    "snowball",
    "river sampl",
    "quota",
    "access panel",
    "non-probability",
    "nonprobability",
    "gönüllü",
    "kolayda",
    "kartopu",
    "kota örnek",
    "добровол",
    "снежн",
    "стихийн",
    "квотн",
    "кто захотел",
];

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for survey in cx.dataset.surveys.iter().filter(|s| s.sample == Some(Sample::Probability)) {
        let disclosed = [&survey.frame, &survey.mode, &survey.limitations].into_iter().filter_map(Disclosed::stated);
        let said = disclosed.chain(&survey.note).flat_map(|text| text.variants()).find_map(|(_, text)| {
            let lower = text.to_lowercase();
            WORDS
                .iter()
                .find(|word| lower.contains(**word))
                .filter(|w| !lower.contains(&format!("no {w}")) && !lower.contains(&format!("not {w}")))
        });
        if let Some(word) = said {
            let message =
                format!("`{}` is called a probability sample, and its record speaks of “{word}”", survey.id.value);
            let hint = "write sample = \"non-probability\"";
            out.push(finding(message).at(survey.id.at).hint(hint), &survey.acknowledge);
        }
    }
}
