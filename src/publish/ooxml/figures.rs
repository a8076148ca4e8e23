//! Figures on slides of PowerPoint: one below its title, or two side by side, each below its own finding.

use std::sync::Arc;

use crate::figure::Figure;
use crate::figure::scene::{Role, Weight};
use crate::project::recipe::SlideForm;
use crate::publish::deck::{DeckError, FOOT, HEADS, finding_size, margin, notes, space, tag};
use crate::publish::ooxml::chart::{self, AsShapes, Extent, Native};
use crate::publish::ooxml::chart_group::{Layout, Room, origin};
use crate::publish::ooxml::drawing::{Area, Head, fill, no_line, preset};
use crate::publish::ooxml::dress::{Colors, Dress};
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::measure::Measured;
use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::package::Relation;
use crate::publish::ooxml::picture::{Files, picture};
use crate::publish::ooxml::pptx::{CHART, Reshaped, TooSmall, Writer, XLSX};
use crate::publish::ooxml::shapes::{self, Stage};
use crate::publish::ooxml::template_look::Unworn;
use crate::publish::ooxml::text::{Look, paragraph};
use crate::publish::ooxml::text_box::{Fit, Slot, TextBox};
use crate::publish::ooxml::xml::Xml;
use crate::render;
use crate::style::font::TextAs;

/// The smallest size of texts that can be read from the back of a room, points.
const SMALLEST: f64 = 10.0;

/// How much of the lower margin of a figure words at the foot of a template may stand on, points.
const MARGIN_BELOW: f64 = 12.0;

/// How far the background of a figure reaches beyond its texts, points.
const BACKGROUND_EDGE: f64 = 12.0;
const BACKGROUND_ABOVE: f64 = 6.0;
/// The name of the background of a figure.
const BACKGROUND: &str = "citeplot background";

/// What the slide that is being made has so far.
struct OnSlide {
    ids: Ids,
    relations: Vec<Relation>,
}

