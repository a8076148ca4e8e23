//! What a chart remembers of its workbook: the range, and the cells as they were.

use crate::publish::ooxml::xml::Xml;

/// A column of numbers; a cell without one is empty.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    pub(crate) range: String,
    pub(crate) cells: Vec<Option<f64>>,
    pub(crate) format: String,
}

impl Numbers {
    pub(crate) fn xml(&self) -> Xml {
        let point = |(i, cell): (usize, &Option<f64>)| cell.map(|n| point(i, n.to_string()));
        let cache = Xml::new("c:numCache")
            .holding(Xml::new("c:formatCode").saying(&*self.format))
            .holding(Xml::val("c:ptCount", self.cells.len()))
            .holding_all(self.cells.iter().enumerate().filter_map(point));
        Xml::new("c:numRef").holding(Xml::new("c:f").saying(&*self.range)).holding(cache)
    }
}

/// A column of texts; an empty text is an empty cell.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) range: String,
    pub(crate) cells: Vec<String>,
}

impl Texts {
    pub(crate) fn xml(&self) -> Xml {
        let cache = Xml::new("c:strCache").holding_all(points(&self.cells));
        Xml::new("c:strRef").holding(Xml::new("c:f").saying(&*self.range)).holding(cache)
    }

    /// As the cells that labels are taken from.
    pub(crate) fn label_range(&self) -> Xml {
        let cache = Xml::new("c15:dlblRangeCache").holding_all(points(&self.cells));
        Xml::new("c15:datalabelsRange").holding(Xml::new("c15:f").saying(&*self.range)).holding(cache)
    }
}

/// Two columns of texts: the outer one names groups of rows.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    pub(crate) range: String,
    pub(crate) inner: Vec<String>,
    pub(crate) outer: Vec<String>,
}

impl Levels {
    pub(crate) fn xml(&self) -> Xml {
        let level = |cells: &[String]| Xml::new("c:lvl").holding_all(filled(cells));
        let cache = Xml::new("c:multiLvlStrCache")
            .holding(Xml::val("c:ptCount", self.inner.len()))
            .holding(level(&self.inner))
            .holding(level(&self.outer));
        Xml::new("c:multiLvlStrRef").holding(Xml::new("c:f").saying(&*self.range)).holding(cache)
    }
}

fn points(cells: &[String]) -> impl Iterator<Item = Xml> {
    [Xml::val("c:ptCount", cells.len())].into_iter().chain(filled(cells))
}

fn filled(cells: &[String]) -> impl Iterator<Item = Xml> {
    cells.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(|(i, text)| point(i, text.clone()))
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
        let cells = vec![Some(1.5), None, Some(3.0)];
        let numbers = Numbers { range: "Chart!$B$2:$B$4".to_owned(), cells, format: "0\"%\"".to_owned() };
        let written = numbers.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        let points: Vec<(Option<u32>, String)> =
            tree.all("pt").map(|p| (p.number("idx"), p.child("v").map(Element::text).unwrap_or_default())).collect();
        assert_eq!(points, [(Some(0), "1.5".to_owned()), (Some(2), "3".to_owned())]);
        assert_eq!(tree.all("ptCount").next().and_then(|c| c.number("val")), Some(3));
        assert_eq!(tree.all("formatCode").next().map(Element::text).as_deref(), Some("0\"%\""));
    }

    #[test]
    fn groups_of_rows_are_named_once() {
        let texts = |all: [&str; 3]| all.map(str::to_owned).to_vec();
        let levels = Levels { range: "r".to_owned(), inner: texts(["a", "b", "a"]), outer: texts(["A", "", "B"]) };
        let written = levels.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        let read: Vec<usize> = tree.all("lvl").map(|l| l.inner("pt").count()).collect();
        assert_eq!(read, [3, 2]);
    }
}
