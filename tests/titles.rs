//! Titles are read: a quantity that no value of the chart supports is a warning, and what follows from the values is none.

use std::path::Path;

use citeplot::build::{Build, BuildOptions};
use citeplot::diag::{Code, Diagnostic, Report, Severity};
use citeplot::model::{Locale, Text};
use citeplot::project::config::RuleLevel;
use citeplot::project::recipe::SlideRecipe;
use citeplot::project::{self, Project};
use citeplot::source::{Located, Spot};

fn read(folder: &str) -> Project {
    let (project, report) = project::read(Path::new(folder));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// The warnings on titles of a project; in all its languages, or in one of one chart.
fn warnings(project: &Project, options: &BuildOptions) -> Vec<Diagnostic> {
    let mut report = Report::new();
    let figures = Build::new(project).verify(options, &mut report);
    assert!(!figures.is_empty());
    report.iter().filter(|d| d.code == Code::TITLE_UNSUPPORTED).cloned().collect()
}

/// What is unsupported of the title of a chart, as the warning quotes it.
fn lost(folder: &str, chart: &str, title: &str) -> Option<String> {
    let mut project = read(folder);
    let recipe = project.recipes.iter_mut().find(|r| r.id == chart).expect("the chart");
    recipe.title.value = Text::Plain(title.to_owned());
    let locale = if title.is_ascii() { Locale::En } else { project.config.locales[1] };
    let found = warnings(&project, &BuildOptions::new().only(chart).locale(locale));
    assert!(found.len() < 2, "{found:?}");
    let message = found.into_iter().next()?.message;
    message.split('`').nth(1).map(str::to_owned)
}

#[test]
fn titles_of_our_projects_are_supported() {
    for folder in [".", "tests/demo", "tests/shapes", "tests/health", "tests/developers", "tests/report"] {
        let found = warnings(&read(folder), &BuildOptions::new());
        assert!(found.is_empty(), "{folder}: {found:?}");
    }
}

#[test]
fn a_title_with_another_number_is_a_warning() {
    // Study: about 35 and 18; work: 24 and 31; a holiday: a majority, and 42 or so.
    for (title, words) in [
        ("27 percent would work in Alba", "27 percent"),
        ("Work in Alba: 27", "27"),
        ("Only 27pc would work in Alba", "27pc"),
        ("Alba leads Borduria by 4 points at work, and by 36 points elsewhere", "36 points"),
    ] {
        let found = lost("tests/demo", "bars", title);
        assert!(found.as_deref().is_some_and(|f| f.contains(words)), "{title}: {found:?}");
    }
    // Very good 22, good 36, neither 20, bad 12, very bad 6: of one question, whose answers add up.
    assert_eq!(
        lost("tests/demo", "likert-stacked", "58 percent call it good, 18 percent bad, 4 percent nothing"),
        None
    );
    assert_eq!(
        lost("tests/demo", "likert-stacked", "57 percent call Alba's influence good").as_deref(),
        Some("57 percent")
    );
}

#[test]
fn what_follows_from_the_values_is_no_warning() {
    for title in [
        "In 2023, 24 percent of 1,000 would work in Alba",
        "Nearly a quarter would work in Alba, about three in ten in Borduria",
        "More than a fifth would work in Alba, fewer than 40 percent study there",
        "76 percent would not work in Alba",
        "Alba trails Borduria by 7 points at work",
        "A majority would spend a holiday in Alba",
        "Twice as many would study in Alba as in Borduria",
        "Three plans, two countries",
    ] {
        assert_eq!(lost("tests/demo", "bars", title), None, "{title}");
    }
}

#[test]
fn titles_of_decks_are_read_and_a_project_sets_the_weight() {
    let mut project = read("tests/demo");
    let deck = project.decks.iter_mut().find(|d| d.id == "all").expect("the deck");
    let slide = deck.slides.iter_mut().find_map(|slide| match slide {
        SlideRecipe::Chart { chart, title, .. } if chart.value == "bars" => Some(title),
        _ => None,
    });
    *slide.expect("a slide") = Some(Text::Plain("27 percent would work in Alba".to_owned()));
    let found = warnings(&project, &BuildOptions::new());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].spot.is_some() && found[0].severity == Severity::Warning, "{found:?}");
    let at = Spot::new(0, 0..0);
    let level = |level| [("title-unsupported".to_owned(), Located { value: level, at })].into_iter().collect();
    project.config.severity = level(RuleLevel::As(Severity::Error));
    let mut report = Report::new();
    assert!(Build::new(&project).verify(&BuildOptions::new(), &mut report).is_empty() && report.has_errors());
    project.config.severity = level(RuleLevel::Off);
    assert!(warnings(&project, &BuildOptions::new()).is_empty());
}
