//! Faulty inputs, each bad line with the codes that it must get, and no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use citeplot::diag::{Report, Stage};
use citeplot::project::config;
use citeplot::source::Sources;
use citeplot::{check, example, project};

/// Line and code, as a report has them for its file `name`.
fn found(report: &Report, sources: &Sources, name: &str) -> BTreeSet<(usize, String)> {
    report
        .iter()
        .filter_map(|d| d.spot.map(|s| (d, s)))
        .filter(|(_, s)| sources.path(s.file) == name)
        .map(|(d, s)| (sources.position(s.file, s.start).line, d.code.name.to_owned()))
        .collect()
}

/// Line and code, as the comments of a fixture want them.
fn wanted(text: &str, mark: &str) -> BTreeSet<(usize, String)> {
    let of_line = |(i, line): (usize, &str)| {
        let codes = line.split_once(mark).map_or("", |(_, codes)| codes).split_whitespace();
        codes.map(|code| (i + 1, code.to_owned())).collect::<Vec<_>>()
    };
    text.lines().enumerate().flat_map(of_line).collect()
}

fn fixture(path: &str) -> String {
    fs::read_to_string(Path::new("tests/fixtures").join(path)).expect("the fixture is there")
}

#[test]
fn every_fault_of_a_claim_is_reported_in_one_run() {
    let text = fixture("claims/every-fault.toml");
    let (_, sources, report) = project::dataset_from_texts("demo", example::DATASET, &text, example::REFERENCES);
    assert_eq!(found(&report, &sources, "claims.toml"), wanted(&text, "#~"));
}

#[test]
fn every_rule_on_claims_points_at_its_line() {
    let text = fixture("claims/rules.toml");
    let (dataset, sources, mut report) =
        project::dataset_from_texts("demo", example::DATASET, &text, example::REFERENCES);
    assert!(report.is_empty(), "{report:?}");
    check::run(&dataset, &config::Config::default(), &mut report);
    assert_eq!(found(&report, &sources, "claims.toml"), wanted(&text, "#~"));
}

#[test]
fn every_fault_of_a_dataset_is_reported_in_one_run() {
    let text = fixture("dataset/every-fault.toml");
    let (dataset, sources, mut report) = project::dataset_from_texts("demo", &text, "", example::REFERENCES);
    check::run(&dataset, &config::Config::default(), &mut report);
    let mut found = found(&report, &sources, "dataset.toml");
    found.retain(|(_, code)| code != "undisclosed" && code != "tone-in-label");
    assert_eq!(found, wanted(&text, "#~"));
}

#[test]
fn every_fault_of_a_recipe_is_reported_in_one_run() {
    let text = fixture("recipes/every-fault.toml");
    let (recipe, sources, report) = project::recipe_from_text("faults", &text, "demo");
    assert!(recipe.is_none());
    assert_eq!(found(&report, &sources, "faults.toml"), wanted(&text, "#~"));
}

#[test]
fn every_fault_of_a_deck_is_reported_in_one_run() {
    let text = fixture("decks/every-fault.toml");
    let (deck, sources, report) = project::deck_from_text("faults", &text);
    assert!(deck.is_none());
    assert_eq!(found(&report, &sources, "faults.toml"), wanted(&text, "#~"));
}

#[test]
fn every_fault_of_a_configuration_is_reported_in_one_run() {
    let text = fixture("config/every-fault.toml");
    let (_, sources, report) = config::from_text(&text);
    assert_eq!(found(&report, &sources, "config.toml"), wanted(&text, "#~"));
}

#[test]
fn a_broken_entry_of_a_bibliography_does_not_hide_the_others() {
    let text = fixture("references/every-fault.bib");
    let (dataset, sources, report) = project::dataset_from_texts("demo", example::DATASET, "", &text);
    assert_eq!(found(&report, &sources, "references.bib"), wanted(&text, "%~"));
    let keys: Vec<&str> = dataset.bibliography.works.iter().map(|w| w.key.value.as_str()).collect();
    assert_eq!(keys, ["sound-2020", "undated", "paged-2020", "after-2021"]);
}

