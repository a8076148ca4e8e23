//! Finding the figures of a deck: pictures by what their files say, charts and groups by their names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::project::recipe::Aspect;
use crate::publish::carried;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, Packed, elements};
use crate::publish::ooxml::chart::SHAPES;
use crate::publish::ooxml::chart_group::PanelOf;
use crate::publish::ooxml::refresh::picture::Format;
use crate::publish::ooxml::refresh::{Found, Loss, Place, group, lost};
use crate::publish::ooxml::tree::{Element, Tree};
use crate::render::svg_metadata;

/// What a figure is made of on its slide.
#[derive(Clone, Debug)]
pub(crate) enum ObjectKind {
    /// A picture: its files, SVG and PNG.
    Picture { media: Vec<String> },
    /// A chart of PowerPoint's own, and which panel of the figure it shows.
    Chart { own: Own, panel: PanelOf },
    /// A group of shapes.
    Group,
}

/// The parts of a native chart.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) part: String,
    pub(crate) workbook: Option<Link>,
    /// The shapes over its plot.
    pub(crate) over: Option<Link>,
}

/// A relationship to a part that the file has.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The id of the relationship.
    pub(crate) id: String,
    pub(crate) part: String,
}

/// A figure on a slide.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    pub(crate) found: Found,
    pub(crate) kind: ObjectKind,
    /// The data code, when the name has it.
    pub(crate) code: Option<String>,
    /// The picture, frame or group.
    pub(crate) element: Element<'a>,
    /// Its description (`cNvPr`): name, alt text, id.
    pub(crate) description: Element<'a>,
    pub(crate) name: String,
}

impl Object<'_> {
    /// Whether it is a further panel of a figure whose first one was found before it.
    pub(crate) fn is_further_part_of(&self, found: &Found) -> bool {
        matches!(&self.kind, ObjectKind::Chart { panel, .. } if panel.number > 1) && self.found == *found
    }
}

/// A part that shapes stand in: a slide, a layout or a master.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) part: String,
    pub(crate) place: Place,
    /// The part of the slide's notes.
    pub(crate) notes: Option<String>,
    /// The parts that it refers to, by the id of the relationship.
    targets: BTreeMap<String, String>,
    /// The colours of the scheme of the presentation.
    pub(crate) scheme: Arc<[String]>,
}

/// The figures of a part.
pub(crate) struct Figures<'a> {
    pub(crate) objects: Vec<Object<'a>>,
    /// How many pictures and charts are not of citeplot.
    pub(crate) others: usize,
    /// Pictures and charts that were citeplot's by their names, and cannot be renewed.
    pub(crate) lost: Vec<(Found, Loss)>,
}

/// What was read of a figure: what it is, what it is made of, its data code.
type Read = (Found, ObjectKind, String);
/// What was read of a shape that may be a figure; none of one that is not, and a loss of one that cannot be renewed.
type MaybeRead = Option<Result<Read, (Found, Loss)>>;

/// A slide, layout or master that is looked through.
pub(crate) struct Page<'p> {
    pub(crate) sheet: &'p Sheet,
    pub(crate) text: &'p str,
    pub(crate) tree: &'p Tree<'p>,
    pub(crate) figures: Figures<'p>,
}

/// How many parts are read at a time: enough for all cores, few enough for memory.
const AT_ONCE: usize = 64;

