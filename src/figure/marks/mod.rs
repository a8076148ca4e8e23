//! The kinds of chart, one file each: what stands for a claim, and where.
//!
//! To add a kind, see [`ChartKind`]; its drawing is a file here and a line in [`draw`].

pub(super) mod bar;
pub(super) mod diverging;
pub(super) mod dot;
pub(super) mod number;
pub(super) mod parts;
pub(super) mod slope;
pub(super) mod stacked;
pub(super) mod table;
pub(super) mod trend;
pub(super) mod vertical_bar;
pub(super) mod waffle;
pub(super) mod waves;

use crate::figure::data::ChartData;
use crate::figure::layout::Page;
use crate::figure::request::FigureRequest;
use crate::project::recipe::{ChartKind, Orientation};

/// The way that bars grow: upwards where the recipe asks for it and they have room.
pub(crate) fn orientation(data: &ChartData, request: &FigureRequest<'_>) -> Orientation {
    match request.recipe.orientation {
        Orientation::Vertical if data.kind == ChartKind::Bar && vertical_bar::fits(data, request) => {
            Orientation::Vertical
        }
        Orientation::Vertical | Orientation::Horizontal => Orientation::Horizontal,
    }
}

/// Draws a chart on a page, as its kind does.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    match data.kind {
        ChartKind::Bar => bar::draw(data, request, page),
        ChartKind::Dot => dot::draw(data, request, page),
        ChartKind::Stacked => stacked::draw(data, request, page),
        ChartKind::Diverging => diverging::draw(data, request, page),
        ChartKind::Trend => trend::draw(data, request, page),
        ChartKind::Slope => slope::draw(data, request, page),
        ChartKind::Table => table::draw(data, request, page),
        ChartKind::Number => number::draw(data, request, page),
        ChartKind::Waffle => waffle::draw(data, request, page),
    }
}
