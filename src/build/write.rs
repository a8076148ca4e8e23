//! Figures as files, in memory.

use std::fmt;

use crate::build::{Output, in_parallel};
use crate::figure::Figure;
use crate::model::Locale;
use crate::project::Project;
use crate::render;
use crate::style::Size;
use crate::style::font::TextAs;

/// A file format of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureFormat {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
    /// Portable Document Format.
    Pdf,
}

impl FigureFormat {
    /// All.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Pdf];

    /// The word of `config.toml` and the command line, and the ending of the files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// How figures are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// The format.
    pub format: FigureFormat,
    /// How the texts of SVG files are kept.
    pub text: TextAs,
    /// How many pixels a px has in PNG files.
    pub scale: f64,
    /// The size, for the name of the file, where it is not the usual one.
    pub size: Option<Size>,
    /// The theme, for the name of the file, where it is not the usual one.
    pub theme: Option<&'a str>,
}

/// A figure that cannot be drawn in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawError {
    /// The figure.
    pub figure: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the figure `{}` cannot be drawn: {}", self.figure, self.message)
    }
}

impl std::error::Error for DrawError {}

/// Draws figures as files, on all cores: `<id>.svg` for the first language of the project, `<id>.<locale>.svg` for the
/// others, with size and theme behind them where these are not the usual ones.
///
/// # Errors
/// When a PNG file would be too large, or a PDF file cannot hold a font.
pub fn drawn(project: &Project, figures: &[Figure], drawing: &Drawing<'_>) -> Result<Vec<Output>, DrawError> {
    let first = project.config.locales[0];
    let files = in_parallel(figures, |figure| {
        let scene = &figure.scene;
        let fault = |message: String| DrawError { figure: figure.id.clone(), message };
        let bytes = match drawing.format {
            FigureFormat::Svg => Ok(render::svg(scene, drawing.text).into_bytes()),
            FigureFormat::Png => render::png(scene, drawing.scale).map_err(|e| fault(e.to_string())),
            FigureFormat::Pdf => render::pdf(scene).map_err(|e| fault(e.to_string())),
        };
        bytes.map(|bytes| Output { name: name(figure, first, drawing), bytes })
    });
    files.into_iter().collect()
}

/// The name of a file without its ending: `<id>` in the first language of the project, `<id>.<locale>` in the others.
pub fn stem(id: &str, locale: Locale, first: Locale) -> String {
    if locale == first { id.to_owned() } else { format!("{id}.{locale}") }
}

fn name(figure: &Figure, first: Locale, drawing: &Drawing<'_>) -> String {
    let stem = stem(&figure.id, figure.locale, first);
    let parts = [Some(stem.as_str()), drawing.size.map(Size::code), drawing.theme];
    let stem = parts.into_iter().flatten().collect::<Vec<_>>().join(".");
    format!("{stem}.{}", drawing.format.code())
}
