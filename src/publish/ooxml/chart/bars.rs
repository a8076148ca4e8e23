//! Bars, one for each claim: what the source is sure of solid, what its wording allows beyond it patterned. Layers that stand
//! end to end make a bar, some of them unseen: they hold the place before a band that starts apart, and that of labels.

use crate::figure::scene::{Span, Weight};
use crate::figure::{Cell as Shown, Mark, axis};
use crate::project::recipe::Orientation;
use crate::publish::ooxml::chart::axis::{Along, Axis, AxisLook, AxisSide};
use crate::publish::ooxml::chart::brackets::Stretches;
use crate::publish::ooxml::chart::fallback::AsShapes;
use crate::publish::ooxml::chart::labels::{Label, Labels, Shows};
use crate::publish::ooxml::chart::part::{Inset, Plot, Way};
use crate::publish::ooxml::chart::series::{Fill, Over, PointChange, PointLook, Series, SeriesLook};
use crate::publish::ooxml::chart::sheet::{Cell, Column, Sheet, tidy};
use crate::publish::ooxml::chart::slots::{Holds, Slot};
use crate::publish::ooxml::chart::{
    Drawn, NAME, Reach, SMALL, VALUE, Writer, margins, statements, value_look, workbook,
};
use crate::publish::ooxml::text::Look;

/// The gap between a bar and its label, and what PowerPoint leaves round labels, points.
pub(super) const LABEL_GAP: f64 = 14.0;
/// How many times as long as its values an axis may be so that labels have room behind bars.
const LONGEST: f64 = 1.5;
/// The widest bars that lie, and those that stand, points.
const WIDEST: [f64; 2] = [34.0, 84.0];

/// What a bar is made of, from the axis on.
pub(super) struct Layers {
    /// Nothing: what comes before a band of which nothing is sure.
    pub(super) open: Option<f64>,
    sure: Option<f64>,
    allowed: Option<f64>,
    /// As far as chance allows beyond the wording.
    beyond: Option<f64>,
}

impl Layers {
    pub(super) fn of(mark: &Mark, top: f64) -> Self {
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
    /// What brackets start from: the least that the lesser mark can be, and as far as it can reach from there.
    brackets: Option<[usize; 2]>,
    beyond: Option<usize>,
    room: usize,
}

/// Bars with the axis that they stand on.
pub(super) struct Plan<'a> {
    pub(super) slots: Vec<Slot<'a>>,
    pub(super) way: Way,
    pub(super) inset: Inset,
    /// The greatest value that has a tick, and the end of the axis: further where labels need room.
    pub(super) top: f64,
    pub(super) end: f64,
    step: Option<f64>,
    gap: u16,
}

