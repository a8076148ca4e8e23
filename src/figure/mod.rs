//! From a selection of claims to a [`Scene`]: what is drawn, where, and with which words.
//!
//! A kind of chart (one file each) says how tall a row is and what stands in it; columns, scale, panels, axes and the
//! page round them are worked out once for all kinds: in a grid of rows, on planes with an upright axis, or on cards.

mod data;
pub mod layout;
mod marks;
mod prose;
mod request;
pub mod scene;

use crate::model::Locale;
use crate::project::recipe::{ChartKind, Orientation};
use crate::style::font::TextAs;
use layout::{Footer, Page};
use scene::{Node, Scene};

pub use data::drawable;
pub use data::numbers::{Data, DataPanel, DataRow, DataSeries, DataValue};
pub use prose::notes::Place;
pub use request::Request;

/// A figure, ready to be drawn.
#[derive(Clone, Debug)]
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
    /// How many times as high as its size the figure is, when it is too full for it.
    pub overflow: Option<f64>,
    /// The figure as data, for slides and pages.
    pub data: Data,
    /// What is drawn.
    pub scene: Scene,
    /// How SVG files keep its texts.
    pub text: TextAs,
}

/// How much larger than its size a canvas may become for all of a chart to fit on it.
const MOST_ENLARGED: f64 = 1.6;

/// Lays a figure out. The gate is the caller's business: see [`gate`](crate::check::comparability::gate).
///
/// A chart that is too full for its size gets a larger canvas of the same shape, so that its texts become smaller where it
/// is shown; beyond 1.6 times the size the page grows downwards instead ([`Figure::overflow`]).
pub fn figure(request: &Request<'_>) -> Figure {
    let content = Content::new(request);
    let (mut nodes, mut height) = content.laid(request);
    let (mut width, mut overflow) = (request.theme.width, 1.0);
    if let Some(wanted) = request.theme.height.filter(|h| height > *h) {
        let mut factor = ((height / wanted).sqrt() * 20.0).floor() / 20.0;
        overflow = height / wanted;
        while overflow > 1.0 && factor + 0.05 <= MOST_ENLARGED + 0.001 {
            factor += 0.05;
            let theme = request.theme.enlarged(factor);
            (nodes, height) = content.laid(&Request { theme: &theme, ..*request });
            width = theme.width;
            overflow = height / theme.height.unwrap_or(height);
        }
    }
    content.figure(request, nodes, (width, height), (overflow > 1.0).then_some(overflow))
}

/// What a figure shows and says, before it has a place.
struct Content {
    plot: data::Plot,
    title: String,
    subtitle: String,
    source: String,
    note: Option<String>,
    /// Figure id and data code.
    mark: String,
    code: String,
}

impl Content {
    fn new(request: &Request<'_>) -> Self {
        let plot = data::assemble::plot(request);
        let note = prose::notes::note(request, &plot, false);
        let claims = prose::metadata::claims(request);
        let code = prose::metadata::code(&claims);
        Self {
            plot,
            title: request.recipe.title.get(request.locale).to_owned(),
            subtitle: prose::subtitle::subtitle(request),
            source: prose::notes::source(request),
            note,
            mark: format!("{} · {code}", request.recipe.id),
            code,
        }
    }

    /// Lays the content out on the canvas of the request's theme: what is drawn, and how high it is.
    fn laid(&self, request: &Request<'_>) -> (Vec<Node>, f64) {
        let footer = Footer { note: self.note.as_deref(), source: &self.source, code: &self.mark };
        let mut page = Page::new(request.theme, &self.title, &self.subtitle, &footer);
        let (recipe, plot) = (request.recipe, &self.plot);
        match recipe.kind {
            ChartKind::Bar
                if recipe.orientation == Orientation::Vertical && marks::vertical_bar::fits(plot, request) =>
            {
                marks::vertical_bar::draw(plot, request, &mut page);
            }
            ChartKind::Bar => layout::grid::draw(&marks::bar::Bar, plot, request, &mut page),
            ChartKind::Dot => layout::grid::draw(&marks::dot::Dot, plot, request, &mut page),
            ChartKind::Stacked => layout::grid::draw(&marks::stacked::Stacked, plot, request, &mut page),
            ChartKind::Diverging => layout::grid::draw(&marks::diverging::Diverging, plot, request, &mut page),
            ChartKind::Trend => marks::trend::draw(plot, request, &mut page),
            ChartKind::Slope => marks::slope::draw(plot, request, &mut page),
            ChartKind::Table => layout::grid::draw(&marks::table::Table::new(request), plot, request, &mut page),
            ChartKind::Number => marks::number::draw(plot, request, &mut page),
            ChartKind::Waffle => marks::waffle::draw(plot, request, &mut page),
        }
        page.finish()
    }

    fn figure(
        self,
        request: &Request<'_>,
        nodes: Vec<Node>,
        (width, height): (f64, f64),
        overflow: Option<f64>,
    ) -> Figure {
        let (recipe, locale) = (request.recipe, request.locale);
        let written = || prose::alt::alt(request, &self.plot, &self.subtitle, &self.source);
        let alt = recipe.alt.as_ref().map_or_else(written, |own| own.get(locale).to_owned());
        let claims: Vec<String> = request.claims().iter().map(|c| c.id.value.clone()).collect();
        let scene = Scene {
            id: recipe.id.clone(),
            lang: locale.tag(),
            width,
            height,
            fonts: request.theme.fonts.clone(),
            title: self.title.clone(),
            description: prose::alt::description(&alt, &self.plot),
            alt: alt.clone(),
            claims: claims.clone(),
            metadata: prose::metadata::metadata(request, &self.code),
            nodes,
        };
        let data = data::numbers::data(request, &self.plot, (self.note.as_ref(), &self.source, &self.subtitle));
        Figure {
            id: recipe.id.clone(),
            locale,
            title: self.title,
            alt,
            claims,
            code: self.code,
            overflow,
            data,
            scene,
            text: request.config.text,
        }
    }
}
