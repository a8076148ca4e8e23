//! The whole way from a project to its outputs, in memory: checks, figures, tables.

use std::sync::OnceLock;

use polars::prelude::PolarsResult;
use rayon::prelude::*;

use crate::chart::{self, Figure, Request};
use crate::check;
use crate::config::Config;
use crate::diag::{Diagnostic, Report, Severity, did_you_mean};
use crate::draw;
use crate::export::Format;
use crate::frame::{self, CLAIM_COLUMNS, SURVEY_COLUMNS, SelectError, Selected, Table, WORK_COLUMNS};
use crate::layout::missing_glyph;
use crate::load::{Project, inside};
use crate::model::{Dataset, Locale};
use crate::recipe::filter::Literal;
use crate::recipe::{Kind, Recipe};
use crate::reference::{List, References};
use crate::theme::{Theme, contrast};

/// A file that a build makes, in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Which figures are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The ids of the recipes; all when empty.
    pub only: Vec<String>,
    /// The languages; those of the configuration when empty.
    pub locales: Vec<Locale>,
}

/// One build of a project: figures and tables that share the citations, which cost more to set than a figure to draw.
#[derive(Debug)]
pub struct Build<'a> {
    project: &'a Project,
    references: Vec<References<'a>>,
    with_tables: bool,
}

impl<'a> Build<'a> {
    /// A build of figures. Cheap: nothing is set or drawn yet.
    pub fn new(project: &'a Project) -> Self {
        let references = project.datasets.iter().map(References::new).collect();
        Self { project, references, with_tables: false }
    }

    /// The same, with tables to come: their reference list is set beside the citations of the figures.
    #[must_use]
    pub fn with_tables(self) -> Self {
        Self { with_tables: true, ..self }
    }

    /// See [`verify()`].
    pub fn verify(&self, wanted: &Wanted, report: &mut Report) -> Vec<Figure> {
        let project = self.project;
        let unread = report.has_errors();
        check_records(project, report);
        check::run_recipes(&project.recipes, &project.config, report);
        colors(&project.config, report);
        let mut of_charts = Report::new();
        let figures = self.figures(wanted, &mut of_charts);
        // What a chart does not find may stand in a record that could not be read: that record is the fault.
        let follows = |d: &Diagnostic| matches!(d.code, "chart-selects-nothing" | "unknown-cell" | "accept-idle");
        report.extend(of_charts.into_iter().filter(|d| !(unread && follows(d))));
        report.sort(&project.sources);
        if report.has_errors() { Vec::new() } else { figures }
    }

    /// See [`figures()`].
    pub fn figures(&self, wanted: &Wanted, report: &mut Report) -> Vec<Figure> {
        let project = self.project;
        let config = &project.config;
        let locales = if wanted.locales.is_empty() { &config.locales } else { &wanted.locales };
        let theme = Theme::default();
        let pairs = project.datasets.iter().zip(&self.references);
        let sheets: Vec<Sheet<'_>> = pairs.map(|(d, references)| Sheet::new(d, references, config)).collect();
        let chosen = project.recipes.iter().filter(|r| wanted.only.is_empty() || wanted.only.contains(&r.id));
        let mut ready = Vec::new();
        for recipe in chosen {
            let Some(sheet) = sheets.iter().find(|s| s.dataset.id == recipe.dataset.value) else { continue };
            let Some(selected) = selection(sheet, recipe, report) else { continue };
            let faults = report.count(Severity::Error);
            chart::gate(sheet.dataset, recipe, &selected, config, report);
            if report.count(Severity::Error) == faults {
                ready.push((sheet, recipe, selected));
            }
        }
        let jobs: Vec<Request<'_>> = ready
            .iter()
            .flat_map(|(sheet, recipe, selected)| {
                let (dataset, references, theme) = (sheet.dataset, sheet.references, &theme);
                locales.iter().map(move |&locale| Request {
                    dataset,
                    recipe,
                    selected,
                    config,
                    references,
                    locale,
                    theme,
                })
            })
            .collect();
        if jobs.len() > 1 {
            let used = sheets.iter().filter(|sheet| ready.iter().any(|(used, ..)| std::ptr::eq(*used, *sheet)));
            let short = used.flat_map(|sheet| locales.iter().map(|&l| (sheet.references, l, List::Citations)));
            let full = sheets.iter().map(|sheet| (sheet.references, config.locales[0], List::References));
            // The reference list takes longest, so it comes first.
            let sets: Vec<_> = full.filter(|_| self.with_tables).chain(short).collect();
            in_parallel(&sets, |(references, locale, list)| references.prepare(*locale, *list));
        }
        let mut figures = Vec::with_capacity(jobs.len());
        for (figure, job) in in_parallel(&jobs, chart::figure).into_iter().zip(&jobs) {
            match lacking(&figure) {
                None => figures.push(figure),
                Some(fault) => report.push(fault.at(job.recipe.title.at)),
            }
        }
        figures
    }

