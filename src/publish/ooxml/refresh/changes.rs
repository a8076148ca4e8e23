//! What is to be replaced in a deck: whole parts, and stretches of parts.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rayon::prelude::*;

use crate::figure::Figure;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, elements};
use crate::publish::ooxml::chart::{self, AsShapes, Extent};
use crate::publish::ooxml::chart_group::{PanelOf, group_name, panel_name};
use crate::publish::ooxml::drawing::EMU;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::package::{self, Relation, relations_of};
use crate::publish::ooxml::refresh::chart::Charts;
use crate::publish::ooxml::refresh::drawn::{ChartKey, Drawn};
use crate::publish::ooxml::refresh::edits::{Edits, verified};
use crate::publish::ooxml::refresh::find::{Object, ObjectKind, Sheet};
use crate::publish::ooxml::refresh::notes::{self, Blocks};
use crate::publish::ooxml::refresh::picture::Format;
use crate::publish::ooxml::refresh::repack::{Bytes, Parts};
use crate::publish::ooxml::refresh::same::{Against, Findings, Same};
use crate::publish::ooxml::refresh::{State, TextPart, TextRenewal, TextState, group};
use crate::publish::ooxml::shapes;
use crate::publish::ooxml::tree::{Element, Tree};
use crate::publish::ooxml::xml::Xml;
use crate::render::escape;

/// The changes of a deck.
pub(crate) struct Changes<'z, 'a> {
    pub(super) archive: &'z Archive<'a>,
    pub(super) parts: Parts,
    edits: BTreeMap<String, Edits>,
    /// The notes that were looked at: the part, the chart and its language.
    noted: BTreeSet<(String, String, String)>,
    /// What became of alt texts, and notes that the user has edited.
    texts: Vec<TextRenewal>,
    pub(super) charts: Charts<'a>,
    /// The files of pictures that become others.
    pictures: Findings<Against<'a, Drawn>, Option<Bytes>>,
    notes: Findings<Against<'a, Drawn>, Rc<Noted>>,
}

/// What became of what is seen of a figure.
struct Shown {
    state: State,
    /// The digest of the alt text that citeplot wrote for it, where that is known.
    alt: Option<String>,
}

/// What becomes of notes about a figure, and by which edits.
struct Noted {
    blocks: Blocks,
    edits: Edits,
}

impl<'z, 'a> Changes<'z, 'a> {
    /// None yet.
    pub(super) fn of(archive: &'z Archive<'a>) -> Self {
        Self {
            archive,
            parts: Parts::new(),
            edits: BTreeMap::new(),
            noted: BTreeSet::new(),
            texts: Vec::new(),
            charts: Charts::default(),
            pictures: Findings::default(),
            notes: Findings::default(),
        }
    }

    /// Renews a figure of a sheet. `ids` are those that are free on it, once they are asked for.
    pub(super) fn renew(
        &mut self,
        object: &Object<'_>,
        sheet: &Sheet,
        drawn: &Rc<Drawn>,
        ids: &mut Option<Ids>,
    ) -> Result<State, DeckError> {
        let Shown { state, alt } = match &object.kind {
            ObjectKind::Picture { media } => Shown { state: self.picture(media, drawn)?, alt: None },
            ObjectKind::Chart { own, panel } => {
                let worn = self.worn(&own.part)?;
                if panel.count != drawn.figure.data.panels.len() {
                    return Ok(State::Refused(AsShapes::Panels));
                }
                let (extent, dress) = (extent(object.element), worn.dress.clone()?);
                match drawn.chart(ChartKey { panel: panel.number - 1, extent, dress })? {
                    Err(why) => return Ok(State::Refused(why)),
                    Ok(native) => {
                        let state = self.chart(own, &native)?;
                        self.keep_alt(&own.part, &worn, &KeptAlt::of(object, &drawn.figure, worn.alt.as_deref()))?;
                        Shown { state, alt: worn.alt.clone() }
                    }
                }
            }
            ObjectKind::Group => self.group(object, sheet, drawn, ids)?,
        };
        let described = self.describe(object, sheet, &drawn.figure, alt);
        let noted = self.notes(object, sheet, drawn)?;
        Ok(if described || noted { state.max_renewed() } else { state })
    }

