//! What stands at the foot of a slide: in the places that its layout has for it, else in boxes of its own.

use crate::publish::ooxml::drawing::Area;
use crate::publish::ooxml::template::Template;
use crate::publish::ooxml::text_box::{Fit, Placeholder, Slot, TextBox};
use crate::publish::ooxml::xml::Xml;

/// What stands at the foot of a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foot {
    Number,
    Date,
    Footer,
}

/// How far the boxes stand from the lower edge, and how high they are, points.
const BOTTOM: f64 = 28.0;
const HEIGHT: f64 = 20.0;

impl Foot {
    /// A paragraph at the foot of a slide of a layout.
    pub(super) fn xml(self, words: Xml, layout: &str, template: &Template) -> Xml {
        let (id, name, slot, place) = match self {
            Self::Number => (9, "Slide Number", Slot::Number, "sldNum"),
            Self::Date => (8, "Date", Slot::Date, "dt"),
            Self::Footer => (7, "Footer", Slot::Footer, "ftr"),
        };
        match template.has_place(layout, place) {
            true => Placeholder { id, name, slot, paragraphs: vec![words] }.xml(),
            false => {
                let area = self.area(template);
                let paragraphs = vec![if self == Self::Number { small(words) } else { words }];
                TextBox { id, name, area, fit: Fit::Wrapped, paragraphs }.xml()
            }
        }
    }

    /// Where a box stands on slides whose layout has no place for it.
    fn area(self, template: &Template) -> Area {
        let (width, height) = template.extent;
        let (left, right) = (template.title_left, width - template.title_left);
        let (from, to) = match self {
            Self::Number => (right - 40.0, right),
            Self::Date => (right - 220.0, right - 50.0),
            Self::Footer => (left, right - 230.0),
        };
        Area::points(from, height - BOTTOM, (to - from).max(20.0), HEIGHT)
    }
}

/// The number of a slide in small letters, to the right.
fn small(words: Xml) -> Xml {
    let small = words.mapped(&|element| if element.is("a:rPr") { element.with("sz", 1000) } else { element });
    Xml::new("a:p").holding(Xml::new("a:pPr").with("algn", "r")).holding_all(small.into_elements())
}
