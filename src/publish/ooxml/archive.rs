//! Reading files of PowerPoint that are not ours: nothing is trusted, memory is bounded.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use crate::publish::deck::DeckError;

/// The most parts of a file.
const PARTS: usize = 250_000;
/// The most bytes of one part, unpacked.
const LARGEST: u64 = 256 << 20;
/// The most bytes of all parts together, unpacked.
const ALL: u64 = 1 << 30;

/// What is done with a file that holds macros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Macros {
    /// They stay in it untouched; none is ever run.
    Kept,
    /// The file is refused.
    Refused,
}

/// A file of PowerPoint, unpacked part by part when asked for.
pub(crate) struct Archive<'a> {
    file: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the parts, in the order of the file.
    pub(crate) names: Vec<String>,
    /// Where each name stands in that order.
    known: BTreeMap<String, usize>,
    /// The parts as they are packed, in that order.
    packed: Vec<Packed<'a>>,
    /// How often a part was unpacked.
    unpacked: AtomicUsize,
    /// Why no part is to be written under its name.
    odd: Option<DeckError>,
}

/// A part as it is packed. Two that are equal say the same, which is known without unpacking either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packed<'a> {
    // First what tells different parts apart soonest.
    checksum: u32,
    size: u64,
    is_stored: bool,
    is_encrypted: bool,
    bytes: &'a [u8],
}

impl<'a> Packed<'a> {
    /// What an entry of a file holds.
    fn of<R: Read>(entry: &ZipFile<'_, R>, file: &'a [u8]) -> Self {
        let start = entry.data_start().and_then(|start| usize::try_from(start).ok());
        let rest = start.and_then(|start| file.get(start..)).unwrap_or_default();
        let length = usize::try_from(entry.compressed_size()).map_or(rest.len(), |length| length.min(rest.len()));
        Self {
            checksum: entry.crc32(),
            size: entry.size(),
            is_stored: entry.compression() == CompressionMethod::Stored,
            is_encrypted: entry.encrypted(),
            bytes: &rest[..length],
        }
    }
}

impl<'a> Archive<'a> {
    /// Opens a file and looks whether it is a presentation that can be read.
    pub(crate) fn open(bytes: &'a [u8], macros: Macros) -> Result<Self, DeckError> {
        let archive = Self::plain(bytes)?;
        archive.is_presentation(macros)?;
        Ok(archive)
    }

    /// Looks whether the file is a presentation that can be read.
    pub(crate) fn is_presentation(&self, macros: Macros) -> Result<(), DeckError> {
        if let Some(odd) = &self.odd {
            return Err(odd.clone());
        }
        let types =
            self.text("[Content_Types].xml").map_err(|_| DeckError::new("the file is not a presentation (.pptx)"))?;
        if macros == Macros::Refused && types.contains("macroEnabled") {
            let error = DeckError::new("the file holds macros");
            return Err(error.hint("save it as a presentation without macros (.pptx)"));
        }
        if !self.has("ppt/presentation.xml") {
            return Err(DeckError::new("the file is not a presentation (.pptx)"));
        }
        Ok(())
    }

    /// Opens a package of any kind whose parts have sound names.
    pub(crate) fn plain(bytes: &'a [u8]) -> Result<Self, DeckError> {
        let mut archive = Self::any(bytes)?;
        archive.odd.take().map_or(Ok(archive), Err)
    }

