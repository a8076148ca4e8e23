//! Margins, emphasis, lines, remarks, differences, waves: what is drawn, and what is refused.

#[path = "support/figures.rs"]
mod said;

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::figure::Figure;
use citeplot::figure::scene::{Node, Role, Shape};
use citeplot::project::{self, Project};

use said::texts;

/// The demonstration project with one chart.
fn demo_with(recipe: &str) -> (Project, Report) {
    let (mut project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    let (recipe, _, report) = project::recipe_from_text("t", recipe, "demonstration");
    project.recipes = recipe.into_iter().collect();
    (project, report)
}

fn english() -> BuildOptions {
    BuildOptions::new().locale(citeplot::model::Locale::En)
}

fn drawn(recipe: &str) -> Figure {
    let (project, mut report) = demo_with(recipe);
    let mut drawn = figures(&project, &english(), &mut report);
    assert!(report.is_empty() && drawn.len() == 1, "{report:?}");
    drawn.remove(0)
}

/// Codes and messages of the faults of a recipe.
fn refused(recipe: &str) -> Vec<(&'static str, String)> {
    let (project, mut report) = demo_with(recipe);
    figures(&project, &english(), &mut report);
    report.iter().map(|d| (d.code.name, d.message.clone())).collect()
}

const DOTS: &str =
    "kind = \"dot\"\ntitle = \"T\"\nselect = 'question_id = \"plans\" and subject in [\"alba\", \"borduria\"]'\n";

#[test]
fn margins_are_worked_out_from_n_and_kept_apart_from_hedges() {
    let figure = drawn(DOTS);
    let margin = |id: &str| {
        figure.scene.marks().iter().find(|(c, _)| c.claim == id).expect("drawn").0.margin.map(|m| (m.low, m.high))
    };
    // 24 percent of 1,150: the Wilson interval, 21.6 to 26.6.
    assert_eq!(margin("plans-work-alba"), Some((21.6, 26.6)));
    // About 35 percent: the margin of 33 below, that of 37 above.
    assert_eq!(margin("plans-study-alba"), Some((30.3, 39.8)));
    // Of a majority only a bound is known.
    assert_eq!(margin("plans-holiday-alba"), None);
    let note = texts(&figure, Role::Note).join(" ");
    assert!(note.contains("from n (95%, Wilson, as for a simple random sample)"), "{note}");
    let hidden = drawn(&format!("{DOTS}margins = \"hide\""));
    assert!(hidden.scene.marks().iter().all(|(c, _)| c.margin.is_none()));
    assert!(!texts(&hidden, Role::Note).join(" ").contains("Wilson"));
}

#[test]
fn a_margin_that_the_source_states_is_taken_as_it_is() {
    let figure = drawn("kind = \"bar\"\ntitle = \"T\"\nselect = 'survey_id = \"graustark-2019\"'\n");
    let margins: Vec<_> = figure.scene.marks().iter().map(|(c, _)| c.margin.map(|m| (m.low, m.high))).collect();
    assert_eq!(margins, [Some((34.0, 42.0)), Some((45.0, 53.0)), Some((16.0, 24.0))]);
    assert!(texts(&figure, Role::Note).join(" ").contains("that the source states"));
}

#[test]
fn a_difference_is_an_interval_where_a_mark_is_hedged() {
    let bracket = |a: &str, b: &str| format!("{DOTS}[[difference]]\nfrom = \"{a}\"\nto = \"{b}\"\n");
    let exact = drawn(&bracket("plans-work-alba", "plans-work-borduria"));
    assert_eq!(texts(&exact, Role::Difference), ["7 points"]);
    let hedged = drawn(&bracket("plans-study-alba", "plans-study-borduria"));
    assert_eq!(texts(&hedged, Role::Difference), ["15–19 points"]);
    let bound = drawn(&bracket("plans-holiday-borduria", "plans-holiday-alba"));
    assert_eq!(texts(&bound, Role::Difference), ["8–58 points"]);
    let faults = refused(&bracket("plans-work-alba", "plans-study-borduria"));
    assert_eq!(faults[0].0, "chart-not-comparable", "{faults:?}");
    let faults = refused(&bracket("plans-work-alba", "plans-work-syldavia"));
    assert_eq!(
        faults[0],
        ("annotation-misplaced", "the chart does not draw the claim `plans-work-syldavia`".to_owned())
    );
}

#[test]
fn rows_are_ordered_by_what_is_certain_of_their_difference() {
    let figure = drawn(&format!("{DOTS}order = \"difference\""));
    // Study: 33 − 18 = 15 points at least; holiday: 50 − 42 = 8; work: 31 − 24 = 7.
    assert_eq!(
        texts(&figure, Role::RowLabel),
        ["Would study there", "Would spend a holiday there", "Would work there"]
    );
}

#[test]
fn what_is_not_the_point_is_muted() {
    let figure = drawn(&format!("{DOTS}highlight = [\"alba\"]"));
    let faded = citeplot::style::Palette::light().faded;
    for (claimed, group) in figure.scene.marks() {
        let muted = group.nodes.iter().any(|n| matches!(n, Node::Shape(Shape::Disc { fill, .. }) if *fill == faded));
        let exact = claimed.low == claimed.high;
        assert_eq!(muted, exact && claimed.claim.ends_with("borduria"), "{}", claimed.claim);
    }
    let faults = refused(&format!("{DOTS}highlight = [\"albania\"]"));
    assert_eq!(faults[0].0, "highlight-idle");
}

#[test]
fn a_reference_line_stands_on_the_axis_or_nowhere() {
    let line = "[[reference_line]]\nvalue = 50\nlabel = \"half\"\n";
    assert_eq!(texts(&drawn(&format!("{DOTS}{line}")), Role::Reference), ["half"]);
    assert_eq!(refused(&format!("{DOTS}{}", line.replace("50", "150")))[0].0, "out-of-range");
    let stacked = "kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"view\"'\n";
    assert_eq!(refused(&format!("{stacked}{line}"))[0].0, "annotation-misplaced");
}

#[test]
fn a_remark_stands_below_its_row() {
    let figure = drawn(&format!("{DOTS}[[remark]]\nclaim = \"plans-work-alba\"\ntext = \"A remark\"\n"));
    let texts = figure.scene.texts();
    let y = |words: &str| texts.iter().find(|t| t.text == words).expect("drawn").y;
    assert!(y("A remark") > y("Would work there"));
    let slope = "kind = \"slope\"\ntitle = \"T\"\nselect = 'survey_id in [\"graustark-2019\", \"graustark-2023\"]'\n";
    let faults = refused(&format!("{slope}[[remark]]\nclaim = \"trust-alba-graustark-2019\"\ntext = \"A remark\"\n"));
    assert_eq!(faults[0].0, "annotation-misplaced");
}

const RURITANIA: &str = "question_id = \"trust\" and field_start in [\"2015\", \"2017\", \"2019\", \"2021\", \"2023\"] \
                         and not survey_id in [\"graustark-2019\", \"graustark-2023\"]";

#[test]
fn waves_are_joined_where_wording_and_base_agree_and_broken_where_not() {
    let figure = drawn(&format!("kind = \"trend\"\ntitle = \"T\"\nselect = '{RURITANIA}'"));
    assert!(texts(&figure, Role::Note).join(" ").contains("Lines break"), "the wording changes in 2021");
    let calm = format!("kind = \"trend\"\ntitle = \"T\"\nselect = '{RURITANIA} and subject = \"alba\"'");
    assert!(!texts(&drawn(&calm), Role::Note).join(" ").contains("Lines break"));
}

#[test]
fn surveys_of_two_series_are_no_waves_of_one() {
    let faults = refused("kind = \"trend\"\ntitle = \"T\"\nselect = 'question_id = \"trust\" and subject = \"alba\"'");
    let codes: Vec<&str> = faults.iter().map(|f| f.0).collect();
    assert_eq!(codes, ["chart-row-crowded", "chart-row-crowded", "chart-not-comparable"], "{faults:?}");
}

#[test]
fn a_slope_has_two_waves() {
    let faults = refused(&format!("kind = \"slope\"\ntitle = \"T\"\nselect = '{RURITANIA}'"));
    assert_eq!(faults[0], ("chart-not-in-time", "a slope has two waves, the filter finds 5".to_owned()));
}

#[test]
fn vertical_bars_become_horizontal_where_labels_have_no_room() {
    let recipe =
        "kind = \"bar\"\norientation = \"vertical\"\ntitle = \"T\"\nselect = 'survey_id = \"graustark-2019\"'\n";
    let bars = |figure: &Figure| -> Vec<(f64, f64)> {
        let rect = |n: &Node| match n {
            Node::Shape(Shape::Rect { bounds, .. }) => Some((bounds.right - bounds.left, bounds.bottom - bounds.top)),
            _ => None,
        };
        figure.scene.marks().iter().filter_map(|(_, g)| g.nodes.iter().find_map(rect)).collect()
    };
    assert!(bars(&drawn(recipe)).windows(2).all(|p| (p[0].0 - p[1].0).abs() < 1e-6), "equally wide");
    let narrow = "kind = \"bar\"\norientation = \"vertical\"\ntitle = \"T\"\nselect = 'question_id = \"plans\"'\nsize = \"column\"\n";
    assert!(bars(&drawn(narrow)).windows(2).all(|p| (p[0].1 - p[1].1).abs() < 1e-6), "equally high");
}

#[test]
fn a_chart_that_is_too_full_keeps_its_shape_and_then_warns() {
    let table = "kind = \"table\"\ntitle = \"T\"\nselect = 'unit = \"percent\"'\npanels = \"survey\"\n\
                 [[accept]]\ndifferences = [\"question\", \"wording\", \"polarity\"]\nreason = \"All.\"\n";
    let (project, mut report) = demo_with(table);
    let drawn = figures(&project, &english(), &mut report);
    assert_eq!(report.iter().map(|d| d.code.name).filter(|c| *c == "chart-too-full").count(), 1, "{report:?}");
    assert!(drawn[0].scene.height > drawn[0].scene.width * 9.0 / 16.0);
    let bars = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"view\"'\npanels = \"polarity\"\n";
    let (project, mut report) = demo_with(bars);
    let drawn = figures(&project, &english(), &mut report);
    let scene = &drawn[0].scene;
    assert!(scene.width > 960.0 && (scene.height / scene.width - 9.0 / 16.0).abs() < 0.01, "{}", scene.width);
}

#[test]
fn the_author_may_write_the_alt_text() {
    let figure = drawn(&format!("{DOTS}alt = \"What I say\""));
    assert_eq!(figure.alt, "What I say");
    assert!(figure.scene.description.starts_with("What I say\n\n"));
}

#[test]
fn the_alt_text_says_the_differences_that_are_drawn_and_no_others() {
    let plain = drawn(DOTS);
    assert!(!plain.alt.contains("difference"), "{}", plain.alt);
    let drawn =
        drawn(&format!("{DOTS}difference = [{{ from = \"plans-study-alba\", to = \"plans-study-borduria\" }}]"));
    assert!(drawn.alt.contains("Borduria 18 percent, difference 15–19 points"), "{}", drawn.alt);
}
