//! `citeplot audit`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;

use citeplot::Project;
use citeplot::build::{Build, BuildOptions, Output};
use citeplot::diag::Severity;
use citeplot::model::Locale;
use citeplot::publish::audit::Audit;

use super::output::Terminal;
use super::words::word;
use super::{Failure, Outcome, against, project, write};

/// Write a report of each dataset, as Markdown and HTML
///
/// Each claim with its quote in its sentence, its chain of citation, how it is read, what the checks found and which charts draw
/// it; what the surveys disclose; and what of the documents that are at hand no record accounts for.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// The folder to write into [default: dist/ of the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The language of labels [default: the first one of config.toml]
    #[arg(long, value_name = "LOCALE", value_parser = word::<Locale>())]
    locale: Option<Locale>,
    /// The text of a document that the project does not name: FILE, or WORK=FILE when there are several documents
    #[arg(long, value_name = "FILE")]
    against: Vec<OsString>,
}

impl AuditArgs {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let mut project = project::read_own(directory)?;
        against::give_texts(&mut project, &self.against)?;
        let project: &'static Project = Box::leak(project);
        let locale = self.locale.unwrap_or(project.config.locales[0]);
        let mut report = project.unread.clone();
        let options = BuildOptions::new().locale(project.config.locales[0]);
        let figures = Build::new(project).verify(&options, &mut report);
        let drawn: BTreeMap<String, Vec<String>> =
            figures.iter().map(|figure| (figure.id.clone(), figure.claims.clone())).collect();
        let outputs: Vec<Output> = Audit::of(project, &report, &drawn, locale)
            .iter()
            .flat_map(|audit| {
                let file = |ending: &str, text: String| Output {
                    name: format!("audit-{}.{ending}", audit.id),
                    bytes: text.into_bytes(),
                };
                [file("md", audit.markdown()), file("html", audit.html())]
            })
            .collect();
        let folder = match self.out {
            Some(folder) => folder,
            None => write::own_folder(&project.root, "dist")?,
        };
        let done = write::files(&folder, &outputs)?;
        terminal.say(&format!("{} reports: {} written, {} unchanged", outputs.len(), done.written, done.unchanged));
        Ok(if report.count(Severity::Error) > 0 { Outcome::Faults } else { Outcome::Fine })
    }
}
