//! A series of a chart: its name, its look, its values.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::error_bars::ErrorBars;
use crate::publish::ooxml::chart::labels::Labels;
use crate::publish::ooxml::chart::sheet::Sheet;
use crate::publish::ooxml::drawing::{Line, fill, no_fill, no_line, pattern};
use crate::publish::ooxml::xml::Xml;

/// A series.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// The column of its values; its name is the head of it.
    pub(crate) column: usize,
    pub(crate) look: SeriesLook,
    /// Points that look otherwise than the series.
    pub(crate) points: Vec<PointLook>,
    pub(crate) labels: Option<Labels>,
    pub(crate) errors: Option<ErrorBars>,
    pub(crate) over: Over,
}

/// What the values of a series stand over: columns of the sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Over {
    /// Named rows.
    Categories(usize),
    /// Rows that are named in groups: the column of the groups, that of the rows.
    Groups(usize, usize),
    /// Numbers along the other axis.
    Numbers(usize),
}

/// How a series looks.
#[derive(Clone, Debug)]
pub(crate) enum SeriesLook {
    /// Bars of a fill.
    Bars(Fill),
    /// A line with symbols.
    Line(Color, Symbol),
    /// A dashed line without symbols.
    DashedLine(Color),
    /// Symbols without a line.
    Symbols(Color, Symbol),
}

/// What bars are filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fill {
    /// One colour, with an edge of the background where neighbours touch.
    Solid { color: Color, edge: Option<Color> },
    /// A pattern of two colours.
    Pattern { name: &'static str, color: Color, background: Color, edge: Option<Color> },
    /// Nothing but a dashed edge.
    Dashed(Color),
    /// Nothing: it holds the place of something else.
    Unseen,
}

impl Fill {
    fn xml(self) -> Xml {
        let look = Xml::new("c:spPr");
        let edged = |look: Xml, edge: Option<Color>| match edge {
            Some(color) => look.holding(Line::solid(color, 15_240).xml()),
            None => look.holding(no_line()),
        };
        match self {
            Self::Solid { color, edge } => edged(look.holding(fill(color)), edge),
            Self::Pattern { name, color, background, edge } => {
                edged(look.holding(pattern(name, color, background)), edge)
            }
            Self::Dashed(color) => look.holding(no_fill()).holding(Line { color, width: 12_700, dashed: true }.xml()),
            Self::Unseen => look.holding(no_fill()).holding(no_line()),
        }
    }
}

/// A symbol of points, by its name in the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) name: &'static str,
    /// Points.
    pub(crate) size: u8,
}

impl Symbol {
    /// No symbol.
    const NONE: Self = Self { name: "none", size: 5 };

    fn xml(self, color: Color) -> Xml {
        let marker = Xml::new("c:marker").holding(Xml::val("c:symbol", self.name));
        if self.name == "none" {
            return marker;
        }
        let look = Xml::new("c:spPr").holding(fill(color)).holding(Line::solid(color, 9_525).xml());
        marker.holding(Xml::val("c:size", self.size)).holding(look)
    }
}

/// How one point looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PointLook {
    pub(crate) index: usize,
    pub(crate) change: PointChange,
}

/// What differs at a point.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PointChange {
    /// The fill of its bar.
    Fill(Fill),
    /// A dashed line leads to it.
    Dashed(Color, Symbol),
}

impl Series {
    /// As an element: its number, the sheet, the language.
    pub(crate) fn xml(&self, index: usize, sheet: &Sheet, tag: &str) -> Xml {
        let series = Xml::new("c:ser")
            .holding(Xml::val("c:idx", index))
            .holding(Xml::val("c:order", index))
            .holding(Xml::new("c:tx").holding(sheet.head(self.column).xml()))
            .holding_all(self.look.xml())
            .holding_all(self.points.iter().map(PointLook::xml))
            .holding_all(self.labels.as_ref().map(|labels| labels.xml(index, tag)))
            .holding_all(self.errors.as_ref().map(|errors| errors.xml(sheet)));
        let values = sheet.numbers(self.column).xml();
        let bars = |series: Xml, categories: Xml| {
            series.holding(Xml::new("c:cat").holding(categories)).holding(Xml::new("c:val").holding(values.clone()))
        };
        let series = match self.over {
            Over::Categories(column) => bars(series, sheet.texts(column).xml()),
            Over::Groups(outer, inner) => bars(series, sheet.levels(outer, inner).xml()),
            Over::Numbers(column) => series
                .holding(Xml::new("c:xVal").holding(sheet.numbers(column).xml()))
                .holding(Xml::new("c:yVal").holding(values))
                .holding(Xml::val("c:smooth", 0)),
        };
        series.holding_all(self.labels.as_ref().and_then(|labels| labels.range(sheet)))
    }
}

impl SeriesLook {
    /// The colour that tells the series apart; none where it has none.
    pub(crate) fn color(&self) -> Option<Color> {
        match self {
            Self::Bars(Fill::Solid { color, .. } | Fill::Pattern { color, .. })
            | Self::Line(color, _)
            | Self::DashedLine(color)
            | Self::Symbols(color, _) => Some(*color),
            Self::Bars(Fill::Dashed(_) | Fill::Unseen) => None,
        }
    }

    fn xml(&self) -> [Xml; 2] {
        let look = Xml::new("c:spPr");
        let line = |color| {
            let line = Xml::new("a:ln").with("w", 28_575).with("cap", "rnd").holding(fill(color));
            line.holding(Xml::new("a:round"))
        };
        match self {
            Self::Bars(fill) => [fill.xml(), Xml::val("c:invertIfNegative", 0)],
            Self::Line(color, symbol) => [look.holding(line(*color)), symbol.xml(*color)],
            Self::DashedLine(color) => {
                let line = Line { color: *color, width: 12_700, dashed: true };
                [look.holding(line.xml()), Symbol::NONE.xml(*color)]
            }
            Self::Symbols(color, symbol) => [look.holding(no_line()), symbol.xml(*color)],
        }
    }
}

impl PointLook {
    pub(crate) fn xml(&self) -> Xml {
        let point = Xml::new("c:dPt").holding(Xml::val("c:idx", self.index));
        match self.change {
            PointChange::Fill(fill) => {
                point.holding(Xml::val("c:invertIfNegative", 0)).holding(Xml::val("c:bubble3D", 0)).holding(fill.xml())
            }
            PointChange::Dashed(color, symbol) => point
                .holding(symbol.xml(color))
                .holding(Xml::val("c:bubble3D", 0))
                .holding(Xml::new("c:spPr").holding(Line { color, width: 28_575, dashed: true }.xml())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::chart::sheet::{Cell, Column};
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn a_series_keeps_name_values_and_patterns() {
        let mut sheet = Sheet::default();
        let rows = sheet.add(Column::new("", vec![Cell::text("A"), Cell::text("B")]));
        let column = sheet.add(Column::new("Alba & co", vec![Cell::Number(4.0), Cell::Number(5.5)]));
        let color = Color(1, 2, 3);
        let hatched = Fill::Pattern { name: "wdUpDiag", color, background: color, edge: None };
        let series = Series {
            column,
            look: SeriesLook::Bars(Fill::Solid { color, edge: None }),
            points: vec![PointLook { index: 1, change: PointChange::Fill(hatched) }],
            labels: None,
            errors: None,
            over: Over::Categories(rows),
        };
        let written = series.xml(1, &sheet, "en").to_string();
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
