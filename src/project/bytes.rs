//! The bytes of a file, however long it claims to be and whatever it turns out to be.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::{error, fmt};

/// Why the bytes of a file cannot be had.
#[derive(Debug)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// It is a folder.
    Folder,
    /// It is a pipe, a socket or a device: reading it may wait for ever, or never end.
    Special,
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// The system does not let it be read.
    System(io::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Folder => f.write_str("it is a folder"),
            Self::Special => f.write_str("it is a pipe, a socket or a device, not a file"),
            Self::TooLarge(largest) if largest % (1 << 30) == 0 => write!(f, "it is larger than {} GiB", largest >> 30),
            Self::TooLarge(largest) => write!(f, "it is larger than {} MiB", largest >> 20),
            Self::System(error) => error.fmt(f),
        }
    }
}

impl error::Error for ReadError {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            _ => Self::System(error),
        }
    }
}

/// Reads a regular file of at most `largest` bytes.
///
/// # Errors
/// When there is none, when it is something else than a regular file, when it is larger, or when the system refuses.
/// It never waits for somebody to write, as opening a pipe would.
pub fn read_file(path: &Path, largest: u64) -> Result<Vec<u8>, ReadError> {
    // Asked before the file is opened, because opening a pipe waits.
    regular(&fs::metadata(path)?, largest)?;
    let file = File::open(path)?;
    let meta = file.metadata()?;
    regular(&meta, largest)?;
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    // A file that grows while it is read does not grow past this.
    file.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest { Err(ReadError::TooLarge(largest)) } else { Ok(bytes) }
}

fn regular(meta: &fs::Metadata, largest: u64) -> Result<(), ReadError> {
    match () {
        () if meta.is_dir() => Err(ReadError::Folder),
        () if !meta.is_file() => Err(ReadError::Special),
        () if meta.len() > largest => Err(ReadError::TooLarge(largest)),
        () => Ok(()),
    }
}
