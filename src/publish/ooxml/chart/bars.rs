//! Bars, one for each claim: what the source is sure of solid, what its wording allows beyond it patterned. Layers that stand
//! end to end make a bar, some of them unseen: they hold the place before a band that starts apart, and that of labels.

use crate::figure::scene::{Span, Weight};
use crate::figure::{Cell as Shown, Mark, Row, axis};
use crate::project::recipe::Orientation;
use crate::publish::ooxml::chart::axis::{Along, Axis, AxisLook, AxisSide};
use crate::publish::ooxml::chart::labels::{Label, Labels, Shows};
use crate::publish::ooxml::chart::part::{Inset, Plot, Way};
use crate::publish::ooxml::chart::series::{Fill, Over, PointChange, PointLook, Series, SeriesLook};
use crate::publish::ooxml::chart::sheet::{Cell, Column, Sheet, tidy};
use crate::publish::ooxml::chart::{
    Drawn, NAME, Reach, SMALL, VALUE, Writer, margins, statements, value_look, workbook,
};
use crate::publish::ooxml::text::Look;

/// The gap between a bar and its label, and what PowerPoint leaves round labels, points.
const LABEL_GAP: f64 = 14.0;
/// The widest bars that lie, and those that stand, points.
const WIDEST: [f64; 2] = [34.0, 84.0];

/// A place for a bar.
struct Slot<'a> {
    /// The row, where rows are named in groups: at the first of its bars.
    group: String,
    name: String,
    cell: Option<&'a Shown>,
}

impl Slot<'_> {
    fn mark(&self) -> Option<&Mark> {
        self.cell.and_then(Shown::mark)
    }
}

/// What a bar is made of, from the axis on.
struct Layers {
    /// Nothing: what comes before a band of which nothing is sure.
    open: Option<f64>,
    sure: Option<f64>,
    allowed: Option<f64>,
    /// As far as chance allows beyond the wording.
    beyond: Option<f64>,
}

impl Layers {
    fn of(mark: &Mark, top: f64) -> Self {
        let (low, high) = (mark.low(), mark.high().unwrap_or(top));
        let (bound, has_margin) = (mark.has_only_a_bound(), mark.margin.is_some());
        let foot = (low > 0.0 || has_margin || !mark.is_hedged()).then_some(low);
        let some = |length: f64| (length > 0.0).then_some(tidy(length));
        Self {
            open: foot.filter(|_| bound),
            sure: foot.filter(|_| !bound),
            allowed: some(high - low),
            // A little further than the error bar, where the label starts.
            beyond: mark.margin.map(|_| tidy(mark.greatest().unwrap_or(top) - high + top * 0.01)),
        }
    }
}

impl Layers {
    fn length(&self) -> f64 {
        [self.open, self.sure, self.allowed, self.beyond].into_iter().flatten().sum()
    }
}

/// The columns of the layers that are there.
struct LayerColumns {
    open: Option<usize>,
    sure: Vec<usize>,
    allowed: Vec<Option<usize>>,
    beyond: Option<usize>,
    room: usize,
}

/// Bars with the axis that they stand on.
struct Plan<'a> {
    slots: Vec<Slot<'a>>,
    way: Way,
    inset: Inset,
    /// The greatest value that has a tick, and the end of the axis: further where labels need room.
    top: f64,
    end: f64,
    step: Option<f64>,
    gap: u16,
}

