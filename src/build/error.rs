//! What the library answers when something cannot be made.

use std::fmt;

use crate::build::files::RenderError;
use crate::diag::{Faults, did_you_mean};
use crate::frame::FrameError;
use crate::project::OpenError;

/// Why a project gives no figure, table or deck.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The folder is no project.
    Open(OpenError),
    /// The project has faults; nothing is made of it while one stands.
    Faults(Faults),
    /// The project has no chart, deck or theme of this name.
    Unknown {
        /// What was asked for.
        what: Named,
        /// The name.
        name: String,
        /// Advice, where a name of the project's is near: "did you mean `trust`?"
        hint: Option<String>,
    },
    /// A figure cannot be drawn in a format.
    Render(RenderError),
    /// A table cannot be made.
    Frame(FrameError),
}

/// What a project has under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Named {
    /// A chart recipe.
    Chart,
    /// A deck recipe.
    Deck,
    /// A theme, of the program or of `config.toml`.
    Theme,
}

impl Named {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Deck => "deck",
            Self::Theme => "theme",
        }
    }
}

impl Error {
    /// An unknown name, with the known one that is nearest to it.
    pub(super) fn unknown<'k>(what: Named, name: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        Self::Unknown { what, name: name.to_owned(), hint: did_you_mean(name, known) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(error) => error.fmt(f),
            Self::Faults(faults) => faults.fmt(f),
            Self::Unknown { what, name, .. } => write!(f, "there is no {} `{name}`", what.word()),
            Self::Render(error) => error.fmt(f),
            Self::Frame(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Open(_) | Self::Faults(_) | Self::Unknown { .. } => None,
            Self::Render(error) => error.source(),
            Self::Frame(error) => error.source(),
        }
    }
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<FrameError> for Error {
    fn from(error: FrameError) -> Self {
        Self::Frame(error)
    }
}
