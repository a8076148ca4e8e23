//! A chart of PowerPoint's own, brought up to date: in place where it can hold the data of now, else whole.

use std::io::Cursor;
use std::rc::Rc;

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, Packed};
use crate::publish::ooxml::chart::Native;
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::package::Relation;
use crate::publish::ooxml::pptx::XLSX;
use crate::publish::ooxml::refresh::changes::{Added, Changes, ContentType, KeptAlt};
use crate::publish::ooxml::refresh::find::Own;
use crate::publish::ooxml::refresh::over::{self, ChartOf};
use crate::publish::ooxml::refresh::patch::{Patch, alt_of, patch, with_alt};
use crate::publish::ooxml::refresh::repack::Bytes;
use crate::publish::ooxml::refresh::same::{Against, Findings, Same};
use crate::publish::ooxml::refresh::{State, workbook};
use crate::publish::ooxml::tree::Tree;
use crate::render::escape;

/// What was found out about the charts of a file.
#[derive(Default)]
pub(super) struct Charts<'a> {
    worn: Findings<Packed<'a>, Rc<Worn>>,
    fits: Findings<Pair<'a>, Rc<Fit>>,
    workbooks: Findings<Against<'a, Native>, Option<Bytes>>,
    alts: Findings<(Packed<'a>, String), Option<Bytes>>,
}

/// What a chart part says beside its data.
pub(super) struct Worn {
    /// The digest of the alt text that went with it.
    pub(super) alt: Option<String>,
    /// What the chart wears, or why the part cannot be read.
    pub(super) dress: Result<Dress, DeckError>,
}

/// A chart of a file and that of now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair<'a> {
    part: Packed<'a>,
    /// The id of the relationship to the workbook.
    workbook: Option<String>,
    /// The id of the relationship to the shapes over the plot, and these.
    over: Option<(String, Packed<'a>)>,
    now: Same<Native>,
}

/// How a chart can become that of now.
enum Fit {
    /// By other bytes of its parts, the same for every chart that is packed alike.
    InPlace(InPlace),
    /// With parts that it does not have, each chart for itself.
    Alone,
}

/// The parts of a chart that change.
struct InPlace {
    state: State,
    /// Whether the numbers and words of its workbook may be others now.
    says_other: bool,
    chart: Option<Bytes>,
    over: Option<Bytes>,
}

