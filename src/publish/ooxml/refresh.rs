//! Bringing the figures of a user's own deck up to date, in place.
//!
//! A picture is known by the metadata in its file, a chart or group by its name. Nothing else on a slide changes by a byte.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::figure::Figure;
use crate::publish::deck::{DeckError, END, notes, tag};
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::chart;
use crate::publish::ooxml::marks::{Figures, Kind, Object};
use crate::publish::ooxml::shapes::{self, Stage};
use crate::publish::ooxml::text::paragraph;
use crate::render::{self, escape};
use crate::style::font::TextAs;

/// A figure that a deck holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of the slide, from 1.
    pub slide: usize,
    /// The chart.
    pub chart: String,
    /// The language, a BCP 47 tag.
    pub locale: String,
    /// The size and the theme that it was drawn in, where the file says.
    pub look: Option<(String, String)>,
    /// The height of the space that it was laid out for, tenths of a px, when it has no title of its own.
    pub space: Option<u32>,
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is what the records make.
    Current,
    /// It was not, and is now.
    Renewed,
    /// The project has no such chart any more, or cannot draw it; it was left as it is.
    Gone,
}

/// What became of one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// The figure.
    pub found: Found,
    /// What became of it.
    pub state: State,
}

/// A deck that was looked through.
#[derive(Clone, Debug)]
pub struct Refreshed {
    /// The file; the bytes that were read when nothing changed.
    pub bytes: Vec<u8>,
    /// Every figure, in the order of the slides.
    pub renewals: Vec<Renewal>,
    /// How many pictures and charts are not of citeplot: they are left as they are.
    pub others: usize,
}

/// The figures that a deck holds, in the order of its slides.
///
/// # Errors
/// When the file is no presentation, is encrypted, holds macros, or is built to do harm.
pub fn found(bytes: &[u8]) -> Result<Vec<Found>, DeckError> {
    let mut archive = Archive::open(bytes)?;
    let figures = Figures::read(&mut archive)?;
    Ok(figures.objects.into_iter().map(|o| o.found).collect())
}

/// Brings every figure of a deck up to date. `draw` gives the figure that the records make of a found one now.
///
/// # Errors
/// As [`found`], and when a figure cannot be drawn.
pub fn refresh(bytes: &[u8], draw: &dyn Fn(&Found) -> Option<Figure>) -> Result<Refreshed, DeckError> {
    let mut archive = Archive::open(bytes)?;
    let figures = Figures::read(&mut archive)?;
    let mut changes = Changes::default();
    let mut renewals = Vec::new();
    for object in &figures.objects {
        let state = match draw(&object.found) {
            None => State::Gone,
            Some(figure) => changes.renew(object, &figure, &mut archive)?,
        };
        renewals.push(Renewal { found: object.found.clone(), state });
    }
    let parts = changes.parts(&mut archive)?;
    let bytes = if parts.is_empty() { bytes.to_vec() } else { rewritten(&mut archive, &parts)? };
    Ok(Refreshed { bytes, renewals, others: figures.others })
}

/// What is to be replaced: whole parts, and stretches of parts.
#[derive(Default)]
struct Changes {
    parts: BTreeMap<String, Vec<u8>>,
    edits: BTreeMap<String, Vec<(Range<usize>, String)>>,
}

impl Changes {
    fn renew(&mut self, object: &Object, figure: &Figure, archive: &mut Archive<'_>) -> Result<State, DeckError> {
        let mut changed = false;
        match &object.kind {
            Kind::Picture { media } => {
                for part in media {
                    changed |= self.picture(part, figure, archive)?;
                }
            }
            Kind::Chart { part, workbook } => {
                let palette = crate::style::Palette::light();
                let native = chart::native(&figure.data, figure.locale, palette.foreground)?;
                let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{}", native.xml);
                changed |= self.part(part, xml.into_bytes(), archive)?;
                if changed && let Some(workbook) = workbook {
                    self.part(workbook, native.workbook, archive)?;
                }
            }
            Kind::Group { range, place, last_id } => {
                if object.code.as_deref() != Some(figure.code.as_str()) {
                    let mut next = *last_id;
                    let stage = Stage { left: 0.0, top: 0.0, scale: 1.0 };
                    let drawn = shapes::scene(&figure.scene, stage, (&tag(figure), &figure.alt), &mut next);
                    self.edit(&object.part, range.clone(), placed(&drawn, place));
                    changed = true;
                }
            }
        }
        if !matches!(object.kind, Kind::Group { .. }) {
            changed |= self.attribute(object, "descr", &figure.alt);
            if object.name.starts_with("citeplot:") && !object.name.ends_with("group") {
                changed |= self.attribute(object, "name", &tag(figure));
            }
        }
        changed |= self.notes(object, figure, archive)?;
        Ok(if changed { State::Renewed } else { State::Current })
    }

