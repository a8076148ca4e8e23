//! What is to be replaced in a deck: whole parts, and stretches of parts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::rc::Rc;

use zip::ZipWriter;

use crate::publish::deck::{DeckError, tag};
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::chart::{Extent, Native};
use crate::publish::ooxml::drawing::EMU;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::package::packing;
use crate::publish::ooxml::refresh::drawn::Drawn;
use crate::publish::ooxml::refresh::edits::{Edits, verified};
use crate::publish::ooxml::refresh::find::{Kind, Object, Sheet};
use crate::publish::ooxml::refresh::picture::Format;
use crate::publish::ooxml::refresh::{State, group, notes};
use crate::publish::ooxml::tree::Element;
use crate::render::escape;

/// The changes of a deck.
#[derive(Default)]
pub(crate) struct Changes {
    parts: Parts,
    edits: BTreeMap<String, Edits>,
    /// The notes that were looked at: the part, the chart and its language.
    noted: BTreeSet<(String, String, String)>,
}

impl Changes {
    pub(crate) fn renew(
        &mut self,
        object: &Object<'_>,
        sheet: &Sheet,
        drawn: &Drawn,
        ids: &mut Ids,
        archive: &mut Archive<'_>,
    ) -> Result<State, DeckError> {
        let figure = &drawn.figure;
        let mut changed = match &object.kind {
            Kind::Picture { media } => self.picture(media, drawn, archive)?,
            Kind::Chart { part, workbook } => match drawn.chart(extent(object.element))? {
                Err(why) => return Ok(State::Refused(why)),
                Ok(native) => self.chart(part, workbook.as_deref(), &native, archive)?,
            },
            Kind::Group => {
                let stale = object.code.as_deref() != Some(figure.code.as_str());
                if stale {
                    group::redraw(object.element, figure, ids, self.edits(&sheet.part));
                }
                stale
            }
        };
        let of_group = matches!(object.kind, Kind::Group);
        if !of_group || changed {
            changed |= self.attribute(object, sheet, "descr", &figure.alt);
            if object.name.starts_with("citeplot:") {
                changed |= self.attribute(object, sheet, "name", &tag(figure));
            }
        }
        changed |= self.notes(object, sheet, drawn, archive)?;
        Ok(if changed { State::Renewed } else { State::Current })
    }

    /// Replaces the files of a picture by the figure in their formats.
    fn picture(&mut self, media: &[String], drawn: &Drawn, archive: &mut Archive<'_>) -> Result<bool, DeckError> {
        let mut changed = false;
        for part in media {
            let old = archive.bytes(part)?;
            if let Some(format) = Format::of(&old) {
                changed |= self.part(part, &old, &drawn.picture(format)?);
            }
        }
        Ok(changed)
    }

    fn chart(
        &mut self,
        part: &str,
        workbook: Option<&str>,
        native: &Native,
        archive: &mut Archive<'_>,
    ) -> Result<bool, DeckError> {
        let changed = self.part(part, &archive.bytes(part)?, &native.xml.clone().into_bytes().into());
        if let Some(workbook) = workbook.filter(|_| changed) {
            let old = archive.bytes(workbook)?;
            if is_workbook(workbook, &old) {
                self.part(workbook, &old, &native.workbook.clone().into());
            }
        }
        Ok(changed)
    }

    /// Replaces a part, when its bytes change.
    fn part(&mut self, part: &str, old: &[u8], new: &Rc<[u8]>) -> bool {
        let changes = *old != **new;
        if changes {
            self.parts.insert(part.to_owned(), new.clone());
        }
        changes
    }

    fn edits(&mut self, part: &str) -> &mut Edits {
        self.edits.entry(part.to_owned()).or_default()
    }

