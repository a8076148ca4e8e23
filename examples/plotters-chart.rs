//! A chart of plotters' own kind, drawn once and written in every format: `target/plotters-chart.{svg,png,pdf}`.
//!
//! `cargo run --example plotters-chart`

use std::error::Error;
use std::fs;

use citeplot::FigureFormat;
use citeplot::render::{DrawOptions, Drawing};
use citeplot::style::font::TextAs;
use plotters::coord::Shift;
use plotters::prelude::*;

/// How many of a made-up town rode a bicycle, percent of each year.
const RIDERS: [(i32, f64); 6] = [(2018, 22.5), (2019, 24.0), (2020, 31.5), (2021, 38.0), (2022, 36.5), (2023, 41.0)];
/// The same for the bus.
const PASSENGERS: [(i32, f64); 6] =
    [(2018, 44.0), (2019, 43.0), (2020, 21.0), (2021, 25.5), (2022, 33.0), (2023, 38.5)];
/// Ages of those who were asked.
const AGES: [u32; 16] = [18, 23, 25, 31, 34, 35, 38, 41, 42, 47, 49, 52, 58, 63, 66, 71];

fn main() -> Result<(), Box<dyn Error>> {
    let drawing = drawing()?;
    let options = DrawOptions { text: TextAs::Embedded, scale: 2.0 };
    for format in FigureFormat::ALL {
        fs::write(format!("target/plotters-chart.{}", format.code()), drawing.file(*format, &options)?)?;
    }
    Ok(())
}

/// The chart in a drawing of its own.
pub(crate) fn drawing() -> Result<Drawing<'static>, Box<dyn Error>> {
    let mut drawing = Drawing::new((900, 420))
        .id("travel")
        .title("Bicycles overtake buses")
        .description("Two lines, bicycles from 22.5 to 41 percent and buses from 44 to 38.5; a histogram of ages.");
    chart(&drawing.backend().into_drawing_area())?;
    Ok(drawing)
}

/// Draws with any backend.
pub(crate) fn chart<DB>(root: &DrawingArea<DB, Shift>) -> Result<(), Box<dyn Error>>
where
    DB: DrawingBackend,
    DB::ErrorType: 'static,
{
    root.fill(&WHITE)?;
    let (left, right) = root.split_horizontally(540);
    lines(&left)?;
    ages(&right)
}

fn lines<DB>(area: &DrawingArea<DB, Shift>) -> Result<(), Box<dyn Error>>
where
    DB: DrawingBackend,
    DB::ErrorType: 'static,
{
    let mut chart = ChartBuilder::on(area)
        .caption("How people travel", ("sans-serif", 22, FontStyle::Bold))
        .margin(14)
        .x_label_area_size(40)
        .y_label_area_size(56)
        .build_cartesian_2d(2018..2023, 0.0..50.0)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .x_desc("Year")
        .y_desc("Share of trips, %")
        .axis_desc_style(("sans-serif", 14, FontStyle::Italic))
        .label_style(("sans-serif", 12))
        .x_label_formatter(&i32::to_string)
        .draw()?;
    for (name, points, color) in [("Bicycle", RIDERS, BLUE), ("Bus", PASSENGERS, RED)] {
        chart
            .draw_series(LineSeries::new(points, color.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], color.stroke_width(2)));
        chart.draw_series(PointSeries::of_element(points, 4, color.filled(), &|at, size, style| {
            EmptyElement::at(at) + Circle::new((0, 0), size, style)
        }))?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::LowerRight)
        .label_font(("sans-serif", 13))
        .margin(16)
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK.mix(0.4))
        .draw()?;
    Ok(())
}

fn ages<DB>(area: &DrawingArea<DB, Shift>) -> Result<(), Box<dyn Error>>
where
    DB: DrawingBackend,
    DB::ErrorType: 'static,
{
    let mut chart = ChartBuilder::on(area)
        .caption("Who was asked", ("sans-serif", 22, FontStyle::Bold))
        .margin(14)
        .x_label_area_size(40)
        .y_label_area_size(40)
        .build_cartesian_2d((1u32..8u32).into_segmented(), 0u32..5u32)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_desc("Decade of life")
        .y_desc("People")
        .axis_desc_style(("sans-serif", 14))
        .label_style(("sans-serif", 12))
        .draw()?;
    // The bars of one histogram come in another order each time, and files with them: so each bar is drawn on its own.
    for decade in 1..=8 {
        let people = AGES.into_iter().filter(|age| age / 10 + 1 == decade);
        let bar =
            Histogram::vertical(&chart).style(GREEN.mix(0.5).filled()).margin(3).data(people.map(|_| (decade, 1)));
        chart.draw_series(bar)?;
    }
    Ok(())
}
