//! Exact values over dates: points, joined where two waves may be joined, with the waves as ticks.

use std::collections::BTreeMap;

use crate::figure::layout::{Moment, dodge};
use crate::figure::scene::{Bounds, Color, Point, Span, Weight};
use crate::figure::{Join, Mark, Row, axis, moments, wave_labels};
use crate::model::{PartialDate, days_of};
use crate::project::recipe::{Demand, NativeForm};
use crate::publish::ooxml::chart::axis::{Along, Axis, AxisLook, AxisSide};
use crate::publish::ooxml::chart::fallback::AsShapes;
use crate::publish::ooxml::chart::labels::{Label, Labels, Shows};
use crate::publish::ooxml::chart::part::{Inset, Plot};
use crate::publish::ooxml::chart::series::{Over, PointChange, PointLook, Series, SeriesLook, Symbol};
use crate::publish::ooxml::chart::sheet::{Cell, Column, Sheet};
use crate::publish::ooxml::chart::{Drawn, NAME, Reach, SMALL, VALUE, Writer, margins, statements, value_look};
use crate::publish::ooxml::text::Look;

/// The height of a line of names, points.
const LINE: f64 = 17.0;

/// Points that are joined, in the order of time: a line, or a stretch of one that breaks where two waves may not be joined.
pub(super) struct Line<'m> {
    name: String,
    color: Color,
    series: usize,
    pub(super) marks: Vec<&'m Mark>,
    /// Whether it holds the last point of its line, which is where the name stands.
    is_last: bool,
}

/// The plane that lines are drawn on.
pub(super) struct Plane {
    waves: Vec<Moment>,
    inset: Inset,
    top: f64,
    step: Option<f64>,
    /// Whether values are named at the sides, as between two waves.
    is_slope: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn lines(&self) -> Result<Drawn, AsShapes> {
        debug_assert_eq!(self.data.kind.traits().native, NativeForm::Scatter);
        let lines = self.lines_of(&self.panel.rows);
        let plane = self.plane();
        let overlay = self.remarks_on_lines(&lines, &plane)?;
        let mut sheet = Sheet::default();
        let waves =
            sheet.add(Column::new("", wave_labels(&plane.waves, self.words).into_iter().map(Cell::text).collect()));
        let days = plane.waves.iter().map(|wave| Cell::Number(serial(wave.years))).collect();
        let over = sheet.add(Column { head: "date".to_owned(), cells: days, format: "yyyy-mm-dd" });
        let columns: Vec<usize> = lines.iter().map(|line| sheet.add(plane.values(line))).collect();
        let mut series: Vec<Series> = Vec::new();
        for (line, column) in lines.iter().zip(&columns) {
            series.push(self.line(line, &plane, (*column, over)));
        }
        for (line, series) in lines.iter().zip(&mut series) {
            if let Some(labels) = &mut series.labels {
                labels.column = worded(&line.name, labels, plane.waves.len(), &mut sheet);
            }
        }
        series.push(self.ticks(&plane, (waves, over), &mut sheet));
        for reference in &self.data.references {
            series.push(self.reference(reference, &plane, &mut sheet));
        }
        if !plane.is_slope && lines.iter().any(|l| !l.name.is_empty()) {
            series.push(self.names(&lines, &plane, &mut sheet));
        }
        for (at, line) in lines.iter().enumerate() {
            let marks: Vec<Option<&Mark>> = plane.waves.iter().map(|wave| line.at(wave.date)).collect();
            let places: Vec<Option<Reach>> = marks.iter().map(|m| m.and_then(|m| Reach::of(m, m.value))).collect();
            series[at].errors = margins(&mut sheet, &line.name, &places).map(|m| self.error_bars(m, Some("y")));
            statements(&mut sheet, Some(&line.name).filter(|n| !n.is_empty()).map(String::as_str), &marks);
        }
        Ok(Drawn { plot: Plot::Lines, inset: plane.inset, series, axes: self.plane_axes(&plane), sheet, overlay })
    }

