//! `citeplot new`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::Builder;

use citeplot::example;

use super::output::Terminal;
use super::{Failure, Outcome, leftovers, write};

/// The file that makes a folder a project.
const CONFIG: &str = "config.toml";

/// Make a small project to start from
///
/// It holds two made-up claims and one chart, and checks and builds at once.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder; it must not exist yet, or be empty
    directory: PathBuf,
}

impl New {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let root = self.directory.as_path();
        let there = root.exists();
        if there && !is_empty(root) {
            let failure = Failure::new(format!("`{}` exists and is not an empty folder", root.display()));
            return Err(failure.hint("name a folder that does not exist yet"));
        }
        if let Err(failure) = make(root) {
            if !there {
                // The first fault is the one that is told; what cannot be removed is an empty folder.
                fs::remove_dir(root).ok();
            }
            return Err(failure);
        }
        terminal.say(&format!("{} files in `{}`", example::FILES.len(), root.display()));
        terminal.say(&format!("next: citeplot -C {} build", root.display()));
        Ok(Outcome::Fine)
    }
}

/// Whether a folder holds nothing, or nothing but what a run that was killed left there.
fn is_empty(root: &Path) -> bool {
    let left = |name: &OsStr| name.to_str().is_some_and(leftovers::is_temporary);
    fs::read_dir(root).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| left(&entry.file_name()))))
}

/// Writes the project into a folder within the folder, and moves it to its place when it is whole.
fn make(root: &Path) -> Result<(), Failure> {
    fs::create_dir_all(root).map_err(|e| write::cannot(root, &e))?;
    let _writing = leftovers::begin(root);
    let staged = Builder::new().prefix(leftovers::PREFIX).tempdir_in(root).map_err(|e| write::cannot(root, &e))?;
    for (name, text) in example::FILES {
        let path = staged.path().join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        made.map_err(|e| write::cannot(&root.join(name), &e))?;
    }
    // What makes a folder a project comes last.
    let mut names: Vec<&str> = example::FILES.iter().filter_map(|(name, _)| name.split('/').next()).collect();
    names.sort_by_key(|name| *name == CONFIG);
    names.dedup();
    for (done, name) in names.iter().enumerate() {
        if let Err(error) = fs::rename(staged.path().join(name), root.join(name)) {
            names[..done].iter().for_each(|name| drop(fs::rename(root.join(name), staged.path().join(name))));
            return Err(write::cannot(&root.join(name), &error));
        }
    }
    Ok(())
}
