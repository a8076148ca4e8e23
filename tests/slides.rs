//! Slides of two figures, of words and of the list of sections, with footer and date, in every form and aspect.

#[path = "support/parts.rs"]
mod parts;

use std::path::Path;
use std::sync::Arc;

use citeplot::build::{Build, DeckRequest, FigureCache};
use citeplot::diag::Report;
use citeplot::model::{Locale, Text};
use citeplot::project::recipe::{Aspect, DeckRecipe};
use citeplot::project::{self, Project};
use citeplot::publish::deck::Deck;
use citeplot::publish::ooxml::{self, Found, Refreshed};
use parts::parts;

fn demo() -> Project {
    let (project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    project
}

fn refreshed(bytes: &[u8], project: &Project) -> Refreshed {
    let build = Build::new(project);
    let figures = FigureCache::new(&build);
    let draw = |found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone);
    ooxml::refresh(bytes, &draw).expect("readable")
}

/// The demonstration's deck of two figures a slide, words, an agenda, a footer and a date.
fn side_by_side(aspect: Aspect) -> Deck {
    let project = demo();
    let mut recipe = project.decks.iter().find(|d| d.id == "side-by-side").expect("a deck").clone();
    recipe.aspect = aspect;
    let mut report = Report::new();
    let request = DeckRequest { recipe: &recipe, locale: Locale::En };
    Build::new(&project).decks(&[request], &mut report).pop().unwrap_or_else(|| panic!("{report:?}"))
}

