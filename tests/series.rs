//! Series and their legends: each meaning has one name and one colour, in the order in which its marks stand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::figure::Figure;
use citeplot::figure::scene::{Bounds, Group, Node, Role, Shape};
use citeplot::model::{Locale, Polarity};
use citeplot::project::recipe::ChartKind;
use citeplot::project::{self, Project};
use citeplot::source::{Located, Spot};
use citeplot::style::{Palette, SERIES, Size};

fn read(path: &str) -> Project {
    project::read(Path::new(path)).0
}

fn drawn(project: &Project, options: &BuildOptions) -> Vec<Figure> {
    figures(project, &options.clone().locale(Locale::En), &mut Report::new())
}

/// Every figure of the projects with made-up data and of the shipped one, in sizes with and without room.
fn everywhere() -> Vec<Figure> {
    let of = |path: &str| {
        let project = read(path);
        let sized = |size: Size| drawn(&project, &BuildOptions::new().size(size));
        [Size::Slide, Size::Column].into_iter().flat_map(sized).collect::<Vec<_>>()
    };
    ["tests/demo", "tests/shapes", "tests/health", "."].into_iter().flat_map(of).collect()
}

/// The project of the survey of services with one chart.
fn with_chart(recipe: &str) -> Project {
    let mut project = read("tests/shapes");
    let (recipe, _, report) = project::recipe_from_text("t", recipe, "services");
    project.recipes = vec![recipe.unwrap_or_else(|| panic!("{report:?}"))];
    project
}

