//! The shapes over a chart, kept true: those of citeplot are replaced when they show something else now, those of the user
//! stay.

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::chart::{DRAWING, OVER, SHAPES, overlay_part};
use crate::publish::ooxml::package::{RELATIONS, Relation};
use crate::publish::ooxml::refresh::changes::{Added, ContentType};
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::refresh::find::{Link, Own};
use crate::publish::ooxml::tree::{Element, Tree};
use crate::publish::ooxml::xml::Xml;
use crate::render::escape;

/// A chart with its text of now.
pub(super) struct ChartOf<'a> {
    pub(super) own: &'a Own,
    pub(super) text: &'a str,
}

/// What becomes of the shapes over a chart.
pub(super) struct Renewed {
    /// The text of the chart.
    pub(super) text: String,
    /// The part of the shapes, where they show something else.
    pub(super) part: Option<NewPart>,
    /// What that part needs when it is new.
    pub(super) added: Option<Added>,
}

/// A part with its text.
pub(super) struct NewPart {
    pub(super) name: String,
    pub(super) text: String,
}

/// Replaces the shapes of citeplot's over a chart by those of now, each with its name.
pub(super) fn renew(chart: &ChartOf<'_>, now: &[(String, Xml)], archive: &Archive<'_>) -> Result<Renewed, DeckError> {
    match &chart.own.over {
        Some(Link { id, part }) => {
            let new = replaced(&archive.text(part)?, now)?;
            let part = new.map(|text| NewPart { name: part.clone(), text });
            Ok(Renewed { text: pointing(chart.text, id)?, part, added: None })
        }
        None if now.is_empty() => Ok(Renewed { text: chart.text.to_owned(), part: None, added: None }),
        None => {
            let name = new_part(&chart.own.part);
            let text = overlay_part(now.iter().map(|(_, xml)| xml.clone()));
            let relation = Relation::new(ID, SHAPES, format!("/{name}"));
            let added = Some(Added { relation, kind: ContentType::Part(name.clone(), DRAWING) });
            Ok(Renewed { text: pointing(chart.text, ID)?, part: Some(NewPart { name, text }), added })
        }
    }
}

/// The id of the relationship to shapes that a chart did not have.
const ID: &str = "rIdCiteplotOver";

/// The part of shapes over a chart that had none: of a name that follows from that of the chart, which is its alone.
fn new_part(chart: &str) -> String {
    let stem = chart.rsplit('/').next().unwrap_or_default().trim_end_matches(".xml");
    format!("ppt/drawings/citeplot-over-{stem}.xml")
}

/// The part with other shapes of citeplot's; none when they show the same.
fn replaced(old: &str, now: &[(String, Xml)]) -> Result<Option<String>, DeckError> {
    let tree = Tree::parse(old)?;
    let anchors: Vec<Element<'_>> = tree.root().into_iter().flat_map(Element::children).collect();
    let name = |anchor: &Element<'_>| anchor.inner("cNvPr").next().and_then(|head| head.attribute("name"));
    let ours: Vec<(String, Element<'_>)> =
        anchors.iter().filter_map(|a| Some((name(a).filter(|n| n.starts_with(OVER))?, *a))).collect();
    if ours.iter().map(|(name, _)| name).eq(now.iter().map(|(name, _)| name)) {
        return Ok(None);
    }
    let mut edits = Edits::default();
    ours.iter().for_each(|(_, anchor)| edits.replace(anchor.range(), ""));
    let root = tree.root().ok_or_else(|| DeckError::new("a part of the file has no element"))?;
    let new: String = now.iter().map(|(_, xml)| bound(xml.clone()).to_string()).collect();
    if root.tag() == root.range() {
        return Ok(Some(overlay_part(now.iter().map(|(_, xml)| xml.clone()))));
    }
    let end = root.inside().end;
    edits.replace(end..end, new);
    edits.apply(old).map(Some)
}

/// An anchor that says itself what its prefixes stand for, whatever the part calls them.
fn bound(anchor: Xml) -> Xml {
    anchor.with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
}

/// The text of a chart that points at its shapes by a relationship.
fn pointing(chart: &str, id: &str) -> Result<String, DeckError> {
    let tree = Tree::parse(chart)?;
    let root = tree.root().ok_or_else(|| DeckError::new("a part of the file has no element"))?;
    let mut edits = Edits::default();
    match root.child("userShapes") {
        Some(known) if known.attribute("id").as_deref() == Some(id) => return Ok(chart.to_owned()),
        Some(known) => edits.replace(known.range(), element(id)),
        None => {
            // The schema wants it before the extensions, which come last.
            let before = root.child("extLst").map_or(root.inside().end, |e| e.range().start);
            edits.replace(before..before, element(id));
        }
    }
    edits.apply(chart)
}

fn element(id: &str) -> String {
    debug_assert_ne!(id, "");
    Xml::new("c:userShapes")
        .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
        .with("xmlns:r", RELATIONS)
        .with("r:id", escape(id))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(name: &str) -> String {
        format!(
            "<d:relSizeAnchor><d:sp><d:nvSpPr><d:cNvPr id=\"2\" name=\"{name}\"/></d:nvSpPr></d:sp></d:relSizeAnchor>"
        )
    }

    #[test]
    fn shapes_of_the_user_stay_and_ours_are_replaced() {
        let part = |inside: String| format!("<c:userShapes xmlns:c=\"c\" xmlns:d=\"d\">{inside}</c:userShapes>");
        let old = part(format!("{}{}", shape("My arrow"), shape("citeplot over 1234567")));
        let now = |name: &str| vec![(name.to_owned(), Xml::new("cdr:relSizeAnchor").with("xmlns:cdr", "d"))];
        assert_eq!(replaced(&old, &now("citeplot over 1234567")).expect("XML"), None);
        let new = replaced(&old, &now("citeplot over 7654321")).expect("XML").expect("another part");
        assert!(new.contains("My arrow") && !new.contains("1234567") && new.contains("cdr:relSizeAnchor"), "{new}");
    }

    #[test]
    fn a_chart_points_at_its_shapes_before_its_extensions() {
        let chart = "<c:chartSpace xmlns:c=\"c\"><c:chart/><c:extLst/></c:chartSpace>";
        let new = pointing(chart, "rId7").expect("XML");
        assert!(new.find("rId7") < new.find("<c:extLst"), "{new}");
        assert_eq!(pointing(&new, "rId7").expect("XML"), new);
    }
}
