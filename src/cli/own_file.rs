//! A file of the user's own that is replaced in place: with its permissions and its owner, through links, and never over
//! what another program saved or has open.

use std::fs::{self, Metadata, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use citeplot::project::read_file;

use super::write::LARGEST;
use super::{Failure, leftovers, write};

/// A file as it was read.
#[derive(Debug)]
pub(super) struct OwnFile {
    /// As the user named it.
    named: PathBuf,
    /// Where it is, past all links.
    real: PathBuf,
    metadata: Metadata,
    pub(super) bytes: Vec<u8>,
}

impl OwnFile {
    pub(super) fn read(named: &Path) -> Result<Self, Failure> {
        let cannot = |e: &dyn std::fmt::Display| Failure::new(format!("cannot read `{}`: {e}", named.display()));
        let real = fs::canonicalize(named).map_err(|e| cannot(&e))?;
        let metadata = fs::metadata(&real).map_err(|e| cannot(&e))?;
        let bytes = read_file(&real, LARGEST).map_err(|e| cannot(&e))?;
        Ok(Self { named: named.to_owned(), real, metadata, bytes })
    }

    /// Whether the file may be replaced.
    ///
    /// # Errors
    /// When it is read-only, or another program has it open.
    pub(super) fn writable(&self) -> Result<(), Failure> {
        let hint = "use --force to write all the same";
        if let Some(lock) = self.lock() {
            let message = format!("`{}` is open in another program: `{}` is beside it", self.shown(), lock.display());
            return Err(Failure::new(message).hint(format!("close it there first; {hint} after a crash")));
        }
        if self.metadata.permissions().readonly() || OpenOptions::new().write(true).open(&self.real).is_err() {
            return Err(Failure::new(format!("`{}` is read-only", self.shown())).hint(hint));
        }
        Ok(())
    }

    /// The file with which an editor says that it has this one open: of PowerPoint, or of LibreOffice.
    fn lock(&self) -> Option<PathBuf> {
        let beside = |path: &Path| -> Vec<PathBuf> {
            let Some(name) = path.file_name().map(|n| n.to_string_lossy().into_owned()) else { return Vec::new() };
            // Office replaces the first two letters of long names.
            let short: String = name.chars().skip(2).collect();
            [format!("~${name}"), format!("~${short}"), format!(".~lock.{name}#")]
                .into_iter()
                .map(|lock| path.with_file_name(lock))
                .collect()
        };
        beside(&self.named).into_iter().chain(beside(&self.real)).find(|lock| lock.exists())
    }

    fn shown(&self) -> std::path::Display<'_> {
        self.named.display()
    }

    /// Keeps the file as it was read beside it, whole or not at all, under the first name that is free: `FILE.bak`,
    /// `FILE.2.bak`.
    pub(super) fn keep(&self) -> Result<PathBuf, Failure> {
        let named = |number: u32| {
            let mut name = self.named.as_os_str().to_owned();
            name.push(if number == 1 { ".bak".to_owned() } else { format!(".{number}.bak") });
            PathBuf::from(name)
        };
        let folder = self.named.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _writing = leftovers::begin(folder);
        let mut staged = None;
        for path in (1..=9_999).map(named) {
            if read_file(&path, LARGEST).is_ok_and(|kept| kept == self.bytes) {
                return Ok(path);
            }
            let copy = match staged.take() {
                Some(copy) => copy,
                None => self.copy_in(folder)?,
            };
            match copy.persist_noclobber(&path) {
                Ok(_) => return Ok(path),
                Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => staged = Some(taken.file),
                Err(other) => return Err(write::cannot(&path, &other.error)),
            }
        }
        Err(Failure::new(format!("`{}` has 9,999 copies beside it already", self.shown())))
    }

    /// A temporary file with the bytes and the permissions of this one.
    fn copy_in(&self, folder: &Path) -> Result<NamedTempFile, Failure> {
        let copy = write::stage(folder, &self.bytes)?;
        fs::set_permissions(copy.path(), self.metadata.permissions())
            .and_then(|()| copy.as_file().sync_all())
            .map_err(|e| write::cannot(copy.path(), &e))?;
        Ok(copy)
    }

    /// Replaces the file: whole or not at all, where it really is, for its owner.
    pub(super) fn replace(&self, bytes: &[u8], force: bool) -> Result<(), Failure> {
        let folder = self.real.parent().unwrap_or(Path::new("."));
        let _writing = leftovers::begin(folder);
        let staged = write::stage(folder, bytes)?;
        let cannot = |e: &std::io::Error| write::cannot(&self.named, e);
        if !self.owned(staged.path()) && !force {
            let failure = Failure::new(format!("`{}` belongs to another user, who would lose it", self.shown()));
            return Err(failure.hint("use --force to make it yours"));
        }
        fs::set_permissions(staged.path(), self.metadata.permissions()).map_err(|e| cannot(&e))?;
        staged.as_file().sync_all().map_err(|e| cannot(&e))?;
        // Last of all, so that what another program saved since is not lost.
        if !read_file(&self.real, LARGEST).is_ok_and(|now| now == self.bytes) {
            let failure = Failure::new(format!("`{}` was changed by another program meanwhile", self.shown()));
            return Err(failure.hint("it was left as it is; run the command again"));
        }
        staged.persist(&self.real).map_err(|e| cannot(&e.error))?;
        Ok(())
    }

    /// Gives a new file the owner and the group of this one; says whether it has them.
    #[cfg(unix)]
    fn owned(&self, path: &Path) -> bool {
        use std::os::unix::fs::{MetadataExt, chown};
        let (user, group) = (self.metadata.uid(), self.metadata.gid());
        let same = || fs::metadata(path).is_ok_and(|new| (new.uid(), new.gid()) == (user, group));
        same() || chown(path, Some(user), Some(group)).is_ok()
    }

    #[cfg(not(unix))]
    fn owned(&self, path: &Path) -> bool {
        path.exists() && self.metadata.is_file()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_saved_meanwhile_is_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("talk.pptx");
        fs::write(&path, "old").expect("written");
        let file = OwnFile::read(&path).expect("readable");
        fs::write(&path, "theirs").expect("written");
        let failure = file.replace(b"ours", true).expect_err("refused");
        assert!(failure.message.contains("changed by another program"), "{}", failure.message);
        assert_eq!(fs::read(&path).expect("there"), b"theirs");
        let names = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(names, 1, "nothing is left beside it");
        OwnFile::read(&path).expect("readable").replace(b"ours", false).expect("written");
        assert_eq!(fs::read(&path).expect("there"), b"ours");
    }

    #[test]
    fn only_files_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(OwnFile::read(folder.path()).is_err());
        assert!(OwnFile::read(&folder.path().join("none")).is_err());
    }
}
