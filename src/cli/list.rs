//! `citeplot list`.

use std::path::Path;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use citeplot::check::all_codes;
use citeplot::diag::{Code, visible};
use citeplot::language::phrases::words;
use citeplot::project::Project;
use citeplot::project::recipe::{DeckRecipe, SlideRecipe};

use super::output::{self, Terminal, columns};
use super::{Failure, Outcome, project};

/// List what the project holds, or the rules that it is checked by
#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum)]
    what: What,
    /// As a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The claims with their values
    Claims,
    /// The chart recipes
    Charts,
    /// The deck recipes with the number of their charts
    Decks,
    /// The surveys
    Surveys,
    /// The works of the bibliography
    Works,
    /// The columns that a filter of a recipe knows, with types and examples
    Columns,
    /// Every fault that citeplot can report, with what it finds and why
    Rules,
}

impl List {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        if self.what == What::Rules {
            if self.json {
                output::json(&rules())?;
            } else {
                output::data(&rule_book())?;
            }
            return Ok(Outcome::Fine);
        }
        let project = project::read(directory)?;
        let report = &project.unread;
        terminal.report_from(citeplot::diag::Severity::Error, report, &project.sources);
        let rows = match self.what {
            What::Claims => claims(project),
            What::Charts => charts(project),
            What::Decks => decks(project),
            What::Surveys => surveys(project),
            What::Works => works(project),
            What::Columns => super::columns::rows(project),
            What::Rules => Vec::new(),
        };
        if self.json {
            output::json(&rows)?;
        } else {
            output::data(&table(&rows))?;
        }
        Ok(if report.has_errors() { Outcome::Faults } else { Outcome::Fine })
    }
}

fn table(rows: &[Value]) -> String {
    let cell = |value: &Value| match value {
        Value::String(text) => visible(text).into_owned(),
        Value::Null => String::new(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(ToString::to_string).collect();
            visible(&items.join(", ")).into_owned()
        }
        other => other.to_string(),
    };
    let table: Vec<Vec<String>> =
        rows.iter().filter_map(Value::as_object).map(|o| o.values().map(cell).collect()).collect();
    columns(&table)
}

fn claims(project: &Project) -> Vec<Value> {
    let locale = project.config.locales[0];
    let all = project.datasets.iter().flat_map(|d| d.claims.iter().map(move |c| (d, c)));
    all.map(|(dataset, claim)| {
        json!({
            "id": claim.id.value,
            "value": words(locale).label(&claim.value, claim.unit),
            "subject": claim.subject.as_ref().map(|s| s.value.clone()),
            "question": claim.question.value,
            "response": claim.response.value,
            "survey": claim.survey.as_ref().map(|s| s.value.clone()),
            "dataset": dataset.id,
        })
    })
    .collect()
}

fn charts(project: &Project) -> Vec<Value> {
    let locale = project.config.locales[0];
    let row = |r: &citeplot::project::recipe::Recipe| json!({ "id": r.id, "kind": r.kind.code(), "dataset": r.dataset_id(), "title": r.title.get(locale) });
    project.recipes.iter().map(row).collect()
}

fn decks(project: &Project) -> Vec<Value> {
    let locale = project.config.locales[0];
    let charts = |d: &DeckRecipe| d.slides.iter().filter(|s| matches!(s, SlideRecipe::Chart { .. })).count();
    let row = |d: &DeckRecipe| {
        json!({
            "id": d.id,
            "aspect": d.aspect.code(),
            "form": d.form.code(),
            "charts": charts(d),
            "title": d.title.get(locale),
        })
    };
    project.decks.iter().map(row).collect()
}

fn surveys(project: &Project) -> Vec<Value> {
    let locale = project.config.locales[0];
    let all = project.datasets.iter().flat_map(|d| d.surveys.iter().map(move |s| (d, s)));
    all.map(|(dataset, survey)| {
        json!({
            "id": survey.id.value,
            "label": survey.label.get(locale),
            "fielded": survey.fielded().map(|d| d.to_string()),
            "not_reported": survey.missing_items().len(),
            "dataset": dataset.id,
        })
    })
    .collect()
}

fn works(project: &Project) -> Vec<Value> {
    let all = project.datasets.iter().flat_map(|d| d.bibliography.works.iter().map(move |w| (d, w)));
    all.map(|(dataset, work)| {
        json!({
            "id": work.key.value,
            "type": work.kind,
            "issued": work.issued.map(|d| d.to_string()),
            "title": work.title,
            "dataset": dataset.id,
        })
    })
    .collect()
}

/// Every code with what it finds and why, a paragraph each.
fn rule_book() -> String {
    let paragraph = |c: &Code| {
        let fixed = if c.is_settable() { "" } else { ", fixed" };
        let head = format!("{} ({}: {}{fixed})", c.name, c.stage.word(), c.severity.word());
        format!("{head}\n    finds {}\n    why   {}\n", c.finds, c.why)
    };
    all_codes().into_iter().map(paragraph).collect::<Vec<_>>().join("\n")
}

fn rules() -> Vec<Value> {
    all_codes()
        .into_iter()
        .map(|c| {
            json!({
                "code": c.name,
                "stage": c.stage.word(),
                "severity": c.severity.word(),
                "settable": c.is_settable(),
                "finds": c.finds,
                "why": c.why,
            })
        })
        .collect()
}