/// Where a figure stands on its slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Across the slide.
    Whole,
    /// On the left half.
    Left,
    /// On the right half.
    Right,
}

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, title: &str, form: SlideForm) -> Result<(), DeckError> {
        let origin = Origin {
            part: Part::Title,
            chart: figure.id.clone(),
            locale: figure.locale,
            deck: (title != figure.title).then(|| self.deck.id.clone()),
            digest: digest(title),
        };
        let head = self.head(&origin.to_string(), title);
        let mut on = OnSlide { ids: Ids::after(9), relations: Vec::new() };
        let mut shapes = vec![head];
        if form == SlideForm::Native {
            shapes.extend(self.background(figure, Place::Whole, &mut on));
        }
        shapes.push(self.body(figure, form, Place::Whole, &mut on)?);
        self.slide("titleOnly", shapes, on.relations, &[notes(figure)]);
        Ok(())
    }

    pub(super) fn pair(&mut self, figures: &[Arc<Figure>; 2], title: &str, form: SlideForm) -> Result<(), DeckError> {
        let mut shapes = vec![self.head("Title", title)];
        let mut on = OnSlide { ids: Ids::after(9), relations: Vec::new() };
        for (figure, place) in figures.iter().zip([Place::Left, Place::Right]) {
            if form == SlideForm::Native {
                shapes.extend(self.background(figure, place, &mut on));
            }
            shapes.push(self.finding(figure, place, &mut on));
            shapes.push(self.body(figure, form, place, &mut on)?);
        }
        let mut said: Vec<Vec<String>> = figures.iter().map(|f| notes(f)).collect();
        said.dedup();
        self.slide("titleOnly", shapes, on.relations, &said);
        Ok(())
    }

    fn head(&self, name: &str, title: &str) -> Xml {
        let look = Look { size: self.template.title_size, ..Look::default() };
        self.sized((2, name), Slot::Title, &[title.to_owned()], look)
    }

    /// The finding of one of two figures, above it.
    fn finding(&mut self, figure: &Figure, place: Place, on: &mut OnSlide) -> Xml {
        let (top, _) = self.room(Place::Whole);
        let room = self.text_room(figure, place);
        let height = HEADS * self.template.extent.0 / 960.0;
        let lines = |size: f64| -> f64 {
            let measured = Measured { fonts: &figure.scene.fonts, size, weight: Weight::Bold };
            measured.lines(&figure.title, room.width) as f64 * size * 1.2 * 960.0 / self.template.extent.0
        };
        let size = finding_size(&lines);
        let dress = self.dress(figure);
        let look = Look::new(size, true, dress.figure(figure).theme.palette.foreground);
        let name = origin(figure, Part::Title, std::slice::from_ref(&figure.title)).to_string();
        let area = Area::points(room.left, top, room.width, height);
        let paragraphs = vec![paragraph(&figure.title, figure.locale.tag(), look)];
        let words = TextBox { id: on.ids.next(), name: &name, area, fit: Fit::Wrapped, paragraphs }.xml();
        dress.wear(&figure.theme, words)
    }

    /// The figure in the form that is asked for, or as shapes where it cannot be a native chart.
    fn body(&mut self, figure: &Figure, form: SlideForm, place: Place, on: &mut OnSlide) -> Result<Xml, DeckError> {
        let dress = self.dress(figure);
        let body = match form {
            SlideForm::Picture => self.picture(figure, place, on)?,
            SlideForm::Native => match self.chart(figure, self.text_room(figure, place), on)? {
                Ok(group) => group,
                Err(why) => {
                    // The slide that is being made is the next one.
                    self.as_shapes.push(Reshaped { slide: self.slides + 1, chart: figure.id.clone(), why });
                    on.ids.next();
                    let stage = self.stage(figure, place);
                    self.measure(figure, stage);
                    shapes::scene(figure, stage, &mut on.ids, &dress)
                }
            },
        };
        Ok(dress.wear(&figure.theme, body))
    }

    /// What a figure wears; what keeps it from wearing a template is noted.
    fn dress(&mut self, figure: &Figure) -> Dress {
        let Some(look) = &self.template.look else { return Dress::default() };
        let (dress, unworn) = look.dress(figure);
        // The slide that is being made is the next one.
        let slide = self.slides + 1;
        for reason in unworn {
            let known = self.unworn.iter_mut().find(|u| u.why == reason.why && u.instead == reason.instead);
            match known {
                Some(known) if known.slides.contains(&slide) => {}
                Some(known) => known.slides.push(slide),
                None => self.unworn.push(Unworn { slides: vec![slide], ..reason }),
            }
        }
        dress
    }

    /// The background that a figure in its own colours stands on, where the template's does not do; none where it does.
    fn background(&mut self, figure: &Figure, place: Place, on: &mut OnSlide) -> Option<Xml> {
        let dress = self.dress(figure);
        if dress.colors != Colors::Own {
            return None;
        }
        let Room { left, top, width, height } = self.text_room(figure, place);
        // Findings above two figures stand on it, too; it ends above the words at the foot.
        let (above, _) = self.room(Place::Whole);
        let under = self.foot_top().unwrap_or(top + height).max(top + height);
        let (top, height) = (above - BACKGROUND_ABOVE, under - above + BACKGROUND_ABOVE);
        let edge = BACKGROUND_EDGE.min(left);
        let area = Area::points(left - edge, top, width + 2.0 * edge, height);
        let own = Xml::new("p:nvSpPr")
            .holding(Head::new(on.ids.next(), BACKGROUND).xml())
            .holding(Xml::new("p:cNvSpPr"))
            .holding(Xml::new("p:nvPr"));
        let look = Xml::new("p:spPr")
            .holding(area.transform())
            .holding(preset("rect"))
            .holding(fill(dress.figure(figure).theme.palette.background))
            .holding(no_line());
        Some(Xml::new("p:sp").holding(own).holding(look))
    }

    /// The height of the line at the foot, where something stands there.
    fn foot(&self) -> f64 {
        if self.deck.has_foot() { FOOT * self.template.extent.0 / 960.0 } else { 0.0 }
    }

    /// The upper edge of the words at the foot of a template's slide, points.
    fn foot_top(&self) -> Option<f64> {
        let footer = (!self.deck.footer.is_empty()).then_some("ftr");
        let date = (!self.deck.date.is_empty()).then_some("dt");
        let kinds: Vec<&str> = footer.into_iter().chain(date).chain(["sldNum"]).collect();
        self.template.foot_top(&kinds)
    }

    /// The lower edge of the space for a figure, points: its margin may lie behind words at the foot, its texts may not.
    fn bottom(&self) -> f64 {
        let edge = self.template.extent.1 - 6.0;
        let own = self.foot_top().map(|top| top + MARGIN_BELOW);
        own.unwrap_or(edge - self.foot()).min(edge)
    }

    /// The upper edge and the height of the space for a figure, in points.
    fn room(&self, place: Place) -> (f64, f64) {
        let (width, height) = self.template.extent;
        let foot = self.foot();
        // The space was laid out 960 px wide; the slide of 4:3 is smaller.
        let wanted = space(self.deck.aspect) * width / 960.0 - foot;
        let top = (height - wanted - foot - 6.0).max(self.template.title_bottom);
        let heads = match place {
            Place::Whole => 0.0,
            Place::Left | Place::Right => HEADS * width / 960.0,
        };
        (top + heads, self.bottom() - top - heads)
    }

    /// The room for the texts and the chart of a figure, between its margins.
    fn text_room(&self, figure: &Figure, place: Place) -> Room {
        let (top, below) = self.room(place);
        let left = self.template.title_left;
        let width = self.template.extent.0 - 2.0 * left;
        // Without a line at the foot the number of the slide stands there.
        let height = below
            - match self.foot_top() {
                Some(_) => MARGIN_BELOW + 2.0,
                None if self.deck.has_foot() => 4.0,
                None => 24.0,
            };
        let Stage { left: edge, scale, .. } = self.stage(figure, place);
        let margin = margin(figure) * scale;
        let inner = figure.scene.width * scale - 2.0 * margin;
        match place {
            Place::Whole => Room { left, top, width, height },
            Place::Left | Place::Right => Room { left: edge + margin, top, width: inner, height },
        }
    }

    /// Where a figure stands: below the title, as large as there is room.
    fn stage(&self, figure: &Figure, place: Place) -> Stage {
        let (top, below) = self.room(place);
        self.stage_in(figure, place, (top, below))
    }

    /// Where a picture stands: its margins hide what they lie on, so that it ends above the words at the foot of a template.
    fn stage_of_picture(&self, figure: &Figure, place: Place) -> Stage {
        let (top, below) = self.room(place);
        let hidden = if self.foot_top().is_some() { MARGIN_BELOW } else { 0.0 };
        self.stage_in(figure, place, (top, below - hidden))
    }

    /// Where a figure stands below `top` in a space that is `below` points high.
    fn stage_in(&self, figure: &Figure, place: Place, (top, below): (f64, f64)) -> Stage {
        let (width, _) = self.template.extent;
        let across = match place {
            Place::Whole => width / figure.scene.width,
            // Half of the slide from the edge of titles on, beyond which its own margin lies.
            Place::Left | Place::Right => {
                (width / 2.0 - self.template.title_left) / (figure.scene.width - margin(figure))
            }
        };
        let scale = across.min(below / figure.scene.height);
        let (wide, margin) = (figure.scene.width * scale, margin(figure) * scale);
        // Its texts start where the title starts, or end where it ends; a figure without the width of the slide stands there too.
        let left = match place {
            Place::Whole => (self.template.title_left - margin).min(width - wide).max(0.0),
            Place::Left => self.template.title_left - margin,
            Place::Right => width - self.template.title_left + margin - wide,
        };
        Stage { left, top, scale }
    }

    /// Notes a figure whose texts are too small where it stands.
    fn measure(&mut self, figure: &Figure, stage: Stage) {
        let texts = figure.scene.texts();
        let shown = texts.iter().filter(|text| text.role != Role::Code);
        let least = shown.map(|text| text.style.size * stage.scale).fold(f64::INFINITY, f64::min);
        let points = (least * 100.0).round() / 100.0;
        if points < SMALLEST {
            self.small.push(TooSmall { slide: self.slides + 1, chart: figure.id.clone(), points });
        }
    }

    fn picture(&mut self, figure: &Figure, place: Place, on: &mut OnSlide) -> Result<Xml, DeckError> {
        let stage = self.stage_of_picture(figure, place);
        self.measure(figure, stage);
        self.media += 1;
        let files = ["png", "svg"].map(|ending| format!("citeplot-image{}.{ending}", self.media));
        let drawn = render::png(&figure.scene, 2.0).map_err(|e| DeckError::new(e.to_string()))?;
        self.package.bytes(&format!("ppt/media/{}", files[0]), "image/png", drawn);
        let outlined = render::svg(&figure.scene, TextAs::Paths).into_bytes();
        self.package.bytes(&format!("ppt/media/{}", files[1]), "image/svg+xml", outlined);
        let first = 10 + on.relations.len();
        let ids = [first, first + 1].map(|number| format!("rId{number}"));
        for (id, file) in ids.iter().zip(&files) {
            on.relations.push(Relation::new(id, "image", format!("../media/{file}")));
        }
        let (width, height) = (figure.scene.width * stage.scale, figure.scene.height * stage.scale);
        let head = Head { id: on.ids.next(), name: &tag(figure), alt: Some(&figure.alt) };
        let area = Area::points(stage.left, stage.top, width, height);
        Ok(picture(&head, &Files { png: &ids[0], svg: &ids[1] }, area))
    }

    /// A native chart with its texts, or what keeps the figure from being one.
    fn chart(&mut self, figure: &Figure, room: Room, on: &mut OnSlide) -> Result<Result<Xml, AsShapes>, DeckError> {
        let dress = self.dress(figure);
        let worn = dress.figure(figure);
        let layout = Layout::new(&worn, room);
        let mut natives = Vec::new();
        for (panel, room) in layout.panels().into_iter().enumerate() {
            match chart::native(&worn, panel, Extent { width: room.width, height: room.height }, &dress)? {
                Ok(native) => natives.push(native),
                Err(why) => return Ok(Err(why)),
            }
        }
        let relations: Vec<String> =
            natives.into_iter().map(|native| self.add_chart(native, &mut on.relations)).collect();
        Ok(Ok(layout.group(&relations, &mut on.ids)))
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
}
