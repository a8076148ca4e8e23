//! What a project may set, and what a record may say of its own faults.

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::{Report, Severity, human};
use citeplot::project::config::{self, Config};
use citeplot::project::{self, Project};
use citeplot::{check, example};

fn configured(text: &str) -> Config {
    let (config, _, report) = config::from_text(text);
    assert!(report.is_empty(), "{report:?}");
    config
}

/// The findings of the rules on some claims, `code severity`.
fn found(claims: &str, config: &Config) -> Vec<String> {
    let (dataset, _, mut report) = project::dataset_from_texts("demo", example::DATASET, claims, example::REFERENCES);
    check::run(&dataset, config, &mut report);
    report.iter().map(|d| format!("{} {}", d.code.name, d.severity.word())).collect()
}

#[test]
fn the_weight_of_a_rule_can_be_set() {
    let claims = example::CLAIMS.replacen("value      = 61 ", "value      = 62 ", 1);
    let with = |weight: &str| found(&claims, &configured(&format!("[severity]\nvalue-not-in-quote = \"{weight}\"\n")));
    assert_eq!(found(&claims, &Config::default()), ["value-not-in-quote error"]);
    assert_eq!(with("warning"), ["value-not-in-quote warning"]);
    assert_eq!(with("note"), ["value-not-in-quote note"]);
    assert_eq!(with("off"), Vec::<String>::new());
}

#[test]
fn only_rules_have_a_weight() {
    for (code, message) in
        [("syntax", "the severity of `syntax` cannot be changed"), ("undisclosde", "there is no rule `undisclosde`")]
    {
        let config = configured(&format!("[severity]\n{code} = \"off\"\n"));
        let mut report = Report::new();
        check::run_config(&config, &[example::dataset()], &mut report);
        let messages: Vec<&str> = report.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, [message]);
    }
}

#[test]
fn an_acknowledged_fault_is_a_note_with_its_reason() {
    let claims = example::CLAIMS.replacen(
        "value      = 61 ",
        "acknowledge = [{ code = \"value-not-in-quote\", reason = \"the table on page 13 says 62\" }]\nvalue = 62 ",
        1,
    );
    let (dataset, sources, mut report) =
        project::dataset_from_texts("demo", example::DATASET, &claims, example::REFERENCES);
    check::run(&dataset, &Config::default(), &mut report);
    assert_eq!(report.count(Severity::Note), 1);
    assert!(!report.has_errors());
    let shown = human::render(&report, &sources, false);
    assert!(shown.contains("= acknowledged: the table on page 13 says 62"), "{shown}");
}

#[test]
fn hedge_rules_of_the_house_reach_the_interval_and_the_note() {
    let config = configured("[hedge_rules]\nversion = \"v1-house\"\nabout = 3\nnearly = 5\n");
    let (dataset, sources, report) =
        project::dataset_from_texts("demo", example::DATASET, example::CLAIMS, example::REFERENCES);
    assert!(report.is_empty());
    let recipe = project::recipe_from_text("trust", example::RECIPE, "demo").0.expect("sound");
    let project = Project {
        inputs: project::Inputs::default(),
        proofs: Vec::new(),
        root: ".".into(),
        config,
        datasets: vec![dataset],
        recipes: vec![recipe],
        decks: vec![],
        sources,
        chart_ids: Vec::new(),
        joined: Vec::new(),
        unread: Report::new(),
    };
    let drawn = figures(&project, &BuildOptions::new(), &mut Report::new());
    let scene = &drawn[0].scene;
    let texts: String = scene.texts().iter().map(|t| format!("{} ", t.text)).collect();
    assert!(texts.contains("(“nearly a quarter”: 20–25%; hedge rules v1-house)."), "{texts}");
    let marks = scene.marks();
    let nearly = marks.iter().find(|(c, _)| c.op == "nearly").expect("a hedged mark").0;
    assert_eq!((nearly.low, nearly.high), (Some(20.0), Some(25.0)));
}

#[test]
fn the_source_s_own_interval_stands_above_the_rules() {
    let claims = example::CLAIMS.replacen("\"nearly 25\"", "\"nearly 25\"\ninterval = [24, 24.9]", 1);
    let (dataset, _, report) = project::dataset_from_texts("demo", example::DATASET, &claims, example::REFERENCES);
    assert!(report.is_empty(), "{report:?}");
    let reading = dataset.claims[1].reading(&Config::default().hedge_rules);
    assert_eq!(reading.basis.code(), "source");
    assert_eq!(reading.interval.expect("stated").to_string(), "[24, 24.9]");
}

