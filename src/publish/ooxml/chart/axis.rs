//! The axes of a chart.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::SMALL;
use crate::publish::ooxml::drawing::{Line, no_line};
use crate::publish::ooxml::text::{Look, text_defaults};
use crate::publish::ooxml::xml::Xml;

/// What stands along an axis.
#[derive(Clone, Debug)]
pub(crate) enum Along {
    /// The rows, the first one at the top or at the left.
    Categories,
    /// Numbers.
    Numbers {
        /// The least and the greatest number, where they are not left to the program.
        limits: (Option<f64>, Option<f64>),
        /// The distance of ticks, where it is not left to the program.
        step: Option<f64>,
        /// How the numbers are written; none where something else says what stands along the axis.
        format: Option<String>,
    },
}

/// Where an axis stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AxisSide {
    Left,
    Below,
}

/// An axis. Lines of the grid are drawn where it has no line of its own.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    /// 1 or 2; it crosses the other one.
    pub(crate) id: u8,
    pub(crate) side: AxisSide,
    /// Where it crosses the other axis: `autoZero`, `min` or `max`.
    pub(crate) crosses: &'static str,
    pub(crate) along: Along,
    pub(crate) look: AxisLook,
    /// The colour of its texts.
    pub(crate) foreground: Color,
}

/// How an axis is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AxisLook {
    /// A line.
    Line(Color),
    /// Lines across the plot.
    Grid(Color),
}

impl Axis {
    /// As an element; `tag` is the language.
    pub(crate) fn xml(&self, tag: &str) -> Xml {
        let name = match self.along {
            Along::Categories => "c:catAx",
            Along::Numbers { .. } => "c:valAx",
        };
        let axis = Xml::new(name)
            .holding(Xml::val("c:axId", self.id))
            .holding(self.scaling())
            .holding(Xml::val("c:delete", 0))
            .holding(Xml::val("c:axPos", if self.side == AxisSide::Left { "l" } else { "b" }))
            .holding_all(self.grid())
            .holding(self.format())
            .holding(Xml::val("c:majorTickMark", "none"))
            .holding(Xml::val("c:minorTickMark", "none"))
            .holding(Xml::val("c:tickLblPos", self.place_of_labels()))
            .holding(self.line())
            .holding_all(self.text(tag))
            .holding(Xml::val("c:crossAx", 3 - self.id))
            .holding(Xml::val("c:crosses", self.crosses));
        self.rest(axis)
    }

    fn scaling(&self) -> Xml {
        let (direction, (least, greatest)) = match &self.along {
            // From above, as rows are read.
            Along::Categories if self.side == AxisSide::Left => ("maxMin", (None, None)),
            Along::Categories => ("minMax", (None, None)),
            Along::Numbers { limits, .. } => ("minMax", *limits),
        };
        Xml::new("c:scaling")
            .holding(Xml::val("c:orientation", direction))
            .holding_all(greatest.map(|n| Xml::val("c:max", n)))
            .holding_all(least.map(|n| Xml::val("c:min", n)))
    }

    fn grid(&self) -> Option<Xml> {
        let AxisLook::Grid(color) = self.look else { return None };
        let line = Xml::new("c:spPr").holding(Line::solid(color, 9_525).xml());
        Some(Xml::new("c:majorGridlines").holding(line))
    }

    fn format(&self) -> Xml {
        let code = match &self.along {
            Along::Categories => "General",
            Along::Numbers { format, .. } => format.as_deref().unwrap_or("General"),
        };
        Xml::new("c:numFmt").with("formatCode", code).with("sourceLinked", 0)
    }

    fn place_of_labels(&self) -> &'static str {
        match (&self.along, self.look) {
            (Along::Numbers { format: None, .. }, _) => "none",
            (_, AxisLook::Grid(_)) => "nextTo",
            (_, AxisLook::Line(_)) => "low",
        }
    }

    fn line(&self) -> Xml {
        Xml::new("c:spPr").holding(match self.look {
            AxisLook::Line(color) => Line::solid(color, 12_700).xml(),
            AxisLook::Grid(_) => no_line(),
        })
    }

    /// Ticks are smaller than the names of rows.
    fn text(&self, tag: &str) -> Option<Xml> {
        let look = Look { size: Some(SMALL), bold: None, color: Some(self.foreground) };
        matches!(self.along, Along::Numbers { .. }).then(|| text_defaults(tag, look))
    }

    fn rest(&self, axis: Xml) -> Xml {
        match &self.along {
            Along::Categories => axis
                .holding(Xml::val("c:auto", 1))
                .holding(Xml::val("c:lblAlgn", "ctr"))
                .holding(Xml::val("c:lblOffset", 100))
                .holding(Xml::val("c:noMultiLvlLbl", 0)),
            Along::Numbers { step, .. } => {
                let crossing = if matches!(self.look, AxisLook::Line(_)) { "midCat" } else { "between" };
                axis.holding(Xml::val("c:crossBetween", crossing)).holding_all(step.map(|s| Xml::val("c:majorUnit", s)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn an_axis_of_numbers_keeps_its_limits_and_its_format() {
        let format = Some("0\"%\"".to_owned());
        let along = Along::Numbers { limits: (Some(0.0), Some(100.0)), step: Some(25.0), format };
        let (look, foreground) = (AxisLook::Grid(Color(1, 2, 3)), Color(0, 0, 0));
        let axis = Axis { id: 2, side: AxisSide::Below, crosses: "max", along, look, foreground };
        let written = axis.xml("en").to_string();
        let tree = Tree::parse(&written).expect("XML");
        let value = |name: &str| tree.all(name).next().and_then(|e| e.number::<f64>("val"));
        assert_eq!((value("min"), value("max"), value("majorUnit")), (Some(0.0), Some(100.0), Some(25.0)));
        assert_eq!(tree.all("numFmt").next().and_then(|f| f.attribute("formatCode")).as_deref(), Some("0\"%\""));
        // The schema wants the greatest value before the least one.
        assert!(written.find("<c:max ") < written.find("<c:min "));
    }
}
