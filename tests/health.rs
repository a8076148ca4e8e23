//! A made-up health survey: means on two scales, an index, age groups, waves, a second dataset.

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::check;
use citeplot::diag::Report;
use citeplot::example;
use citeplot::figure::Figure;
use citeplot::figure::scene::Role;
use citeplot::model::Locale;
use citeplot::project::config::Config;
use citeplot::project::{self, Project};

fn project() -> Project {
    let (project, report) = project::read(Path::new("tests/health"));
    assert!(report.is_empty(), "{report:?}");
    project
}

fn drawn(id: &str) -> Figure {
    let mut report = Report::new();
    let mut figures = figures(&project(), &BuildOptions::new().only(id), &mut report);
    assert!(!report.has_errors(), "{report:?}");
    assert_eq!(figures.len(), 1, "{id}");
    figures.remove(0)
}

fn texts(figure: &Figure, role: Role) -> Vec<String> {
    figure.scene.texts().iter().filter(|t| t.role == role).map(|t| t.text.clone()).collect()
}

fn subtitle(figure: &Figure) -> String {
    texts(figure, Role::Subtitle).join(" ")
}

#[test]
fn a_mean_is_drawn_on_its_whole_scale_and_the_subtitle_names_the_ends() {
    let sleep = drawn("sleep-by-age");
    assert_eq!(sleep.scene.marks().len(), 5);
    assert_eq!(texts(&sleep, Role::Axis), ["1", "2", "3", "4", "5"]);
    assert!(
        subtitle(&sleep).contains("average on a scale from 1 (very badly) to 5 (very well)"),
        "{}",
        subtitle(&sleep)
    );
    let trend = drawn("life-satisfaction-by-age");
    assert_eq!(trend.scene.marks().len(), 12);
    assert!(subtitle(&trend).contains("from 0 (not at all) to 10 (completely)"), "{}", subtitle(&trend));
}

#[test]
fn a_hedged_mean_has_an_interval_in_proportion_to_its_scale() {
    let sleep = drawn("sleep-by-age");
    let about = sleep.data.marks().find(|m| m.label.contains("3.4") && m.label.contains('≈')).expect("a hedged mean");
    assert_eq!(about.interval.to_string(), "[3.32, 3.48]");
    assert!(texts(&sleep, Role::Note).join(" ").contains("“about 3.4” (3.32–3.48)"));
}

#[test]
fn a_card_says_on_which_scale_its_mean_is() {
    let cards = drawn("key-figures");
    let said = texts(&cards, Role::RowLabel).join(" ");
    for scale in ["average on a scale from 0 to 10", "average on a scale from 1 to 5", "index from 0 to 100"] {
        assert!(said.contains(scale), "{said}");
    }
}

/// The codes of what is wrong with a claim of a question with a scale from 1 to 5, or without one.
fn found(scale: &str, claim: &str, recipe: &str) -> Vec<&'static str> {
    let question = format!("{scale}\n\n[[question.response]]");
    let dataset = example::DATASET.replacen("[[question.response]]", &question, 1);
    let claims = format!(
        "[[claim]]\nid = \"m\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\nsubject = \"alba\"\nsection = \"1\"\n{claim}"
    );
    let (dataset, sources, mut report) = project::dataset_from_texts("demo", &dataset, &claims, example::REFERENCES);
    assert!(report.is_empty(), "{report:?}");
    check::run(&dataset, &Config::default(), &mut report);
    let (recipe, ..) = project::recipe_from_text("t", recipe, "demo");
    let project = Project {
        inputs: project::Inputs::default(),
        root: ".".into(),
        config: Config { locales: vec![Locale::En], ..Config::default() },
        datasets: vec![dataset],
        recipes: vec![recipe.expect("a recipe")],
        decks: Vec::new(),
        sources,
        chart_ids: Vec::new(),
        unread: Report::new(),
    };
    figures(&project, &BuildOptions::new(), &mut report);
    let mut codes: Vec<&str> = report.iter().map(|d| d.code.name).collect();
    codes.retain(|code| !matches!(*code, "undisclosed" | "work-uncited"));
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn a_mean_is_held_to_the_scale_of_its_question() {
    let (scale, dot) =
        ("scale = { low = 1, high = 5 }", "kind = \"dot\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'");
    let mean = |value: &str| format!("unit = \"mean\"\nvalue = {value}\nquote = \"an average of {value}\"");
    assert_eq!(found(scale, &mean("3.6"), dot), [""; 0]);
    assert_eq!(found(scale, &mean("5.6"), dot), ["value-out-of-range"]);
    assert_eq!(found("", &mean("3.6"), dot), ["mean-without-scale"]);
}

#[test]
fn a_bar_needs_a_zero_on_its_scale() {
    let bar = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'";
    let mean = "unit = \"mean\"\nvalue = 3.6\nquote = \"an average of 3.6\"";
    assert_eq!(found("scale = { low = 1, high = 5 }", mean, bar), ["chart-no-zero"]);
    assert_eq!(found("scale = { low = 0, high = 10 }", mean, bar), [""; 0]);
}
