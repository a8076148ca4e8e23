//! `citeplot check --lock`: the lock files of datasets.

use std::path::Path;

use citeplot::Project;
use citeplot::diag::{Code, Report};
use citeplot::evidence::{self, Lock};
use citeplot::project::{LOCK, read_file};

use super::output::{Terminal, counted};
use super::write::{LARGEST, cannot, stage};
use super::{Failure, leftovers};

/// Writes the lock file of each dataset that has a document at hand, or had one when it was locked before.
///
/// # Errors
/// When a file in the way was not written by this program, or a file cannot be written.
pub(super) fn write(project: &Project, terminal: &Terminal) -> Result<(), Failure> {
    let mut written = 0;
    for dataset in &project.datasets {
        let mut report = Report::new();
        let Some(lock) = evidence::lock(project, dataset, &mut report).filter(|lock| !lock.documents.is_empty()) else {
            continue;
        };
        written += 1;
        let path = project.root.join("datasets").join(&dataset.id).join(LOCK);
        let changed = replace(&path, &lock)?;
        let documents = counted(lock.documents.len(), "document");
        let state = if changed { "locked" } else { "as it was" };
        terminal.say(&format!("{}: {} in {documents}, {state}", path.display(), counted(lock.items.len(), "quote")));
    }
    if written == 0 {
        let failure = Failure::new("there is nothing to lock: no text of a document is at hand");
        return Err(failure.hint("name it by `text` in dataset.toml, or with --against FILE"));
    }
    Ok(())
}

/// Puts a lock in the place of the one that is there; says whether it is another.
fn replace(path: &Path, lock: &Lock) -> Result<bool, Failure> {
    let text = lock.text();
    let folder = path.parent().unwrap_or(Path::new("."));
    if let Ok(there) = read_file(path, LARGEST) {
        if there == text.as_bytes() {
            return Ok(false);
        }
        let ours = std::str::from_utf8(&there).is_ok_and(|there| Lock::read(there).is_some());
        if !ours {
            let failure = Failure::new(format!("`{}` is not as the program wrote it", path.display()));
            return Err(failure.code(Code::NOT_OURS).hint("take it away first; it was left as it is"));
        }
    } else if path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("`{}` is in the way", path.display())).code(Code::NOT_OURS));
    }
    let _writing = leftovers::begin(folder);
    stage(folder, text.as_bytes())?.persist(path).map_err(|fault| cannot(path, &fault.error))?;
    Ok(true)
}
