//! Logos: pictures that an organisation puts on its figures.

use std::fmt;

use crate::style::picture::Picture;

/// Why a file is no logo.
#[derive(Debug)]
#[non_exhaustive]
pub enum LogoError {
    /// It is no PNG file, or a damaged one.
    Png(png::DecodingError),
    /// It is larger than 4000 × 4000 pixels.
    TooLarge,
    /// Its colours are kept in a way that is not read.
    Colors,
}

impl fmt::Display for LogoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Png(error) => error.fmt(f),
            Self::TooLarge => f.write_str("it is larger than 4000 × 4000 pixels"),
            Self::Colors => f.write_str("its colours cannot be read"),
        }
    }
}

impl std::error::Error for LogoError {}

/// Reads a logo from the bytes of a PNG file.
///
/// # Errors
/// When the bytes are no PNG file, or the picture is larger than 4000 × 4000 pixels.
pub fn logo(bytes: &[u8]) -> Result<Picture, LogoError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(LogoError::Png)?;
    let (width, height) = (reader.info().width, reader.info().height);
    let size = reader.output_buffer_size().filter(|_| width <= 4000 && height <= 4000);
    let mut buffer = vec![0; size.ok_or(LogoError::TooLarge)?];
    let frame = reader.next_frame(&mut buffer).map_err(LogoError::Png)?;
    let pixels = match frame.color_type {
        png::ColorType::Rgba => buffer[..frame.buffer_size()].to_vec(),
        png::ColorType::GrayscaleAlpha => {
            buffer[..frame.buffer_size()].chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect()
        }
        png::ColorType::Rgb | png::ColorType::Grayscale | png::ColorType::Indexed => {
            return Err(LogoError::Colors);
        }
    };
    Ok(Picture { png: bytes.to_vec(), pixels, width, height })
}
