//! Finding the figures of a deck: pictures by what their files say, charts and groups by their names.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::refresh::Found;
use crate::render::MARKER;

/// What a figure is made of on its slide.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A picture: its files, SVG and PNG.
    Picture { media: Vec<String> },
    /// A chart of PowerPoint's own: its part and workbook.
    Chart { part: String, workbook: Option<String> },
    /// A group of shapes: where it is written, its place on the slide, the greatest id of the slide.
    Group { range: Range<usize>, place: String, last_id: u32 },
}

/// A figure on a slide.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) found: Found,
    pub(crate) kind: Kind,
    /// The data code, when the name has it.
    pub(crate) code: Option<String>,
    /// The part of the slide.
    pub(crate) part: String,
    /// The part of the slide's notes.
    pub(crate) notes: Option<String>,
    /// Where its description (`cNvPr`) is written, and how.
    pub(crate) description: Range<usize>,
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) descr: Option<String>,
}

/// The figures of a deck.
pub(crate) struct Figures {
    pub(crate) objects: Vec<Object>,
    /// How many pictures and charts are not of citeplot.
    pub(crate) others: usize,
}

impl Figures {
    /// Looks through all slides.
    pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Self, DeckError> {
        let (mut objects, mut others) = (Vec::new(), 0);
        for (number, part) in slides(archive)?.into_iter().enumerate() {
            let text = archive.text(&part)?;
            let relations = archive.relations(&part)?;
            let notes = relations.values().find(|(kind, _)| kind == "notesSlide").map(|(_, target)| target.clone());
            let notes = notes.filter(|n| archive.has(n));
            let target = |id: &String| relations.get(id).map(|(_, target)| target.clone());
            let last_id = last_id(&text);
            for seen in scan(&text)? {
                let base = |found: Found, kind: Kind, code: Option<String>| Object {
                    found,
                    kind,
                    code,
                    part: part.clone(),
                    notes: notes.clone(),
                    description: seen.description.clone(),
                    text: text[seen.description.clone()].to_owned(),
                    name: seen.name.clone(),
                    descr: seen.descr.clone(),
                };
                let named = named(&seen.name, number + 1);
                let before = objects.len();
                match seen.what {
                    What::Picture => {
                        let media: Vec<String> =
                            seen.embeds.iter().filter_map(target).filter(|m| archive.has(m)).collect();
                        if let Some((found, code)) = pictured(archive, &media, number + 1)? {
                            objects.push(base(found, Kind::Picture { media }, Some(code)));
                        }
                    }
                    What::Frame => {
                        let chart = seen.chart.as_ref().and_then(target).filter(|c| archive.has(c));
                        if let (Some((found, code)), Some(chart)) = (named, chart) {
                            let own = archive.relations(&chart)?;
                            let workbook = own.into_values().find(|(kind, _)| kind == "package").map(|(_, t)| t);
                            let workbook = workbook.filter(|w| archive.has(w));
                            objects.push(base(found, Kind::Chart { part: chart, workbook }, Some(code)));
                        }
                    }
                    What::Group => {
                        if let Some((found, code)) = named.filter(|_| !seen.name.ends_with(" group")) {
                            let kind = Kind::Group { range: seen.range.clone(), place: seen.place.clone(), last_id };
                            objects.push(base(found, kind, Some(code)));
                        }
                    }
                }
                others += usize::from(seen.what != What::Group && objects.len() == before);
            }
        }
        Ok(Self { objects, others })
    }
}

/// The parts of the slides, in the order in which they are shown.
fn slides(archive: &mut Archive<'_>) -> Result<Vec<String>, DeckError> {
    let relations = archive.relations("ppt/presentation.xml")?;
    let text = archive.text("ppt/presentation.xml")?;
    let ids = crate::publish::ooxml::archive::elements(&text, "sldId")?;
    let part = |id: &std::collections::BTreeMap<String, String>| relations.get(id.get("r:id")?).map(|(_, t)| t.clone());
    let mut parts: Vec<String> = ids.iter().filter_map(part).filter(|p| archive.has(p)).collect();
    parts.dedup();
    Ok(parts)
}

/// What a name such as `citeplot:trust@en#8fbf1e1` says.
fn named(name: &str, slide: usize) -> Option<(Found, String)> {
    let (chart, rest) = name.strip_prefix("citeplot:")?.split_once('@')?;
    let (locale, code) = rest.split_once('#')?;
    if !crate::model::is_id(chart) {
        return None;
    }
    let found = Found { slide, chart: chart.to_owned(), locale: locale.to_owned(), look: None, space: None };
    Some((found, code.split(' ').next().unwrap_or_default().to_owned()))
}

