//! What a chart draws where its data are few, crowded or muted.

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::figure::scene::{Color, Node, Role, Shape};
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

/// The texts of what a source leaves unreported, in a stacked bar of two answers with these values.
fn unreported(values: [&str; 2]) -> Vec<String> {
    let against = "[[question.response]]\nid = \"distrusts\"\nlabel = \"Distrusts it\"\npolarity = \"negative\"\n\n";
    let marker = "# What the source does not say";
    let dataset = citeplot::example::DATASET.replace(marker, &format!("{against}{marker}"));
    let claim = |(response, value): (&str, &str)| {
        format!(
            "[[claim]]\nid = \"{response}\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"{response}\"\n\
             subject = \"alba\"\nvalue = {value}\nas_written = \"{value} percent\"\nquote = \"{value} percent\"\npage = 12\n"
        )
    };
    let claims: String = ["trusts", "distrusts"].into_iter().zip(values).map(claim).collect();
    let (dataset, sources, report) =
        project::dataset_from_texts("demo", &dataset, &claims, citeplot::example::REFERENCES);
    assert!(!report.has_errors(), "{report:?}");
    let mut project = demo_with("kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'");
    (project.datasets, project.sources) = (vec![dataset], sources);
    project.recipes[0].dataset.value = "demo".to_owned();
    let mut report = Report::new();
    let drawn = figures(&project, &BuildOptions::new().locale(Locale::En), &mut report);
    assert_eq!(drawn.len(), 1, "{report:?}");
    let texts = drawn[0].scene.texts();
    texts.into_iter().filter(|t| t.role == Role::NotReported).map(|t| t.text.clone()).collect()
}

#[test]
fn a_rest_is_drawn_unless_the_digits_that_were_written_explain_it() {
    assert_eq!(unreported(["50", "49"]), Vec::<String>::new());
    assert_eq!(unreported(["50.2", "48.9"]), ["not reported 0.9%"]);
    assert_eq!(unreported(["50", "45"]), ["not reported 5%"]);
}
