//! One form for the files of a project: keys in the order of the manual, values under each other, grids in columns.
//!
//! Nothing that a file says changes, and no comment is lost: the text that comes out is read again and compared before it
//! is handed out.

mod grid;
mod keys;
mod same;
mod writer;

use std::fmt;

use toml_edit::Document;

use writer::Writer;

/// What a file of a project is, which decides the order of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `datasets/<id>/dataset.toml`.
    Dataset,
    /// `datasets/<id>/claims.toml`, or a file in `datasets/<id>/claims/`.
    Claims,
    /// `charts/<id>.toml`.
    Recipe,
    /// `decks/<id>.toml`.
    Deck,
    /// `config.toml`.
    Config,
}

/// Why a file cannot be brought into form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormError {
    /// It is no TOML: what the parser says, and the byte where it stopped.
    NotToml {
        /// What is wrong.
        message: String,
        /// Where, in bytes from the beginning.
        at: usize,
    },
    /// It would say something else, or lack a comment. That is a fault of this program; the file is left as it is.
    NotTheSame,
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml { message, .. } => write!(f, "it is no TOML: {message}"),
            Self::NotTheSame => f.write_str("it would not say the same in one form, so it is left as it is"),
        }
    }
}

impl std::error::Error for FormError {}

/// The text of a file in one form. A text that has it already comes out as it is.
///
/// # Errors
/// When the text is no TOML.
///
/// ```
/// use citeplot::project::form::{FileKind, formatted};
/// let text = "[[claim]]\nvalue=61 # as of March\nid=\"a\"\n";
/// let formed = formatted(text, FileKind::Claims).unwrap();
/// assert_eq!(formed, "[[claim]]\nid    = \"a\"\nvalue = 61  # as of March\n");
/// ```
pub fn formatted(text: &str, kind: FileKind) -> Result<String, FormError> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let document = Document::parse(plain.as_str()).map_err(|error| FormError::NotToml {
        message: error.message().to_owned(),
        at: error.span().map_or(0, |span| span.start),
    })?;
    let formed = Writer::new(&plain, kind).document(&document);
    if same::says_the_same(&plain, &formed) { Ok(formed) } else { Err(FormError::NotTheSame) }
}
