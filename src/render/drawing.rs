//! Drawings of plotters programs: any chart that plotters can draw, in every format that figures have.

use std::borrow::Cow;
use std::sync::Arc;

use crate::figure::scene::Scene;
use crate::render::backend::{Backend, Unit};
use crate::render::error::DrawError;
use crate::render::format::{DrawOptions, FigureFormat};
use crate::render::sheet::{Command, Recorder, Sheet};
use crate::render::svg;
use crate::style::font::{Fonts, TextAs};

/// A drawing that plotters programs draw on, and that then becomes a file of any format.
///
/// It keeps what is drawn, so one run of the program serves all formats; texts are measured and set in its fonts, whichever
/// family the program asks for, and a character that no font has is an error of the drawing call.
///
/// Plotters guesses how wide the box of a legend and the lines of its `MultiLineText` have to be without asking its
/// backend. Its guess is narrower than text in the bundled font, so legends need a margin, or a background without an edge.
///
/// ```
/// use citeplot::render::Drawing;
/// use citeplot::style::font::TextAs;
/// use plotters::prelude::*;
///
/// let mut drawing = Drawing::new((400, 300)).title("A line").description("A line that rises from 0 to 4.");
/// let root = drawing.backend().into_drawing_area();
/// root.fill(&WHITE)?;
/// let mut chart = ChartBuilder::on(&root).margin(10).set_all_label_area_size(30).build_cartesian_2d(0..2, 0..4)?;
/// chart.configure_mesh().draw()?;
/// chart.draw_series(LineSeries::new((0..=2).map(|x| (x, x * x)), &RED))?;
/// drop(chart);
/// drop(root);
///
/// let svg = drawing.svg(TextAs::Embedded);
/// assert!(svg.contains("<polyline"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Drawing<'s> {
    scene: Cow<'s, Scene>,
    layers: Vec<Vec<Command>>,
}

impl Drawing<'static> {
    /// An empty drawing of this width and height in px, without a background, in the bundled fonts.
    pub fn new((width, height): (u32, u32)) -> Self {
        let scene = Scene {
            id: "drawing".to_owned(),
            lang: "en",
            width: width.into(),
            height: height.into(),
            fonts: Fonts::bundled(),
            title: String::new(),
            alt: String::new(),
            claims: Vec::new(),
            description: String::new(),
            metadata: String::new(),
            nodes: Vec::new(),
        };
        Self { scene: Cow::Owned(scene), layers: Vec::new() }
    }
}

impl<'s> Drawing<'s> {
    /// A figure that is to be drawn over.
    pub fn over(scene: &'s Scene) -> Self {
        Self { scene: Cow::Borrowed(scene), layers: Vec::new() }
    }

    /// Sets the id, which has to be unique among the drawings of a page: ids and font families of an SVG file start with it.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.scene.to_mut().id = id.into();
        self
    }

    /// Sets the fonts of its texts.
    #[must_use]
    pub fn fonts(mut self, fonts: Arc<Fonts>) -> Self {
        self.scene.to_mut().fonts = fonts;
        self
    }

    /// Sets the title that programs show.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.scene.to_mut().title = title.into();
        self
    }

    /// Sets the description for readers who do not see it.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        let scene = self.scene.to_mut();
        scene.description = description.into();
        scene.alt.clone_from(&scene.description);
        self
    }

    /// Sets the language of its texts, a BCP 47 tag; `en` when nothing is said.
    #[must_use]
    pub fn language(mut self, tag: &'static str) -> Self {
        self.scene.to_mut().lang = tag;
        self
    }

    /// Sets the metadata, a JSON text that travels in the file.
    #[must_use]
    pub fn metadata(mut self, json: impl Into<String>) -> Self {
        self.scene.to_mut().metadata = json.into();
        self
    }

    /// A plotters backend that counts in px and draws over all that has been drawn.
    pub fn backend(&mut self) -> Backend<Recorder<'_>> {
        self.backend_in(Unit::Px)
    }

    /// A plotters backend that counts in these units and draws over all that has been drawn.
    pub fn backend_in(&mut self, unit: Unit) -> Backend<Recorder<'_>> {
        let units = unit.per_px();
        let size = ((self.scene.width * units).round() as u32, (self.scene.height * units).round() as u32);
        self.layers.push(Vec::new());
        let layer = self.layers.last_mut().expect("a layer has just been added");
        Backend { canvas: Recorder { fonts: &self.scene.fonts, layer }, size, unit }
    }

    /// The drawing as a file of this format.
    ///
    /// # Errors
    /// When a PNG file would have more than 268 million pixels, or none; when a PDF file cannot hold a font or a picture.
    pub fn file(&self, format: FigureFormat, options: &DrawOptions) -> Result<Vec<u8>, DrawError> {
        format.sheet(&self.sheet(), options)
    }

    /// The drawing as an SVG file.
    pub fn svg(&self, text: TextAs) -> String {
        svg::sheet(&self.sheet(), text)
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet { scene: &self.scene, layers: &self.layers }
    }
}
