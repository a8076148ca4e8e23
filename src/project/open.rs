//! Ways into a project: from a folder, and from texts in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::project::files::Files;
use crate::project::{Project, read_files};

/// Why a folder is no project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no folder at this path.
    NoFolder(PathBuf),
    /// The folder has no `config.toml`.
    NoConfig(PathBuf),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(folder) => write!(f, "there is no folder `{}`", folder.display()),
            Self::NoConfig(folder) => write!(f, "there is no config.toml in `{}`", folder.display()),
        }
    }
}

impl std::error::Error for OpenError {}

impl Project {
    /// Opens the project in a folder, the one with its `config.toml`.
    ///
    /// Faults of its files are no errors here: what could be read is there, and what was wrong with the rest is in
    /// [`Project::unread`], in the report of [`Project::check`](Self::check), and in the error of whatever needs it.
    ///
    /// # Errors
    /// When there is no such folder, or none with a `config.toml`.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, OpenError> {
        let root = root.as_ref();
        if !root.is_dir() {
            return Err(OpenError::NoFolder(root.to_owned()));
        }
        if !root.join("config.toml").exists() {
            return Err(OpenError::NoConfig(root.to_owned()));
        }
        Ok(read_files(&Files::on_disk(root)))
    }

    /// Makes a project of texts in memory, each with the path that its file has in the folder of a project:
    /// `config.toml` (which may be left out), `datasets/<id>/dataset.toml`, `datasets/<id>/claims.toml`,
    /// `datasets/<id>/claims/<name>.toml`, `datasets/<id>/references.bib`, `charts/<id>.toml`, `decks/<id>.toml`,
    /// and the texts of documents by the paths that `dataset.toml` gives them. Other paths are left aside. Faults are kept as by [`Project::open`].
    ///
    /// Fonts and logos that the configuration names are looked for in the current folder.
    pub fn from_texts<P: Into<String>, T: Into<String>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut texts: BTreeMap<String, String> =
            texts.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        texts.entry("config.toml".to_owned()).or_default();
        read_files(&Files::in_memory(&texts))
    }
}
