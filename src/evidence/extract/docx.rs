//! Documents of word processors (Office Open XML), by zip and quick-xml.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::evidence::document::{Document, ReadDocumentError, Unreadable};
use crate::evidence::extract::builder::Builder;

/// The most bytes of one part, unpacked.
const LARGEST: u64 = 256 << 20;

/// The text of the body and of its footnotes and endnotes: headings by their styles, rows of tables with tabs, no deleted
/// text and no codes of fields.
///
/// # Errors
/// When the file is no such document, or a damaged one.
pub(in crate::evidence) fn document(bytes: &[u8]) -> Result<Document, ReadDocumentError> {
    let damaged = |_| ReadDocumentError::new(Unreadable::Damaged("archive"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let body = part(&mut zip, "word/document.xml")?.ok_or(ReadDocumentError::new(Unreadable::OtherArchive))?;
    let styles = part(&mut zip, "word/styles.xml")?.map(|xml| headings(&xml)).unwrap_or_default();
    let mut text = Body { builder: Builder::default(), styles, hidden: 0, typed: false, called: Calls::default() };
    text.read(&body)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = part(&mut zip, notes)? {
            text.builder.block();
            text.read(&xml)?;
        }
    }
    Ok(text.builder.finish())
}

/// A part of the archive as text; none when it has no such part.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, ReadDocumentError> {
    let entry = match zip.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(ReadDocumentError::new(Unreadable::Damaged("archive"))),
    };
    let mut xml = Vec::new();
    // What a part says of its size is not to be trusted.
    let read = entry.take(LARGEST + 1).read_to_end(&mut xml);
    match read {
        Ok(_) if xml.len() as u64 > LARGEST => Err(ReadDocumentError::new(Unreadable::TooLarge)),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&xml).into_owned())),
        Err(_) => Err(ReadDocumentError::new(Unreadable::Damaged("archive"))),
    }
}

/// The styles that make headings, with their levels. Their ids are in the language of the program that wrote them, their
/// names are not.
fn headings(xml: &str) -> Vec<(String, u8)> {
    let mut found = Vec::new();
    let mut style = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                b"style" => style = attribute(&tag, b"styleId"),
                b"name" => {
                    let level = attribute(&tag, b"val").and_then(|name| heading_level(&name));
                    found.extend(style.clone().zip(level));
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name.to_lowercase().strip_prefix("heading") {
        Some(level) => level.trim().parse().ok().filter(|level| (1..=9).contains(level)),
        None => (name.eq_ignore_ascii_case("title")).then_some(1),
    }
}

fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.unescape_value().ok().map(std::borrow::Cow::into_owned)
}

struct Body {
    builder: Builder,
    styles: Vec<(String, u8)>,
    /// How many open elements hide their text.
    hidden: usize,
    /// Whether the text belongs to the document: that between the elements does not.
    typed: bool,
    called: Calls,
}

/// The notes that the text calls: their numbers by their ids, as word processors count them.
#[derive(Debug, Default)]
struct Calls {
    footnotes: BTreeMap<String, usize>,
    endnotes: BTreeMap<String, usize>,
}

impl Calls {
    /// The notes of the kind that an element names.
    fn of(&mut self, element: &[u8]) -> &mut BTreeMap<String, usize> {
        if element.starts_with(b"endnote") { &mut self.endnotes } else { &mut self.footnotes }
    }
}

