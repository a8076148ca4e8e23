//! The presentation that decks start from when they have no template: theme, master, four layouts, notes master.

use crate::project::recipe::Aspect;
use crate::publish::ooxml::package::Package;
use crate::publish::ooxml::text::emu;
use crate::style::Palette;

/// The namespaces of presentation parts.
pub(crate) const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.presentationml";
/// The layouts: type, name.
pub(crate) const LAYOUTS: [(&str, &str); 4] = [
    ("title", "Title Slide"),
    ("secHead", "Section Header"),
    ("titleOnly", "Title Only"),
    ("obj", "Title and Content"),
];

/// The width and height of slides in points.
pub(crate) fn extent(aspect: Aspect) -> (f64, f64) {
    match aspect {
        Aspect::Wide => (960.0, 540.0),
        Aspect::Standard => (720.0, 540.0),
    }
}

/// A placeholder.
fn placeholder(id: u32, name: &str, ph: &str, place: Option<[f64; 4]>, body: &str) -> String {
    let place = place.map(|[x, y, w, h]| {
        format!(
            "<a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
            emu(x),
            emu(y),
            emu(w),
            emu(h)
        )
    });
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr>{body}</p:sp>",
        place.unwrap_or_default()
    )
}

fn tree(shapes: &str) -> String {
    format!(
        "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>"
    )
}

fn words(text: &str) -> String {
    format!(
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{text}</a:t></a:r></a:p></p:txBody>"
    )
}

