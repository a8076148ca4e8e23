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
use citeplot::style::{Size, Style, Theme};
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
    for (ground, why) in [
        (dark, Why::Background),
        ("<p:bgPr><a:blipFill/><a:effectLst/></p:bgPr>", Why::Picture),
        (
            "<p:bgPr><a:gradFill><a:gsLst><a:gs pos=\"0\"><a:srgbClr val=\"FFFFFF\"/></a:gs><a:gs pos=\"100000\"><a:srgbClr val=\"202020\"/></a:gs></a:gsLst></a:gradFill><a:effectLst/></p:bgPr>",
            Why::Background,
        ),
    ] {
        let made = on(&template("light", &[(MASTER, bg, ground)]), &["bars", "trend"]);
        assert!(made.unworn.iter().any(|u| u.why == why), "{:?}", made.unworn);
        assert!(made.unworn.iter().all(|u| u.instead == Instead::Background));
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
