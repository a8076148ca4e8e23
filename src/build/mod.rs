//! The whole way from a project to its outputs, in memory: checks, figures, tables, decks.

#[cfg(feature = "slides")]
mod cache;
mod deck;
mod error;
mod files;
mod languages;
mod layouts;
mod looks;
mod options;
mod project;
mod select;
mod titles;
#[cfg(feature = "slides")]
mod trace;

use std::io;

use rayon::prelude::*;

use crate::check;
use crate::diag::{Code, Diagnostic, Report};
use crate::evidence;
use crate::figure::Figure;
use crate::frame::FrameError;
use crate::frame::export::{Format, TableWriter};
use crate::frame::{self, Table};
use crate::language::citation::References;
use crate::model::Dataset;
use crate::project::Project;
use crate::project::recipe::Recipe;
use layouts::Layouts;
use select::Sheet;

pub use crate::render::FigureFormat;
#[cfg(feature = "slides")]
pub use cache::FigureCache;
pub use deck::DeckRequest;
pub use error::{Error, Named};
pub use files::{RenderError, files, stem};
pub use options::{BuildOptions, FigureOptions, Look, RenderOptions};
#[cfg(feature = "slides")]
pub use trace::{Change, ClaimNow, FigureNow, Traced, TracedClaim};

/// A file that a build makes, in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One build of a project: figures, tables and decks that share the citations, which cost more to set than a figure to
/// draw, and the frames.
#[derive(Debug)]
pub struct Build<'a> {
    project: &'a Project,
    sheets: Vec<Sheet<'a>>,
    with_tables: bool,
    with_narrow: bool,
}

/// The three tables of a project.
#[derive(Clone, Debug)]
pub struct Tables {
    /// One row per claim.
    pub claims: Table,
    /// One row per survey.
    pub surveys: Table,
    /// One row per work of the bibliographies.
    pub works: Table,
}

impl Tables {
    /// The tables with the stems of their files, claims first.
    pub fn named(&self) -> [(&'static str, &Table); 3] {
        [("claims", &self.claims), ("surveys", &self.surveys), ("works", &self.works)]
    }
}

impl<'a> Build<'a> {
    /// A build of figures. Cheap: nothing is set or drawn yet.
    pub fn new(project: &'a Project) -> Self {
        let alone = project.datasets.iter().map(|dataset| Sheet::new(dataset, &project.config));
        let joined = project.joined.iter().map(|joined| Sheet::joined(joined, &project.config));
        let sheets = alone.chain(joined).collect();
        Self { project, sheets, with_tables: false, with_narrow: false }
    }

    /// The same, with tables to come: their reference list is set beside the citations of the figures.
    #[must_use]
    pub fn with_tables(self) -> Self {
        Self { with_tables: true, ..self }
    }

    /// The same, with figures for narrow screens in decks, as pages want them.
    #[must_use]
    pub fn with_narrow(self) -> Self {
        Self { with_narrow: true, ..self }
    }

    /// See [`verify()`].
    pub fn verify(&self, options: &BuildOptions, report: &mut Report) -> Vec<Figure> {
        let unread = report.has_errors();
        self.check(report);
        if options.only.is_empty() {
            self.check_decks(report);
        }
        let mut of_charts = Report::new();
        let figures = self.figures(options, &mut of_charts);
        titles::check_decks(self.project, &figures, &mut of_charts);
        report.extend(caused_by_charts(of_charts, unread));
        report.sort(&self.project.sources);
        if report.has_errors() { Vec::new() } else { figures }
    }

    /// Checks everything but whether the charts can be drawn.
    pub fn verify_records(&self, report: &mut Report) {
        self.check(report);
        self.check_decks(report);
        report.sort(&self.project.sources);
    }

    fn check_decks(&self, report: &mut Report) {
        self.project.decks.iter().for_each(|deck| self.known_charts(deck, report));
    }

    /// Checks everything but the figures: records, recipes, configuration, themes.
    fn check(&self, report: &mut Report) {
        check_records(self.project, report);
        evidence::verify(self.project, report);
        check::run_project(self.project, report);
        looks::check(self.project, report);
        languages::check(self.project, report);
        self.check_citations(report);
    }

    /// Looks whether a citation style of the project's own sets every work that is cited.
    fn check_citations(&self, report: &mut Report) {
        let Some(at) = self.project.config.own_citation_style else { return };
        let first = self.project.config.locales[0];
        let mut keys: Vec<&str> = self.recorded().flat_map(|sheet| sheet.references().unlisted(first)).collect();
        keys.sort_unstable();
        keys.dedup();
        if !keys.is_empty() {
            let message = format!("the citation style sets nothing for {}", keys.join(", "));
            report.push(Diagnostic::new(Code::CITATION_STYLE, message).at(at).hint("choose another style"));
        }
    }

