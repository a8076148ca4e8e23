//! Decks on templates: what of a template figures wear, and what they wear instead where they could not be read.

#[path = "support/packed.rs"]
mod packed;
#[path = "support/parts.rs"]
mod parts;

use std::path::Path;
use std::sync::Arc;

use citeplot::build::{Build, DeckRequest, FigureCache};
use citeplot::diag::Report;
use citeplot::model::Locale;
use citeplot::project::recipe::{DeckRecipe, SlideRecipe};
use citeplot::project::{self, Project};
use citeplot::publish::deck::Deck;
use citeplot::publish::ooxml::{self, Found, Instead, Presentation, State, Why};
use citeplot::style::{Color, Palette, Size, Style, Theme, contrast};
use packed::packed;
use parts::parts;

const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
const THEME: &str = "ppt/theme/theme1.xml";

fn demo() -> Project {
    let (project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// The demonstration's deck, of some of its charts.
fn deck(project: &Project, charts: &[&str]) -> Deck {
    let mut recipe: DeckRecipe = project.decks.iter().find(|d| d.id == "all").expect("a deck").clone();
    let is_asked = |slide: &SlideRecipe| slide.charts().iter().any(|chart| charts.contains(&chart.value.as_str()));
    recipe.slides.retain(|slide| is_asked(slide) && matches!(slide, SlideRecipe::Chart { form: None, .. }));
    let mut report = Report::new();
    let request = DeckRequest { recipe: &recipe, locale: Locale::En };
    Build::new(project).decks(&[request], &mut report).pop().unwrap_or_else(|| panic!("{report:?}"))
}

/// A template in a theme of ours, changed part by part.
fn template(name: &str, changes: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut own = deck(&demo(), &["bars"]);
    own.theme = Theme::new(&Style::named(name).expect("a style"), Size::Slide);
    let mut all = parts(&own.pptx(None).expect("a deck"));
    for (part, from, to) in changes {
        let old = String::from_utf8(all[*part].clone()).expect("text");
        assert!(old.contains(from), "{part} has no `{from}`");
        all.insert((*part).to_owned(), old.replace(from, to).into_bytes());
    }
    packed(&all)
}

fn on(template: &[u8], charts: &[&str]) -> Presentation {
    ooxml::presentation(&deck(&demo(), charts), Some(template)).expect("a deck on a template")
}

fn text(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes)[name].clone()).expect("text")
}

#[test]
fn a_dark_template_that_can_be_read_is_worn() {
    let made = on(&template("dark", &[]), &["bars", "trend"]);
    assert_eq!(made.unworn, []);
    let chart = text(&made.bytes, "ppt/charts/citeplot-chart1.xml");
    assert!(chart.contains("<a:schemeClr val=\"accent1\"") && chart.contains("<a:schemeClr val=\"tx1\""));
    // Names of lines, which the light theme darkens, follow the template.
    let slide = text(&made.bytes, "ppt/slides/slide3.xml");
    assert!(!slide.contains("<a:srgbClr val=\"C"), "a text has a colour of the light theme");
    assert!(!slide.contains("citeplot background"));
}

#[test]
fn texts_that_could_not_be_read_stand_on_the_ground_of_the_theme() {
    // Dark slides whose scheme says that they are light.
    let dark = "<p:bgPr><a:solidFill><a:srgbClr val=\"1E2A36\"/></a:solidFill><a:effectLst/></p:bgPr>";
    let bg = "<p:bgRef idx=\"1001\">\n        <a:schemeClr val=\"bg1\"/>\n      </p:bgRef>";
    for (ground, why, instead) in [
        (dark, Why::Background, Instead::DarkBackground),
        ("<p:bgPr><a:blipFill/><a:effectLst/></p:bgPr>", Why::Picture, Instead::Background),
        (
            "<p:bgPr><a:gradFill><a:gsLst><a:gs pos=\"0\"><a:srgbClr val=\"FFFFFF\"/></a:gs><a:gs pos=\"100000\"><a:srgbClr val=\"202020\"/></a:gs></a:gsLst></a:gradFill><a:effectLst/></p:bgPr>",
            Why::Background,
            Instead::Background,
        ),
    ] {
        let made = on(&template("light", &[(MASTER, bg, ground)]), &["bars", "trend"]);
        assert!(made.unworn.iter().any(|u| u.why == why), "{:?}", made.unworn);
        assert!(made.unworn.iter().all(|u| u.instead == instead), "{:?}", made.unworn);
        for slide in ["ppt/slides/slide2.xml", "ppt/slides/slide3.xml"] {
            let slide = text(&made.bytes, slide);
            let (ground, figure) =
                (slide.find("citeplot background").expect("a ground"), slide.find("name=\"citeplot:"));
            assert!(Some(ground) < figure, "the ground stands behind the figure");
        }
        assert!(!text(&made.bytes, "ppt/charts/citeplot-chart1.xml").contains("schemeClr"));
    }
}

