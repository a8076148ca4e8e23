//! From a recipe to the claims that can be drawn, with a diagnostic for everything that stands in the way.

use std::sync::OnceLock;

use crate::diag::{Code, Diagnostic, Report, did_you_mean};
use crate::figure;
use crate::frame::{self, CLAIM_COLUMNS, FrameError, SelectError, Selected, Table};
use crate::language::citation::References;
use crate::model::Dataset;
use crate::project::config::Config;
use crate::project::filter::Literal;
use crate::project::recipe::{ChartKind, Recipe};

/// A dataset with its frame and its citations, each made when first asked for.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) dataset: &'a Dataset,
    config: &'a Config,
    references: OnceLock<References<'a>>,
    table: OnceLock<Result<Table, FrameError>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(dataset: &'a Dataset, config: &'a Config) -> Self {
        Self { dataset, config, references: OnceLock::new(), table: OnceLock::new() }
    }

    pub(super) fn references(&self) -> &References<'a> {
        self.references.get_or_init(|| References::new(self.dataset))
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
    match frame::select(table, recipe) {
        Ok(mut selected) => {
            unknown_cells(table, recipe, report);
            keep_drawable(sheet, recipe.kind, &mut selected);
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

/// Texts that a filter asks for and that no row of the column holds.
fn unknown_cells(table: &Table, recipe: &Recipe, report: &mut Report) {
    for (column, literal) in recipe.select.value.literals() {
        let Literal::Text(wanted) = literal else { continue };
        let cells = || table.texts(&column.name).into_iter().flatten().flatten();
        if table.texts(&column.name).is_some() && !cells().any(|cell| cell == wanted) {
            let message = format!("no claim has `{wanted}` in the column `{}`", column.name);
            let fault = Diagnostic::new(Code::UNKNOWN_CELL, message).at(column.spot.unwrap_or(recipe.select.at));
            report.push(fault.maybe_hint(did_you_mean(wanted, cells())));
        }
    }
}