    /// See [`tables()`].
    ///
    /// # Errors
    /// Only when polars cannot hold the rows (more than 2^32 of them).
    pub fn tables(&self, formats: &[Format]) -> PolarsResult<Vec<Output>> {
        let project = self.project;
        let (config, locale) = (&project.config, project.config.locales[0]);
        let pairs = || project.datasets.iter().zip(&self.references);
        let claims =
            pairs().flat_map(|(d, r)| frame::claim_rows(d, &config.hedge_rules, Some(r), locale)).collect::<Vec<_>>();
        let claims = ("claims", frame::table(CLAIM_COLUMNS, &claims)?);
        let surveys = project.datasets.iter().flat_map(|d| frame::survey_rows(d, locale)).collect::<Vec<_>>();
        let surveys = ("surveys", frame::table(SURVEY_COLUMNS, &surveys)?);
        let works = pairs().flat_map(|(d, r)| frame::work_rows(d, r, locale)).collect::<Vec<_>>();
        let works = ("works", frame::table(WORK_COLUMNS, &works)?);
        let mut outputs = Vec::new();
        for (name, table) in [claims, surveys, works] {
            for format in formats {
                outputs.push(Output { name: format!("{name}.{}", format.ending()), bytes: format.write(&table)? });
            }
        }
        Ok(outputs)
    }
}

/// Runs every rule over the records of a project, and looks at what its configuration says of rules and colours.
pub fn check_records(project: &Project, report: &mut Report) {
    for dataset in &project.datasets {
        check::run(dataset, &project.config, report);
    }
    check::run_config(&project.config, &project.datasets, report);
}

/// Runs every rule over a project, then looks whether its figures could be drawn, and adds what is found to the report.
/// The figures themselves come along, none of them when there are errors.
pub fn verify(project: &Project, wanted: &Wanted, report: &mut Report) -> Vec<Figure> {
    Build::new(project).verify(wanted, report)
}

/// Lays the wanted figures of a project out, on all cores; faults go to the report, and the figure is left out.
pub fn figures(project: &Project, wanted: &Wanted, report: &mut Report) -> Vec<Figure> {
    Build::new(project).figures(wanted, report)
}

/// Draws figures as SVG files under the names that [`Recipe::file_name`] gives them, on all cores.
pub fn drawn(project: &Project, figures: &[Figure]) -> Vec<Output> {
    let first = project.config.locales[0];
    in_parallel(figures, |figure| {
        let recipe = project.recipes.iter().find(|r| r.id == figure.id);
        let name = recipe.map_or_else(|| format!("{}.svg", figure.id), |r| r.file_name(figure.locale, first));
        Output { name, bytes: draw::svg(&figure.scene).into_bytes() }
    })
}

/// Maps in the order of the items, on all cores when there is more than one item.
fn in_parallel<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    match items {
        [] => Vec::new(),
        [only] => vec![map(only)],
        several => several.par_iter().map(map).collect(),
    }
}

/// The tables of a project in the given formats, claims first. Texts are in the first language of the project.
///
/// # Errors
/// Only when polars cannot hold the rows (more than 2^32 of them).
pub fn tables(project: &Project, formats: &[Format]) -> PolarsResult<Vec<Output>> {
    Build::new(project).tables(formats)
}

/// A dataset with its frame and its citations, each made when first asked for.
struct Sheet<'a> {
    dataset: &'a Dataset,
    config: &'a Config,
    references: &'a References<'a>,
    table: OnceLock<PolarsResult<Table>>,
}

impl<'a> Sheet<'a> {
    fn new(dataset: &'a Dataset, references: &'a References<'a>, config: &'a Config) -> Self {
        Self { dataset, config, references, table: OnceLock::new() }
    }