#[test]
fn weak_colours_of_series_are_those_of_the_theme_on_a_ground_like_its() {
    let theme = text(&template("light", &[]), THEME);
    let accent =
        theme.split("<a:accent1><a:srgbClr val=\"").nth(1).and_then(|t| t.get(..6)).expect("a colour").to_owned();
    let made = on(&template("light", &[(THEME, &accent, "FFE070")]), &["bars", "trend"]);
    let weak = |u: &ooxml::Unworn| matches!(&u.why, Why::Contrast { name, .. } if name == "accent1");
    assert!(made.unworn.iter().any(|u| weak(u) && u.instead == Instead::Series), "{:?}", made.unworn);
    let chart = text(&made.bytes, "ppt/charts/citeplot-chart1.xml");
    assert!(!chart.contains("\"accent1\"") && chart.contains("\"tx1\"") && chart.contains(&accent));
    assert!(!text(&made.bytes, "ppt/slides/slide2.xml").contains("citeplot background"));
}

#[test]
fn a_font_that_cannot_be_measured_is_replaced_in_figures_and_named() {
    let made =
        on(&template("light", &[(THEME, "typeface=\"Inter\"", "typeface=\"Wide House Sans\"")]), &["bars", "trend"]);
    let font = |u: &ooxml::Unworn| u.why == Why::Font("Wide House Sans".to_owned());
    assert!(made.unworn.iter().any(|u| font(u) && u.instead == Instead::Font("Inter".to_owned())), "{:?}", made.unworn);
    let slide = text(&made.bytes, "ppt/slides/slide3.xml");
    assert!(slide.contains("<a:latin typeface=\"Inter\"/>"));
    let title = slide.split("<p:sp>").find(|s| s.contains("type=\"title\"")).expect("a title");
    assert!(!title.contains("a:latin"), "the title is the template's");
    let narrower = on(&template("light", &[(THEME, "typeface=\"Inter\"", "typeface=\"Calibri\"")]), &["bars", "trend"]);
    assert_eq!(narrower.unworn, []);
}

#[test]
fn a_refresh_keeps_what_is_worn() {
    let bg = "<p:bgRef idx=\"1001\">\n        <a:schemeClr val=\"bg1\"/>\n      </p:bgRef>";
    let dark = "<p:bgPr><a:solidFill><a:srgbClr val=\"1E2A36\"/></a:solidFill><a:effectLst/></p:bgPr>";
    let made = on(&template("light", &[(MASTER, bg, dark)]), &["bars", "trend"]);
    let mut project = demo();
    let draw = |project: &Project, bytes: &[u8]| {
        let build = Build::new(project);
        let figures = FigureCache::new(&build);
        ooxml::refresh(bytes, &|found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone)).expect("readable")
    };
    assert!(draw(&project, &made.bytes).renewals.iter().all(|r| r.state == State::Current));
    for claim in ["trust-alba-2023", "plans-work-alba"] {
        let claims = &mut project.datasets[0].claims;
        let claim = claims.iter_mut().find(|c| c.id.value == claim).expect("the claim");
        claim.value.value = "26".parse().expect("a value");
    }
    let new = draw(&project, &made.bytes);
    assert!(new.renewals.iter().all(|r| r.state == State::Renewed), "{:?}", new.renewals);
    let group = text(&new.bytes, "ppt/slides/slide3.xml");
    let group = &group[group.find("<p:grpSp>").expect("a group")..];
    assert!(!group[..group.rfind("</p:grpSp>").expect("its end")].contains("schemeClr"), "its colours are its own");
}

/// The number in an attribute of the first element of a name.
fn number(xml: &str, element: &str, key: &str) -> Option<f64> {
    let from = xml.find(&format!("<{element} "))?;
    let tag = xml.get(from..from + xml.get(from..)?.find('>')?)?;
    tag.split(&format!(" {key}=\"")).nth(1)?.split('"').next()?.parse().ok()
}

/// A shape of a slide.
struct Drawn {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    /// The colour of its fill, or of its text.
    color: Color,
    words: Option<String>,
}

/// The shapes of a slide with a fill or a text, in the order of drawing; `ground` and `ink` are those of the scheme.
fn drawn(slide: &str, ground: Color, ink: Color) -> Vec<Drawn> {
    let read = |shape: &str| {
        let (left, top) = (number(shape, "a:off", "x")?, number(shape, "a:off", "y")?);
        let (wide, high) = (number(shape, "a:ext", "cx")?, number(shape, "a:ext", "cy")?);
        let words = shape.split("<a:t>").nth(1).and_then(|t| t.split("</a:t>").next()).map(str::to_owned);
        // A line has no fill of its own.
        let filled = shape.split("<a:ln").next()?;
        let fill = match &words {
            Some(_) => shape.split("<a:rPr").nth(1)?,
            None => filled,
        };
        let written = fill.split("Clr val=\"").nth(1)?.split('"').next()?;
        let color = match written {
            "bg1" => ground,
            "tx1" | "tx2" => ink,
            hex => Color::from_hex(&format!("#{hex}"))?,
        };
        Some(Drawn { left, top, right: left + wide, bottom: top + high, color, words })
    };
    slide.split("<p:sp>").skip(1).filter_map(read).collect()
}

