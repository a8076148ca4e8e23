//! `citeplot build`.

use std::path::{Path, PathBuf};

use clap::Args;

use citeplot::build::{Output, Wanted, drawn};
use citeplot::diag::{Diagnostic, Report, Severity, human};
use citeplot::export::Format;
use citeplot::load::Project;
use citeplot::model::Locale;

use super::output::Terminal;
use super::write::{Written, is_figure, plan};
use super::{Failure, Outcome, project};

/// Check the records, draw all figures and write the tables
///
/// Figures go to charts/, tables to dist/. Nothing is written while the project has an error.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Draw only this chart, and write no tables; may be given several times
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
    /// Draw only in this language (en, tr, ru, kk); may be given several times [default: those of config.toml]
    #[arg(long, value_name = "LOCALE", value_parser = locale)]
    locale: Vec<Locale>,
    /// Write nothing; exit with 1 when a figure in charts/ is not the one that the records make
    #[arg(long)]
    check: bool,
    /// Write all figures and tables into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "check")]
    out: Option<PathBuf>,
}

fn locale(text: &str) -> Result<Locale, String> {
    text.parse().map_err(|e: citeplot::model::UnknownLocale| {
        let known: Vec<&str> = Locale::ALL.iter().map(|l| l.tag()).collect();
        format!("{e} (known: {})", known.join(", "))
    })
}

impl Build {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let wanted = Wanted { only: self.only, locales: self.locale };
        let (project, mut report) = project::read(directory)?;
        project::all_known(&project, &report, &wanted)?;
        let with_tables = wanted.only.is_empty() && !self.check;
        let build = citeplot::build::Build::new(&project);
        let build = if with_tables { build.with_tables() } else { build };
        let figures = build.verify(&wanted, &mut report);
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        let drawn = drawn(&project, &figures);
        if self.check {
            return Ok(check(&project, &drawn, wanted.only.is_empty() && wanted.locales.is_empty(), terminal));
        }
        let tables = match with_tables {
            true => build.tables(&Format::ALL).map_err(|e| Failure::new(e.to_string()))?,
            false => Vec::new(),
        };
        let (charts, dist) = match &self.out {
            Some(out) => (out.clone(), out.clone()),
            None => (project.root.join("charts"), project.root.join("dist")),
        };
        let (figures_plan, tables_plan) = (plan(&charts, &drawn)?, plan(&dist, &tables)?);
        let (first, second) = (figures_plan.write()?, tables_plan.write()?);
        let done = Written { written: first.written + second.written, unchanged: first.unchanged + second.unchanged };
        say(terminal, &report, (drawn.len(), tables.len()), done);
        Ok(Outcome::Fine)
    }
}

fn say(terminal: &Terminal, report: &Report, (figures, tables): (usize, usize), done: Written) {
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    terminal.say(&format!(
        "{}, {}: {} written, {} unchanged",
        count(figures, "figure"),
        count(tables, "table"),
        done.written,
        done.unchanged
    ));
    if let Some(found) = human::summary(report) {
        terminal.say(&format!("{found}: `citeplot check` shows them"));
    }
}

/// Compares the figures with those in charts/; with all of them drawn, also looks for figures that no recipe makes.
fn check(project: &Project, drawn: &[Output], all: bool, terminal: &Terminal) -> Outcome {
    let folder = project.root.join("charts");
    let mut report = Report::new();
    for output in drawn {
        let path = format!("charts/{}", output.name);
        match std::fs::read(folder.join(&output.name)) {
            Ok(bytes) if bytes == output.bytes => {}
            Ok(_) => report.push(stale(format!("`{path}` is not the figure that the records make"), path)),
            Err(_) => report.push(stale(format!("`{path}` is missing"), path)),
        }
    }
    if all {
        report.extend(orphans(&folder, drawn));
    }
    terminal.report_from(Severity::Error, &report, &project.sources);
    if report.has_errors() {
        return Outcome::Faults;
    }
    terminal.say(&match drawn.len() {
        1 => "1 figure is up to date".to_owned(),
        n => format!("{n} figures are up to date"),
    });
    Outcome::Fine
}

fn stale(message: String, path: String) -> Diagnostic {
    Diagnostic::error("stale", message).in_path(path).hint("run `citeplot build`")
}

fn orphans(folder: &Path, drawn: &[Output]) -> Vec<Diagnostic> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|e| e == "svg"))
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.retain(|n| !drawn.iter().any(|o| o.name == *n));
    names.retain(|n| std::fs::read(folder.join(n)).is_ok_and(|bytes| is_figure(&bytes)));
    let orphan = |name: String| {
        let path = format!("charts/{name}");
        Diagnostic::error("stale", format!("no recipe makes `{path}`"))
            .in_path(path)
            .hint("delete it, or restore its recipe")
    };
    names.into_iter().map(orphan).collect()
}