/// Looks through sheets, on all cores, and shows them one by one in their order.
pub(crate) fn each(
    sheets: &[Sheet],
    media: &Media<'_, '_>,
    mut visit: impl FnMut(Page<'_>) -> Result<(), DeckError>,
) -> Result<(), DeckError> {
    let archive = media.archive;
    for some in sheets.chunks(AT_ONCE) {
        let texts: Vec<_> = some.par_iter().map(|sheet| archive.text(&sheet.part)).collect();
        let trees: Vec<_> = texts.par_iter().map(|text| Tree::parse(text.as_deref().map_err(Clone::clone)?)).collect();
        let both = some.par_iter().zip(&trees);
        let figures: Vec<_> =
            both.map(|(sheet, tree)| sheet.figures(tree.as_ref().map_err(Clone::clone)?, media)).collect();
        for (((sheet, text), tree), figures) in some.iter().zip(&texts).zip(&trees).zip(figures) {
            let (text, tree) = (text.as_deref().map_err(Clone::clone)?, tree.as_ref().map_err(Clone::clone)?);
            visit(Page { sheet, text, tree, figures: figures? })?;
        }
    }
    Ok(())
}

/// The pictures of a file, each looked at once on however many slides it stands.
pub(crate) struct Media<'m, 'a> {
    pub(crate) archive: &'m Archive<'a>,
    known: Mutex<BTreeMap<Packed<'a>, Option<Described>>>,
}

/// What a picture says of its figure.
#[derive(Clone, Debug)]
struct Described {
    chart: String,
    locale: String,
    look: Option<(String, String)>,
    space: Option<u32>,
    code: String,
}

impl<'m, 'a> Media<'m, 'a> {
    /// Those of a file.
    pub(crate) fn of(archive: &'m Archive<'a>) -> Self {
        Self { archive, known: Mutex::default() }
    }

    /// Looks at a picture that was unpacked already.
    pub(crate) fn look(&self, part: &str, bytes: &[u8]) {
        if let Some(packed) = self.archive.packed(part) {
            self.known().entry(packed).or_insert_with(|| Described::of(bytes));
        }
    }

    /// What a picture says of the figure that it is; none when it is not one of citeplot.
    fn described(&self, part: &str) -> Result<Option<Described>, DeckError> {
        let Some(packed) = self.archive.packed(part) else { return Ok(None) };
        let mut known = self.known();
        if let Some(described) = known.get(&packed) {
            return Ok(described.clone());
        }
        let described = Described::of(&self.archive.bytes(part)?);
        known.insert(packed, described.clone());
        Ok(described)
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Packed<'a>, Option<Described>>> {
        // Nothing is left half done where another thread has ended with a panic.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Described {
    /// What the metadata in a file say.
    fn of(bytes: &[u8]) -> Option<Self> {
        let data = serde_json::from_str::<serde_json::Value>(&id_of(bytes)?).ok()?;
        let text = |key: &str| data[key].as_str().map(str::to_owned);
        Some(Self {
            chart: text("figure")?,
            locale: text("locale")?,
            look: text("size").zip(text("theme")),
            space: data["space"].as_f64().map(|s| (s * 10.0).round() as u32),
            code: text("code").unwrap_or_default(),
        })
    }
}

/// The parts that shapes stand in: every slide once, in the order in which they are shown, then layouts and masters.
pub(crate) fn sheets(archive: &Archive<'_>) -> Result<Vec<Sheet>, DeckError> {
    let relations = archive.relations("ppt/presentation.xml")?;
    let text = archive.text("ppt/presentation.xml")?;
    let scheme = scheme(archive, &relations)?;
    let mut slides = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, id) in elements(&text, "sldId")?.iter().enumerate() {
        let part = id.get("r:id").and_then(|id| relations.get(id)).map(|(_, target)| target.clone());
        let Some(part) = part.filter(|p| archive.has(p) && seen.insert(p.clone())) else { continue };
        slides.push((part, Place::Slide(number + 1)));
    }
    let slides: Vec<_> = slides.into_par_iter().map(|(part, place)| Sheet::read(archive, part, place)).collect();
    let mut sheets = slides.into_iter().collect::<Result<Vec<Sheet>, DeckError>>()?;
    let masters: Vec<String> =
        relations.into_values().filter(|(kind, _)| kind == "slideMaster").map(|(_, target)| target).collect();
    for master in masters {
        if !archive.has(&master) || !seen.insert(master.clone()) {
            continue;
        }
        let layouts: Vec<String> = archive
            .relations(&master)?
            .into_values()
            .filter(|(kind, _)| kind == "slideLayout")
            .map(|(_, target)| target)
            .collect();
        for layout in layouts {
            if archive.has(&layout) && seen.insert(layout.clone()) {
                let name = name_of(archive, &layout)?;
                sheets.push(Sheet::read(archive, layout, Place::Layout(name))?);
            }
        }
        let name = name_of(archive, &master)?;
        sheets.push(Sheet::read(archive, master, Place::Master(name))?);
    }
    sheets.iter_mut().for_each(|sheet: &mut Sheet| sheet.scheme = scheme.clone());
    Ok(sheets)
}

/// The colours of the scheme of a presentation, in the order in which the format lists them; none when it has no theme.
fn scheme(archive: &Archive<'_>, relations: &Relations) -> Result<Arc<[String]>, DeckError> {
    let theme = relations.values().find(|(kind, _)| kind == "theme").map(|(_, target)| target.clone());
    let Some(theme) = theme.filter(|part| archive.has(part)) else { return Ok(Arc::default()) };
    let text = archive.text(&theme)?;
    let tree = Tree::parse(&text)?;
    let value = |named: Element<'_>| {
        let color = named.children().next()?;
        color.attribute(if color.is("sysClr") { "lastClr" } else { "val" })
    };
    let scheme = tree.all("clrScheme").next();
    Ok(scheme.into_iter().flat_map(Element::children).filter_map(value).collect())
}

