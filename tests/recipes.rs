//! What a recipe may say: names instead of ids, orders of rows, languages.

use std::path::Path;

use citeplot::build::{Build, BuildOptions, figures};
use citeplot::diag::{Report, Severity};
use citeplot::figure::Figure;
use citeplot::frame;
use citeplot::model::Locale;
use citeplot::project::{self, Project};

/// The made-up survey of public services with one chart.
fn project(recipe: &str) -> (Project, Report) {
    let (mut project, report) = project::read(Path::new("tests/shapes"));
    assert!(report.is_empty(), "{report:?}");
    let (recipe, _, report) = project::recipe_from_text("t", recipe, "services");
    project.recipes = recipe.into_iter().collect();
    (project, report)
}

/// The chart in English, and what is said of it: codes, messages and hints.
fn drawn(recipe: &str) -> (Option<Figure>, Vec<String>) {
    let (project, mut report) = project(recipe);
    let figure = figures(&project, &BuildOptions::new().locale(Locale::En), &mut report).pop();
    let said = report.iter().map(|d| format!("{}: {} ({})", d.code.name, d.message, d.hint.as_deref().unwrap_or("-")));
    (figure, said.collect())
}

/// The ids of the claims that a filter finds.
fn found(filter: &str) -> Vec<String> {
    let (project, report) = project(&format!("kind = \"table\"\ntitle = \"T\"\nselect = '{filter}'"));
    assert!(report.is_empty(), "{filter}: {report:?}");
    let dataset = &project.datasets[0];
    let table = frame::claims([(dataset, None)], &project.config.hedge_rules, Locale::En).expect("few rows");
    let selected = frame::select(&table, dataset, &project.recipes[0]).unwrap_or_else(|e| panic!("{filter}: {e}"));
    let mut ids: Vec<String> = selected.claims().map(|i| dataset.claims[i].id.value.clone()).collect();
    ids.sort();
    assert!(!ids.is_empty(), "{filter}");
    ids
}

/// The labels of the rows of a chart without faults, from above.
fn rows(recipe: &str) -> Vec<String> {
    let (figure, said) = drawn(recipe);
    assert!(said.is_empty(), "{recipe}: {said:?}");
    figure.expect("a chart").data.rows().map(|row| row.label.clone()).collect()
}

#[test]
fn a_filter_names_things_by_id_or_by_label_in_any_language() {
    for (by_label, by_id) in [
        ("subject = \"Post\"", "subject = \"post\""),
        ("subject_id = \"post\"", "subject = \"post\""),
        ("subject_label = \"Posta\"", "subject = \"post\""),
        ("subject in [\"Polis\", \"Courts\", \"post\"]", "subject in [\"police\", \"courts\", \"post\"]"),
        ("question = \"Kamu hizmetlerine güven\"", "question_id = \"trust\""),
        ("question_id = \"Trust in public services\"", "question_id = \"trust\""),
        (
            "question_id = \"trust\" and subject != \"Polis\" and subject != \"Police\"",
            "question_id = \"trust\" and subject != \"police\"",
        ),
        ("response = \"Daily\" and group_id = \"Under 30\"", "response = \"daily\" and group = \"under-30\""),
        ("question_id = \"bus-use\" and place = \"Kıyı\"", "question_id = \"bus-use\" and place = \"coast\""),
        (
            "response = \"Her gün\" and survey = \"Services Survey 2019\"",
            "response = \"daily\" and survey_id = \"services-2019\"",
        ),
    ] {
        assert_eq!(found(by_label), found(by_id), "{by_label}");
    }
}

#[test]
fn a_label_of_two_questions_finds_the_answers_of_both_and_no_other() {
    // "Trusts it" is the answer `trusts` to one question and `trusts-more` to another.
    let both = found("response = \"Trusts it\" and unit = \"percent\"");
    assert_eq!(both, found("response = \"trusts\""));
    let changes = found("response = \"Güveniyor\" and unit = \"points\"");
    assert_eq!(changes, found("response = \"trusts-more\""));
}

