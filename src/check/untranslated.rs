//! Texts that a figure in another language would need.

use super::{Context, Findings, Rule, finding};
use crate::diag::{Severity, Spot};
use crate::model::{Locale, Text};

pub(super) static RULE: Rule = Rule {
    code: "untranslated",
    severity: Severity::Warning,
    finds: "labels of entities, questions, responses and surveys without a text in a locale of the project",
    why: "the figure in that language falls back to another, in the middle of a sentence",
    run,
};

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let locales = &cx.config.locales;
    if locales.len() < 2 {
        return;
    }
    for entity in &cx.dataset.entities {
        look("entity", &entity.label, entity.id.at, locales, out);
    }
    for question in &cx.dataset.questions {
        look("question", &question.label, question.id.at, locales, out);
        for response in &question.responses {
            look("response", &response.label, response.id.at, locales, out);
            if let Some(statement) = &response.statement {
                look("response", statement, response.id.at, locales, out);
            }
        }
    }
    for survey in &cx.dataset.surveys {
        look("survey", &survey.label, survey.id.at, locales, out);
    }
}

fn look(what: &str, text: &Text, at: Spot, locales: &[Locale], out: &mut Findings<'_>) {
    let missing: Vec<&str> = locales.iter().filter(|l| !text.covers(**l)).map(|l| l.tag()).collect();
    if !missing.is_empty() {
        let message = format!("a text of the {what} has no translation into {}", missing.join(", "));
        out.push(finding(message).at(at), &[]);
    }
}
