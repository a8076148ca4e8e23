//! Where values, rows and dates stand in the panels of a figure, for those who draw over it.

use std::ops::Range;

use crate::figure::layout::Scale;
use crate::figure::scene::{Bounds, Span};
use crate::model::PartialDate;

/// The part of a figure in which the marks of one panel stand.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PanelArea {
    /// The head above the panel; none when the chart has only one.
    pub head: Option<String>,
    /// Where it is, px of the figure.
    pub bounds: Bounds,
    /// From left to right.
    pub x: Axis,
    /// From bottom to top for values, from top to bottom for rows.
    pub y: Axis,
}

/// An axis of a panel: from values, rows or dates to px of the figure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Axis {
    /// Values in the unit of the chart: 55 is 55 percent. A diverging chart has what is disapproved below zero.
    Values(Scale),
    /// Rows, or groups of vertical bars: 0 is the middle of the first, 1 of the second, 0.5 halfway between the two.
    Rows(Vec<RowPlace>),
    /// Dates, in years: 2020.5 is the middle of 2020 ([`PartialDate::years`]). A wave stands in the middle of its fieldwork.
    Dates(DateScale),
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RowPlace {
    /// Its label.
    pub label: String,
    /// The px of its middle.
    pub middle: f64,
}

/// A wave on an axis of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The date that it is known by.
    pub date: PartialDate,
    /// Where it stands, in years: the middle of the fieldwork.
    pub years: f64,
}

impl Moment {
    /// A wave that stands in the middle of its date.
    pub fn at(date: PartialDate) -> Self {
        Self { date, years: date.years() }
    }
}

/// A linear scale of dates.
#[derive(Clone, Debug, PartialEq)]
pub struct DateScale {
    waves: Vec<Moment>,
    range: Span,
}

impl DateScale {
    /// A scale on which the first of these waves stands at the start of the range and the last at its end.
    pub fn new(waves: Vec<Moment>, range: Span) -> Self {
        Self { waves, range }
    }

    /// The waves, in their order.
    pub fn waves(&self) -> &[Moment] {
        &self.waves
    }

    /// The px of a date: where its wave stands, else where the date itself belongs; the middle of the range where there are
    /// not two waves to tell apart.
    pub fn x(&self, date: Option<PartialDate>) -> f64 {
        let years = |date: PartialDate| {
            self.waves.iter().find(|wave| wave.date == date).map_or_else(|| date.years(), |wave| wave.years)
        };
        date.map_or(self.range.middle(), |date| self.at(years(date)))
    }

    fn domain(&self) -> Option<Range<f64>> {
        let (from, to) = self.waves.first().zip(self.waves.last())?;
        Some(from.years..to.years).filter(|domain| domain.end > domain.start)
    }

    fn at(&self, years: f64) -> f64 {
        let Some(domain) = self.domain() else { return self.range.middle() };
        self.range.start + self.range.length() * (years - domain.start) / (domain.end - domain.start)
    }
}

impl Axis {
    /// The px of a value, a row or a date; what lies beyond the ends of the axis stands beyond the panel.
    pub fn at(&self, value: f64) -> f64 {
        match self {
            Self::Values(scale) => scale.at(value),
            Self::Rows(rows) => between_rows(rows, value),
            Self::Dates(dates) => dates.at(value),
        }
    }

    /// The values with a tick, every row, or the date of every wave.
    pub fn ticks(&self) -> Vec<f64> {
        match self {
            Self::Values(scale) => scale.ticks().to_vec(),
            Self::Rows(rows) => (0..rows.len()).map(|row| row as f64).collect(),
            Self::Dates(scale) => scale.waves.iter().map(|wave| wave.years).collect(),
        }
    }

    /// The least and the greatest value, the first and the last row, or the first and the last date.
    pub fn domain(&self) -> Range<f64> {
        match self {
            Self::Values(scale) => scale.domain(),
            Self::Rows(rows) => 0.0..rows.len().saturating_sub(1) as f64,
            Self::Dates(scale) => {
                let end = |wave: Option<&Moment>| wave.map_or(0.0, |wave| wave.years);
                end(scale.waves.first())..end(scale.waves.last())
            }
        }
    }
}

/// The px of a place among rows: rows may be of different heights, so each gap has its own slope; the outermost go on.
fn between_rows(rows: &[RowPlace], value: f64) -> f64 {
    match rows {
        [] => 0.0,
        [only] => only.middle,
        rows => {
            let before = (value.floor().max(0.0) as usize).min(rows.len() - 2);
            let (from, to) = (rows[before].middle, rows[before + 1].middle);
            from + (to - from) * (value - before as f64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(middle: f64) -> RowPlace {
        RowPlace { label: String::new(), middle }
    }

    fn year(year: u16) -> Moment {
        Moment::at(PartialDate { year, month: None, day: None })
    }

    #[test]
    fn places_between_and_beyond_rows_follow_the_nearest_gap() {
        let axis = Axis::Rows(vec![row(10.0), row(20.0), row(60.0)]);
        let places = [-1.0, 0.0, 0.5, 1.0, 1.25, 2.0, 3.0].map(|value| axis.at(value));
        assert_eq!(places, [0.0, 10.0, 15.0, 20.0, 30.0, 60.0, 100.0]);
        assert_eq!((axis.domain(), axis.ticks()), (0.0..2.0, vec![0.0, 1.0, 2.0]));
        assert_eq!(Axis::Rows(vec![row(7.0)]).at(5.0), 7.0);
        assert_eq!(Axis::Rows(Vec::new()).domain(), 0.0..0.0);
    }

    #[test]
    fn dates_stand_where_their_years_belong() {
        let scale = DateScale::new(vec![year(2010), year(2012), year(2020)], Span::new(100.0, 200.0));
        assert_eq!(scale.x(Some(year(2012).date)), 120.0);
        let axis = Axis::Dates(scale);
        assert_eq!((axis.at(2010.5), axis.at(2015.5), axis.at(2022.5)), (100.0, 150.0, 220.0));
        assert_eq!(axis.ticks(), [2010.5, 2012.5, 2020.5]);
        let alone = Axis::Dates(DateScale::new(vec![year(2010)], Span::new(100.0, 200.0)));
        assert_eq!((alone.at(1990.0), alone.domain()), (150.0, 2010.5..2010.5));
    }

    #[test]
    fn values_beyond_the_axis_stand_beyond_the_panel() {
        let axis = Axis::Values(Scale::percent(50.0, 250.0));
        assert_eq!((axis.at(25.0), axis.at(110.0), axis.at(-10.0)), (100.0, 270.0, 30.0));
        assert_eq!(axis.domain(), 0.0..100.0);
    }
}
