//! Writing files: whole or not at all, only into the output folder, never over a file that is not ours.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::iter::Sum;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use citeplot::Error;
use citeplot::build::{Build, Output};
use citeplot::diag::Code;
use citeplot::frame::export::Format;
use citeplot::project::{ReadError, read_file};
use citeplot::render::svg_metadata;

use super::draft::{Draft, Drafted};
use super::{Failure, leftovers};

/// The file that names what citeplot wrote into a folder; what it does not name is not ours.
const MANIFEST: &str = ".citeplot";
/// The largest file that is compared with what would be written, in bytes.
pub(super) const LARGEST: u64 = 2 << 30;

/// How many files of a set were written and how many were the same already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) written: usize,
    pub(super) unchanged: usize,
}

impl Sum for Written {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let add = |a: Self, b: Self| Self { written: a.written + b.written, unchanged: a.unchanged + b.unchanged };
        all.fold(Self::default(), add)
    }
}

/// Writes a set of files into a folder. Nothing is written when one of them would replace a file that is not ours.
pub(super) fn files(folder: &Path, outputs: &[Output]) -> Result<Written, Failure> {
    plan(folder, outputs)?.write()
}

/// A folder of the project that outputs go to. It may be a link, but not one that leads out of the project.
pub(super) fn own_folder(root: &Path, name: &str) -> Result<PathBuf, Failure> {
    let folder = root.join(name);
    let (Ok(real), Ok(home)) = (fs::canonicalize(&folder), fs::canonicalize(root)) else { return Ok(folder) };
    if real.starts_with(&home) {
        return Ok(folder);
    }
    let failure = Failure::new(format!("`{name}` leads out of the project, to `{}`", real.display()));
    Err(failure.hint("name that folder with --out to write there"))
}

/// A set of files that may be written: none is in the way of a file that is not ours.
pub(super) struct Plan<'a> {
    folder: &'a Path,
    outputs: &'a [Output],
    listed: BTreeSet<String>,
    changed: Vec<&'a Output>,
}

/// The tables of a project in a folder, made a few thousand rows at a time.
#[derive(Debug)]
pub(super) struct Tables {
    folder: PathBuf,
    files: Vec<Drafted>,
    /// Keeps other runs from taking the temporary files away.
    _writing: leftovers::Writing,
}

/// Makes the tables of a project, beside where they shall stand.
pub(super) fn tables(build: &Build<'_>, formats: &[Format], folder: &Path) -> Result<Tables, Failure> {
    fs::create_dir_all(folder).map_err(|e| cannot(folder, &e))?;
    let writing = leftovers::begin(folder);
    let drafts =
        build.write_tables(formats, |name| Ok(BufWriter::with_capacity(1 << 16, Draft::new(folder.join(name)))));
    let finished = drafts.map_err(Error::from)?.into_iter().map(|(_, draft)| draft.into_inner()?.finish());
    let files = finished.collect::<io::Result<_>>()?;
    Ok(Tables { folder: folder.to_owned(), files, _writing: writing })
}

impl Tables {
    /// Where they stand.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.files.iter().map(|file| file.path.clone())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Looks whether they may stand where they belong: none is in the way of a file that is not ours.
    pub(super) fn allowed(&self) -> Result<(), Failure> {
        let listed = manifest(&self.folder)?;
        let foreign = |file: &&Drafted| {
            let listed = file.path.file_name().is_some_and(|name| listed.contains(&*name.to_string_lossy()));
            let theirs = |meta: fs::Metadata| !listed || !meta.is_file();
            file.changed.is_some() && fs::metadata(&file.path).is_ok_and(theirs)
        };
        self.files.iter().find(foreign).map_or(Ok(()), |file| Err(not_ours(&file.path)))
    }

    /// Puts those that changed into place.
    pub(super) fn write(self) -> Result<Written, Failure> {
        let names = self.files.iter().filter_map(|file| file.path.file_name());
        note(&self.folder, &manifest(&self.folder)?, names.map(|name| name.to_string_lossy().into_owned()))?;
        let mut done = Written::default();
        for file in self.files {
            match file.changed {
                None => done.unchanged += 1,
                Some(changed) => {
                    changed.persist(&file.path).map_err(|e| cannot(&file.path, &e.error))?;
                    done.written += 1;
                }
            }
        }
        Ok(done)
    }
}

