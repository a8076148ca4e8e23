//! Error bars: what chance allows besides what the source says; and, in rows of their own, brackets for differences.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::sheet::Sheet;
use crate::publish::ooxml::drawing::Line;
use crate::publish::ooxml::xml::Xml;

/// Error bars of a series; how far they reach stands in two columns of the sheet.
#[derive(Clone, Debug)]
pub(crate) struct ErrorBars {
    /// `y` where the chart has two axes of numbers.
    pub(crate) direction: Option<&'static str>,
    /// The column of how far they reach below, and that of how far above.
    pub(crate) columns: [usize; 2],
    pub(crate) color: Color,
    /// Of a bracket, as far as the wording lets its marks be apart.
    pub(crate) dashed: bool,
}

impl ErrorBars {
    pub(crate) fn xml(&self, sheet: &Sheet) -> Xml {
        let [minus, plus] = self.columns.map(|column| sheet.numbers(column));
        Xml::new("c:errBars")
            .holding_all(self.direction.map(|d| Xml::val("c:errDir", d)))
            .holding(Xml::val("c:errBarType", "both"))
            .holding(Xml::val("c:errValType", "cust"))
            .holding(Xml::val("c:noEndCap", 0))
            .holding(Xml::new("c:plus").holding(plus.xml()))
            .holding(Xml::new("c:minus").holding(minus.xml()))
            .holding(Xml::new("c:spPr").holding(Line { color: self.color, width: 15_875, dashed: self.dashed }.xml()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::chart::sheet::{Cell, Column};
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn both_reaches_are_read_back() {
        let mut sheet = Sheet::default();
        let mut reach = |n| sheet.add(Column::new("reach", vec![Cell::Number(n), Cell::Empty]));
        let columns = [reach(1.0), reach(2.0)];
        let bars = ErrorBars { direction: Some("y"), columns, color: Color(0, 0, 0), dashed: false };
        let written = bars.xml(&sheet).to_string();
        let tree = Tree::parse(&written).expect("XML");
        let read = |name| tree.all(name).next().and_then(|e| e.inner("v").next()).map(Element::text);
        assert_eq!((read("plus").as_deref(), read("minus").as_deref()), (Some("2"), Some("1")));
    }
}
