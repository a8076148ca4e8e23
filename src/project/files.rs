//! Reading files, with a diagnostic for everything that can be wrong with one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;

use crate::diag::{Code, Diagnostic, Report};
use crate::project::bytes::{ReadError, read_file};
use crate::project::inputs::Inputs;
use crate::project::text_file::TextFile;
use crate::project::walk::table::Faults;
use crate::source::{Located, Sources, Spot};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// The files of a project: those below a folder, or texts in memory that stand for them.
#[derive(Debug)]
pub(crate) struct Files<'a> {
    /// The folder with the `config.toml`.
    pub(crate) root: &'a Path,
    /// The texts by their paths from the root, `/` between folders; none when the files are on disk.
    texts: Option<&'a BTreeMap<String, String>>,
    /// What was read and listed so far.
    inputs: RefCell<Inputs>,
}

impl<'a> Files<'a> {
    /// The files below a folder.
    pub(crate) fn on_disk(root: &'a Path) -> Self {
        Self { root, texts: None, inputs: RefCell::default() }
    }

    /// Texts that stand for files.
    pub(crate) fn in_memory(texts: &'a BTreeMap<String, String>) -> Self {
        Self { root: Path::new("."), texts: Some(texts), inputs: RefCell::default() }
    }

    /// What was read and listed so far.
    pub(crate) fn inputs(&self) -> Inputs {
        self.inputs.borrow().clone()
    }

    /// Reads a file that is no text.
    pub(crate) fn bytes(&self, path: &str, largest: u64) -> Result<Vec<u8>, ReadError> {
        let path = self.root.join(path);
        self.inputs.borrow_mut().add_file(&path);
        read_file(&path, largest)
    }

    /// The text of a document that a record names; nothing is read yet.
    pub(crate) fn document(&self, named: &Located<String>) -> TextFile {
        if let Some(texts) = self.texts {
            return TextFile::in_memory(&named.value, named.at, texts.get(&named.value));
        }
        let path = self.root.join(&named.value);
        if self.is_there(&path) {
            self.inputs.borrow_mut().add_file(&path);
        }
        TextFile::on_disk(&named.value, named.at, path)
    }

    /// Reads a text into the sources and returns its number; faults go to the report.
    pub(crate) fn text(&self, path: &Path, sources: &mut Sources, report: &mut Report) -> Option<u32> {
        let Some(texts) = self.texts else {
            self.inputs.borrow_mut().add_file(path);
            return text(self.root, path, sources, report);
        };
        let name = shown(self.root, path);
        let Some(text) = texts.get(&name) else {
            report.push(missing(&name));
            return None;
        };
        Some(sources.add(name, text.as_str()))
    }

    /// Whether there is a file or a folder at this path.
    pub(crate) fn exists(&self, path: &Path) -> bool {
        match self.texts {
            None => path.exists(),
            Some(texts) => texts.contains_key(&shown(self.root, path)) || self.is_folder(path),
        }
    }

    /// Whether there is a file that a project may have or not. One that is not there may come: then its folder holds another
    /// name, so that the folder is noted.
    pub(crate) fn is_there(&self, path: &Path) -> bool {
        let there = self.exists(path);
        let folder = path.parent().filter(|folder| !there && self.texts.is_none() && folder.is_dir());
        folder.into_iter().for_each(|folder| self.inputs.borrow_mut().add_folder(folder));
        there
    }

    /// Whether there is a folder at this path.
    pub(crate) fn is_folder(&self, path: &Path) -> bool {
        let Some(texts) = self.texts else { return path.is_dir() };
        let inside = format!("{}/", shown(self.root, path));
        texts.keys().any(|name| name.starts_with(&inside))
    }

    /// Everything in a folder, in the order of the names; a missing folder has nothing.
    pub(crate) fn entries(&self, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
        let Some(texts) = self.texts else {
            self.inputs.borrow_mut().add_folder(folder);
            return entries(self.root, folder, report);
        };
        let inside = format!("{}/", shown(self.root, folder));
        let below = texts.keys().filter_map(|name| name.strip_prefix(&inside));
        let names: BTreeSet<&str> = below.filter_map(|rest| rest.split('/').next()).collect();
        names.into_iter().map(|name| folder.join(name)).collect()
    }