impl<'a> Changes<'_, 'a> {
    /// What a chart part says beside its data.
    pub(super) fn worn(&mut self, part: &str) -> Result<Rc<Worn>, DeckError> {
        let archive = self.archive;
        let read = || {
            let text = archive.text(part)?;
            let tree = Tree::parse(&text);
            let alt = tree.as_ref().ok().and_then(alt_of);
            Ok(Rc::new(Worn { alt, dress: tree.map(|tree| tree.root().map(Dress::of).unwrap_or_default()) }))
        };
        match archive.packed(part) {
            Some(packed) => self.charts.worn.get(packed, read),
            None => read(),
        }
    }

    /// Brings a chart up to date.
    pub(super) fn chart(&mut self, own: &Own, native: &Rc<Native>) -> Result<State, DeckError> {
        let fit = self.fit(own, native)?;
        let Fit::InPlace(new) = &*fit else { return self.chart_alone(own, native) };
        if let Some(workbook) = own.workbook.as_ref().filter(|_| new.says_other) {
            self.workbook(&workbook.part, native)?;
        }
        self.parts.extend(new.chart.iter().map(|bytes| (own.part.clone(), bytes.clone())));
        let over = own.over.as_ref().zip(new.over.as_ref());
        self.parts.extend(over.map(|(link, bytes)| (link.part.clone(), bytes.clone())));
        Ok(new.state)
    }

    /// Notes in a chart which alt text went with it, when it does not say so already.
    pub(super) fn keep_alt(&mut self, part: &str, worn: &Worn, alt: &KeptAlt) -> Result<(), DeckError> {
        let new = match (self.parts.get(part), self.archive.packed(part)) {
            // What is written anew says the alt text of now.
            (Some(_), _) if alt.is_new => None,
            (Some(changed), _) => {
                with_alt(&String::from_utf8_lossy(changed), &alt.digest)?.map(|t| t.into_bytes().into())
            }
            (None, Some(packed)) if worn.alt.as_ref().is_some_and(|written| *written != alt.digest) => {
                let archive = self.archive;
                let noted = || Ok(with_alt(&archive.text(part)?, &alt.digest)?.map(|text| text.into_bytes().into()));
                self.charts.alts.get((packed, alt.digest.clone()), noted)?
            }
            (None, _) => None,
        };
        self.parts.extend(new.map(|bytes| (part.to_owned(), bytes)));
        Ok(())
    }

    /// How a chart can become that of now.
    fn fit(&mut self, own: &Own, native: &Rc<Native>) -> Result<Rc<Fit>, DeckError> {
        let archive = self.archive;
        let Some(part) = archive.packed(&own.part) else { return Ok(Rc::new(Fit::Alone)) };
        let over = own.over.as_ref().and_then(|link| Some((link.id.clone(), archive.packed(&link.part)?)));
        let pair =
            Pair { part, workbook: own.workbook.as_ref().map(|link| link.id.clone()), over, now: Same(native.clone()) };
        self.charts.fits.get(pair, || Fit::of(own, native, archive).map(Rc::new))
    }

    /// Brings a chart up to date that needs parts which it does not have.
    fn chart_alone(&mut self, own: &Own, native: &Rc<Native>) -> Result<State, DeckError> {
        let old = self.archive.text(&own.part)?;
        let (mut state, text) = match (patch(&old, &native.xml)?, &own.workbook) {
            (Patch::Current, _) => (State::Current, old.clone()),
            (Patch::Changed(text), Some(workbook)) => {
                self.workbook(&workbook.part, native)?;
                (State::Renewed, text)
            }
            // A program that drops the workbook has also lost what the chart was made of.
            (Patch::Changed(_), None) => (State::Renewed, self.rebuilt(own, native)?),
            (Patch::Reshaped, _) => (State::Rebuilt, self.rebuilt(own, native)?),
        };
        let over = over::renew(&ChartOf { own, text: &text }, &native.over, self.archive)?;
        if let Some(new) = &over.added {
            self.add(&own.part, new)?;
        }
        if over.part.is_some() {
            state = state.max_renewed();
        }
        self.parts.extend(over.part.map(|new| (new.name, new.text.into_bytes().into())));
        if over.text != old {
            self.parts.insert(own.part.clone(), over.text.into_bytes().into());
        }
        Ok(state)
    }

    /// Brings the workbook of a chart up to date, cell by cell.
    fn workbook(&mut self, part: &str, native: &Rc<Native>) -> Result<(), DeckError> {
        let archive = self.archive;
        if !is_workbook_name(part) {
            return Ok(());
        }
        let renew = || {
            let old = archive.bytes(part)?;
            if !is_workbook(&old) {
                return Ok(None);
            }
            let new = workbook::patched(&old, &native.workbook)?.unwrap_or_else(|| native.workbook.clone());
            Ok((new != old).then(|| new.into()))
        };
        let new = match archive.packed(part) {
            Some(packed) => self.charts.workbooks.get((packed, Same(native.clone())), renew)?,
            None => renew()?,
        };
        self.parts.extend(new.map(|bytes| (part.to_owned(), bytes)));
        Ok(())
    }

    /// A chart written anew, with its workbook, whether the old one has it or not.
    fn rebuilt(&mut self, own: &Own, native: &Rc<Native>) -> Result<String, DeckError> {
        const ID: &str = "rIdCiteplot";
        let id = match &own.workbook {
            Some(workbook) => {
                self.workbook(&workbook.part, native)?;
                &workbook.id
            }
            None => {
                let part = self.free("ppt/embeddings/citeplot-renewed", "xlsx");
                self.parts.insert(part.clone(), native.workbook.clone().into());
                let kind = ContentType::Ending("xlsx", XLSX);
                let relation = Relation::new(ID, "package", format!("/{part}"));
                self.add(&own.part, &Added { relation, kind })?;
                ID
            }
        };
        Ok(anew(native, id))
    }
}

/// A chart as it is written anew, with its workbook as the target of a relationship.
fn anew(native: &Native, workbook: &str) -> String {
    native.xml.replacen("r:id=\"rId1\"", &format!("r:id=\"{}\"", escape(workbook)), 1)
}

impl Fit {
    fn of(own: &Own, native: &Native, archive: &Archive<'_>) -> Result<Self, DeckError> {
        let old = archive.text(&own.part)?;
        let (mut state, new) = match (patch(&old, &native.xml)?, &own.workbook) {
            (Patch::Current, _) => (State::Current, None),
            (Patch::Changed(text), Some(_)) => (State::Renewed, Some(text)),
            (Patch::Reshaped, Some(workbook)) => (State::Rebuilt, Some(anew(native, &workbook.id))),
            (Patch::Changed(_) | Patch::Reshaped, None) => return Ok(Self::Alone),
        };
        let over = over::renew(&ChartOf { own, text: new.as_deref().unwrap_or(&old) }, &native.over, archive)?;
        if over.added.is_some() {
            return Ok(Self::Alone);
        }
        if over.part.is_some() {
            state = state.max_renewed();
        }
        Ok(Self::InPlace(InPlace {
            state,
            says_other: new.is_some(),
            chart: (over.text != old).then(|| over.text.into_bytes().into()),
            over: over.part.map(|new| new.text.into_bytes().into()),
        }))
    }
}

/// Whether a part is named as the workbook of a chart, and not some other part that a relationship leads to.
fn is_workbook_name(part: &str) -> bool {
    part.starts_with("ppt/embeddings/") && part.to_ascii_lowercase().ends_with(".xlsx")
}

/// Whether a part is a workbook.
fn is_workbook(bytes: &[u8]) -> bool {
    let opened = zip::ZipArchive::new(Cursor::new(bytes));
    opened.is_ok_and(|zip| zip.file_names().any(|n| n.is_ok_and(|n| n == "xl/workbook.xml")))
}
