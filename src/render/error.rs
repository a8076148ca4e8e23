//! Figures and drawings that cannot become files.

use std::fmt;

/// Why a figure or a drawing cannot become a file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DrawError {
    /// A picture with no pixels, or with more than 268 million.
    Pixels {
        /// Its width in pixels.
        width: f64,
        /// Its height in pixels.
        height: f64,
    },
    /// A document without pages.
    Empty,
    /// What writes the format refused a font, a picture or the size of a page, for this reason.
    Refused(String),
}

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pixels { width, height } => write!(f, "a picture of {width} × {height} pixels cannot be made"),
            Self::Empty => f.write_str("a document has at least one page"),
            Self::Refused(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for DrawError {}
