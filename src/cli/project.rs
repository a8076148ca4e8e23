//! Finding and reading the project that a command is about.

use std::path::{Path, PathBuf};

use citeplot::project::OpenError;
use citeplot::{Error, Named, Project};

use super::Failure;

const START: &str = "`citeplot new DIR` makes a small project to start from";

/// The folder of the project: the one that was named, else the nearest one upwards with a `config.toml`.
pub(super) fn root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(folder) = named {
        return Ok(folder.to_owned());
    }
    let here = std::env::current_dir()?;
    let found = here.ancestors().find(|f| f.join("config.toml").is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::new("there is no config.toml here or in any folder above")
            .hint(format!("use -C DIR, or start anew: {START}"))
    })
}

/// Reads the project. It stays until the program ends: to free every text of a large one takes longer than to leave it
/// to the system.
pub(super) fn read(named: Option<&Path>) -> Result<&'static Project, Failure> {
    open(&root(named)?)
}

/// Reads the project, for a command that changes it before it looks at it.
pub(super) fn read_own(named: Option<&Path>) -> Result<Box<Project>, Failure> {
    Ok(Box::new(Project::open(root(named)?).map_err(Error::from)?))
}

/// Reads the project in a folder, to stay as well.
pub(super) fn open(root: &Path) -> Result<&'static Project, Failure> {
    Ok(Box::leak(Box::new(Project::open(root).map_err(Error::from)?)))
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let failure = Self::new(error.to_string());
        let standard = match &error {
            Error::Open(OpenError::NoFolder(_) | OpenError::NoConfig(_)) => Some(START),
            Error::Unknown { what: Named::Theme, .. } => Some("light, dark, print, or one of config.toml"),
            _ => None,
        };
        let own = match error {
            Error::Unknown { hint, .. } => hint,
            _ => None,
        };
        match own.or(standard.map(str::to_owned)) {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}
