//! A deck as a file of PowerPoint.

use crate::figure::Figure;
use crate::project::recipe::SlideForm;
use crate::publish::deck::{Deck, DeckError, Slide, notes, space, tag};
use crate::publish::ooxml::base;
use crate::publish::ooxml::chart;
use crate::publish::ooxml::chart::{AsShapes, Extent, Native};
use crate::publish::ooxml::chart_group::{Layout, Room};
use crate::publish::ooxml::drawing::{Area, Head};
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::package::{Package, Relation};
use crate::publish::ooxml::picture::{Files, picture};
use crate::publish::ooxml::refresh::PIECE;
use crate::publish::ooxml::scheme::Scheme;
use crate::publish::ooxml::shapes::{self, Stage};
use crate::publish::ooxml::slide::{notes_slide, slide};
use crate::publish::ooxml::template::{Template, slide_part};
use crate::publish::ooxml::text::{Look, hanging, paragraph};
use crate::publish::ooxml::text_box::{Placeholder, Slot};
use crate::publish::ooxml::xml::Xml;
use crate::render;
use crate::style::font::TextAs;

const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
pub(crate) const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file of PowerPoint: first slide, sections, one figure a slide, references. With a template its masters, layouts, fonts
/// and colours are used; its own slides are left out.
///
/// # Errors
/// When the template is no presentation, or has no layouts.
pub fn pptx(deck: &Deck, template: Option<&[u8]>) -> Result<Vec<u8>, DeckError> {
    presentation(deck, template).map(|made| made.bytes)
}

/// A file of PowerPoint, with what could not be native in it.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// The file.
    pub bytes: Vec<u8>,
    /// The figures that were asked for as native charts and stand on their slides as shapes, in the order of the slides.
    pub as_shapes: Vec<Reshaped>,
}

/// A figure that was asked for as a native chart and stands on its slide as shapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reshaped {
    /// The number of the slide, from 1.
    pub slide: usize,
    /// The chart.
    pub chart: String,
    /// Why it is no native chart.
    pub why: AsShapes,
}

/// As [`pptx`], and says which figures could not be native charts.
///
/// # Errors
/// As [`pptx`].
pub fn presentation(deck: &Deck, template: Option<&[u8]>) -> Result<Presentation, DeckError> {
    let (package, template) = match template {
        Some(bytes) => Template::read(bytes)?,
        None => (base::package(deck.aspect, &deck.theme), Template::base(deck.aspect)),
    };
    let mut writer = Writer { deck, package, template, slides: 0, media: 0, charts: 0, as_shapes: Vec::new() };
    writer.title();
    for slide in &deck.slides {
        match slide {
            Slide::Section(title) => writer.section(title),
            Slide::Figure { figure, title, form } => writer.figure(figure, title, *form)?,
        }
    }
    writer.references();
    let as_shapes = std::mem::take(&mut writer.as_shapes);
    Ok(Presentation { bytes: writer.finish()?, as_shapes })
}

struct Writer<'a> {
    deck: &'a Deck,
    package: Package,
    template: Template,
    slides: usize,
    media: usize,
    charts: usize,
    as_shapes: Vec<Reshaped>,
}