fn slides_of(bytes: &[u8]) -> Vec<String> {
    let all = parts(bytes);
    let number = |name: &str| name.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().expect("a number");
    let mut slides: Vec<(usize, String)> = all
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
        .map(|(name, bytes)| (number(name), String::from_utf8(bytes.clone()).expect("text")))
        .collect();
    slides.sort();
    slides.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn two_figures_words_an_agenda_footer_and_date_stand_in_every_form() {
    for aspect in Aspect::ALL.iter().copied() {
        let deck = side_by_side(aspect);
        let slides = slides_of(&deck.pptx(None).expect("a deck"));
        let texts = |slide: usize| {
            let pieces = slides[slide].split("<a:t>").skip(1);
            pieces.map(|t| t.split("</a:t>").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert!(texts(0).contains(&"12 May 2026".to_owned()) && !texts(0).contains(&deck.footer), "the first slide");
        assert_eq!(texts(1)[..3], ["Overview", "Trust", "Plans"]);
        assert!(slides[1].contains("buAutoNum"));
        assert!(!texts(2).contains(&deck.footer), "a section has its title alone");
        for slide in [1, 3, 5, 6, 8, 9] {
            assert!(
                texts(slide).contains(&deck.footer) && texts(slide).contains(&deck.date),
                "slide {slide}: {:?}",
                texts(slide)
            );
        }
        let pair = &slides[3];
        for (chart, finding) in [("trend-muted", "Trust in Alba has risen"), ("bars-upright", "About half trust Alba")]
        {
            assert!(pair.contains(&format!("name=\"citeplot-title:{chart}@en#")) && pair.contains(finding), "{chart}");
            assert!(pair.contains(&format!("name=\"citeplot:{chart}@en#")), "{chart} is known");
        }
        let mut ids: Vec<&str> = pair.split(" id=\"").skip(1).filter_map(|p| p.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "no id stands twice");
        let html = deck.html();
        assert_eq!(html.matches("<h2>").count(), slides.len() - 1, "one heading a slide");
        assert_eq!(html.matches("class=\"half\"").count(), 6);
        assert!(html.contains("<ol><li>Trust</li><li>Plans</li></ol>") && html.contains("<li>Face to face</li>"));
        assert!(html.contains("<span>Institute of Made-up Studies</span><span>12 May 2026</span>"));
        assert!(deck.pdf().expect("a file").starts_with(b"%PDF"));
    }
}

#[test]
fn no_text_of_a_slide_is_below_10_points_but_the_line_with_the_code() {
    for aspect in Aspect::ALL.iter().copied() {
        let deck = side_by_side(aspect);
        let made = ooxml::presentation(&deck, None).expect("a deck");
        assert_eq!(made.small, [], "{aspect:?}");
        for (number, slide) in (1..).zip(slides_of(&made.bytes)) {
            for shape in slide.split("<p:sp>").skip(1) {
                let name = shape.split("name=\"").nth(1).and_then(|n| n.split('"').next()).unwrap_or_default();
                let sizes = shape.split(" sz=\"").skip(1).filter_map(|s| s.split('"').next()?.parse::<u32>().ok());
                let least = if name == "citeplot code" { 800 } else { 1000 };
                for size in sizes {
                    assert!(size >= least, "{aspect:?}, slide {number}: `{name}` is set in {size}");
                }
            }
        }
    }
}

#[test]
fn a_figure_that_is_too_full_keeps_the_edge_of_its_title_and_a_source_that_can_be_read() {
    let (project, report) = project::read(Path::new("tests/developers"));
    assert!(!report.has_errors(), "{report:?}");
    for (aspect, width) in [(Aspect::Wide, 960.0), (Aspect::Standard, 720.0)] {
        let mut recipe = DeckRecipe::of_charts("deck", Text::Plain("Deck".to_owned()), ["grid"].into_iter());
        recipe.aspect = aspect;
        let mut report = Report::new();
        let request = DeckRequest { recipe: &recipe, locale: Locale::En };
        let deck = Build::new(&project).decks(&[request], &mut report).pop().unwrap_or_else(|| panic!("{report:?}"));
        let made = ooxml::presentation(&deck, None).expect("a deck");
        assert_eq!(made.small.len(), 1, "the figure is too full");
        let slide = &slides_of(&made.bytes)[1];
        let mut seen = 0;
        for shape in slide.split("<p:sp>").skip(1) {
            let name = shape.split("name=\"").nth(1).and_then(|n| n.split('"').next()).unwrap_or_default();
            let (left, wide) = (number_in(shape, "x"), number_in(shape, "cx"));
            match name {
                "citeplot subtitle" => assert!((left - 508_000.0).abs() < 12_700.0, "{aspect:?}: {left}"),
                "citeplot code" => {
                    assert!(number_in(shape, "sz") >= 800.0, "{aspect:?}: {shape}");
                    // The number of the slide stands to the right of it.
                    assert!(left + wide <= (width - 28.0) * 12_700.0, "{aspect:?}: {left} + {wide}");
                }
                "citeplot source" | "citeplot note" => assert!(number_in(shape, "sz") >= 800.0, "{aspect:?}: {shape}"),
                _ => continue,
            }
            seen += 1;
        }
        assert!(seen > 2, "{seen} texts");
    }
}

/// The number in an attribute of the first element that has it.
fn number_in(shape: &str, key: &str) -> f64 {
    let value = shape.split(&format!(" {key}=\"")).nth(1).and_then(|v| v.split('"').next());
    value.and_then(|v| v.parse().ok()).unwrap_or(0.0)
}

#[test]
fn a_deck_of_two_figures_a_slide_is_up_to_date_and_its_findings_follow_the_records() {
    for aspect in Aspect::ALL.iter().copied() {
        let mut project = demo();
        let bytes = side_by_side(aspect).pptx(None).expect("a deck");
        let fresh = refreshed(&bytes, &project);
        assert!(fresh.renewals.len() == 7 && fresh.texts.is_empty() && fresh.bytes == bytes, "{:?}", fresh.renewals);
        let chart = project.recipes.iter_mut().find(|r| r.id == "bars-upright").expect("the chart");
        chart.title.value = Text::Plain("Another finding".to_owned());
        let new = refreshed(&bytes, &project);
        assert!(slides_of(&new.bytes)[3].contains("<a:t>Another finding</a:t>"));
        let again = refreshed(&new.bytes, &project);
        assert!(again.texts.is_empty() && again.bytes == new.bytes);
    }
}

#[test]
fn pages_hold_each_figure_once_more_for_narrow_screens() {
    let project = demo();
    let mut report = Report::new();
    let requests: Vec<DeckRequest<'_>> =
        project.decks.iter().map(|recipe| DeckRequest { recipe, locale: Locale::En }).collect();
    let decks = Build::new(&project).with_narrow().decks(&requests, &mut report);
    for deck in &decks {
        let figures: Vec<&str> = deck.figures().map(|f| f.id.as_str()).collect();
        let narrow: Vec<&str> = deck.narrow.iter().map(|f| f.id.as_str()).collect();
        assert_eq!(figures, narrow);
        for figure in &deck.narrow {
            // As high as its content, so that no text is smaller than in a column.
            assert!((figure.scene.width, figure.overflow) == (321.0, None) && !figure.theme.titled, "{}", figure.id);
        }
        let html = deck.html();
        assert_eq!(html.matches("<div class=\"narrow\">").count(), figures.len());
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id stands twice");
    }
    assert!(side_by_side(Aspect::Wide).narrow.is_empty(), "presentations do without");
}
