//! Texts that a figure in another language would need.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Locale, Text};
use crate::project::config::Config;
use crate::project::recipe::Recipe;
use crate::source::Spot;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "untranslated",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "texts of records and recipes that a figure shows, without a translation into a locale of the project",
        why: "the figure in that language falls back to another, in the middle of a sentence",
    },
    run,
)
.and_recipes(run_recipes);

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
        for item in [&survey.population, &survey.geography].into_iter().filter_map(|i| i.stated()) {
            look("survey", item, survey.id.at, locales, out);
        }
    }
    for claim in &cx.dataset.claims {
        if let Some(base) = &claim.base {
            look("claim", base, claim.id.at, locales, out);
        }
    }
}

/// The same for the texts of the chart recipes.
fn run_recipes(recipes: &[Recipe], config: &Config, out: &mut Findings<'_>) {
    if config.locales.len() > 1 {
        recipes.iter().for_each(|r| recipe(r, &config.locales, out));
    }
}

fn recipe(recipe: &Recipe, locales: &[Locale], out: &mut Findings<'_>) {
    let own = [Some(&recipe.title.value), recipe.subtitle.as_ref(), recipe.note.as_ref()];
    for text in own.into_iter().flatten().chain(recipe.accept.iter().map(|a| &a.reason)) {
        look("recipe", text, recipe.title.at, locales, out);
    }
}

fn look(what: &str, text: &Text, at: Spot, locales: &[Locale], out: &mut Findings<'_>) {
    let missing: Vec<&str> = locales.iter().filter(|l| !text.covers(**l)).map(|l| l.tag()).collect();
    if !missing.is_empty() {
        let message = format!("a text of the {what} has no translation into {}", missing.join(", "));
        out.push(finding(message).at(at), &[]);
    }
}