/// What the files of a picture say.
fn pictured(archive: &mut Archive<'_>, media: &[String], slide: usize) -> Result<Option<(Found, String)>, DeckError> {
    for part in media {
        let bytes = archive.bytes(part)?;
        let Some(json) = id_of(&bytes) else { continue };
        let Ok(data) = serde_json::from_str::<serde_json::Value>(&json) else { continue };
        let text = |key: &str| data[key].as_str().map(str::to_owned);
        let (Some(chart), Some(locale)) = (text("figure"), text("locale")) else { continue };
        let look = text("size").zip(text("theme"));
        let space = data["space"].as_f64().map(|s| (s * 10.0).round() as u32);
        return Ok(Some((Found { slide, chart, locale, look, space }, text("code").unwrap_or_default())));
    }
    Ok(None)
}

/// The metadata of a figure in the bytes of an SVG or PNG file.
pub(crate) fn id_of(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\x89PNG") {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_ignore_text_chunk(false);
        let reader = decoder.read_info().ok()?;
        let chunk = reader.info().utf8_text.iter().find(|t| t.keyword == "citeplot")?;
        return chunk.get_text().ok();
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.find(MARKER)? + MARKER.len();
    let end = start + text[start..].find("</metadata>")?;
    quick_xml::escape::unescape(&text[start..end]).ok().map(std::borrow::Cow::into_owned)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Picture,
    Frame,
    Group,
}

/// An object of a slide.
#[derive(Debug)]
struct Seen {
    what: What,
    range: Range<usize>,
    description: Range<usize>,
    name: String,
    descr: Option<String>,
    embeds: Vec<String>,
    chart: Option<String>,
    /// `<a:off …/><a:ext …/>` of a group.
    place: String,
}

/// The pictures, frames and groups of a slide that could be figures, outermost last.
fn scan(text: &str) -> Result<Vec<Seen>, DeckError> {
    let mut reader = Reader::from_str(text);
    let (mut open, mut done): (Vec<Seen>, Vec<Seen>) = (Vec::new(), Vec::new());
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event();
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Ok(Event::Start(tag)) => {
                let what = match tag.local_name().as_ref() {
                    b"pic" => Some(What::Picture),
                    b"graphicFrame" => Some(What::Frame),
                    b"grpSp" => Some(What::Group),
                    _ => None,
                };
                match what {
                    Some(what) => open.push(Seen {
                        what,
                        range: start..start,
                        description: 0..0,
                        name: String::new(),
                        descr: None,
                        embeds: Vec::new(),
                        chart: None,
                        place: String::new(),
                    }),
                    None => note(&tag, text, start..end, &mut open),
                }
            }
            Ok(Event::Empty(tag)) => note(&tag, text, start..end, &mut open),
            Ok(Event::End(tag)) => {
                if matches!(tag.local_name().as_ref(), b"pic" | b"graphicFrame" | b"grpSp")
                    && let Some(mut seen) = open.pop()
                {
                    seen.range.end = end;
                    done.push(seen);
                }
            }
            Ok(Event::DocType(_)) => return Err(DeckError::new("a slide of the file declares a document type")),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(DeckError::new(format!("a slide of the file is not XML: {error}"))),
        }
    }
    done.retain(|s| !s.description.is_empty());
    Ok(done)
}

/// Takes what an element says of the object that it stands in.
fn note(tag: &BytesStart<'_>, text: &str, range: Range<usize>, open: &mut [Seen]) {
    let Some(seen) = open.last_mut() else { return };
    let get = |key: &[u8]| {
        let found = tag.attributes().filter_map(Result::ok).find(|a| a.key.local_name().as_ref() == key)?;
        found.unescape_value().ok().map(std::borrow::Cow::into_owned)
    };
    match tag.local_name().as_ref() {
        b"cNvPr" if seen.description.is_empty() => {
            seen.description = range;
            seen.name = get(b"name").unwrap_or_default();
            seen.descr = get(b"descr");
        }
        b"blip" | b"svgBlip" => seen.embeds.extend(get(b"embed")),
        b"chart" => seen.chart = get(b"id"),
        b"off" | b"ext"
            if seen.what == What::Group && seen.place.matches("<a:").count() < 2 && get(b"uri").is_none() =>
        {
            seen.place.push_str(&text[range]);
        }
        _ => {}
    }
}

/// The greatest id of the shapes of a slide.
fn last_id(text: &str) -> u32 {
    let ids = crate::publish::ooxml::archive::elements(text, "cNvPr").unwrap_or_default();
    ids.iter().filter_map(|e| e.get("id")?.parse::<u32>().ok()).max().unwrap_or(1)
}
