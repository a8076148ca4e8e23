//! The part of a chart: its plot with axes, and the workbook behind it.

use crate::figure::scene::{Bounds, Color};
use crate::publish::ooxml::chart::Extent;
use crate::publish::ooxml::chart::axis::{Along, Axis};
use crate::publish::ooxml::chart::series::Series;
use crate::publish::ooxml::chart::sheet::Sheet;
use crate::publish::ooxml::drawing::{no_fill, no_line};
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::text::{Look, aligned, text_defaults};
use crate::publish::ooxml::xml::Xml;

/// A chart part.
pub(crate) struct ChartPart {
    pub(crate) plot: Plot,
    /// Where the plot stands.
    pub(crate) inset: Inset,
    pub(crate) series: Vec<Series>,
    pub(crate) sheet: Sheet,
    pub(crate) axes: [Axis; 2],
    /// The colour of texts.
    pub(crate) foreground: Color,
    /// The colour of what is not the point.
    pub(crate) faded: Color,
    /// The language, a BCP 47 tag.
    pub(crate) tag: &'static str,
    /// The head of its panel, where the figure has several.
    pub(crate) head: Option<String>,
    /// Whether shapes stand over the plot.
    pub(crate) has_overlay: bool,
    /// The digest of the alt text that goes with it.
    pub(crate) origin: String,
}

/// The size of the head of a panel, points.
const TITLE: f64 = 14.0;

/// What tells our extension of a chart from others.
pub(crate) const EXTENSION: &str = "{C17E9107-0000-4000-8000-C0DEC17E9107}";

/// The id of the relationship to the shapes over the plot.
pub(crate) const OVERLAY: &str = "rId2";

/// The kinds of plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plot {
    /// Bars of layers that stand end to end, with a gap in percent of their width.
    Bars { way: Way, gap: u16 },
    /// Points on a plane, joined by lines.
    Lines,
}

/// The way that bars grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Right,
    Up,
}

/// What is left free round the plot for labels, in shares of the width and height of the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Inset {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Inset {
    /// The plot within a chart, points.
    pub(crate) fn within(self, chart: Extent) -> Bounds {
        let (w, h) = (chart.width, chart.height);
        Bounds {
            left: w * self.left,
            top: h * self.top,
            right: w * (1.0 - self.right),
            bottom: h * (1.0 - self.bottom),
        }
    }

    fn xml(self) -> Xml {
        let round = |share: f64| (share.clamp(0.0, 1.0) * 1e4).round() / 1e4;
        let place = Xml::new("c:manualLayout")
            .holding(Xml::val("c:layoutTarget", "inner"))
            .holding(Xml::val("c:xMode", "edge"))
            .holding(Xml::val("c:yMode", "edge"))
            .holding(Xml::val("c:x", round(self.left)))
            .holding(Xml::val("c:y", round(self.top)))
            .holding(Xml::val("c:w", round(1.0 - self.left - self.right)))
            .holding(Xml::val("c:h", round(1.0 - self.top - self.bottom)));
        Xml::new("c:layout").holding(place)
    }
}

impl ChartPart {
    pub(crate) fn xml(self) -> Xml {
        let extension = self.extension();
        let series = self.series.iter().enumerate().map(|(i, s)| s.xml(i, &self.sheet, self.tag)).collect();
        let ids = self.axes.each_ref().map(|axis| Xml::val("c:axId", axis.id));
        let plot = Xml::new("c:plotArea")
            .holding(self.inset.xml())
            .holding(self.plot.xml(series, ids))
            .holding_all(self.axes.iter().map(|axis| axis.xml(self.tag)));
        let chart = Xml::new("c:chart")
            .holding_all(self.head.as_ref().map(|head| self.title(head)))
            .holding(Xml::val("c:autoTitleDeleted", u8::from(self.head.is_none())))
            .holding(plot)
            .holding(Xml::val("c:plotVisOnly", 1))
            // A line of exact values leads over the waves that it has no value for.
            .holding(Xml::val("c:dispBlanksAs", if self.plot == Plot::Lines { "span" } else { "gap" }));
        let look = Look { size: Some(13.0), bold: None, color: Some(self.foreground) };
        Xml::new("c:chartSpace")
            .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
            .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
            .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            .holding(Xml::val("c:date1904", 0))
            .holding(Xml::val("c:roundedCorners", 0))
            .holding(chart)
            .holding(Xml::new("c:spPr").holding(no_fill()).holding(no_line()))
            .holding(text_defaults(self.tag, look))
            .holding(Xml::new("c:externalData").with("r:id", "rId1").holding(Xml::val("c:autoUpdate", 0)))
            .holding_all(self.has_overlay.then(|| Xml::new("c:userShapes").with("r:id", OVERLAY)))
            .holding(Xml::new("c:extLst").holding(extension))
    }
}