    /// Opens a package of any kind, to read it alone.
    pub(crate) fn any(bytes: &'a [u8]) -> Result<Self, DeckError> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let error = DeckError::new("the file is encrypted, or in the format of PowerPoint 97");
            return Err(error.hint("save it without a password as a presentation (.pptx)"));
        }
        let not_ours = |_| DeckError::new("the file is not a presentation (.pptx)");
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(not_ours)?;
        // The list of parts that was found last is one of a file inside, when that of the file itself was cut off.
        if zip.offset() > 0 {
            return Err(DeckError::new("the file is damaged: its end is missing"));
        }
        if zip.len() > PARTS {
            return Err(DeckError::new(format!("the file has {} parts, more than {PARTS}", zip.len())));
        }
        let mut archive = Self {
            file: bytes,
            names: Vec::with_capacity(zip.len()),
            known: BTreeMap::new(),
            packed: Vec::with_capacity(zip.len()),
            unpacked: AtomicUsize::new(0),
            odd: None,
            zip: zip.clone(),
        };
        let mut all = 0u64;
        for i in 0..zip.len() {
            let entry = zip.by_index_raw(i).map_err(|e| DeckError::new(format!("the file is damaged: {e}")))?;
            let name = entry.name().map_err(|e| DeckError::new(format!("the file is damaged: {e}")))?.into_owned();
            all = all.saturating_add(entry.size());
            if entry.size() > LARGEST || all > ALL {
                return Err(DeckError::new(
                    "the file unpacks to more than can be read (256 MiB a part, 1 GiB together)",
                ));
            }
            archive.take_up(name, Packed::of(&entry, bytes));
        }
        Ok(archive)
    }

    /// Takes up a part, and notes when its name is one that no sound package has.
    fn take_up(&mut self, name: String, packed: Packed<'a>) {
        let is_odd =
            name.starts_with('/') || name.contains('\\') || name.contains('\0') || name.split('/').any(|p| p == "..");
        let is_second = self.known.insert(name.clone(), self.names.len()).is_some();
        if is_odd || is_second {
            let parts = if is_odd { "a part" } else { "two parts" };
            let fault = || DeckError::new(format!("the file has {parts} with the name `{}`", name.escape_debug()));
            self.odd.get_or_insert_with(fault);
        }
        self.names.push(name);
        self.packed.push(packed);
    }

    /// Whether the file has a part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// A part as it is packed; none when the file does not have it.
    pub(crate) fn packed(&self, name: &str) -> Option<Packed<'a>> {
        self.known.get(name).map(|index| self.packed[*index])
    }

    /// The bytes of the file.
    pub(crate) fn size(&self) -> usize {
        self.file.len()
    }

    /// How often a part was unpacked so far.
    pub(crate) fn unpacked(&self) -> usize {
        self.unpacked.load(Ordering::Relaxed)
    }

    /// The bytes of a part.
    pub(crate) fn bytes(&self, name: &str) -> Result<Vec<u8>, DeckError> {
        let damaged = |e: &dyn std::fmt::Display| {
            DeckError::new(format!("the part `{}` cannot be read: {e}", name.escape_debug()))
        };
        self.unpacked.fetch_add(1, Ordering::Relaxed);
        // Only a reader of its own is made: what is known of the file is shared.
        let mut zip = self.zip.clone();
        let entry = zip.by_name(name).map_err(|e| damaged(&e))?;
        let mut bytes = Vec::new();
        // What a part says of its size is not to be trusted.
        entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        if bytes.len() as u64 > LARGEST {
            return Err(DeckError::new(format!("the part `{}` is larger than 256 MiB", name.escape_debug())));
        }
        Ok(bytes)
    }

    /// A part of text.
    pub(crate) fn text(&self, name: &str) -> Result<String, DeckError> {
        String::from_utf8(self.bytes(name)?)
            .map_err(|_| DeckError::new(format!("the part `{}` is not UTF-8", name.escape_debug())))
    }

    /// The relationships of a part: id → type (its last word) and target, as the name of a part.
    pub(crate) fn relations(&self, part: &str) -> Result<BTreeMap<String, (String, String)>, DeckError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        if !self.has(&path) {
            return Ok(BTreeMap::new());
        }
        let text = self.text(&path)?;
        let mut found = BTreeMap::new();
        for element in elements(&text, "Relationship")? {
            let get = |key: &str| element.get(key).cloned().unwrap_or_default();
            if get("TargetMode") == "External" {
                continue;
            }
            let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            found.insert(get("Id"), (kind, resolved(folder, &get("Target"))));
        }
        Ok(found)
    }

    /// The file as it was opened.
    pub(crate) fn zip(&self) -> ZipArchive<Cursor<&'a [u8]>> {
        self.zip.clone()
    }
}

/// The name of the part that a target means, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/').filter(|p| !p.is_empty() && *p != ".") {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join("/")
}

/// The attributes of every element with a local name, in the order of the text.
pub(crate) fn elements(text: &str, name: &str) -> Result<Vec<BTreeMap<String, String>>, DeckError> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name.as_bytes() => {
                found.push(attributes(&tag));
            }
            // A type of its own could stand for a bomb of entities.
            Ok(Event::DocType(_)) => return Err(DeckError::new("a part of the file declares a document type")),
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(error) => return Err(DeckError::new(format!("a part of the file is not XML: {error}"))),
        }
    }
}

/// The attributes of an element, by their names with prefix.
fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    let pair = |a: quick_xml::events::attributes::Attribute<'_>| {
        let key = String::from_utf8_lossy(a.key.as_ref()).into_owned();
        Some((key, a.unescape_value().ok()?.into_owned()))
    };
    tag.attributes().filter_map(Result::ok).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(parts: &[(&str, &str, CompressionMethod)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content, method) in parts {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(*method)).expect("started");
            zip.write_all(content.as_bytes()).expect("written");
        }
        zip.finish().expect("finished").into_inner()
    }

    #[test]
    fn parts_that_are_packed_alike_are_known_without_unpacking() {
        let (deflated, stored) = (CompressionMethod::Deflated, CompressionMethod::Stored);
        let long = "the same ".repeat(99);
        let file = package(&[
            ("a", &long, deflated),
            ("b", "another", deflated),
            ("c", &long, deflated),
            ("d", &long, stored),
            ("e", "", stored),
        ]);
        let archive = Archive::plain(&file).expect("a package");
        let packed = |name: &str| archive.packed(name).expect("a part");
        assert_eq!(packed("a"), packed("c"));
        assert_eq!(packed("d").bytes, long.as_bytes());
        for (one, other) in [("a", "b"), ("a", "d"), ("b", "e")] {
            assert_ne!(packed(one), packed(other), "{one} {other}");
        }
        assert_eq!((archive.packed("x"), archive.unpacked()), (None, 0));
        assert_eq!(archive.text("a").expect("text"), archive.text("c").expect("text"));
        assert_eq!(archive.unpacked(), 2);
    }

    #[test]
    fn odd_names_are_refused_but_for_reading_alone() {
        for odd in ["/a", "a\\b", "../a", "a/../../b"] {
            let file = package(&[(odd, "", CompressionMethod::Stored)]);
            assert!(Archive::plain(&file).is_err(), "{odd}");
            assert!(Archive::any(&file).is_ok_and(|archive| archive.is_presentation(Macros::Kept).is_err()), "{odd}");
        }
    }
}