    /// The files of a folder with this ending, in the order of their names; a missing folder has none.
    pub(crate) fn with_ending(&self, folder: &Path, ending: &str, report: &mut Report) -> Vec<PathBuf> {
        let mut found = self.entries(folder, report);
        found.retain(|p| p.extension().is_some_and(|e| e == ending));
        found
    }
}

/// Reads a text into the sources and returns its number; faults go to the report.
fn text(root: &Path, path: &Path, sources: &mut Sources, report: &mut Report) -> Option<u32> {
    let name = shown(root, path);
    match read_file(path, LARGEST) {
        Ok(bytes) => decoded(&name, bytes, sources, report),
        Err(error) => {
            report.push(unreadable(&name, &error));
            None
        }
    }
}

fn decoded(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<u32> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = sources.add(name, lossy);
            let fault = Diagnostic::new(Code::NOT_UTF_8, "the file is not valid UTF-8").at(Spot::new(file, at..at + 3));
            report.push(fault.hint("save the file as UTF-8"));
            None
        }
    }
}

fn unreadable(name: &str, error: &ReadError) -> Diagnostic {
    let fault = match error {
        ReadError::Missing => missing(name),
        ReadError::Folder => Diagnostic::new(Code::NOT_A_FILE, format!("`{name}` is a folder where a file should be")),
        ReadError::Special => Diagnostic::new(Code::NOT_A_FILE, format!("`{name}` cannot be read: {error}")),
        ReadError::TooLarge(_) => Diagnostic::new(Code::FILE_TOO_LARGE, format!("`{name}` cannot be read: {error}"))
            .hint("split it: a dataset may have a folder `claims/` of several files"),
        ReadError::System(error) => Diagnostic::new(Code::FILE_UNREADABLE, format!("cannot read `{name}`: {error}")),
    };
    fault.in_path(name)
}

fn missing(name: &str) -> Diagnostic {
    Diagnostic::new(Code::FILE_MISSING, format!("there is no `{name}`")).in_path(name)
}

/// The path of a file as people of the project know it: from its root, with `/`.
pub(crate) fn shown(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Everything in a folder, in the order of the names; a missing folder has nothing.
fn entries(root: &Path, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    let mut found = Vec::new();
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => found.push(entry.path()),
                    Err(error) => report.push(unreadable(&shown(root, folder), &error.into())),
                }
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => report.push(unreadable(&shown(root, folder), &error.into())),
    }
    found.sort();
    found
}

/// A TOML text as far as it could be parsed.
pub(crate) struct Parsed<'s> {
    root: Spanned<DeTable<'s>>,
    /// Whether it has faults of syntax, so that anything may be missing from it.
    pub(crate) torn: bool,
}

impl<'s> Parsed<'s> {
    /// The table at the root.
    pub(crate) fn root(&self) -> &DeTable<'s> {
        self.root.get_ref()
    }

    /// What was found in it, without what follows from its faults of syntax: keys that are missing because their lines
    /// could not be parsed, and keys without a name.
    pub(crate) fn found(&self, faults: Faults<'_>) -> Vec<Diagnostic> {
        let follows = |d: &Diagnostic| {
            d.code == Code::MISSING_KEY
                || d.code == Code::UNKNOWN_KEY && d.spot.is_none_or(|spot| spot.start == spot.end)
        };
        faults.into_found().into_iter().filter(|d| !(self.torn && follows(d))).collect()
    }
}

/// Parses a TOML text, pushing every fault of syntax, and returns what could be read.
pub(crate) fn toml<'s>(file: u32, sources: &'s Sources, report: &mut Report) -> Parsed<'s> {
    let (root, errors) = DeTable::parse_recoverable(sources.text(file));
    let torn = !errors.is_empty();
    for error in errors {
        let at = Spot::new(file, error.span().unwrap_or(0..0));
        let message = error.message().lines().next().unwrap_or("the TOML cannot be read").trim().to_owned();
        report.push(Diagnostic::new(Code::SYNTAX, message).at(at));
    }
    Parsed { root, torn }
}
