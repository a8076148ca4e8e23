//! What a deck is built on: our own masters, or those of a file of the user's.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::recipe::Aspect;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, Macros, elements};
use crate::publish::ooxml::base::{self, LAYOUTS, SPACES, extent};
use crate::publish::ooxml::package::{Package, RELATIONS};
use crate::publish::ooxml::text::{EMU, emu};
use crate::render::escape;

const PRESENTATION: &str = "ppt/presentation.xml";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

/// A relationship: id, type, target.
type Relation = (String, String, String);

/// The name of the part of a slide.
pub(crate) fn slide_part(number: usize) -> String {
    format!("ppt/slides/slide{number}.xml")
}

/// What slides are put into.
pub(crate) struct Template {
    /// Width and height of slides in points.
    pub(crate) extent: (f64, f64),
    /// The lower edge of the title on a slide with a title only, points from above.
    pub(crate) title_bottom: f64,
    /// The size of titles, hundredths of a point, where that of the masters is for shorter ones.
    pub(crate) title_size: Option<u32>,
    /// The file of the notes master.
    pub(crate) notes_master: String,
    /// The files of layouts by their type.
    layouts: BTreeMap<String, String>,
    /// The presentation part, when it is a template's, with its relationships.
    own: Option<(String, Vec<Relation>)>,
}

impl Template {
    /// Our own.
    pub(crate) fn base(aspect: Aspect) -> Self {
        let layouts =
            LAYOUTS.iter().enumerate().map(|(i, (kind, _))| ((*kind).to_owned(), format!("slideLayout{}.xml", i + 1)));
        Self {
            extent: extent(aspect),
            title_bottom: 82.0,
            title_size: None,
            notes_master: "notesMaster1.xml".to_owned(),
            layouts: layouts.collect(),
            own: None,
        }
    }

