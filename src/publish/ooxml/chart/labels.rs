//! The labels of the points of a series: values as worded.

use crate::figure::scene::Color;
use crate::publish::ooxml::drawing::{no_fill, no_line};
use crate::publish::ooxml::text::{Look, run};
use crate::publish::ooxml::xml::Xml;

/// The label of one point.
pub(crate) struct Label<'a> {
    pub(crate) index: usize,
    pub(crate) text: &'a str,
    /// Where it stands by its point: a word of the format.
    pub(crate) side: &'static str,
    pub(crate) color: Color,
    /// Whether what is behind it shows through but faintly.
    pub(crate) veiled: bool,
}

impl Label<'_> {
    fn xml(&self, tag: &str) -> Xml {
        let text = run(self.text, tag, Look::new(14.0, true, self.color));
        let rich = Xml::new("c:rich")
            .holding(Xml::new("a:bodyPr").with("wrap", "none"))
            .holding(Xml::new("a:lstStyle"))
            .holding(Xml::new("a:p").holding(text));
        Xml::new("c:dLbl")
            .holding(Xml::val("c:idx", self.index))
            .holding(Xml::new("c:tx").holding(rich))
            .holding_all(self.veiled.then(veil))
            .holding(Xml::val("c:dLblPos", self.side))
            .holding_all(shown())
    }
}

/// Nearly opaque white.
fn veil() -> Xml {
    let white = Xml::val("a:srgbClr", "FFFFFF").holding(Xml::val("a:alpha", 85_000));
    Xml::new("c:spPr").holding(Xml::new("a:solidFill").holding(white)).holding(no_line())
}

/// Of everything that a label could show, the value alone.
fn shown() -> impl Iterator<Item = Xml> {
    [
        ("c:showLegendKey", 0),
        ("c:showVal", 1),
        ("c:showCatName", 0),
        ("c:showSerName", 0),
        ("c:showPercent", 0),
        ("c:showBubbleSize", 0),
    ]
    .into_iter()
    .map(|(name, shown)| Xml::val(name, shown))
}

/// All labels of a series, and where those stand that have no own.
pub(crate) fn labels(labels: &[Label<'_>], side: &str, tag: &str) -> Xml {
    Xml::new("c:dLbls")
        .holding_all(labels.iter().map(|label| label.xml(tag)))
        .holding(Xml::new("c:spPr").holding(no_fill()).holding(no_line()))
        .holding(Xml::val("c:dLblPos", side))
        .holding_all(shown())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn labels_keep_their_words_and_their_points() {
        let label = |index, text, veiled| Label { index, text, side: "inBase", color: Color(0, 0, 0), veiled };
        let written = labels(&[label(0, "< 4%", true), label(2, "81%", false)], "outEnd", "en").to_string();
        let tree = Tree::parse(&written).expect("XML");
        let read: Vec<(Option<u32>, String)> = tree
            .all("dLbl")
            .map(|l| (l.child("idx").and_then(|i| i.number("val")), l.inner("t").map(Element::text).collect()))
            .collect();
        assert_eq!(read, [(Some(0), "< 4%".to_owned()), (Some(2), "81%".to_owned())]);
        assert_eq!(tree.all("alpha").count(), 1);
    }
}
