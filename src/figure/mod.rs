//! From a selection of claims to a [`Scene`]: what is drawn, where, and with which words.
//!
//! Its parts see only those before them: [`scene`] (placed shapes), [`layout`] (scales, texts, the page), `request`, `data`
//! (series without pixels), `prose` (notes, sources, alt texts), `primitives` (hatching, symbols, whiskers), `panels` (rows,
//! planes and cards that marks stand in), `marks` (one file for each kind of chart).

mod data;
pub mod layout;
mod marks;
mod panels;
mod primitives;
mod prose;
mod request;
pub mod scene;

use crate::model::Locale;
use crate::style::Theme;
use crate::style::font::TextAs;
use layout::{Filled, Footer, Page, PanelArea};
use scene::{Node, Scene};

pub(crate) use data::unsupported;
pub use data::{
    Bracket, Cell, ChartData, Emphasis, Join, Mark, Panel, Reference, Remark, Row, Series, SeriesKey, drawable,
};
#[cfg(feature = "slides")]
pub(crate) use marks::waves::{moments, wave_labels};
#[cfg(feature = "slides")]
pub(crate) use panels::axis;
pub use prose::Captions;
pub use prose::metadata::claim_facts;
pub use prose::sources::{CitedPlace, CitedWork};
pub use request::FigureRequest;

/// A figure, ready to be drawn.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Figure {
    /// The figure's id, that of its recipe.
    pub id: String,
    /// Its language.
    pub locale: Locale,
    /// The title.
    pub title: String,
    /// The alt text, about 300 characters at most.
    pub alt: String,
    /// The ids of the claims in it, in the order of drawing.
    pub claims: Vec<String>,
    /// The data code: seven hexadecimal digits that change when the data behind the figure do.
    pub code: String,
    /// How many times as high as its size the figure is; absent unless it is too full for its size.
    pub overflow: Option<f64>,
    /// What the chart shows, for slides and pages.
    pub data: ChartData,
    /// The texts round the chart.
    pub captions: Captions,
    /// What is drawn.
    pub scene: Scene,
    /// Where its panels stand, in the order of drawing; none for tables, numbers and waffles, which have no axes.
    pub panels: Vec<PanelArea>,
    /// The remarks and the labels of reference lines that found no free place; none as a rule.
    pub left_out: Vec<String>,
    /// How SVG files keep its texts.
    pub text: TextAs,
    /// What it looks like, on the canvas of its size.
    pub theme: Theme,
}

impl Figure {
    /// The same, with the texts of its SVG files kept in this way.
    #[must_use]
    pub fn with_text(self, text: TextAs) -> Self {
        Self { text, ..self }
    }
}

/// How much larger than its size a canvas may become for all of a chart to fit on it.
const MOST_ENLARGED: f64 = 1.6;
/// The same on a slide, which cannot grow downwards.
const MOST_ENLARGED_ON_A_SLIDE: f64 = 2.4;

/// Lays a figure out. Whether its claims may stand together is the caller's business: see
/// [`gate`](crate::check::comparability::gate). A selection without claims makes a figure without marks.
///
/// A chart that is too full for its size gets a larger canvas of the same shape, so that its texts become smaller where it
/// is shown; beyond 1.6 times the size (2.4 times below the title of a slide) the page grows downwards instead
/// ([`Figure::overflow`]).
pub fn figure(request: &FigureRequest<'_>) -> Figure {
    let content = Content::new(request);
    let mut laid = content.laid(request);
    let Some(wanted) = request.theme.height.filter(|h| laid.height > *h) else {
        return content.figure(request, laid);
    };
    laid.overflow = Some(laid.height / wanted);
    let mut factor = ((laid.height / wanted).sqrt() * 20.0).floor() / 20.0;
    let most = if request.theme.titled { MOST_ENLARGED } else { MOST_ENLARGED_ON_A_SLIDE };
    while laid.overflow.is_some() && factor + 0.05 <= most + 0.001 {
        factor += 0.05;
        let theme = request.theme.enlarged(factor);
        laid = content.laid(&FigureRequest { theme: &theme, ..*request });
        laid.overflow = theme.height.map(|wanted| laid.height / wanted).filter(|overflow| *overflow > 1.0);
    }
    content.figure(request, laid)
}

/// What a figure shows and says, before it has a place.
struct Content {
    data: ChartData,
    captions: Captions,
    title: String,
    code: String,
}

/// What is drawn, and how large it is.
struct Laid {
    nodes: Vec<Node>,
    panels: Vec<PanelArea>,
    left_out: Vec<String>,
    width: f64,
    height: f64,
    overflow: Option<f64>,
}

impl Content {
    fn new(request: &FigureRequest<'_>) -> Self {
        let mut data = data::assemble::chart_data(request);
        data.orientation = marks::orientation(&data, request);
        let captions = Captions::new(request, &data);
        let code = prose::metadata::code(&prose::metadata::claims(request));
        Self { data, captions, title: request.recipe.title.get(request.locale).to_owned(), code }
    }

    /// Lays the content out on the canvas of the request's theme.
    fn laid(&self, request: &FigureRequest<'_>) -> Laid {
        let mark = format!("{} · {}", request.recipe.id, self.code);
        let captions = &self.captions;
        let footer = Footer { note: captions.note.as_deref(), source: &captions.source, code: &mark };
        let mut page = Page::new(request.theme, &self.title, &captions.subtitle, &footer);
        marks::draw(&self.data, request, &mut page);
        let Filled { nodes, panels, left_out, height } = page.finish();
        Laid { nodes, panels, left_out, width: request.theme.width, height, overflow: None }
    }

    fn figure(self, request: &FigureRequest<'_>, laid: Laid) -> Figure {
        let (recipe, locale) = (request.recipe, request.locale);
        let written = || prose::alt::alt(request, &self.data, &self.captions);
        let alt = recipe.alt.as_ref().map_or_else(written, |own| own.get(locale).to_owned());
        let claims: Vec<String> = request.claims().iter().map(|c| c.id.value.clone()).collect();
        let scene = Scene {
            id: recipe.id.clone(),
            lang: locale.tag(),
            width: laid.width,
            height: laid.height,
            fonts: request.theme.fonts.clone(),
            title: self.title.clone(),
            description: prose::alt::description(&alt, &self.data),
            alt: alt.clone(),
            claims: claims.clone(),
            metadata: prose::metadata::metadata(request, &self.code),
            nodes: laid.nodes,
        };
        Figure {
            id: recipe.id.clone(),
            locale,
            title: self.title,
            alt,
            claims,
            code: self.code,
            overflow: laid.overflow,
            data: self.data,
            captions: self.captions,
            scene,
            panels: laid.panels,
            left_out: laid.left_out,
            text: request.config.text,
            theme: request.theme.clone(),
        }
    }
}