    fn lines_of<'r>(&self, rows: &'r [Row]) -> Vec<Line<'r>> {
        let mut lines = Vec::new();
        for row in rows {
            for (index, series) in self.data.series.iter().enumerate() {
                let marks: Vec<&Mark> = row.marks().filter(|m| m.series == index).collect();
                let name = match (series.label.is_empty(), rows.len() > 1) {
                    (false, true) => format!("{}, {}", series.label, row.label),
                    (true, true) => row.label.clone(),
                    (_, false) => series.label.clone(),
                };
                let mut stretches: Vec<Vec<&Mark>> = Vec::new();
                for mark in marks {
                    match stretches.last_mut().filter(|_| matches!(mark.join, Join::Line | Join::Dashed)) {
                        Some(stretch) => stretch.push(mark),
                        None => stretches.push(vec![mark]),
                    }
                }
                let last = stretches.len();
                lines.extend(stretches.into_iter().enumerate().map(|(at, marks)| Line {
                    name: name.clone(),
                    color: marks[0].color,
                    series: index,
                    marks,
                    is_last: at + 1 == last,
                }));
            }
        }
        lines
    }

    fn plane(&self) -> Plane {
        // The panels of a figure have one scale and one margin.
        let lines: Vec<Line<'_>> = self.data.panels.iter().flat_map(|p| self.lines_of(&p.rows)).collect();
        let scale = axis::vertical(self.data, Span::new(0.0, 1.0));
        let (width, height) = (self.extent.width, self.extent.height);
        let is_slope = self.data.kind.traits().demand == Demand::TwoWaves;
        let names = lines.iter().map(|l| self.width(&l.name, NAME, Weight::Bold)).fold(0.0, f64::max);
        let right = if is_slope { 20.0 } else { (names + 14.0).max(20.0) };
        Plane {
            waves: moments(self.data),
            inset: Inset {
                left: 46.0 / width,
                top: (8.0 + self.head()) / height,
                right: (right / width).min(0.3),
                bottom: 26.0 / height,
            },
            top: scale.top(),
            step: scale.ticks().windows(2).next().map(|pair| pair[1] - pair[0]),
            is_slope,
        }
    }

    fn line(&self, line: &Line<'_>, plane: &Plane, (column, over): (usize, usize)) -> Series {
        let symbol = self.symbol(line.series);
        let dashed = line.marks.iter().skip(1).filter(|m| m.join == Join::Dashed).filter_map(|m| plane.place(m));
        Series {
            column,
            look: SeriesLook::Line(line.color, symbol),
            points: dashed.map(|index| PointLook { index, change: PointChange::Dashed(line.color, symbol) }).collect(),
            labels: Some(Labels { column: None, side: "t", all: self.value_labels(line, plane) }),
            errors: None,
            over: Over::Numbers(over),
        }
    }

    fn value_labels(&self, line: &Line<'_>, plane: &Plane) -> Vec<Label> {
        let label = |mark: &&Mark| {
            let index = plane.place(mark)?;
            let (side, shift) = match plane.is_slope {
                true => (if index == 0 { "l" } else { "r" }, self.dodged(mark, plane)),
                false => self.above_or_below(mark, plane),
            };
            Some(Label {
                index,
                shows: self.label_of_exact(mark),
                side,
                shift,
                look: value_look(self.theme.text_color(line.color)),
                dashes: None,
                sign: None,
            })
        };
        line.marks.iter().filter_map(label).collect()
    }

    /// Whether the label of a point goes below it: another one of the same date stands closely above, or leaves no room for
    /// the label between the error bars of both.
    fn is_below(&self, mark: &Mark, plane: &Plane) -> bool {
        let close = plane.top * 0.09;
        let label = plane.top * VALUE * 1.3 / plane.height(self);
        let top = mark.greatest().unwrap_or(mark.value);
        let is_close = |m: &Mark| m.value - mark.value < close || m.least() - top < label;
        let above = |m: &&'a Mark| m.date == mark.date && m.value > mark.value && is_close(m);
        (self.marks().filter(above).count() % 2 == 1) != (self.is_struck(mark, plane) && !self.has_near(mark, plane))
    }

    /// Whether a reference line would strike the label of a point above it.
    fn is_struck(&self, mark: &Mark, plane: &Plane) -> bool {
        let top = mark.greatest().unwrap_or(mark.value);
        let label = plane.top * VALUE * 1.7 / plane.height(self);
        self.data.references.iter().any(|r| (top..top + label).contains(&r.value))
    }

    /// Whether another point of the same date stands closely above or below.
    fn has_near(&self, mark: &Mark, plane: &Plane) -> bool {
        let is_near = |m: &Mark| m.claim() != mark.claim() && (m.value - mark.value).abs() < plane.top * 0.18;
        self.marks().any(|m| m.date == mark.date && is_near(m))
    }

    /// The side of a label above or below its point, clear of its error bar.
    pub(super) fn above_or_below(&self, mark: &Mark, plane: &Plane) -> (&'static str, Option<(f64, f64)>) {
        let points = |value: f64| value / plane.top * plane.height(self);
        let reach = Reach::of(mark, mark.value);
        match self.is_below(mark, plane) {
            true => ("b", shift(reach.map_or(0.0, |r| points(r.below)), self)),
            false => ("t", shift(-reach.map_or(0.0, |r| points(r.above)), self)),
        }
    }

    /// How far a label moves so that it clears those of the same date, in shares of the height.
    fn dodged(&self, mark: &Mark, plane: &Plane) -> Option<(f64, f64)> {
        let all: Vec<&Mark> = self.marks().filter(|m| m.date == mark.date).collect();
        let own = all.iter().position(|m| m.claim() == mark.claim())?;
        let places: Vec<f64> = all.iter().map(|m| plane.y(m.value, self)).collect();
        let moved = dodge(&places, LINE, Span::new(0.0, self.extent.height));
        shift(moved[own] - places[own], self)
    }

    /// The waves as ticks below the plane: an unseen line along the axis whose labels are their names.
    fn ticks(&self, plane: &Plane, (waves, over): (usize, usize), sheet: &mut Sheet) -> Series {
        let column = sheet.add(Column::new("waves", vec![Cell::Number(0.0); plane.waves.len()]));
        let muted = self.theme.palette.muted;
        let look = Look::new(SMALL, false, muted);
        let label = |(index, words): (usize, String)| Label {
            index,
            shows: Shows::Cell(words),
            side: "b",
            shift: None,
            look,
            dashes: None,
            sign: None,
        };
        let all = wave_labels(&plane.waves, self.words).into_iter().enumerate().map(label).collect();
        Series {
            column,
            look: SeriesLook::Symbols(self.theme.palette.foreground, Symbol { name: "plus", size: 5 }),
            points: Vec::new(),
            labels: Some(Labels { column: Some(waves), side: "b", all }),
            errors: None,
            over: Over::Numbers(over),
        }
    }

    /// A line across the plane, with its name at its end.
    fn reference(&self, reference: &crate::figure::Reference, plane: &Plane, sheet: &mut Sheet) -> Series {
        let (first, last) = plane.ends();
        let days = [first, last].map(Cell::Number).to_vec();
        let over = sheet.add(Column { head: "from, to".to_owned(), cells: days, format: "yyyy-mm-dd" });
        let column = sheet.add(Column::new(&*reference.label, vec![Cell::Number(reference.value); 2]));
        let words = sheet.add(Column::new("label", vec![Cell::Empty, Cell::text(&*reference.label)]));
        let foreground = self.theme.palette.foreground;
        let label = Label {
            index: 1,
            shows: Shows::Cell(reference.label.clone()),
            side: "r",
            shift: None,
            look: Look::new(SMALL, false, foreground),
            dashes: None,
            sign: None,
        };
        Series {
            column,
            look: SeriesLook::DashedLine(foreground),
            points: Vec::new(),
            labels: Some(Labels { column: Some(words), side: "r", all: vec![label] }),
            errors: None,
            over: Over::Numbers(over),
        }
    }

    /// The names of the lines at their right ends.
    fn names(&self, lines: &[Line<'_>], plane: &Plane, sheet: &mut Sheet) -> Series {
        let lines: Vec<&Line<'_>> = lines.iter().filter(|l| l.is_last).collect();
        let ends: Vec<&Mark> = lines.iter().filter_map(|l| l.marks.last().copied()).collect();
        // A little behind the last point.
        let (first, last) = plane.ends();
        let behind = ((last - first) * 0.012).ceil();
        let days = ends.iter().map(|m| Cell::number(m.date.map(|d| plane.day(d) + behind))).collect();
        let over = sheet.add(Column { head: "behind the line".to_owned(), cells: days, format: "yyyy-mm-dd" });
        let column = sheet.add(Column::new("names", ends.iter().map(|m| Cell::Number(m.value)).collect()));
        let words = sheet.add(Column::new("name", lines.iter().map(|l| Cell::text(&*l.name)).collect()));
        let mut groups: BTreeMap<Option<PartialDate>, Vec<usize>> = BTreeMap::new();
        ends.iter().enumerate().for_each(|(i, m)| groups.entry(m.date).or_default().push(i));
        let mut shifts = vec![None; ends.len()];
        for members in groups.values() {
            let places: Vec<f64> = members.iter().map(|i| plane.y(ends[*i].value, self)).collect();
            let moved = dodge(&places, LINE, Span::new(0.0, self.extent.height));
            for (k, i) in members.iter().enumerate() {
                shifts[*i] = shift(moved[k] - places[k], self);
            }
        }
        let label = |(index, line): (usize, &&Line<'_>)| Label {
            index,
            shows: Shows::Cell(line.name.clone()),
            side: "r",
            shift: shifts[index],
            look: Look::new(NAME, true, self.theme.text_color(line.color)),
            dashes: None,
            sign: None,
        };
        let all = lines.iter().enumerate().map(label).collect();
        Series {
            column,
            look: SeriesLook::Symbols(self.theme.palette.foreground, Symbol { name: "none", size: 5 }),
            points: Vec::new(),
            labels: Some(Labels { column: Some(words), side: "r", all }),
            errors: None,
            over: Over::Numbers(over),
        }
    }

    fn plane_axes(&self, plane: &Plane) -> [Axis; 2] {
        let palette = &self.theme.palette;
        let (first, last) = plane.ends();
        let time = Axis {
            id: 1,
            side: AxisSide::Below,
            crosses: "min",
            along: Along::Numbers { limits: (Some(first), Some(last)), step: None, format: None },
            look: AxisLook::Line(palette.foreground),
            foreground: palette.muted,
        };
        let along =
            Along::Numbers { limits: (Some(0.0), Some(plane.top)), step: plane.step, format: Some(self.tick_format()) };
        let look = AxisLook::Grid(palette.grid);
        [time, Axis { id: 2, side: AxisSide::Left, crosses: "min", along, look, foreground: palette.muted }]
    }
}

