//! What must hold of every output, whatever the input was.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// An SVG file is well-formed and holds no number that is none.
///
/// # Panics
/// When it does not.
pub fn svg(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("SVG is UTF-8");
    xml("the figure", text);
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes().flatten() {
                    let name = attribute.key.as_ref();
                    let number = [b"x".as_slice(), b"y", b"x1", b"x2", b"y1", b"y2", b"width", b"height", b"d"];
                    let value = String::from_utf8_lossy(&attribute.value);
                    let none = value.contains("NaN") || value.contains("inf");
                    assert!(!(number.contains(&name) && none), "{}: {value}", String::from_utf8_lossy(name));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

/// Every XML part of a package is well-formed.
///
/// # Panics
/// When one is not.
pub fn package(bytes: &[u8]) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its bytes");
        if name.ends_with(".xml") || name.ends_with(".rels") {
            xml(&name, std::str::from_utf8(&content).expect("XML is UTF-8"));
        }
    }
}

fn xml(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{name} is not well-formed: {e}")) {
            Event::Eof => return,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|e| panic!("{name} is not well-formed: {e}"));
                    attribute.unescape_value().unwrap_or_else(|e| panic!("{name} is not well-formed: {e}"));
                }
            }
            _ => {}
        }
    }
}
