//! Figures in PDF files: their metadata are attached.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::publish::deck::DeckError;

use super::{Carried, text};

/// The most bytes that one stream may unpack to; metadata are far smaller.
const LARGEST: usize = 64 << 20;
/// The most bytes that all streams together may unpack to.
const ALL: usize = 1 << 30;

/// The mark at the end of a PDF file, and how far from its end it may stand.
const END: &[u8] = b"%%EOF";
const TAIL: usize = 2048;

/// The figures of a file; a fault when there are none and its end is missing, so that some may have been cut off.
pub(super) fn whole(bytes: &[u8]) -> Result<Vec<Carried>, DeckError> {
    let found = figures(bytes);
    let is_cut = position(&bytes[bytes.len().saturating_sub(TAIL)..], END).is_none();
    match found.is_empty() && is_cut {
        true => Err(DeckError::new("the file is damaged: its end is missing")),
        false => Ok(found),
    }
}

/// The figures whose metadata stand in a stream of the file, whoever wrote it.
fn figures(bytes: &[u8]) -> Vec<Carried> {
    let mut found = Vec::new();
    let mut left = ALL;
    let mut at = 0;
    while let Some(start) = position(&bytes[at..], b"stream") {
        let head = at + start;
        at = head + b"stream".len();
        if bytes[..head].ends_with(b"end") {
            continue;
        }
        let data =
            bytes[at..].strip_prefix(b"\r\n").or_else(|| bytes[at..].strip_prefix(b"\n")).unwrap_or(&bytes[at..]);
        let end = position(data, b"endstream").unwrap_or(data.len());
        let stream = &data[..end];
        let plain = decompress_to_vec_zlib_with_limit(stream, LARGEST.min(left)).ok();
        left -= plain.as_ref().map_or(0, Vec::len).min(left);
        let plain = plain.as_deref().unwrap_or(stream);
        found.extend(text::figures(&String::from_utf8_lossy(plain), None).into_iter().filter(|f| f.data.is_some()));
    }
    // Each figure is a page of its own in a deck.
    if found.len() > 1 {
        found.iter_mut().enumerate().for_each(|(i, figure)| figure.place = Some(format!("figure {}", i + 1)));
    }
    found
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
