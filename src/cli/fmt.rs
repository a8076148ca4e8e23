//! `citeplot fmt`.

use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use citeplot::Project;
use citeplot::diag::{Code, Report, Severity, visible_lines};
use citeplot::project::form::{FileKind, FormError, formatted};

use super::output::{self, Terminal};
use super::own_file::OwnFile;
use super::{Failure, Outcome, project};

/// Write the records, recipes and settings in one form
///
/// Keys in the order of the manual, values under each other, grids in columns, each element of a long list on a line of its
/// own. What the files say and their comments stay. Empty lines stay too, one at most at a place. Keys with comments
/// between them are not moved.
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// The files [default: every TOML file of the project]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and end with exit code 1 when there are some
    #[arg(long)]
    check: bool,
    /// Also write files that are read-only, or that an editor has open
    #[arg(long)]
    force: bool,
}

impl Fmt {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let root = match (directory, self.files.first()) {
            (None, Some(first)) => root_of(first)?,
            _ => project::root(directory)?,
        };
        let project = project::open(&root)?;
        let (mut changed, mut same) = (Vec::new(), 0);
        let mut torn = false;
        for (path, kind) in self.wanted(project)? {
            let file = OwnFile::read(&path)?;
            let Ok(text) = std::str::from_utf8(&file.bytes) else {
                torn = true;
                continue;
            };
            match formatted(text, kind) {
                Ok(formed) if formed == text => same += 1,
                Ok(formed) => {
                    if !self.check && !self.force {
                        file.writable()?;
                    }
                    changed.push((path, file, formed));
                }
                Err(FormError::NotToml { .. }) => torn = true,
                Err(error) => return Err(Failure::new(error.to_string()).about(&path)),
            }
        }
        if torn {
            unreadable(project, terminal);
        }
        if self.check {
            let names: String = changed.iter().map(|(path, ..)| shown(&root, path) + "\n").collect();
            output::data(&visible_lines(&names))?;
        } else {
            for (_, file, formed) in &changed {
                file.replace(formed.as_bytes(), self.force)?;
            }
        }
        let verb = if self.check { "would change" } else { "written" };
        terminal.say(&format!("{} files: {} {verb}, {same} in form already", changed.len() + same, changed.len()));
        Ok(if torn || self.check && !changed.is_empty() { Outcome::Faults } else { Outcome::Fine })
    }

    /// The files to look at, each with what it is.
    fn wanted(&self, project: &Project) -> Result<Vec<(PathBuf, FileKind)>, Failure> {
        if self.files.is_empty() {
            let all = project.inputs.files().filter(|path| path.is_file());
            return Ok(all.filter_map(|path| Some((path.to_owned(), kind(&project.root, path)?))).collect());
        }
        let find = |path: &PathBuf| {
            let real = fs::canonicalize(path).map_err(|e| Failure::new(e.to_string()).about(path))?;
            let root = fs::canonicalize(&project.root)?;
            kind(&root, &real).map(|kind| (path.clone(), kind)).ok_or_else(|| {
                Failure::new("it is no file of the project").about(path).hint(
                    "its files are config.toml, datasets/ID/dataset.toml, datasets/ID/claims.toml, \
                     datasets/ID/claims/NAME.toml, charts/ID.toml and decks/ID.toml",
                )
            })
        };
        self.files.iter().map(find).collect()
    }
}

/// The folder of the project that a file belongs to.
fn root_of(file: &Path) -> Result<PathBuf, Failure> {
    let real = fs::canonicalize(file).map_err(|e| Failure::new(e.to_string()).about(file))?;
    let found = real.ancestors().skip(1).find(|folder| folder.join("config.toml").is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::new("there is no config.toml in any folder above").about(file).hint("use -C DIR to name the project")
    })
}

/// What a file of a project is, by its path; nothing for a file that is none.
fn kind(root: &Path, path: &Path) -> Option<FileKind> {
    let parts: Vec<&str> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str().unwrap_or(""),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => "",
        })
        .collect();
    let is_toml = path.extension().is_some_and(|ending| ending == "toml");
    match parts.as_slice() {
        ["config.toml"] => Some(FileKind::Config),
        ["datasets", _, "dataset.toml"] => Some(FileKind::Dataset),
        ["datasets", _, "claims.toml"] => Some(FileKind::Claims),
        ["datasets", _, "claims", _] if is_toml => Some(FileKind::Claims),
        ["charts", _] if is_toml => Some(FileKind::Recipe),
        ["decks", _] if is_toml => Some(FileKind::Deck),
        _ => None,
    }
}

/// Says why files cannot be read.
fn unreadable(project: &Project, terminal: &Terminal) {
    let mut report = Report::new();
    let of_text = [Code::SYNTAX.name, Code::FILE_UNREADABLE.name];
    report.extend(project.unread.iter().filter(|d| of_text.contains(&d.code.name)).cloned());
    terminal.report_from(Severity::Error, &report, &project.sources);
}

fn shown(root: &Path, path: &Path) -> String {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    real.strip_prefix(&root)
        .unwrap_or(&real)
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
