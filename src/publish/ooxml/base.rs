//! The presentation that decks start from when they have no template: theme, master, four layouts, notes master.

use crate::project::recipe::Aspect;
use crate::publish::ooxml::drawing::{Area, Head, color, emu, preset, theme_fill};
use crate::publish::ooxml::package::{Package, Relation};
use crate::publish::ooxml::xml::Xml;
use crate::style::font::Fonts;
use crate::style::{Color, Palette, Picture, Theme, Weight};

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
pub(crate) fn package(aspect: Aspect, look: &Theme) -> Package {
    let sheets = match aspect {
        Aspect::Wide => WIDE,
        Aspect::Standard => STANDARD,
    };
    let mut package = Package::default();
    for name in ["ppt/theme/theme1.xml", "ppt/theme/theme2.xml"] {
        package.xml(name, THEME, theme(look).part());
    }
    let logo = look.logo.as_ref().map(|logo| placed(logo, extent(aspect).0));
    let master = match &logo {
        Some(logo) => with_logo(sheets.master, logo),
        None => sheets.master.to_owned(),
    };
    package.xml("ppt/slideMasters/slideMaster1.xml", &format!("{TYPE}.slideMaster+xml"), master);
    let mut relations: Vec<Relation> = (1..=LAYOUTS.len())
        .map(|i| Relation::new(format!("rId{i}"), "slideLayout", format!("../slideLayouts/slideLayout{i}.xml")))
        .collect();
    relations.push(Relation::new(format!("rId{}", LAYOUTS.len() + 1), "theme", "../theme/theme1.xml"));
    if let Some(picture) = &look.logo {
        package.bytes(LOGO, "image/png", picture.png.clone());
        relations.push(Relation::new("rIdLogo", "image", "../media/citeplot-logo.png"));
    }
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

/// The part of a logo.
const LOGO: &str = "ppt/media/citeplot-logo.png";
/// The height and the greatest width of a logo, points, and how far it stands from the upper and right edges.
const LOGO_SIZE: (f64, f64) = (36.0, 160.0);
const LOGO_EDGE: (f64, f64) = (32.0, 40.0);

/// Where a logo stands on slides of a width.
fn placed(logo: &Picture, width: f64) -> Area {
    let (w, h) = (f64::from(logo.width.max(1)), f64::from(logo.height.max(1)));
    let scale = (LOGO_SIZE.0 / h).min(LOGO_SIZE.1 / w);
    Area::points(width - LOGO_EDGE.1 - w * scale, LOGO_EDGE.0, w * scale, h * scale)
}

/// A master with a logo in its corner, and titles that end before it.
fn with_logo(master: &str, logo: &Area) -> String {
    let own = Xml::new("p:nvPicPr")
        .holding(Head { alt: Some(""), ..Head::new(20, "Logo") }.xml())
        .holding(Xml::new("p:cNvPicPr"))
        .holding(Xml::new("p:nvPr"));
    let file = Xml::new("p:blipFill")
        .holding(Xml::new("a:blip").with("r:embed", "rIdLogo"))
        .holding(Xml::new("a:stretch").holding(Xml::new("a:fillRect")));
    let look = Xml::new("p:spPr").holding(logo.transform()).holding(preset("rect"));
    let picture = Xml::new("p:pic").holding(own).holding(file).holding(look);
    let narrower = |cx: i64| {
        (format!("cx=\"{cx}\" cy=\"812800\""), format!("cx=\"{}\" cy=\"812800\"", cx - logo.width - emu(24.0)))
    };
    let titles = [11_176_000, 8_128_000].map(narrower);
    let master = titles.iter().fold(master.to_owned(), |text, (old, new)| text.replacen(old, new, 1));
    master.replacen("</p:spTree>", &format!("{picture}</p:spTree>"), 1)
}

fn theme(look: &Theme) -> Xml {
    let elements =
        Xml::new("a:themeElements").holding(colors(&look.palette)).holding(fonts(face(&look.fonts))).holding(formats());
    Xml::new("a:theme")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("name", "citeplot")
        .holding(elements)
}

/// The colours of the scheme of a presentation in the colours of a theme, by their names there.
pub(crate) fn scheme(palette: &Palette) -> [(&'static str, Color); 12] {
    [
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
    ]
}

fn colors(palette: &Palette) -> Xml {
    Xml::new("a:clrScheme")
        .with("name", "citeplot")
        .holding_all(scheme(palette).map(|(name, value)| Xml::new(name).holding(color(value))))
}

/// The name of the font that texts are set in.
pub(crate) fn face(fonts: &Fonts) -> &str {
    fonts.faces(Weight::Regular).first().map_or("Inter", |face| face.name())
}

fn fonts(face: &str) -> Xml {
    let family = |name| {
        Xml::new(name).holding_all(
            [("a:latin", face), ("a:ea", ""), ("a:cs", "")].map(|(name, face)| Xml::new(name).with("typeface", face)),
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
        let written = theme(&Theme::default()).part();
        let tree = Tree::parse(&written).expect("XML");
        let scheme = tree.all("clrScheme").next().expect("colours");
        let colors: Vec<String> = scheme.inner("srgbClr").filter_map(|c| c.attribute("val")).collect();
        assert_eq!(colors.len(), 12);
        assert_eq!(colors[1], "FFFFFF");
    }

    #[test]
    fn a_dark_theme_has_a_dark_background_and_light_foreground() {
        let style = crate::style::Style::named("dark").expect("a style");
        let look = Theme::new(&style, crate::style::Size::Slide);
        let written = theme(&look).part();
        let tree = Tree::parse(&written).expect("XML");
        let of = |name| tree.all(name).next().and_then(|e| e.child("srgbClr")).and_then(|c| c.attribute("val"));
        assert_eq!((of("dk1"), of("lt1")), (Some("F0F3F6".to_owned()), Some("14181D".to_owned())));
    }

    #[test]
    fn a_logo_stands_in_the_corner_of_the_master_and_titles_end_before_it() {
        let logo = Picture::from_rgb(&[0; 300], 10, 10);
        let look = Theme { logo: logo.map(std::sync::Arc::new), ..Theme::default() };
        for aspect in [Aspect::Wide, Aspect::Standard] {
            let package = package(aspect, &look);
            let master = String::from_utf8(package.parts["ppt/slideMasters/slideMaster1.xml"].clone()).expect("text");
            let tree = Tree::parse(&master).expect("XML");
            let logo = tree.all("pic").next().and_then(|p| p.at(&["spPr", "xfrm", "off"])).expect("a logo");
            let title = tree.all("sp").next().and_then(|s| s.at(&["spPr", "xfrm"])).expect("a title");
            let read = |name: &str, key: &str| title.child(name).and_then(|e| e.number::<i64>(key)).expect("a number");
            assert!(read("off", "x") + read("ext", "cx") < logo.number("x").expect("a place"));
            assert!(package.parts.contains_key(LOGO));
        }
    }
}
