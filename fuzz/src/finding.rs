//! An input that must not be lost, as a file with a note on how to see it again.

use std::fs;
use std::path::Path;

use citeplot_fuzz::readers::Reader;

/// What an input did.
pub struct Finding<'a> {
    /// Who read it.
    pub reader: Reader,
    /// Panic, abort or hang; once, when it does not happen again with this input alone.
    pub kind: &'static str,
    /// What tells it from others: the place of a panic, the signal of an abort.
    pub place: &'a str,
    /// What was said.
    pub said: &'a str,
    /// The input.
    pub input: &'a [u8],
}

impl Finding<'_> {
    /// Writes the input and the note; of several inputs that did the same, the shortest stays.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, folder: &Path) -> Result<(), String> {
        let name = format!("{}.{}-{:08x}", self.reader.code(), self.kind, hash(self.place));
        let path = folder.join(&name);
        if fs::metadata(&path).is_ok_and(|old| old.len() <= self.input.len() as u64) {
            return Ok(());
        }
        let note = format!(
            "{} in `{}` at {}\n\n{}\n\nSee it again: .ci/fuzz replay {}\n",
            self.kind,
            self.reader.code(),
            self.place,
            self.said.trim(),
            path.display()
        );
        let said = path.with_file_name(format!("{name}.txt"));
        fs::write(&path, self.input).and_then(|()| fs::write(said, note)).map_err(|e| e.to_string())
    }
}

/// FNV-1a, so that the names of findings are the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Every finding in a folder: the notes end with `.txt`.
pub fn notes(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    found.retain(|name| name.ends_with(".txt"));
    found.sort();
    found
}