impl Writer<'_> {
    fn title(&mut self) {
        let mut shapes = vec![self.placeholder((2, "Title"), Slot::FirstTitle, std::slice::from_ref(&self.deck.title))];
        if !self.deck.subtitle.is_empty() {
            let subtitle = std::slice::from_ref(&self.deck.subtitle);
            shapes.push(self.placeholder((3, "Subtitle"), Slot::Subtitle, subtitle));
        }
        self.slide("title", shapes, Vec::new(), &[]);
    }

    fn section(&mut self, title: &str) {
        let title = self.placeholder((2, "Title"), Slot::Title, &[title.to_owned()]);
        self.slide("secHead", vec![title], Vec::new(), &[]);
    }

    fn references(&mut self) {
        let head = self.deck.words().references;
        // As many on each slide, so that none stands alone on the last one.
        let all = &self.deck.references;
        let each = all.len().div_ceil(all.len().div_ceil(PIECE).max(1)).max(1);
        for chunk in all.chunks(each) {
            let title = self.placeholder((2, "Title"), Slot::Title, &[head.to_owned()]);
            let origin = Origin {
                part: Part::References,
                chart: "all".to_owned(),
                locale: self.deck.locale,
                deck: None,
                digest: digest(&chunk.join("\n")),
            };
            let tag = self.deck.locale.tag();
            let paragraphs = chunk.iter().map(|line| hanging(line, tag)).collect();
            let body = Placeholder { id: 3, name: &origin.to_string(), slot: Slot::Content, paragraphs }.xml();
            self.slide("obj", vec![title, body], Vec::new(), &[]);
        }
    }

    fn placeholder(&self, (id, name): (u32, &str), slot: Slot, paragraphs: &[String]) -> Xml {
        self.sized((id, name), slot, paragraphs, Look::default())
    }

    fn sized(&self, (id, name): (u32, &str), slot: Slot, paragraphs: &[String], look: Look) -> Xml {
        let paragraphs = paragraphs.iter().map(|p| paragraph(p, self.deck.locale.tag(), look)).collect();
        Placeholder { id, name, slot, paragraphs }.xml()
    }

    fn figure(&mut self, figure: &Figure, title: &str, form: SlideForm) -> Result<(), DeckError> {
        let origin = Origin {
            part: Part::Title,
            chart: figure.id.clone(),
            locale: figure.locale,
            deck: (title != figure.title).then(|| self.deck.id.clone()),
            digest: digest(title),
        };
        let scheme = Scheme::of(&figure.theme);
        let look = Look { size: self.template.title_size, ..Look::default() };
        let head = self.sized((2, &origin.to_string()), Slot::Title, &[title.to_owned()], look);
        let mut relations = Vec::new();
        let body = match form {
            SlideForm::Picture => self.picture(figure, &mut relations)?,
            SlideForm::Native => match self.chart(figure, &mut relations)? {
                Ok(group) => group,
                Err(why) => {
                    // The slide that is being made is the next one.
                    self.as_shapes.push(Reshaped { slide: self.slides + 1, chart: figure.id.clone(), why });
                    shapes::scene(figure, self.stage(figure), &mut Ids::after(10))
                }
            },
        };
        self.slide("titleOnly", vec![head, scheme.wear(body)], relations, &notes(figure));
        Ok(())
    }

    /// The upper edge and the height of the space below the title, in points.
    fn room(&self) -> (f64, f64) {
        let (width, height) = self.template.extent;
        // The space was laid out 960 px wide; the slide of 4:3 is smaller.
        let wanted = space(self.deck.aspect) * width / 960.0;
        let top = (height - wanted - 6.0).max(self.template.title_bottom);
        (top, height - top - 6.0)
    }

    /// Where a figure stands: below the title, as large as there is room.
    fn stage(&self, figure: &Figure) -> Stage {
        let (width, _) = self.template.extent;
        let (top, below) = self.room();
        let scale = (width / figure.scene.width).min(below / figure.scene.height);
        // Its texts start where the title starts; a figure without the width of the slide stands there too.
        let left = self.template.title_left - figure.theme.margin * scale;
        Stage { left: left.min(width - figure.scene.width * scale).max(0.0), top, scale }
    }

    fn picture(&mut self, figure: &Figure, relations: &mut Vec<Relation>) -> Result<Xml, DeckError> {
        let stage = self.stage(figure);
        self.media += 1;
        let files = ["png", "svg"].map(|ending| format!("citeplot-image{}.{ending}", self.media));
        let drawn = render::png(&figure.scene, 2.0).map_err(|e| DeckError::new(e.to_string()))?;
        self.package.bytes(&format!("ppt/media/{}", files[0]), "image/png", drawn);
        let outlined = render::svg(&figure.scene, TextAs::Paths).into_bytes();
        self.package.bytes(&format!("ppt/media/{}", files[1]), "image/svg+xml", outlined);
        for (id, file) in ["rId10", "rId11"].into_iter().zip(&files) {
            relations.push(Relation::new(id, "image", format!("../media/{file}")));
        }
        let (width, height) = (figure.scene.width * stage.scale, figure.scene.height * stage.scale);
        let head = Head { id: 10, name: &tag(figure), alt: Some(&figure.alt) };
        let area = Area::points(stage.left, stage.top, width, height);
        Ok(picture(&head, &Files { png: "rId10", svg: "rId11" }, area))
    }

    /// A native chart with its texts, or what keeps the figure from being one.
    fn chart(&mut self, figure: &Figure, relations: &mut Vec<Relation>) -> Result<Result<Xml, AsShapes>, DeckError> {
        let (top, below) = self.room();
        let left = self.template.title_left;
        let room = Room { left, top, width: self.template.extent.0 - 2.0 * left, height: below - 24.0 };
        let layout = Layout::new(figure, room);
        let mut natives = Vec::new();
        for (panel, room) in layout.panels().into_iter().enumerate() {
            match chart::native(figure, panel, Extent { width: room.width, height: room.height })? {
                Ok(native) => natives.push(native),
                Err(why) => return Ok(Err(why)),
            }
        }
        let ids: Vec<String> = natives.into_iter().map(|native| self.add_chart(native, relations)).collect();
        Ok(Ok(layout.group(&ids)))
    }

    /// Adds the parts of a chart; gives the id of the relationship to it.
    fn add_chart(&mut self, native: Native, relations: &mut Vec<Relation>) -> String {
        self.charts += 1;
        let number = self.charts;
        let part = format!("ppt/charts/citeplot-chart{number}.xml");
        self.package.xml(&part, CHART, native.xml);
        let book = format!("citeplot-chart{number}.xlsx");
        self.package.bytes(&format!("ppt/embeddings/{book}"), XLSX, native.workbook);
        let mut own = vec![Relation::new("rId1", "package", format!("../embeddings/{book}"))];
        if !native.over.is_empty() {
            let drawing = format!("citeplot-over{number}.xml");
            let shapes = chart::overlay_part(native.over.into_iter().map(|(_, xml)| xml));
            self.package.xml(&format!("ppt/drawings/{drawing}"), chart::DRAWING, shapes);
            own.push(Relation::new(chart::OVERLAY, chart::SHAPES, format!("../drawings/{drawing}")));
        }
        self.package.relations(&part, &own);
        let id = format!("rId{}", 10 + relations.len());
        relations.push(Relation::new(&id, "chart", format!("../charts/citeplot-chart{number}.xml")));
        id
    }

    /// Adds a slide of a layout, with its number and its notes.
    fn slide(&mut self, layout: &str, shapes: Vec<Xml>, mut relations: Vec<Relation>, notes: &[String]) {
        self.slides += 1;
        let number = self.slides;
        let tag = self.deck.locale.tag();
        let part = slide_part(number);
        let file = part.rsplit('/').next().unwrap_or_default().to_owned();
        self.package.xml(&part, SLIDE, slide(number, shapes, tag));
        relations.push(Relation::new(
            "rId1",
            "slideLayout",
            format!("../slideLayouts/{}", self.template.layout(layout)),
        ));
        if !notes.is_empty() {
            let note = format!("ppt/notesSlides/citeplot-notes{number}.xml");
            self.package.xml(&note, NOTES, notes_slide(notes, tag));
            let own = [
                Relation::new("rId1", "slide", format!("../slides/{file}")),
                Relation::new("rId2", "notesMaster", format!("../notesMasters/{}", self.template.notes_master)),
            ];
            self.package.relations(&note, &own);
            relations.push(Relation::new("rId2", "notesSlide", format!("../notesSlides/citeplot-notes{number}.xml")));
        }
        relations.sort();
        self.package.relations(&part, &relations);
    }

    fn finish(mut self) -> Result<Vec<u8>, DeckError> {
        self.template.finish(&mut self.package, self.slides, &self.deck.title)?;
        self.package.write()
    }
}
