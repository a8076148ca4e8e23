//! A deck as a file of PowerPoint.

use crate::figure::Figure;
use crate::project::recipe::SlideForm;
use crate::publish::deck::{Deck, DeckError, Slide, notes, space, tag};
use crate::publish::ooxml::base::{self, SPACES};
use crate::publish::ooxml::chart;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::package::Package;
use crate::publish::ooxml::shapes::{self, Stage};
use crate::publish::ooxml::template::{Template, slide_part};
use crate::publish::ooxml::text::{EMU, emu, lang, paragraph, run};
use crate::render::{self, escape};
use crate::style::font::TextAs;

const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The references on one slide.
const REFERENCES: usize = 7;

/// A file of PowerPoint: first slide, sections, one figure a slide, references. With a template its masters, layouts, fonts
/// and colours are used; its own slides are left out.
///
/// # Errors
/// When the template is no presentation, or has no layouts.
pub fn pptx(deck: &Deck, template: Option<&[u8]>) -> Result<Vec<u8>, DeckError> {
    let (package, template) = match template {
        Some(bytes) => Template::read(bytes)?,
        None => (base::package(deck.aspect), Template::base(deck.aspect)),
    };
    let mut writer = Writer { deck, package, template, slides: 0, media: 0, charts: 0 };
    writer.title()?;
    for slide in &deck.slides {
        match slide {
            Slide::Section(title) => writer.section(title),
            Slide::Figure { figure, title, form } => writer.figure(figure, title, *form)?,
        }
    }
    writer.references();
    writer.finish()
}

struct Writer<'a> {
    deck: &'a Deck,
    package: Package,
    template: Template,
    slides: usize,
    media: usize,
    charts: usize,
}

