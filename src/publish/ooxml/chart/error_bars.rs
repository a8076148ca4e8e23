//! Error bars: from the least to the greatest value that a wording allows.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::cache::Numbers;
use crate::publish::ooxml::drawing::Line;
use crate::publish::ooxml::xml::Xml;

/// Error bars of a series; how far they reach stands in two columns of the workbook.
pub(crate) struct ErrorBars<'a> {
    /// `y` where the chart has two axes of numbers.
    pub(crate) direction: Option<&'static str>,
    pub(crate) plus: Numbers<'a>,
    pub(crate) minus: Numbers<'a>,
    pub(crate) color: Color,
}

impl ErrorBars<'_> {
    pub(crate) fn xml(&self) -> Xml {
        Xml::new("c:errBars")
            .holding_all(self.direction.map(|d| Xml::val("c:errDir", d)))
            .holding(Xml::val("c:errBarType", "both"))
            .holding(Xml::val("c:errValType", "cust"))
            .holding(Xml::val("c:noEndCap", 0))
            .holding(Xml::new("c:plus").holding(self.plus.xml()))
            .holding(Xml::new("c:minus").holding(self.minus.xml()))
            .holding(Xml::new("c:spPr").holding(Line::solid(self.color, 15_875).xml()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn both_reaches_are_read_back() {
        let reach = |cells| Numbers { range: "Chart!$C$2:$C$3".to_owned(), cells, format: "General" };
        let bars = ErrorBars {
            direction: Some("y"),
            plus: reach(&[Some(2.0), None]),
            minus: reach(&[Some(1.0), None]),
            color: Color(0, 0, 0),
        };
        let written = bars.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        let read = |name| tree.all(name).next().and_then(|e| e.inner("v").next()).map(Element::text);
        assert_eq!((read("plus").as_deref(), read("minus").as_deref()), (Some("2"), Some("1")));
    }
}
