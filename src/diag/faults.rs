//! The faults of a project as an error of the library.

use std::fmt;

use crate::diag::{Report, Severity, human};
use crate::source::Sources;

/// Why nothing was made of a project: its faults, with the texts in which they stand.
///
/// As text it shows every error with its line, as the program does; warnings and notes are in [`Faults::report`].
#[derive(Clone, Debug)]
pub struct Faults {
    report: Report,
    sources: Sources,
}

impl Faults {
    /// The faults of a report, whose places are in these texts.
    pub fn new(report: Report, sources: Sources) -> Self {
        Self { report, sources }
    }

    /// Everything that was found, warnings and notes among it.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The texts that the report points into.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.report.at_least(Severity::Error);
        f.write_str(human::render(&errors, &self.sources, false).trim_end())
    }
}

impl std::error::Error for Faults {}
