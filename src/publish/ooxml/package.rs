//! Packages of parts (Open Packaging Conventions): written whole, with the same bytes every time.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::publish::deck::DeckError;
use crate::render::escape;

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
    /// Adds a part of XML with its content type.
    pub(crate) fn xml(&mut self, name: &str, content_type: &str, body: &str) {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{body}");
        self.parts.insert(name.to_owned(), text.into_bytes());
        self.overrides.insert(name.to_owned(), content_type.to_owned());
    }

    /// Adds a part of bytes whose ending has a content type.
    pub(crate) fn bytes(&mut self, name: &str, ending: &str, content_type: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), bytes);
        self.defaults.insert(ending.to_owned(), content_type.to_owned());
    }

    /// Adds the relationships of a part: id, type, target.
    pub(crate) fn relations(&mut self, part: &str, relations: &[(String, &str, String)]) {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = match folder.is_empty() {
            true => format!("_rels/{name}.rels"),
            false => format!("{folder}/_rels/{name}.rels"),
        };
        let all: String = relations
            .iter()
            .map(|(id, kind, target)| {
                format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{}\"/>", escape(target))
            })
            .collect();
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        );
        self.parts.insert(path, body.into_bytes());
    }

    /// The package as a ZIP file, the content types first.
    pub(crate) fn write(mut self) -> Result<Vec<u8>, DeckError> {
        self.defaults.insert("rels".to_owned(), "application/vnd.openxmlformats-package.relationships+xml".to_owned());
        self.defaults.insert("xml".to_owned(), "application/xml".to_owned());
        let defaults: String = self
            .defaults
            .iter()
            .map(|(e, t)| format!("<Default Extension=\"{}\" ContentType=\"{}\"/>", escape(e), escape(t)))
            .collect();
        let overrides: String = self
            .overrides
            .iter()
            .map(|(n, t)| format!("<Override PartName=\"/{}\" ContentType=\"{}\"/>", escape(n), escape(t)))
            .collect();
        let types = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{defaults}{overrides}</Types>"
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // The ZIP format has no field without a date: the earliest one stands for none.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        let fault = |e: &dyn std::fmt::Display| DeckError::new(format!("the presentation cannot be packed: {e}"));
        let first = [("[Content_Types].xml".to_owned(), types.into_bytes())];
        for (name, bytes) in first.into_iter().chain(self.parts) {
            zip.start_file(name, options).map_err(|e| fault(&e))?;
            zip.write_all(&bytes).map_err(|e| fault(&e))?;
        }
        Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
    }
}

/// The namespace of relationship types.
pub(crate) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
