//! A picture in its old format with the figure of now.

use crate::figure::Figure;
use crate::publish::deck::DeckError;
use crate::render;
use crate::style::font::TextAs;

/// The format of a picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    /// SVG, with its texts kept in a way.
    Svg(TextAs),
    /// PNG, so many pixels wide.
    Png(u32),
}

impl Format {
    /// The format of a file: none when it is neither SVG nor PNG.
    pub(super) fn of(file: &[u8]) -> Option<Self> {
        if file.starts_with(b"\x89PNG") {
            return Some(Self::Png(png_width(file).unwrap_or(1920)));
        }
        let text = std::str::from_utf8(file).ok().filter(|text| text.contains("<svg"))?;
        Some(Self::Svg(match (text.contains("<text"), text.contains("@font-face")) {
            (true, true) => TextAs::Embedded,
            (true, false) => TextAs::System,
            (false, _) => TextAs::Paths,
        }))
    }

    /// A figure in this format.
    pub(super) fn drawn(self, figure: &Figure) -> Result<Vec<u8>, DeckError> {
        match self {
            Self::Svg(form) => Ok(render::svg(&figure.scene, form).into_bytes()),
            Self::Png(width) => {
                let scale = (f64::from(width) / figure.scene.width).clamp(0.5, 8.0);
                render::png(&figure.scene, scale).map_err(|e| DeckError::new(e.to_string()))
            }
        }
    }
}

/// The width of a PNG file in pixels.
fn png_width(bytes: &[u8]) -> Option<u32> {
    let head: [u8; 4] = bytes.get(16..20)?.try_into().ok()?;
    Some(u32::from_be_bytes(head)).filter(|w| (1..=30_000).contains(w))
}
