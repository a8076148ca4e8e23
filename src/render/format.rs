//! The formats of figures: one line for each.

use crate::figure::Figure;
use crate::render::error::DrawError;
#[cfg(feature = "pdf")]
use crate::render::pdf;
#[cfg(feature = "png")]
use crate::render::raster;
use crate::render::sheet::Sheet;
use crate::render::svg;
use crate::style::font::TextAs;
use crate::word::Word;

/// What the formats can be told; each heeds what concerns it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawOptions {
    /// How SVG files keep their texts.
    pub text: TextAs,
    /// How many pixels a CSS px has in PNG files: 1 for screens, 2 for slides and dense screens, 3 for print.
    pub scale: f64,
}

/// Declares the formats. A line has the meaning of a format, the Cargo feature that brings it, its name, the ending of its
/// files, its media type, and what draws a sheet in it.
macro_rules! formats {
    ($($(#[doc = $doc:literal])* $(#[cfg($cfg:meta)])? $name:ident: $ending:literal, $media:literal, $draw:expr;)+) => {
        /// A file format of figures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FigureFormat {
            $($(#[doc = $doc])* $(#[cfg($cfg)])? $name,)+
        }

        impl FigureFormat {
            /// The formats that this build of the library can write.
            pub const ALL: &'static [Self] = &[$($(#[cfg($cfg)])? Self::$name,)+];

            /// The word of `config.toml` and the command line, and the ending of the files.
            pub fn code(self) -> &'static str {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => $ending,)+
                }
            }

            /// The media type of the files.
            pub fn media_type(self) -> &'static str {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => $media,)+
                }
            }

            pub(super) fn sheet(self, sheet: &Sheet<'_>, options: &DrawOptions) -> Result<Vec<u8>, DrawError> {
                let draw: fn(&Sheet<'_>, &DrawOptions) -> Result<Vec<u8>, DrawError> = match self {
                    $($(#[cfg($cfg)])? Self::$name => $draw,)+
                };
                draw(sheet, options)
            }
        }
    };
}

formats! {
    /// Scalable Vector Graphics.
    Svg: "svg", "image/svg+xml", |sheet, options| Ok(svg::sheet(sheet, options.text).into_bytes());
    /// Portable Network Graphics.
    #[cfg(feature = "png")]
    Png: "png", "image/png", |sheet, options| raster::sheet(sheet, options.scale);
    /// Portable Document Format.
    #[cfg(feature = "pdf")]
    Pdf: "pdf", "application/pdf", |sheet, _| pdf::sheet(sheet);
}

impl FigureFormat {
    /// Draws a figure as a file of this format. SVG files keep their texts as the figure says.
    ///
    /// # Errors
    /// When a PNG file would have more than 268 million pixels, or none; when a PDF file cannot hold a font or a picture.
    pub fn draw(self, figure: &Figure, scale: f64) -> Result<Vec<u8>, DrawError> {
        self.sheet(&Sheet::from(&figure.scene), &DrawOptions { text: figure.text, scale })
    }
}

impl Word for FigureFormat {
    const WHAT: &'static str = "format of figures";

    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn word(self) -> &'static str {
        self.code()
    }
}
