//! Files that are made bit by bit: no table has to fit into memory before it is written.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::write::{cannot, empty_stage};

/// A file in the making. For as long as it is the same as the one in its place it is only compared with that; from the
/// first difference on it is written beside it.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    /// The file in its place, read as far as the two are the same; none when there is no regular file.
    old: Option<BufReader<File>>,
    same: u64,
    staged: Option<BufWriter<NamedTempFile>>,
}

/// A file that is made.
#[derive(Debug)]
pub(super) struct Drafted {
    /// Where it belongs.
    pub(super) path: PathBuf,
    /// What shall stand there; none when it stands there already.
    pub(super) changed: Option<TempPath>,
}

impl Draft {
    /// A file that is to stand at this path. Nothing is written yet.
    pub(super) fn new(path: PathBuf) -> Self {
        // Asked before it is opened, because opening a pipe waits.
        let regular = fs::metadata(&path).is_ok_and(|meta| meta.is_file());
        let old = regular.then(|| File::open(&path).ok()).flatten().map(BufReader::new);
        Self { path, old, same: 0, staged: None }
    }

    /// The file as it is to stand in its place.
    pub(super) fn finish(mut self) -> io::Result<Drafted> {
        let more = self.old.as_mut().is_none_or(|old| old.read(&mut [0]).is_ok_and(|n| n > 0));
        if more && self.staged.is_none() {
            self.staged = Some(self.stage()?);
        }
        let changed = match self.staged {
            None => None,
            Some(staged) => Some(staged.into_inner().map_err(|e| failed(&self.path, e.error()))?.into_temp_path()),
        };
        Ok(Drafted { path: self.path, changed })
    }

    /// A file beside the place that begins with what was the same.
    fn stage(&mut self) -> io::Result<BufWriter<NamedTempFile>> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut staged = BufWriter::with_capacity(1 << 16, empty_stage(folder)?);
        if self.same > 0 {
            let same = File::open(&self.path).and_then(|old| io::copy(&mut old.take(self.same), &mut staged));
            same.map_err(|e| failed(&self.path, &e))?;
        }
        self.old = None;
        Ok(staged)
    }

    /// Whether the next bytes of the file in its place are these.
    fn continues(&mut self, bytes: &[u8]) -> bool {
        let mut next = vec![0; bytes.len()];
        self.old.as_mut().is_some_and(|old| old.read_exact(&mut next).is_ok() && next == bytes)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.staged.is_none() {
            if self.continues(bytes) {
                self.same += bytes.len() as u64;
                return Ok(bytes.len());
            }
            self.staged = Some(self.stage()?);
        }
        let staged = self.staged.as_mut().expect("it was staged just now");
        staged.write_all(bytes).map_err(|e| failed(&self.path, &e))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.staged {
            Some(staged) => staged.flush().map_err(|e| failed(&self.path, &e)),
            None => Ok(()),
        }
    }
}

/// The error with the file that it is about.
fn failed(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), cannot(path, error).message)
}