#[test]
fn what_a_filter_names_and_nothing_is_called_is_told_with_the_nearest_name() {
    let said = |filter: &str| drawn(&format!("kind = \"dot\"\ntitle = \"T\"\nselect = '{filter}'")).1[0].clone();
    assert_eq!(
        said("subject = \"Hospitalls\""),
        "unknown-cell: no claim has `Hospitalls` in the column `subject` (did you mean `Hospitals`?)"
    );
    assert_eq!(
        said("subject_id = \"Kütüphane\""),
        "unknown-cell: no claim has `Kütüphane` in the column `subject_id` (did you mean `Kütüphaneler`?)"
    );
    assert!(said("subject_name = \"Post\"").starts_with("unknown-column"), "no such column");
}

const SERVICES: &str = "kind = \"bar\"\ntitle = \"T\"\nselect = 'subject in [\"Post\", \"police\", \"Courts\"] and question_id = \"trust\"'\n";

#[test]
fn rows_stand_as_listed_by_value_or_by_name_and_either_way_round() {
    let order = |order: &str| rows(&format!("{SERVICES}rows = \"subject\"\norder = {order}\n"));
    assert_eq!(order("\"listed\""), ["Post", "Police", "Courts"]);
    assert_eq!(order("\"-listed\""), ["Courts", "Police", "Post"]);
    assert_eq!(order("\"value\""), ["Post", "Police", "Courts"]);
    assert_eq!(order("\"-value\""), ["Courts", "Police", "Post"]);
    assert_eq!(order("\"subject\""), ["Post", "Police", "Courts"]);
    assert_eq!(order("\"-subject\""), ["Courts", "Police", "Post"]);
    assert_eq!(order("[\"police\", \"Mahkemeler\", \"Post\"]"), ["Police", "Courts", "Post"]);
    assert_eq!(order("[\"Courts\"]"), ["Courts", "Post", "Police"], "who is not named follows as listed");
    assert_eq!(order("{ by = \"value\", descending = false }"), ["Courts", "Police", "Post"]);
}

