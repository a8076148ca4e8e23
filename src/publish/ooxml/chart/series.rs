//! A series of a chart: its name, its look, its values.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::cache::{Numbers, Texts};
use crate::publish::ooxml::chart::workbook::head;
use crate::publish::ooxml::drawing::{Line, fill, hatch, no_fill};
use crate::publish::ooxml::xml::Xml;

/// A series.
pub(crate) struct Series<'a> {
    pub(crate) index: usize,
    pub(crate) name: &'a str,
    /// The column of its values; its name is the head of it.
    pub(crate) column: usize,
    pub(crate) look: SeriesLook,
    /// Points that look otherwise than the series.
    pub(crate) points: Vec<PointLook>,
    pub(crate) labels: Option<Xml>,
    pub(crate) errors: Option<Xml>,
    pub(crate) values: Values<'a>,
}

/// The values of a series, and what they stand over.
pub(crate) enum Values<'a> {
    /// Bars over categories.
    Bars { categories: Texts<'a>, values: Numbers<'a> },
    /// Points on a plane.
    Points { x: Numbers<'a>, y: Numbers<'a> },
}

/// How a series looks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SeriesLook {
    /// Filled bars.
    Filled(Color),
    /// Empty bars with a dashed edge.
    Dashed(Color),
    /// A line with dots.
    Dotted(Color),
}

/// How one point looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PointLook {
    pub(crate) index: usize,
    pub(crate) color: Color,
    pub(crate) hatched: bool,
}

impl Series<'_> {
    pub(crate) fn xml(self) -> Xml {
        let name = Texts { range: head(self.column), cells: &[self.name.to_owned()] }.xml();
        let series = Xml::new("c:ser")
            .holding(Xml::val("c:idx", self.index))
            .holding(Xml::val("c:order", self.index))
            .holding(Xml::new("c:tx").holding(name))
            .holding_all(self.look.xml())
            .holding_all(self.points.iter().map(PointLook::xml))
            .holding_all(self.labels)
            .holding_all(self.errors);
        match self.values {
            Values::Bars { categories, values } => series
                .holding(Xml::new("c:cat").holding(categories.xml()))
                .holding(Xml::new("c:val").holding(values.xml())),
            Values::Points { x, y } => series
                .holding(Xml::new("c:xVal").holding(x.xml()))
                .holding(Xml::new("c:yVal").holding(y.xml()))
                .holding(Xml::val("c:smooth", 0)),
        }
    }
}

impl SeriesLook {
    fn xml(self) -> [Xml; 2] {
        let look = Xml::new("c:spPr");
        let upright = || Xml::val("c:invertIfNegative", 0);
        match self {
            Self::Filled(color) => [look.holding(fill(color)), upright()],
            Self::Dashed(color) => {
                let line = Line { color, width: 12_700, dashed: true };
                [look.holding(no_fill()).holding(line.xml()), upright()]
            }
            Self::Dotted(color) => {
                let line = Xml::new("a:ln")
                    .with("w", 28_575)
                    .with("cap", "rnd")
                    .holding(fill(color))
                    .holding(Xml::new("a:round"));
                let marker = Xml::new("c:marker")
                    .holding(Xml::val("c:symbol", "circle"))
                    .holding(Xml::val("c:size", 8))
                    .holding(Xml::new("c:spPr").holding(fill(color)));
                [look.holding(line), marker]
            }
        }
    }
}

impl PointLook {
    fn xml(&self) -> Xml {
        let look = Xml::new("c:spPr");
        let look = match self.hatched {
            true => look.holding(hatch(self.color)).holding(Line::solid(self.color, 12_700).xml()),
            false => look.holding(fill(self.color)),
        };
        Xml::new("c:dPt")
            .holding(Xml::val("c:idx", self.index))
            .holding(Xml::val("c:invertIfNegative", 0))
            .holding(Xml::val("c:bubble3D", 0))
            .holding(look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn a_series_keeps_name_values_and_patterns() {
        let categories = ["A".to_owned(), "B".to_owned()];
        let series = Series {
            index: 1,
            name: "Alba & co",
            column: 1,
            look: SeriesLook::Filled(Color(1, 2, 3)),
            points: vec![PointLook { index: 1, color: Color(1, 2, 3), hatched: true }],
            labels: None,
            errors: None,
            values: Values::Bars {
                categories: Texts { range: "Chart!$A$2:$A$3".to_owned(), cells: &categories },
                values: Numbers { range: "Chart!$B$2:$B$3".to_owned(), cells: &[Some(4.0), Some(5.5)], format: "0" },
            },
        };
        let written = series.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        let texts = |name| tree.all(name).flat_map(|e| e.inner("v")).map(Element::text).collect::<Vec<_>>();
        assert_eq!(
            (texts("tx"), texts("cat"), texts("val")),
            (
                vec!["Alba & co".to_owned()],
                vec!["A".to_owned(), "B".to_owned()],
                vec!["4".to_owned(), "5.5".to_owned()],
            )
        );
        let patterned = tree.all("dPt").next().expect("a point");
        assert!(patterned.inner("pattFill").next().is_some());
        assert_eq!(patterned.child("idx").and_then(|i| i.number("val")), Some(1));
    }
}
