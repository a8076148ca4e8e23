//! What a file says of the figures that it holds: pictures, pages, presentations and documents, renamed, cut out or saved again
//! by other programs, as far as these keep what a figure carries.

mod packed;
mod pdf;
mod text;

use serde_json::Value;

use crate::publish::deck::DeckError;
pub use text::is_code;
pub(crate) use text::of_png;

/// A figure that a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Where it stands in the file ("slide 3"); none in a file that is the figure.
    pub place: Option<String>,
    /// The chart; empty when the file does not say.
    pub chart: String,
    /// The language, a BCP 47 tag; empty when the file does not say.
    pub locale: String,
    /// The data code; empty when the file does not say.
    pub code: String,
    /// Everything that the figure says of itself, as the JSON that travels in it; none where only its name or its printed code
    /// is left.
    pub data: Option<Value>,
}

impl Carried {
    /// A figure by its metadata.
    pub(super) fn of(data: Value, place: Option<String>) -> Self {
        let text = |key: &str| data[key].as_str().unwrap_or_default().to_owned();
        Self { place, chart: text("figure"), locale: text("locale"), code: text("code"), data: Some(data) }
    }

    /// What it says of its claims.
    pub fn claims(&self) -> &[Value] {
        self.data.as_ref().and_then(|data| data["claims"].as_array()).map_or(&[], Vec::as_slice)
    }
}

/// The figures in the bytes of a file, in its order, each once for each place; none when it holds none of ours.
///
/// SVG, PNG, PDF, HTML and other texts, presentations (PPTX), and whatever else is packed as a ZIP file with pictures in it.
///
/// # Errors
/// When a file is empty, when a PDF without figures lacks its end, and when a packed file is damaged, encrypted, or built to do
/// harm.
pub fn carried(bytes: &[u8]) -> Result<Vec<Carried>, DeckError> {
    if bytes.is_empty() {
        return Err(DeckError::new("the file is empty"));
    }
    let mut found = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        packed::figures(bytes)?
    } else if bytes.starts_with(b"%PDF") {
        pdf::whole(bytes)?
    } else {
        picture_or_text(bytes, None)
    };
    let mut seen: Vec<Carried> = Vec::new();
    found.retain(|figure| {
        let new = !seen.contains(figure);
        seen.extend(new.then(|| figure.clone()));
        new
    });
    Ok(found)
}

/// The figures of a file that is not packed.
fn picture_or_text(bytes: &[u8], place: Option<&str>) -> Vec<Carried> {
    if bytes.starts_with(b"\x89PNG") {
        let data = of_png(bytes).and_then(|json| serde_json::from_str(&json).ok());
        if let Some(data) = data.filter(text::is_ours) {
            return vec![Carried::of(data, place.map(str::to_owned))];
        }
    }
    text::figures(&String::from_utf8_lossy(bytes), place)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::carried;

    #[test]
    fn a_packed_file_may_name_its_parts_as_it_likes() {
        let names = ["pictures\\a.svg", "../b.html", "c.SVG", "d.txt"];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(name, SimpleFileOptions::default()).expect("started");
            let json = "{\"schema\":1,\"generator\":\"citeplot\",\"figure\":\"trust\",\"claims\":[]}";
            zip.write_all(json.as_bytes()).expect("written");
        }
        let bytes = zip.finish().expect("finished").into_inner();
        let found = carried(&bytes).expect("readable");
        let places: Vec<_> = found.iter().filter_map(|figure| figure.place.as_deref()).collect();
        assert_eq!(places, names[..3]);
        assert!(found.iter().all(|figure| figure.chart == "trust"));
    }

    #[test]
    fn foreign_and_damaged_files_hold_nothing() {
        for bytes in [
            &b"\x89PNG\r\n\x1a\n"[..],
            b"%PDF-1.7\nstream\n\x00\n%%EOF\n",
            b"<svg/>",
            b"{\"schema\":1,\"generator\":\"citeplot\"",
        ] {
            assert_eq!(carried(bytes).expect("readable"), [], "{bytes:?}");
        }
        for bytes in [&b""[..], b"PK\x03\x04 and nothing more", b"%PDF-1.7\nstream\n\x00"] {
            assert!(carried(bytes).is_err(), "{bytes:?}");
        }
    }
}