impl Writer<'_> {
    pub(super) fn bars(&self, rows: &[Row]) -> Drawn {
        let plan = self.plan(rows);
        let mut sheet = Sheet::default();
        let over = plan.names(&mut sheet);
        let columns = self.layers(&plan, &mut sheet);
        let marks: Vec<Option<&Mark>> = plan.slots.iter().map(Slot::mark).collect();
        let words = sheet.add(Column::new("label", self.words_of(&plan, &columns)));
        statements(&mut sheet, None, &marks);
        let reach = |of: &dyn Fn(&Mark) -> bool| -> Vec<Option<Reach>> {
            marks.iter().map(|m| m.filter(|m| of(m)).and_then(|m| Reach::of(m, m.low()))).collect()
        };
        let mut series = Vec::new();
        if let Some(column) = columns.open {
            let reaches = margins(&mut sheet, "bound", &reach(&Mark::has_only_a_bound));
            let errors = reaches.map(|m| self.error_bars(m, None));
            series.push(Series { labels: Some(self.labels_before(&plan, words)), errors, ..unseen(column, over) });
        }
        for (index, own) in self.data.series.iter().enumerate() {
            let is_own = |m: &Mark| m.series == index && !m.has_only_a_bound();
            let reaches = margins(&mut sheet, self.name(own), &reach(&is_own));
            let look = SeriesLook::Bars(self.solid(own.color, index, None));
            let points = self.otherwise(&marks, index, &|m| self.solid(m.color, index, None));
            let errors = reaches.map(|m| self.error_bars(m, None));
            series.push(Series { look, points, errors, ..unseen(columns.sure[index], over) });
        }
        for (index, own) in self.data.series.iter().enumerate() {
            let Some(column) = columns.allowed[index] else { continue };
            let look = SeriesLook::Bars(self.hatched(own.color, None));
            let points = self.otherwise(&marks, index, &|m| self.hatched(m.color, None));
            series.push(Series { look, points, ..unseen(column, over) });
        }
        series.extend(columns.beyond.map(|column| unseen(column, over)));
        series.push(Series { labels: Some(self.labels_after(&plan, words)), ..unseen(columns.room, over) });
        let plot = Plot::Bars { way: plan.way, gap: plan.gap };
        Drawn { plot, inset: plan.inset, series, axes: self.bar_axes(&plan), sheet }
    }

    /// Points whose marks have another colour than their series.
    fn otherwise(&self, marks: &[Option<&Mark>], series: usize, fill: &dyn Fn(&Mark) -> Fill) -> Vec<PointLook> {
        let own = marks.iter().enumerate().filter_map(|(index, mark)| Some((index, (*mark)?)));
        own.filter(|(_, m)| m.series == series && m.color != self.data.series[series].color)
            .map(|(index, m)| PointLook { index, change: PointChange::Fill(fill(m)) })
            .collect()
    }

    /// The columns of the layers, those of the series first.
    fn layers(&self, plan: &Plan<'_>, sheet: &mut Sheet) -> LayerColumns {
        let layers: Vec<Option<(usize, Layers)>> =
            plan.slots.iter().map(|s| s.mark().map(|m| (m.series, Layers::of(m, plan.top)))).collect();
        let cells = |of: &dyn Fn(usize, &Layers) -> Option<f64>| -> Vec<Cell> {
            layers.iter().map(|l| Cell::number(l.as_ref().and_then(|(series, l)| of(*series, l)))).collect()
        };
        let present = |cells: &[Cell]| cells.iter().any(|c| *c != Cell::Empty);
        let first = sheet.columns.len();
        let open = cells(&|_, l| l.open);
        let open = present(&open).then(|| sheet.add(Column::new("before", open)));
        let all = self.data.series.iter().enumerate();
        let sure = all
            .clone()
            .map(|(index, own)| sheet.add(Column::new(self.name(own), cells(&|s, l| l.sure.filter(|_| s == index)))))
            .collect();
        let allowed = all
            .map(|(index, own)| {
                let cells = cells(&|s, l| l.allowed.filter(|_| s == index));
                let head = format!("{} – {}", self.name(own), self.words.allowed);
                present(&cells).then(|| sheet.add(Column::new(head, cells)))
            })
            .collect();
        let beyond = cells(&|_, l| l.beyond);
        let beyond = present(&beyond).then(|| sheet.add(Column::new("beyond", beyond)));
        let last = sheet.columns.len() - 1;
        let room = |(row, slot): (usize, &Slot<'_>)| {
            if slot.cell.is_none() || self.stands_before(slot, plan) {
                return Cell::Empty;
            }
            let drawn = slot.mark().map_or(0.0, |m| Layers::of(m, plan.top).length());
            let formula = format!("{}-SUM({}:{})", plan.end, Sheet::cell(first, row), Sheet::cell(last, row));
            Cell::Sum { formula, number: tidy(plan.end - drawn) }
        };
        let room = sheet.add(Column::new("room", plan.slots.iter().enumerate().map(room).collect()));
        LayerColumns { open, sure, allowed, beyond, room }
    }

    /// The labels, exact ones as formulas of what is drawn.
    fn words_of(&self, plan: &Plan<'_>, columns: &LayerColumns) -> Vec<Cell> {
        let cell = |(row, slot): (usize, &Slot<'_>)| match slot.cell {
            None => Cell::Empty,
            Some(Shown::NotReported { .. }) => Cell::text(self.words.not_reported),
            Some(Shown::Mark(mark)) => linked(mark, &Sheet::cell(columns.sure[mark.series], row)),
        };
        plan.slots.iter().enumerate().map(cell).collect()
    }

    /// Whether a label stands before its band: nothing sure stands there, and it fits.
    fn stands_before(&self, slot: &Slot<'_>, plan: &Plan<'_>) -> bool {
        slot.mark().is_some_and(|m| {
            let room = m.least() / plan.end * plan.length(self);
            let wide = self.width(&m.label, VALUE, Weight::Bold) + LABEL_GAP;
            m.has_only_a_bound() && plan.way == Way::Right && room > wide
        })
    }

    fn labels_before(&self, plan: &Plan<'_>, column: usize) -> Labels {
        let slots = plan.slots.iter().enumerate().filter(|(_, slot)| self.stands_before(slot, plan));
        Labels { column: Some(column), side: "inEnd", all: slots.filter_map(|s| self.label(s, "inEnd")).collect() }
    }

    fn labels_after(&self, plan: &Plan<'_>, column: usize) -> Labels {
        let slots = plan.slots.iter().enumerate().filter(|(_, slot)| !self.stands_before(slot, plan));
        Labels { column: Some(column), side: "inBase", all: slots.filter_map(|s| self.label(s, "inBase")).collect() }
    }

    fn label(&self, (index, slot): (usize, &Slot<'_>), side: &'static str) -> Option<Label> {
        let palette = &self.theme.palette;
        Some(match slot.cell? {
            Shown::Mark(mark) => Label {
                index,
                shows: Shows::Cell(mark.label.clone()),
                side,
                shift: None,
                look: value_look(palette.foreground),
                dashes: None,
            },
            Shown::NotReported { .. } => Label {
                index,
                shows: Shows::Cell(self.words.not_reported.to_owned()),
                side,
                shift: None,
                look: Look::new(SMALL, false, palette.muted),
                dashes: Some(palette.muted),
            },
        })
    }

    fn plan<'r>(&self, rows: &'r [Row]) -> Plan<'r> {
        let way = match self.data.orientation {
            Orientation::Vertical => Way::Up,
            Orientation::Horizontal => Way::Right,
        };
        let slots = self.slots(rows, way);
        let unit = Span::new(0.0, 1.0);
        let scale = match way {
            Way::Right => axis::horizontal(self.data, unit),
            Way::Up => axis::vertical(self.data, unit),
        };
        let inset = self.inset(&slots, way);
        let step = scale.ticks().windows(2).next().map(|pair| pair[1] - pair[0]);
        let mut plan = Plan { slots, way, inset, top: scale.top(), end: scale.top(), step, gap: 0 };
        plan.end = self.end(&plan);
        plan.gap = plan.gap(self);
        plan
    }

    fn slots<'r>(&self, rows: &'r [Row], way: Way) -> Vec<Slot<'r>> {
        let named = self.data.series.iter().any(|s| !s.label.is_empty());
        let several = rows.iter().any(|r| r.cells.len() > 1);
        let series = |cell: &Shown| self.data.series[cell.series()].label.clone();
        let mut slots = Vec::new();
        for row in rows {
            let label =
                row.aside.as_ref().map_or_else(|| row.label.clone(), |aside| format!("{} ({aside})", row.label));
            if named && several && way == Way::Right {
                slots.push(Slot { group: String::new(), name: label.clone(), cell: None });
            }
            for (at, cell) in row.cells.iter().enumerate() {
                let (group, name) = match (named, several, way) {
                    (true, true, Way::Right) => (String::new(), series(cell)),
                    (true, true, Way::Up) if at == 0 => (label.clone(), series(cell)),
                    (true, true, Way::Up) => (String::new(), series(cell)),
                    (true, false, _) if !series(cell).is_empty() && series(cell) != label => {
                        (String::new(), format!("{label} · {}", series(cell)))
                    }
                    (true | false, _, _) => (String::new(), label.clone()),
                };
                slots.push(Slot { group, name, cell: Some(cell) });
            }
        }
        slots
    }

    fn inset(&self, slots: &[Slot<'_>], way: Way) -> Inset {
        let (width, height) = (self.extent.width, self.extent.height);
        let widest = slots.iter().map(|s| self.width(&s.name, NAME, Weight::Regular)).fold(0.0, f64::max);
        match way {
            Way::Right => Inset {
                left: ((widest + 12.0) / width).min(0.38),
                top: 4.0 / height,
                right: 16.0 / width,
                bottom: 24.0 / height,
            },
            Way::Up => {
                let lines = if slots.iter().any(|s| !s.group.is_empty()) { 44.0 } else { 26.0 };
                Inset { left: 44.0 / width, top: 6.0 / height, right: 12.0 / width, bottom: lines / height }
            }
        }
    }

    /// The end of the axis: where every label has room behind its bar.
    fn end(&self, plan: &Plan<'_>) -> f64 {
        let length = plan.length(self);
        let needed = |slot: &Slot<'_>| {
            let Some(mark) = slot.mark().filter(|_| !self.stands_before(slot, plan)) else { return 0.0 };
            let label = match plan.way {
                Way::Right => self.width(&mark.label, VALUE, Weight::Bold) + LABEL_GAP,
                Way::Up => VALUE * 1.3 + LABEL_GAP,
            };
            mark.greatest().unwrap_or(plan.top) * length / (length - label).max(length * 0.3)
        };
        let end = plan.slots.iter().map(needed).fold(plan.top, f64::max);
        // To a thousandth of the axis, so that the number in the workbook is short.
        let grain = plan.top / 1000.0;
        tidy((end / grain).ceil() * grain)
    }

    fn bar_axes(&self, plan: &Plan<'_>) -> [Axis; 2] {
        let palette = &self.theme.palette;
        let (names, values, crosses) = match plan.way {
            Way::Right => (AxisSide::Left, AxisSide::Below, "max"),
            Way::Up => (AxisSide::Below, AxisSide::Left, "autoZero"),
        };
        let categories = Axis {
            id: 1,
            side: names,
            crosses: "autoZero",
            along: Along::Categories,
            look: AxisLook::Line(palette.foreground),
            ink: palette.foreground,
        };
        let along =
            Along::Numbers { limits: (Some(0.0), Some(plan.end)), step: plan.step, format: Some(self.tick_format()) };
        let look = AxisLook::Grid(palette.grid);
        [categories, Axis { id: 2, side: values, crosses, along, look, ink: palette.muted }]
    }
}

