//! What a deck is built on: our own masters, or those of a file of the user's.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::recipe::Aspect;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, Macros, elements};
use crate::publish::ooxml::base::{self, LAYOUTS, PROPERTIES, extent, root};
use crate::publish::ooxml::drawing::{EMU, emu, theme_fill};
use crate::publish::ooxml::package::{self, Package, Relation};
use crate::publish::ooxml::refresh::Edits;
use crate::publish::ooxml::template_look::TemplateLook;
use crate::publish::ooxml::tree::{Element, Tree};
use crate::publish::ooxml::xml::Xml;

const PRESENTATION: &str = "ppt/presentation.xml";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

/// The name of the part of a slide.
pub(crate) fn slide_part(number: usize) -> String {
    format!("ppt/slides/slide{number}.xml")
}

/// What slides are put into.
pub(crate) struct Template {
    /// Width and height of slides in points.
    pub(crate) extent: (f64, f64),
    /// The left edge of titles, points.
    pub(crate) title_left: f64,
    /// The lower edge of the title on a slide with a title only, points from above.
    pub(crate) title_bottom: f64,
    /// The size of titles, points, where that of the masters is for shorter ones.
    pub(crate) title_size: Option<f64>,
    /// Where the lines at the foot stand in a template, by the names of their places: `sldNum`, `dt` and `ftr`.
    feet: BTreeMap<String, FootLine>,
    /// The file of the notes master.
    pub(crate) notes_master: String,
    /// What figures stand on; none for our own.
    pub(crate) look: Option<TemplateLook>,
    /// The layouts by their type.
    layouts: BTreeMap<String, LayoutPart>,
    /// The presentation part, when it is a template's, with its relationships.
    own: Option<(String, Vec<Relation>)>,
}

impl Template {
    /// Our own.
    pub(crate) fn base(aspect: Aspect) -> Self {
        let feet = || ["sldNum", "dt", "ftr"].map(str::to_owned).into();
        let layout = |(i, kind): (usize, &&str)| {
            ((*kind).to_owned(), LayoutPart { file: format!("slideLayout{}.xml", i + 1), places: feet() })
        };
        let layouts = LAYOUTS.iter().enumerate().map(layout);
        Self {
            extent: extent(aspect),
            title_left: 40.0,
            title_bottom: 82.0,
            title_size: None,
            feet: BTreeMap::new(),
            notes_master: "notesMaster1.xml".to_owned(),
            look: None,
            layouts: layouts.collect(),
            own: None,
        }
    }