/// The relationships of a part: kind and target by id.
type Relations = BTreeMap<String, (String, String)>;

/// The name of a layout or master, or that of its file.
fn name_of(archive: &Archive<'_>, part: &str) -> Result<String, DeckError> {
    let text = archive.text(part)?;
    let name = elements(&text, "cSld")?.first().and_then(|e| e.get("name").cloned()).filter(|n| !n.trim().is_empty());
    Ok(name.unwrap_or_else(|| part.rsplit('/').next().unwrap_or_default().to_owned()))
}

impl Sheet {
    fn read(archive: &Archive<'_>, part: String, place: Place) -> Result<Self, DeckError> {
        let relations = archive.relations(&part)?;
        let notes = relations.values().find(|(kind, _)| kind == "notesSlide").map(|(_, target)| target.clone());
        let notes = notes.filter(|n| archive.has(n));
        let targets = relations.into_iter().map(|(id, (_, target))| (id, target)).collect();
        Ok(Self { part, place, notes, targets, scheme: Arc::default() })
    }

    /// A figure of which no more is known than what it is.
    pub(crate) fn found(&self, chart: String, locale: String) -> Found {
        Found {
            place: self.place.clone(),
            chart,
            locale,
            look: None,
            space: None,
            aspect: Aspect::Wide,
            scheme: self.scheme.clone(),
        }
    }

    /// The part that a relationship leads to, when the file has it.
    fn target(&self, id: &str, archive: &Archive<'_>) -> Option<String> {
        self.targets.get(id).filter(|t| archive.has(t)).cloned()
    }

    /// The figures of the part, in the order of its text.
    fn figures<'a>(&self, tree: &'a Tree<'a>, media: &Media<'_, '_>) -> Result<Figures<'a>, DeckError> {
        let mut figures = Figures { objects: Vec::new(), others: 0, lost: Vec::new() };
        for element in tree.shapes() {
            let Some(description) = description(element) else { continue };
            let name = description.attribute("name").unwrap_or_default();
            let read = match element.name() {
                "pic" => self.picture(element, &name, media)?,
                "graphicFrame" => self.chart(element, &name, media.archive)?,
                _ => self.group(element, &name),
            };
            match read {
                Some(Ok((found, kind, code))) => {
                    figures.objects.push(Object { found, kind, code: Some(code), element, description, name });
                }
                Some(Err(lost)) => figures.lost.push(lost),
                None => figures.others += usize::from(!element.is("grpSp")),
            }
        }
        Ok(figures)
    }