#[test]
fn rows_of_parts_stand_by_the_value_of_one_answer_or_of_a_net() {
    let fares = |order: &str| {
        rows(&format!("kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"fares\"'\norder = {order}\n"))
    };
    let (figure, _) = drawn("kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"fares\"'\n");
    let figure = figure.expect("a chart");
    let value = |row: &citeplot::figure::Row, answer: &str| {
        let own = row.marks().find(|m| figure.data.series[m.series].label == answer);
        own.map(|m| m.value)
    };
    let ordered = |by: &dyn Fn(&citeplot::figure::Row) -> Option<f64>| {
        let mut rows: Vec<&citeplot::figure::Row> = figure.data.rows().collect();
        rows.sort_by(|a, b| match (by(a), by(b)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        rows.iter().map(|r| r.label.clone()).collect::<Vec<_>>()
    };
    let listed = ordered(&|_| Some(0.0));
    for (answer, label) in
        [("free", "Nothing"), ("What it costs now", "What it costs now"), ("more", "More, for more buses")]
    {
        let expected = ordered(&|row| value(row, label));
        assert_eq!(fares(&format!("{{ by = \"value\", of = \"{answer}\" }}")), expected, "{answer}");
    }
    let sum = ordered(&|row| Some(value(row, "Nothing")? + value(row, "What it costs now").unwrap_or(0.0)));
    assert_eq!(fares("{ by = \"value\", of = [\"free\", \"as-now\"] }"), sum);
    assert_ne!(ordered(&|row| value(row, "Nothing")), listed, "the order makes a difference");

    // A net that is not drawn is the sum of its parts: 2019 to 2023 by those who ride at least weekly.
    let waves = |order: &str| {
        rows(&format!(
            "kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"bus-use\" and group = none and place = none \
             and not response = \"regularly\"'\norder = {order}\n"
        ))
    };
    let by_net = waves("{ by = \"value\", of = \"At least weekly (net)\", descending = false }");
    assert_eq!(by_net, waves("{ by = \"value\", of = [\"daily\", \"weekly\"], descending = false }"));
    assert_ne!(by_net, waves("\"wave\""));
    assert_eq!(waves("\"-wave\""), ["2023", "2022", "2021", "2020", "2019"]);
    assert_eq!(waves("[\"2022\", \"2020-05\"]"), ["2022", "2020", "2019", "2021", "2023"]);
}

#[test]
fn nested_rows_are_ordered_by_the_outer_and_then_by_the_inner_dimension() {
    let recipe = "kind = \"bar\"\ntitle = \"T\"\nselect = 'response = \"daily\" and group != none'\n\
                  rows = [\"wave\", \"group\"]\n";
    let order = |order: &str| rows(&format!("{recipe}order = {order}\n"));
    let listed = order("\"listed\"");
    assert_eq!(listed[..2], ["2021, Under 30", "2021, 65 and over"]);
    assert_eq!(order("[\"2023\", \"over-64\"]")[..3], ["2023, 65 and over", "2023, Under 30", "2021, 65 and over"]);
}

#[test]
fn an_order_by_what_is_not_there_is_a_fault() {
    let said = |order: &str| drawn(&format!("{SERVICES}rows = \"subject\"\norder = {order}\n")).1;
    assert_eq!(
        said("[\"Polise\", \"courts\"]"),
        [
            "unknown-reference: nothing that the chart shows is called `Polise`, to order rows by (did you mean `Polis`?)"
        ]
    );
    assert_eq!(said("\"values\""), ["unknown-word: `values` is not a value of `order` (did you mean `value`?)"]);
    assert!(said("{ by = \"listed\", of = \"post\" }")[0].starts_with("contradiction"));
    assert!(said("{ of = \"post\" }")[0].starts_with("missing-key"));
    assert!(said("[]")[0].starts_with("empty-text"));
    let series = said("{ by = \"value\", of = \"trusts\" }");
    assert!(series.is_empty() || series[0].contains("nothing that the chart shows"), "{series:?}");
}

/// The figures of a chart in a build, and what is said of it.
fn built(recipe: &str, options: &BuildOptions) -> (Vec<Locale>, Vec<String>) {
    let (project, mut report) = project(recipe);
    let figures = Build::new(&project).verify(options, &mut report);
    // The records have findings of their own.
    let of_charts = report.iter().filter(|d| !matches!(d.code.name, "undisclosed" | "unreported-rest"));
    let said = of_charts.map(|d| format!("{}: {} ({})", d.code.name, d.message, d.hint.as_deref().unwrap_or("-")));
    (figures.iter().map(|f| f.locale).collect(), said.collect())
}

#[test]
fn a_chart_is_drawn_in_its_own_languages_of_those_of_the_project() {
    let title = "kind = \"bar\"\ntitle = { en = \"T\", tr = \"T\" }\nselect = 'question_id = \"trust\"'\n";
    assert_eq!(built(title, &BuildOptions::new()), (vec![Locale::En, Locale::Tr], Vec::new()));
    let turkish = format!("{}locales = [\"tr\"]\n", title.replace("{ en = \"T\", tr = \"T\" }", "{ tr = \"T\" }"));
    assert_eq!(built(&turkish, &BuildOptions::new()), (vec![Locale::Tr], Vec::new()), "no other title is missed");
    // A build of all charts in one language leaves out those that are not drawn in it.
    assert_eq!(built(&turkish, &BuildOptions::new().locale(Locale::En)), (Vec::new(), Vec::new()));
    // One that names the chart is told.
    let (figures, said) = built(&turkish, &BuildOptions::new().only("t").locale(Locale::En));
    assert!(figures.is_empty());
    assert_eq!(
        said,
        [
            "chart-not-in-language: the chart `t` is not drawn in `en`: its recipe names `tr` (name `en` in the `locales` of the chart, or ask for one of its languages with --locale)"
        ]
    );
    let (project, _) = project(&turkish);
    assert_eq!(project.figure("t").map(|f| f.locale).map_err(|e| e.to_string()), Ok(Locale::Tr));
}

#[test]
fn languages_that_the_project_does_not_have_are_faults() {
    let chart = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\n";
    let said = |locales: &str| built(&format!("{chart}locales = {locales}\n"), &BuildOptions::new()).1;
    let (_, none) = built(&format!("{chart}locales = [\"en\"]\n"), &BuildOptions::new());
    assert_eq!(none, Vec::<String>::new(), "a plain title is one in the only language of the chart");
    assert!(said("[\"en\", \"ru\"]")[0].starts_with("chart-not-in-language: the project has no figures in `ru`"));
    assert!(said("[\"en\", \"xx\"]")[0].starts_with("unknown-locale"));
    assert!(said("[]")[0].starts_with("empty-text"));
}

#[test]
fn a_deck_in_a_language_that_its_chart_leaves_out_is_refused_with_the_reason() {
    let chart = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\nlocales = [\"en\"]\n";
    let (mut project, _) = project(chart);
    let slides = "title = { en = \"D\", tr = \"D\" }\n[[slide]]\nchart = \"t\"\n[[slide]]\nchart = \"t\"\n";
    let (deck, _, _) = project::deck_from_text("d", slides);
    project.decks = deck.into_iter().collect();
    project.chart_ids = vec!["t".to_owned()];
    let deck = |locale: Locale| {
        let mut report = Report::new();
        let made = Build::new(&project).deck(&project.decks[0], locale, &mut report);
        let errors = report.iter().filter(|d| d.severity == Severity::Error);
        (made.is_some(), errors.map(|d| d.code.name).collect::<Vec<_>>())
    };
    assert_eq!(deck(Locale::En), (true, Vec::new()));
    assert_eq!(deck(Locale::Tr), (false, vec!["chart-not-in-language"]), "once, for two slides");
}

#[test]
fn only_points_have_an_axis_of_their_own() {
    use citeplot::project::recipe::ChartKind;
    for kind in ChartKind::ALL {
        let recipe =
            format!("kind = \"{}\"\ntitle = \"T\"\nselect = 'subject = \"post\"'\naxis = [50, 100]\n", kind.code());
        let said = project(&recipe).1;
        let refused = said.iter().find(|d| d.code.name == "contradiction");
        assert_eq!(refused.is_none(), kind.traits().free_axis, "{said:?}");
        let points = matches!(kind, ChartKind::Dot | ChartKind::Trend | ChartKind::Slope);
        assert_eq!(kind.traits().free_axis, points, "{}", kind.code());
        assert!(refused.is_none_or(|d| d.hint.as_deref().is_some_and(|h| h.contains("`kind = \"dot\"`"))), "{said:?}");
    }
    let said = |axis: &str| drawn(&format!("{DOTS}axis = {axis}\n")).1;
    assert!(said("[60, 40]")[0].starts_with("contradiction: an axis is two numbers, the lesser first"));
    assert!(said("[60]")[0].starts_with("contradiction"));
    assert!(said("[\"a\", 5]")[0].starts_with("not-a-number"));
}

const DOTS: &str = "kind = \"dot\"\ntitle = \"T\"\nselect = 'subject in [\"post\", \"police\"] and question_id = \"trust\"'\nrows = \"subject\"\n";

#[test]
fn an_axis_that_is_too_short_names_what_it_does_not_hold_and_the_axis_that_would() {
    let said = |more: &str| drawn(&format!("{DOTS}{more}\n")).1;
    let short = said("axis = [60, 65]\n[[reference_line]]\nvalue = 50");
    // "About 68" reaches further than its wording by its margin, 64 by its margin alone.
    assert_eq!(
        short,
        [
            "axis-too-short: the axis from 60 to 65 does not hold the margin of error of `trust-trusts-post-services-2023`: 63.5 to 72.3 (write axis = [50, 75], or select fewer claims)",
            "axis-too-short: the axis from 60 to 65 does not hold the margin of error of `trust-trusts-police-services-2023`: 61.5 to 66.4 (write axis = [50, 75], or select fewer claims)",
            "axis-too-short: the axis from 60 to 65 does not hold the reference line at 50 (write axis = [50, 75], or select fewer claims)",
        ]
    );
    assert_eq!(said("axis = [50, 75]\n[[reference_line]]\nvalue = 50"), Vec::<String>::new());
    let bounds = said("axis = [67, 80]\nmargins = \"hide\"");
    assert!(
        bounds[0].contains("does not hold the bounds of `trust-trusts-post-services-2023`: 66 to 70"),
        "{bounds:?}"
    );
    assert!(bounds[1].contains("does not hold the value of `trust-trusts-police-services-2023`: 64"), "{bounds:?}");
}

#[test]
fn panels_are_called_incomparable_only_for_what_keeps_all_of_their_claims_apart() {
    let (mut project, _) = project::read(Path::new("."));
    project.config.never_accept.clear();
    let mut note = |rows: &str, panels: &str| {
        let recipe = format!(
            "kind = \"dot\"\ntitle = \"T\"\nselect = 'claim_id in [\"view-russia-favourable-2010\", \
             \"view-china-favourable-2010\", \"influence-china-less-2020\", \"influence-russia-less-2020\"]'\nrows = {rows}\npanels = \"{panels}\"\n\
             accept = [{{ differences = [\"question\", \"survey\", \"polarity\", \"base\"], reason = \"R.\" }}]\n"
        );
        let (recipe, _, report) = project::recipe_from_text("t", &recipe, "kazakhstan-soft-power");
        project.recipes = recipe.into_iter().collect();
        let mut report = report;
        let figure = figures(&project, &BuildOptions::new().locale(Locale::En), &mut report).pop();
        figure.unwrap_or_else(|| panic!("{report:?}")).captions.note.unwrap_or_default()
    };
    // Each country has rows of both surveys: they are there to be compared from panel to panel.
    let by_subject = note("[\"survey\", \"response\"]", "subject");
    assert!(!by_subject.contains("The panels are not comparable"), "{by_subject}");
    let by_survey = note("[\"subject\", \"response\"]", "survey");
    assert!(by_survey.contains("The panels are not comparable; they differ in survey"), "{by_survey}");
}

#[test]
fn a_claim_recorded_twice_is_no_second_part_of_a_whole() {
    let (mut project, _) = project(
        "kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"bus-use\" and survey_id = \"services-2019\" and group = none and response != \"regularly\"'\n",
    );
    let dataset = &mut project.datasets[0];
    let daily = dataset.claim("bus-use-daily-services-2019").expect("a claim").clone();
    let mut again = daily.clone();
    again.id.value = "daily-again".to_owned();
    dataset.claims.push(again);
    let mut report = Report::new();
    let drawn = figures(&project, &BuildOptions::new().locale(Locale::En), &mut report);
    assert!(drawn.is_empty());
    let said: Vec<String> = report.iter().map(|d| format!("{}: {} ({:?})", d.code.name, d.message, d.hint)).collect();
    assert_eq!(
        said,
        [
            "chart-row-crowded: `bus-use-daily-services-2019` and `daily-again` stand in one row for one answer (Some(\"select one of the two with `and claim_id != \\\"daily-again\\\"`\"))"
        ]
    );
    let mut checked = Report::new();
    citeplot::check::run(&project.datasets[0], &project.config, &mut checked);
    let twice: Vec<&str> =
        checked.iter().filter(|d| d.code.name == "recorded-twice").map(|d| d.message.as_str()).collect();
    assert_eq!(twice, ["`bus-use-daily-services-2019` and `daily-again` record one number of `services-2019`"]);
    // No rule adds the two up.
    assert!(checked.iter().all(|d| d.code.name != "parts-exceed-whole"), "{checked:?}");
}
