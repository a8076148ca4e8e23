//! `citeplot export`.

use std::path::{Path, PathBuf};

use clap::Args;

use citeplot::build::{Build, check_records};
use citeplot::diag::Severity;
use citeplot::frame::export::Format;

use super::output::Terminal;
use super::words::word;
use super::{Failure, Outcome, project, write};

/// Write the tables of claims, surveys and works
///
/// One row for each claim, with operator, value, low and high side by side, its quote, its place and its citations.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The formats, parted by commas
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_values = ["csv", "json"], value_parser = word::<Format>())]
    format: Vec<Format>,
    /// Also write CSV that Excel opens right: with a byte order mark, and cells and decimals parted as in the first language
    #[arg(long)]
    excel: bool,
    /// The folder to write into [default: dist/ of the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        let mut report = project.unread.clone();
        check_records(project, &mut report);
        report.sort(&project.sources);
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        let folder = match self.out {
            Some(folder) => folder,
            None => write::own_folder(&project.root, "dist")?,
        };
        let mut formats = self.format;
        if self.excel {
            let format = Format::for_excel(project.config.locales[0]);
            formats.push(format);
            let how = if format == Format::ExcelSemicolons {
                "semicolons between cells and commas before decimals"
            } else {
                "commas between cells and points before decimals"
            };
            let tag = project.config.locales[0].tag();
            terminal.say(&format!("for Excel on a computer set to `{tag}`: *.{}, with {how}", format.ending()));
        }
        let tables = write::tables(&Build::new(project), &formats, &folder)?;
        tables.allowed()?;
        let (count, done) = (tables.len(), tables.write()?);
        terminal.say(&format!("{count} tables: {} written, {} unchanged", done.written, done.unchanged));
        Ok(Outcome::Fine)
    }
}
