//! The gate: what may share an axis, on the shipped data and on made-up ones.

use citeplot::build::{BuildOptions, figures};
use citeplot::check::comparability::{Nearness, differences};
use citeplot::diag::Report;
use citeplot::model::{Dataset, DifferenceKind};
use citeplot::project::config::Config;
use citeplot::project::{self, Project};
use citeplot::source::Sources;
use std::path::Path;

/// The shipped project with one recipe in place of its own.
fn shipped_with(recipe: &str) -> (Project, Report) {
    let (mut project, report) = project::read(Path::new("."));
    assert!(!report.has_errors());
    let (read, sources, report) = project::recipe_from_text("trial", recipe, "kazakhstan-soft-power");
    assert!(report.is_empty(), "{report:?}");
    project.recipes = vec![read.expect("the recipe is sound")];
    project.sources = sources;
    (project, Report::new())
}

/// The faults of a recipe on the shipped data, a line each, and how many figures it gives.
fn verdict(select: &str, more: &str) -> (Vec<String>, usize) {
    let recipe = format!("kind = \"bar\"\ntitle = \"Trial\"\nselect = '{select}'\n{more}");
    let (project, mut report) = shipped_with(&recipe);
    let drawn = figures(&project, &BuildOptions::new(), &mut report);
    (report.iter().map(|d| format!("{}: {}", d.code.name, d.message)).collect(), drawn.len())
}

#[test]
fn favourable_views_of_two_countries_in_one_survey_pass() {
    let (faults, figures) = verdict("response = \"favourable\"", "");
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(figures, 4);
}

#[test]
fn a_role_model_and_not_a_role_model_are_refused() {
    let (faults, figures) = verdict("question_id = \"role-model\"", "rows = \"statement\"");
    assert_eq!(
        faults,
        ["chart-not-comparable: `role-model-russia-not-2020` and `role-model-china-2020` cannot share an axis: \
          polarities differ (`negative`, `positive`)"]
    );
    assert_eq!(figures, 0);
}

#[test]
fn panels_by_polarity_keep_opposite_answers_apart() {
    let (faults, figures) = verdict("question_id = \"role-model\"", "panels = \"polarity\"");
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(figures, 4);
}

#[test]
fn differently_worded_answers_pass_only_with_a_reason() {
    let (faults, _) = verdict("question_id = \"wanted-influence\"", "");
    assert_eq!(
        faults,
        ["chart-not-comparable: `influence-russia-less-2020` and `influence-china-less-2020` cannot share a row: \
          the question is worded differently (`a preference for Russia to maintain a lower profile in Kazakh society`, \
          `desire a diminished Chinese influence`)"]
    );
    let accept = "accept = [{ differences = [\"wording\"], reason = \"worded differently, as the note says\" }]";
    let (faults, figures) = verdict("question_id = \"wanted-influence\"", accept);
    assert_eq!((faults, figures), (vec![], 4));
}

#[test]
fn the_reason_stands_in_the_note() {
    let recipe = "kind = \"bar\"\ntitle = \"Trial\"\nselect = 'question_id = \"wanted-influence\"'\n\
                  accept = [{ differences = [\"wording\"], reason = \"Worded differently.\" }]";
    let (project, mut report) = shipped_with(recipe);
    let drawn = figures(&project, &BuildOptions::new(), &mut report);
    let texts: Vec<&str> = drawn[0].scene.texts().iter().map(|t| t.text.as_str()).collect();
    assert!(texts.join(" ").contains("Worded differently."), "{texts:?}");
}

#[test]
fn a_sub_base_and_another_survey_are_named() {
    let (faults, _) = verdict("claim_id in [\"friendly-russia-2017\", \"enemy-china-2020\"]", "");
    let codes: Vec<&str> = faults.iter().filter_map(|f| f.rsplit_once(": ").map(|(_, reason)| reason)).collect();
    assert_eq!(
        codes,
        [
            "surveys differ (`april-2020`, `russia-image-2017`)",
            "questions differ (`primary-enemy`, `friendly-state`)",
            "bases differ (`respondents who identified a primary enemy`, `all respondents`)",
            "polarities differ (`negative`, `positive`)",
        ]
    );
}

