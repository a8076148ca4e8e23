//! Slides and their notes as parts.

use crate::publish::deck::END;
use crate::publish::ooxml::base::root;
use crate::publish::ooxml::drawing::Head;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::text::{Look, lang, paragraph};
use crate::publish::ooxml::text_box::{Placeholder, Slot};
use crate::publish::ooxml::xml::Xml;

/// A slide with shapes on it.
pub(crate) fn slide(shapes: impl IntoIterator<Item = Xml>) -> String {
    sheet("p:sld", shapes)
}

/// The paragraph that gives the number of its slide.
pub(crate) fn number(number: usize, tag: &str) -> Xml {
    let field = Xml::new("a:fld")
        .with("id", "{00000000-1234-1234-1234-123412341234}")
        .with("type", "slidenum")
        .holding(Xml::new("a:rPr").with("lang", lang(tag)))
        .holding(Xml::new("a:t").saying(number.to_string()));
    Xml::new("a:p").holding(field)
}

/// The notes of a slide: those of each of its figures.
pub(crate) fn notes_slide(figures: &[Vec<String>], tag: &str) -> String {
    let picture = Placeholder { id: 2, name: "Slide Image", slot: Slot::NotesPicture, paragraphs: Vec::new() };
    let paragraphs = figures.iter().flat_map(|lines| notes_block(lines, tag)).collect();
    let notes = Placeholder { id: 3, name: "Notes", slot: Slot::Notes, paragraphs };
    sheet("p:notes", [picture.xml(), notes.xml()])
}

/// The paragraphs of the notes about a figure, the end mark last: with a digest of what stands before it.
pub(crate) fn notes_block(lines: &[String], tag: &str) -> Vec<Xml> {
    let end = format!("{END} {}", digest(&lines.join("\n")));
    lines.iter().chain([&end]).map(|line| paragraph(line, tag, Look::default())).collect()
}

fn sheet(name: &'static str, shapes: impl IntoIterator<Item = Xml>) -> String {
    let head = Xml::new("p:nvGrpSpPr")
        .holding(Head::new(1, "").xml())
        .holding(Xml::new("p:cNvGrpSpPr"))
        .holding(Xml::new("p:nvPr"));
    let tree = Xml::new("p:spTree").holding(head).holding(Xml::new("p:grpSpPr")).holding_all(shapes);
    let colors = Xml::new("p:clrMapOvr").holding(Xml::new("a:masterClrMapping"));
    root(name).holding(Xml::new("p:cSld").holding(tree)).holding(colors).part()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn notes_end_with_a_mark_that_knows_them() {
        let lines = ["one".to_owned(), "two".to_owned()];
        let text = notes_slide(&[lines.to_vec()], "en");
        let tree = Tree::parse(&text).expect("XML");
        let read: Vec<String> = tree.all("t").map(Element::text).collect();
        assert_eq!(read[..2], lines);
        assert_eq!(read[2], format!("{END} {}", digest("one two")));
    }

    #[test]
    fn a_slide_has_its_number() {
        let text = number(7, "tr").to_string();
        let tree = Tree::parse(&text).expect("XML");
        assert_eq!(tree.all("fld").next().and_then(|f| f.child("t")).map(Element::text).as_deref(), Some("7"));
    }
}
