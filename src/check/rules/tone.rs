//! Labels that judge.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::language::lexicon::tone_words;
use crate::model::{Locale, Text};
use crate::source::Spot;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "tone-in-label",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "\"only\", \"a mere\", \"overwhelming\" and the like in the label of a question, a response or a survey",
        why: "tone is the author's; a label says what was measured",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for question in &cx.dataset.questions {
        look(&question.label, question.at, out);
        for response in &question.responses {
            look(&response.label, response.id.at, out);
            if let Some(statement) = &response.statement {
                look(statement, response.id.at, out);
            }
        }
    }
    for survey in &cx.dataset.surveys {
        look(&survey.label, survey.id.at, out);
    }
}

fn look(label: &Text, at: Spot, out: &mut Findings<'_>) {
    for (locale, text) in label.variants() {
        for word in tone_words(text, locale.unwrap_or(Locale::En)) {
            let message = format!("the label \"{text}\" judges: \"{}\"", text.get(word).unwrap_or_default());
            out.push(finding(message).at(at), &[]);
        }
    }
}
