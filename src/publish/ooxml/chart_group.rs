//! A chart on its slide: what was asked above it, note and source below it, in one group.

use crate::figure::Figure;
use crate::figure::scene::Weight;
use crate::publish::deck::{foot, tag};
use crate::publish::ooxml::drawing::{self, Area, Head};
use crate::publish::ooxml::measure::Measured;
use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::text::{Look, paragraph};
use crate::publish::ooxml::text_box::{Fit, TextBox};
use crate::publish::ooxml::xml::Xml;
use crate::style::{Color, Palette};

/// The size of what was asked, points.
const ASKED: f64 = 14.0;
/// The size of note and source, points.
const SMALL: f64 = 10.0;
/// The height of a line, of its size.
const LEADING: f64 = 1.25;
/// What is left free between the chart and its texts, points.
const GAP: f64 = 8.0;

/// The room for a chart, points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// The group of a chart whose part is the target of a relationship of the slide.
pub(crate) fn chart_group(figure: &Figure, relation: &str, room: Room) -> Xml {
    let ink = Palette::light().muted;
    let asked = Texts { figure, part: Part::Subtitle, size: ASKED, color: ink, paragraphs: subtitle(figure) };
    let below = Texts { figure, part: Part::Foot, size: SMALL, color: ink, paragraphs: foot(figure) };
    let (over, under) = (asked.height(room.width), below.height(room.width));
    let area = |top: f64, height: f64| Area::points(room.left, top, room.width, height);
    let chart = area(room.top + over + GAP, (room.height - over - under - 2.0 * GAP).max(60.0));
    let name = tag(figure);
    let inside = [
        frame(&Head { id: 11, name: &name, alt: Some(&figure.alt) }, chart, relation),
        asked.text_box(13, area(room.top, over)),
        below.text_box(12, area(room.top + room.height - under, under)),
    ];
    drawing::group(&Head::new(10, &group_name(figure)), area(room.top, room.height), inside)
}

/// The name of the group of a chart.
pub(crate) fn group_name(figure: &Figure) -> String {
    format!("{} group", tag(figure))
}

/// What stands above a chart.
pub(crate) fn subtitle(figure: &Figure) -> Vec<String> {
    vec![figure.captions.subtitle.clone()]
}

/// The texts above or below a chart.
pub(crate) struct Texts<'a> {
    figure: &'a Figure,
    part: Part,
    size: f64,
    color: Color,
    paragraphs: Vec<String>,
}

impl<'a> Texts<'a> {
    fn height(&self, width: f64) -> f64 {
        let measured = Measured { fonts: &self.figure.scene.fonts, size: self.size, weight: Weight::Regular };
        let lines: usize = self.paragraphs.iter().map(|p| measured.lines(p, width)).sum();
        lines as f64 * self.size * LEADING
    }

    fn look(&self) -> Look {
        Look::new(self.size, false, self.color)
    }

    fn text_box(&self, id: u32, area: Area) -> Xml {
        let tag = self.figure.locale.tag();
        let paragraphs = self.paragraphs.iter().map(|p| paragraph(p, tag, self.look())).collect();
        TextBox { id, name: &self.origin().to_string(), area, fit: Fit::Wrapped, paragraphs }.xml()
    }

    fn origin(&self) -> Origin {
        origin(self.figure, self.part, &self.paragraphs)
    }
}

/// Where a text about a figure comes from.
pub(crate) fn origin(figure: &Figure, part: Part, paragraphs: &[String]) -> Origin {
    Origin { part, chart: figure.id.clone(), locale: figure.locale, deck: None, digest: digest(&paragraphs.join("\n")) }
}

/// The frame of a chart.
fn frame(head: &Head<'_>, area: Area, relation: &str) -> Xml {
    const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    let own = Xml::new("p:nvGraphicFramePr")
        .holding(head.xml())
        .holding(Xml::new("p:cNvGraphicFramePr"))
        .holding(Xml::new("p:nvPr"));
    let chart = Xml::new("c:chart").with("xmlns:c", CHART).with("r:id", relation);
    let data = Xml::new("a:graphicData").with("uri", CHART).holding(chart);
    Xml::new("p:graphicFrame").holding(own).holding(area.frame()).holding(Xml::new("a:graphic").holding(data))
}
