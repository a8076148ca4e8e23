//! Texts of DrawingML: runs, paragraphs, bodies.

use crate::figure::scene::Color;
use crate::locale::Locale;
use crate::publish::ooxml::drawing::{EMU, fill};
use crate::publish::ooxml::xml::Xml;

/// Six hexadecimal digits.
pub(crate) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.0, color.1, color.2)
}

/// The language of a run as PowerPoint names it; English for a language that is not known.
pub(crate) fn lang(tag: &str) -> &'static str {
    Locale::of_tag(tag).unwrap_or(Locale::En).language().office_tag
}

/// How a run looks; what is not said comes from the placeholder or the theme.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    /// Points.
    pub(crate) size: Option<f64>,
    pub(crate) bold: Option<bool>,
    pub(crate) color: Option<Color>,
}

impl Look {
    /// A size, a weight and a colour.
    pub(crate) fn new(size: f64, bold: bool, color: Color) -> Self {
        Self { size: Some(size), bold: Some(bold), color: Some(color) }
    }
}

/// A run of text in a language, a BCP 47 tag.
pub(crate) fn run(text: &str, tag: &str, look: Look) -> Xml {
    Xml::new("a:r").holding(properties(tag, look)).holding(Xml::new("a:t").saying(text))
}

/// The properties of a run.
pub(crate) fn properties(tag: &str, look: Look) -> Xml {
    look.as_properties("a:rPr", tag)
}

/// How the texts of a part of a chart look where nothing else is said.
pub(crate) fn text_defaults(tag: &str, look: Look) -> Xml {
    let defaults = Xml::new("a:pPr").holding(look.as_properties("a:defRPr", tag));
    Xml::new("c:txPr")
        .holding(Xml::new("a:bodyPr"))
        .holding(Xml::new("a:lstStyle"))
        .holding(Xml::new("a:p").holding(defaults).holding(Xml::new("a:endParaRPr").with("lang", lang(tag))))
}

impl Look {
    fn as_properties(self, name: &'static str, tag: &str) -> Xml {
        let look = self;
        let size = look.size.map(|size| (size * 100.0).round().clamp(100.0, 400_000.0) as i64);
        Xml::new(name)
            .with("lang", lang(tag))
            .maybe_with("sz", size)
            .maybe_with("b", look.bold.map(u8::from))
            .holding_all(look.color.map(fill))
    }
}

/// A paragraph of one text.
pub(crate) fn paragraph(text: &str, tag: &str, look: Look) -> Xml {
    Xml::new("a:p").holding(run(text, tag, look))
}

/// A paragraph without the bullet and the indent that a layout may have for its level.
pub(crate) fn plain(text: &str, tag: &str, look: Look) -> Xml {
    let lines = Xml::new("a:pPr").with("marL", 0).with("indent", 0).holding(Xml::new("a:buNone"));
    Xml::new("a:p").holding(lines).holding(run(text, tag, look))
}

/// A paragraph whose lines after the first are indented, as in a list of references.
pub(crate) fn hanging(text: &str, tag: &str) -> Xml {
    const INDENT: i32 = 254_000;
    let lines = Xml::new("a:pPr").with("marL", INDENT).with("indent", -INDENT).holding(Xml::new("a:buNone"));
    Xml::new("a:p").holding(lines).holding(run(text, tag, Look::default()))
}

/// A paragraph behind a bullet, or behind its number.
pub(crate) fn point(text: &str, tag: &str, look: Look, mark: Xml) -> Xml {
    // As wide as the mark with its gap, whatever the size of the text.
    let indent = (look.size.unwrap_or(16.0) * 1.4 * EMU).round() as i64;
    let lines = Xml::new("a:pPr").with("marL", indent).with("indent", -indent).holding(mark);
    Xml::new("a:p").holding(lines).holding(run(text, tag, look))
}

/// A bullet.
pub(crate) fn bullet() -> Xml {
    Xml::new("a:buChar").with("char", "\u{2022}")
}

/// The number of a paragraph in its list.
pub(crate) fn numbered() -> Xml {
    Xml::new("a:buAutoNum").with("type", "arabicPeriod")
}

/// A paragraph that stands at a side: `l`, `ctr` or `r`.
pub(crate) fn aligned(text: &str, tag: &str, look: Look, side: &str) -> Xml {
    Xml::new("a:p").holding(Xml::new("a:pPr").with("algn", side)).holding(run(text, tag, look))
}

/// A body of text.
pub(crate) fn body(properties: Xml, paragraphs: impl IntoIterator<Item = Xml>) -> Xml {
    Xml::new("p:txBody").holding(properties).holding(Xml::new("a:lstStyle")).holding_all(paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn every_language_has_its_name_in_slides() {
        for locale in Locale::ALL {
            assert!(lang(locale.tag()).starts_with(&format!("{}-", locale.tag())), "{locale}");
        }
        assert_eq!(lang("xx"), "en-GB");
    }

    #[test]
    fn a_run_says_only_what_it_knows() {
        assert_eq!(run("a", "kk", Look::default()).to_string(), "<a:r><a:rPr lang=\"kk-KZ\"/><a:t>a</a:t></a:r>");
        let written = aligned("<b>", "en", Look::new(0.1, true, Color(0, 0, 0)), "r").to_string();
        let tree = Tree::parse(&written).expect("XML");
        let properties = tree.all("rPr").next().expect("its properties");
        assert_eq!((properties.number("sz"), properties.attribute("b").as_deref()), (Some(100), Some("1")));
        assert_eq!(tree.all("t").next().map(Element::text).as_deref(), Some("<b>"));
        assert_eq!(tree.all("pPr").next().and_then(|p| p.attribute("algn")).as_deref(), Some("r"));
    }
}
