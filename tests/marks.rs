//! What a chart draws where its data are few, crowded or muted.

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::figure::scene::{Color, Group, Node, Role, Shape};
use citeplot::figure::{self, Figure, FigureRequest};
use citeplot::frame::Selected;
use citeplot::language::citation::References;
use citeplot::model::Locale;
use citeplot::project::recipe::ChartKind;
use citeplot::project::{self, Project};
use citeplot::style::{Size, Theme};

/// The demonstration project with one chart.
fn demo_with(recipe: &str) -> Project {
    let (mut project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    let (recipe, _, report) = project::recipe_from_text("t", recipe, "demonstration");
    assert!(report.is_empty(), "{report:?}");
    project.recipes = recipe.into_iter().collect();
    project
}

/// The only figure of a recipe, in English.
fn drawn(recipe: &str, theme: Option<&str>) -> Figure {
    let mut wanted = BuildOptions::new().locale(Locale::En);
    wanted.look.theme = theme.map(str::to_owned);
    let mut report = Report::new();
    let mut drawn = figures(&demo_with(recipe), &wanted, &mut report);
    assert!(!report.has_errors() && drawn.len() == 1, "{report:?}");
    drawn.remove(0)
}

#[test]
fn a_selection_without_claims_makes_a_figure_without_marks() {
    for kind in ChartKind::ALL {
        for orientation in ["horizontal", "vertical"] {
            let recipe = format!(
                "kind = \"{}\"\norientation = \"{orientation}\"\ntitle = \"T\"\nselect = 'unit = \"percent\"'",
                kind.code()
            );
            let project = demo_with(&recipe);
            let dataset = &project.datasets[0];
            for size in Size::ALL {
                let style = citeplot::style::Style::named("light").expect("a style of the program");
                let figure = figure::figure(&FigureRequest {
                    dataset,
                    recipe: &project.recipes[0],
                    selected: &Selected::default(),
                    config: &project.config,
                    references: &References::new(dataset),
                    locale: Locale::En,
                    theme: &Theme::new(&style, size),
                });
                assert!(figure.scene.marks().is_empty(), "{kind:?}");
                assert!(figure.scene.height.is_finite() && figure.scene.height > 0.0, "{kind:?}");
            }
        }
    }
}

/// In the print theme the second series has the very grey of muted marks.
#[test]
fn a_margin_of_error_is_muted_only_where_its_mark_is() {
    let recipe =
        "kind = \"dot\"\ntitle = \"T\"\nselect = 'question_id = \"plans\" and subject in [\"alba\", \"borduria\"]'\n";
    let print = Some("print");
    let whiskers = |figure: &Figure, subject: &str| -> Vec<Color> {
        let marks = figure.scene.marks();
        let own = marks.iter().filter(|(c, _)| c.margin.is_some() && c.claim.ends_with(subject));
        own.filter_map(|(_, group)| {
            group.nodes.iter().rev().find_map(|n| match n {
                Node::Shape(Shape::Hatch { lines, stroke, .. }) if lines.len() == 3 => Some(*stroke),
                Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
            })
        })
        .collect()
    };
    let (black, grey) = (Color(0, 0, 0), Color(0x91, 0x91, 0x91));
    let plain = drawn(recipe, print);
    assert!(!whiskers(&plain, "borduria").is_empty());
    assert!(["alba", "borduria"].iter().flat_map(|s| whiskers(&plain, s)).all(|c| c == black));
    let singled = drawn(&format!("{recipe}highlight = [\"borduria\"]\n"), print);
    assert!(whiskers(&singled, "borduria").iter().all(|c| *c == black));
    assert!(!whiskers(&singled, "alba").is_empty() && whiskers(&singled, "alba").iter().all(|c| *c == grey));
}

/// The left ends of the heads of panels.
fn heads(figure: &Figure) -> Vec<f64> {
    figure.scene.texts().iter().filter(|t| t.role == Role::PanelHead).map(|t| t.x).collect()
}

#[test]
fn planes_stand_one_under_the_other_when_one_column_is_asked_for() {
    let recipe = "kind = \"trend\"\ntitle = \"T\"\npanels = \"place\"\nselect = 'question_id = \"trust\" and survey_id in \
                  [\"ruritania-2019\", \"ruritania-2021\", \"graustark-2019\", \"graustark-2023\"]'\n";
    let free = heads(&drawn(recipe, None));
    assert!(free.len() == 2 && free[0] < free[1], "{free:?}");
    let stacked = heads(&drawn(&format!("{recipe}columns = 1\n"), None));
    assert!(stacked.len() == 2 && stacked[0] == stacked[1], "{stacked:?}");
}

#[test]
fn vertical_bars_have_room_for_every_word_on_the_planes_that_are_drawn() {
    let mut vertical = 0;
    for (size, columns) in Size::ALL.into_iter().flat_map(|size| ["", "columns = 1", "columns = 2"].map(|c| (size, c)))
    {
        let recipe = format!(
            "kind = \"bar\"\norientation = \"vertical\"\ntitle = \"T\"\npanels = \"survey\"\nsize = \"{}\"\n{columns}\n\
             select = 'question_id = \"plans\" or (question_id = \"trust\" and survey_id in [\"ruritania-2017\", \
             \"ruritania-2019\", \"graustark-2019\"])'\n[[accept]]\ndifferences = [\"survey\", \"wave\", \
             \"wording\", \"question\", \"base\"]\nreason = \"All.\"\n",
            size.code()
        );
        let figure = drawn(&recipe, None);
        let lines = |claim: &str| -> Vec<String> {
            let marks = figure.scene.marks();
            let (_, group) = marks.iter().find(|(c, _)| c.claim == claim).expect("every mark is drawn");
            let lines = group.nodes.iter().filter_map(|n| match n {
                Node::Text(text) => Some(text.text.clone()),
                Node::Shape(_) | Node::Group(_) => None,
            });
            lines.collect()
        };
        for mark in figure.data.marks() {
            assert_eq!(lines(mark.claim()).join(" "), mark.label, "{size:?} {columns}");
        }
        vertical += usize::from(figure.data.marks().any(|m| lines(m.claim()).len() > 1));
    }
    assert!(vertical > 0, "at least one of them has vertical bars, whose labels have several lines");
}

/// A figure of one row of answers with these values, in the order of the answers: for, neither, against.
fn one_row(kind: &str, values: &[&str]) -> Figure {
    let answer = |(id, polarity): (&str, &str)| {
        format!("[[question.response]]\nid = \"{id}\"\nlabel = \"Answers {id}\"\npolarity = \"{polarity}\"\n\n")
    };
    let answers: String = [("undecided", "neutral"), ("distrusts", "negative")].into_iter().map(answer).collect();
    let marker = "# What the source does not say";
    let dataset = citeplot::example::DATASET.replace(marker, &format!("{answers}{marker}"));
    let claim = |(response, value): (&str, &&str)| {
        format!(
            "[[claim]]\nid = \"{response}\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"{response}\"\n\
             subject = \"alba\"\nvalue = \"{value}\"\nas_written = \"{value} percent\"\nquote = \"{value} percent\"\npage = 12\n"
        )
    };
    let claims: String = ["trusts", "undecided", "distrusts"].into_iter().zip(values).map(claim).collect();
    let (dataset, sources, report) =
        project::dataset_from_texts("demo", &dataset, &claims, citeplot::example::REFERENCES);
    assert!(!report.has_errors(), "{report:?}");
    let mut project = demo_with(&format!("kind = \"{kind}\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'"));
    (project.datasets, project.sources) = (vec![dataset], sources);
    project.recipes[0].datasets[0].value = "demo".to_owned();
    let mut report = Report::new();
    let mut drawn = figures(&project, &BuildOptions::new().locale(Locale::En), &mut report);
    assert_eq!(drawn.len(), 1, "{report:?}");
    drawn.remove(0)
}

/// The texts of what a source leaves unreported, in a stacked bar of two answers with these values.
fn unreported(values: [&str; 2]) -> Vec<String> {
    let figure = one_row("stacked", &values);
    let texts = figure.scene.texts();
    texts.into_iter().filter(|t| t.role == Role::NotReported).map(|t| t.text.clone()).collect()
}

#[test]
fn a_rest_is_drawn_unless_the_digits_that_were_written_explain_it() {
    assert_eq!(unreported(["50", "49"]), Vec::<String>::new());
    assert_eq!(unreported(["50.2", "48.9"]), ["not reported 0.9%"]);
    assert_eq!(unreported(["50", "45"]), ["not reported 5%"]);
    assert_eq!(unreported([">80", "10"]), ["not reported 0–10%"]);
}

/// The stretches of a mark in percent of the axis: those in its own colour, and those under hatching.
#[derive(Debug, PartialEq)]
struct Stretches {
    solid: Vec<(f64, f64)>,
    hatched: Vec<(f64, f64)>,
}

/// The stretches of each mark of a stacked figure, read back through its tick labels.
fn stretches(figure: &Figure) -> Vec<Stretches> {
    let ticks: Vec<f64> = figure.scene.texts().iter().filter(|t| t.role == Role::Axis).map(|t| t.x).collect();
    let (zero, full) = (ticks[0], ticks[ticks.len() - 1]);
    let percent = |x: f64| ((x - zero) / (full - zero) * 1000.0).round() / 10.0;
    let of = |group: &Group| {
        let mut own = Stretches { solid: Vec::new(), hatched: Vec::new() };
        for (i, node) in group.nodes.iter().enumerate() {
            let Node::Shape(Shape::Rect { bounds, fill }) = node else { continue };
            // Lines on a rectangle of another colour are hatching.
            let under_lines =
                matches!(group.nodes.get(i + 1), Some(Node::Shape(Shape::Hatch { stroke, .. })) if stroke != fill);
            let stretch = (percent(bounds.left), percent(bounds.right));
            if under_lines { own.hatched.push(stretch) } else { own.solid.push(stretch) }
        }
        own
    };
    figure.scene.marks().iter().map(|(_, group)| of(group)).collect()
}

#[test]
fn a_boundary_between_hedged_parts_is_hatched_as_far_as_both_allow() {
    let drawn = stretches(&one_row("stacked", &["~45", "~45", "10"]));
    assert_eq!(drawn[0], Stretches { solid: vec![(0.0, 43.0)], hatched: vec![(43.0, 47.0)] });
    assert_eq!(drawn[1].solid, [(47.0, 90.0)]);
    assert_eq!(
        drawn[2],
        Stretches { solid: vec![(90.0, 100.0)], hatched: Vec::new() },
        "an exact part keeps its width"
    );
    let drawn = stretches(&one_row("stacked", &["~28", "~26", "46"]));
    assert_eq!(drawn[2].solid, [(54.0, 100.0)]);
    // Two exact parts, and one that rounding takes beyond 100.
    let drawn = stretches(&one_row("stacked", &["33", "33", "35"]));
    assert_eq!(drawn[2].solid, [(66.0, 101.0)]);
}

#[test]
fn the_zone_of_a_boundary_has_lines_in_both_colours() {
    let figure = one_row("stacked", &["~45", "~45", "10"]);
    let lines: Vec<(Color, Vec<f64>)> = figure
        .scene
        .marks()
        .iter()
        .flat_map(|(_, group)| &group.nodes)
        .filter_map(|n| match n {
            Node::Shape(Shape::Hatch { lines, stroke, .. }) => {
                Some((*stroke, lines.iter().map(|l| l.from.x + l.from.y).collect()))
            }
            Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
        })
        .collect();
    let [(one, first), (other, second)] = lines.as_slice() else { panic!("two sets of lines: {lines:?}") };
    assert!(one != other && !first.is_empty() && !second.is_empty());
    assert!(first.iter().all(|c| second.iter().all(|d| (c - d).abs() > 1.0)), "no two lines coincide");
    assert!(figure.captions.note.is_some_and(|note| note.contains("two colours")));
}

#[test]
fn a_side_of_a_diverging_bar_keeps_the_hedge_of_its_outer_end() {
    let figure = one_row("diverging", &["81", "<3", "~19"]);
    let widths: Vec<(f64, f64)> = stretches(&figure)
        .iter()
        .map(|s| [&s.solid, &s.hatched].map(|all| all.iter().map(|(a, b)| (b - a).abs()).sum::<f64>()).into())
        .collect();
    // The axis runs from 100 to 100, so a percent is half a percent of it.
    let near = |a: f64, b: f64| (a - b / 2.0).abs() < 0.11;
    assert!(widths.iter().any(|w| near(w.0, 17.0) && near(w.1, 4.0)), "{widths:?}");
}
