//! Texts of documents: where they are, read when they are asked for.

use std::path::{Path, PathBuf};

use crate::project::bytes::{ReadError, read_file};
use crate::source::Spot;

/// The largest document that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// A file that holds the text of a document.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// The path by which people know it: as the record or the command line has it.
    pub name: String,
    /// Where the record names it; none when the command line does.
    pub at: Option<Spot>,
    held: Held,
}

/// What stands behind the path.
#[derive(Clone, Debug)]
enum Held {
    /// A file, whether it is there or not.
    Disk(PathBuf),
    /// A text in memory that stands for a file.
    Memory(String),
    /// Nothing: the texts in memory do not have it.
    Nothing,
}

impl TextFile {
    /// A file on disk that the command line names.
    pub fn named(path: &Path) -> Self {
        Self { name: path.to_string_lossy().into_owned(), at: None, held: Held::Disk(path.to_owned()) }
    }

    pub(super) fn on_disk(name: &str, at: Spot, path: PathBuf) -> Self {
        Self { name: name.to_owned(), at: Some(at), held: Held::Disk(path) }
    }

    pub(super) fn in_memory(name: &str, at: Spot, text: Option<&String>) -> Self {
        let held = text.map_or(Held::Nothing, |text| Held::Memory(text.clone()));
        Self { name: name.to_owned(), at: Some(at), held }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// As [`read_file`].
    pub fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        match &self.held {
            Held::Disk(path) => read_file(path, LARGEST),
            Held::Memory(text) => Ok(text.clone().into_bytes()),
            Held::Nothing => Err(ReadError::Missing),
        }
    }
}

/// What a dataset has beside its records to prove them by.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The texts of its documents, each with the key of its work, in the order of the record.
    pub texts: Vec<(String, TextFile)>,
    /// The lock file, by its number in the sources; none when there is none.
    pub lock: Option<u32>,
}

impl Proof {
    /// The text of a document.
    pub fn text(&self, work: &str) -> Option<&TextFile> {
        self.texts.iter().find(|(key, _)| key == work).map(|(_, text)| text)
    }

    /// Gives a document another text.
    pub fn set_text(&mut self, work: &str, text: TextFile) {
        self.texts.retain(|(key, _)| key != work);
        self.texts.push((work.to_owned(), text));
    }
}
