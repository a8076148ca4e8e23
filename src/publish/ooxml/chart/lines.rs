//! Points over dates, joined by lines where two waves may be joined.

use crate::figure::{self, Mark, Row};
use crate::publish::ooxml::chart::axis::{Along, Axis, AxisLook};
use crate::publish::ooxml::chart::cache::Numbers;
use crate::publish::ooxml::chart::part::Plot;
use crate::publish::ooxml::chart::points::{Points, cells, runs, step};
use crate::publish::ooxml::chart::series::{Series, SeriesLook, Values};
use crate::publish::ooxml::chart::workbook::{Column, range};
use crate::publish::ooxml::chart::{Drawn, Place, Writer, value_columns};
use crate::publish::ooxml::xml::Xml;

impl Writer<'_> {
    pub(super) fn scatter(&self, rows: &[Row]) -> Drawn {
        let dates = dates(rows);
        let years: Vec<Option<f64>> = dates.iter().map(|d| Some(d.0 as f64)).collect();
        let mut drawn = Drawn {
            plot: Plot::Scatter,
            series: Vec::new(),
            axes: [self.time(&dates), self.value_axis("l", "min")],
            categories: dates.iter().map(|d| d.1.clone()).collect(),
            columns: vec![Column { head: "x".to_owned(), cells: years.clone() }],
            repeated: Vec::new(),
        };
        for row in rows {
            for (index, series) in self.data.series.iter().enumerate() {
                let place = |v: &Mark| dates.iter().position(|d| d.1 == v.date_words).unwrap_or(0);
                let points: Points<'_> = row.marks().filter(|v| v.series == index).map(|v| (place(v), v)).collect();
                let label =
                    if rows.len() > 1 { format!("{} {}", series.label, row.label) } else { series.label.clone() };
                for (run, points) in runs(&points).into_iter().enumerate() {
                    if run > 0 {
                        drawn.repeated.push(drawn.series.len());
                    }
                    let column = drawn.columns.len() + 1;
                    drawn.columns.extend(value_columns(&label, &points, dates.len()));
                    let element = self.line(drawn.series.len(), (&label, series), (column, &points), &years);
                    drawn.series.push(element);
                }
            }
        }
        drawn
    }

    fn line(
        &self,
        index: usize,
        (label, series): (&str, &figure::Series),
        (column, points): (usize, &Points<'_>),
        years: &[Option<f64>],
    ) -> Xml {
        let place = Place { column, rows: years.len() };
        let (values, format) = (cells(points, place.rows, |v| v.value), self.number_format());
        Series {
            index,
            name: label,
            column,
            look: SeriesLook::Dotted(series.color),
            points: Vec::new(),
            labels: Some(self.labels(points, "t")),
            errors: self.errors(points, place, Some("y")),
            values: Values::Points {
                x: Numbers { range: range(1, place.rows), cells: years, format: "0" },
                y: Numbers { range: range(column, place.rows), cells: &values, format: &format },
            },
        }
        .xml()
    }

    /// The axis of time: ticks stand on whole years, those of the waves among them.
    fn time(&self, dates: &[(i64, String)]) -> Axis {
        let (first, last) = (dates.first().map_or(0, |d| d.0), dates.last().map_or(1, |d| d.0));
        let apart = dates.last().map_or(0, |d| d.0) - dates.first().map_or(0, |d| d.0);
        let pad = if apart <= 12 { 1 } else { step(dates) };
        let limits = (Some((first - pad) as f64), Some((last + pad) as f64));
        let along = Along::Numbers { limits, step: Some(pad as f64), format: "0".to_owned() };
        let look = AxisLook::Line { color: self.ink, ticks: true };
        Axis { id: 1, crossed: 2, side: "b", crosses: "min", along, look }
    }
}

/// The dates of the waves in their order: year, and the date in words.
fn dates(rows: &[Row]) -> Vec<(i64, String)> {
    let mut dates: Vec<(i64, String)> = Vec::new();
    for value in rows.iter().flat_map(Row::marks) {
        let entry = (value.year().unwrap_or_default(), value.date_words.clone());
        if !dates.contains(&entry) {
            dates.push(entry);
        }
    }
    dates.sort();
    dates
}