    fn group(&self, element: Element<'_>, name: &str) -> MaybeRead {
        let (found, code) = self.named(name)?;
        let laid_out = group::laid_out(element);
        let space = laid_out.as_ref().map(|(_, height)| *height);
        let look = laid_out.map(|(size, _)| (size, String::new()));
        Some(Ok((Found { aspect: group::aspect(element), look, space, ..found }, ObjectKind::Group, code)))
    }

    /// A picture, by what its files say; by its name where another program wrote them anew.
    fn picture(&self, element: Element<'_>, name: &str, pictures: &Media<'_, '_>) -> Result<MaybeRead, DeckError> {
        let archive = pictures.archive;
        let blips = element.inner("blip").chain(element.inner("svgBlip"));
        let ids: Vec<String> = blips.filter_map(|b| b.attribute("embed")).collect();
        let media: Vec<String> = ids.iter().filter_map(|id| self.target(id, archive)).collect();
        for part in &media {
            if let Some(Described { chart, locale, look, space, code }) = pictures.described(part)? {
                let found = Found { look, space, ..self.found(chart, locale) };
                return Ok(Some(Ok((found, ObjectKind::Picture { media }, code))));
            }
        }
        let Some((found, code)) = self.named(name) else { return Ok(None) };
        let is_drawn = |part: &String| archive.bytes(part).is_ok_and(|bytes| Format::of(&bytes).is_some());
        Ok(Some(match lost::aspect_of(element).filter(|_| media.iter().any(is_drawn)) {
            Some(aspect) => Ok((Found { aspect, ..found }, ObjectKind::Picture { media }, code)),
            None => Err((found, Loss::Picture)),
        }))
    }

    fn chart(&self, element: Element<'_>, name: &str, archive: &Archive<'_>) -> Result<MaybeRead, DeckError> {
        let Some((found, code)) = self.named(name) else { return Ok(None) };
        let id = element.inner("chart").find_map(|c| c.attribute("id"));
        let Some(part) = id.and_then(|id| self.target(&id, archive)) else {
            return Ok(Some(Err((found, Loss::Part))));
        };
        let relations = archive.relations(&part)?;
        let link = |wanted: &str| {
            let (id, (_, part)) = relations.iter().find(|(_, (kind, _))| kind == wanted)?;
            archive.has(part).then(|| Link { id: id.clone(), part: part.clone() })
        };
        let own = Own { workbook: link("package"), over: link(SHAPES), part };
        Ok(Some(Ok((found, ObjectKind::Chart { own, panel: PanelOf::read(name) }, code))))
    }

    /// What a name such as `citeplot:trust@en#8fbf1e1` says.
    fn named(&self, name: &str) -> Option<(Found, String)> {
        let (chart, rest) = name.strip_prefix("citeplot:")?.split_once('@')?;
        let (locale, code) = rest.split_once('#')?;
        if !crate::model::is_id(chart) || name.ends_with(" group") {
            return None;
        }
        let found = self.found(chart.to_owned(), locale.to_owned());
        Some((found, code.split(' ').next().unwrap_or_default().to_owned()))
    }
}

/// The description of a picture, frame or group: the one in its own head, not that of a shape inside it.
fn description(element: Element<'_>) -> Option<Element<'_>> {
    element.children().find(|c| c.name().starts_with("nv"))?.child("cNvPr")
}

impl Tree<'_> {
    /// The pictures, frames and groups, each before those inside it.
    fn shapes(&self) -> impl Iterator<Item = Element<'_>> {
        self.every().filter(|e| matches!(e.name(), "pic" | "graphicFrame" | "grpSp"))
    }
}

/// The metadata of a figure in the bytes of an SVG or PNG file.
pub(crate) fn id_of(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\x89PNG") {
        return carried::of_png(bytes);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    quick_xml::escape::unescape(svg_metadata(text)?).ok().map(std::borrow::Cow::into_owned)
}