/// The cells that labels are taken from which are words; none where all follow their values.
fn worded(name: &str, labels: &Labels, rows: usize, sheet: &mut Sheet) -> Option<usize> {
    let mut cells = vec![Cell::Empty; rows];
    for label in &labels.all {
        if let Shows::Cell(words) = &label.shows {
            cells[label.index] = Cell::text(words.as_str());
        }
    }
    let head = if name.is_empty() { "label".to_owned() } else { format!("{name}: label") };
    cells.iter().any(|cell| matches!(cell, Cell::Text(_))).then(|| sheet.add(Column::new(head, cells)))
}

impl Line<'_> {
    fn at(&self, date: PartialDate) -> Option<&Mark> {
        self.marks.iter().find(|m| m.date == Some(date)).copied()
    }
}

impl Plane {
    /// Where it stands, points.
    pub(super) fn area(&self, writer: &Writer<'_>) -> Bounds {
        self.inset.within(writer.extent)
    }

    /// Where a mark stands, points.
    pub(super) fn point(&self, mark: &Mark, writer: &Writer<'_>) -> Point {
        let area = self.area(writer);
        let (first, last) = self.ends();
        let share = mark.date.map_or(0.5, |date| (self.day(date) - first) / (last - first).max(1.0));
        Point::new(area.left + area.width() * share, self.y(mark.value, writer))
    }