    /// Draws a group of shapes anew, where it shows something else.
    fn group(
        &mut self,
        object: &Object<'_>,
        sheet: &Sheet,
        drawn: &Drawn,
        ids: &mut Option<Ids>,
    ) -> Result<Shown, DeckError> {
        let digests = group::digests(object.element);
        let kept = KeptAlt::of(object, &drawn.figure, digests.as_ref().map(|(_, alt)| alt.as_str()));
        let is_current = is_current(object, drawn, &kept.digest)?;
        if !is_current {
            let ids = ids.get_or_insert_with(|| Ids::of(object.element.tree()));
            group::redraw(object.element, (drawn, &kept.digest), ids, self.edits(&sheet.part));
        }
        let state = if is_current { State::Current } else { State::Renewed };
        Ok(Shown { state, alt: digests.map(|(_, alt)| alt) })
    }

    /// Renews the alt text, unless the user has written another, and the names that hold the data code.
    fn describe(&mut self, object: &Object<'_>, sheet: &Sheet, figure: &Figure, alt: Option<String>) -> bool {
        let (panel, new) = new_alt(object, figure);
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
    fn picture(&mut self, media: &[String], drawn: &Rc<Drawn>) -> Result<State, DeckError> {
        let archive = self.archive;
        let mut state = State::Current;
        for part in media {
            let draw = || {
                let old = archive.bytes(part)?;
                let Some(format) = Format::of(&old) else { return Ok(None) };
                Ok(Some(drawn.picture(format)?).filter(|new| **new != *old))
            };
            let new = match archive.packed(part) {
                Some(packed) => self.pictures.get((packed, Same(drawn.clone())), draw)?,
                None => draw()?,
            };
            if let Some(new) = new {
                self.parts.insert(part.clone(), new);
                state = State::Renewed;
            }
        }
        Ok(state)
    }

    /// A name for a part that the file does not have.
    pub(super) fn free(&self, stem: &str, ending: &str) -> String {
        let taken = |name: &String| self.archive.has(name) || self.parts.contains_key(name);
        let name = (1..).map(|n| format!("{stem}{n}.{ending}")).find(|name| !taken(name));
        name.expect("there are more numbers than parts")
    }

    /// Adds what a new part of a chart needs: its content type, and the relationship to it.
    pub(super) fn add(&mut self, chart: &str, new: &Added) -> Result<(), DeckError> {
        let types = self.now(TYPES)?;
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
        let text = match self.archive.has(&rels) || self.parts.contains_key(&rels) {
            true => first_inside(&self.now(&rels)?, &new.relation.xml().to_string())?,
            false => package::relations(std::slice::from_ref(&new.relation)),
        };
        self.parts.insert(rels, text.into_bytes().into());
        Ok(())
    }

    /// A part of text with the changes so far.
    fn now(&self, part: &str) -> Result<String, DeckError> {
        match self.parts.get(part) {
            Some(changed) => Ok(String::from_utf8_lossy(changed).into_owned()),
            None => self.archive.text(part),
        }
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
    fn notes(&mut self, object: &Object<'_>, sheet: &Sheet, drawn: &Rc<Drawn>) -> Result<bool, DeckError> {
        let Some(part) = &sheet.notes else { return Ok(false) };
        let key = (part.clone(), object.found.chart.clone(), object.found.locale.clone());
        if !self.noted.insert(key) {
            return Ok(false);
        }
        let archive = self.archive;
        let renew = || {
            let mut edits = Edits::default();
            let blocks = notes::renew(&archive.text(part)?, &object.found, drawn.notes(), &mut edits)?;
            Ok(Rc::new(Noted { blocks, edits }))
        };
        let renewed = match archive.packed(part) {
            Some(packed) => self.notes.get((packed, Same(drawn.clone())), renew)?,
            None => renew()?,
        };
        let Noted { blocks, edits } = &*renewed;
        if !edits.is_empty() {
            self.edits(part).extend(edits);
        }
        if blocks.edited {
            self.said(object, TextPart::Notes, TextState::Edited);
        }
        Ok(blocks.renewed)
    }

    /// All parts that change, with their new bytes; each is still XML where it was.
    pub(crate) fn parts(mut self) -> Result<Parts, DeckError> {
        let edits = std::mem::take(&mut self.edits);
        self.parts.extend(edited(&edits, self.archive)?);
        // A picture that stands in a thousand places is looked at once.
        let mut seen: BTreeSet<*const u8> = BTreeSet::new();
        let is_xml = |part: &str| [".xml", ".rels", ".svg"].iter().any(|ending| part.ends_with(ending));
        let new: Vec<_> =
            self.parts.iter().filter(|(part, bytes)| is_xml(part) && seen.insert(bytes.as_ptr())).collect();
        let looked: Vec<_> = new.into_par_iter().map(|(part, bytes)| verified(part, bytes)).collect();
        looked.into_iter().collect::<Result<(), DeckError>>()?;
        Ok(self.parts)
    }
}

/// The parts that are edited, as they become: one for all that are packed alike and edited alike.
fn edited(edits: &BTreeMap<String, Edits>, archive: &Archive<'_>) -> Result<Parts, DeckError> {
    let edits: Vec<_> = edits.iter().filter(|(_, edits)| !edits.is_empty()).collect();
    let mut first = BTreeMap::new();
    let mut different = Vec::new();
    let mut places = Vec::new();
    for (part, edits) in edits {
        let at = *first.entry((archive.packed(part), edits)).or_insert(different.len());
        if at == different.len() {
            different.push((part, edits));
        }
        places.push((part, at));
    }
    let apply = |(part, edits): (&String, &Edits)| edits.clone().apply(&archive.text(part)?);
    let made: Vec<_> = different.into_par_iter().map(apply).collect();
    let made = made.into_iter().map(|text| Ok(text?.into_bytes().into()));
    let made = made.collect::<Result<Vec<Bytes>, DeckError>>()?;
    Ok(places.into_iter().map(|(part, at)| (part.clone(), made[at].clone())).collect())
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

/// The alt text of an object as the records make it, and the panel that it is about.
fn new_alt(object: &Object<'_>, figure: &Figure) -> (PanelOf, String) {
    match object.kind {
        ObjectKind::Chart { panel, .. } => (panel, chart::alt(figure, &figure.data.panels[panel.number - 1])),
        ObjectKind::Picture { .. } | ObjectKind::Group => (PanelOf::ONLY, figure.alt.clone()),
    }
}

/// The alt text that goes with an object from now on.
pub(super) struct KeptAlt {
    /// Its digest: that of the alt text of now, or that of the one which citeplot wrote last where the user has written another
    /// since, so that it stays known as out of date.
    pub(super) digest: String,
    /// Whether it is that of now.
    pub(super) is_new: bool,
}

impl KeptAlt {
    fn of(object: &Object<'_>, figure: &Figure, written: Option<&str>) -> Self {
        let now = object.description.attribute("descr").unwrap_or_default();
        let (_, new) = new_alt(object, figure);
        match written {
            Some(written) if !now.is_empty() && digest(&now) != *written && now != new => {
                Self { digest: written.to_owned(), is_new: false }
            }
            Some(_) | None => Self { digest: digest(&new), is_new: true },
        }
    }
}

/// Whether a group shows what the records make.
fn is_current(object: &Object<'_>, drawn: &Drawn, alt: &str) -> Result<bool, DeckError> {
    let Some((shown, written)) = group::digests(object.element) else {
        return Ok(object.code.as_deref() == Some(drawn.figure.code.as_str()));
    };
    let is_drawn_so = drawn.frame_name().starts_with(&format!("{} {shown} ", shapes::FRAME));
    Ok(is_drawn_so && written == alt && shows(object.element, drawn)?)
}

/// Whether the shapes of a group show what they were drawn to show.
fn shows(group: Element<'_>, drawn: &Drawn) -> Result<bool, DeckError> {
    let (there, wanted) = (group::pieces(group, &drawn.figure), drawn.pieces()?);
    Ok(there.len() == wanted.len() && there.iter().zip(wanted).all(|(a, b)| a.is_like(b)))
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
            Self::Lost(_) => 5,
        };
        if weight(self) >= weight(other) { self } else { other }
    }

    /// At least renewed.
    pub(super) fn max_renewed(self) -> Self {
        match self {
            Self::Current => Self::Renewed,
            Self::Renewed | Self::Rebuilt | Self::Gone | Self::Refused(_) | Self::Lost(_) => self,
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
