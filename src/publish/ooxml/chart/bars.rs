//! Bars, side by side or end to end.

use crate::figure::scene::Color;
use crate::figure::{self, Row};
use crate::publish::ooxml::chart::axis::{Along, Axis, AxisLook};
use crate::publish::ooxml::chart::cache::{Numbers, Texts};
use crate::publish::ooxml::chart::part::Plot;
use crate::publish::ooxml::chart::points::{Points, cells};
use crate::publish::ooxml::chart::series::{PointLook, Series, SeriesLook, Values};
use crate::publish::ooxml::chart::workbook::{Column, range};
use crate::publish::ooxml::chart::{Drawn, Place, Writer, value_columns};
use crate::publish::ooxml::xml::Xml;

/// The edge of what is not reported.
const UNREPORTED: Color = Color(0x57, 0x60, 0x6a);

impl Writer<'_> {
    pub(super) fn bars(&self, rows: &[Row], plot: Plot) -> Drawn {
        let categories: Vec<String> = rows.iter().map(|r| r.label.clone()).collect();
        let mut drawn = Drawn {
            plot,
            series: Vec::new(),
            axes: [self.categories(), self.value_axis("b", "max")],
            categories,
            columns: Vec::new(),
            repeated: Vec::new(),
        };
        for (index, series) in self.data.series.iter().enumerate() {
            let points: Points<'_> = rows
                .iter()
                .enumerate()
                .filter_map(|(i, r)| Some((i, r.marks().find(|v| v.series == index)?)))
                .collect();
            let place = Place { column: drawn.columns.len() + 1, rows: rows.len() };
            drawn.columns.extend(value_columns(&series.label, &points, rows.len()));
            let element = self.bar_series((index, series), &points, place, &drawn);
            drawn.series.push(element);
        }
        if plot == Plot::Stacked {
            self.rest(rows, &mut drawn);
        }
        drawn
    }

    fn bar_series(
        &self,
        (index, series): (usize, &figure::Series),
        points: &Points<'_>,
        place: Place,
        drawn: &Drawn,
    ) -> Xml {
        let stacked = drawn.plot == Plot::Stacked;
        let values = cells(points, place.rows, |v| v.value);
        let otherwise = points.iter().filter(|(_, v)| v.is_hedged() || v.color != series.color);
        let look =
            |(index, v): &(usize, &figure::Mark)| PointLook { index: *index, color: v.color, hatched: v.is_hedged() };
        Series {
            index,
            name: &series.label,
            column: place.column,
            look: SeriesLook::Filled(series.color),
            points: otherwise.map(look).collect(),
            labels: Some(self.labels(points, if stacked { "ctr" } else { "outEnd" })),
            errors: if stacked { None } else { self.errors(points, place, None) },
            values: over_categories(&drawn.categories, place, &values, &self.number_format()),
        }
        .xml()
    }

    /// What the answers leave unreported, as a dashed block at the end of each bar.
    fn rest(&self, rows: &[Row], drawn: &mut Drawn) {
        let rest = |r: &Row| {
            let rest = (100.0 - r.marks().map(|v| v.value).sum::<f64>()).max(0.0);
            (rest >= 0.5).then_some(rest)
        };
        let cells: Vec<Option<f64>> = rows.iter().map(rest).collect();
        if cells.iter().all(Option::is_none) {
            return;
        }
        let place = Place { column: drawn.columns.len() + 1, rows: rows.len() };
        let format = self.number_format();
        let series = Series {
            index: self.data.series.len(),
            name: self.words.not_reported,
            column: place.column,
            look: SeriesLook::Dashed(UNREPORTED),
            points: Vec::new(),
            labels: None,
            errors: None,
            values: over_categories(&drawn.categories, place, &cells, &format),
        };
        let element = series.xml();
        drawn.series.push(element);
        drawn.columns.push(Column { head: self.words.not_reported.to_owned(), cells });
    }

    fn categories(&self) -> Axis {
        let look = AxisLook::Line { color: self.ink, ticks: false };
        Axis { id: 1, crossed: 2, side: "l", crosses: "autoZero", along: Along::Categories, look }
    }
}

fn over_categories<'a>(
    categories: &'a [String],
    place: Place,
    cells: &'a [Option<f64>],
    format: &'a str,
) -> Values<'a> {
    Values::Bars {
        categories: Texts { range: range(0, place.rows), cells: categories },
        values: Numbers { range: range(place.column, place.rows), cells, format },
    }
}