#[test]
fn on_a_dark_template_weak_colours_give_way_to_those_of_the_dark_theme_and_every_word_can_be_read() {
    let dark = template("dark", &[]);
    let theme = text(&dark, THEME);
    let accent = theme.split("<a:accent1><a:srgbClr val=\"").nth(1).and_then(|t| t.get(..6)).expect("a colour");
    let made = on(&template("dark", &[(THEME, accent, "1A2430")]), &["likert", "waffles", "trend"]);
    assert!(made.unworn.iter().all(|u| u.instead == Instead::DarkSeries), "{:?}", made.unworn);
    assert_eq!(made.unworn[0].slides, [2, 3, 4]);
    let palette = Palette::dark();
    let mut on_marks = 0;
    for slide in [2, 3, 4] {
        let slide = text(&made.bytes, &format!("ppt/slides/slide{slide}.xml"));
        assert!(!slide.contains("citeplot background"));
        let shapes = drawn(&slide, palette.background, palette.foreground);
        for (at, shape) in shapes.iter().enumerate() {
            let Some(words) = &shape.words else { continue };
            let (x, y) = ((shape.left + shape.right) / 2.0, (shape.top + shape.bottom) / 2.0);
            let holds = |s: &&Drawn| s.words.is_none() && s.left <= x && x <= s.right && s.top <= y && y <= s.bottom;
            let behind = shapes[..at].iter().rev().find(holds).map_or(palette.background, |s| s.color);
            let found = contrast(shape.color, behind);
            assert!(found >= 4.5, "`{words}` has a contrast of {found:.1} on {behind}");
            on_marks += usize::from(behind != palette.background);
        }
    }
    assert!(on_marks > 4, "{on_marks} words on marks");
}

#[test]
fn what_lies_behind_hatching_is_a_tint_towards_the_ground_of_the_template() {
    let made = on(&template("dark", &[]), &["bars", "bars-upright", "waffles"]);
    let charts = ["ppt/charts/citeplot-chart1.xml", "ppt/charts/citeplot-chart2.xml"];
    let grounds: Vec<String> = charts
        .iter()
        .flat_map(|part| {
            let chart = text(&made.bytes, part);
            chart
                .split("<a:bgClr>")
                .skip(1)
                .map(|bg| bg[..bg.find("</a:bgClr>").expect("its end")].to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(!grounds.is_empty());
    for ground in grounds {
        assert!(ground.contains("lumMod") && !ground.contains("lumOff"), "lighter than its colour: {ground}");
    }
    // It stays so when the figure is drawn anew.
    let mut project = demo();
    for claim in &mut project.datasets[0].claims {
        if claim.id.value == "trust-alba-2023" {
            claim.value.value = "~26".parse().expect("a value");
        }
    }
    let build = Build::new(&project);
    let figures = FigureCache::new(&build);
    let new = ooxml::refresh(&made.bytes, &|found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone))
        .expect("readable");
    assert!(new.renewals.iter().any(|r| r.state == State::Renewed), "{:?}", new.renewals);
    let waffles = text(&new.bytes, "ppt/slides/slide4.xml");
    assert!(!waffles.contains("lumOff"), "a square is lighter than its colour");
}

#[test]
fn figures_end_above_the_words_at_the_foot_of_a_template() {
    // The foot of many templates begins 500 points from above; ours 514.
    let master = text(&template("light", &[]), MASTER);
    let higher = master.replace("y=\"6527800\"", "y=\"6356350\"");
    assert_ne!(master, higher);
    let mut all = parts(&template("light", &[]));
    all.insert(MASTER.to_owned(), higher.into_bytes());
    for number in 1..=4 {
        let part = format!("ppt/slideLayouts/slideLayout{number}.xml");
        let layout = String::from_utf8(all[&part].clone()).expect("text").replace("y=\"6527800\"", "y=\"6356350\"");
        all.insert(part, layout.into_bytes());
    }
    let mut own = deck(&demo(), &["bars", "trend", "dots", "waffles"]);
    own.footer = "Institute · confidential".to_owned();
    let made = ooxml::presentation(&own, Some(&packed(&all))).expect("a deck");
    let mut seen = 0;
    for slide in 2..=5 {
        let slide = text(&made.bytes, &format!("ppt/slides/slide{slide}.xml"));
        for shape in slide.split("<p:sp>").filter(|s| s.contains("<a:t>") && !s.contains("type=\"")) {
            let (Some(top), Some(high)) = (number(shape, "a:off", "y"), number(shape, "a:ext", "cy")) else { continue };
            assert!(top + high <= 6_356_350.0 + 12_700.0, "{shape}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} texts");
}