impl Plan<'_> {
    /// The columns with the names of the slots.
    fn names(&self, sheet: &mut Sheet) -> Over {
        let cells = |of: &dyn Fn(&Slot<'_>) -> String| self.slots.iter().map(|s| Cell::text(of(s))).collect();
        if self.slots.iter().all(|s| s.group.is_empty()) {
            return Over::Categories(sheet.add(Column::new("", cells(&|s| s.name.clone()))));
        }
        let groups = sheet.add(Column::new("", cells(&|s| s.group.clone())));
        Over::Groups(groups, sheet.add(Column::new("", cells(&|s| s.name.clone()))))
    }

    /// The length of the axis, points.
    fn length(&self, writer: &Writer<'_>) -> f64 {
        match self.way {
            Way::Right => writer.extent.width * (1.0 - self.inset.left - self.inset.right),
            Way::Up => writer.extent.height * (1.0 - self.inset.top - self.inset.bottom),
        }
    }

    /// The gap between bars in percent of their width: no bar is wider than those of the figure.
    fn gap(&self, writer: &Writer<'_>) -> u16 {
        let (across, widest) = match self.way {
            Way::Right => (writer.extent.height * (1.0 - self.inset.top - self.inset.bottom), WIDEST[0]),
            Way::Up => (writer.extent.width * (1.0 - self.inset.left - self.inset.right), WIDEST[1]),
        };
        let slot = across / self.slots.len().max(1) as f64;
        let bar = (slot / 1.25).min(widest).max(1.0);
        ((slot / bar - 1.0) * 100.0).round().clamp(10.0, 500.0) as u16
    }
}

/// A layer that is not seen, of a column over the names of the bars.
fn unseen(column: usize, over: Over) -> Series {
    let look = SeriesLook::Bars(Fill::Unseen);
    Series { column, look, points: Vec::new(), labels: None, errors: None, over }
}

/// The label of a mark: an exact one follows the cell with the number, a worded one is as the source words it.
fn linked(mark: &Mark, cell: &str) -> Cell {
    let number = workbook::stated(mark).filter(|_| !mark.is_hedged()).map(|n| n.to_string());
    let pieces = number.and_then(|n| mark.label.split_once(n.as_str()).map(|(a, b)| (a.to_owned(), b.to_owned())));
    let Some((before, after)) = pieces else { return Cell::text(mark.label.as_str()) };
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut formula = cell.to_owned();
    if !before.is_empty() {
        formula = format!("{}&{formula}", quoted(&before));
    }
    if !after.is_empty() {
        formula = format!("{formula}&{}", quoted(&after));
    }
    Cell::Words { formula, text: mark.label.clone() }
}
