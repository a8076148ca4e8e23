//! The whole way from a project to its outputs, in memory: checks, figures, tables.

mod deck;
mod looks;
mod select;
mod write;

use polars::prelude::PolarsResult;
use rayon::prelude::*;

use crate::check;
use crate::diag::{Code, Diagnostic, Report, Severity};
use crate::figure::{self, Figure, Request};
use crate::frame::export::Format;
use crate::frame::{self, CLAIM_COLUMNS, SURVEY_COLUMNS, WORK_COLUMNS};
use crate::language::citation::{List, References};
use crate::model::Locale;
use crate::project::Project;
use crate::style::{Size, Theme};
use select::{Sheet, selection};

pub use write::{DrawError, Drawing, FigureFormat, drawn, stem};

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
    /// The size; that of each recipe when none is named.
    pub size: Option<Size>,
    /// The theme; that of each recipe when none is named.
    pub theme: Option<String>,
    /// The height that is left below the title of a slide, px; with it figures have no title of their own.
    pub below_title: Option<f64>,
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
        looks::check(project, report);
        if wanted.only.is_empty() {
            project.decks.iter().for_each(|deck| self.known_charts(deck, report));
        }
        let mut of_charts = Report::new();
        let figures = self.figures(wanted, &mut of_charts);
        // What a chart does not find may stand in a record that could not be read: that record is the fault.
        let follow_on = [Code::CHART_SELECTS_NOTHING, Code::UNKNOWN_CELL, Code::ACCEPT_IDLE];
        let follows = |d: &Diagnostic| follow_on.contains(&d.code);
        report.extend(of_charts.into_iter().filter(|d| !(unread && follows(d))));
        report.sort(&project.sources);
        if report.has_errors() { Vec::new() } else { figures }
    }

    /// See [`figures()`].
    pub fn figures(&self, wanted: &Wanted, report: &mut Report) -> Vec<Figure> {
        let project = self.project;
        let config = &project.config;
        let locales = if wanted.locales.is_empty() { &config.locales } else { &wanted.locales };
        let pairs = project.datasets.iter().zip(&self.references);
        let sheets: Vec<Sheet<'_>> = pairs.map(|(d, references)| Sheet::new(d, references, config)).collect();
        let chosen = project.recipes.iter().filter(|r| wanted.only.is_empty() || wanted.only.contains(&r.id));
        let mut ready = Vec::new();
        for recipe in chosen {
            let Some(sheet) = sheets.iter().find(|s| s.dataset.id == recipe.dataset.value) else { continue };
            let Some(selected) = selection(sheet, recipe, report) else { continue };
            let faults = report.count(Severity::Error);
            check::comparability::gate(sheet.dataset, recipe, &selected, config, report);
            let theme = looks::theme(project, recipe, wanted, report);
            if report.count(Severity::Error) == faults {
                ready.extend(theme.map(|theme| (sheet, recipe, selected, theme)));
            }
        }
        let jobs: Vec<Request<'_>> = ready
            .iter()
            .flat_map(|(sheet, recipe, selected, theme)| {
                let (dataset, references) = (sheet.dataset, sheet.references);
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
        for (figure, job) in in_parallel(&jobs, figure::figure).into_iter().zip(&jobs) {
            report.extend(full(&figure, job.theme).map(|fault| fault.at(job.recipe.title.at)));
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

/// The fault of a figure with a character that the font lacks.
fn lacking(figure: &Figure) -> Option<Diagnostic> {
    let texts = figure.scene.texts();
    let (text, c) = texts.iter().find_map(|t| figure.scene.fonts.missing(&t.text).map(|c| (&t.text, c)))?;
    let message = format!("no font of the figures has a glyph for `{c}` (U+{:04X})", c as u32);
    let hint = format!(
        "it stands in \"{text}\" ({}); name a font file that has it in config.toml: [fonts] fallback = [\"…\"]",
        figure.locale
    );
    Some(Diagnostic::new(Code::GLYPH_MISSING, message).hint(hint))
}

/// The warning of a figure that is too full for its size.
fn full(figure: &Figure, theme: &Theme) -> Option<Diagnostic> {
    let overflow = figure.overflow?;
    let message = format!(
        "the chart is {overflow:.1} times as high as the size `{}` allows, even with smaller texts ({})",
        theme.size.code(),
        figure.locale
    );
    let hint = "select fewer claims, or give it another size: `size = \"standard\"`, say";
    Some(Diagnostic::new(Code::CHART_TOO_FULL, message).hint(hint))
}
