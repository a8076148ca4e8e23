//! A group of shapes with the figure of now: what citeplot drew is drawn anew in the old place, what the user put into the
//! group stays as it is.

use crate::figure::Figure;
use crate::project::recipe::Aspect;
use crate::publish::deck::{DeckError, space};
use crate::publish::ooxml::drawing::EMU;
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::refresh::drawn::{Drawn, Setting};
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::refresh::pieces::{Piece, Places};
use crate::publish::ooxml::shapes::{self, FRAME, Stage};
use crate::publish::ooxml::tree::{Element, Tree};

/// Replaces what citeplot drew in a group. `alt` is the digest of the alt text that citeplot wrote for it.
pub(super) fn redraw(group: Element<'_>, (drawn, alt): (&Drawn, &str), ids: &mut Ids, edits: &mut Edits) {
    let mut inside = drawn.shapes(&Setting { stage: stage(group, &drawn.figure), dress: Dress::of(group) }, ids);
    let now = digest(&drawn.figure.alt);
    if now != alt {
        let frame = drawn.frame_name();
        inside = inside.replacen(frame, &frame.replacen(&now, alt, 1), 1).into();
    }
    // In front of what the user has put there, as it was; after the head of the group.
    let head = group.children().filter(|c| matches!(c.name(), "nvGrpSpPr" | "grpSpPr")).map(|c| c.range().end).max();
    let at = head.unwrap_or(group.inside().start);
    edits.replace(at..at, inside);
    clear(group, edits);
}

/// What the shapes of citeplot's in a group show, in the order in which they stand.
pub(super) fn pieces(group: Element<'_>, figure: &Figure) -> Vec<Piece> {
    let Stage { left, top, scale } = stage(group, figure);
    let mut all = Vec::new();
    gather(group, &Places::framed((left * EMU, top * EMU), scale * EMU), &mut all);
    all
}

fn gather(group: Element<'_>, places: &Places, all: &mut Vec<Piece>) {
    for shape in group.children().filter(|c| is_shape(*c) && is_ours(*c)) {
        let name = name(shape).unwrap_or_default();
        if shape.is("grpSp") {
            gather(shape, &places.inside(shape), all);
        } else if !name.starts_with(FRAME) {
            all.push(Piece::new(name, shape, places));
        }
    }
}

/// What the shapes of a figure show as they are drawn now.
pub(super) fn drawn(figure: &Figure) -> Result<Vec<Piece>, DeckError> {
    let stage = Stage { left: 0.0, top: 0.0, scale: 1.0 };
    let group = shapes::scene(figure, stage, &mut Ids::after(1), &Dress::default()).to_string();
    let tree = Tree::parse(&group)?;
    Ok(tree.root().map(|group| pieces(group, figure)).unwrap_or_default())
}

/// The shape of the slides that a group was laid out for, by that of its frame.
pub(super) fn aspect(group: Element<'_>) -> Aspect {
    let size = frame(group).and_then(|f| f.at(&["spPr", "xfrm", "ext"]));
    let ratio = size.and_then(|s| Some(s.number::<f64>("cy")? / s.number::<f64>("cx")?));
    let [wide, standard] = [Aspect::Wide, Aspect::Standard].map(|a| space(a) / 960.0);
    if ratio.is_some_and(|r| r > f64::midpoint(wide, standard)) { Aspect::Standard } else { Aspect::Wide }
}

/// The unseen box that says where the scene stands, and what the shapes showed.
pub(super) fn frame(group: Element<'_>) -> Option<Element<'_>> {
    group.children().find(|c| name(*c).is_some_and(|n| n.starts_with(FRAME)))
}

/// What the shapes were laid out for, where the frame says that it was no whole slide: the size, and the height in tenths of a px.
pub(super) fn laid_out(group: Element<'_>) -> Option<(String, u32)> {
    let name = name(frame(group)?)?;
    let (size, height) = name.strip_prefix(FRAME)?.trim().split(' ').nth(2)?.split_once('/')?;
    Some((size.to_owned(), height.parse().ok()?))
}

/// The digests that the frame has in its name: that of everything shown, and that of the alt text.
pub(super) fn digests(group: Element<'_>) -> Option<(String, String)> {
    let name = name(frame(group)?)?;
    let mut words = name.strip_prefix(FRAME)?.trim().split(' ');
    Some((words.next()?.to_owned(), words.next()?.to_owned()))
}

/// Where the scene stands in the space of the group's children.
fn stage(group: Element<'_>, figure: &Figure) -> Stage {
    let place = match frame(group) {
        Some(frame) => frame.at(&["spPr", "xfrm"]).and_then(|x| Some([x.child("off")?, x.child("ext")?])),
        None => group.at(&["grpSpPr", "xfrm"]).and_then(|x| Some([x.child("chOff")?, x.child("chExt")?])),
    };
    let read = place.and_then(|[off, ext]| {
        let (x, y): (f64, f64) = (off.number("x")?, off.number("y")?);
        let (cx, cy): (f64, f64) = (ext.number("cx")?, ext.number("cy")?);
        let known = [x, y, cx, cy].iter().all(|n| n.is_finite()) && cx > 0.0 && cy > 0.0;
        known.then(|| Stage {
            left: x / EMU,
            top: y / EMU,
            scale: (cx / figure.scene.width).min(cy / figure.scene.height) / EMU,
        })
    });
    read.unwrap_or(Stage { left: 0.0, top: 0.0, scale: 1.0 })
}

/// Removes what citeplot drew in a group.
fn clear(group: Element<'_>, edits: &mut Edits) {
    for shape in group.children().filter(|c| is_shape(*c) && is_ours(*c)) {
        match shape.is("grpSp") && holds_others(shape) {
            true => clear(shape, edits),
            false => edits.replace(shape.range(), ""),
        }
    }
}

fn is_shape(element: Element<'_>) -> bool {
    matches!(element.name(), "sp" | "cxnSp" | "grpSp" | "pic" | "graphicFrame" | "contentPart" | "AlternateContent")
}

/// Whether something in a group was not drawn by citeplot.
fn holds_others(group: Element<'_>) -> bool {
    group.children().filter(|c| is_shape(*c)).any(|c| !is_ours(c) || (c.is("grpSp") && holds_others(c)))
}

/// The names of texts in decks of the first version.
const FIRST: [&str; 18] = [
    "title",
    "subtitle",
    "legend",
    "panel-head",
    "row-label",
    "series-label",
    "axis",
    "column-head",
    "cell",
    "reference",
    "remark",
    "difference",
    "mark",
    "label",
    "not-reported",
    "note",
    "source",
    "code",
];

/// Whether citeplot drew a shape: by its name, or by one of the names that it gave in decks of the first version.
fn is_ours(shape: Element<'_>) -> bool {
    let Some(name) = name(shape) else { return false };
    let numbered = |word: &str| {
        let id = head(shape).and_then(|head| head.attribute("id")).unwrap_or_default();
        name.strip_prefix(word).is_some_and(|number| number == id)
    };
    match shape.name() {
        "grpSp" => name.starts_with(shapes::CLAIM),
        "sp" => name.starts_with(shapes::OWN) || numbered("Shape ") || FIRST.contains(&name.as_str()),
        _ => name.starts_with(shapes::OWN) || numbered("Line "),
    }
}

/// The name of a shape.
fn name(shape: Element<'_>) -> Option<String> {
    head(shape)?.attribute("name")
}

fn head(shape: Element<'_>) -> Option<Element<'_>> {
    shape.children().find(|c| c.name().starts_with("nv"))?.child("cNvPr")
}
