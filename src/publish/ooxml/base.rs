//! The presentation that decks start from when they have no template: theme, master, four layouts, notes master.

use crate::project::recipe::Aspect;
use crate::publish::ooxml::drawing::{color, theme_fill};
use crate::publish::ooxml::package::{Package, Relation};
use crate::publish::ooxml::xml::Xml;
use crate::style::Palette;

const TYPE: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// The types of the layouts, in the order of their files.
pub(crate) const LAYOUTS: [&str; 4] = ["title", "secHead", "titleOnly", "obj"];

/// The parts that depend on the shape of slides: the master and its layouts.
struct Sheets {
    master: &'static str,
    layouts: [&'static str; 4],
}

const WIDE: Sheets = Sheets {
    master: include_str!("../../../assets/pptx/wide/slideMaster1.xml"),
    layouts: [
        include_str!("../../../assets/pptx/wide/slideLayout1.xml"),
        include_str!("../../../assets/pptx/wide/slideLayout2.xml"),
        include_str!("../../../assets/pptx/wide/slideLayout3.xml"),
        include_str!("../../../assets/pptx/wide/slideLayout4.xml"),
    ],
};

const STANDARD: Sheets = Sheets {
    master: include_str!("../../../assets/pptx/standard/slideMaster1.xml"),
    layouts: [
        include_str!("../../../assets/pptx/standard/slideLayout1.xml"),
        include_str!("../../../assets/pptx/standard/slideLayout2.xml"),
        include_str!("../../../assets/pptx/standard/slideLayout3.xml"),
        include_str!("../../../assets/pptx/standard/slideLayout4.xml"),
    ],
};

const NOTES_MASTER: &str = include_str!("../../../assets/pptx/notesMaster1.xml");

/// The parts that say how a presentation is shown and edited: relationship, file, content.
pub(crate) const PROPERTIES: [(&str, &str, &str); 3] = [
    ("presProps", "presProps.xml", include_str!("../../../assets/pptx/presProps.xml")),
    ("viewProps", "viewProps.xml", include_str!("../../../assets/pptx/viewProps.xml")),
    ("tableStyles", "tableStyles.xml", include_str!("../../../assets/pptx/tableStyles.xml")),
];

/// A root of a presentation part, with the namespaces of such parts.
pub(crate) fn root(name: &'static str) -> Xml {
    Xml::new(name)
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        .with("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main")
}

/// The width and height of slides in points.
pub(crate) fn extent(aspect: Aspect) -> (f64, f64) {
    match aspect {
        Aspect::Wide => (960.0, 540.0),
        Aspect::Standard => (720.0, 540.0),
    }
}

/// The package without slides.
pub(crate) fn package(aspect: Aspect) -> Package {
    let sheets = match aspect {
        Aspect::Wide => WIDE,
        Aspect::Standard => STANDARD,
    };
    let mut package = Package::default();
    for name in ["ppt/theme/theme1.xml", "ppt/theme/theme2.xml"] {
        package.xml(name, THEME, theme().part());
    }
    package.xml("ppt/slideMasters/slideMaster1.xml", &format!("{TYPE}.slideMaster+xml"), sheets.master);
    let mut relations: Vec<Relation> = (1..=LAYOUTS.len())
        .map(|i| Relation::new(format!("rId{i}"), "slideLayout", format!("../slideLayouts/slideLayout{i}.xml")))
        .collect();
    relations.push(Relation::new(format!("rId{}", LAYOUTS.len() + 1), "theme", "../theme/theme1.xml"));
    package.relations("ppt/slideMasters/slideMaster1.xml", &relations);
    for (i, layout) in (1..).zip(sheets.layouts) {
        let part = format!("ppt/slideLayouts/slideLayout{i}.xml");
        package.xml(&part, &format!("{TYPE}.slideLayout+xml"), layout);
        package.relations(&part, &[Relation::new("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")]);
    }
    for (kind, file, content) in PROPERTIES {
        package.xml(&format!("ppt/{file}"), &format!("{TYPE}.{kind}+xml"), content);
    }
    notes_master(&mut package, "../theme/theme2.xml");
    package
}

/// The master of speaker notes.
pub(crate) fn notes_master(package: &mut Package, theme: &str) {
    package.xml("ppt/notesMasters/notesMaster1.xml", &format!("{TYPE}.notesMaster+xml"), NOTES_MASTER);
    package.relations("ppt/notesMasters/notesMaster1.xml", &[Relation::new("rId1", "theme", theme)]);
}

fn theme() -> Xml {
    let elements = Xml::new("a:themeElements").holding(colors()).holding(fonts()).holding(formats());
    Xml::new("a:theme")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("name", "citeplot")
        .holding(elements)
}

fn colors() -> Xml {
    let palette = Palette::light();
    let named = [
        ("a:dk1", palette.foreground),
        ("a:lt1", palette.background),
        ("a:dk2", palette.muted),
        ("a:lt2", palette.grid),
        ("a:accent1", palette.series[0]),
        ("a:accent2", palette.series[1]),
        ("a:accent3", palette.series[2]),
        ("a:accent4", palette.series[3]),
        ("a:accent5", palette.series[4]),
        ("a:accent6", palette.series[5]),
        ("a:hlink", palette.series[0]),
        ("a:folHlink", palette.series[3]),
    ];
    Xml::new("a:clrScheme")
        .with("name", "citeplot")
        .holding_all(named.map(|(name, value)| Xml::new(name).holding(color(value))))
}

fn fonts() -> Xml {
    let family = |name| {
        Xml::new(name).holding_all(
            [("a:latin", "Inter"), ("a:ea", ""), ("a:cs", "")]
                .map(|(name, face)| Xml::new(name).with("typeface", face)),
        )
    };
    Xml::new("a:fontScheme").with("name", "citeplot").holding(family("a:majorFont")).holding(family("a:minorFont"))
}

/// Plain fills, thin lines, no effects, three of each as the format wants.
fn formats() -> Xml {
    let fill = || theme_fill("phClr");
    let three = |name: &'static str, one: &dyn Fn() -> Xml| Xml::new(name).holding_all([one(), one(), one()]);
    Xml::new("a:fmtScheme")
        .with("name", "citeplot")
        .holding(three("a:fillStyleLst", &fill))
        .holding(three("a:lnStyleLst", &|| Xml::new("a:ln").with("w", 9525).holding(fill())))
        .holding(three("a:effectStyleLst", &|| Xml::new("a:effectStyle").holding(Xml::new("a:effectLst"))))
        .holding(three("a:bgFillStyleLst", &fill))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::tree::{Element, Tree};

    #[test]
    fn every_fixed_part_is_xml_of_its_kind() {
        let roots = [&WIDE, &STANDARD].into_iter().flat_map(|sheets| {
            [(sheets.master, "sldMaster")].into_iter().chain(sheets.layouts.map(|layout| (layout, "sldLayout")))
        });
        for (text, name) in roots.chain([(NOTES_MASTER, "notesMaster")]) {
            let tree = Tree::parse(text).expect("XML");
            assert_eq!(tree.root().map(Element::name), Some(name));
        }
        for sheets in [WIDE, STANDARD] {
            for (layout, kind) in sheets.layouts.into_iter().zip(LAYOUTS) {
                let tree = Tree::parse(layout).expect("XML");
                assert_eq!(tree.root().and_then(|r| r.attribute("type")).as_deref(), Some(kind));
            }
        }
    }

    #[test]
    fn the_theme_has_the_colours_of_the_palette() {
        let written = theme().part();
        let tree = Tree::parse(&written).expect("XML");
        let scheme = tree.all("clrScheme").next().expect("colours");
        let colors: Vec<String> = scheme.inner("srgbClr").filter_map(|c| c.attribute("val")).collect();
        assert_eq!(colors.len(), 12);
        assert_eq!(colors[1], "FFFFFF");
    }
}
