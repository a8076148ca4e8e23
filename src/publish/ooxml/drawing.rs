//! What shapes are made of: places, outlines, fills, lines.

use crate::figure::scene::Color;
use crate::publish::ooxml::text::hex;
use crate::publish::ooxml::xml::Xml;

/// English Metric Units in a point, which is a px of a slide.
pub(crate) const EMU: f64 = 12_700.0;

/// A length in EMU.
pub(crate) fn emu(points: f64) -> i64 {
    (points * EMU).round() as i64
}

/// A place on a slide, in EMU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

impl Area {
    /// A place in points.
    pub(crate) fn points(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x: emu(x), y: emu(y), width: emu(width), height: emu(height) }
    }

    /// As the place of a shape.
    pub(crate) fn transform(self) -> Xml {
        self.named("a:xfrm")
    }

    /// As the place of a frame.
    pub(crate) fn frame(self) -> Xml {
        self.named("p:xfrm")
    }

    fn named(self, name: &'static str) -> Xml {
        let offset = Xml::new("a:off").with("x", self.x).with("y", self.y);
        let extent = Xml::new("a:ext").with("cx", self.width).with("cy", self.height);
        Xml::new(name).holding(offset).holding(extent)
    }

    /// As the place of a group whose shapes stand where they stand on the slide.
    pub(crate) fn group(self) -> Xml {
        let offset = Xml::new("a:chOff").with("x", self.x).with("y", self.y);
        let extent = Xml::new("a:chExt").with("cx", self.width).with("cy", self.height);
        self.transform().holding(offset).holding(extent)
    }
}

/// A colour.
pub(crate) fn color(color: Color) -> Xml {
    Xml::val("a:srgbClr", hex(color))
}

/// A fill of one colour.
pub(crate) fn fill(of: Color) -> Xml {
    Xml::new("a:solidFill").holding(color(of))
}

/// A fill of one colour of the theme.
pub(crate) fn theme_fill(name: &str) -> Xml {
    Xml::new("a:solidFill").holding(Xml::val("a:schemeClr", name))
}

/// No fill.
pub(crate) fn no_fill() -> Xml {
    Xml::new("a:noFill")
}

/// No line.
pub(crate) fn no_line() -> Xml {
    Xml::new("a:ln").holding(no_fill())
}

/// A pattern that every program knows by its name, of a colour on a background.
pub(crate) fn pattern(name: &str, of: Color, background: Color) -> Xml {
    let [front, back] = [("a:fgClr", of), ("a:bgClr", background)].map(|(name, of)| Xml::new(name).holding(color(of)));
    Xml::new("a:pattFill").with("prst", name).holding(front).holding(back)
}

/// A line of a colour.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) color: Color,
    /// EMU.
    pub(crate) width: i64,
    pub(crate) dashed: bool,
}

impl Line {
    /// A line without gaps.
    pub(crate) fn solid(color: Color, width: i64) -> Self {
        Self { color, width, dashed: false }
    }

    pub(crate) fn xml(self) -> Xml {
        let line = Xml::new("a:ln").with("w", self.width.max(1)).holding(fill(self.color));
        if self.dashed { line.holding(Xml::val("a:prstDash", "dash")) } else { line }
    }
}

/// An outline that every program knows by its name.
pub(crate) fn preset(name: &str) -> Xml {
    Xml::new("a:prstGeom").with("prst", name).holding(Xml::new("a:avLst"))
}

/// The head of a shape: its kind of properties, its id and name, and what more it says.
pub(crate) struct Head<'a> {
    pub(crate) id: u32,
    pub(crate) name: &'a str,
    pub(crate) alt: Option<&'a str>,
}

impl<'a> Head<'a> {
    /// A head without an alt text.
    pub(crate) fn new(id: u32, name: &'a str) -> Self {
        Self { id, name, alt: None }
    }

    pub(crate) fn xml(&self) -> Xml {
        Xml::new("p:cNvPr").with("id", self.id).with("name", self.name).maybe_with("descr", self.alt)
    }
}

/// A group of shapes.
pub(crate) fn group(head: &Head<'_>, area: Area, inside: impl IntoIterator<Item = Xml>) -> Xml {
    let own = Xml::new("p:nvGrpSpPr").holding(head.xml()).holding(Xml::new("p:cNvGrpSpPr")).holding(Xml::new("p:nvPr"));
    Xml::new("p:grpSp").holding(own).holding(Xml::new("p:grpSpPr").holding(area.group())).holding_all(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn a_group_keeps_the_places_of_its_shapes() {
        let area = Area::points(1.0, 2.0, 3.0, 4.0);
        let written = group(&Head { alt: Some("a"), ..Head::new(7, "g") }, area, [Xml::new("p:sp")]).to_string();
        let tree = Tree::parse(&written).expect("XML");
        let place = tree.root().and_then(|g| g.at(&["grpSpPr", "xfrm"])).expect("a place");
        for (outside, inside, keys) in [("off", "chOff", ["x", "y"]), ("ext", "chExt", ["cx", "cy"])] {
            for key in keys {
                let at = |name: &str| place.child(name).and_then(|e| e.number::<i64>(key));
                assert_eq!(at(outside), at(inside));
            }
        }
        assert_eq!(place.child("ext").and_then(|e| e.number("cy")), Some(50_800));
        let head = tree.root().and_then(|g| g.at(&["nvGrpSpPr", "cNvPr"])).expect("a head");
        assert_eq!((head.number("id"), head.attribute("descr").as_deref()), (Some(7), Some("a")));
    }

    #[test]
    fn a_line_is_never_thinner_than_can_be_said() {
        let line = Line { color: Color(1, 2, 255), width: 0, dashed: true }.xml().to_string();
        assert!(line.contains("w=\"1\"") && line.contains("0102FF") && line.contains("prstDash"), "{line}");
    }
}