    /// Replaces a picture by the figure in its format, as large as it was.
    fn picture(&mut self, part: &str, figure: &Figure, archive: &mut Archive<'_>) -> Result<bool, DeckError> {
        let old = archive.bytes(part)?;
        let new = if part.to_ascii_lowercase().ends_with(".svg") {
            let text = String::from_utf8_lossy(&old);
            let form = match (text.contains("<text"), text.contains("@font-face")) {
                (true, true) => TextAs::Embedded,
                (true, false) => TextAs::System,
                (false, _) => TextAs::Paths,
            };
            render::svg(&figure.scene, form).into_bytes()
        } else {
            let width = png_width(&old).unwrap_or(1920);
            let scale = (f64::from(width) / figure.scene.width).clamp(0.5, 8.0);
            render::png(&figure.scene, scale).map_err(|e| DeckError::new(e.to_string()))?
        };
        self.part(part, new, archive)
    }

    /// Replaces a part, when its bytes change.
    fn part(&mut self, part: &str, bytes: Vec<u8>, archive: &mut Archive<'_>) -> Result<bool, DeckError> {
        if archive.bytes(part)? == bytes {
            return Ok(false);
        }
        self.parts.insert(part.to_owned(), bytes);
        Ok(true)
    }

    fn edit(&mut self, part: &str, range: Range<usize>, text: String) {
        self.edits.entry(part.to_owned()).or_default().push((range, text));
    }

    /// Replaces an attribute of the object's description, or adds it.
    fn attribute(&mut self, object: &Object, key: &str, value: &str) -> bool {
        let old = if key == "name" { Some(&object.name) } else { object.descr.as_ref() };
        if old.is_some_and(|o| o == value) {
            return false;
        }
        let written = format!(" {key}=\"{}\"", escape(value).replace('\n', "&#10;"));
        let tag = &object.description;
        let text = &object.text;
        let range = match attribute_range(text, key) {
            Some(range) => tag.start + range.start..tag.start + range.end,
            // After the name of the element.
            None => {
                let at = tag.start + text.find([' ', '/', '>']).unwrap_or(text.len());
                at..at
            }
        };
        self.edit(&object.part, range, written);
        true
    }

    /// Replaces the block of notes about the figure, where the slide has one.
    fn notes(&mut self, object: &Object, figure: &Figure, archive: &mut Archive<'_>) -> Result<bool, DeckError> {
        let Some(part) = &object.notes else { return Ok(false) };
        let text = archive.text(part)?;
        let Some(range) = block(&text, &object.found.chart) else { return Ok(false) };
        let new: String = notes(figure).iter().map(|n| paragraph(n, figure.locale.tag())).collect();
        if text[range.clone()] == new {
            return Ok(false);
        }
        self.edit(part, range, new);
        Ok(true)
    }

    /// All parts that change, with their new bytes.
    fn parts(mut self, archive: &mut Archive<'_>) -> Result<BTreeMap<String, Vec<u8>>, DeckError> {
        for (part, mut edits) in std::mem::take(&mut self.edits) {
            let mut text = archive.text(&part)?;
            edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
            for (range, new) in edits {
                text.replace_range(range, &new);
            }
            self.parts.insert(part, text.into_bytes());
        }
        Ok(self.parts)
    }
}

/// The file with some parts replaced; all others are copied as they are packed.
fn rewritten(archive: &mut Archive<'_>, parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, DeckError> {
    let fault = |e: &dyn std::fmt::Display| DeckError::new(format!("the presentation cannot be packed: {e}"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for index in 0..archive.names.len() {
        let name = archive.names[index].clone();
        match parts.get(&name) {
            Some(bytes) => {
                zip.start_file(name, options).map_err(|e| fault(&e))?;
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

/// A group at the place that an earlier one had.
fn placed(group: &str, place: &str) -> String {
    match (place.is_empty(), group.find("<a:off "), group.find("<a:chOff ")) {
        (false, Some(start), Some(end)) => format!("{}{place}{}", &group[..start], &group[end..]),
        _ => group.to_owned(),
    }
}

/// Where an attribute stands in a tag, with the space before it.
fn attribute_range(tag: &str, key: &str) -> Option<Range<usize>> {
    let start = tag.find(&format!(" {key}=\"")).or_else(|| tag.find(&format!(" {key}='")))?;
    let quote = tag.as_bytes()[start + key.len() + 2] as char;
    let open = start + key.len() + 3;
    Some(start..open + tag[open..].find(quote)? + 1)
}

/// The paragraphs of notes about a chart: from its tag to the end mark.
fn block(text: &str, chart: &str) -> Option<Range<usize>> {
    let mark = text.find(&format!("<a:t>citeplot:{}@", escape(chart)))?;
    let start = text[..mark].rfind("<a:p>").or_else(|| text[..mark].rfind("<a:p "))?;
    let end_mark = mark + text[mark..].find(&format!("<a:t>{END}</a:t>"))?;
    let end = end_mark + text[end_mark..].find("</a:p>")? + "</a:p>".len();
    Some(start..end)
}

/// The width of a PNG file in pixels.
fn png_width(bytes: &[u8]) -> Option<u32> {
    let head: [u8; 4] = bytes.get(16..20)?.try_into().ok()?;
    Some(u32::from_be_bytes(head)).filter(|w| (1..=30_000).contains(w))
}