    /// The values of a line, one for each date that it has.
    fn values(&self, line: &Line<'_>) -> Column {
        Column::new(&*line.name, self.waves.iter().map(|w| Cell::number(line.at(w.date).map(|m| m.value))).collect())
    }

    fn place(&self, mark: &Mark) -> Option<usize> {
        self.waves.iter().position(|wave| Some(wave.date) == mark.date)
    }

    /// The day at which a wave stands.
    fn day(&self, date: PartialDate) -> f64 {
        serial(self.waves.iter().find(|wave| wave.date == date).map_or_else(|| date.years(), |wave| wave.years))
    }

    /// The ends of the axis of time, with some room beside the first and the last wave.
    fn ends(&self) -> (f64, f64) {
        let [first, last] = [self.waves.first(), self.waves.last()].map(|w| w.map_or(0.0, |w| serial(w.years)));
        let share = if self.is_slope { 0.3 } else { 0.06 };
        let pad = ((last - first) * share).max(30.0).round();
        (first - pad, last + pad)
    }

    /// Points from above.
    pub(super) fn y(&self, value: f64, writer: &Writer<'_>) -> f64 {
        writer.extent.height * self.inset.top + self.height(writer) * (1.0 - value / self.top)
    }

    /// The height of the plane, points.
    fn height(&self, writer: &Writer<'_>) -> f64 {
        writer.extent.height * (1.0 - self.inset.top - self.inset.bottom)
    }
}

/// A way down in points as a share of the height; none where it is too short to see.
fn shift(down: f64, writer: &Writer<'_>) -> Option<(f64, f64)> {
    (down.abs() > 0.5).then(|| (0.0, (down / writer.extent.height * 1e5).round() / 1e5))
}

/// A time in years as Excel counts days.
fn serial(years: f64) -> f64 {
    let year = years.floor();
    let months = (years - year) * 12.0;
    let month = months.floor();
    let length = days_of(year as u16, month as u8 + 1);
    // The middle of a day is that day; a year without a month stands in its middle, a month without a day too.
    let day = ((months - month) * f64::from(length) - 1e-6).ceil().max(1.0) as i64;
    let (year, month) = (year as i64, month as i64 + 1);
    // Days of the civil calendar, counted from March so that the leap day comes last.
    let year = year - i64::from(month <= 2);
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + in_year;
    // 1899-12-30, from which Excel counts, is this many days after 0000-03-01.
    (days - 693_899) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_as_excel_counts_them() {
        let days = |text: &str| serial(text.parse::<PartialDate>().expect("a date").years());
        assert_eq!(
            [days("1900-03-01"), days("2020-04-15"), days("2020-04"), days("2000-02-29")],
            [61.0, 43_936.0, 43_936.0, 36_585.0]
        );
        assert_eq!(days("2019"), days("2019-07-01"));
    }
}
