//! What a project was read from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files and folders that a project was read from: when they hold the same as before, so does the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Inputs {
    /// The files that were read, or looked for.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// The folders whose entries were listed.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path)
    }

    pub(super) fn add_file(&mut self, path: &Path) {
        self.files.insert(path.to_owned());
    }

    pub(super) fn add_folder(&mut self, path: &Path) {
        self.folders.insert(path.to_owned());
    }
}
