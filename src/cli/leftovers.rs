//! Temporary files of a run that was killed: the next run that writes into their folder takes them away.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

/// What the names of temporary files begin with; six letters and digits follow.
pub(super) const PREFIX: &str = ".citeplot-";
/// How often the lock of a folder is asked for, and how long is waited in between: a second in all.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);
/// A temporary file of this age is nobody's, where folders cannot be locked.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Held while files are written into a folder, so that no other run takes the temporary files away.
#[derive(Debug)]
pub(super) struct Writing {
    /// None where folders cannot be locked.
    _folder: Option<File>,
}

/// Says that files are written into a folder from now on, and takes away what a run that was killed left behind.
///
/// Runs that write at the same time share the lock of the folder; only one that has it alone takes anything away, so
/// none loses what it is about to put into place. Nothing here fails: a folder without locks is written into all the
/// same, and only what is a day old is taken away there.
pub(super) fn begin(folder: &Path) -> Writing {
    let Ok(handle) = File::open(folder) else {
        clean(folder, OLD);
        return Writing { _folder: None };
    };
    match handle.try_lock() {
        Ok(()) => clean(folder, Duration::ZERO),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(_)) => clean(folder, OLD),
    }
    // Another run holds the lock alone only while it cleans.
    for _ in 0..TRIES {
        match handle.try_lock_shared() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Ok(()) | Err(TryLockError::Error(_)) => break,
        }
    }
    Writing { _folder: Some(handle) }
}

/// Takes away the temporary files of a folder that are at least this old.
fn clean(folder: &Path, age: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let ours = entry.file_name().to_str().is_some_and(is_temporary);
        let old = |meta: fs::Metadata| {
            !meta.is_symlink() && meta.modified().is_ok_and(|at| at.elapsed().unwrap_or_default() >= age)
        };
        // The metadata of an entry are those of a link itself, so a link is left alone.
        if ours && entry.metadata().is_ok_and(old) {
            // What cannot be removed harms nobody; the run goes on.
            fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path())).ok();
        }
    }
}

/// Whether a name is one that temporary files have.
pub(super) fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX);
    random.is_some_and(|letters| letters.len() == 6 && letters.bytes().all(|b| b.is_ascii_alphanumeric()))
}
