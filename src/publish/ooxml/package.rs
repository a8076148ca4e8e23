//! Packages of parts (Open Packaging Conventions): written whole, with the same bytes every time.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::publish::deck::DeckError;
use crate::publish::ooxml::xml::Xml;

/// The namespace of relationship types.
pub(crate) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// That one part needs another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type.
    pub(crate) kind: String,
    /// The other part, as seen from this one.
    pub(crate) target: String,
}

impl Relation {
    pub(crate) fn new(id: impl Into<String>, kind: impl Into<String>, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind: kind.into(), target: target.into() }
    }

    /// As an element of a part of relationships.
    pub(crate) fn xml(&self) -> Xml {
        let space = match self.kind.as_str() {
            "core-properties" => "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
            _ => RELATIONS,
        };
        Xml::new("Relationship")
            .with("Id", &self.id)
            .with("Type", format!("{space}/{}", self.kind))
            .with("Target", &self.target)
    }
}

/// A part of relationships.
pub(crate) fn relations(all: &[Relation]) -> String {
    Xml::new("Relationships")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
        .holding_all(all.iter().map(Relation::xml))
        .part()
}

/// The part that holds the relationships of a part.
pub(crate) fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    match folder.is_empty() {
        true => format!("_rels/{name}.rels"),
        false => format!("{folder}/_rels/{name}.rels"),
    }
}

/// A package.
#[derive(Debug, Default)]
pub(crate) struct Package {
    /// The parts by name, without a leading slash.
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
    /// Content types of endings.
    pub(crate) defaults: BTreeMap<String, String>,
    /// Content types of parts.
    pub(crate) overrides: BTreeMap<String, String>,
}

impl Package {
    /// Adds a part of XML, with its declaration, and its content type.
    pub(crate) fn xml(&mut self, name: &str, content_type: &str, part: impl Into<String>) {
        self.parts.insert(name.to_owned(), part.into().into_bytes());
        self.overrides.insert(name.to_owned(), content_type.to_owned());
    }

    /// Adds a part of bytes whose ending has a content type.
    pub(crate) fn bytes(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        let ending = name.rsplit('.').next().unwrap_or_default().to_owned();
        self.parts.insert(name.to_owned(), bytes);
        self.defaults.insert(ending, content_type.to_owned());
    }

    /// Adds the relationships of a part.
    pub(crate) fn relations(&mut self, part: &str, all: &[Relation]) {
        self.parts.insert(relations_of(part), relations(all).into_bytes());
    }

    /// The package as a ZIP file, the content types first.
    pub(crate) fn write(mut self) -> Result<Vec<u8>, DeckError> {
        self.defaults.insert("rels".to_owned(), "application/vnd.openxmlformats-package.relationships+xml".to_owned());
        self.defaults.insert("xml".to_owned(), "application/xml".to_owned());
        let types = self.types().part();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let fault = |e: &dyn std::fmt::Display| DeckError::new(format!("the presentation cannot be packed: {e}"));
        let first = [("[Content_Types].xml".to_owned(), types.into_bytes())];
        for (name, bytes) in first.into_iter().chain(self.parts) {
            zip.start_file(&name, packing(&name)).map_err(|e| fault(&e))?;
            zip.write_all(&bytes).map_err(|e| fault(&e))?;
        }
        Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
    }

    fn types(&self) -> Xml {
        let default = |(ending, kind): (&String, &String)| {
            Xml::new("Default").with("Extension", ending).with("ContentType", kind)
        };
        let own = |(name, kind): (&String, &String)| {
            Xml::new("Override").with("PartName", format!("/{name}")).with("ContentType", kind)
        };
        Xml::new("Types")
            .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
            .holding_all(self.defaults.iter().map(default))
            .holding_all(self.overrides.iter().map(own))
    }
}

/// Whether a part is compressed already, so that it is stored as it is.
pub(crate) fn is_stored(name: &str) -> bool {
    [".png", ".xlsx"].iter().any(|ending| name.ends_with(ending))
}

/// How a part is packed.
pub(crate) fn packing(name: &str) -> SimpleFileOptions {
    let method = if is_stored(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    // The ZIP format has no field without a date: the earliest one stands for none.
    SimpleFileOptions::default().compression_method(method).last_modified_time(zip::DateTime::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn a_package_names_the_types_of_its_parts() {
        let mut package = Package::default();
        package.xml("ppt/a.xml", "application/a+xml", Xml::new("a").part());
        package.bytes("ppt/b.png", "image/png", vec![1]);
        package.relations("ppt/a.xml", &[Relation::new("rId1", "image", "b.png")]);
        let written = package.types().part();
        let tree = Tree::parse(&written).expect("XML");
        let read = |name, key| tree.all(name).filter_map(|e| e.attribute(key)).collect::<Vec<String>>();
        assert_eq!(
            (read("Default", "Extension"), read("Override", "PartName")),
            (vec!["png".to_owned()], vec!["/ppt/a.xml".to_owned()])
        );
        assert!(package.parts.contains_key("ppt/_rels/a.xml.rels"));
    }
}
