//! From a recipe to the claims that can be drawn, with a diagnostic for everything that stands in the way.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::diag::{Code, Diagnostic, Report, did_you_mean, nearest};
use crate::figure;
use crate::frame::{self, CLAIM_COLUMNS, FrameError, SelectError, Selected, Table};
use crate::language::citation::References;
use crate::model::{Conflict, Dataset, Joined, RecordKind};
use crate::project::config::Config;
use crate::project::filter::Literal;
use crate::project::recipe::{ChartKind, Recipe};

/// A dataset with its frame and its citations, each made when first asked for.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) dataset: &'a Dataset,
    /// Where the datasets that it is made of contradict each other.
    joined: Option<&'a Joined>,
    config: &'a Config,
    references: OnceLock<References<'a>>,
    table: OnceLock<Result<Table, FrameError>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(dataset: &'a Dataset, config: &'a Config) -> Self {
        Self { dataset, joined: None, config, references: OnceLock::new(), table: OnceLock::new() }
    }

    /// Several datasets as one.
    pub(super) fn joined(joined: &'a Joined, config: &'a Config) -> Self {
        Self { joined: Some(joined), ..Self::new(&joined.dataset, config) }
    }

    pub(super) fn references(&self) -> &References<'a> {
        self.references.get_or_init(|| References::styled(self.dataset, self.config.citation_style.clone()))
    }

    /// The frame that charts select from: it has no citations.
    fn table(&self) -> &Result<Table, FrameError> {
        self.table
            .get_or_init(|| frame::claims([(self.dataset, None)], &self.config.hedge_rules, self.config.locales[0]))
    }
}

pub(super) fn selection(sheet: &Sheet<'_>, recipe: &Recipe, report: &mut Report) -> Option<Selected> {
    let table = match sheet.table() {
        Ok(table) => table,
        Err(error) => {
            report.push(Diagnostic::new(Code::CHART_SELECTS_NOTHING, error.to_string()).at(recipe.select.at));
            return None;
        }
    };
    match frame::select(table, sheet.dataset, recipe) {
        Ok(mut selected) => {
            unknown_cells(table, sheet.dataset, recipe, report);
            unknown_order(sheet.dataset, recipe, &selected, report);
            keep_drawable(sheet, recipe.kind, &mut selected);
            contradictions(sheet, recipe, &selected, report);
            if selected.panels.is_empty() {
                let message = "the filter finds no claim that can be drawn";
                report.push(Diagnostic::new(Code::CHART_SELECTS_NOTHING, message).at(recipe.select.at));
                return None;
            }
            Some(selected)
        }
        Err(error) => {
            report.push(select_fault(&error, recipe));
            None
        }
    }
}

/// What the datasets of a chart say differently of what it draws.
fn contradictions(sheet: &Sheet<'_>, recipe: &Recipe, selected: &Selected, report: &mut Report) {
    let drawn: Vec<usize> = selected.claims().collect();
    for conflict in sheet.joined.iter().flat_map(|joined| joined.concerning(&drawn)) {
        let Conflict { record, id, field, first, second, at } = conflict;
        let word = record.code();
        let (message, hint) = match record {
            RecordKind::Claim => (
                format!("the chart `{}` draws two claims called `{id}`, of `{first}` and of `{second}`", recipe.id),
                "give one of them another id, or select one of them".to_owned(),
            ),
            _ => (
                format!(
                    "the {word} `{id}` has another `{field}` than in `{first}`; the chart `{}` draws on both",
                    recipe.id
                ),
                format!("write one `{field}` in both where they mean the same, else another id here"),
            ),
        };
        report.push(Diagnostic::new(Code::DATASETS_DISAGREE, message).at(*at).hint(hint));
    }
}

/// Claims without an interval are never drawn.
fn keep_drawable(sheet: &Sheet<'_>, kind: ChartKind, selected: &mut Selected) {
    for panel in &mut selected.panels {
        for row in &mut panel.rows {
            row.claims.retain(|&i| figure::drawable(&sheet.dataset.claims[i], kind, &sheet.config.hedge_rules));
        }
        panel.rows.retain(|r| !r.claims.is_empty());
    }
    selected.panels.retain(|p| !p.rows.is_empty());
}

fn select_fault(error: &SelectError, recipe: &Recipe) -> Diagnostic {
    let message = error.to_string();
    match error {
        SelectError::UnknownColumn(column) => {
            let known = CLAIM_COLUMNS.iter().filter(|c| c.exported).map(|c| c.name);
            let hint = did_you_mean(&column.name, known)
                .unwrap_or_else(|| "`citeplot list columns` prints the columns".to_owned());
            Diagnostic::new(Code::UNKNOWN_COLUMN, message).at(column.spot.unwrap_or(recipe.select.at)).hint(hint)
        }
        SelectError::WrongType { column, .. } => {
            Diagnostic::new(Code::WRONG_TYPE, message).at(column.spot.unwrap_or(recipe.select.at))
        }
        SelectError::Frame(_) => Diagnostic::new(Code::CHART_SELECTS_NOTHING, message).at(recipe.select.at),
    }
}

/// Texts that a filter asks for and that no row of the column holds, not as the id or the label of what it holds.
fn unknown_cells(table: &Table, dataset: &Dataset, recipe: &Recipe, report: &mut Report) {
    for (column, literal) in recipe.select.value.literals() {
        let Literal::Text(wanted) = literal else { continue };
        let dimension = frame::dimension_of(&column.name);
        let name = dimension.map_or(column.name.as_str(), |(_, ids)| ids);
        let Some(texts) = table.texts(name) else { continue };
        let cells: BTreeSet<&str> = texts.flatten().collect();
        let called = dimension.map(|(dimension, _)| frame::called(dataset, dimension, wanted)).unwrap_or_default();
        if cells.contains(wanted.as_str()) || called.iter().any(|name| cells.contains(name.id)) {
            continue;
        }
        let message = format!("no claim has `{wanted}` in the column `{}`", column.name);
        let fault = Diagnostic::new(Code::UNKNOWN_CELL, message).at(column.spot.unwrap_or(recipe.select.at));
        let names = dimension.map(|(dimension, _)| frame::names(dataset, dimension)).unwrap_or_default();
        let labels = names.iter().filter(|name| cells.contains(name.id)).flat_map(frame::Name::words);
        let near = nearest(wanted, cells.iter().copied().chain(labels));
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        report.push(fault.maybe_hint(hint.or_else(|| did_you_mean(wanted, cells.iter().copied()))));
    }
}

/// Names in the order of the rows by which nothing in the chart goes.
fn unknown_order(dataset: &Dataset, recipe: &Recipe, selected: &Selected, report: &mut Report) {
    for unknown in frame::unknown_in_order(dataset, selected, &recipe.order) {
        let message = format!("nothing that the chart shows is called `{}`, to order rows by", unknown.name.value);
        let hint = match unknown.known.is_empty() {
            true => Some("the values of one series order rows where the chart has several: set `series`".to_owned()),
            false => did_you_mean(&unknown.name.value, unknown.known.iter().map(String::as_str)),
        };
        report.push(Diagnostic::new(Code::UNKNOWN_REFERENCE, message).at(unknown.name.at).maybe_hint(hint));
    }
}
