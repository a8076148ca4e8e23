//! The labels of the points of a series, tied to what they show: to the value itself, or to a cell with the wording.

use crate::figure::scene::Color;
use crate::publish::ooxml::chart::sheet::Sheet;
use crate::publish::ooxml::drawing::{Line, no_fill, no_line};
use crate::publish::ooxml::text::{Look, properties, run, text_defaults};
use crate::publish::ooxml::xml::Xml;

/// The namespace of what later versions of PowerPoint say of charts.
const LATER: &str = "http://schemas.microsoft.com/office/drawing/2012/chart";
/// What tells the extension of labels from others.
const LABELS: &str = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}";
/// What tells the extension of series from others.
const SERIES: &str = "{02D57815-91ED-43cb-92C2-25804820EDAC}";

/// What a label shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shows {
    /// The value of its point, in a format of Excel.
    Value(String),
    /// The cell of its row in the column of labels, whose text this is.
    Cell(String),
}

/// The label of one point.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) index: usize,
    pub(crate) shows: Shows,
    /// Where it stands by its point: a word of the format.
    pub(crate) side: &'static str,
    /// How far it is moved from there, in shares of the width and height of the chart.
    pub(crate) shift: Option<(f64, f64)>,
    pub(crate) look: Look,
    /// The dashes round it: what is not reported is a block of its own.
    pub(crate) dashes: Option<Color>,
    /// The colour of the sign before it, which tells what a remark is about.
    pub(crate) sign: Option<Color>,
}

/// The sign of a colour before words.
const SIGN: &str = "\u{25cf}\u{a0}";

/// The labels of a series.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    /// The column that worded ones are taken from.
    pub(crate) column: Option<usize>,
    pub(crate) side: &'static str,
    pub(crate) all: Vec<Label>,
}

impl Labels {
    /// As an element of the series with a number; `tag` is the language.
    pub(crate) fn xml(&self, series: usize, tag: &str) -> Xml {
        Xml::new("c:dLbls")
            .holding_all(self.all.iter().map(|label| label.xml(series, tag)))
            .holding(Xml::new("c:spPr").holding(no_fill()).holding(no_line()))
            .holding(Xml::val("c:dLblPos", self.side))
            .holding_all(shown(false))
    }

    /// The extension of the series that says which cells its labels are taken from.
    pub(crate) fn range(&self, sheet: &Sheet) -> Option<Xml> {
        let texts = sheet.texts(self.column?).label_range();
        let extension = Xml::new("c:ext").with("uri", SERIES).with("xmlns:c15", LATER).holding(texts);
        Some(Xml::new("c:extLst").holding(extension))
    }
}

impl Label {
    fn xml(&self, series: usize, tag: &str) -> Xml {
        let label = Xml::new("c:dLbl").holding(Xml::val("c:idx", self.index)).holding_all(self.shift.map(layout));
        let outline = match self.dashes {
            Some(color) => Line { color, width: 9_525, dashed: true }.xml(),
            None => no_line(),
        };
        let look = Xml::new("c:spPr").holding(no_fill()).holding(outline);
        let side = Xml::val("c:dLblPos", self.side);
        match &self.shows {
            Shows::Value(format) => label
                .holding(Xml::new("c:numFmt").with("formatCode", format).with("sourceLinked", 0))
                .holding(look)
                .holding(text_defaults(tag, self.look))
                .holding(side)
                .holding_all(shown(true)),
            Shows::Cell(text) => {
                let range = Xml::val("c15:showDataLabelsRange", 1);
                let extension = Xml::new("c:ext").with("uri", LABELS).with("xmlns:c15", LATER).holding(range);
                label
                    .holding(Xml::new("c:tx").holding(self.field(text, series, tag)))
                    .holding(look)
                    .holding(side)
                    .holding_all(shown(false))
                    .holding(Xml::new("c:extLst").holding(extension))
            }
        }
    }

    /// The text of a cell, as a field that follows it.
    fn field(&self, text: &str, series: usize, tag: &str) -> Xml {
        let id = format!("{{C17E9107-0000-4000-8000-{:06X}{:06X}}}", series & 0xff_ffff, self.index & 0xff_ffff);
        let field = Xml::new("a:fld")
            .with("id", id)
            .with("type", "CELLRANGE")
            .holding(properties(tag, self.look))
            .holding(Xml::new("a:t").saying(text));
        let sign = self.sign.map(|color| run(SIGN, tag, Look { color: Some(color), ..self.look }));
        Xml::new("c:rich")
            .holding(Xml::new("a:bodyPr").with("wrap", "none"))
            .holding(Xml::new("a:lstStyle"))
            .holding(Xml::new("a:p").holding_all(sign).holding(field))
    }
}

fn layout((x, y): (f64, f64)) -> Xml {
    let place = Xml::new("c:manualLayout").holding(Xml::val("c:x", x)).holding(Xml::val("c:y", y));
    Xml::new("c:layout").holding(place)
}

/// Of everything that a label could show, the value alone, or nothing.
fn shown(value: bool) -> impl Iterator<Item = Xml> {
    [
        ("c:showLegendKey", 0),
        ("c:showVal", u8::from(value)),
        ("c:showCatName", 0),
        ("c:showSerName", 0),
        ("c:showPercent", 0),
        ("c:showBubbleSize", 0),
    ]
    .into_iter()
    .map(|(name, shown)| Xml::val(name, shown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::chart::sheet::{Cell, Column};
    use crate::publish::ooxml::tree::{Element, Tree};

    fn label(index: usize, shows: Shows) -> Label {
        let look = Look::new(14.0, true, Color(0, 0, 0));
        Label { index, shows, side: "inBase", shift: None, look, dashes: None, sign: None }
    }

    #[test]
    fn worded_labels_come_from_cells_and_exact_ones_from_values() {
        let mut sheet = Sheet::default();
        let column = sheet.add(Column::new("label", vec![Cell::text("< 4%"), Cell::Empty]));
        let all = vec![label(0, Shows::Cell("< 4%".to_owned())), label(1, Shows::Value("General\"%\"".to_owned()))];
        let labels = Labels { column: Some(column), side: "ctr", all };
        let written = labels.xml(3, "en").to_string();
        let tree = Tree::parse(&written).expect("XML");
        let fields: Vec<(Option<String>, String)> = tree
            .all("fld")
            .map(|f| (f.attribute("type"), f.child("t").map(Element::text).unwrap_or_default()))
            .collect();
        assert_eq!(fields, [(Some("CELLRANGE".to_owned()), "< 4%".to_owned())]);
        let shown: Vec<Option<u8>> =
            tree.all("dLbl").map(|l| l.child("showVal").and_then(|s| s.number("val"))).collect();
        assert_eq!(shown, [Some(0), Some(1)]);
        let range = labels.range(&sheet).expect("a range").to_string();
        let tree = Tree::parse(&range).expect("XML");
        assert_eq!(tree.all("f").next().map(Element::text).as_deref(), Some("Chart!$A$2:$A$3"));
    }
}
