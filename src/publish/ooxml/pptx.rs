//! A deck as a file of PowerPoint.

use crate::publish::deck::{Deck, DeckError, Paragraph, Slide};
use crate::publish::ooxml::base;
use crate::publish::ooxml::chart::AsShapes;
use crate::publish::ooxml::foot::Foot;
use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::package::{Package, Relation};
use crate::publish::ooxml::refresh::PIECE;
use crate::publish::ooxml::scheme::Scheme;
use crate::publish::ooxml::slide::{notes_slide, number, slide};
use crate::publish::ooxml::template::{Template, slide_part};
use crate::publish::ooxml::template_look::Unworn;
use crate::publish::ooxml::text::{Look, aligned, bullet, hanging, numbered, paragraph, plain, point};
use crate::publish::ooxml::text_box::{Placeholder, Slot};
use crate::publish::ooxml::xml::Xml;
use crate::publish::words_size::{WORDS_EDGE, words_size};

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
    /// The figures that are so full that a text on them, other than the line with the code, is below 10 points.
    pub small: Vec<TooSmall>,
    /// What keeps figures from wearing all of the template.
    pub unworn: Vec<Unworn>,
}

/// A figure with texts that are too small on its slide.
#[derive(Clone, Debug, PartialEq)]
pub struct TooSmall {
    /// The number of the slide, from 1.
    pub slide: usize,
    /// The chart.
    pub chart: String,
    /// The size of its smallest text, points.
    pub points: f64,
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
    let mut writer = Writer {
        deck,
        package,
        template,
        slides: 0,
        media: 0,
        charts: 0,
        as_shapes: Vec::new(),
        small: Vec::new(),
        unworn: Vec::new(),
    };
    writer.title();
    for slide in &deck.slides {
        match slide {
            Slide::Section(title) => writer.section(title),
            Slide::Figure { figure, title, form } => writer.figure(figure, title, *form)?,
            Slide::Pair { title, figures, form } => writer.pair(figures, title, *form)?,
            Slide::Words { title, body } => writer.words(title, body),
        }
    }
    writer.references();
    let (as_shapes, small) = (std::mem::take(&mut writer.as_shapes), std::mem::take(&mut writer.small));
    let unworn = std::mem::take(&mut writer.unworn);
    Ok(Presentation { bytes: writer.finish()?, as_shapes, small, unworn })
}

pub(super) struct Writer<'a> {
    pub(super) deck: &'a Deck,
    pub(super) package: Package,
    pub(super) template: Template,
    pub(super) slides: usize,
    pub(super) media: usize,
    pub(super) charts: usize,
    pub(super) as_shapes: Vec<Reshaped>,
    pub(super) small: Vec<TooSmall>,
    pub(super) unworn: Vec<Unworn>,
}

impl Writer<'_> {
    fn title(&mut self) {
        let mut shapes = vec![self.placeholder((2, "Title"), Slot::FirstTitle, std::slice::from_ref(&self.deck.title))];
        let below: Vec<String> =
            [&self.deck.subtitle, &self.deck.date].into_iter().filter(|words| !words.is_empty()).cloned().collect();
        if !below.is_empty() {
            shapes.push(self.placeholder((3, "Subtitle"), Slot::Subtitle, &below));
        }
        self.slide("title", shapes, Vec::new(), &[]);
    }

    fn section(&mut self, title: &str) {
        let title = self.placeholder((2, "Title"), Slot::Title, &[title.to_owned()]);
        self.slide("secHead", vec![title], Vec::new(), &[]);
    }

    fn title_of(&self, title: &str) -> Xml {
        // As large as above figures.
        let look = Look { size: self.template.title_size, ..Look::default() };
        self.sized((2, "Title"), Slot::Title, &[title.to_owned()], look)
    }

    /// A slide of words, as large as there is room for them.
    fn words(&mut self, title: &str, body: &[Paragraph]) {
        let (width, height) = self.template.extent;
        let room = (width - 2.0 * self.template.title_left, height - self.template.title_bottom - WORDS_EDGE);
        let size = words_size(body, &self.deck.theme, room);
        let look = Look { size: Some(size), ..Look::default() };
        let tag = self.deck.locale.tag();
        let written = |p: &Paragraph| match p {
            Paragraph::Plain(words) => plain(words, tag, look),
            Paragraph::Bullet(words) => point(words, tag, look, bullet()),
            Paragraph::Numbered(_, words) => point(words, tag, look, numbered()),
        };
        let paragraphs = body.iter().map(written).collect();
        let body = Placeholder { id: 3, name: "Content", slot: Slot::Content, paragraphs }.xml();
        self.slide("obj", vec![self.title_of(title), body], Vec::new(), &[]);
    }

    fn references(&mut self) {
        let head = self.deck.words().references;
        // As many on each slide, so that none stands alone on the last one.
        let all = &self.deck.references;
        let each = all.len().div_ceil(all.len().div_ceil(PIECE).max(1)).max(1);
        for chunk in all.chunks(each) {
            let title = self.title_of(head);
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

    pub(super) fn sized(&self, (id, name): (u32, &str), slot: Slot, paragraphs: &[String], look: Look) -> Xml {
        let paragraphs = paragraphs.iter().map(|p| paragraph(p, self.deck.locale.tag(), look)).collect();
        Placeholder { id, name, slot, paragraphs }.xml()
    }

    /// Adds a slide of a layout, with its number and its notes.
    pub(super) fn slide(
        &mut self,
        layout: &str,
        shapes: Vec<Xml>,
        mut relations: Vec<Relation>,
        notes: &[Vec<String>],
    ) {
        self.slides += 1;
        let number = self.slides;
        let tag = self.deck.locale.tag();
        let part = slide_part(number);
        let file = part.rsplit('/').next().unwrap_or_default().to_owned();
        let feet = self.feet(layout);
        self.package.xml(&part, SLIDE, slide(shapes.into_iter().chain(feet)));
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

    /// What stands at the foot of a slide of a layout: its number, and footer and date but on titles of parts.
    fn feet(&self, layout: &str) -> Vec<Xml> {
        let tag = self.deck.locale.tag();
        let is_head = ["title", "secHead"].contains(&layout);
        // Layouts of ours and LibreOffice do not agree on how these look; a template says it itself.
        let look = match self.template.look {
            Some(_) => Look::default(),
            None => Look::new(10.0, false, self.deck.theme.palette.muted),
        };
        let words = |text: &str, side| (!is_head && !text.is_empty()).then(|| aligned(text, tag, look, side));
        let all = [
            (Foot::Number, Some(number(self.slides, tag))),
            (Foot::Date, words(&self.deck.date, "r")),
            (Foot::Footer, words(&self.deck.footer, "l")),
        ];
        let scheme = Scheme::of(&self.deck.theme);
        let xml = |(foot, words): (Foot, Option<Xml>)| Some(scheme.wear(foot.xml(words?, layout, &self.template)));
        all.into_iter().filter_map(xml).collect()
    }

    fn finish(mut self) -> Result<Vec<u8>, DeckError> {
        self.template.finish(&mut self.package, self.slides, &self.deck.title)?;
        self.package.write()
    }
}