impl Body {
    fn read(&mut self, xml: &str) -> Result<(), ReadDocumentError> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag),
                Ok(Event::Empty(tag)) => self.empty(&tag),
                Ok(Event::End(tag)) => self.end(tag.local_name().as_ref()),
                Ok(Event::Text(text)) if self.typed && self.hidden == 0 => {
                    self.builder.flow(&String::from_utf8_lossy(&text));
                }
                Ok(Event::GeneralRef(name)) if self.typed && self.hidden == 0 => self.reference(&name),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(_) => return Err(ReadDocumentError::new(Unreadable::Damaged("XML"))),
            }
        }
    }

    /// A character that is written by its name or its number.
    fn reference(&mut self, name: &quick_xml::events::BytesRef<'_>) {
        if let Ok(Some(character)) = name.resolve_char_ref() {
            return self.builder.flow(character.encode_utf8(&mut [0; 4]));
        }
        let named = name.decode().ok().and_then(|name| quick_xml::escape::resolve_predefined_entity(&name));
        self.builder.flow(named.unwrap_or_default());
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            b"p" => self.builder.block(),
            b"t" => self.typed = true,
            b"tr" => self.builder.row(),
            b"tc" => self.builder.cell(),
            b"footnote" | b"endnote" => self.note(tag),
            // The second form of a picture or a text box repeats the first.
            b"del" | b"moveFrom" | b"Fallback" => self.hidden += 1,
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            b"pStyle" => {
                let style = attribute(tag, b"val").unwrap_or_default();
                let level = self.styles.iter().find(|(id, _)| *id == style).map(|(_, level)| *level);
                if let Some(level) = level.or_else(|| heading_level(&style)) {
                    self.builder.open_heading(level);
                }
            }
            b"footnoteReference" | b"endnoteReference" => {
                let called = self.called.of(tag.local_name().as_ref());
                if let Some(id) = attribute(tag, b"id") {
                    let next = called.len() + 1;
                    called.entry(id).or_insert(next);
                }
            }
            b"br" | b"cr" | b"tab" => self.builder.flow(" "),
            b"noBreakHyphen" => self.builder.flow("\u{2011}"),
            b"softHyphen" => self.builder.flow("\u{ad}"),
            _ => {}
        }
    }

    /// Begins a note. One that nothing calls, as the line over the notes, has no number.
    fn note(&mut self, tag: &BytesStart<'_>) {
        self.builder.block();
        let id = attribute(tag, b"id").unwrap_or_default();
        let number = self.called.of(tag.local_name().as_ref()).get(&id).map(usize::to_string);
        self.builder.open_note(&number.unwrap_or_default());
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"footnote" | b"endnote" => self.builder.close_note(),
            b"p" => self.builder.close_paragraph(),
            b"t" => self.typed = false,
            b"tr" => self.builder.end_row(),
            b"tbl" => self.builder.block(),
            b"del" | b"moveFrom" | b"Fallback" => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::evidence::{Document, Unreadable};

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(xml.as_bytes()).expect("written");
        }
        zip.finish().expect("finished").into_inner()
    }

    #[test]
    fn a_document_of_a_word_processor_is_read_with_its_structure() {
        let styles =
            r#"<w:styles xmlns:w="w"><w:style w:styleId="Balk1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
        let body = r#"<w:document xmlns:w="w"><w:body>
            <w:p><w:pPr><w:pStyle w:val="Balk1"/></w:pPr><w:r><w:t>2 Bulgular</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">Kent&#231;ilerin </w:t></w:r><w:r><w:t>yüzde 57&apos;si</w:t></w:r>
              <w:del><w:r><w:delText>yüzde 75'i</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t> A &amp; B.</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Kadın</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>63</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:t>Son.</w:t><w:footnoteReference w:id="4"/></w:r></w:p></w:body></w:document>"#;
        let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
              <w:footnote w:id="4"><w:p><w:r><w:footnoteRef/><w:t>Not.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
        let parts = [("word/document.xml", body), ("word/styles.xml", styles), ("word/footnotes.xml", notes)];
        let document = Document::read(&packed(&parts), "rapor.docx").expect("a document");
        assert_eq!(document.text, "2 Bulgular\n\nKentçilerin yüzde 57'si A & B.\n\nKadın\t63\n\nSon.\n\nNot.\n");
        let note = &document.footnotes[0];
        assert_eq!((note.number.as_str(), &document.text[note.span.clone()]), ("1", "Not."));
        let heading = &document.headings[0];
        assert_eq!((heading.number.as_deref(), heading.title.as_str()), (Some("2"), "Bulgular"));
    }

    #[test]
    fn other_archives_and_damaged_ones_are_refused() {
        let refused = |bytes: &[u8]| Document::read(bytes, "a.docx").expect_err("refused").kind;
        assert_eq!(refused(&packed(&[("ppt/presentation.xml", "<a/>")])), Unreadable::OtherArchive);
        assert_eq!(refused(b"PK\x03\x04"), Unreadable::Damaged("archive"));
        assert_eq!(refused(&packed(&[("word/document.xml", "<a><b></a>")])), Unreadable::Damaged("XML"));
        let whole = packed(&[("word/document.xml", "<a/>")]);
        assert_eq!(refused(&whole[..whole.len() / 2]), Unreadable::Damaged("archive"));
    }
}
