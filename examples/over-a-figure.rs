//! A plotters series over a figure of citeplot, in the coordinates of its data: `target/over-a-figure.{svg,png,pdf}`.
//!
//! `cargo run --example over-a-figure`

use std::error::Error;
use std::fs;

use citeplot::render::{DrawOptions, Unit, px};
use citeplot::style::font::TextAs;
use citeplot::{FigureFormat, Project};
use plotters::prelude::*;

/// A made-up series that is no survey: turnout at elections in Ruritania, percent, by date in years.
const TURNOUT: [(f64, f64); 4] = [(2015.8, 71.5), (2018.2, 69.0), (2020.4, 66.0), (2022.9, 70.5)];

fn main() -> Result<(), Box<dyn Error>> {
    let figure = Project::open("tests/demo")?.figure("trend")?;
    let mut drawing = figure.drawing();
    let mut chart = drawing.panel(&figure.panels[0], Unit::Hundredth)?;
    let line = RGBColor(120, 120, 120).stroke_width(px(1.5));
    chart.draw_series(LineSeries::new(TURNOUT, line))?;
    let font = ("sans-serif", px(13.0)).into_font().color(&RGBColor(90, 90, 90));
    chart.draw_series([Text::new("turnout at elections", (2018.3, 73.0), font)])?;
    drop(chart);
    let options = DrawOptions { text: TextAs::Embedded, scale: 2.0 };
    for format in FigureFormat::ALL {
        fs::write(format!("target/over-a-figure.{}", format.code()), drawing.file(*format, &options)?)?;
    }
    Ok(())
}
