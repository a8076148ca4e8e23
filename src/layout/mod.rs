//! Measuring, wrapping, scales and the page: what all charts share. It knows texts and lengths, not claims.

mod font;
mod hatch;
mod page;
mod scale;
mod wrap;

pub use font::{FAMILY, missing_glyph, width};
pub use hatch::hatch;
pub use page::{Footer, Page};
pub use scale::Scale;
pub use wrap::{wrap, wrap_balanced, wrap_paragraph};

use crate::scene::{Anchor, Role, Text, TextStyle};

/// A placed line of text, measured.
pub fn text(at: (f64, f64), content: impl Into<String>, style: TextStyle, anchor: Anchor, role: Role) -> Text {
    let content = content.into();
    let width = width(&content, style.size, style.weight);
    Text { x: at.0, y: at.1, text: content, style, anchor, width, role }
}