#[test]
fn two_hundred_faults_among_two_thousand_claims_are_all_reported() {
    let mut text = String::new();
    for i in 0..2000 {
        let value = if i % 10 == 0 { "\"many\"" } else { "61" };
        text.push_str(&format!(
            "[[claim]]\nid = \"c-{i}\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\nvalue = {value}\n\
             as_written = \"61 percent\"\nquote = \"61 percent\"\nsection = \"1\"\n\n"
        ));
    }
    let (dataset, _, report) = project::dataset_from_texts("demo", example::DATASET, &text, example::REFERENCES);
    assert_eq!(report.iter().filter(|d| d.code.name == "not-a-value").count(), 200);
    assert_eq!(dataset.claims.len(), 1800);
}

#[test]
fn every_code_of_the_fixtures_is_documented() {
    let known: BTreeSet<&str> = check::all_codes().into_iter().map(|c| c.name).collect();
    for file in [
        "claims/every-fault.toml",
        "claims/rules.toml",
        "dataset/every-fault.toml",
        "config/every-fault.toml",
        "decks/every-fault.toml",
    ] {
        for (_, code) in wanted(&fixture(file), "#~") {
            assert!(known.contains(code.as_str()), "{code} is not in `citeplot list rules`");
        }
    }
}

#[test]
fn every_code_has_one_name_in_kebab_case_and_says_what_it_finds_and_why() {
    let codes = check::all_codes();
    let names: BTreeSet<&str> = codes.iter().map(|c| c.name).collect();
    assert_eq!(names.len(), codes.len(), "a name is given twice");
    for code in codes {
        assert!(code.name.split('-').all(|part| !part.is_empty()), "{}", code.name);
        assert!(code.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", code.name);
        assert!(!code.finds.is_empty() && !code.why.is_empty(), "{}", code.name);
    }
}

#[test]
fn every_file_of_the_rules_is_a_rule_that_the_list_shows() {
    let files = fs::read_dir("src/check/rules").expect("the rules are there");
    let files = files.filter(|e| e.as_ref().is_ok_and(|e| e.file_name() != "mod.rs")).count();
    let settable = check::all_codes().into_iter().filter(|c| c.stage == Stage::Rule).count();
    assert_eq!(settable, files);
    assert!(check::all_codes().contains(&citeplot::diag::Code::UNKNOWN_CHART));
}

#[test]
fn every_text_that_readers_see_is_wanted_in_every_language() {
    let both = |words: &str| format!("{{ en = \"{words}\", tr = \"{words} tr\" }}");
    let found = |chart: &str, deck: &str| {
        let project = citeplot::Project::from_texts([
            ("config.toml", "locales = [\"en\", \"tr\"]\n"),
            ("datasets/demo/dataset.toml", example::DATASET),
            ("datasets/demo/claims.toml", example::CLAIMS),
            ("datasets/demo/references.bib", example::REFERENCES),
            ("charts/trust.toml", chart),
            ("decks/talk.toml", deck),
        ]);
        let report = project.check();
        let of = |file: &str| {
            let here = |d: &&citeplot::diag::Diagnostic| {
                d.code.name == "untranslated" && d.spot.is_some_and(|s| project.sources.path(s.file) == file)
            };
            report.iter().filter(here).count()
        };
        (of("charts/trust.toml"), of("decks/talk.toml"))
    };
    let chart = |title: &str, alt: &str, remark: &str, line: &str| {
        format!(
            "kind = \"bar\"\ntitle = {title}\nalt = {alt}\nselect = 'question_id = \"trust\"'\n\
             [[remark]]\nclaim = \"trust-alba-2021\"\ntext = {remark}\n[[reference_line]]\nvalue = 50\nlabel = {line}\n"
        )
    };
    let deck = |title: &str, section: &str, own: &str| {
        format!("title = {title}\n[[slide]]\nsection = {section}\n[[slide]]\nchart = \"trust\"\ntitle = {own}\n")
    };
    let whole = (chart(&both("T"), &both("A"), &both("R"), &both("L")), deck(&both("T"), &both("S"), &both("O")));
    assert_eq!(found(&whole.0, &whole.1), (0, 0));
    // A plain text, and one with a language missing.
    let plain = "\"Words of one language\"";
    let half = "{ en = \"half\" }";
    for lacking in [plain, half] {
        assert_eq!(found(&chart(lacking, &both("A"), &both("R"), &both("L")), &whole.1), (1, 0));
        assert_eq!(found(&chart(&both("T"), lacking, &both("R"), &both("L")), &whole.1), (1, 0));
        assert_eq!(found(&chart(&both("T"), &both("A"), lacking, lacking), &whole.1), (2, 0));
        assert_eq!(found(&whole.0, &deck(lacking, lacking, lacking)), (0, 3));
    }
}

/// Of records, every kind of text; only a name may be the same in all languages.
#[test]
fn every_text_of_a_record_is_wanted_in_every_language() {
    let both = |words: &str| format!("{{ en = \"{words}\", tr = \"{words} tr\" }}");
    let texts = [
        ("entity", "fire brigade"),
        ("group", "Under 30"),
        ("members", "adults under 30"),
        ("place", "the northern regions"),
        ("question", "Trust"),
        ("leans", "Speaks for it"),
        ("response", "Trusts it"),
        ("statement", "Trusts the service"),
        ("survey", "Poll of 2021"),
        ("population", "adults"),
        ("geography", "the whole country"),
        ("base", "those who know it"),
    ];
    let found = |plain: &str| {
        let text = |name: &str| {
            let words = texts.iter().find(|(n, _)| *n == name).expect("a text").1;
            if name == plain { format!("\"{words}\"") } else { both(words) }
        };
        let dataset = format!(
            "id = \"demo\"\ntitle = \"T\"\ndocument = \"example-2022\"\n\
             [[entity]]\nid = \"alba\"\nlabel = {}\n[[group]]\nid = \"young\"\nlabel = {}\nmembers = {}\n\
             [[place]]\nid = \"north\"\nlabel = {}\n[[question]]\nid = \"trust\"\nlabel = {}\nwording = \"verbatim\"\n\
             polarity = {{ positive = {} }}\n[[question.response]]\nid = \"trusts\"\nlabel = {}\nstatement = {}\npolarity = \"positive\"\n\
             [[survey]]\nid = \"poll-2021\"\nlabel = {}\npopulation = {}\ngeography = {}\nundisclosed = \"all others\"\n",
            text("entity"),
            text("group"),
            text("members"),
            text("place"),
            text("question"),
            text("leans"),
            text("response"),
            text("statement"),
            text("survey"),
            text("population"),
            text("geography"),
        );
        let claim = format!(
            "[[claim]]\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\nsubject = \"alba\"\nvalue = 3\n\
             quote = \"3 percent\"\nsection = \"1\"\nbase = {}\n",
            text("base")
        );
        let project = citeplot::Project::from_texts([
            ("config.toml", "locales = [\"en\", \"tr\"]\n"),
            ("datasets/demo/dataset.toml", dataset.as_str()),
            ("datasets/demo/claims.toml", claim.as_str()),
            ("datasets/demo/references.bib", example::REFERENCES),
        ]);
        project.check().iter().filter(|d| d.code.name == "untranslated").count()
    };
    assert_eq!(found("none"), 0);
    for (name, _) in texts {
        assert_eq!(found(name), 1, "{name}");
    }
}

#[test]
fn names_may_be_the_same_in_every_language() {
    let found = |label: &str| {
        let dataset = example::DATASET.replacen("label = \"Alba\"", &format!("label = \"{label}\""), 1);
        let project = citeplot::Project::from_texts([
            ("config.toml", "locales = [\"en\", \"tr\"]\n"),
            ("datasets/demo/dataset.toml", dataset.as_str()),
            ("datasets/demo/claims.toml", example::CLAIMS),
            ("datasets/demo/references.bib", example::REFERENCES),
        ]);
        project.check().iter().filter(|d| d.code.name == "untranslated").count()
    };
    assert_eq!(found("Python 3"), found("Alba"));
    assert_eq!(found("fire brigade"), found("Alba") + 1);
}
