//! Waves on the axis of time: where they stand, what they are called, and what leads across long times between them.

#[path = "support/parts.rs"]
mod parts;

use std::fmt::Write as _;

use citeplot::build::{Build, BuildOptions};
use citeplot::diag::Report;
use citeplot::figure::layout::Axis;
use citeplot::figure::scene::{Group, Node, Role, Shape};
use citeplot::figure::{Figure, Join};
use citeplot::model::{Locale, Text};
use citeplot::project::Project;
use citeplot::project::recipe::DeckRecipe;
use citeplot::publish::ooxml;
use citeplot::style::{Palette, Size};
use parts::parts;

/// A wave: first and last day of fieldwork, as known, and a value.
type Wave = (&'static str, &'static str, &'static str);

/// A trend of waves of a panel on commuting; `more` stands at the end of its recipe.
fn project(waves: &[Wave], more: &str) -> Project {
    let mut dataset = "id = \"commute\"\ntitle = \"Commuting\"\ndocument = \"example-2022\"\nquote_lang = \"en\"\n\
        [[question]]\nid = \"mode\"\nlabel = \"How people get to work\"\nwording = \"verbatim\"\n\
        [[question.response]]\nid = \"bicycle\"\nlabel = \"By bicycle\"\npolarity = \"factual\"\n"
        .to_owned();
    let mut claims = String::new();
    for (i, (start, end, value)) in waves.iter().enumerate() {
        writeln!(
            dataset,
            "[[survey]]\nid = \"w-{i}\"\nlabel = \"Wave {i}\"\nseries = \"commute\"\nfield_start = \"{start}\"\n\
             field_end = \"{end}\"\nundisclosed = \"all others\""
        )
        .expect("a String takes all");
        let words = format!("{} percent", value.replace('~', "about "));
        writeln!(
            claims,
            "[[claim]]\nid = \"c-{i}\"\nsurvey = \"w-{i}\"\nquestion = \"mode\"\nresponse = \"bicycle\"\n\
             value = \"{value}\"\nas_written = \"{words}\"\nquote = \"{words} of them cycle\"\npage = 1"
        )
        .expect("a String takes all");
    }
    let recipe = format!("kind = \"trend\"\ntitle = \"T\"\nselect = 'question_id = \"mode\"'\n{more}\n");
    Project::from_texts([
        ("datasets/commute/dataset.toml", dataset),
        ("datasets/commute/claims.toml", claims),
        ("datasets/commute/references.bib", citeplot::example::REFERENCES.to_owned()),
        ("charts/t.toml", recipe),
    ])
}

fn drawn(waves: &[Wave], more: &str) -> Figure {
    drawn_in(waves, more, &BuildOptions::new())
}

fn drawn_in(waves: &[Wave], more: &str, options: &BuildOptions) -> Figure {
    let mut report = Report::new();
    let figure = citeplot::build::figures(&project(waves, more), options, &mut report).pop();
    figure.unwrap_or_else(|| panic!("{report:?}"))
}

/// The places of the waves along the axis as shares of its length.
fn places(figure: &Figure) -> Vec<f64> {
    let Axis::Dates(scale) = &figure.panels[0].x else { panic!("an axis of time") };
    let xs: Vec<f64> = scale.waves().iter().map(|wave| scale.x(Some(wave.date))).collect();
    xs.iter().map(|x| (x - xs[0]) / (xs[xs.len() - 1] - xs[0])).collect()
}

/// The chart of the project on a slide, as XML; none when it stands there as shapes.
fn native(waves: &[Wave], more: &str) -> Option<String> {
    let project = project(waves, more);
    let recipe = DeckRecipe::of_charts("d", Text::Plain("D".to_owned()), ["t"].into_iter());
    let deck = Build::new(&project).deck(&recipe, Locale::En, &mut Report::new()).expect("a deck");
    let made = ooxml::presentation(&deck, None).expect("a presentation");
    let (_, bytes) = parts(&made.bytes)
        .into_iter()
        .find(|(name, _)| name.contains("charts/citeplot-chart") && name.ends_with(".xml"))?;
    Some(String::from_utf8(bytes).expect("XML"))
}

/// The numbers in the caches of an element of the first series of a chart.
fn cached(xml: &str, element: &str) -> Vec<f64> {
    let (_, rest) = xml.split_once(&format!("<c:{element}>")).expect("the element");
    let own = rest.split_once(&format!("</c:{element}>")).expect("its end").0;
    own.split("<c:v>").skip(1).map(|v| v.split_once('<').expect("an end").0.parse().expect("a number")).collect()
}

#[test]
fn a_wave_stands_in_the_middle_of_its_fieldwork() {
    // Middles: 2 March, 17 March, 31 May 2023.
    let waves =
        [("2023-03-01", "2023-03-03", "20"), ("2023-03-04", "2023-03-30", "24"), ("2023-05-31", "2023-05-31", "30")];
    let found = places(&drawn(&waves, ""));
    assert!((found[1] - 15.0 / 90.0).abs() < 0.01, "15 of 90 days, not {found:?}");
    // The order is that of the middles: the second began long before the first, and ended after it.
    let within =
        [("2023-05-02", "2023-05-04", "20"), ("2023-01-01", "2023-06-30", "24"), ("2023-07-01", "2023-07-02", "30")];
    let figure = drawn(&within, "");
    let claims: Vec<&str> = figure.data.marks().map(citeplot::figure::Mark::claim).collect();
    assert_eq!(claims, ["c-1", "c-0", "c-2"]);
    assert!(places(&figure).is_sorted());
}

#[test]
fn waves_of_one_month_stand_apart_and_are_called_by_their_days() {
    let waves = [("2024-06-03", "2024-06-04", "31"), ("2024-06-24", "2024-06-25", "38")];
    let figure = drawn(&waves, "");
    assert_eq!(places(&figure), [0.0, 1.0]);
    let dates: Vec<String> =
        figure.scene.texts().iter().filter(|t| t.role == Role::Axis).map(|t| t.text.clone()).collect();
    assert!(dates.contains(&"4 June 2024".to_owned()) && dates.contains(&"25 June 2024".to_owned()), "{dates:?}");
}

#[test]
fn native_waves_stand_where_those_of_the_figure_do() {
    for waves in [
        [("2023-03-01", "2023-03-03", "20"), ("2023-03-04", "2023-03-30", "24"), ("2023-05-31", "2023-05-31", "30")],
        [("2019", "2019", "20"), ("2020-04", "2020-06", "24"), ("2021-12-01", "2021-12-24", "30")],
        [("2020-02-28", "2020-03-01", "20"), ("2020-03", "2020-03", "24"), ("2020-12-31", "2021-01-01", "30")],
    ] {
        let days = cached(&native(&waves, "").expect("a chart"), "xVal");
        let all = days[days.len() - 1] - days[0];
        let native: Vec<f64> = days.iter().map(|day| (day - days[0]) / all).collect();
        let figure = places(&drawn(&waves, ""));
        // A day is a whole number there; months of the figure are a twelfth of the year each.
        let near = |(a, b): (&f64, &f64)| (a - b).abs() * all <= 1.6;
        assert!(native.iter().zip(&figure).all(near), "{waves:?}: {native:?}, {figure:?}");
    }
}

/// Yearly waves, with six years without one.
const WITH_GAP: [Wave; 5] = [
    ("2010-03", "2010-03", "20"),
    ("2011-04", "2011-04", "24"),
    ("2012-03", "2012-03", "23"),
    ("2018-03", "2018-03", "40"),
    ("2019-05", "2019-05", "41"),
];

fn joins(figure: &Figure) -> Vec<Join> {
    figure.data.marks().skip(1).map(|m| m.join).collect()
}

/// How many plain and how many dashed lines join waves.
fn lines(figure: &Figure) -> (usize, usize) {
    let connectors = figure.scene.nodes.iter().filter_map(|n| match n {
        Node::Group(Group { role: Role::Connector, nodes, .. }) => Some(nodes),
        Node::Group(_) | Node::Shape(_) | Node::Text(_) => None,
    });
    let nodes: Vec<&Node> = connectors.flatten().collect();
    let count = |of: fn(&Shape) -> bool| nodes.iter().filter(|n| matches!(n, Node::Shape(s) if of(s))).count();
    (count(|s| matches!(s, Shape::Line { .. })), count(|s| matches!(s, Shape::DashedLine { .. })))
}

#[test]
fn a_long_time_between_waves_is_dashed_open_or_a_line_as_the_recipe_says() {
    use Join::{Dashed, Gap, Line};
    let note = |figure: &Figure| figure.captions.note.clone().unwrap_or_default();
    for (gaps, join, counted, told) in [
        ("", Dashed, (3, 1), "A dashed line spans more than twice the usual time between waves."),
        ("gaps = \"dashed\"", Dashed, (3, 1), "A dashed line spans"),
        ("gaps = \"break\"", Gap, (3, 0), "Lines break where more than twice the usual time lies between waves."),
        ("gaps = \"line\"", Line, (4, 0), "Note:"),
    ] {
        for size in [Size::Slide, Size::Column] {
            for theme in Palette::NAMES {
                let figure = drawn_in(&WITH_GAP, gaps, &BuildOptions::new().size(size).theme(theme));
                assert_eq!(joins(&figure), [Line, Line, join, Line], "{gaps}");
                assert_eq!(lines(&figure), counted, "{gaps} {size:?} {theme}");
                assert!(note(&figure).contains(told), "{gaps}: {}", note(&figure));
            }
        }
    }
    // A hedged end has two edges, and each is dashed.
    let mut hedged = WITH_GAP;
    hedged[3].2 = "~40";
    assert_eq!(lines(&drawn(&hedged, "")).1, 2);
}

#[test]
fn what_is_usual_follows_from_the_waves() {
    // A wave that is left out, two years for one, is not long, even when fieldwork moved by some days.
    let biennial = [("2010-03", "2010-03", "20"), ("2011-03", "2011-03", "24"), ("2013-04", "2013-04", "23")];
    assert_eq!(joins(&drawn(&biennial, "")), [Join::Line; 2]);
    // Every five years is usual where nothing else is.
    let rare = [("2000", "2000", "20"), ("2005", "2005", "24"), ("2010", "2010", "23")];
    assert_eq!(joins(&drawn(&rare, "")), [Join::Line; 2]);
    let two = [("2000", "2000", "20"), ("2020", "2020", "24")];
    assert_eq!(joins(&drawn(&two, "")), [Join::Line]);
    // Weeks: three of them are long where one is usual.
    let weeks = [
        ("2024-01-01", "2024-01-02", "20"),
        ("2024-01-08", "2024-01-09", "22"),
        ("2024-01-15", "2024-01-16", "22"),
        ("2024-02-05", "2024-02-06", "23"),
    ];
    assert_eq!(joins(&drawn(&weeks, "")), [Join::Line, Join::Line, Join::Dashed]);
}

#[test]
fn native_lines_are_dashed_or_open_across_long_times_too() {
    let xml = |gaps: &str| native(&WITH_GAP, gaps).expect("a chart");
    let point = |xml: &str| {
        xml.split_once("<c:dPt>").map(|(_, rest)| rest.split_once("</c:dPt>").expect("an end").0.to_owned())
    };
    let dashed = point(&xml("")).expect("a point of its own");
    assert!(dashed.contains("<c:idx val=\"3\"/>") && dashed.contains("prstDash"), "{dashed}");
    // An open line is a series for each stretch: other programs than PowerPoint draw through points without a line.
    let open = xml("gaps = \"break\"");
    assert_eq!((point(&open), cached(&open, "yVal")), (None, vec![20.0, 24.0, 23.0]));
    assert_eq!(point(&xml("gaps = \"line\"")), None);
}

#[test]
fn a_native_chart_has_the_axis_of_the_recipe_or_is_shapes() {
    let xml = native(&WITH_GAP, "axis = [0, 60]").expect("a chart");
    assert!(xml.contains("<c:max val=\"60\"/><c:min val=\"0\"/>"), "the axis ends where the recipe says");
    assert_eq!(native(&WITH_GAP, "axis = [15, 60]"), None, "PowerPoint has no mark for a torn axis");
}
