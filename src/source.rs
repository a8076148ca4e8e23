//! Places in the files of a project.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

/// A stretch of bytes of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The number of the file in its [`Sources`].
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Spot {
    /// A place from a byte range.
    pub fn new(file: u32, range: std::ops::Range<usize>) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clip(range.start), end: clip(range.end) }
    }

    /// The part of this place from byte `from` to byte `to`, counted from its start.
    #[must_use]
    pub fn part(self, from: usize, to: usize) -> Self {
        let base = self.start as usize;
        let end = self.end as usize;
        Self::new(self.file, (base + from).min(end)..(base + to).min(end))
    }
}

/// A value and the place that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub at: Spot,
}

impl<T> std::ops::Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A place for people: line and column, both from 1; a column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

#[derive(Debug)]
struct Source {
    path: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
}

/// The texts that a project was read from, by number. A clone shares the texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<Source>>,
}

impl Sources {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under the path by which people know it, and returns its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> u32 {
        let number = u32::try_from(self.files.len()).expect("a project has fewer than 2^32 files");
        self.files.push(Arc::new(Source { path: path.into(), text: text.into(), line_starts: OnceLock::new() }));
        number
    }

    /// The path of a text, with `/` between folders.
    pub fn path(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", |s| &s.path)
    }

    /// The text itself.
    pub fn text(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", |s| &s.text)
    }

    /// Line and column of a byte of a text.
    pub fn position(&self, file: u32, byte: u32) -> Position {
        let Some(source) = self.files.get(file as usize) else {
            return Position { line: 1, column: 1 };
        };
        let byte = floor_boundary(&source.text, byte as usize);
        let starts = source.line_starts();
        let line = starts.partition_point(|&s| s <= byte);
        let start = starts[line - 1];
        Position { line, column: source.text[start..byte].chars().count() + 1 }
    }

    /// The line on which a byte stands: its number from 1, its text without the line end, and the byte it starts at.
    pub(crate) fn line(&self, file: u32, byte: u32) -> Option<(usize, &str, usize)> {
        let source = self.files.get(file as usize)?;
        let byte = floor_boundary(&source.text, byte as usize);
        let starts = source.line_starts();
        let line = starts.partition_point(|&s| s <= byte);
        let start = starts[line - 1];
        let end = starts.get(line).map_or(source.text.len(), |&next| next - 1);
        Some((line, source.text[start..end].trim_end_matches('\r'), start))
    }
}

impl Source {
    fn line_starts(&self) -> &[usize] {
        self.line_starts
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(i, _)| i + 1)).collect())
    }
}

/// The last byte at or before this one where a character begins, or the end of the text.
pub(crate) fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The first byte at or after this one where a character begins, or the end of the text.
pub(crate) fn ceil_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte += 1;
    }
    byte
}
