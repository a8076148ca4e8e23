//! Parts of a whole as one bar: what is some answer for certain solid, what can be either of two patterned in the colours of
//! both, and what is not reported as a dashed block.

use crate::figure::scene::{Span, Weight};
use crate::figure::{Mark, Row};
use crate::publish::ooxml::chart::axis::{Along, Axis, AxisLook, AxisSide};
use crate::publish::ooxml::chart::fallback::AsShapes;
use crate::publish::ooxml::chart::labels::{Label, Labels, Shows};
use crate::publish::ooxml::chart::overlay::Overlay;
use crate::publish::ooxml::chart::part::{Inset, Plot, Way};
use crate::publish::ooxml::chart::series::{Fill, Over, PointChange, PointLook, Series, SeriesLook};
use crate::publish::ooxml::chart::sheet::{Cell, Column, Sheet};
use crate::publish::ooxml::chart::stretches::{Is, Stretch, stretches};
use crate::publish::ooxml::chart::{Drawn, NAME, SMALL, VALUE, Writer, statements, value_look};
use crate::publish::ooxml::text::Look;

/// The space between a label and the ends of its part, points.
const PAD: f64 = 5.0;
/// The height of a line of labels, points.
const LANE: f64 = VALUE * 1.25;
/// The widest and the narrowest bar, points.
const BAR: (f64, f64) = (40.0, 18.0);

/// The label of a part of a row, with its place in points from the start of the axis.
struct Named {
    /// The stretch that carries it.
    on: usize,
    text: String,
    look: Look,
    center: f64,
    /// The line of labels below the bar; none inside the part.
    lane: Option<usize>,
}

/// A row: its stretches, and the labels on them.
struct Bar<'m> {
    stretches: Vec<Stretch<'m>>,
    labels: Vec<Named>,
}

/// Rows with the size of the plot.
struct Plan<'m> {
    bars: Vec<Bar<'m>>,
    inset: Inset,
    /// The end of the axis: a little beyond 100 where rounding adds up to more.
    end: f64,
    /// The length of the axis, points.
    length: f64,
    /// The height of a bar, points.
    bar: f64,
    gap: u16,
}

/// A column of stretches: of each row the one at a place, or none.
struct Layer<'p, 'm> {
    head: String,
    fill: Fill,
    stretches: Vec<Option<(usize, &'p Stretch<'m>)>>,
}