/// The package without slides.
pub(crate) fn package(aspect: Aspect) -> Package {
    let mut package = Package::default();
    let (width, height) = extent(aspect);
    package.xml("ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", &theme());
    package.xml("ppt/theme/theme2.xml", "application/vnd.openxmlformats-officedocument.theme+xml", &theme());
    let title = |size: u32, anchor: &str| {
        format!(
            "<p:txBody><a:bodyPr lIns=\"0\" rIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr><a:defRPr sz=\"{size}\"/></a:lvl1pPr></a:lstStyle><a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Title</a:t></a:r></a:p></p:txBody>"
        )
    };
    let number = |id: u32| {
        placeholder(
            id,
            "Slide Number",
            "type=\"sldNum\" sz=\"quarter\" idx=\"12\"",
            Some([width - 100.0, height - 26.0, 72.0, 20.0]),
            "<p:txBody><a:bodyPr lIns=\"0\" rIns=\"0\" tIns=\"0\" bIns=\"0\" anchor=\"ctr\"/><a:lstStyle><a:lvl1pPr algn=\"r\"><a:defRPr sz=\"1000\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:fld id=\"{00000000-1234-1234-1234-123412341234}\" type=\"slidenum\"><a:rPr lang=\"en-GB\"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody>",
        )
    };
    let head = Some([40.0, 18.0, width - 80.0, 64.0]);
    let body = Some([40.0, 96.0, width - 80.0, height - 140.0]);
    let master = format!(
        "{}{}{}",
        placeholder(2, "Title", "type=\"title\"", head, &title(2400, "ctr")),
        placeholder(3, "Text", "type=\"body\" idx=\"1\"", body, &words("Text")),
        number(4)
    );
    let layouts: String = (0..LAYOUTS.len())
        .map(|i| format!("<p:sldLayoutId id=\"{}\" r:id=\"rId{}\"/>", 2_147_483_649 + i as u64, i + 1))
        .collect();
    let style = |size: u32, bold: u8| {
        format!(
            "<a:lvl1pPr algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\"><a:lnSpc><a:spcPct val=\"95000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"400\"/></a:spcBef><a:buNone/><a:defRPr sz=\"{size}\" b=\"{bold}\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl1pPr>"
        )
    };
    package.xml(
        "ppt/slideMasters/slideMaster1.xml",
        &format!("{TYPE}.slideMaster+xml"),
        &format!("<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>{}</p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>", tree(&master), style(2400, 1), style(1400, 0)),
    );
    let mut relations: Vec<(String, &str, String)> = (0..LAYOUTS.len())
        .map(|i| (format!("rId{}", i + 1), "slideLayout", format!("../slideLayouts/slideLayout{}.xml", i + 1)))
        .collect();
    relations.push((format!("rId{}", LAYOUTS.len() + 1), "theme", "../theme/theme1.xml".to_owned()));
    package.relations("ppt/slideMasters/slideMaster1.xml", &relations);
    for (i, (kind, name)) in LAYOUTS.into_iter().enumerate() {
        let shapes = match kind {
            "title" => {
                let place = Some([40.0, height * 0.28, width - 80.0, height * 0.24]);
                let below = Some([40.0, height * 0.54, width - 80.0, height * 0.2]);
                let subtitle = "<p:txBody><a:bodyPr lIns=\"0\" rIns=\"0\"/><a:lstStyle><a:lvl1pPr><a:defRPr sz=\"1800\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Subtitle</a:t></a:r></a:p></p:txBody>";
                placeholder(2, "Title", "type=\"ctrTitle\"", place, &title(3600, "b"))
                    + &placeholder(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", below, subtitle)
            }
            "secHead" => placeholder(
                2,
                "Title",
                "type=\"title\"",
                Some([40.0, height * 0.36, width - 80.0, height * 0.28]),
                &title(3200, "ctr"),
            ),
            "titleOnly" => placeholder(2, "Title", "type=\"title\"", None, &words("Title")),
            _ => {
                placeholder(2, "Title", "type=\"title\"", None, &words("Title"))
                    + &placeholder(3, "Content", "idx=\"1\"", None, &words("Text"))
            }
        };
        let part = format!("ppt/slideLayouts/slideLayout{}.xml", i + 1);
        package.xml(
            &part,
            &format!("{TYPE}.slideLayout+xml"),
            &format!("<p:sldLayout {SPACES} type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\">{}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>", tree(&(shapes + &number(9)))),
        );
        package.relations(&part, &[("rId1".to_owned(), "slideMaster", "../slideMasters/slideMaster1.xml".to_owned())]);
    }
    notes_master(&mut package, "../theme/theme2.xml");
    package
}

/// The master of speaker notes.
pub(crate) fn notes_master(package: &mut Package, theme: &str) {
    let shapes = placeholder(2, "Slide Image", "type=\"sldImg\" idx=\"2\"", Some([68.0, 62.0, 404.0, 228.0]), "")
        + &placeholder(
            3,
            "Notes",
            "type=\"body\" sz=\"quarter\" idx=\"3\"",
            Some([54.0, 300.0, 432.0, 420.0]),
            &words("Notes"),
        );
    package.xml(
        "ppt/notesMasters/notesMaster1.xml",
        &format!("{TYPE}.notesMaster+xml"),
        &format!("<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>{}</p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1000\"/></a:lvl1pPr></p:notesStyle></p:notesMaster>", tree(&shapes)),
    );
    package.relations("ppt/notesMasters/notesMaster1.xml", &[("rId1".to_owned(), "theme", theme.to_owned())]);
}

fn theme() -> String {
    let palette = Palette::light();
    let color = |name: &str, hex: String| format!("<a:{name}><a:srgbClr val=\"{hex}\"/></a:{name}>");
    let mut colors = String::new();
    for (name, value) in [
        ("dk1", palette.foreground),
        ("lt1", palette.background),
        ("dk2", palette.muted),
        ("lt2", palette.grid),
        ("accent1", palette.series[0]),
        ("accent2", palette.series[1]),
        ("accent3", palette.series[2]),
        ("accent4", palette.series[3]),
        ("accent5", palette.series[4]),
        ("accent6", palette.series[5]),
        ("hlink", palette.series[0]),
        ("folHlink", palette.series[3]),
    ] {
        colors.push_str(&color(name, crate::publish::ooxml::text::hex(value)));
    }
    let font = "<a:latin typeface=\"Inter\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fills = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line = "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"citeplot\"><a:themeElements><a:clrScheme name=\"citeplot\">{colors}</a:clrScheme><a:fontScheme name=\"citeplot\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name=\"citeplot\"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}