    /// Replaces an attribute of the object's description, or adds it.
    fn attribute(&mut self, object: &Object<'_>, sheet: &Sheet, key: &str, value: &str) -> bool {
        let description = object.description;
        if description.attribute(key).is_some_and(|old| old == value) {
            return false;
        }
        let written = format!("{key}=\"{}\"", escape(value).replace('\n', "&#10;"));
        match description.attribute_range(key) {
            Some(range) => self.edits(&sheet.part).replace(range, written),
            None => {
                let at = description.name_end();
                self.edits(&sheet.part).replace(at..at, format!(" {written}"));
            }
        }
        true
    }

    /// Replaces the blocks of notes about the figure, where the slide has some; once for all its figures of one chart.
    fn notes(
        &mut self,
        object: &Object<'_>,
        sheet: &Sheet,
        drawn: &Drawn,
        archive: &mut Archive<'_>,
    ) -> Result<bool, DeckError> {
        let Some(part) = &sheet.notes else { return Ok(false) };
        let key = (part.clone(), object.found.chart.clone(), object.found.locale.clone());
        if !self.noted.insert(key) {
            return Ok(false);
        }
        let text = archive.text(part)?;
        notes::renew(&text, &object.found, drawn.notes(), self.edits(part))
    }

    /// All parts that change, with their new bytes; each is still XML where it was.
    pub(crate) fn parts(mut self, archive: &mut Archive<'_>) -> Result<Parts, DeckError> {
        for (part, edits) in std::mem::take(&mut self.edits) {
            if !edits.is_empty() {
                let text = edits.apply(&archive.text(&part)?)?;
                self.parts.insert(part, text.into_bytes().into());
            }
        }
        // A picture that stands in a thousand places is looked at once.
        let mut seen: BTreeSet<*const u8> = BTreeSet::new();
        for (part, bytes) in &self.parts {
            let is_xml = [".xml", ".rels", ".svg"].iter().any(|ending| part.ends_with(ending));
            if is_xml && seen.insert(bytes.as_ptr()) {
                verified(part, bytes)?;
            }
        }
        Ok(self.parts)
    }
}

/// The size of a frame, points; that of half a slide where it does not say.
fn extent(frame: Element<'_>) -> Extent {
    let size = frame.at(&["xfrm", "ext"]);
    let length = |key: &str| size.and_then(|s| s.number::<f64>(key)).filter(|n| n.is_finite() && *n > 0.0);
    match (length("cx"), length("cy")) {
        (Some(cx), Some(cy)) => Extent { width: cx / EMU, height: cy / EMU },
        (Some(_) | None, _) => Extent { width: 880.0, height: 300.0 },
    }
}

/// Parts with their bytes.
pub(crate) type Parts = BTreeMap<String, Rc<[u8]>>;

/// Whether a part is the workbook of a chart, and not some other part that a relationship leads to.
fn is_workbook(part: &str, bytes: &[u8]) -> bool {
    let named = part.starts_with("ppt/embeddings/") && part.to_ascii_lowercase().ends_with(".xlsx");
    let opened = || zip::ZipArchive::new(Cursor::new(bytes));
    named && opened().is_ok_and(|zip| zip.file_names().any(|n| n.is_ok_and(|n| n == "xl/workbook.xml")))
}

/// The file with some parts replaced; all others are copied as they are packed.
pub(crate) fn rewritten(archive: &mut Archive<'_>, parts: &Parts) -> Result<Vec<u8>, DeckError> {
    let fault = |e: &dyn std::fmt::Display| DeckError::new(format!("the presentation cannot be packed: {e}"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.names.len() {
        let name = archive.names[index].clone();
        match parts.get(&name) {
            Some(bytes) => {
                zip.start_file(&name, packing(&name)).map_err(|e| fault(&e))?;
                zip.write_all(bytes).map_err(|e| fault(&e))?;
            }
            None => {
                let entry = archive.zip().by_index_raw(index).map_err(|e| fault(&e))?;
                zip.raw_copy_file(entry).map_err(|e| fault(&e))?;
            }
        }
    }
    Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
}