    /// See [`figures()`].
    pub fn figures(&self, options: &BuildOptions, report: &mut Report) -> Vec<Figure> {
        let project = self.project;
        let mut layouts = Layouts::new(self);
        let mut keys = Vec::new();
        for (chart, recipe) in project.recipes.iter().enumerate() {
            if options.only.is_empty() || options.only.contains(&recipe.id) {
                let locales = languages::wanted(project, recipe, options);
                keys.extend(locales.into_iter().filter_map(|locale| layouts.key(chart, locale, &options.look)));
            }
        }
        layouts.lay_out(&keys);
        let (figures, faults) = layouts.finish(&keys);
        report.extend(faults);
        figures
    }

    /// The tables of a project. Texts are in the first language of the project.
    ///
    /// # Errors
    /// Only when polars cannot hold the rows (more than 2^32 of them).
    pub fn tables(&self) -> Result<Tables, FrameError> {
        let surveys = frame::surveys(&self.project.datasets, self.project.config.locales[0])?;
        Ok(Tables { claims: self.claims()?, surveys, works: self.works()? })
    }

    /// The table of claims, with their citations.
    fn claims(&self) -> Result<Table, FrameError> {
        let config = &self.project.config;
        frame::claims(self.cited(), &config.hedge_rules, config.locales[0])
    }

    /// The table of works.
    fn works(&self) -> Result<Table, FrameError> {
        let listed = self.recorded().map(|sheet| (sheet.dataset, sheet.references()));
        frame::works(listed, self.project.config.locales[0])
    }

    /// The tables as files of the given formats, claims first.
    ///
    /// # Errors
    /// As [`Build::tables`].
    pub fn table_files(&self, formats: &[Format]) -> Result<Vec<Output>, FrameError> {
        let files = self.write_tables(formats, |_| Ok(Vec::new()))?;
        Ok(files.into_iter().map(|(name, bytes)| Output { name, bytes }).collect())
    }

    /// Writes the tables in the given formats, claims first, a few thousand rows at a time: any number of claims takes the
    /// memory of its records alone. `open` gives what a file of a name is written to.
    ///
    /// # Errors
    /// When what a file is written to cannot be opened or does not take it, and as [`Build::tables`].
    pub fn write_tables<W: io::Write>(
        &self,
        formats: &[Format],
        mut open: impl FnMut(&str) -> io::Result<W>,
    ) -> Result<Vec<(String, W)>, FrameError> {
        let (rules, locale) = (&self.project.config.hedge_rules, self.project.config.locales[0]);
        let surveys = || frame::surveys(&self.project.datasets, locale);
        let mut files = Vec::new();
        for name in ["claims", "surveys", "works"] {
            let mut writers = Vec::new();
            for format in formats {
                let name = format!("{name}.{}", format.ending());
                writers.push((TableWriter::new(*format, open(&name)?), name));
            }
            let batches: Box<dyn Iterator<Item = Result<Table, FrameError>>> = match name {
                "claims" => Box::new(frame::claim_batches(self.cited(), rules, locale)),
                "surveys" => Box::new(std::iter::once_with(surveys)),
                _ => Box::new(std::iter::once_with(|| self.works())),
            };
            for batch in batches {
                let batch = batch?;
                writers.iter_mut().try_for_each(|(writer, _)| writer.write(&batch))?;
            }
            for (writer, name) in writers {
                files.push((name, writer.finish()?));
            }
        }
        Ok(files)
    }

    /// The datasets with their citations.
    fn cited<'s>(&'s self) -> impl Iterator<Item = (&'s Dataset, Option<&'s References<'s>>)> {
        self.recorded().map(|sheet| (sheet.dataset, Some(sheet.references() as &References<'s>)))
    }

    /// The sheets of the datasets themselves, without those of several as one.
    fn recorded(&self) -> impl Iterator<Item = &Sheet<'a>> {
        self.sheets[..self.project.datasets.len()].iter()
    }

    /// The dataset of a recipe, with its frame and its citations.
    fn sheet(&self, recipe: &Recipe) -> Option<&Sheet<'a>> {
        let id = recipe.dataset_id();
        self.sheets.iter().find(|s| s.dataset.id == id)
    }
}

/// The faults of charts, without those that follow from a record that could not be read: that record is the fault.
fn caused_by_charts(faults: Report, unread: bool) -> impl Iterator<Item = Diagnostic> {
    faults.into_iter().filter(move |d| !(unread && d.code.may_follow()))
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
pub fn verify(project: &Project, options: &BuildOptions, report: &mut Report) -> Vec<Figure> {
    Build::new(project).verify(options, report)
}

/// Lays the figures of a project out, on all cores; faults go to the report, and the figure is left out.
pub fn figures(project: &Project, options: &BuildOptions, report: &mut Report) -> Vec<Figure> {
    Build::new(project).figures(options, report)
}

/// Maps in the order of the items, on all cores when there is more than one item.
fn in_parallel<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    match items {
        [] => Vec::new(),
        [only] => vec![map(only)],
        several => several.par_iter().map(map).collect(),
    }
}

/// The tables of a project as files of the given formats, claims first. Texts are in the first language of the project.
///
/// # Errors
/// Only when polars cannot hold the rows (more than 2^32 of them).
pub fn tables(project: &Project, formats: &[Format]) -> Result<Vec<Output>, FrameError> {
    Build::new(project).table_files(formats)
}