impl Writer<'_> {
    /// The chart, or what keeps the figure from being one.
    pub(super) fn parts(&self) -> Result<Drawn, AsShapes> {
        let rows = &self.panel.rows;
        let plan = self.plan_of_parts(rows)?;
        let mut sheet = Sheet::default();
        let over = Over::Categories(sheet.add(Column::new("", rows.iter().map(|r| Cell::text(&*r.label)).collect())));
        let layers = self.stacked_layers(&plan);
        let mut series: Vec<Series> = layers.iter().map(|layer| self.layer(layer, over, &mut sheet)).collect();
        for (layer, series) in layers.iter().zip(&mut series) {
            series.labels = self.layer_labels(layer, &plan, &mut sheet);
        }
        for (index, own) in self.data.series.iter().enumerate() {
            let marks: Vec<Option<&Mark>> = rows.iter().map(|r| r.marks().find(|m| m.series == index)).collect();
            statements(&mut sheet, Some(self.name(own)), &marks);
        }
        let plot = Plot::Bars { way: Way::Right, gap: plan.gap };
        Ok(Drawn {
            plot,
            inset: plan.inset,
            series,
            axes: self.part_axes(plan.end),
            sheet,
            overlay: Overlay::default(),
        })
    }

    /// The columns in the order in which they stand: each answer with the zones behind it, then the rest.
    fn stacked_layers<'p, 'm>(&self, plan: &'p Plan<'m>) -> Vec<Layer<'p, 'm>> {
        let mut layers = Vec::new();
        let muted = self.theme.palette.muted;
        let of = |wanted: &dyn Fn(&Stretch<'m>) -> bool, nth: usize| -> Vec<Option<(usize, &'p Stretch<'m>)>> {
            let all = plan.bars.iter().map(|bar| bar.stretches.iter().enumerate().filter(|(_, s)| wanted(s)));
            all.map(|mut own| own.nth(nth)).collect()
        };
        for (index, own) in self.data.series.iter().enumerate() {
            let is_sure = |s: &Stretch<'_>| matches!(s.is, Is::Sure(m) if m.series == index);
            let fill = self.solid(own.color, 0, Some(self.theme.palette.background));
            layers.push(Layer { head: self.name(own).to_owned(), fill, stretches: of(&is_sure, 0) });
            let is_zone = |s: &Stretch<'_>| matches!(s.is, Is::Zone(m, _) if m.series == index);
            for nth in 0.. {
                let stretches = of(&is_zone, nth);
                if stretches.iter().all(Option::is_none) {
                    break;
                }
                let head = format!("{} – {}", self.name(own), self.words.allowed);
                let head = if nth == 0 { head } else { format!("{head} ({})", nth + 1) };
                layers.push(Layer { head, fill: self.hatched(own.color, None), stretches });
            }
        }
        let rest = of(&|s| matches!(s.is, Is::Rest), 0);
        if rest.iter().any(Option::is_some) {
            let head = self.words.not_reported.to_owned();
            layers.push(Layer { head, fill: Fill::Dashed(muted), stretches: rest });
        }
        layers
    }

    /// A column as a series, with a look of its own where a row has other colours.
    fn layer(&self, layer: &Layer<'_, '_>, over: Over, sheet: &mut Sheet) -> Series {
        let cells = layer.stretches.iter().map(|s| Cell::number(s.map(|(_, s)| s.to - s.from))).collect();
        let column = sheet.add(Column::new(&*layer.head, cells));
        let looks = layer.stretches.iter().enumerate().filter_map(|(row, s)| Some((row, self.fill((*s)?.1))));
        let points = looks
            .filter(|(_, fill)| *fill != layer.fill)
            .map(|(index, fill)| PointLook { index, change: PointChange::Fill(fill) })
            .collect();
        Series { column, look: SeriesLook::Bars(layer.fill), points, labels: None, errors: None, over }
    }

    fn fill(&self, stretch: &Stretch<'_>) -> Fill {
        match stretch.is {
            Is::Sure(mark) => self.solid(mark.color, 0, Some(self.theme.palette.background)),
            Is::Zone(first, None) => self.hatched(first.color, None),
            Is::Zone(first, Some(second)) => {
                Fill::Pattern { name: "wdUpDiag", color: first.color, background: second.color, edge: None }
            }
            Is::Rest => Fill::Dashed(self.theme.palette.muted),
        }
    }

    /// The labels on a column of stretches, taken from a column of their own.
    fn layer_labels(&self, layer: &Layer<'_, '_>, plan: &Plan<'_>, sheet: &mut Sheet) -> Option<Labels> {
        let mut cells = vec![Cell::Empty; plan.bars.len()];
        let mut all = Vec::new();
        for (row, (bar, stretch)) in plan.bars.iter().zip(&layer.stretches).enumerate() {
            let Some((at, stretch)) = stretch else { continue };
            for named in bar.labels.iter().filter(|l| l.on == *at) {
                cells[row] = Cell::text(&*named.text);
                all.push(self.part_label(row, named, stretch, plan));
            }
        }
        let column = (!all.is_empty()).then(|| sheet.add(Column::new(format!("{}: label", layer.head), cells)));
        column.map(|column| Labels { column: Some(column), side: "ctr", all })
    }

    fn part_label(&self, index: usize, named: &Named, on: &Stretch<'_>, plan: &Plan<'_>) -> Label {
        // An exact answer whose place is known is as long as it says; of others the words alone say how much it is.
        let shows = match on.is {
            Is::Sure(mark) if !mark.is_hedged() && (on.to - on.from - mark.value).abs() < 1e-6 => {
                self.label_of_exact(mark)
            }
            Is::Sure(_) | Is::Zone(..) | Is::Rest => Shows::Cell(named.text.clone()),
        };
        let middle = plan.x((on.from + on.to) / 2.0);
        let down = named.lane.map_or(0.0, |lane| plan.bar / 2.0 + LANE * (lane as f64 + 0.5) + 1.0);
        let (x, y) = ((named.center - middle) / self.extent.width, down / self.extent.height);
        let round = |share: f64| (share * 1e5).round() / 1e5;
        let shift = (x.abs() > 1e-4 || y > 0.0).then(|| (round(x), round(y)));
        Label { index, shows, side: "ctr", shift, look: named.look, dashes: None, sign: None }
    }

    fn plan_of_parts<'r>(&self, rows: &'r [Row]) -> Result<Plan<'r>, AsShapes> {
        let (width, height) = (self.extent.width, self.extent.height);
        let widest = self.data.rows().map(|r| self.width(&r.label, NAME, Weight::Regular)).fold(0.0, f64::max);
        let inset = Inset {
            left: ((widest + 12.0) / width).min(0.38),
            top: (4.0 + self.head()) / height,
            right: 22.0 / width,
            bottom: 24.0 / height,
        };
        let length = width * (1.0 - inset.left - inset.right);
        let end = self.data.rows().map(|r| r.whole().last().high).fold(100.0, f64::max);
        let mut plan = Plan { bars: Vec::new(), inset, end, length, bar: 0.0, gap: 0 };
        for row in rows {
            let stretches = stretches(row)?;
            let labels = self.named(row, &stretches, &plan);
            plan.bars.push(Bar { stretches, labels });
        }
        let slot = height * (1.0 - inset.top - inset.bottom) / rows.len().max(1) as f64;
        let labels = plan.bars.iter().flat_map(|bar| &bar.labels);
        let lanes = labels.filter_map(|l| l.lane.map(|lane| lane + 1)).max().unwrap_or(0) as f64;
        // The bar stands in the middle of its row: what is free below it is free above it too.
        plan.bar = (slot - 2.0 * (lanes * LANE + 2.0)).min(slot / 1.25).min(BAR.0);
        let gap = ((slot / plan.bar - 1.0) * 100.0).round();
        plan.gap = gap.max(0.0) as u16;
        (plan.bar >= BAR.1 && gap <= 500.0).then_some(plan).ok_or(AsShapes::Labels)
    }

    /// The labels of a row: inside their parts where there is room, else on lines below the bar.
    fn named(&self, row: &Row, stretches: &[Stretch<'_>], plan: &Plan<'_>) -> Vec<Named> {
        let mut lanes: Vec<Vec<Span>> = Vec::new();
        let mut all: Vec<Named> = Vec::new();
        let rest = row
            .sum()
            .rest()
            .map(|rest| format!("{} {}", self.words.not_reported, self.words.share(rest.low, rest.high)));
        let answers = row.marks().map(|m| (Some(m), m.label.clone()));
        for (mark, text) in answers.chain(rest.map(|text| (None, text))) {
            let own = |s: &Stretch<'_>| mark.map_or(matches!(s.is, Is::Rest), |m| s.can_be(m));
            let sure = stretches.iter().position(|s| own(s) && matches!(s.is, Is::Sure(_) | Is::Rest));
            let Some(on) = sure.or_else(|| stretches.iter().position(own)) else { continue };
            let (size, weight) = if mark.is_some() { (VALUE, Weight::Bold) } else { (SMALL, Weight::Regular) };
            let wide = self.width(&text, size, weight);
            let span = Span::new(plan.x(stretches[on].from), plan.x(stretches[on].to));
            let (center, lane) = match sure.is_some() && span.length() >= wide + 2.0 * PAD {
                true => (span.middle(), None),
                false => {
                    let center = span.middle().max(wide / 2.0).min(plan.length + 20.0 - wide / 2.0);
                    (center, Some(free_lane(&mut lanes, Span::new(center - wide / 2.0, center + wide / 2.0))))
                }
            };
            let look = match mark {
                None => Look::new(SMALL, false, self.theme.palette.muted),
                Some(mark) if lane.is_some() => value_look(self.theme.text_color(mark.color)),
                Some(mark) => value_look(self.theme.text_on(mark.color)),
            };
            all.push(Named { on, text, look, center, lane });
        }
        all
    }

    fn part_axes(&self, end: f64) -> [Axis; 2] {
        let palette = &self.theme.palette;
        let rows = Axis {
            id: 1,
            side: AxisSide::Left,
            crosses: "autoZero",
            along: Along::Categories,
            look: AxisLook::Line(palette.foreground),
            foreground: palette.foreground,
        };
        let along =
            Along::Numbers { limits: (Some(0.0), Some(end)), step: Some(25.0), format: Some(self.tick_format()) };
        let look = AxisLook::Grid(palette.grid);
        [rows, Axis { id: 2, side: AxisSide::Below, crosses: "max", along, look, foreground: palette.muted }]
    }
}

impl Plan<'_> {
    /// Where a percentage stands, points from the start of the axis.
    fn x(&self, value: f64) -> f64 {
        value.clamp(0.0, self.end) / self.end * self.length
    }
}

/// The first line of labels on which a stretch is free, which it then takes.
fn free_lane(lanes: &mut Vec<Vec<Span>>, own: Span) -> usize {
    let free = |lane: &Vec<Span>| lane.iter().all(|s| own.end + PAD <= s.start || s.end + PAD <= own.start);
    let lane = lanes.iter().position(free).unwrap_or(lanes.len());
    match lanes.get_mut(lane) {
        Some(taken) => taken.push(own),
        None => lanes.push(vec![own]),
    }
    lane
}
