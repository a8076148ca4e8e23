//! Figures as files of each format.

use crate::figure::Figure;
use crate::render;
#[cfg(any(feature = "png", feature = "pdf"))]
use crate::render::DrawError;

impl Figure {
    /// The figure as an SVG file, its texts kept as [`Figure::text`] says.
    pub fn svg(&self) -> String {
        render::svg(&self.scene, self.text)
    }

    /// The figure as a PNG file with `scale` pixels for a CSS px: 1 for screens, 2 for slides and dense screens, 3 for print.
    ///
    /// # Errors
    /// When the picture would have more than 268 million pixels, or none.
    #[cfg(feature = "png")]
    pub fn png(&self, scale: f64) -> Result<Vec<u8>, DrawError> {
        render::png(&self.scene, scale)
    }

    /// The figure as a tagged PDF file of one page.
    ///
    /// # Errors
    /// When a font or a picture cannot be embedded.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>, DrawError> {
        render::pdf(&self.scene)
    }
}
