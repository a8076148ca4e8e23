//! A made-up health survey: means on two scales, an index, age groups, waves, a second dataset.

#[path = "support/figures.rs"]
mod said;

use std::fs;
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

use said::texts;

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
    assert!(texts(&sleep, Role::Note).join(" ").contains("“about 3.4”: 3.32–3.48"));
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
        proofs: Vec::new(),
        root: ".".into(),
        config: Config { locales: vec![Locale::En], ..Config::default() },
        datasets: vec![dataset],
        recipes: vec![recipe.expect("a recipe")],
        decks: Vec::new(),
        sources,
        chart_ids: Vec::new(),
        joined: Vec::new(),
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

/// The project, with a text of one of its files changed.
fn changed(path: &str, from: &str, to: &str) -> Project {
    let root = Path::new("tests/health");
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|e| e == "toml" || e == "bib") {
                let name = entry.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
                let text = fs::read_to_string(&entry).expect("UTF-8");
                texts.push((name, text));
            }
        }
    }
    let (_, text) = texts.iter_mut().find(|(name, _)| name == path).expect("a file of the project");
    assert!(text.contains(from), "{path} has `{from}`");
    *text = text.replace(from, to);
    Project::from_texts(texts)
}

/// The faults of a project, without what a source leaves out.
fn faults(project: &Project) -> Vec<(&'static str, String)> {
    let report = project.check();
    let kept = report.iter().filter(|d| d.code.name != "undisclosed");
    kept.map(|d| {
        let spot = d.spot.expect("a place");
        (
            d.code.name,
            format!("{}:{}", project.sources.path(spot.file), project.sources.position(spot.file, spot.start).line),
        )
    })
    .collect()
}

const BRIEF: &str = "datasets/brief-2025/dataset.toml";

#[test]
fn a_chart_over_two_datasets_draws_the_claims_of_both_with_their_own_sources() {
    let trend = drawn("life-satisfaction-since-2019");
    let ids: Vec<&str> = trend.data.marks().map(citeplot::figure::Mark::claim).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(ids[3], "life-satisfaction-mean-wave-2025");
    let source = texts(&trend, Role::Source).join(" ");
    assert!(
        source.contains("Northshire Health Observatory (2023") && source.contains("Marlow & Okafor (2025"),
        "{source}"
    );
    // One line: the wave of the second dataset joins those of the first.
    assert_eq!(trend.data.series.len(), 1);
    let bars = drawn("smoking-since-2019");
    assert_eq!(texts(&bars, Role::RowLabel), ["2019", "2021", "2023", "2025"]);
}

#[test]
fn tables_hold_each_claim_once_under_its_own_dataset() {
    let claims = project().claims().expect("sound records");
    assert_eq!(claims.height(), 42);
    let column = claims.column("dataset_id").expect("a column").str().expect("texts").clone();
    let of_brief = column.iter().filter(|id| *id == Some("brief-2025")).count();
    assert_eq!((of_brief, column.iter().flatten().any(|id| id.contains('+'))), (2, false));
}

#[test]
fn a_filter_over_two_datasets_knows_which_claim_is_whose() {
    let project = changed("charts/smoking-since-2019.toml", "and group = none", "and dataset_id = \"brief-2025\"");
    let figure = project.figure("smoking-since-2019").expect("a figure");
    assert_eq!(figure.data.marks().count(), 1);
}

#[test]
fn what_two_datasets_of_a_chart_say_differently_of_one_id_is_named() {
    assert_eq!(faults(&project()), []);
    let scale = changed(BRIEF, "high = 10,", "high = 7,");
    let found = faults(&scale);
    assert!(found.contains(&("datasets-disagree", format!("{BRIEF}:9"))), "{found:?}");
    let label = changed(BRIEF, "label   = \"Smoking\"", "label   = \"Tobacco\"");
    assert_eq!(faults(&label), [("datasets-disagree", format!("{BRIEF}:20"))]);
    let polarity = changed(BRIEF, "polarity = \"factual\"\n\n[[survey]]", "polarity = \"negative\"\n\n[[survey]]");
    assert_eq!(faults(&polarity), [("datasets-disagree", format!("{BRIEF}:20"))]);
}

#[test]
fn what_no_chart_draws_may_differ() {
    let other = "[[question]]\nid = \"health\"\nlabel = \"Another\"\nwording = \"verbatim\"\n[[question.response]]\nid = \"fair\"\nlabel = \"So-so\"\npolarity = \"neutral\"\n\n[[survey]]";
    assert_eq!(faults(&changed(BRIEF, "[[survey]]", other)), []);
}

#[test]
fn two_claims_of_one_name_cannot_stand_in_one_chart() {
    let claims = "datasets/brief-2025/claims.toml";
    let project =
        changed(claims, "{ question = \"smoking\",", "{ id = \"smoking-daily-wave-2019\", question = \"smoking\",");
    let found = faults(&project);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "datasets-disagree");
    assert!(found[0].1.starts_with(claims), "{found:?}");
}

#[test]
fn a_recipe_names_datasets_that_are_there_and_each_once() {
    let with = |names: &str| {
        let project = changed("charts/smoking-since-2019.toml", "[\"report-2023\", \"brief-2025\"]", names);
        faults(&project).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(with("[\"report-2023\", \"brief-2024\"]"), ["unknown-dataset"]);
    assert_eq!(with("[\"report-2023\", \"report-2023\"]"), ["contradiction"]);
    assert_eq!(with("[]"), ["missing-key"]);
    assert_eq!(with("[\"brief-2025\"]"), [""; 0]);
}

#[test]
fn beside_groups_those_who_are_in_none_are_all_respondents() {
    assert_eq!(texts(&drawn("sleep-by-age"), Role::RowLabel).last().map(String::as_str), Some("All respondents"));
}