type Relations = Vec<(String, &'static str, String)>;

impl Writer<'_> {
    fn title(&mut self) -> Result<(), DeckError> {
        let title = self.placeholder(2, "Title", "type=\"ctrTitle\"", std::slice::from_ref(&self.deck.title));
        let subtitle = match self.deck.subtitle.is_empty() {
            true => String::new(),
            false => self.placeholder(
                3,
                "Subtitle",
                "type=\"subTitle\" idx=\"1\"",
                std::slice::from_ref(&self.deck.subtitle),
            ),
        };
        self.slide("title", &(title + &subtitle), Vec::new(), &[]);
        Ok(())
    }

    fn section(&mut self, title: &str) {
        let title = self.placeholder(2, "Title", "type=\"title\"", &[title.to_owned()]);
        self.slide("secHead", &title, Vec::new(), &[]);
    }

    fn references(&mut self) {
        let head = self.deck.words().references;
        for chunk in self.deck.references.chunks(REFERENCES) {
            let title = self.placeholder(2, "Title", "type=\"title\"", &[head.to_owned()]);
            let body = self.placeholder(3, "Content", "idx=\"1\"", chunk);
            self.slide("obj", &(title + &body), Vec::new(), &[]);
        }
    }

    fn placeholder(&self, id: u32, name: &str, ph: &str, paragraphs: &[String]) -> String {
        let tag = self.deck.locale.tag();
        let text: String = paragraphs.iter().map(|p| paragraph(p, tag)).collect();
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
        )
    }

    fn figure(&mut self, figure: &Figure, title: &str, form: SlideForm) -> Result<(), DeckError> {
        let mut head = self.placeholder(2, "Title", "type=\"title\"", &[title.to_owned()]);
        if let Some(size) = self.template.title_size {
            head = head.replacen("<a:rPr ", &format!("<a:rPr sz=\"{size}\" "), 1);
        }
        let mut relations: Relations = Vec::new();
        let body = match form {
            SlideForm::Picture => self.picture(figure, &mut relations)?,
            SlideForm::Native if chart::has_chart(&figure.data) => self.chart(figure, &mut relations)?,
            SlideForm::Native => {
                let stage = self.stage(figure);
                shapes::scene(&figure.scene, stage, (&tag(figure), &figure.alt), &mut Ids::after(10))
            }
        };
        self.slide("titleOnly", &(head + &body), relations, &notes(figure));
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
        Stage { left: (width - figure.scene.width * scale) / 2.0, top, scale }
    }

    fn picture(&mut self, figure: &Figure, relations: &mut Relations) -> Result<String, DeckError> {
        let stage = self.stage(figure);
        self.media += 1;
        let (png, svg) = (format!("image{}.png", self.media), format!("image{}.svg", self.media));
        let drawn = render::png(&figure.scene, 2.0).map_err(|e| DeckError::new(e.to_string()))?;
        self.package.bytes(&format!("ppt/media/citeplot-{png}"), "png", "image/png", drawn);
        let outlined = render::svg(&figure.scene, TextAs::Paths).into_bytes();
        self.package.bytes(&format!("ppt/media/citeplot-{svg}"), "svg", "image/svg+xml", outlined);
        relations.push(("rId10".to_owned(), "image", format!("../media/citeplot-{png}")));
        relations.push(("rId11".to_owned(), "image", format!("../media/citeplot-{svg}")));
        let (x, y) = (emu(stage.left), emu(stage.top));
        let (cx, cy) = (emu(figure.scene.width * stage.scale), emu(figure.scene.height * stage.scale));
        Ok(format!(
            "<p:pic><p:nvPicPr><p:cNvPr id=\"10\" name=\"{}\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId10\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rId11\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            escape(&tag(figure)),
            escape(&figure.alt)
        ))
    }

    /// A chart with note and source below it, in one group.
    fn chart(&mut self, figure: &Figure, relations: &mut Relations) -> Result<String, DeckError> {
        self.charts += 1;
        let number = self.charts;
        let palette = crate::style::Palette::light();
        let native = chart::native(&figure.data, figure.locale, palette.foreground)?;
        let part = format!("ppt/charts/citeplot-chart{number}.xml");
        self.package.xml(&part, CHART, &native.xml);
        let book = format!("citeplot-chart{number}.xlsx");
        self.package.bytes(&format!("ppt/embeddings/{book}"), "xlsx", XLSX, native.workbook);
        self.package.relations(&part, &[("rId1".to_owned(), "package", format!("../embeddings/{book}"))]);
        relations.push(("rId10".to_owned(), "chart", format!("../charts/citeplot-chart{number}.xml")));
        let (top, below) = self.room();
        let (left, wide) = (40.0, self.template.extent.0 - 80.0);
        let source = format!("{}  {} · {}", figure.data.source, figure.id, figure.code);
        let texts: Vec<&str> = figure.data.native_note.as_deref().into_iter().chain([source.as_str()]).collect();
        let lines: usize = texts.iter().map(|t| t.chars().count() / 150 + 1).sum();
        let foot = 13.0 * lines as f64 + 10.0;
        let (x, y, cx) = (emu(left), emu(top), emu(wide));
        let asked = 22.0 * (figure.data.subtitle.chars().count() / 110 + 1) as f64;
        let (chart_y, chart_height) = (emu(top + asked), emu(below - foot - 30.0 - asked));
        let (asked, foot_y) = (emu(asked), emu(top + below - foot - 24.0));
        let subtitle = run(&figure.data.subtitle, 14.0, false, palette.muted, figure.locale.tag());
        let cy = emu(below - 24.0);
        let paragraphs: String = texts
            .iter()
            .map(|t| format!("<a:p>{}</a:p>", run(t, 10.0, false, palette.muted, figure.locale.tag())))
            .collect();
        let (name, alt) = (escape(&tag(figure)), escape(&figure.alt));
        Ok(format!(
            "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"10\" name=\"{name} group\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/><a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm></p:grpSpPr><p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"11\" name=\"{name}\" descr=\"{alt}\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x=\"{x}\" y=\"{chart_y}\"/><a:ext cx=\"{cx}\" cy=\"{chart_height}\"/></p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rId10\"/></a:graphicData></a:graphic></p:graphicFrame><p:sp><p:nvSpPr><p:cNvPr id=\"13\" name=\"subtitle\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{asked}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p>{subtitle}</a:p></p:txBody></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"12\" name=\"source\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{foot_y}\"/><a:ext cx=\"{cx}\" cy=\"{}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:grpSp>",
            (foot * EMU) as i64
        ))
    }

    /// Adds a slide of a layout, with its number and its notes.
    fn slide(&mut self, layout: &str, shapes: &str, mut relations: Relations, notes: &[String]) {
        self.slides += 1;
        let number = self.slides;
        let field = format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"Slide Number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"12\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{{00000000-1234-1234-1234-123412341234}}\" type=\"slidenum\"><a:rPr lang=\"{}\"/><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>",
            lang(self.deck.locale.tag())
        );
        let shapes = format!("{shapes}{field}");
        let part = slide_part(number);
        let file = part.rsplit('/').next().unwrap_or_default().to_owned();
        self.package.xml(&part, SLIDE, &format!("<p:sld {SPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"));
        relations.push(("rId1".to_owned(), "slideLayout", format!("../slideLayouts/{}", self.template.layout(layout))));
        if !notes.is_empty() {
            let note = format!("ppt/notesSlides/citeplot-notes{number}.xml");
            let tag = self.deck.locale.tag();
            let paragraphs: String = notes.iter().map(|n| paragraph(n, tag)).collect();
            self.package.xml(&note, NOTES, &format!("<p:notes {SPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"));
            self.package.relations(
                &note,
                &[
                    ("rId1".to_owned(), "slide", format!("../slides/{file}")),
                    ("rId2".to_owned(), "notesMaster", format!("../notesMasters/{}", self.template.notes_master)),
                ],
            );
            relations.push(("rId2".to_owned(), "notesSlide", format!("../notesSlides/citeplot-notes{number}.xml")));
        }
        relations.sort();
        self.package.relations(&part, &relations);
    }

    fn finish(mut self) -> Result<Vec<u8>, DeckError> {
        self.template.finish(&mut self.package, self.slides, &self.deck.title);
        self.package.write()
    }
}