#[test]
fn a_colour_that_cannot_be_seen_is_an_error() {
    let (mut project, mut report) = project::read(std::path::Path::new("."));
    project.config = configured("locales = [\"en\"]\n[colors]\nrussia = \"#ffee88\"\n");
    citeplot::build::verify(&project, &BuildOptions::new(), &mut report);
    let codes: Vec<&str> = report.iter().filter(|d| d.severity == Severity::Error).map(|d| d.code.name).collect();
    assert_eq!(codes, ["contrast-too-low"]);
}

#[test]
fn colours_of_entities_are_those_of_the_configuration() {
    let (mut project, _) = project::read(std::path::Path::new("."));
    project.config = configured("locales = [\"en\"]\n[colors]\nrussia = \"#005a4c\"\n");
    let wanted = BuildOptions::new().only("opinion-of-russia-and-china");
    let drawn = figures(&project, &wanted, &mut Report::new());
    assert!(citeplot::render::svg(&drawn[0].scene, citeplot::style::font::TextAs::System).contains("fill=\"#005a4c\""));
}

#[test]
fn texts_of_recipes_without_a_translation_are_reported() {
    let found = |config: &str, title: &str| {
        let recipe = example::RECIPE.replace("\"Alba is trusted more than Borduria\"", title);
        let files = [("config.toml", config), ("charts/trust.toml", &recipe)];
        let project = Project::from_texts(
            files.into_iter().chain(example::FILES.iter().copied().filter(|(name, _)| name.starts_with("datasets/"))),
        );
        let report = project.check();
        let here = |d: &&citeplot::diag::Diagnostic| {
            d.spot.is_some_and(|s| project.sources.path(s.file) == "charts/trust.toml")
        };
        report.iter().filter(here).map(|d| format!("{}: {}", d.severity.word(), d.message)).collect::<Vec<_>>()
    };
    let (one, two) = ("locales = [\"en\"]\n", "locales = [\"en\", \"tr\"]\n");
    let off = "locales = [\"en\", \"tr\"]\n[severity]\nuntranslated = \"off\"\n";
    let plain = "\"Alba is trusted more than Borduria\"";
    assert_eq!(found(one, plain), Vec::<String>::new());
    assert_eq!(found(off, plain), Vec::<String>::new());
    assert_eq!(
        found(two, plain),
        ["warning: a text of the recipe is written for one language, the project has several"]
    );
    assert_eq!(found(two, "{ en = \"Trust\" }"), ["warning: a text of the recipe has no translation into tr"]);
    assert_eq!(found(two, "{ en = \"Trust\", tr = \"Güven\" }"), Vec::<String>::new());
}

#[test]
fn numbers_keep_the_decimals_that_they_were_written_with() {
    let claims =
        example::CLAIMS.replacen("value      = 61 ", "value      = 61.0 ", 1).replace("61 percent", "61.0 percent");
    let (dataset, sources, report) =
        project::dataset_from_texts("demo", example::DATASET, &claims, example::REFERENCES);
    assert!(report.is_empty(), "{report:?}");
    let recipe = project::recipe_from_text("trust", example::RECIPE, "demo").0.expect("sound");
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
    let formats = citeplot::frame::export::Format::ALL;
    let tables = citeplot::build::tables(&project, &formats).expect("few rows");
    let text = |name: &str| {
        let table = tables.iter().find(|t| t.name == name).expect("written");
        String::from_utf8(table.bytes.clone()).expect("UTF-8")
    };
    assert!(text("claims.csv").contains(",percent,,,=,61.0,61,61,source,"), "{}", text("claims.csv"));
    assert!(text("claims.csv").contains(",percent,,,nearly,25,23,25,hedge-rule,"));
    assert!(text("claims.json").contains("\"value\": 61.0, \"low\": 61, "));
    let drawn = figures(&project, &BuildOptions::new(), &mut Report::new());
    assert!(drawn[0].scene.texts().iter().any(|t| t.text == "61.0%"));
}
