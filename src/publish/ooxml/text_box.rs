//! A box of text that stands free on a slide, and one that fills a placeholder of its layout.

use crate::publish::ooxml::drawing::{Area, Head, no_fill, preset};
use crate::publish::ooxml::text::body;
use crate::publish::ooxml::xml::Xml;

/// How a text box deals with texts that are longer than it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Lines are broken, and texts become smaller where they must.
    Wrapped,
    /// One line stays one line.
    OneLine,
}

/// A box of text without margins.
pub(crate) struct TextBox<'a> {
    pub(crate) id: u32,
    pub(crate) name: &'a str,
    pub(crate) area: Area,
    pub(crate) fit: Fit,
    pub(crate) paragraphs: Vec<Xml>,
}

impl TextBox<'_> {
    pub(crate) fn xml(self) -> Xml {
        let own = Xml::new("p:nvSpPr")
            .holding(Head::new(self.id, self.name).xml())
            .holding(Xml::new("p:cNvSpPr").with("txBox", 1))
            .holding(Xml::new("p:nvPr"));
        let look = Xml::new("p:spPr").holding(self.area.transform()).holding(preset("rect")).holding(no_fill());
        let plain = |wrap: &str| {
            let edges = ["lIns", "tIns", "rIns", "bIns"];
            edges.into_iter().fold(Xml::new("a:bodyPr").with("wrap", wrap), |body, edge| body.with(edge, 0))
        };
        let properties = match self.fit {
            Fit::Wrapped => plain("square").holding(Xml::new("a:normAutofit")),
            Fit::OneLine => plain("none").with("anchor", "ctr").holding(Xml::new("a:noAutofit")),
        };
        Xml::new("p:sp").holding(own).holding(look).holding(body(properties, self.paragraphs))
    }
}

/// A text in a placeholder, which gives it place and look.
pub(crate) struct Placeholder<'a> {
    pub(crate) id: u32,
    pub(crate) name: &'a str,
    pub(crate) slot: Slot,
    pub(crate) paragraphs: Vec<Xml>,
}

/// The placeholders of our slides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The title of the first slide.
    FirstTitle,
    /// What stands below it.
    Subtitle,
    /// The title of any other slide.
    Title,
    /// The content.
    Content,
    /// The number of the slide.
    Number,
    /// The date of the presentation.
    Date,
    /// What stands at the foot of slides.
    Footer,
    /// The picture of the slide above its notes.
    NotesPicture,
    /// The notes.
    Notes,
}

impl Slot {
    fn xml(self) -> Xml {
        let ph = Xml::new("p:ph");
        match self {
            Self::FirstTitle => ph.with("type", "ctrTitle"),
            Self::Subtitle => ph.with("type", "subTitle").with("idx", 1),
            Self::Title => ph.with("type", "title"),
            Self::Content => ph.with("idx", 1),
            Self::Number => ph.with("type", "sldNum").with("sz", "quarter").with("idx", 12),
            Self::Date => ph.with("type", "dt").with("sz", "half").with("idx", 10),
            Self::Footer => ph.with("type", "ftr").with("sz", "quarter").with("idx", 11),
            Self::NotesPicture => ph.with("type", "sldImg"),
            Self::Notes => ph.with("type", "body").with("idx", 1),
        }
    }

    fn locks(self) -> Xml {
        let locks = Xml::new("a:spLocks").with("noGrp", 1);
        match self {
            Self::NotesPicture => locks.with("noRot", 1).with("noChangeAspect", 1),
            Self::FirstTitle
            | Self::Subtitle
            | Self::Title
            | Self::Content
            | Self::Number
            | Self::Date
            | Self::Footer
            | Self::Notes => locks,
        }
    }

    fn body(self) -> Xml {
        let body = Xml::new("a:bodyPr");
        match self {
            Self::FirstTitle | Self::Subtitle | Self::Title | Self::Content => body.holding(Xml::new("a:normAutofit")),
            Self::Number | Self::Date | Self::Footer | Self::NotesPicture | Self::Notes => body,
        }
    }
}

impl Placeholder<'_> {
    pub(crate) fn xml(self) -> Xml {
        let own = Xml::new("p:nvSpPr")
            .holding(Head::new(self.id, self.name).xml())
            .holding(Xml::new("p:cNvSpPr").holding(self.slot.locks()))
            .holding(Xml::new("p:nvPr").holding(self.slot.xml()));
        let shape = Xml::new("p:sp").holding(own).holding(Xml::new("p:spPr"));
        match self.paragraphs.is_empty() {
            true => shape,
            false => shape.holding(body(self.slot.body(), self.paragraphs)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::text::{Look, paragraph};
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn a_text_box_says_where_it_stands_and_what_it_says() {
        let area = Area::points(10.0, 20.0, 300.0, 40.0);
        let paragraphs = vec![paragraph("one", "en", Look::default()), paragraph("two", "en", Look::default())];
        let written = TextBox { id: 3, name: "note", area, fit: Fit::Wrapped, paragraphs }.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        let texts: Vec<String> = tree.all("t").map(Element::text).collect();
        assert_eq!(texts, ["one", "two"]);
        let offset = tree.all("off").next().expect("a place");
        assert_eq!((offset.number("x"), offset.number("y")), (Some(127_000), Some(254_000)));
        assert_eq!(tree.all("bodyPr").next().and_then(|b| b.attribute("wrap")).as_deref(), Some("square"));
    }

    #[test]
    fn a_placeholder_names_its_slot() {
        let written = Placeholder { id: 2, name: "Title", slot: Slot::Title, paragraphs: Vec::new() }.xml().to_string();
        let tree = Tree::parse(&written).expect("XML");
        assert_eq!(tree.all("ph").next().and_then(|p| p.attribute("type")).as_deref(), Some("title"));
        assert_eq!(tree.all("txBody").count(), 0);
    }
}
