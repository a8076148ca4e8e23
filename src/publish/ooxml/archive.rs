//! Reading files of PowerPoint that are not ours: nothing is trusted, memory is bounded.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

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
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the parts, in the order of the file.
    pub(crate) names: Vec<String>,
    known: BTreeSet<String>,
}

impl<'a> Archive<'a> {
    /// Opens a file and looks whether it is a presentation that can be read.
    pub(crate) fn open(bytes: &'a [u8], macros: Macros) -> Result<Self, DeckError> {
        let mut archive = Self::plain(bytes)?;
        let types = archive
            .text("[Content_Types].xml")
            .map_err(|_| DeckError::new("the file is not a presentation (.pptx)"))?;
        if macros == Macros::Refused && types.contains("macroEnabled") {
            let error = DeckError::new("the file holds macros");
            return Err(error.hint("save it as a presentation without macros (.pptx)"));
        }
        if !archive.has("ppt/presentation.xml") {
            return Err(DeckError::new("the file is not a presentation (.pptx)"));
        }
        Ok(archive)
    }

    /// Opens a package of any kind.
    pub(crate) fn plain(bytes: &'a [u8]) -> Result<Self, DeckError> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let error = DeckError::new("the file is encrypted, or in the format of PowerPoint 97");
            return Err(error.hint("save it without a password as a presentation (.pptx)"));
        }
        let not_ours = |_| DeckError::new("the file is not a presentation (.pptx)");
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(not_ours)?;
        if zip.len() > PARTS {
            return Err(DeckError::new(format!("the file has {} parts, more than {PARTS}", zip.len())));
        }
        let mut names = Vec::with_capacity(zip.len());
        let mut known = BTreeSet::new();
        let mut all = 0u64;
        for i in 0..zip.len() {
            let entry = zip.by_index_raw(i).map_err(|e| DeckError::new(format!("the file is damaged: {e}")))?;
            let name = entry.name().map_err(|e| DeckError::new(format!("the file is damaged: {e}")))?.into_owned();
            let odd = name.starts_with('/')
                || name.contains('\\')
                || name.contains('\0')
                || name.split('/').any(|p| p == "..");
            if odd {
                return Err(DeckError::new(format!("the file has a part with the name `{}`", name.escape_debug())));
            }
            if !known.insert(name.clone()) {
                return Err(DeckError::new(format!("the file has two parts with the name `{}`", name.escape_debug())));
            }
            all = all.saturating_add(entry.size());
            if entry.size() > LARGEST || all > ALL {
                return Err(DeckError::new(
                    "the file unpacks to more than can be read (256 MiB a part, 1 GiB together)",
                ));
            }
            names.push(name);
        }
        Ok(Self { zip, names, known })
    }

    /// Whether the file has a part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The bytes of a part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, DeckError> {
        let damaged = |e: &dyn std::fmt::Display| {
            DeckError::new(format!("the part `{}` cannot be read: {e}", name.escape_debug()))
        };
        let entry = self.zip.by_name(name).map_err(|e| damaged(&e))?;
        let mut bytes = Vec::new();
        // What a part says of its size is not to be trusted.
        entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        if bytes.len() as u64 > LARGEST {
            return Err(DeckError::new(format!("the part `{}` is larger than 256 MiB", name.escape_debug())));
        }
        Ok(bytes)
    }

    /// A part of text.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, DeckError> {
        String::from_utf8(self.bytes(name)?)
            .map_err(|_| DeckError::new(format!("the part `{}` is not UTF-8", name.escape_debug())))
    }

    /// The relationships of a part: id → type (its last word) and target, as the name of a part.
    pub(crate) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, (String, String)>, DeckError> {
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
    pub(crate) fn zip(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.zip
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