    /// That of a file, with everything that its masters need and none of its slides.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Package, Self), DeckError> {
        let mut archive = Archive::open(bytes, Macros::Refused)?;
        let presentation = archive.text(PRESENTATION)?;
        let relations = archive.relations(PRESENTATION)?;
        let mut keep = BTreeSet::new();
        let mut queue: Vec<String> = Vec::new();
        let dropped = ["slide", "notesSlide", "handoutMaster", "commentAuthors", "customXml", "tags"];
        let kept: Vec<_> = relations.into_iter().filter(|(_, (kind, _))| !dropped.contains(&kind.as_str())).collect();
        queue.extend(kept.iter().map(|(_, (_, target))| target.clone()));
        while let Some(part) = queue.pop() {
            if !archive.has(&part) || !keep.insert(part.clone()) {
                continue;
            }
            let further = archive.relations(&part)?;
            queue.extend(further.into_values().filter(|(kind, _)| kind != "slide").map(|(_, target)| target));
        }
        let mut package = Package::default();
        let types = archive.text("[Content_Types].xml")?;
        for element in elements(&types, "Default")? {
            if let (Some(ending), Some(kind)) = (element.get("Extension"), element.get("ContentType")) {
                package.defaults.insert(ending.clone(), kind.clone());
            }
        }
        let overrides = elements(&types, "Override")?;
        for part in &keep {
            package.parts.insert(part.clone(), archive.bytes(part)?);
            let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
            let rels = format!("{folder}/_rels/{file}.rels");
            if archive.has(&rels) {
                package.parts.insert(rels.clone(), archive.bytes(&rels)?);
            }
            let own = overrides.iter().find(|o| o.get("PartName").is_some_and(|n| n.trim_start_matches('/') == part));
            if let Some(kind) = own.and_then(|o| o.get("ContentType")) {
                package.overrides.insert(part.clone(), kind.clone());
            }
        }
        let layouts = layouts(&mut archive, &keep)?;
        if layouts.is_empty() {
            return Err(DeckError::new("the template has no slide layouts"));
        }
        let size = elements(&presentation, "sldSz")?;
        let length = |key: &str| size.first().and_then(|s| s.get(key)).and_then(|v| v.parse::<f64>().ok());
        let extent = match (length("cx"), length("cy")) {
            (Some(cx), Some(cy)) if cx > 0.0 && cy > 0.0 => (cx / EMU, cy / EMU),
            _ => extent(Aspect::Wide),
        };
        let notes = keep.iter().find(|p| p.starts_with("ppt/notesMasters/notesMaster"));
        let notes_master = match notes {
            Some(part) => part.rsplit('/').next().unwrap_or_default().to_owned(),
            None => {
                let theme = keep.iter().find(|p| p.starts_with("ppt/theme/")).cloned();
                let theme = theme.ok_or_else(|| DeckError::new("the template has no theme"))?;
                let copy = package.parts[&theme].clone();
                package.parts.insert("ppt/theme/citeplot-notes.xml".to_owned(), copy);
                let kind = "application/vnd.openxmlformats-officedocument.theme+xml".to_owned();
                package.overrides.insert("ppt/theme/citeplot-notes.xml".to_owned(), kind);
                base::notes_master(&mut package, "../theme/citeplot-notes.xml");
                "notesMaster1.xml".to_owned()
            }
        };
        let mut own: Vec<Relation> = Vec::new();
        for (id, (kind, target)) in kept {
            own.push((id, kind, target.trim_start_matches("ppt/").to_owned()));
        }
        let mut read = Self {
            extent,
            title_bottom: 0.0,
            title_size: Some(2400),
            notes_master,
            layouts,
            own: Some((presentation, own)),
        };
        read.title_bottom = read.title_of(&mut archive, &keep)?;
        Ok((package, read))
    }

    /// Where the title of a slide with a title only ends: in its layout, else in a master, else at a sixth of the slide.
    fn title_of(&self, archive: &mut Archive<'_>, keep: &BTreeSet<String>) -> Result<f64, DeckError> {
        let layout = format!("ppt/slideLayouts/{}", self.layout("titleOnly"));
        let masters = keep.iter().filter(|p| p.starts_with("ppt/slideMasters/") && p.ends_with(".xml"));
        for part in [&layout].into_iter().chain(masters).filter(|p| keep.contains(*p)) {
            if let Some(bottom) = title_bottom(&archive.text(part)?) {
                return Ok(bottom.clamp(0.0, self.extent.1 * 0.5));
            }
        }
        Ok(self.extent.1 / 6.0)
    }

    /// The file of the layout for a type of slide, or of the one that comes nearest.
    pub(crate) fn layout(&self, kind: &str) -> &str {
        let nearest: &[&str] = match kind {
            "title" => &["title", "secHead", "titleOnly", "obj"],
            "secHead" => &["secHead", "title", "titleOnly", "obj"],
            "titleOnly" => &["titleOnly", "obj", "tx", "title"],
            _ => &["obj", "tx", "titleOnly", "title"],
        };
        let found = nearest.iter().find_map(|k| self.layouts.get(*k));
        found.or_else(|| self.layouts.values().next()).map_or("", String::as_str)
    }

    /// Writes the presentation part, the properties and the relationships of the package.
    pub(crate) fn finish(self, package: &mut Package, slides: usize, title: &str) {
        let ids: String = (1..=slides).map(|i| format!("<p:sldId id=\"{}\" r:id=\"rIdSlide{i}\"/>", 255 + i)).collect();
        let list = format!("<p:sldIdLst>{ids}</p:sldIdLst>");
        let mut relations: Vec<Relation> = (1..=slides)
            .map(|i| (format!("rIdSlide{i}"), "slide".to_owned(), format!("slides/slide{i}.xml")))
            .collect();
        let body = match self.own {
            None => {
                let (width, height) = self.extent;
                for (id, kind, target) in [
                    ("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
                    ("rId2", "notesMaster", "notesMasters/notesMaster1.xml"),
                    ("rId3", "theme", "theme/theme1.xml"),
                ] {
                    relations.push((id.to_owned(), kind.to_owned(), target.to_owned()));
                }
                format!(
                    "<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>{list}<p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
                    emu(width),
                    emu(height)
                )
            }
            Some((text, own)) => {
                let has_notes = own.iter().any(|(_, kind, _)| kind == "notesMaster");
                relations.extend(own);
                if !has_notes {
                    relations.push((
                        "rIdNotes".to_owned(),
                        "notesMaster".to_owned(),
                        format!("notesMasters/{}", self.notes_master),
                    ));
                }
                with_slides(&text, &list, has_notes)
            }
        };
        package.xml(PRESENTATION, MAIN, &body);
        let body: Vec<(String, &str, String)> =
            relations.iter().map(|(id, kind, target)| (id.clone(), kind.as_str(), target.clone())).collect();
        package.relations(PRESENTATION, &body);
        package.xml(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            &format!("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>citeplot</dc:creator></cp:coreProperties>", escape(title)),
        );
        let root = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"ppt/presentation.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
        );
        package.parts.insert("_rels/.rels".to_owned(), root.into_bytes());
    }
}

