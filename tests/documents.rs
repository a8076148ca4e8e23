//! The manuals are true: every command of the README runs, every TOML example of both manuals loads.

use std::fs;
use std::process::Command;

use citeplot::diag::Report;
use citeplot::project::config;
use citeplot::{example, project};

/// The fenced blocks of a Markdown file in one language.
fn blocks(file: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(file).expect("the manual is there");
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(tag)) => open = Some((tag == language, String::new())),
            (Some(_), Some(_)) => {
                if let Some((true, block)) = open.take() {
                    found.push(block);
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

fn clean(report: &Report, example: &str) {
    assert!(report.is_empty(), "{example}\n{report:?}");
}

/// Loads an example as what it looks like; returns what that was.
fn load_example(text: &str) -> &'static str {
    if text.starts_with("[polarity]") {
        let dataset = format!("{}\n{text}", example::DATASET);
        let (_, _, report) = project::dataset_from_texts("demo", &dataset, "", example::REFERENCES);
        clean(&report, text);
        "polarity"
    } else if text.contains("[[claim]]") || text.contains("[[table]]") {
        let (_, _, report) = project::dataset_from_texts("demo", example::DATASET, text, example::REFERENCES);
        clean(&report, text);
        "claim"
    } else if text.contains("[[question]]") {
        // The first line that names an id names that of the dataset.
        let id = text.split('"').nth(1).expect("a dataset has an id");
        let (_, _, report) = project::dataset_from_texts(id, text, "", example::REFERENCES);
        clean(&report, text);
        "dataset"
    } else if text.contains("[[slide]]") {
        let (deck, _, report) = project::deck_from_text("example", text);
        clean(&report, text);
        assert!(deck.is_some());
        "deck"
    } else if text.contains("kind ") {
        let (recipe, _, report) = project::recipe_from_text("example", text, "demo");
        clean(&report, text);
        assert!(recipe.is_some());
        "recipe"
    } else if text.starts_with("document") {
        let dataset = example::DATASET.replace("document   = \"example-2022\"", text);
        assert_ne!(dataset, example::DATASET);
        let (_, _, report) = project::dataset_from_texts("demo", &dataset, "", example::REFERENCES);
        clean(&report, text);
        "document"
    } else if text.starts_with("label") {
        let dataset = example::DATASET.replace("label = \"Alba\"\n", text);
        let (_, _, report) = project::dataset_from_texts("demo", &dataset, "", example::REFERENCES);
        clean(&report, text);
        "text"
    } else {
        clean(&config::from_text(text).2, text);
        "configuration"
    }
}

#[test]
fn every_toml_example_of_the_manuals_loads() {
    let kinds = |file| blocks(file, "toml").iter().map(|b| load_example(b)).collect::<Vec<_>>();
    assert_eq!(kinds("README.md"), ["claim", "recipe", "recipe", "recipe", "recipe", "deck", "configuration"]);
    assert_eq!(
        kinds("datasets/README.md"),
        ["text", "claim", "claim", "claim", "claim", "claim", "dataset", "dataset", "dataset", "polarity", "document"]
    );
}

#[test]
fn the_example_bibliography_of_the_manual_loads() {
    for bib in blocks("datasets/README.md", "bibtex") {
        let (dataset, _, report) = project::dataset_from_texts("demo", example::DATASET, "", &bib);
        clean(&report, &bib);
        assert_eq!(dataset.bibliography.works.len(), 1);
    }
}

#[test]
fn every_command_of_the_readme_runs() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let readme = fs::read_to_string("README.md").expect("the README is there");
    let table = readme.lines().filter_map(|l| l.strip_prefix("| `citeplot ")).filter_map(|l| l.split('`').next());
    let blocks = blocks("README.md", "console");
    let typed = blocks.iter().flat_map(|b| b.lines()).filter_map(|l| l.strip_prefix("$ citeplot "));
    let commands: Vec<String> = typed.chain(table).map(str::to_owned).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    let report =
        "1 Trust\n\nHere nearly a quarter of adults trust Borduria. In all, 61 percent of adults trust Alba.\n";
    fs::write(folder.path().join("report.txt"), report).expect("written");
    for command in commands {
        let command = command.replace("new DIR", "new another").replace("--only ID", "--only trust");
        let command = command.replace("show ID", "show trust-alba-2021").replace("deck ID", "deck --chart trust");
        let command = command.replace("scan FILE", "scan datasets/demo/dataset.toml");
        let command = command.replace("--against FILE", "--against ../report.txt");
        let command = command.replace("trace FILE", "trace charts/trust.svg");
        let command = command.replace("compare A B", "compare trust-alba-2021 trust-borduria-2021");
        let command = command.replace("FILE.pptx", "dist/deck.pptx").replace("CHART", "trust");
        let inside = !command.starts_with("new") && !command.starts_with("-C");
        let at = if inside { folder.path().join("my-project") } else { folder.path().to_owned() };
        let run = Command::new(env!("CARGO_BIN_EXE_citeplot")).args(command.split(' ')).current_dir(at).output();
        let run = run.expect("the program starts");
        assert!(run.status.success(), "citeplot {command}: {}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn the_fault_of_the_readme_is_the_one_that_the_program_reports() {
    let shown = blocks("README.md", "text").concat();
    let faults = fs::read_to_string("tests/snapshots/faults.txt").expect("the snapshot is there");
    assert!(faults.contains(shown.trim_end()), "{shown}");
}

#[test]
fn the_tables_of_the_readme_name_every_word_of_a_recipe() {
    use citeplot::model::Dimension;
    use citeplot::project::recipe::{ChartKind, Gaps, Missing, Order, Orientation, Panels, Rows};
    use citeplot::style::font::TextAs;
    use citeplot::style::{Palette, Size};
    let readme = fs::read_to_string("README.md").expect("the README is there");
    let words = ChartKind::ALL.map(ChartKind::code).into_iter();
    let words = words.chain(Dimension::ALL.map(Dimension::code));
    let words = words.chain([Rows::STATEMENT, Panels::None.code(), Panels::Polarity.code()]);
    let words = words.chain(Order::WORDS).chain(Missing::ALL.map(Missing::code)).chain(Gaps::ALL.map(Gaps::code));
    let words = words.chain(Orientation::ALL.map(Orientation::code)).chain(Size::ALL.map(Size::code));
    for word in words.chain(TextAs::ALL.map(TextAs::code)).chain(Palette::NAMES) {
        assert!(readme.contains(&format!("`\"{word}\"`")), "{word}");
    }
    for code in citeplot::model::DifferenceKind::ALL.map(citeplot::model::DifferenceKind::code) {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}
