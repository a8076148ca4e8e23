//! Panels of a figure as drawing areas of plotters, in the coordinates of their data.

use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::drawing::{DrawingAreaErrorKind, IntoDrawingArea};

use crate::figure::Figure;
use crate::figure::layout::{Axis, PanelArea};
use crate::render::backend::{Backend, BackendError, Unit};
use crate::render::drawing::Drawing;
use crate::render::sheet::Recorder;

/// An axis of a panel as plotters counts: values are those of [`Axis`], ticks those that the figure has.
///
/// It stands where it stands on the figure, whatever part of the drawing plotters asks for.
#[derive(Clone, Debug)]
pub struct PanelAxis {
    axis: Axis,
    unit: Unit,
}

impl Ranged for PanelAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, _: (i32, i32)) -> i32 {
        (self.axis.at(*value) * self.unit.per_px()).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        let ticks = self.axis.ticks();
        let step = ticks.len().div_ceil(hint.max_num_points().max(1)).max(1);
        ticks.into_iter().step_by(step).collect()
    }

    fn range(&self) -> Range<f64> {
        self.axis.domain()
    }
}

/// A chart of plotters over a panel, to draw series on.
pub type PanelChart<'a> = ChartContext<'a, Backend<Recorder<'a>>, Cartesian2d<PanelAxis, PanelAxis>>;

/// Why nothing can be drawn over a panel.
pub type PanelError = DrawingAreaErrorKind<BackendError>;

impl Drawing<'_> {
    /// A chart of plotters that counts in the data of a panel of the figure below ([`Figure::panels`]), and that draws over
    /// all that has been drawn.
    ///
    /// With [`Unit::Px`] places are rounded to whole px, and sizes are as elsewhere in plotters; with [`Unit::Hundredth`]
    /// everything stands where its value belongs, and sizes are given with [`px`](crate::render::px).
    ///
    /// # Errors
    /// Only what plotters reports when it divides a drawing area, which it does not do without labels.
    pub fn panel(&mut self, panel: &PanelArea, unit: Unit) -> Result<PanelChart<'_>, PanelError> {
        let root = self.backend_in(unit).into_drawing_area();
        let units = |px: f64| (px * unit.per_px()).round() as i32;
        let bounds = panel.bounds;
        let size = (units(bounds.width()), units(bounds.bottom - bounds.top));
        let area = root.shrink((units(bounds.left), units(bounds.top)), size);
        let axis = |axis: &Axis| PanelAxis { axis: axis.clone(), unit };
        ChartBuilder::on(&area).build_cartesian_2d(axis(&panel.x), axis(&panel.y))
    }
}

impl Figure {
    /// The figure as a drawing that plotters programs draw over.
    ///
    /// ```
    /// use citeplot::render::Unit;
    /// use citeplot::style::font::TextAs;
    /// use citeplot::{Project, example};
    /// use plotters::prelude::*;
    ///
    /// let figure = Project::from_texts(example::FILES.iter().copied()).figure("trust")?;
    /// let mut drawing = figure.drawing();
    /// // A line at half of all who were asked, from the first row to the last.
    /// let half = [(50.0, 0.0), (50.0, 1.0)];
    /// drawing.panel(&figure.panels[0], Unit::Px)?.draw_series(LineSeries::new(half, &RED))?;
    /// assert!(drawing.svg(TextAs::Embedded).contains(r##"stroke="#ff0000""##));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing::over(&self.scene)
    }
}
