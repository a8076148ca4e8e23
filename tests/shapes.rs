//! Charts of other shapes than two countries and one question: many subjects, groups, places, waves, nets.

#[path = "support/figures.rs"]
mod said;

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::{Report, Severity};
use citeplot::figure::Figure;
use citeplot::figure::scene::Role;
use citeplot::model::{Dimension, Locale};
use citeplot::project::recipe::{Panels, Rows, SeriesBy};
use citeplot::project::{self, Project};
use citeplot::style::{Palette, Size};

use said::texts;

fn project() -> Project {
    let (project, report) = project::read(Path::new("tests/shapes"));
    assert!(report.is_empty(), "{report:?}");
    project
}

fn drawn(project: &Project, options: &BuildOptions) -> Vec<Figure> {
    let mut report = Report::new();
    let figures = figures(project, options, &mut report);
    let errors: Vec<_> = report.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    figures
}

fn english(id: &str) -> Figure {
    let project = project();
    let mut figures = drawn(&project, &BuildOptions::new().only(id).locale(Locale::En));
    assert_eq!(figures.len(), 1, "{id}");
    figures.remove(0)
}

#[test]
fn every_shape_is_drawn_with_all_its_claims() {
    let project = project();
    let count = |id: &str| english(id).scene.marks().len();
    assert_eq!(project.recipes.len(), 10);
    assert_eq!(count("fifteen-services"), 15);
    assert_eq!(count("bus-in-five-waves"), 15);
    assert_eq!(count("bus-trend"), 15);
    assert_eq!(count("young-and-old"), 6);
    assert_eq!(count("seven-regions"), 7);
    assert_eq!(count("net-over-time"), 5);
    assert_eq!(count("groups-and-answers"), 4);
    assert_eq!(count("waves-in-panels"), 6);
    assert_eq!(count("fares-by-region"), 17);
    assert_eq!(count("change-in-trust"), 7);
}

#[test]
fn what_stands_where_follows_from_what_varies() {
    let told = |id: &str| {
        let encoding = english(id).data.encoding;
        (encoding.rows, encoding.series, encoding.panels)
    };
    let by = |d: Dimension| Rows::By(vec![d]);
    assert_eq!(told("fifteen-services"), (by(Dimension::Subject), SeriesBy::None, Panels::None));
    assert_eq!(told("bus-in-five-waves").0, by(Dimension::Wave));
    assert_eq!(told("young-and-old").1, SeriesBy::By(Dimension::Group));
    assert_eq!(told("seven-regions").0, by(Dimension::Place));
    assert_eq!(
        told("waves-in-panels"),
        (by(Dimension::Group), SeriesBy::By(Dimension::Subject), Panels::By(Dimension::Wave))
    );
}

#[test]
fn a_row_is_named_by_what_it_is_and_by_nothing_twice() {
    assert_eq!(texts(&english("bus-in-five-waves"), Role::RowLabel), ["2019", "2020", "2021", "2022", "2023"]);
    let regions = texts(&english("seven-regions"), Role::RowLabel);
    assert_eq!(regions, ["Capital", "Coast", "Plains", "Lakes", "Highlands", "Borderland", "Islands"]);
    let services = english("fifteen-services");
    let labels = texts(&services, Role::RowLabel);
    assert_eq!(labels.len(), 15, "{labels:?}");
    assert!(labels.iter().all(|l| labels.iter().filter(|o| o == &l).count() == 1), "{labels:?}");
}

#[test]
fn the_subtitle_says_what_all_claims_have_in_common() {
    let subtitle = |id: &str| english(id).captions.subtitle;
    assert_eq!(
        subtitle("fifteen-services"),
        "Trust in public services: Trusts it, percent of adults, Ruritania, 2–26 May 2023"
    );
    assert_eq!(
        subtitle("young-and-old"),
        "How often people take the bus: Daily, percent of each group, Ruritania, 2021–2023"
    );
    assert_eq!(subtitle("bus-trend"), "How often people take the bus, percent of adults, Ruritania, 2019–2023");
}