    fn table(&self) -> &PolarsResult<Table> {
        self.table.get_or_init(|| {
            let rows = frame::claim_rows(self.dataset, &self.config.hedge_rules, None, self.config.locales[0]);
            frame::table(CLAIM_COLUMNS, &rows)
        })
    }
}

fn selection(sheet: &Sheet<'_>, recipe: &Recipe, report: &mut Report) -> Option<Selected> {
    let table = match sheet.table() {
        Ok(table) => table,
        Err(error) => {
            report.push(Diagnostic::error("chart-selects-nothing", error.to_string()).at(recipe.select.at));
            return None;
        }
    };
    match frame::select(table, recipe) {
        Ok(mut selected) => {
            unknown_cells(table, recipe, report);
            keep_drawable(sheet, recipe.kind, &mut selected);
            if selected.panels.is_empty() {
                let message = "the filter finds no claim that can be drawn";
                report.push(Diagnostic::error("chart-selects-nothing", message).at(recipe.select.at));
                return None;
            }
            Some(selected)
        }
        Err(error) => {
            report.push(select_fault(error, recipe));
            None
        }
    }
}

/// Claims without an interval are never drawn.
fn keep_drawable(sheet: &Sheet<'_>, kind: Kind, selected: &mut Selected) {
    for panel in &mut selected.panels {
        for row in &mut panel.rows {
            row.claims.retain(|&i| chart::drawable(&sheet.dataset.claims[i], kind, &sheet.config.hedge_rules));
        }
        panel.rows.retain(|r| !r.claims.is_empty());
    }
    selected.panels.retain(|p| !p.rows.is_empty());
}

fn select_fault(error: SelectError, recipe: &Recipe) -> Diagnostic {
    match error {
        SelectError::UnknownColumn(column) => {
            let known = CLAIM_COLUMNS.iter().filter(|c| c.exported).map(|c| c.name);
            let message = format!("the claims have no column `{}`", column.name);
            let hint =
                did_you_mean(&column.name, known).unwrap_or_else(|| "the columns are those of claims.csv".to_owned());
            Diagnostic::error("unknown-column", message).at(inside(recipe.select.at, &column.at)).hint(hint)
        }
        SelectError::WrongType { column, holds } => {
            let message = format!("the column `{}` holds {holds}", column.name);
            Diagnostic::error("wrong-type", message).at(inside(recipe.select.at, &column.at))
        }
        SelectError::Polars(error) => {
            Diagnostic::error("chart-selects-nothing", error.to_string()).at(recipe.select.at)
        }
    }
}

/// Texts that a filter asks for and that no row of the column holds.
fn unknown_cells(table: &Table, recipe: &Recipe, report: &mut Report) {
    for (column, literal) in recipe.select.value.literals() {
        let Literal::Text(wanted) = literal else { continue };
        let Some(cells) = table.frame.column(&column.name).ok().and_then(|c| c.str().ok()) else { continue };
        if !cells.iter().flatten().any(|cell| cell == wanted) {
            let message = format!("no claim has `{wanted}` in the column `{}`", column.name);
            let fault =
                Diagnostic::new(Severity::Warning, "unknown-cell", message).at(inside(recipe.select.at, &column.at));
            report.push(fault.maybe_hint(did_you_mean(wanted, cells.iter().flatten())));
        }
    }
}

/// The fault of a figure with a character that the font lacks.
fn lacking(figure: &Figure) -> Option<Diagnostic> {
    let texts = figure.scene.texts();
    let (text, c) = texts.iter().find_map(|t| missing_glyph(&t.text).map(|c| (&t.text, c)))?;
    let message = format!("the font of the figures has no glyph for `{c}` (U+{:04X})", c as u32);
    Some(Diagnostic::error("glyph-missing", message).hint(format!("it stands in \"{text}\" ({})", figure.locale)))
}

fn colors(config: &Config, report: &mut Report) {
    let theme = Theme::default();
    for (entity, written) in &config.colors {
        let Some(color) = crate::scene::Color::from_hex(&written.value) else { continue };
        let found = contrast(color, theme.ground);
        if found < 3.0 {
            let message =
                format!("the colour of `{entity}` has a contrast of {found:.1}:1 to the ground, less than 3:1");
            report.push(Diagnostic::error("contrast-too-low", message).at(written.at).hint("take a darker one"));
        }
    }
}
