//! What a build was made from and what it made, so that the next one can end at once when nothing has changed.
//!
//! A stamp names every file and folder that the project was read from and every file that the build made, with one digest
//! of what the former held and one of the latter. Contents are compared, not times.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{env, fs};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use citeplot::project::{Inputs, read_file};

use super::write::{LARGEST, stage};

/// The file in the folder of the tables that holds the stamp.
const NAME: &str = ".citeplot.stamp";

/// The stamp of a build.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Which program made it, and what it was asked for.
    by: By,
    /// What the program said of it.
    said: Vec<String>,
    /// Whether no chart had a fault, be it only a doubt.
    sound: bool,
    inputs: Paths,
    outputs: Paths,
}

/// Which program made a build, and what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct By {
    program: String,
    asked: String,
}

/// Files and folders, and the digest of what they hold.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Paths {
    files: Vec<String>,
    folders: Vec<String>,
    digest: String,
}

/// A build that is done.
#[derive(Debug)]
pub(super) struct Done<'a> {
    pub(super) root: &'a Path,
    pub(super) inputs: &'a Inputs,
    pub(super) outputs: &'a [PathBuf],
    pub(super) said: Vec<String>,
    pub(super) sound: bool,
}

impl By {
    /// This program, asked for these things; none when it cannot be told from another build of it.
    pub(super) fn this(asked: String) -> Option<Self> {
        let file = fs::metadata(env::current_exe().ok()?).ok()?;
        let built = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { program: format!("{} {} {built}", env!("CARGO_PKG_VERSION"), file.len()), asked })
    }
}

impl Stamp {
    /// The stamp in a folder; none when there is none, or none that can be read.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&read_file(&folder.join(NAME), LARGEST).ok()?).ok()
    }

    /// What was said of the build, when it would be the same again and everything that it made is still there.
    pub(super) fn unchanged(self, by: &By, root: &Path) -> Option<Vec<String>> {
        (self.by == *by && self.inputs.hold(root) && self.outputs.hold(root)).then_some(self.said)
    }

    /// Whether the charts of these records were looked at by this program and none had a fault.
    pub(super) fn vouches_for_charts(&self, by: &By, root: &Path) -> bool {
        self.sound && self.by.program == by.program && self.inputs.hold(root)
    }

    /// Puts the stamp of a build into a folder. It only saves time, so a build whose stamp cannot be written is done all the
    /// same.
    pub(super) fn write(by: By, done: Done<'_>, folder: &Path) {
        let Some(stamp) = Self::of(by, done) else { return };
        let text = serde_json::to_string(&stamp).expect("texts and flags can be written");
        if let Ok(file) = stage(folder, text.as_bytes()) {
            file.persist(folder.join(NAME)).ok();
        }
    }

    fn of(by: By, done: Done<'_>) -> Option<Self> {
        let Done { root, inputs, outputs, said, sound } = done;
        let inputs = Paths::of(root, inputs.files(), inputs.folders())?;
        let outputs = Paths::of(root, outputs.iter().map(PathBuf::as_path), std::iter::empty())?;
        Some(Self { by, said, sound, inputs, outputs })
    }
}

impl Paths {
    /// None when a path is no Unicode text, or cannot be read.
    fn of<'p>(
        root: &Path,
        files: impl Iterator<Item = &'p Path>,
        folders: impl Iterator<Item = &'p Path>,
    ) -> Option<Self> {
        let name = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_str().map(str::to_owned);
        let mut paths = Self { files: files.map(name).collect::<Option<_>>()?, ..Self::default() };
        paths.folders = folders.map(name).collect::<Option<_>>()?;
        paths.digest = paths.digest(root)?;
        Some(paths)
    }

    fn hold(&self, root: &Path) -> bool {
        self.digest(root).is_some_and(|digest| digest == self.digest)
    }

    fn digest(&self, root: &Path) -> Option<String> {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        for file in &self.files {
            add(file.as_bytes());
            add(&read_file(&root.join(file), LARGEST).ok()?);
        }
        for folder in &self.folders {
            add(folder.as_bytes());
            for name in names(&root.join(folder))? {
                add(name.as_encoded_bytes());
            }
        }
        Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// The names in a folder, in their order; a missing folder has none. None when the folder cannot be read.
fn names(folder: &Path) -> Option<Vec<OsString>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Some(Vec::new()),
        Err(_) => return None,
    };
    let mut names: Vec<OsString> = entries.map(|entry| entry.map(|e| e.file_name())).collect::<Result<_, _>>().ok()?;
    names.sort();
    Some(names)
}
