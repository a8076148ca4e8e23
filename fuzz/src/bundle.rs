//! A whole project as one text: each file starts with a line `%% PATH`.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Component, Path};

/// The files of a project, by their paths with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle(pub Vec<(String, String)>);

impl Bundle {
    /// Reads a bundle; what stands before the first path is left out, bytes that are not UTF-8 are replaced.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            match (line.strip_prefix("%% "), files.last_mut()) {
                (Some(path), _) => files.push((path.trim_end().to_owned(), String::new())),
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => {}
            }
        }
        Self(files)
    }

    /// The text of the bundle.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (path, text) in &self.0 {
            writeln!(out, "%% {path}").expect("a string takes everything");
            out.push_str(text);
            if !text.ends_with('\n') {
                out.push('\n');
            }
        }
        out
    }

    /// Writes the files below a folder, which is emptied first. Paths that would leave the folder are left out.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder).or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
        fs::create_dir_all(folder)?;
        for (path, text) in &self.0 {
            let path = Path::new(path);
            let inside = path.components().all(|c| matches!(c, Component::Normal(_))) && !path.as_os_str().is_empty();
            if !inside || path.to_string_lossy().contains('\0') {
                continue;
            }
            let path = folder.join(path);
            let parent = path.parent().unwrap_or(folder);
            // A path may be too long, or go through a file: such a project cannot exist.
            if fs::create_dir_all(parent).is_ok() {
                fs::write(&path, text).ok();
            }
        }
        Ok(())
    }
}