/// The lower edge of the title placeholder of a layout or master, in points, where it is written there.
fn title_bottom(text: &str) -> Option<f64> {
    for shape in text.split("<p:sp>").skip(1) {
        let shape = shape.split("</p:sp>").next().unwrap_or_default();
        if !shape.contains("type=\"title\"") {
            continue;
        }
        let number = |tag: &str, key: &str| -> Option<f64> {
            let element = shape.split_once(tag)?.1;
            let value = element.split_once(&format!("{key}=\""))?.1;
            value.split('"').next()?.parse().ok()
        };
        return Some((number("<a:off ", "y")? + number("<a:ext ", "cy")?) / EMU);
    }
    None
}

/// The layouts by type; the first of each.
fn layouts(archive: &mut Archive<'_>, keep: &BTreeSet<String>) -> Result<BTreeMap<String, String>, DeckError> {
    let mut layouts = BTreeMap::new();
    for part in keep.iter().filter(|p| p.starts_with("ppt/slideLayouts/") && p.ends_with(".xml")) {
        let text = archive.text(part)?;
        let root = elements(&text, "sldLayout")?;
        let kind = root.first().and_then(|r| r.get("type")).cloned().unwrap_or_else(|| "cust".to_owned());
        let file = part.rsplit('/').next().unwrap_or_default().to_owned();
        layouts.entry(kind).or_insert(file);
    }
    Ok(layouts)
}

/// A presentation part with another list of slides, and without what speaks of the earlier ones.
fn with_slides(text: &str, list: &str, has_notes: bool) -> String {
    let start = text.find("<p:presentation").unwrap_or(0);
    let mut text = text[start..].to_owned();
    for tag in ["p:sldIdLst", "p:handoutMasterIdLst", "p:custShowLst", "p:extLst", "p:custDataLst"] {
        text = without(&text, tag);
    }
    let notes = "<p:notesMasterIdLst><p:notesMasterId r:id=\"rIdNotes\"/></p:notesMasterIdLst>";
    let before = format!("{}{list}", if has_notes { "" } else { notes });
    match text.find("<p:sldSz") {
        Some(at) => format!("{}{before}{}", &text[..at], &text[at..]),
        None => text,
    }
}

/// A text without an element.
fn without(text: &str, tag: &str) -> String {
    let Some(start) = text.find(&format!("<{tag}")) else { return text.to_owned() };
    let rest = &text[start..];
    let closing = format!("</{tag}>");
    let empty = rest.find("/>").filter(|e| rest[..*e].find('>').is_none());
    let end = match empty {
        Some(end) => start + end + 2,
        None => match rest.find(&closing) {
            Some(end) => start + end + closing.len(),
            None => return text.to_owned(),
        },
    };
    format!("{}{}", &text[..start], &text[end..])
}
