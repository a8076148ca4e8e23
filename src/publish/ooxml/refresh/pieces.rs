//! What the shapes of a figure show: their words, and where they stand, so that a mark that was moved or a label that was
//! overwritten is seen. Moving and resizing the group moves all alike, and is no difference.

use crate::publish::ooxml::tree::Element;

/// How far a shape may stand from its place, px of the scene: programs round places when they save.
const NEAR: f64 = 1.5;

/// A shape of citeplot's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    name: String,
    words: String,
    /// Its middle; none for texts, whose boxes programs fit to their words.
    middle: Option<(f64, f64)>,
}

impl Piece {
    pub(super) fn new(name: String, shape: Element<'_>, places: &Places) -> Self {
        let words = shape.inner("t").map(Element::text).collect::<String>();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let middle = if words.is_empty() { middle(shape).map(|at| places.of(at)) } else { None };
        Self { name, words, middle }
    }

    /// Whether it shows the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let near = |(a, b): &((f64, f64), (f64, f64))| (a.0 - b.0).abs() <= NEAR && (a.1 - b.1).abs() <= NEAR;
        let places = self.middle.zip(other.middle);
        self.name == other.name && self.words == other.words && places.as_ref().is_none_or(near)
    }
}

/// From the places that the file says to those of the scene.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    scale: (f64, f64),
    offset: (f64, f64),
}

impl Places {
    /// Those of a frame that shows the whole scene: its corner, and a px of the scene in units of the file.
    pub(super) fn framed(corner: (f64, f64), px: f64) -> Self {
        Self { scale: (1.0 / px, 1.0 / px), offset: (-corner.0 / px, -corner.1 / px) }
    }

    fn of(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x * self.scale.0 + self.offset.0, y * self.scale.1 + self.offset.1)
    }

    /// The places inside a group.
    pub(super) fn inside(&self, group: Element<'_>) -> Self {
        let Some([corner, size, inner, inner_size]) = group.at(&["grpSpPr", "xfrm"]).and_then(transform) else {
            return *self;
        };
        let ratio = |outer: f64, inner: f64| if inner == 0.0 { 1.0 } else { outer / inner };
        let by = (ratio(size.0, inner_size.0), ratio(size.1, inner_size.1));
        let to = self.of((corner.0 - inner.0 * by.0, corner.1 - inner.1 * by.1));
        Self { scale: (self.scale.0 * by.0, self.scale.1 * by.1), offset: to }
    }
}

/// A pair of numbers that an element has.
fn pair(element: Element<'_>, keys: [&str; 2]) -> Option<(f64, f64)> {
    Some((element.number(keys[0])?, element.number(keys[1])?))
}

/// The corner and size of a group outside, and inside.
fn transform(place: Element<'_>) -> Option<[(f64, f64); 4]> {
    let at = |name: &str, keys| place.child(name).and_then(|e| pair(e, keys));
    Some([at("off", ["x", "y"])?, at("ext", ["cx", "cy"])?, at("chOff", ["x", "y"])?, at("chExt", ["cx", "cy"])?])
}

/// The middle of a shape, in units of the file.
fn middle(shape: Element<'_>) -> Option<(f64, f64)> {
    let place = shape.at(&["spPr", "xfrm"])?;
    let (x, y) = pair(place.child("off")?, ["x", "y"])?;
    let (width, height) = pair(place.child("ext")?, ["cx", "cy"])?;
    Some((x + width / 2.0, y + height / 2.0))
}
