//! `citeplot check`.

use std::ffi::OsString;
use std::path::Path;

use clap::{Args, ValueEnum};

use citeplot::Project;
use citeplot::build::Build;
use citeplot::check::all_codes;
use citeplot::diag::{Code, Report, Severity, github, json, sarif};

use super::output::{self, Terminal, counted};
use super::stamp::{By, Stamp};
use super::write::own_folder;
use super::{Failure, Outcome, against, lock, project};

/// Look for faults in the records, the bibliography and the chart recipes
///
/// Every fault is reported in one run, with its place and what to do. Exit code 1 means that there is an error.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// For people (on stderr) or for programs (on stdout)
    #[arg(long, value_enum, default_value = "human")]
    format: ReportFormat,
    /// Show every fault to people, not the first hundred alone
    #[arg(long)]
    all: bool,
    /// Compare the quotes with the text in this file, for a document that names none; `WORK=FILE`, or `DATASET/WORK=FILE`, when
    /// there are several documents
    #[arg(long, value_name = "FILE")]
    against: Vec<OsString>,
    /// Write the lock file of each dataset whose documents are at hand, so that its quotes can be checked without them
    #[arg(long)]
    lock: bool,
    /// Exit with 1 for these too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// Text with the lines at fault
    Human,
    /// One JSON object with a `diagnostics` array
    Json,
    /// Workflow commands of GitHub Actions, shown at their lines in a pull request
    Github,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings
    Warnings,
}

impl Check {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let mut project = project::read_own(directory)?;
        against::give_texts(&mut project, &self.against)?;
        let project: &'static Project = Box::leak(project);
        let mut report = if self.against.is_empty() { found(project) } else { project.check() };
        if self.lock {
            // What is behind is about to be brought up to date.
            report = report.without(Code::LOCK_STALE);
        }
        match self.format {
            ReportFormat::Json => output::data(&json::render(&report, &project.sources))?,
            ReportFormat::Github => output::data(&github::render(&report, &project.sources, &before_paths(project)))?,
            ReportFormat::Sarif => {
                let codes = all_codes();
                output::data(&sarif::render(&report, &project.sources, &codes, &before_paths(project)))?;
            }
            ReportFormat::Human if self.all => terminal.showing_all().report(&report, &project.sources),
            ReportFormat::Human => terminal.report(&report, &project.sources),
        }
        if self.lock && !report.has_errors() {
            lock::write(project, terminal)?;
        }
        let denied = self.deny == Some(Deny::Warnings) && report.count(Severity::Warning) > 0;
        if report.has_errors() || denied {
            return Ok(Outcome::Faults);
        }
        if self.format == ReportFormat::Human && report.is_empty() {
            let claims: usize = project.datasets.iter().map(|d| d.claims.len()).sum();
            let charts = counted(project.recipes.len(), "chart");
            terminal.say(&format!("no faults in {} and {charts}", counted(claims, "claim")));
        }
        Ok(Outcome::Fine)
    }
}

/// The faults of a project. Charts that are as they were when the last build found nothing wrong with them are not laid out
/// again.
fn found(project: &Project) -> Report {
    let vouched = || {
        let stamp = Stamp::read(&own_folder(&project.root, "dist").ok()?)?;
        Some(stamp.vouches_for_charts(&By::this(String::new())?, &project.root))
    };
    if vouched() != Some(true) {
        return project.check();
    }
    let mut report = project.unread.clone();
    Build::new(project).verify_records(&mut report);
    report
}

/// What stands before the paths of a project's files in the repository that it is kept in: nothing at the root of one, or
/// outside of any.
fn before_paths(project: &Project) -> String {
    let Ok(root) = project.root.canonicalize() else { return String::new() };
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let inside = repository.and_then(|repository| root.strip_prefix(repository).ok());
    let folders = inside.into_iter().flat_map(Path::components);
    folders.map(|folder| format!("{}/", folder.as_os_str().to_string_lossy())).collect()
}
