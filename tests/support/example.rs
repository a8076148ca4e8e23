//! The small project that `citeplot new` writes, in a folder of its own.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// A temporary folder and the project in it.
pub(crate) fn project() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("demo");
    for (name, text) in citeplot::example::FILES {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    (folder, root)
}