    /// That of a file, with everything that its masters need and none of its slides.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Package, Self), DeckError> {
        let archive = Archive::open(bytes, Macros::Refused)?;
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
        let layouts = layouts(&archive, &keep)?;
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
            own.push(Relation::new(id, kind, target.trim_start_matches("ppt/")));
        }
        let mut read = Self {
            extent,
            title_left: 0.0,
            title_bottom: 0.0,
            title_size: Some(24.0),
            feet: BTreeMap::new(),
            notes_master,
            look: None,
            layouts,
            own: Some((presentation, own)),
        };
        (read.title_left, read.title_bottom) = read.title_of(&archive, &keep)?;
        read.feet = read.feet_of(&archive, &keep)?;
        let layout = format!("ppt/slideLayouts/{}", read.layout("titleOnly"));
        read.look = TemplateLook::read(&archive, &layout)?;
        Ok((package, read))
    }

    /// The left and the lower edge of the title of a slide with a title only: in its layout, else in a master, else at a
    /// sixth of the slide.
    fn title_of(&self, archive: &Archive<'_>, keep: &BTreeSet<String>) -> Result<(f64, f64), DeckError> {
        let layout = format!("ppt/slideLayouts/{}", self.layout("titleOnly"));
        let masters = keep.iter().filter(|p| p.starts_with("ppt/slideMasters/") && p.ends_with(".xml"));
        for part in [&layout].into_iter().chain(masters).filter(|p| keep.contains(*p)) {
            if let Some((left, bottom)) = title_edges(&Tree::parse(&archive.text(part)?)?) {
                return Ok((left.clamp(0.0, self.extent.0 * 0.25), bottom.clamp(0.0, self.extent.1 * 0.5)));
            }
        }
        Ok((self.extent.0 / 24.0, self.extent.1 / 6.0))
    }

    /// Where the lines at the foot of a slide with a title only stand: in its layout, else in a master.
    fn feet_of(&self, archive: &Archive<'_>, keep: &BTreeSet<String>) -> Result<BTreeMap<String, FootLine>, DeckError> {
        let layout = format!("ppt/slideLayouts/{}", self.layout("titleOnly"));
        let masters = keep.iter().filter(|p| p.starts_with("ppt/slideMasters/") && p.ends_with(".xml"));
        let mut found = BTreeMap::new();
        for part in [&layout].into_iter().chain(masters).filter(|p| keep.contains(*p)) {
            let text = archive.text(part)?;
            let tree = Tree::parse(&text)?;
            for kind in ["sldNum", "dt", "ftr"].into_iter().filter(|kind| self.has_place("titleOnly", kind)) {
                if let (false, Some(line)) = (found.contains_key(kind), foot_line(&tree, kind)) {
                    found.insert(kind.to_owned(), line);
                }
            }
        }
        Ok(found)
    }

    /// The upper edge of the words at the foot of a slide of a template, points from above; none without a template, and where
    /// nothing stands in the lower third of its slides. `kinds` are the lines that the deck has.
    pub(crate) fn foot_top(&self, kinds: &[&str]) -> Option<f64> {
        let height = self.extent.1;
        let of = |kind: &&str| match self.feet.get(*kind) {
            Some(line) if line.top > height * 2.0 / 3.0 => Some(line.words_top(*kind == "sldNum")),
            Some(_) => None,
            None => (!self.has_place("titleOnly", kind)).then_some(height - FOOT_BOX),
        };
        self.own.as_ref()?;
        kinds.iter().filter_map(of).reduce(f64::min)
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
        found.or_else(|| self.layouts.values().next()).map_or("", |layout| layout.file.as_str())
    }

    /// Whether the layout for a type of slide has a place of a kind: `sldNum`, `dt` or `ftr`.
    pub(crate) fn has_place(&self, kind: &str, place: &str) -> bool {
        let file = self.layout(kind);
        self.layouts.values().any(|layout| layout.file == file && layout.places.contains(place))
    }

    /// Writes the presentation part, the properties and the relationships of the package.
    pub(crate) fn finish(self, package: &mut Package, slides: usize, title: &str) -> Result<(), DeckError> {
        let slide = |i| Xml::new("p:sldId").with("id", 255 + i).with("r:id", format!("rIdSlide{i}"));
        let list = Xml::new("p:sldIdLst").holding_all((1..=slides).map(slide));
        let mut relations: Vec<Relation> = (1..=slides)
            .map(|i| Relation::new(format!("rIdSlide{i}"), "slide", format!("slides/slide{i}.xml")))
            .collect();
        let part = match self.own {
            None => {
                relations.extend(own_relations());
                presentation(list, self.extent)
            }
            Some((text, own)) => {
                let has_notes = own.iter().any(|r| r.kind == "notesMaster");
                relations.extend(own);
                if !has_notes {
                    let target = format!("notesMasters/{}", self.notes_master);
                    relations.push(Relation::new("rIdNotes", "notesMaster", target));
                }
                with_slides(&text, &list, has_notes)?
            }
        };
        package.xml(PRESENTATION, MAIN, part);
        package.relations(PRESENTATION, &relations);
        package.xml("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core(title));
        let root = [
            Relation::new("rId1", "officeDocument", "ppt/presentation.xml"),
            Relation::new("rId2", "core-properties", "docProps/core.xml"),
        ];
        package.parts.insert("_rels/.rels".to_owned(), package::relations(&root).into_bytes());
        Ok(())
    }
}

/// How far boxes at the foot that a template has no places for stand above the lower edge, points.
const FOOT_BOX: f64 = 28.0;

/// Where a line at the foot stands, points from above.
#[derive(Clone, Copy, Debug)]
struct FootLine {
    top: f64,
    height: f64,
}

impl FootLine {
    /// The upper edge of its words: a number is one line in the middle of its box, others can take all of it.
    fn words_top(self, is_number: bool) -> f64 {
        const LINE: f64 = 16.0;
        if is_number { self.top + ((self.height - LINE) / 2.0).max(0.0) } else { self.top }
    }
}

/// Where a place at the foot stands, where a layout or master says so.
fn foot_line(tree: &Tree<'_>, kind: &str) -> Option<FootLine> {
    let is_asked = |ph: &Element<'_>| ph.attribute("type").as_deref() == Some(kind);
    let place = tree.all("ph").find(is_asked)?.parent()?.parent()?.parent()?.at(&["spPr", "xfrm"])?;
    let (top, height): (f64, f64) = (place.child("off")?.number("y")?, place.child("ext")?.number("cy")?);
    Some(FootLine { top: top / EMU, height: height / EMU })
}

/// A layout.
#[derive(Debug)]
struct LayoutPart {
    file: String,
    /// The types of its placeholders.
    places: BTreeSet<String>,
}

