//! The places of bars, in the order in which they stand: names of groups, bars, and what is said beside them.

use crate::figure::{Bracket, Cell as Shown, Mark, Row};
use crate::publish::ooxml::chart::Writer;
use crate::publish::ooxml::chart::part::Way;
use crate::style::Color;

/// A place along the axis of names.
pub(super) struct Slot<'a> {
    /// The row, where rows are named in groups: at the first of its bars.
    pub(super) group: String,
    pub(super) name: String,
    pub(super) holds: Holds<'a>,
}

/// What stands in a place.
pub(super) enum Holds<'a> {
    /// The name of a group of bars alone.
    Name,
    /// A bar, or what is said where there is none.
    Cell(&'a Shown),
    /// A remark on a mark of this colour, in the row above.
    Remark(&'a str, Color),
    /// The difference of two bars of the row above.
    Bracket(&'a Bracket),
}

impl<'a> Slot<'a> {
    pub(super) fn cell(&self) -> Option<&'a Shown> {
        match self.holds {
            Holds::Cell(cell) => Some(cell),
            Holds::Name | Holds::Remark(..) | Holds::Bracket(_) => None,
        }
    }

    pub(super) fn mark(&self) -> Option<&'a Mark> {
        self.cell().and_then(Shown::mark)
    }

    pub(super) fn bracket(&self) -> Option<&'a Bracket> {
        match self.holds {
            Holds::Bracket(bracket) => Some(bracket),
            Holds::Name | Holds::Cell(_) | Holds::Remark(..) => None,
        }
    }

    fn unnamed(holds: Holds<'a>) -> Self {
        Self { group: String::new(), name: String::new(), holds }
    }
}

impl<'a> Writer<'a> {
    /// The places of the bars of some rows.
    pub(super) fn slots(&self, rows: &'a [Row], way: Way) -> Vec<Slot<'a>> {
        let named = self.data.series.iter().any(|s| !s.label.is_empty());
        // All panels alike, so that bars of the same name look the same.
        let several = self.data.rows().any(|r| r.cells.len() > 1);
        let series = |cell: &Shown| self.data.series[cell.series()].label.clone();
        let mut slots = Vec::new();
        for row in rows {
            let label =
                row.aside.as_ref().map_or_else(|| row.label.clone(), |aside| format!("{} ({aside})", row.label));
            if named && several && way == Way::Right {
                slots.push(Slot { group: String::new(), name: label.clone(), holds: Holds::Name });
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
                slots.push(Slot { group, name, holds: Holds::Cell(cell) });
            }
            slots.extend(self.beside(row));
        }
        slots
    }

    /// What is said below a row: differences, then remarks, as in the figure.
    fn beside(&self, row: &'a Row) -> impl Iterator<Item = Slot<'a>> {
        let of = |id: &str| row.marks().find(|m| m.claim() == id);
        let brackets = self.data.brackets.iter().filter(move |b| of(&b.lesser).is_some() && of(&b.greater).is_some());
        let remarks = self.data.remarks.iter().filter_map(move |remark| Some((remark, of(&remark.claim)?)));
        let remarks = remarks.map(|(remark, mark)| Slot::unnamed(Holds::Remark(&remark.text, mark.color)));
        brackets.map(|bracket| Slot::unnamed(Holds::Bracket(bracket))).chain(remarks)
    }
}