/// The names in a legend, in its order; a name of two lines is one.
fn legend(figure: &Figure) -> Vec<String> {
    let groups = figure.scene.nodes.iter().filter_map(|n| match n {
        Node::Group(Group { role: Role::Legend, nodes, .. }) => Some(nodes),
        Node::Group(_) | Node::Shape(_) | Node::Text(_) => None,
    });
    let mut names: Vec<String> = Vec::new();
    for node in groups.flatten() {
        match (node, names.last_mut()) {
            // Each name begins with its symbol.
            (Node::Shape(_), _) => names.push(String::new()),
            (Node::Text(text), Some(name)) if name.is_empty() => name.push_str(&text.text),
            (Node::Text(text), Some(name)) => {
                name.push(' ');
                name.push_str(&text.text);
            }
            (Node::Text(_), None) | (Node::Group(_), _) => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Where the first filled shape of a mark stands.
fn place(figure: &Figure, claim: &str) -> Option<Bounds> {
    let marks = figure.scene.marks();
    let (_, group) = marks.iter().find(|(claimed, _)| claimed.claim == claim)?;
    group.nodes.iter().find_map(|n| match n {
        Node::Shape(Shape::Rect { bounds, fill })
            if bounds.width() > 1.0 && *fill != figure.theme.palette.background =>
        {
            Some(*bounds)
        }
        Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
    })
}

#[test]
fn a_legend_holds_each_name_once_in_the_order_of_the_marks() {
    let mut looked_at = BTreeMap::new();
    for figure in everywhere() {
        let names = legend(&figure);
        let once: BTreeSet<&String> = names.iter().collect();
        assert_eq!(once.len(), names.len(), "{}: {names:?}", figure.id);
        let parts = figure.data.kind.has_parts();
        if names.is_empty() || !(parts || figure.data.kind == ChartKind::Bar) {
            continue;
        }
        for row in figure.data.rows() {
            // From left to right, or from above; the neutral answers of a diverging chart stand apart.
            let apart = |p: Polarity| figure.data.kind == ChartKind::Diverging && p == Polarity::Neutral;
            let along = |b: Bounds| if parts { b.left } else { b.top };
            let mut places: Vec<(usize, f64)> = row
                .marks()
                .filter(|m| !apart(m.polarity))
                .filter_map(|m| {
                    let label = &figure.data.series[m.series].label;
                    Some((names.iter().position(|n| n == label)?, along(place(&figure, m.claim())?)))
                })
                .collect();
            places.sort_by_key(|(name, _)| *name);
            let upright = figure.data.orientation == project::recipe::Orientation::Vertical;
            let rising = upright || places.windows(2).all(|pair| pair[0].1 < pair[1].1);
            assert!(rising, "{} {}: {names:?} {places:?}", figure.id, row.label);
            *looked_at.entry(figure.data.kind).or_insert(0) += usize::from(places.len() > 1);
        }
    }
    for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Diverging] {
        assert!(looked_at.get(&kind).is_some_and(|rows| *rows >= 3), "{looked_at:?}");
    }
}

#[test]
fn a_colour_has_one_meaning_in_all_panels_and_a_meaning_one_colour() {
    for figure in everywhere() {
        let mut colors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut meanings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for mark in figure.data.marks().filter(|m| m.color != figure.theme.palette.faded) {
            let label = figure.data.series[mark.series].label.as_str();
            colors.entry(label).or_default().insert(mark.color.to_string());
            meanings.entry(mark.color.to_string()).or_default().insert(label);
        }
        assert!(colors.values().all(|c| c.len() == 1), "{}: {colors:?}", figure.id);
        if figure.data.series.len() <= SERIES {
            assert!(meanings.values().all(|m| m.len() == 1), "{}: {meanings:?}", figure.id);
        }
    }
}

const AGREEMENT: &str = r#"
id = "rules"
title = "Rules"
document = "example-2022"
quote_lang = "en"
[[question]]
id = "helmets"
label = "Helmets"
wording = "verbatim"
[[question.response]]
id = "agree"
label = "Agree"
polarity = "positive"
[[question.response]]
id = "disagree"
label = "Disagree"
polarity = "negative"
[[question]]
id = "lights"
label = "Lights"
wording = "verbatim"
[[question.response]]
id = "yes"
label = "Agree"
polarity = "positive"
[[question.response]]
id = "no"
label = "Disagree"
polarity = "negative"
[[question.response]]
id = "unsure"
label = "Unsure"
polarity = "neutral"
[[survey]]
id = "s"
label = "S"
undisclosed = "all others"
"#;

#[test]
fn answers_of_one_meaning_to_two_questions_are_one_series() {
    let claim = |(question, response, value): (&str, &str, u32)| {
        format!(
            "[[claim]]\nsurvey = \"s\"\nquestion = \"{question}\"\nresponse = \"{response}\"\nvalue = {value}\n\
             as_written = \"{value} percent\"\nquote = \"{value} percent of them\"\npage = 1\n"
        )
    };
    let claims = [
        ("helmets", "agree", 61),
        ("helmets", "disagree", 39),
        ("lights", "yes", 70),
        ("lights", "no", 20),
        ("lights", "unsure", 10),
    ];
    for kind in ["stacked", "diverging", "bar"] {
        let accept = "accept = [{ differences = [\"polarity\"], reason = \"R.\" }]";
        let recipe = format!(
            "kind = \"{kind}\"\ntitle = \"T\"\nselect = 'survey_id = \"s\"'\nseries = \"response\"\npanels = \"question\"\n{}\n",
            if kind == "bar" { accept } else { "" }
        );
        let project = Project::from_texts([
            ("datasets/rules/dataset.toml", AGREEMENT.to_owned()),
            ("datasets/rules/claims.toml", claims.map(claim).concat()),
            ("datasets/rules/references.bib", citeplot::example::REFERENCES.to_owned()),
            ("charts/t.toml", recipe),
        ]);
        let mut report = Report::new();
        let figure = figures(&project, &BuildOptions::new().size(Size::Column), &mut report).pop();
        let figure = figure.unwrap_or_else(|| panic!("{report:?}"));
        let expected: &[&str] =
            if kind == "diverging" { &["Disagree", "Agree", "Unsure"] } else { &["Agree", "Disagree", "Unsure"] };
        assert_eq!(legend(&figure), expected, "{kind}");
        let color = |label: &str| {
            let own = figure.data.marks().filter(|m| figure.data.series[m.series].label == label);
            own.map(|m| m.color.to_string()).collect::<BTreeSet<_>>()
        };
        assert_eq!((color("Agree").len(), color("Disagree").len()), (1, 1), "{kind}");
        // "Unsure" is no answer to the question on helmets, so nothing is missing there.
        let missing = figure.data.rows().flat_map(|r| &r.cells).filter(|c| c.mark().is_none()).count();
        assert_eq!(missing, 0, "{kind}");
    }
}

#[test]
fn greys_of_the_print_theme_stand_above_colours_of_a_project() {
    let chart =
        "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\" and subject in [\"post\", \"police\"]'\n";
    let mut project = with_chart(chart);
    let red = Located { value: "#aa0011".to_owned(), at: Spot::new(0, 0..0) };
    project.config.colors.insert("police".to_owned(), red);
    let colors = |theme: &str| {
        let figure = drawn(&project, &BuildOptions::new().theme(theme)).remove(0);
        figure.data.series.iter().map(|s| s.color.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(colors("light")[1], "#aa0011");
    assert_eq!(colors("dark")[1], "#aa0011");
    let greys: Vec<String> = Palette::print().series.iter().map(ToString::to_string).collect();
    assert!(colors("print").iter().all(|c| greys.contains(c)), "{:?}", colors("print"));
}

fn many(project: &Project) -> bool {
    let mut report = Report::new();
    figures(project, &BuildOptions::new().locale(Locale::En), &mut report);
    report.iter().any(|d| d.code.name == "chart-many-series")
}

#[test]
fn many_series_are_no_fault_where_names_or_colours_of_their_own_tell_them_apart() {
    let bars = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\nseries = \"subject\"\nrows = \"response\"\n";
    let mut project = with_chart(bars);
    assert!(many(&project));
    let ids: Vec<String> = project.datasets[0].entities.iter().map(|e| e.id.value.clone()).collect();
    for (i, id) in ids.iter().enumerate().skip(SERIES) {
        let value = format!("#{:02x}40{:02x}", 20 * i % 256, 255 - 16 * i % 256);
        project.config.colors.insert(id.clone(), Located { value, at: Spot::new(0, 0..0) });
    }
    assert!(!many(&project), "six have colours of the theme, the others their own");
    let figure = drawn(&project, &BuildOptions::new()).remove(0);
    let colors: BTreeSet<String> = figure.data.series.iter().map(|s| s.color.to_string()).collect();
    assert_eq!(colors.len(), 15, "no two have one colour");
}

#[test]
fn the_lines_of_a_trend_with_more_series_than_colours_are_named_at_their_ends() {
    // Eight lines: one answer of each of eight services in two waves.
    let mut project =
        with_chart("kind = \"trend\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\nseries = \"subject\"\n");
    let dataset = &mut project.datasets[0];
    let survey = dataset.survey("services-2022").expect("a wave").id.clone();
    let trust: Vec<_> = dataset.claims.iter().filter(|c| c.question.value == "trust").take(8).cloned().collect();
    let earlier = trust.iter().cloned().map(|mut claim| {
        claim.id.value.push_str("-before");
        claim.survey = Some(survey.clone());
        claim
    });
    let earlier: Vec<_> = earlier.collect();
    dataset.claims.retain(|c| c.question.value != "trust" || trust.iter().any(|t| t.id.value == c.id.value));
    dataset.claims.extend(earlier);
    assert!(!many(&project));
    for size in [Size::Slide, Size::Column] {
        let figure = drawn(&project, &BuildOptions::new().size(size)).remove(0);
        let named: Vec<String> =
            figure.scene.texts().iter().filter(|t| t.role == Role::SeriesLabel).map(|t| t.text.clone()).collect();
        let all = named.join(" ");
        for series in &figure.data.series {
            assert!(
                all.contains(series.label.split(' ').next().expect("a word")),
                "{size:?}: {} in {named:?}",
                series.label
            );
        }
    }
}

#[test]
fn no_line_of_the_grid_strikes_a_label_below_parts() {
    for (path, id) in
        [("tests/demo", "likert-stacked"), ("tests/shapes", "fares-by-region"), (".", "distribution-of-views")]
    {
        let project = read(path);
        for (size, locale) in Size::ALL.into_iter().flat_map(|s| [Locale::En, Locale::Tr].map(|l| (s, l))) {
            let options = BuildOptions::new().only(id).size(size).locale(locale);
            let figure = figures(&project, &options, &mut Report::new()).remove(0);
            let panel = &figure.panels[0];
            let (end, ticks) = (panel.x.at(100.0), panel.x.ticks());
            for node in &figure.scene.nodes {
                let Node::Group(group) = node else { continue };
                for (i, node) in group.nodes.iter().enumerate() {
                    let Node::Text(text) = node else { continue };
                    let b = text.bounds();
                    let below = matches!(text.role, Role::Label | Role::NotReported);
                    let crosses = |x: f64| b.left < x && x < b.right;
                    if !below || b.top < panel.bounds.top || i == 0 {
                        continue;
                    }
                    assert!(!crosses(end), "{id} {size:?} {locale}: `{}` crosses the end", text.text);
                    let bars = figure.scene.marks();
                    let on_a_bar = bars.iter().flat_map(|(_, g)| &g.nodes).any(|n| match n {
                        Node::Shape(Shape::Rect { bounds, fill }) => {
                            *fill != figure.theme.palette.background && bounds.overlaps(&b)
                        }
                        Node::Shape(_) | Node::Text(_) | Node::Group(_) => false,
                    });
                    if !on_a_bar && ticks.iter().any(|t| crosses(panel.x.at(*t))) {
                        let cleared =
                            matches!(&group.nodes[i - 1], Node::Shape(Shape::Rect { bounds, .. }) if *bounds == b);
                        assert!(cleared, "{id} {size:?} {locale}: `{}` is struck", text.text);
                    }
                }
            }
        }
    }
}