impl<'a> Writer<'a> {
    pub(super) fn bars(&self) -> Result<Drawn, AsShapes> {
        let plan = self.plan();
        let is_long = |slot: &Slot<'_>| match slot.holds {
            Holds::Remark(text, _) => self.remark_width(text) > plan.length(self),
            Holds::Name | Holds::Cell(_) | Holds::Bracket(_) => false,
        };
        if plan.slots.iter().any(is_long) {
            return Err(AsShapes::Remarks);
        }
        if self.is_crowded(&plan) {
            return Err(AsShapes::Labels);
        }
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
        if let Some(columns) = columns.brackets {
            series.extend(self.brackets(&plan, columns, over, &mut sheet));
        }
        series.extend(columns.beyond.map(|column| unseen(column, over)));
        series.push(Series { labels: Some(self.labels_after(&plan, words)), ..unseen(columns.room, over) });
        let plot = Plot::Bars { way: plan.way, gap: plan.gap };
        let overlay = self.crossing(&plan);
        Ok(Drawn { plot, inset: plan.inset, series, axes: self.bar_axes(&plan), sheet, overlay })
    }

    /// Whether labels have no room beside their bars.
    fn is_crowded(&self, plan: &Plan<'_>) -> bool {
        let across = match plan.way {
            Way::Right => self.extent.height * (1.0 - plan.inset.top - plan.inset.bottom),
            Way::Up => self.extent.width * (1.0 - plan.inset.left - plan.inset.right),
        };
        let slot = across / plan.slots.len().max(1) as f64;
        let label = |mark: &Mark| match plan.way {
            Way::Right => VALUE * 1.05,
            Way::Up => self.width(&mark.label, VALUE, Weight::Bold),
        };
        let is_wider = |mark: &Mark| label(mark) > slot;
        plan.end > plan.top * LONGEST || plan.slots.iter().filter_map(Slot::mark).any(is_wider)
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
        let brackets = Self::bracket_columns(plan, sheet);
        let mut beyond = cells(&|_, l| l.beyond);
        for (cell, bracket) in beyond.iter_mut().zip(plan.slots.iter().map(Slot::bracket)) {
            if let Some(bracket) = bracket {
                let stretches = Stretches::of(bracket, plan.top);
                *cell = Cell::number(Some(stretches.end(plan.top) - stretches.inner.start));
            }
        }
        let beyond = present(&beyond).then(|| sheet.add(Column::new("beyond", beyond)));
        let last = sheet.columns.len() - 1;
        let room = |(row, slot): (usize, &Slot<'_>)| {
            if matches!(slot.holds, Holds::Name) || self.stands_before(slot, plan) {
                return Cell::Empty;
            }
            let mark = slot.mark().map_or(0.0, |m| Layers::of(m, plan.top).length());
            let bracket = slot.bracket().map_or(0.0, |b| Stretches::of(b, plan.top).end(plan.top));
            let drawn = mark + bracket;
            let formula = format!("{}-SUM({}:{})", plan.end, Sheet::cell(first, row), Sheet::cell(last, row));
            Cell::Sum { formula, number: tidy(plan.end - drawn) }
        };
        let room = sheet.add(Column::new("room", plan.slots.iter().enumerate().map(room).collect()));
        LayerColumns { open, sure, allowed, brackets, beyond, room }
    }

    /// The labels, exact ones as formulas of what is drawn.
    fn words_of(&self, plan: &Plan<'_>, columns: &LayerColumns) -> Vec<Cell> {
        let cell = |(row, slot): (usize, &Slot<'_>)| match slot.holds {
            Holds::Name => Cell::Empty,
            Holds::Cell(Shown::NotReported { .. }) => Cell::text(self.words.not_reported),
            Holds::Cell(Shown::Mark(mark)) => linked(mark, &Sheet::cell(columns.sure[mark.series], row)),
            Holds::Remark(text, _) => Cell::text(text),
            Holds::Bracket(bracket) => {
                let number = bracket.to.low.value - bracket.from.low.value;
                let exact = Self::exact(bracket, plan).map(|[a, b]| format!("ABS({a}-{b})"));
                let written = exact.and_then(|formula| following(&bracket.label, tidy(number), &formula));
                written.unwrap_or_else(|| Cell::text(&*bracket.label))
            }
        };
        plan.slots.iter().enumerate().map(cell).collect()
    }

    /// Whether a label stands before its band: nothing sure stands there, and it fits.
    pub(super) fn stands_before(&self, slot: &Slot<'_>, plan: &Plan<'_>) -> bool {
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
        let words = |text: &str, look| Label {
            index,
            shows: Shows::Cell(text.to_owned()),
            side,
            shift: None,
            look,
            dashes: None,
            sign: None,
        };
        Some(match slot.holds {
            Holds::Name => return None,
            Holds::Cell(Shown::Mark(mark)) => words(&mark.label, value_look(palette.foreground)),
            Holds::Cell(Shown::NotReported { .. }) => Label {
                dashes: Some(palette.muted),
                ..words(self.words.not_reported, Look::new(SMALL, false, palette.muted))
            },
            Holds::Remark(text, color) => {
                Label { sign: Some(color), ..words(text, Look::new(SMALL, false, palette.foreground)) }
            }
            Holds::Bracket(bracket) => words(&bracket.label, Look::new(SMALL, true, palette.foreground)),
        })
    }

    /// The width of a remark with the sign before it, points.
    fn remark_width(&self, text: &str) -> f64 {
        self.width(&format!("\u{25cf}\u{a0}{text}"), SMALL, Weight::Regular) + LABEL_GAP
    }

    fn plan(&self) -> Plan<'a> {
        let way = match self.data.orientation {
            Orientation::Vertical => Way::Up,
            Orientation::Horizontal => Way::Right,
        };
        let slots = self.slots(&self.panel.rows, way);
        // The panels of a figure have one scale and one margin.
        let everywhere: Vec<Slot<'_>> = self.data.panels.iter().flat_map(|p| self.slots(&p.rows, way)).collect();
        let unit = Span::new(0.0, 1.0);
        let scale = match way {
            Way::Right => axis::horizontal(self.data, unit),
            Way::Up => axis::vertical(self.data, unit),
        };
        let inset = self.inset(&everywhere, way);
        let step = scale.ticks().windows(2).next().map(|pair| pair[1] - pair[0]);
        let mut plan = Plan { slots, way, inset, top: scale.top(), end: scale.top(), step, gap: 0 };
        plan.end = self.end(&plan, &everywhere);
        plan.gap = plan.gap(self);
        plan
    }

    fn inset(&self, slots: &[Slot<'_>], way: Way) -> Inset {
        let (width, height) = (self.extent.width, self.extent.height);
        let widest = slots.iter().map(|s| self.width(&s.name, NAME, Weight::Regular)).fold(0.0, f64::max);
        match way {
            Way::Right => Inset {
                left: ((widest + 12.0) / width).min(0.38),
                top: (4.0 + self.head() + self.crossing_height()) / height,
                right: 16.0 / width,
                bottom: 24.0 / height,
            },
            Way::Up => {
                let lines = if slots.iter().any(|s| !s.group.is_empty()) { 44.0 } else { 26.0 };
                let right = (12.0 + self.crossing_width()) / width;
                let top = (6.0 + self.head()) / height;
                Inset { left: 44.0 / width, top, right: right.min(0.3), bottom: lines / height }
            }
        }
    }

    /// The end of the axis: where every label has room behind its bar.
    fn end(&self, plan: &Plan<'_>, slots: &[Slot<'_>]) -> f64 {
        let length = plan.length(self);
        let needed = |slot: &Slot<'_>| {
            if let Some(bracket) = slot.bracket() {
                let label = self.width(&bracket.label, SMALL, Weight::Bold) + LABEL_GAP;
                return Stretches::of(bracket, plan.top).outer.end * length / (length - label).max(length * 0.3);
            }
            let Some(mark) = slot.mark().filter(|_| !self.stands_before(slot, plan)) else { return 0.0 };
            let label = match plan.way {
                Way::Right => self.width(&mark.label, VALUE, Weight::Bold) + LABEL_GAP,
                Way::Up => VALUE * 1.3 + LABEL_GAP,
            };
            mark.greatest().unwrap_or(plan.top) * length / (length - label).max(length * 0.3)
        };
        let end = slots.iter().map(needed).fold(plan.top, f64::max);
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
            foreground: palette.foreground,
        };
        let along =
            Along::Numbers { limits: (Some(0.0), Some(plan.end)), step: plan.step, format: Some(self.tick_format()) };
        let look = AxisLook::Grid(palette.grid);
        [categories, Axis { id: 2, side: values, crosses, along, look, foreground: palette.muted }]
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
    pub(super) fn length(&self, writer: &Writer<'_>) -> f64 {
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
pub(super) fn unseen(column: usize, over: Over) -> Series {
    let look = SeriesLook::Bars(Fill::Unseen);
    Series { column, look, points: Vec::new(), labels: None, errors: None, over }
}

/// The label of a mark: an exact one follows the cell with the number, a worded one is as the source words it.
fn linked(mark: &Mark, cell: &str) -> Cell {
    let number = workbook::stated(mark).filter(|_| !mark.is_hedged());
    let follows = number.and_then(|number| following(&mark.label, number, cell));
    follows.unwrap_or_else(|| Cell::text(mark.label.as_str()))
}

/// A text with a number in it as a formula that gives it for the number of now; none where the number is not in it.
fn following(text: &str, number: f64, formula: &str) -> Option<Cell> {
    let (before, after) = text.split_once(number.to_string().as_str())?;
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut whole = formula.to_owned();
    if !before.is_empty() {
        whole = format!("{}&{whole}", quoted(before));
    }
    if !after.is_empty() {
        whole = format!("{whole}&{}", quoted(after));
    }
    Some(Cell::Words { formula: whole, text: text.to_owned() })
}