#[test]
fn comparable_waves_in_panels_are_not_called_incomparable() {
    let note = english("waves-in-panels").captions.note.unwrap_or_default();
    assert!(!note.contains("not comparable"), "{note}");
}

#[test]
fn a_group_has_the_margin_of_its_own_respondents() {
    let figure = english("young-and-old");
    let margin = |claim: &str| {
        let marks = figure.scene.marks();
        let (claimed, _) = *marks.iter().find(|(c, _)| c.claim == claim).expect("the mark");
        let margin = claimed.margin.expect("a margin");
        (margin.low, margin.high)
    };
    // Wilson at 95 % for 29 percent of 240, and for 12 percent of 310.
    assert_eq!(margin("bus-use-daily-under-30-services-2021"), (23.6, 35.0));
    assert_eq!(margin("bus-use-daily-over-64-services-2021"), (8.8, 16.1));
}

#[test]
fn every_shape_fits_every_size_and_theme() {
    let project = project();
    for size in Size::ALL {
        for theme in Palette::NAMES {
            let options = BuildOptions::new().size(size).theme(theme);
            for figure in drawn(&project, &options) {
                let texts = figure.scene.texts();
                assert!(!figure.scene.marks().is_empty(), "{} has marks", figure.id);
                for (i, a) in texts.iter().enumerate() {
                    let inside = a.bounds().left >= -0.5 && a.bounds().right <= figure.scene.width + 0.5;
                    assert!(inside, "{} {} {size:?} {theme}: `{}` leaves the canvas", figure.id, figure.locale, a.text);
                    for b in &texts[i + 1..] {
                        let apart = !a.bounds().overlaps(&b.bounds());
                        let at = format!("{} {} {size:?} {theme}", figure.id, figure.locale);
                        assert!(apart, "{at}: `{}` covers `{}`", a.text, b.text);
                    }
                }
            }
        }
    }
}

/// Codes and hints of what is said of a chart of the made-up survey of services.
fn said(recipe: &str) -> Vec<(&'static str, Option<String>)> {
    let mut project = project();
    let (recipe, _, mut report) = project::recipe_from_text("t", recipe, "services");
    project.recipes = recipe.into_iter().collect();
    figures(&project, &BuildOptions::new().locale(Locale::En), &mut report);
    report.iter().map(|d| (d.code.name, d.hint.clone())).collect()
}

#[test]
fn more_series_than_colours_ask_for_places_of_their_own_or_highlights() {
    let recipe = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\nseries = \"subject\"\nrows = \"response\"\n";
    let many = said(recipe);
    let hint = many.iter().find(|(code, _)| *code == "chart-many-series").and_then(|(_, hint)| hint.as_deref());
    assert_eq!(
        hint,
        Some(
            "give each a place of its own with `panels = \"subject\"` or `rows = \"subject\"`, name those that matter in `highlight`, or give them colours of their own in config.toml: [colors]"
        )
    );
    let quiet = |recipe: &str| said(recipe).iter().all(|(code, _)| *code != "chart-many-series");
    assert!(quiet(&recipe.replace("\"response\"", "\"subject\"")));
    assert!(quiet(&format!("{recipe}panels = \"subject\"\n")));
    assert!(quiet(&format!("{recipe}highlight = [\"police\"]\n")));
}

#[test]
fn a_group_can_be_highlighted() {
    let recipe = "kind = \"trend\"\ntitle = \"T\"\nselect = 'question_id = \"bus-use\" and group != none and response = \"daily\"'\n";
    assert_eq!(said(&format!("{recipe}highlight = [\"under-30\"]\n")), said(recipe));
    assert!(said(&format!("{recipe}highlight = [\"under-40\"]\n")).iter().any(|(code, _)| *code == "highlight-idle"));
}