/// Looks whether a set of files may be written into a folder, and which of them would change.
pub(super) fn plan<'a>(folder: &'a Path, outputs: &'a [Output]) -> Result<Plan<'a>, Failure> {
    let listed = manifest(folder)?;
    let mut changed = Vec::new();
    for output in outputs {
        match state(&folder.join(&output.name), output, &listed)? {
            State::Same => {}
            State::Ours => changed.push(output),
        }
    }
    Ok(Plan { folder, outputs, listed, changed })
}

impl Plan<'_> {
    /// Where the files stand.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.outputs.iter().map(|output| self.folder.join(&output.name))
    }

    /// Writes what changed: first everything beside its place, then all of it into place.
    pub(super) fn write(self) -> Result<Written, Failure> {
        let folder = self.folder;
        if self.outputs.is_empty() {
            return Ok(Written::default());
        }
        fs::create_dir_all(folder).map_err(|e| cannot(folder, &e))?;
        let _writing = leftovers::begin(folder);
        note(folder, &self.listed, self.outputs.iter().map(|output| output.name.clone()))?;
        // Closed at once: a system lets a program have only so many files open.
        let stage_one =
            |output: &&Output| Ok((folder.join(&output.name), stage(folder, &output.bytes)?.into_temp_path()));
        let staged: Vec<(PathBuf, TempPath)> = self.changed.iter().map(stage_one).collect::<Result<_, Failure>>()?;
        for (path, file) in staged {
            file.persist(&path).map_err(|e| cannot(&path, &e.error))?;
        }
        Ok(Written { written: self.changed.len(), unchanged: self.outputs.len() - self.changed.len() })
    }
}

enum State {
    /// The file holds these bytes already.
    Same,
    /// There is no file, or it is one that citeplot wrote.
    Ours,
}

fn state(path: &Path, output: &Output, listed: &BTreeSet<String>) -> Result<State, Failure> {
    let old = match read_file(path, LARGEST) {
        Ok(old) => old,
        Err(ReadError::Missing) => return Ok(State::Ours),
        Err(ReadError::System(error)) => return Err(cannot(path, &error)),
        Err(ReadError::Folder | ReadError::Special | ReadError::TooLarge(_)) => return Err(not_ours(path)),
    };
    if old == output.bytes {
        return Ok(State::Same);
    }
    if listed.contains(&output.name) || is_figure(&old) {
        return Ok(State::Ours);
    }
    Err(not_ours(path))
}

fn not_ours(path: &Path) -> Failure {
    let failure = Failure::new(format!("`{}` is in the way, and citeplot did not write it", path.display()));
    failure.code(Code::NOT_OURS).hint("move it away, or choose another folder with --out")
}

/// Whether a file is a figure that citeplot drew.
pub(super) fn is_figure(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<svg ") && std::str::from_utf8(bytes).is_ok_and(|text| svg_metadata(text).is_some())
}

/// The files of a folder that citeplot wrote.
fn manifest(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let path = folder.join(MANIFEST);
    match read_file(&path, LARGEST) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()),
        Err(ReadError::Missing) => Ok(BTreeSet::new()),
        Err(error) => Err(Failure::new(format!("cannot read `{}`: {error}", path.display()))),
    }
}

/// Names what is about to be written. Figures name themselves, so a folder of figures has no manifest.
fn note(folder: &Path, listed: &BTreeSet<String>, outputs: impl Iterator<Item = String>) -> Result<(), Failure> {
    let mut names = listed.clone();
    names.extend(outputs.filter(|name| !name.ends_with(".svg")));
    if names == *listed {
        return Ok(());
    }
    let text: String = names.iter().map(|n| format!("{n}\n")).collect();
    let path = folder.join(MANIFEST);
    stage(folder, text.as_bytes())?.persist(&path).map_err(|e| cannot(&path, &e.error))?;
    Ok(())
}

/// A temporary file beside the place where the bytes shall stand, with the permissions of any new file.
pub(super) fn stage(folder: &Path, bytes: &[u8]) -> Result<NamedTempFile, Failure> {
    let mut file = empty_stage(folder).map_err(|e| cannot(folder, &e))?;
    file.write_all(bytes).and_then(|()| file.flush()).map_err(|e| cannot(file.path(), &e))?;
    Ok(file)
}

/// An empty file that is going to be put into place.
pub(super) fn empty_stage(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(leftovers::PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

pub(super) fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`: {error}", path.display()))
}
