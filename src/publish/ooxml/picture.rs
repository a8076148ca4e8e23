//! A picture on its slide: SVG, with PNG behind it for programs that lack it.

use crate::publish::ooxml::drawing::{Area, Head, preset};
use crate::publish::ooxml::xml::Xml;

/// The relationships of a picture's files.
pub(crate) struct Files<'a> {
    pub(crate) png: &'a str,
    pub(crate) svg: &'a str,
}

/// A picture.
pub(crate) fn picture(head: &Head<'_>, files: &Files<'_>, area: Area) -> Xml {
    let own = Xml::new("p:nvPicPr")
        .holding(head.xml())
        .holding(Xml::new("p:cNvPicPr").holding(Xml::new("a:picLocks").with("noChangeAspect", 1)))
        .holding(Xml::new("p:nvPr"));
    let svg = Xml::new("asvg:svgBlip")
        .with("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main")
        .with("r:embed", files.svg);
    let extension = Xml::new("a:ext").with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").holding(svg);
    let blip = Xml::new("a:blip").with("r:embed", files.png).holding(Xml::new("a:extLst").holding(extension));
    let stretched = Xml::new("a:stretch").holding(Xml::new("a:fillRect"));
    let look = Xml::new("p:spPr").holding(area.transform()).holding(preset("rect"));
    Xml::new("p:pic").holding(own).holding(Xml::new("p:blipFill").holding(blip).holding(stretched)).holding(look)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn a_picture_names_both_its_files() {
        let files = Files { png: "rId1", svg: "rId2" };
        let written = picture(&Head::new(1, "a"), &files, Area::points(0.0, 0.0, 1.0, 1.0)).to_string();
        let tree = Tree::parse(&written).expect("XML");
        let embeds: Vec<Option<String>> =
            ["blip", "svgBlip"].iter().map(|name| tree.all(name).next()?.attribute("embed")).collect();
        assert_eq!(embeds, [Some("rId1".to_owned()), Some("rId2".to_owned())]);
    }
}
