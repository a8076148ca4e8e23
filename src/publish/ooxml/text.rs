//! Texts of DrawingML.

use crate::figure::scene::Color;
use crate::locale::Locale;
use crate::render::escape;

/// English Metric Units in a point, which is a px of a slide.
pub(crate) const EMU: f64 = 12_700.0;

/// A length in EMU.
pub(crate) fn emu(points: f64) -> i64 {
    (points * EMU).round() as i64
}

/// Six hexadecimal digits.
pub(crate) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.0, color.1, color.2)
}

pub(crate) fn fill(color: Color) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(color))
}

/// The language of a run as PowerPoint names it, with a region; a language that is not known keeps its tag.
pub(crate) fn lang(tag: &str) -> &str {
    Locale::of_tag(tag).map_or(tag, |locale| locale.language().office_tag)
}

/// A paragraph of plain text.
pub(crate) fn paragraph(text: &str, tag: &str) -> String {
    format!("<a:p><a:r><a:rPr lang=\"{}\"/><a:t>{}</a:t></a:r></a:p>", lang(tag), escape(text))
}

/// A run of a size in points, bold or not, in a colour.
pub(crate) fn run(text: &str, size: f64, bold: bool, color: Color, tag: &str) -> String {
    format!(
        "<a:r><a:rPr lang=\"{}\" sz=\"{}\" b=\"{}\">{}</a:rPr><a:t>{}</a:t></a:r>",
        lang(tag),
        (size * 100.0).round().clamp(100.0, 400_000.0) as i64,
        u8::from(bold),
        fill(color),
        escape(text)
    )
}
