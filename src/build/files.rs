//! Figures as files, in memory.

use std::fmt;

use crate::build::options::RenderOptions;
use crate::build::{Output, in_parallel};
use crate::figure::Figure;
use crate::model::Locale;
use crate::project::Project;
use crate::render::DrawError;
use crate::style::Size;

/// A figure that cannot be drawn in a format.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderError {
    /// The figure.
    pub figure: String,
    /// Why.
    pub cause: DrawError,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the figure `{}` cannot be drawn: {}", self.figure, self.cause)
    }
}

impl std::error::Error for RenderError {}

/// Draws figures as files, on all cores: `<id>.svg` for the first language of the project, `<id>.<locale>.svg` for the
/// others, with size and theme behind them where the options name these.
///
/// # Errors
/// When a PNG file would be too large, or a PDF file cannot hold a font.
pub fn files(project: &Project, figures: &[Figure], options: &RenderOptions) -> Result<Vec<Output>, RenderError> {
    let first = project.config.locales[0];
    let files = in_parallel(figures, |figure| {
        Ok(Output { name: name(figure, first, options), bytes: drawn(figure, options)? })
    });
    files.into_iter().collect()
}

fn drawn(figure: &Figure, options: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    options.format.draw(figure, options.scale).map_err(|cause| RenderError { figure: figure.id.clone(), cause })
}

/// The name of a file without its ending: `<id>` in the first language of the project, `<id>.<locale>` in the others.
pub fn stem(id: &str, locale: Locale, first: Locale) -> String {
    if locale == first { id.to_owned() } else { format!("{id}.{locale}") }
}

fn name(figure: &Figure, first: Locale, options: &RenderOptions) -> String {
    let (stem, look) = (stem(&figure.id, figure.locale, first), &options.look);
    let parts = [Some(stem.as_str()), look.size.map(Size::code), look.theme.as_deref()];
    let stem = parts.into_iter().flatten().collect::<Vec<_>>().join(".");
    format!("{stem}.{}", options.format.code())
}
