//! The widths of letters in composite fonts, in the one form that pdf-extract reads right.

use pdf_extract::{Dictionary, Document, Object};

/// The most widths that are written out for all fonts of a file.
const MOST: i64 = 1 << 20;

/// Writes the widths of every composite font as lists. A file may also give them by ranges ("letters 5 to 9 are 500 wide"),
/// of which pdf-extract makes wrong widths, so that letters seem to stand apart.
pub(super) fn write_out(file: &mut Document) {
    let mut left = MOST;
    let mut mended = Vec::new();
    for (id, object) in &file.objects {
        let Ok(font) = object.as_dict() else { continue };
        if let Some(widths) = listed(file, font, &mut left) {
            mended.push((*id, widths));
        }
    }
    for (id, widths) in mended {
        if let Some(Object::Dictionary(font)) = file.objects.get_mut(&id) {
            font.set("W", widths);
        }
    }
}

/// The widths of a font as lists; none when it is no composite font, or gives none.
fn listed(file: &Document, font: &Dictionary, left: &mut i64) -> Option<Object> {
    let kind = font.get(b"Subtype").and_then(Object::as_name).ok()?;
    if !kind.starts_with(b"CIDFontType") {
        return None;
    }
    let resolved = |object: &Object| file.dereference(object).map(|(_, value)| value.clone()).ok();
    let written = resolved(font.get(b"W").ok()?)?;
    let mut parts = written.as_array().ok()?.iter().filter_map(resolved);
    let mut lists = Vec::new();
    while let (Some(first), Some(next)) = (parts.next(), parts.next()) {
        let Ok(start) = first.as_i64() else { break };
        let list = match next {
            Object::Array(list) => list.iter().filter_map(resolved).filter(|w| w.as_float().is_ok()).collect(),
            end => {
                let (Ok(end), Some(width)) = (end.as_i64(), parts.next()) else { break };
                let count = end.saturating_sub(start).saturating_add(1).clamp(0, *left);
                *left -= count;
                if width.as_float().is_err() {
                    break;
                }
                vec![width; usize::try_from(count).unwrap_or(0)]
            }
        };
        lists.extend([Object::Integer(start), Object::Array(list)]);
    }
    Some(Object::Array(lists))
}
