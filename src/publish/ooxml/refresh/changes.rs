//! What is to be replaced in a deck: whole parts, and stretches of parts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::rc::Rc;

use zip::ZipWriter;

use crate::figure::Figure;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, elements};
use crate::publish::ooxml::chart::{self, AsShapes, Extent, Native};
use crate::publish::ooxml::chart_group::{PanelOf, group_name, panel_name};
use crate::publish::ooxml::drawing::EMU;
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::package::{self, Relation, packing, relations_of};
use crate::publish::ooxml::pptx::XLSX;
use crate::publish::ooxml::refresh::drawn::{ChartKey, Drawn};
use crate::publish::ooxml::refresh::edits::{Edits, verified};
use crate::publish::ooxml::refresh::find::{Object, ObjectKind, Sheet};
use crate::publish::ooxml::refresh::over::{self, ChartOf};
use crate::publish::ooxml::refresh::patch::{Patch, alt_of, patch};
use crate::publish::ooxml::refresh::picture::Format;
use crate::publish::ooxml::refresh::{State, TextPart, TextRenewal, TextState, group, notes, workbook};
use crate::publish::ooxml::shapes;
use crate::publish::ooxml::tree::{Element, Tree};
use crate::publish::ooxml::xml::Xml;
use crate::render::escape;

