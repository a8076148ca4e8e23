//! The texts that citeplot writes beside figures, kept true: renewed where they are still as citeplot wrote them, left and
//! named where the user has edited them since.

use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::origin::{Origin, digest};
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::tree::Element;
use crate::render::escape;

/// A text of citeplot's on a slide.
pub(super) struct Written<'a> {
    pub(super) origin: Origin,
    shape: Element<'a>,
    /// Its head, whose name tells the origin.
    head: Element<'a>,
    paragraphs: Vec<Element<'a>>,
}

/// What is to become of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is what citeplot would write now, or nothing about it has changed.
    Current,
    /// It was as citeplot wrote it, and is as citeplot writes it now.
    Renewed,
    /// The user has edited it, and citeplot would write something else now than it did then.
    Edited,
}

impl<'a> Written<'a> {
    /// The text of a shape, when its name says that citeplot wrote it.
    pub(super) fn read(shape: Element<'a>) -> Option<Self> {
        let head = shape.at(&["nvSpPr", "cNvPr"])?;
        Self::of(shape, Origin::read(&head.attribute("name")?)?)
    }

    /// The text of a shape whose origin is known otherwise.
    pub(super) fn of(shape: Element<'a>, origin: Origin) -> Option<Self> {
        let head = shape.at(&["nvSpPr", "cNvPr"])?;
        let body = shape.child("txBody")?;
        Some(Self { origin, shape, head, paragraphs: body.children().filter(|c| c.is("p")).collect() })
    }

    /// What its words wear.
    pub(super) fn dress(&self) -> Dress {
        Dress::of(self.shape)
    }

    /// The words as they stand on the slide, a line for each paragraph.
    pub(super) fn words(&self) -> String {
        let words = |p: &Element<'_>| p.inner("t").map(Element::text).collect::<String>();
        self.paragraphs.iter().map(words).collect::<Vec<_>>().join("\n")
    }

    /// Renews the text, where it is as citeplot wrote it.
    pub(super) fn renew(&self, new: &New, text: &str, edits: &mut Edits) -> Fate {
        let now = digest(&new.paragraphs.join("\n"));
        let on_slide = digest(&self.words());
        if on_slide == now || now == self.origin.digest {
            return Fate::Current;
        }
        if on_slide != self.origin.digest {
            return Fate::Edited;
        }
        self.write(new, text, edits);
        self.name(&new.paragraphs.join("\n"), edits);
        Fate::Renewed
    }

    /// Names the shape by its origin, as it says these words.
    pub(super) fn name(&self, words: &str, edits: &mut Edits) {
        let name = self.origin.of(words).to_string();
        if let Some(range) = self.head.attribute_range("name") {
            edits.replace(range, format!("name=\"{}\"", escape(&name)));
        }
    }

    fn write(&self, new: &New, text: &str, edits: &mut Edits) {
        if let (Some(xml), Some(first), Some(last)) = (&new.xml, self.paragraphs.first(), self.paragraphs.last()) {
            return edits.replace(first.range().start..last.range().end, xml.clone());
        }
        let mut after = self.shape.child("txBody").map_or(self.shape.inside().end, |body| body.inside().end);
        for (at, words) in new.paragraphs.iter().enumerate() {
            match self.paragraphs.get(at) {
                Some(paragraph) => {
                    if let Some(written) = reworded(*paragraph, words, text) {
                        edits.replace(paragraph.range(), written);
                    }
                    after = paragraph.range().end;
                }
                // Further paragraphs look as the last one.
                None => {
                    let last = self.paragraphs.last().and_then(|p| reworded(*p, words, text));
                    edits.replace(after..after, last.unwrap_or_default());
                }
            }
        }
        for paragraph in self.paragraphs.iter().skip(new.paragraphs.len().max(1)) {
            edits.replace(paragraph.range(), "");
        }
    }
}

/// What a text is to say.
pub(super) struct New {
    pub(super) paragraphs: Vec<String>,
    /// The paragraphs as XML, where they have more than one look.
    pub(super) xml: Option<String>,
}

/// A paragraph with other words in the look of its first run; none where it has no run.
fn reworded(paragraph: Element<'_>, words: &str, text: &str) -> Option<String> {
    let runs: Vec<Element<'_>> = paragraph.children().filter(|c| matches!(c.name(), "r" | "br" | "fld")).collect();
    let first = runs.iter().find(|r| r.is("r"))?;
    let place = first.child("t")?;
    let (start, end) = (runs.first()?.range().start, runs.last()?.range().end);
    let own = paragraph.range();
    let tag = &text[place.tag()];
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').split_whitespace().next()?;
    Some(format!(
        "{}{}<{name}>{}</{name}>{}{}",
        &text[own.start..start],
        &text[first.range().start..place.range().start],
        escape(words),
        &text[place.range().end..first.range().end],
        &text[end..own.end]
    ))
}
