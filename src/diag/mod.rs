//! Diagnostics as data: what is wrong, where, and what to do about it.
//!
//! A step of the program never stops at the first fault: it pushes [`Diagnostic`]s into a [`Report`] and goes on.
//! The report is rendered at the edge, as text for people ([`human`]) or for programs ([`json`], [`github`], [`sarif`]).

mod code;
mod faults;
pub mod github;
mod hidden;
pub mod human;
pub mod json;
pub mod sarif;
mod suggest;

pub(crate) use code::DECLARED;
pub use code::{Code, Stage};
pub use faults::Faults;
pub use hidden::{first_hidden, is_hidden, visible, visible_json, visible_lines};
pub use suggest::{did_you_mean, nearest};

use serde::Serialize;

use crate::source::{Sources, Spot};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Note,
    /// Doubtful; fails a run only with `--deny warnings`.
    Warning,
    /// Wrong; nothing is written while one stands.
    Error,
}

impl Severity {
    /// The word for people: `error`, `warning` or `note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One fault or remark.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What kind of fault it is.
    pub code: &'static Code,
    /// How much it weighs.
    pub severity: Severity,
    /// One sentence, lower case, with back quotes round what was written.
    pub message: String,
    /// The place in a file of the project, if it has one.
    pub spot: Option<Spot>,
    /// The file or folder it is about, when there is no place inside a file.
    pub path: Option<String>,
    /// What the underlined words are.
    pub label: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    /// The reason with which a record acknowledges this fault; such a diagnostic is a note.
    pub acknowledged: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place, with the weight of its code.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            spot: None,
            path: None,
            label: None,
            hint: None,
            acknowledged: None,
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, spot: Spot) -> Self {
        self.spot = Some(spot);
        self
    }

    /// The same, about a file or folder as a whole.
    #[must_use]
    pub fn in_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same, with words for the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with advice when there is some.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }
}

/// All diagnostics of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Puts the diagnostics in the order of the files and of the places in them.
    pub fn sort(&mut self, sources: &Sources) {
        self.diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                let path = d.spot.map(|s| sources.path(s.file).to_owned()).or_else(|| d.path.clone());
                (path.unwrap_or_default(), d.spot.map_or(0, |s| s.start))
            };
            key(a).cmp(&key(b)).then_with(|| a.code.name.cmp(b.code.name)).then_with(|| a.message.cmp(&b.message))
        });
    }

    /// The diagnostics, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }

    /// The diagnostics of at least this weight.
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> Self {
        Self { diagnostics: self.iter().filter(|d| d.severity >= severity).cloned().collect() }
    }

    /// The diagnostics of all other kinds.
    #[must_use]
    pub fn without(&self, code: &Code) -> Self {
        Self { diagnostics: self.iter().filter(|d| d.code != code).cloned().collect() }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many diagnostics have exactly this weight.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether at least one error stands.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}
