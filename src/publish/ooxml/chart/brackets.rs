//! Brackets for differences, in rows of their own below the bars that they are between.

use crate::figure::Bracket;
use crate::figure::scene::Span;
use crate::model::Interval;
use crate::publish::ooxml::chart::Writer;
use crate::publish::ooxml::chart::bars::{Layers, Plan, unseen};
use crate::publish::ooxml::chart::error_bars::ErrorBars;
use crate::publish::ooxml::chart::series::{Over, Series};
use crate::publish::ooxml::chart::sheet::{Cell, Column, Sheet, tidy};
use crate::publish::ooxml::chart::slots::Slot;

/// The stretches of a bracket, from the axis on.
pub(super) struct Stretches {
    /// From here on the marks can be apart, and here they are at most.
    pub(super) outer: Span,
    /// Between these they are apart for certain; empty where they need not be.
    pub(super) inner: Span,
}

impl Stretches {
    pub(super) fn of(bracket: &Bracket, top: f64) -> Self {
        let high = |interval: &Interval| interval.high.map_or(top, |high| high.value);
        let outer = Span::new(bracket.from.low.value, high(&bracket.to));
        let (start, end) = (high(&bracket.from), bracket.to.low.value);
        Self { outer, inner: Span::new(start.min(outer.end), end.max(start).min(outer.end)) }
    }

    /// A little further than the bracket, where the label starts.
    pub(super) fn end(&self, top: f64) -> f64 {
        self.outer.end + top * 0.01
    }
}

impl Writer<'_> {
    /// Brackets for differences, in rows of their own: dashed as far as wordings let the marks be apart, solid as far as they
    /// are for certain.
    pub(super) fn brackets(&self, plan: &Plan<'_>, columns: [usize; 2], over: Over, sheet: &mut Sheet) -> [Series; 2] {
        let reaches = |of: &dyn Fn(&Bracket, Stretches) -> Option<Cell>| -> Vec<Cell> {
            let one = |s: &Slot<'_>| s.bracket().and_then(|b| of(b, Stretches::of(b, plan.top)));
            plan.slots.iter().map(|s| one(s).unwrap_or(Cell::Empty)).collect()
        };
        let at_most = |_: &Bracket, s: Stretches| {
            (s.outer.length() > s.inner.length()).then(|| Cell::number(Some(s.outer.length())))
        };
        let for_certain = |bracket: &Bracket, s: Stretches| {
            let exact = Self::exact(bracket, plan).map(|[a, b]| format!("ABS({a}-{b})"));
            let number = tidy(s.inner.length());
            let cell = |formula| Cell::Sum { formula, number };
            (s.inner.length() > 0.0).then(|| exact.map_or(Cell::Number(number), cell))
        };
        let ends = [reaches(&at_most), reaches(&for_certain)];
        let none = sheet.add(Column::new("difference: −", vec![Cell::Empty; plan.slots.len()]));
        let heads = ["difference: at most", "difference: for certain"];
        let reach: Vec<usize> =
            heads.into_iter().zip(ends).map(|(h, cells)| sheet.add(Column::new(h, cells))).collect();
        let errors = |at: usize, dashed| ErrorBars {
            direction: None,
            columns: [none, reach[at]],
            color: self.theme.palette.foreground,
            dashed,
        };
        [(0, true), (1, false)]
            .map(|(at, dashed)| Series { errors: Some(errors(at, dashed)), ..unseen(columns[at], over) })
    }

    /// The cells of two exact marks that a bracket is between; none where one is hedged.
    pub(super) fn exact(bracket: &Bracket, plan: &Plan<'_>) -> Option<[String; 2]> {
        let first = first_column(plan);
        let cell = |claim: &str| {
            let row = plan.slots.iter().position(|s| s.mark().is_some_and(|m| m.claim() == claim))?;
            let mark = plan.slots[row].mark().filter(|m| !m.is_hedged())?;
            Some(Sheet::cell(first + mark.series, row))
        };
        Some([cell(&bracket.lesser)?, cell(&bracket.greater)?])
    }

    /// Where brackets start; none where there are none.
    pub(super) fn bracket_columns(plan: &Plan<'_>, sheet: &mut Sheet) -> Option<[usize; 2]> {
        plan.slots.iter().any(|s| s.bracket().is_some()).then(|| {
            let stretches = |s: &Slot<'_>| s.bracket().map(|b| Stretches::of(b, plan.top));
            let all = |of: &dyn Fn(Stretches) -> f64| -> Vec<Cell> {
                plan.slots.iter().map(|s| Cell::number(stretches(s).map(of))).collect()
            };
            let least = all(&|s| s.outer.start);
            // The lesser of two exact numbers, whichever it is after an edit.
            let mut further = all(&|s| s.inner.start - s.outer.start);
            for (row, slot) in plan.slots.iter().enumerate() {
                let exact = slot.bracket().and_then(|b| Some((Stretches::of(b, plan.top), Self::exact(b, plan)?)));
                if let Some((stretches, [a, b])) = exact {
                    let formula = format!("MIN({a},{b})-{}", tidy(stretches.outer.start));
                    further[row] = Cell::Sum { formula, number: 0.0 };
                }
            }
            let least = sheet.add(Column::new("difference: from", least));
            [least, sheet.add(Column::new("difference: to", further))]
        })
    }
}

/// The column of the first series: behind the names, and behind what holds the place of bands.
fn first_column(plan: &Plan<'_>) -> usize {
    let names = if plan.slots.iter().all(|s| s.group.is_empty()) { 1 } else { 2 };
    let has_open = plan.slots.iter().filter_map(Slot::mark).any(|m| Layers::of(m, plan.top).open.is_some());
    names + usize::from(has_open)
}