/// What our own presentation needs besides slides.
fn own_relations() -> Vec<Relation> {
    let masters = [
        Relation::new("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
        Relation::new("rId2", "notesMaster", "notesMasters/notesMaster1.xml"),
        Relation::new("rId3", "theme", "theme/theme1.xml"),
    ];
    let properties = (4..).zip(PROPERTIES).map(|(i, (kind, file, _))| Relation::new(format!("rId{i}"), kind, file));
    masters.into_iter().chain(properties).collect()
}

/// Our own presentation.
fn presentation(list: Xml, (width, height): (f64, f64)) -> String {
    let master = Xml::new("p:sldMasterId").with("id", 2_147_483_648_u32).with("r:id", "rId1");
    let notes = Xml::new("p:notesMasterId").with("r:id", "rId2");
    root("p:presentation")
        .holding(Xml::new("p:sldMasterIdLst").holding(master))
        .holding(Xml::new("p:notesMasterIdLst").holding(notes))
        .holding(list)
        .holding(Xml::new("p:sldSz").with("cx", emu(width)).with("cy", emu(height)))
        .holding(Xml::new("p:notesSz").with("cx", 6_858_000).with("cy", 9_144_000))
        .holding(text_defaults())
        .part()
}

/// How texts look that nothing else is said of: in the font and the ink of the theme.
fn text_defaults() -> Xml {
    let fonts = [("a:latin", "+mn-lt"), ("a:ea", "+mn-ea"), ("a:cs", "+mn-cs")];
    let run = Xml::new("a:defRPr")
        .with("sz", 1800)
        .with("kern", 1200)
        .holding(theme_fill("tx1"))
        .holding_all(fonts.map(|(name, face)| Xml::new(name).with("typeface", face)));
    let level = Xml::new("a:lvl1pPr").with("algn", "l").with("defTabSz", 914_400).with("rtl", 0).holding(run);
    Xml::new("p:defaultTextStyle").holding(level)
}

fn core(title: &str) -> String {
    Xml::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .holding(Xml::new("dc:title").saying(title))
        .holding(Xml::new("dc:creator").saying("citeplot"))
        .part()
}

/// The left edge of the words and the lower edge of the title placeholder of a layout or master, in points, where they are
/// written there.
fn title_edges(tree: &Tree<'_>) -> Option<(f64, f64)> {
    let is_title = |ph: &Element<'_>| ph.attribute("type").as_deref() == Some("title");
    let shape = tree.all("ph").find(is_title)?.parent()?.parent()?.parent()?;
    let place = shape.at(&["spPr", "xfrm"])?;
    let (left, top): (f64, f64) = (place.child("off")?.number("x")?, place.child("off")?.number("y")?);
    let height: f64 = place.child("ext")?.number("cy")?;
    // What a box leaves free inside its edge, unless it says otherwise.
    let inset = shape.at(&["txBody", "bodyPr"]).and_then(|b| b.number("lIns")).unwrap_or(91_440.0);
    Some(((left + inset) / EMU, (top + height) / EMU))
}

/// The layouts by type; the first of each.
fn layouts(archive: &Archive<'_>, keep: &BTreeSet<String>) -> Result<BTreeMap<String, LayoutPart>, DeckError> {
    let mut layouts = BTreeMap::new();
    for part in keep.iter().filter(|p| p.starts_with("ppt/slideLayouts/") && p.ends_with(".xml")) {
        let text = archive.text(part)?;
        let root = elements(&text, "sldLayout")?;
        let kind = root.first().and_then(|r| r.get("type")).cloned().unwrap_or_else(|| "cust".to_owned());
        let file = part.rsplit('/').next().unwrap_or_default().to_owned();
        let places = elements(&text, "ph")?.iter().filter_map(|ph| ph.get("type").cloned()).collect();
        layouts.entry(kind).or_insert(LayoutPart { file, places });
    }
    Ok(layouts)
}

/// A presentation part with another list of slides, and without what speaks of the earlier ones.
fn with_slides(text: &str, list: &Xml, has_notes: bool) -> Result<String, DeckError> {
    let tree = Tree::parse(text)?;
    let mut edits = Edits::default();
    let spoken = ["sldIdLst", "handoutMasterIdLst", "custShowLst", "extLst", "custDataLst"];
    for element in tree.root().into_iter().flat_map(Element::children) {
        if spoken.contains(&element.name()) {
            edits.replace(element.range(), "");
        }
    }
    let notes = Xml::new("p:notesMasterIdLst").holding(Xml::new("p:notesMasterId").with("r:id", "rIdNotes"));
    let size = tree.all("sldSz").next().or_else(|| tree.all("notesSz").next());
    let at = size.ok_or_else(|| DeckError::new("the template does not say how large its slides are"))?.range().start;
    if !has_notes {
        edits.replace(at..at, notes.to_string());
    }
    edits.replace(at..at, list.to_string());
    edits.apply(text)
}