/// The changes of a deck.
#[derive(Default)]
pub(crate) struct Changes {
    parts: Parts,
    edits: BTreeMap<String, Edits>,
    /// The notes that were looked at: the part, the chart and its language.
    noted: BTreeSet<(String, String, String)>,
    /// What became of alt texts, and notes that the user has edited.
    texts: Vec<TextRenewal>,
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
        let alt = alt(object, archive)?;
        let mut state = match &object.kind {
            ObjectKind::Picture { media } => self.picture(media, drawn, archive)?,
            ObjectKind::Chart { panel, .. } if panel.count != figure.data.panels.len() => {
                return Ok(State::Refused(AsShapes::Panels));
            }
            ObjectKind::Chart { part, workbook, panel } => {
                let dress = dress(&archive.text(part)?)?;
                let key = ChartKey { panel: panel.number - 1, extent: extent(object.element), dress };
                let native = match drawn.chart(key)? {
                    Err(why) => return Ok(State::Refused(why)),
                    Ok(native) => native,
                };
                self.chart(&Own { part, workbook: workbook.as_deref() }, &native, archive)?
            }
            ObjectKind::Group => {
                let is_current = match group::digests(object.element) {
                    Some((shown, alt)) => shapes::frame_name(figure).contains(&format!(" {shown} {alt}")),
                    None => object.code.as_deref() == Some(figure.code.as_str()),
                };
                if !is_current {
                    group::redraw(object.element, figure, ids, self.edits(&sheet.part));
                }
                if is_current { State::Current } else { State::Renewed }
            }
        };
        let described = self.describe(object, sheet, figure, alt);
        let noted = self.notes(object, sheet, drawn, archive)?;
        if described || noted {
            state = state.max_renewed();
        }
        Ok(state)
    }

    /// Renews the alt text, unless the user has written another, and the names that hold the data code.
    fn describe(&mut self, object: &Object<'_>, sheet: &Sheet, figure: &Figure, alt: Option<String>) -> bool {
        let (panel, new) = match object.kind {
            ObjectKind::Chart { panel, .. } => (panel, chart::alt(figure, &figure.data.panels[panel.number - 1])),
            ObjectKind::Picture { .. } | ObjectKind::Group => (PanelOf::ONLY, figure.alt.clone()),
        };
        let now = object.description.attribute("descr").unwrap_or_default();
        let is_own = alt.as_ref().is_some_and(|written| !now.is_empty() && digest(&now) != *written);
        let mut changed = false;
        if now.is_empty() && !new.is_empty() {
            // Other programs drop alt texts of charts and groups; that is no change of the figure.
            if self.attribute(object.description, sheet, "descr", &new) {
                self.said(object, TextPart::Alt, TextState::Restored);
            }
        } else if !is_own {
            changed |= self.attribute(object.description, sheet, "descr", &new);
        } else if alt.is_some_and(|written| written != digest(&new)) && now != new {
            self.said(object, TextPart::Alt, TextState::Edited);
        }
        if object.name.starts_with("citeplot:") {
            changed |= self.attribute(object.description, sheet, "name", &panel_name(figure, panel));
            let group = object.element.parent().and_then(|p| p.at(&["nvGrpSpPr", "cNvPr"]));
            let is_ours = |g: &Element<'_>| {
                g.attribute("name").is_some_and(|n| n.starts_with("citeplot:") && n.ends_with(" group"))
            };
            if let Some(group) = group.filter(is_ours) {
                changed |= self.attribute(group, sheet, "name", &group_name(figure));
            }
        }
        changed
    }

    fn said(&mut self, object: &Object<'_>, part: TextPart, state: TextState) {
        let (place, chart) = (object.found.place.clone(), object.found.chart.clone());
        self.texts.push(TextRenewal { place, chart, part, state });
    }

    /// What became of alt texts, and of notes that the user has edited.
    pub(crate) fn take_texts(&mut self) -> Vec<TextRenewal> {
        std::mem::take(&mut self.texts)
    }

    /// Replaces the files of a picture by the figure in their formats.
    fn picture(&mut self, media: &[String], drawn: &Drawn, archive: &mut Archive<'_>) -> Result<State, DeckError> {
        let mut changed = false;
        for part in media {
            let old = archive.bytes(part)?;
            if let Some(format) = Format::of(&old) {
                changed |= self.part(part, &old, &drawn.picture(format)?);
            }
        }
        Ok(if changed { State::Renewed } else { State::Current })
    }

    /// Brings a native chart up to date: in place where it can hold the data of now, else whole.
    fn chart(&mut self, own: &Own<'_>, native: &Native, archive: &mut Archive<'_>) -> Result<State, DeckError> {
        let old = archive.text(own.part)?;
        let (mut state, text) = match patch(&old, &native.xml)? {
            Patch::Current => (State::Current, old.clone()),
            Patch::Changed(text) if own.workbook.is_some() => {
                self.workbook(own.workbook.unwrap_or_default(), native, archive)?;
                (State::Renewed, text)
            }
            // A program that drops the workbook has also lost what the chart was made of.
            Patch::Changed(_) => (State::Renewed, self.rebuilt(own, native, archive)?),
            Patch::Reshaped => (State::Rebuilt, self.rebuilt(own, native, archive)?),
        };
        let over = over::renew(&ChartOf { part: own.part, text: &text }, &native.over, archive)?;
        for new in &over.added {
            self.add(own.part, new, archive)?;
        }
        if over.changed {
            state = state.max_renewed();
        }
        self.parts.extend(over.parts.into_iter().map(|(part, text)| (part, text.into_bytes().into())));
        if over.text != old {
            self.parts.insert(own.part.to_owned(), over.text.into_bytes().into());
        }
        Ok(state)
    }

    /// Brings the workbook of a chart up to date, cell by cell.
    fn workbook(&mut self, part: &str, native: &Native, archive: &mut Archive<'_>) -> Result<(), DeckError> {
        let old = archive.bytes(part)?;
        if is_workbook(part, &old) {
            let patched = workbook::patched(&old, &native.workbook)?;
            self.part(part, &old, &patched.unwrap_or_else(|| native.workbook.clone()).into());
        }
        Ok(())
    }

    /// A chart written anew, with its workbook, whether the old one has it or not.
    fn rebuilt(&mut self, own: &Own<'_>, native: &Native, archive: &mut Archive<'_>) -> Result<String, DeckError> {
        const ID: &str = "rIdCiteplot";
        let relations = archive.relations(own.part)?;
        let known = relations.into_iter().find(|(_, (kind, _))| kind == "package");
        let known = known.filter(|(_, (_, target))| archive.has(target));
        let id = match known {
            Some((id, (_, workbook))) => {
                self.workbook(&workbook, native, archive)?;
                id
            }
            None => {
                let part = self.free("ppt/embeddings/citeplot-renewed", "xlsx", archive);
                self.parts.insert(part.clone(), native.workbook.clone().into());
                let kind = ContentType::Ending("xlsx", XLSX);
                let relation = Relation::new(ID, "package", format!("/{part}"));
                self.add(own.part, &Added { relation, kind }, archive)?;
                ID.to_owned()
            }
        };
        Ok(native.xml.replacen("r:id=\"rId1\"", &format!("r:id=\"{}\"", escape(&id)), 1))
    }

    /// A name for a part that the file does not have.
    fn free(&self, stem: &str, ending: &str, archive: &Archive<'_>) -> String {
        let taken = |name: &String| archive.has(name) || self.parts.contains_key(name);
        let name = (1..).map(|n| format!("{stem}{n}.{ending}")).find(|name| !taken(name));
        name.expect("there are more numbers than parts")
    }

    /// Adds what a new part of a chart needs: its content type, and the relationship to it.
    fn add(&mut self, chart: &str, new: &Added, archive: &mut Archive<'_>) -> Result<(), DeckError> {
        let types = self.now(TYPES, archive)?;
        let known = elements(&types, "Default")?;
        let kind = match &new.kind {
            ContentType::Ending(ending, _) if known.iter().any(|d| d.get("Extension").is_some_and(|e| e == ending)) => {
                None
            }
            ContentType::Ending(ending, kind) => {
                Some(Xml::new("Default").with("Extension", ending).with("ContentType", kind))
            }
            ContentType::Part(name, kind) => {
                Some(Xml::new("Override").with("PartName", format!("/{name}")).with("ContentType", kind))
            }
        };
        if let Some(kind) = kind {
            self.parts.insert(TYPES.to_owned(), first_inside(&types, &kind.to_string())?.into_bytes().into());
        }
        let rels = relations_of(chart);
        let text = match archive.has(&rels) || self.parts.contains_key(&rels) {
            true => first_inside(&self.now(&rels, archive)?, &new.relation.xml().to_string())?,
            false => package::relations(std::slice::from_ref(&new.relation)),
        };
        self.parts.insert(rels, text.into_bytes().into());
        Ok(())
    }

    /// A part of text with the changes so far.
    fn now(&self, part: &str, archive: &mut Archive<'_>) -> Result<String, DeckError> {
        match self.parts.get(part) {
            Some(changed) => Ok(String::from_utf8_lossy(changed).into_owned()),
            None => archive.text(part),
        }
    }

    /// Replaces a part, when its bytes change.
    fn part(&mut self, part: &str, old: &[u8], new: &Rc<[u8]>) -> bool {
        let changes = *old != **new;
        if changes {
            self.parts.insert(part.to_owned(), new.clone());
        }
        changes
    }

    pub(super) fn edits(&mut self, part: &str) -> &mut Edits {
        self.edits.entry(part.to_owned()).or_default()
    }

    /// Replaces an attribute of a description, or adds it.
    fn attribute(&mut self, description: Element<'_>, sheet: &Sheet, key: &str, value: &str) -> bool {
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
        let blocks = notes::renew(&text, &object.found, drawn.notes(), self.edits(part))?;
        if blocks.edited {
            self.said(object, TextPart::Notes, TextState::Edited);
        }
        Ok(blocks.renewed)
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

/// What a new part of a chart needs.
pub(super) struct Added {
    pub(super) relation: Relation,
    pub(super) kind: ContentType,
}

/// How a file says what a part is.
pub(super) enum ContentType {
    /// By the ending of its name.
    Ending(&'static str, &'static str),
    /// By its name.
    Part(String, &'static str),
}

/// The parts of a native chart.
struct Own<'a> {
    part: &'a str,
    workbook: Option<&'a str>,
}

const TYPES: &str = "[Content_Types].xml";

/// A part of XML with another element as the first one in its root.
fn first_inside(text: &str, element: &str) -> Result<String, DeckError> {
    let tree = Tree::parse(text)?;
    let root = tree.root().ok_or_else(|| DeckError::new("a part of the file has no element"))?;
    let mut edits = Edits::default();
    match root.tag() == root.range() {
        // It has one tag, which has to become two.
        true => {
            let open = text[root.range()].trim_end_matches('>').trim_end_matches('/').to_owned();
            let name = text[root.range()].trim_start_matches('<').split([' ', '/', '>']).next().unwrap_or_default();
            edits.replace(root.range(), format!("{open}>{element}</{name}>"));
        }
        false => edits.replace(root.tag().end..root.tag().end, element),
    }
    edits.apply(text)
}

/// What a chart wears.
fn dress(part: &str) -> Result<Dress, DeckError> {
    let tree = Tree::parse(part)?;
    Ok(tree.root().map(Dress::of).unwrap_or_default())
}

/// The digest of the alt text that citeplot wrote for an object, where that is known.
fn alt(object: &Object<'_>, archive: &mut Archive<'_>) -> Result<Option<String>, DeckError> {
    Ok(match &object.kind {
        ObjectKind::Picture { .. } => None,
        ObjectKind::Chart { part, .. } => alt_of(&archive.text(part)?),
        ObjectKind::Group => group::digests(object.element).map(|(_, alt)| alt),
    })
}

impl State {
    /// What became of a figure of which this and another part have these states.
    pub(super) fn with(self, other: Self) -> Self {
        let weight = |state: Self| match state {
            Self::Current => 0,
            Self::Renewed => 1,
            Self::Rebuilt => 2,
            Self::Gone => 3,
            Self::Refused(_) => 4,
        };
        if weight(self) >= weight(other) { self } else { other }
    }

    /// At least renewed.
    fn max_renewed(self) -> Self {
        match self {
            Self::Current => Self::Renewed,
            Self::Renewed | Self::Rebuilt | Self::Gone | Self::Refused(_) => self,
        }
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
    for (name, bytes) in parts.iter().filter(|(name, _)| !archive.has(name)) {
        zip.start_file(name, packing(name)).map_err(|e| fault(&e))?;
        zip.write_all(bytes).map_err(|e| fault(&e))?;
    }
    Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
}
