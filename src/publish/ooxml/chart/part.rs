//! The part of a chart: its plot with axes and legend, and the workbook behind it.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::axis::Axis;
use crate::publish::ooxml::drawing::{fill, no_fill, no_line};
use crate::publish::ooxml::xml::Xml;

/// A chart part.
pub(crate) struct ChartPart {
    pub(crate) plot: Plot,
    pub(crate) series: Vec<Xml>,
    pub(crate) axes: [Axis; 2],
    /// The legend, with the series that it need not name; none when no series has a name.
    pub(crate) legend: Option<Vec<usize>>,
    /// The colour of texts.
    pub(crate) ink: Color,
    /// The language, as PowerPoint names it.
    pub(crate) lang: &'static str,
    /// The digest of the alt text that goes with it.
    pub(crate) origin: String,
}

/// What tells our extension of a chart from others.
pub(crate) const EXTENSION: &str = "{C17E9107-0000-4000-8000-C0DEC17E9107}";

/// The kinds of plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plot {
    /// Bars side by side.
    Clustered,
    /// Bars end to end.
    Stacked,
    /// Points on a plane, joined by lines.
    Scatter,
}

impl ChartPart {
    pub(crate) fn xml(self) -> Xml {
        let ids = self.axes.each_ref().map(|axis| Xml::val("c:axId", axis.id));
        let plot = Xml::new("c:plotArea")
            .holding(Xml::new("c:layout"))
            .holding(self.plot.xml(self.series, ids))
            .holding_all(self.axes.iter().map(Axis::xml));
        let chart = Xml::new("c:chart")
            .holding(Xml::val("c:autoTitleDeleted", 1))
            .holding(plot)
            .holding_all(self.legend.map(|hidden| legend(&hidden)))
            .holding(Xml::val("c:plotVisOnly", 1))
            .holding(Xml::val("c:dispBlanksAs", "gap"));
        let defaults = Xml::new("a:pPr").holding(Xml::new("a:defRPr").with("sz", 1300).holding(fill(self.ink)));
        let text = Xml::new("c:txPr")
            .holding(Xml::new("a:bodyPr"))
            .holding(Xml::new("a:lstStyle"))
            .holding(Xml::new("a:p").holding(defaults).holding(Xml::new("a:endParaRPr").with("lang", self.lang)));
        Xml::new("c:chartSpace")
            .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
            .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
            .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            .holding(Xml::val("c:date1904", 0))
            .holding(Xml::val("c:roundedCorners", 0))
            .holding(chart)
            .holding(Xml::new("c:spPr").holding(no_fill()).holding(no_line()))
            .holding(text)
            .holding(Xml::new("c:externalData").with("r:id", "rId1").holding(Xml::val("c:autoUpdate", 0)))
            .holding(Xml::new("c:extLst").holding(extension(&self.origin)))
    }
}

impl Plot {
    fn xml(self, series: Vec<Xml>, axes: [Xml; 2]) -> Xml {
        let (name, head, tail) = match self {
            Self::Clustered => ("c:barChart", bars("clustered"), spacing(-10)),
            Self::Stacked => ("c:barChart", bars("stacked"), spacing(100)),
            Self::Scatter => ("c:scatterChart", vec![Xml::val("c:scatterStyle", "lineMarker")], Vec::new()),
        };
        Xml::new(name)
            .holding_all(head)
            .holding(Xml::val("c:varyColors", 0))
            .holding_all(series)
            .holding_all(tail)
            .holding_all(axes)
    }
}

fn bars(grouping: &str) -> Vec<Xml> {
    vec![Xml::val("c:barDir", "bar"), Xml::val("c:grouping", grouping)]
}

/// How far bars stand apart, and how far they cover one another, in percent of their width.
fn spacing(overlap: i32) -> Vec<Xml> {
    vec![Xml::val("c:gapWidth", 60), Xml::val("c:overlap", overlap)]
}

/// What citeplot wrote beside the chart, in a form that other programs keep and do not show.
fn extension(alt: &str) -> Xml {
    let origin = Xml::new("citeplot:origin").with("xmlns:citeplot", "urn:citeplot").with("alt", alt);
    Xml::new("c:ext").with("uri", EXTENSION).holding(origin)
}

fn legend(hidden: &[usize]) -> Xml {
    let entry = |i: &usize| Xml::new("c:legendEntry").holding(Xml::val("c:idx", i)).holding(Xml::val("c:delete", 1));
    Xml::new("c:legend")
        .holding(Xml::val("c:legendPos", "t"))
        .holding_all(hidden.iter().map(entry))
        .holding(Xml::val("c:overlay", 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::chart::axis::{Along, AxisLook};
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn a_chart_names_its_axes_and_its_workbook() {
        let axis = |id: u8, along| Axis {
            id,
            crossed: 3 - id,
            side: "b",
            crosses: "min",
            along,
            look: AxisLook::Line { color: Color(0, 0, 0), ticks: false },
        };
        let numbers = Along::Numbers { limits: (None, None), step: None, format: "0".to_owned() };
        let part = ChartPart {
            plot: Plot::Stacked,
            series: vec![Xml::new("c:ser")],
            axes: [axis(1, Along::Categories), axis(2, numbers)],
            legend: Some(vec![4]),
            ink: Color(0, 0, 0),
            lang: "en-GB",
            origin: "1234567".to_owned(),
        };
        let written = part.xml().part();
        let tree = Tree::parse(&written).expect("XML");
        let plot = tree.root().and_then(|r| r.at(&["chart", "plotArea"])).expect("a plot");
        let names: Vec<&str> = plot.children().map(Element::name).collect();
        assert_eq!(names, ["layout", "barChart", "catAx", "valAx"]);
        let ids: Vec<Option<u8>> =
            plot.child("barChart").expect("bars").inner("axId").map(|a| a.number("val")).collect();
        assert_eq!(ids, [Some(1), Some(2)]);
        assert_eq!(tree.all("legendEntry").count(), 1);
        assert_eq!(tree.all("externalData").next().and_then(|e| e.attribute("id")).as_deref(), Some("rId1"));
    }
}