#[test]
fn units_are_never_accepted() {
    let accept = "rows = \"statement\"\naccept = [{ differences = [\"unit\", \"survey\", \"question\", \"base\", \"polarity\"], reason = \"no\" }]";
    let (faults, figures) =
        verdict("claim_id in [\"ethnic-russians\", \"confucius-institutes-worldwide-2019\"]", accept);
    assert!(
        faults.contains(&"accept-refused: this project never accepts a difference of unit".to_owned()),
        "{faults:?}"
    );
    assert_eq!(figures, 0);
}

#[test]
fn an_acceptance_that_explains_nothing_is_a_warning() {
    let accept = "accept = [{ differences = [\"wave\"], reason = \"no\" }]";
    let (faults, figures) = verdict("response = \"favourable\"", accept);
    assert_eq!(faults, ["accept-idle: the recipe accepts a difference of wave that does not occur"]);
    assert_eq!(figures, 4);
}

#[test]
fn two_claims_for_one_subject_do_not_hide_each_other() {
    let recipe = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\n\
                  accept = [{ differences = [\"wave\"], reason = \"two waves\" }]\n";
    let verdict = |more: &str| {
        let recipe = project::recipe_from_text("t", &format!("{recipe}{more}"), "demo").0.expect("sound");
        let (config, datasets, recipes) = (Config::default(), vec![two_waves()], vec![recipe]);
        let project = Project {
            inputs: project::Inputs::default(),
            proofs: Vec::new(),
            root: ".".into(),
            config,
            datasets,
            recipes,
            decks: Vec::new(),
            sources: Sources::new(),
            chart_ids: Vec::new(),
            joined: Vec::new(),
            unread: Report::new(),
        };
        let mut report = Report::new();
        let drawn = figures(&project, &BuildOptions::new(), &mut report).len();
        (report.iter().map(|d| d.message.clone()).collect::<Vec<_>>(), drawn)
    };
    let (faults, drawn) = verdict("rows = \"response\"\nseries = \"subject\"\n");
    assert_eq!(
        faults,
        [
            "`trust-alba-2021` and `trust-alba-2022` stand in one row for one subject",
            "`trust-borduria-2021` and `trust-borduria-2022` stand in one row for one subject"
        ]
    );
    assert_eq!(drawn, 0);
    assert_eq!(verdict("rows = \"statement\""), (vec![], 1));
}

#[test]
fn rows_that_look_alike_are_refused() {
    let dataset = citeplot::example::DATASET;
    let second = dataset
        [dataset.find("[[question]]").expect("a question")..dataset.find("[[survey]]").expect("a survey")]
        .replace("id      = \"trust\"", "id      = \"trust-again\"");
    let claims = citeplot::example::CLAIMS;
    let later = claims.replace("\"trust\"", "\"trust-again\"").replace("-2021\"\nsurvey", "-again\"\nsurvey");
    let (dataset, sources, report) = project::dataset_from_texts(
        "demo",
        &format!("{dataset}\n{second}"),
        &format!("{claims}\n{later}"),
        citeplot::example::REFERENCES,
    );
    assert!(report.is_empty(), "{report:?}");
    let recipe = "kind = \"bar\"\ntitle = \"T\"\nselect = 'unit = \"percent\"'\n\
                  accept = [{ differences = [\"question\"], reason = \"two questions\" }]\n";
    let recipe = project::recipe_from_text("t", recipe, "demo").0.expect("sound");
    let (config, datasets, recipes) = (Config::default(), vec![dataset], vec![recipe]);
    let project = Project {
        inputs: project::Inputs::default(),
        proofs: Vec::new(),
        root: ".".into(),
        config,
        datasets,
        recipes,
        decks: Vec::new(),
        sources,
        chart_ids: Vec::new(),
        joined: Vec::new(),
        unread: Report::new(),
    };
    let mut report = Report::new();
    assert_eq!(figures(&project, &BuildOptions::new(), &mut report).len(), 0);
    let messages: Vec<&str> = report.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["the rows of `trust-alba-2021` and `trust-alba-again` have the same label"]);
}

#[test]
fn rows_that_look_alike_in_one_language_only_are_refused_too() {
    let response = |id: &str, tr: &str| {
        format!(
            "[[question.response]]\nid = \"{id}\"\nlabel = {{ en = \"{id}\", tr = \"{tr}\" }}\npolarity = \"positive\"\n"
        )
    };
    let verdict = |second: &str| {
        let (before, after) =
            citeplot::example::DATASET.split_at(citeplot::example::DATASET.find("[[survey]]").expect("a survey"));
        let question = "[[question]]\nid = \"q\"\nlabel = \"Q\"\nwording = \"verbatim\"\n";
        let dataset =
            format!("{before}{question}{}{}\n{after}", response("trusting", "güvenen"), response("reliant", second));
        let claim = |id: &str| {
            format!(
                "[[claim]]\nid = \"{id}\"\nsurvey = \"poll-2021\"\nquestion = \"q\"\nresponse = \"{id}\"\nsubject = \"alba\"\n\
                 value = 20\nas_written = \"20 percent\"\nquote = \"20 percent\"\nsection = \"1\"\n"
            )
        };
        let project = Project::from_texts([
            ("config.toml", "locales = [\"en\", \"tr\"]\n[severity]\nuntranslated = \"off\"\n".to_owned()),
            ("datasets/demo/dataset.toml", dataset),
            ("datasets/demo/claims.toml", format!("{}{}", claim("trusting"), claim("reliant"))),
            ("datasets/demo/references.bib", citeplot::example::REFERENCES.to_owned()),
            ("charts/t.toml", "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"q\"'\n".to_owned()),
        ]);
        let errors = project.check();
        let errors = errors.iter().filter(|d| d.severity == citeplot::diag::Severity::Error);
        errors.map(|d| d.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(verdict("dayanan"), Vec::<String>::new());
    assert_eq!(verdict("güvenen"), ["the rows of `trusting` and `reliant` have the same label in tr"]);
}

/// The dataset of `citeplot new`, asked in two waves of one series.
fn two_waves() -> Dataset {
    let first =
        citeplot::example::DATASET.replace("n                = 1200", "series = \"poll\"\nn                = 1200");
    let second = first[first.find("[[survey]]").expect("a survey")..]
        .replace("poll-2021", "poll-2022")
        .replace("2021-03", "2022-03");
    let claims = citeplot::example::CLAIMS;
    let later = claims.replace("poll-2021", "poll-2022").replace("-2021\"\nsurvey", "-2022\"\nsurvey");
    let (dataset, _, report) = project::dataset_from_texts(
        "demo",
        &format!("{first}\n{second}"),
        &format!("{claims}\n{later}"),
        citeplot::example::REFERENCES,
    );
    assert!(report.is_empty(), "{report:?}");
    dataset
}

#[test]
fn filters_on_unknown_columns_and_cells_are_reported() {
    let (faults, _) = verdict("qestion_id = \"role-model\"", "");
    assert_eq!(faults, ["unknown-column: the claims have no column `qestion_id`"]);
    let (faults, _) = verdict("question_id = \"role-modle\"", "");
    assert_eq!(
        faults,
        [
            "unknown-cell: no claim has `role-modle` in the column `question_id`",
            "chart-selects-nothing: the filter finds no claim that can be drawn"
        ]
    );
    let (faults, _) = verdict("value > \"many\"", "");
    assert_eq!(faults, ["wrong-type: the column `value` holds numbers"]);
}

#[test]
fn waves_of_one_series_differ_in_wave_not_in_survey() {
    let dataset = two_waves();
    let (a, b) = (&dataset.claims[0], &dataset.claims[2]);
    let found: Vec<&str> =
        differences(&dataset, a, b, Nearness::Axis).iter().map(citeplot::model::Difference::code).collect();
    assert_eq!(found, ["wave"]);
    assert_eq!(Config::default().never_accept, [DifferenceKind::Unit].into());
}

/// The faults of a stacked chart of answers to one question, each with its value, about one subject.
fn stacked(single_choice: bool, values: &[&str]) -> Vec<String> {
    let mut dataset = citeplot::example::DATASET.to_owned();
    let mut claims = String::new();
    let responses: String = (0..values.len())
        .map(|i| {
            let lean = ["positive", "neutral", "negative"][i % 3];
            format!("[[question.response]]\nid = \"r-{i}\"\nlabel = \"R {i}\"\npolarity = \"{lean}\"\n")
        })
        .collect();
    let at = dataset.find("[[survey]]").expect("a survey");
    let question =
        format!("[[question]]\nid = \"q\"\nlabel = \"Q\"\nwording = \"verbatim\"\nsingle_choice = {single_choice}\n");
    dataset.insert_str(at, &format!("{question}{responses}"));
    for (i, value) in values.iter().enumerate() {
        claims.push_str(&format!(
            "[[claim]]\nid = \"c-{i}\"\nsurvey = \"poll-2021\"\nquestion = \"q\"\nresponse = \"r-{i}\"\nsubject = \"alba\"\n\
             value = \"{value}\"\nas_written = \"x\"\nquote = \"x\"\nsection = \"1\"\n"
        ));
    }
    let (dataset, sources, report) =
        project::dataset_from_texts("demo", &dataset, &claims, citeplot::example::REFERENCES);
    assert!(report.is_empty(), "{report:?}");
    let recipe = "kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"q\"'";
    let recipe = project::recipe_from_text("t", recipe, "demo").0.expect("sound");
    let project = Project {
        inputs: project::Inputs::default(),
        proofs: Vec::new(),
        root: ".".into(),
        config: Config::default(),
        datasets: vec![dataset],
        decks: Vec::new(),
        recipes: vec![recipe],
        sources,
        chart_ids: Vec::new(),
        joined: Vec::new(),
        unread: Report::new(),
    };
    let mut report = Report::new();
    figures(&project, &BuildOptions::new(), &mut report);
    report.iter().map(|d| format!("{}: {}", d.code.name, d.message)).collect()
}

#[test]
fn parts_of_a_whole_are_stacked_whatever_way_they_lean() {
    assert_eq!(stacked(true, &["25", "~55", "<5"]), Vec::<String>::new());
    assert_eq!(stacked(true, &["33", "33", "35"]), Vec::<String>::new(), "rounding may add up to 101");
}

#[test]
fn what_is_no_part_of_a_whole_is_not_stacked() {
    assert_eq!(
        stacked(false, &["25", "55"]),
        ["chart-not-a-whole: the answers to `q` are no parts of a whole: several could be given"]
    );
    assert_eq!(
        stacked(true, &["60", "majority"]),
        ["chart-not-a-whole: `c-0` and the parts beside it add up to at least 110 percent"]
    );
}

#[test]
fn parts_are_refused_only_when_no_reading_makes_them_a_whole() {
    for parts in
        [&["~45", "~55"][..], &["~28", "~26", "46"], &["~45", "~45", "10"], &["nearly 45", "55"], &["25", "majority"]]
    {
        assert_eq!(stacked(true, parts), Vec::<String>::new(), "{parts:?}");
    }
    assert_eq!(
        stacked(true, &["~48", "~30", "28"]),
        ["chart-not-a-whole: `c-0` and the parts beside it add up to at least 102 percent"]
    );
}

#[test]
fn facts_have_no_side() {
    let text = "kind = \"diverging\"\ntitle = \"T\"\nselect = 'claim_id = \"ethnic-russians\"'";
    let (project, mut report) = shipped_with(text);
    assert_eq!(figures(&project, &BuildOptions::new(), &mut report).len(), 0);
    let messages: Vec<&str> = report.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["`ethnic-russians` speaks neither for nor against anything: it is a fact"]);
}

#[test]
fn a_stacked_chart_has_subjects_as_rows() {
    let text = "kind = \"stacked\"\ntitle = \"T\"\nselect = 'unit = \"percent\"'\nrows = \"statement\"";
    let (recipe, _, report) = project::recipe_from_text("t", text, "demo");
    assert!(recipe.is_none());
    assert_eq!(report.iter().map(|d| d.code.name).collect::<Vec<_>>(), ["contradiction"]);
}

#[test]
fn the_unreported_rest_of_a_whole_is_an_interval_when_a_part_is_hedged() {
    let (project, _) = project::read(Path::new("."));
    let wanted = BuildOptions::new().only("distribution-of-views");
    let drawn = figures(&project, &wanted, &mut Report::new());
    let texts: Vec<&str> = drawn[0].scene.texts().iter().map(|t| t.text.as_str()).collect();
    assert!(texts.contains(&"not reported 32%") && texts.contains(&"not reported 18–22%"), "{texts:?}");
}

#[test]
fn numbers_on_cards_are_not_compared_but_few() {
    let recipe = "kind = \"number\"\ntitle = \"T\"\nselect = 'question_id = \"confucius-institutes\" or value = 81'";
    let (project, mut report) = shipped_with(recipe);
    assert_eq!(figures(&project, &BuildOptions::new(), &mut report).len(), 4);
    assert!(report.is_empty(), "{report:?}");
    let (project, mut report) = shipped_with("kind = \"number\"\ntitle = \"T\"\nselect = 'unit = \"percent\"'");
    assert_eq!(figures(&project, &BuildOptions::new(), &mut report).len(), 0);
    let messages: Vec<&str> = report.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["a page has at most 4 cards, the filter finds 14 claims"]);
}

#[test]
fn a_waffle_shows_shares_only() {
    let (project, mut report) =
        shipped_with("kind = \"waffle\"\ntitle = \"T\"\nselect = 'unit = \"count\" and value = 4'");
    assert_eq!(figures(&project, &BuildOptions::new(), &mut report).len(), 0);
    let messages: Vec<&str> = report.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["a waffle shows shares of a hundred, `confucius-institutes-kazakhstan` is a count"]);
}

#[test]
fn no_kind_of_rows_lets_opposite_answers_share_an_axis() {
    let refused = "chart-not-comparable: `role-model-russia-not-2020` and `role-model-china-2020` cannot share an axis: \
                   polarities differ (`negative`, `positive`)";
    for kind in ["bar", "dot", "stacked", "diverging"] {
        let text =
            format!("kind = \"{kind}\"\nrows = \"subject\"\ntitle = \"T\"\nselect = 'question_id = \"role-model\"'");
        let (project, mut report) = shipped_with(&text);
        assert_eq!(figures(&project, &BuildOptions::new(), &mut report).len(), 0, "{kind}");
        let faults: Vec<String> = report.iter().map(|d| format!("{}: {}", d.code.name, d.message)).collect();
        assert_eq!(faults, [refused], "{kind}");
    }
}

#[test]
fn panels_do_not_let_counts_onto_a_scale_of_percentages() {
    let select = "claim_id in [\"ethnic-russians\", \"confucius-institutes-worldwide-2019\"]";
    let (faults, figures) = verdict(select, "rows = \"statement\"\npanels = \"question\"");
    assert_eq!(
        faults,
        ["chart-not-comparable: `ethnic-russians` and `confucius-institutes-worldwide-2019` cannot share an axis: \
          units differ (`percent`, `count`)"]
    );
    assert_eq!(figures, 0);
}

#[test]
fn answers_of_one_name_to_different_questions_are_different_series() {
    let text = "kind = \"bar\"\nrows = \"subject\"\npanels = \"question\"\ntitle = \"T\"\n\
                select = 'question_id in [\"trust-in-goods\", \"gratitude-for-investments\"]'";
    let (mut project, mut report) = shipped_with(text);
    for question in &mut project.datasets[0].questions {
        for response in &mut question.responses {
            response.id.value = "agree".to_owned();
        }
    }
    for claim in &mut project.datasets[0].claims {
        claim.response.value = "agree".to_owned();
    }
    let drawn = figures(&project, &BuildOptions::new(), &mut report);
    assert!(report.is_empty(), "{report:?}");
    let marks: Vec<&str> = drawn[0].scene.marks().iter().map(|(m, _)| m.claim.as_str()).collect();
    assert_eq!(marks, ["goods-russia-trust-2017", "investments-russia-grateful-2017"]);
    assert!(drawn[0].scene.texts().iter().all(|t| t.text != "not reported"));
}

#[test]
fn a_pair_of_a_chart_says_how_a_recipe_draws_its_difference_and_means_have_points_of_their_scale() {
    let run = |project: &str, chart: &str| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_citeplot"))
            .args(["-C", project, "compare", "--chart", chart])
            .output()
            .expect("it runs");
        String::from_utf8(done.stdout).expect("UTF-8")
    };
    let bars = run(".", "opinion-of-russia-and-china");
    let line = bars.lines().find_map(|line| line.strip_prefix("to draw it")).expect("a line for the recipe").trim();
    let recipe = std::fs::read_to_string("charts/opinion-of-russia-and-china.toml").expect("a recipe");
    let with = project::recipe_from_text("t", &format!("{line}\n{recipe}"), "kazakhstan-soft-power");
    assert_eq!(with.0.expect("a recipe").brackets.len(), 1);
    let trend = run("tests/health", "life-satisfaction-since-2019");
    assert!(trend.contains("+0.5 scale points") && !trend.contains("to draw it"), "{trend}");
}