impl ChartPart {
    /// The head of a panel, above the plot at its left edge.
    fn title(&self, head: &str) -> Xml {
        let place = Xml::new("c:manualLayout")
            .holding(Xml::val("c:xMode", "edge"))
            .holding(Xml::val("c:yMode", "edge"))
            .holding(Xml::val("c:x", 0))
            .holding(Xml::val("c:y", 0));
        let look = Look::new(TITLE, true, self.foreground);
        let text = Xml::new("c:rich")
            .holding(Xml::new("a:bodyPr"))
            .holding(Xml::new("a:lstStyle"))
            .holding(aligned(head, self.tag, look, "l"));
        Xml::new("c:title")
            .holding(Xml::new("c:tx").holding(text))
            .holding(Xml::new("c:layout").holding(place))
            .holding(Xml::val("c:overlay", 1))
    }

    /// What citeplot wrote, in a form that other programs keep and do not show: the digest of the alt text; that of the form,
    /// everything but numbers and words; the ends of the axes.
    fn extension(&self) -> Xml {
        let series = |s: &Series| {
            let points: String = s.points.iter().map(|p| p.xml().to_string()).collect();
            let is_faded = s.look.color() == Some(self.faded);
            format!("{} {} {is_faded} {points}", s.labels.is_some(), s.errors.is_some())
        };
        let head: String = self.plot.head().iter().map(Xml::to_string).collect();
        let form = [head].into_iter().chain(self.series.iter().map(series)).collect::<Vec<_>>().join("\n");
        let end = |end: Option<f64>| end.map(|n| n.to_string()).unwrap_or_default();
        let limits = |axis: &Axis| match &axis.along {
            Along::Categories => ",".to_owned(),
            Along::Numbers { limits, .. } => format!("{},{}", end(limits.0), end(limits.1)),
        };
        let origin = Xml::new("citeplot:origin")
            .with("xmlns:citeplot", "urn:citeplot")
            .with("alt", &self.origin)
            .with("form", digest(&form))
            .with("limits", self.axes.iter().map(limits).collect::<Vec<_>>().join(";"))
            .maybe_with("head", self.head.as_deref().map(digest));
        Xml::new("c:ext").with("uri", EXTENSION).holding(origin)
    }
}

impl Plot {
    fn xml(self, series: Vec<Xml>, axes: [Xml; 2]) -> Xml {
        let head = |name| Xml::new(name).holding_all(self.head()).holding(Xml::val("c:varyColors", 0));
        match self {
            Self::Bars { gap, .. } => head("c:barChart")
                .holding_all(series)
                .holding(Xml::val("c:gapWidth", gap))
                .holding(Xml::val("c:overlap", 100))
                .holding_all(axes),
            Self::Lines => head("c:scatterChart").holding_all(series).holding_all(axes),
        }
    }

    fn head(self) -> Vec<Xml> {
        match self {
            Self::Bars { way, .. } => {
                let direction = if way == Way::Up { "col" } else { "bar" };
                vec![Xml::val("c:barDir", direction), Xml::val("c:grouping", "stacked")]
            }
            Self::Lines => vec![Xml::val("c:scatterStyle", "lineMarker")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::chart::axis::{AxisLook, AxisSide};
    use crate::publish::ooxml::chart::series::{Fill, Over, SeriesLook};
    use crate::publish::ooxml::chart::sheet::{Cell, Column};
    use crate::publish::ooxml::tree::{Element, Tree};

    fn part() -> ChartPart {
        let axis = |id: u8, along| Axis {
            id,
            side: AxisSide::Below,
            crosses: "min",
            along,
            look: AxisLook::Line(Color(0, 0, 0)),
            foreground: Color(0, 0, 0),
        };
        let numbers = Along::Numbers { limits: (None, None), step: None, format: Some("0".to_owned()) };
        let mut sheet = Sheet::default();
        let rows = sheet.add(Column::new("", vec![Cell::text("A")]));
        let series = |column| Series {
            column,
            look: SeriesLook::Bars(Fill::Unseen),
            points: Vec::new(),
            labels: None,
            errors: None,
            over: Over::Categories(rows),
        };
        let columns = [1.0, 2.0].map(|n| sheet.add(Column::new("a", vec![Cell::Number(n)])));
        ChartPart {
            plot: Plot::Bars { way: Way::Right, gap: 40 },
            inset: Inset { left: 0.25, top: 0.1, right: 0.1, bottom: 0.15 },
            series: columns.map(series).to_vec(),
            sheet,
            axes: [axis(1, Along::Categories), axis(2, numbers)],
            foreground: Color(0, 0, 0),
            faded: Color(9, 9, 9),
            tag: "en",
            head: None,
            has_overlay: false,
            origin: "1234567".to_owned(),
        }
    }

    #[test]
    fn a_chart_names_its_axes_and_its_workbook() {
        let written = part().xml().part();
        let tree = Tree::parse(&written).expect("XML");
        let plot = tree.root().and_then(|r| r.at(&["chart", "plotArea"])).expect("a plot");
        let names: Vec<&str> = plot.children().map(Element::name).collect();
        assert_eq!(names, ["layout", "barChart", "catAx", "valAx"]);
        let ids: Vec<Option<u8>> =
            plot.child("barChart").expect("bars").inner("axId").map(|a| a.number("val")).collect();
        assert_eq!(ids, [Some(1), Some(2)]);
        assert_eq!(tree.all("externalData").next().and_then(|e| e.attribute("id")).as_deref(), Some("rId1"));
    }
}
