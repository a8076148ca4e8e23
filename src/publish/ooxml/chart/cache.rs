//! What a chart remembers of its workbook: the range, and the cells as they were.

use crate::publish::ooxml::xml::Xml;

/// A column of numbers; a cell without one is empty.
pub(crate) struct Numbers<'a> {
    pub(crate) range: String,
    pub(crate) cells: &'a [Option<f64>],
    pub(crate) format: &'a str,
}

impl Numbers<'_> {
    pub(crate) fn xml(&self) -> Xml {
        let point = |(i, cell): (usize, &Option<f64>)| cell.map(|n| point(i, n.to_string()));
        let cache = Xml::new("c:numCache")
            .holding(Xml::new("c:formatCode").saying(self.format))
            .holding(Xml::val("c:ptCount", self.cells.len()))
            .holding_all(self.cells.iter().enumerate().filter_map(point));
        Xml::new("c:numRef").holding(Xml::new("c:f").saying(&*self.range)).holding(cache)
    }
}

/// A column of texts.
pub(crate) struct Texts<'a> {
    pub(crate) range: String,
    pub(crate) cells: &'a [String],
}

impl Texts<'_> {
    pub(crate) fn xml(&self) -> Xml {
        let cache = Xml::new("c:strCache")
            .holding(Xml::val("c:ptCount", self.cells.len()))
            .holding_all(self.cells.iter().enumerate().map(|(i, text)| point(i, text.clone())));
        Xml::new("c:strRef").holding(Xml::new("c:f").saying(&*self.range)).holding(cache)
    }
}

fn point(index: usize, value: String) -> Xml {
    Xml::new("c:pt").with("idx", index).holding(Xml::new("c:v").saying(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn empty_cells_keep_their_places() {
        let numbers =
            Numbers { range: "Chart!$B$2:$B$4".to_owned(), cells: &[Some(1.5), None, Some(3.0)], format: "0\"%\"" };
        let written = numbers.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        let points: Vec<(Option<u32>, String)> =
            tree.all("pt").map(|p| (p.number("idx"), p.child("v").map(Element::text).unwrap_or_default())).collect();
        assert_eq!(points, [(Some(0), "1.5".to_owned()), (Some(2), "3".to_owned())]);
        assert_eq!(tree.all("ptCount").next().and_then(|c| c.number("val")), Some(3));
        assert_eq!(tree.all("formatCode").next().map(Element::text).as_deref(), Some("0\"%\""));
    }
}
