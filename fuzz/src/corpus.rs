//! Where inputs start from: the projects, tests and manuals of this repository.

use std::fs;
use std::path::{Path, PathBuf};

use citeplot::example;
use citeplot::publish::ooxml;

use super::bundle::Bundle;
use super::readers::{self, Reader};

/// The folder of the package that this is compiled into: the repository or the folder `fuzz` in it.
const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// Inputs that a reader takes without a fault, and some that it refuses.
///
/// # Panics
/// When a file of the repository cannot be read.
pub fn seeds(reader: Reader) -> Vec<Vec<u8>> {
    match reader {
        Reader::Filter => lines_of_all("select = ", ".toml"),
        Reader::Value => values(),
        Reader::Sentence => lines_of_all("quote ", ".toml"),
        Reader::Font => vec![file("assets/fonts/Inter-Regular.ttf")],
        Reader::Logo => vec![file("tests/demo/logo.png")],
        Reader::Template | Reader::Refresh => presentations(),
        Reader::Dataset
        | Reader::Claims
        | Reader::References
        | Reader::Recipe
        | Reader::Deck
        | Reader::Config
        | Reader::Project => projects().into_iter().map(|b| b.text().into_bytes()).collect(),
    }
}

/// The project that `citeplot new` writes.
pub fn small() -> Bundle {
    Bundle(example::FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

/// The small project with a deck for each form that figures take on slides: native charts, shapes, pictures.
pub fn with_deck() -> Bundle {
    let mut bundle = small();
    let waffle = "kind = \"waffle\"\ntitle = \"Alba\"\nselect = 'question_id = \"trust\" and value > 50'\n";
    bundle.0.push(("charts/waffle.toml".to_owned(), waffle.to_owned()));
    for (form, chart) in [("native", "trust"), ("native", "waffle"), ("picture", "trust")] {
        let text = format!("title = \"Deck\"\nform = \"{form}\"\n[[slide]]\nchart = \"{chart}\"\n");
        bundle.0.push((format!("decks/{form}-{chart}.toml"), text));
    }
    bundle
}

fn root() -> PathBuf {
    let here = Path::new(PACKAGE);
    if here.join("assets").is_dir() { here.to_owned() } else { here.join("..") }
}

fn file(path: &str) -> Vec<u8> {
    fs::read(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The small project, and each chart of the two others as a project of its own.
fn projects() -> Vec<Bundle> {
    let mut found = vec![with_deck()];
    for (folder, dataset) in [(".", "kazakhstan-soft-power"), ("tests/demo", "demonstration")] {
        for chart in files_with_ending(&root().join(folder).join("charts"), "toml") {
            let id = chart.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = |path: &str| String::from_utf8(file(&format!("{folder}/{path}"))).expect("texts are UTF-8");
            let mut files = vec![("config.toml".to_owned(), lean(&text("config.toml")))];
            for name in ["dataset.toml", "claims.toml", "references.bib"] {
                let path = format!("datasets/{dataset}/{name}");
                files.push((path.clone(), text(&path)));
            }
            files.push((format!("charts/{id}.toml"), text(&format!("charts/{id}.toml"))));
            files.push(("decks/a.toml".to_owned(), format!("title = \"A\"\n[[slide]]\nchart = \"{id}\"\n")));
            found.push(Bundle(files));
        }
    }
    found
}

/// A configuration of one language without a logo, so that a run is short and needs no other file.
fn lean(config: &str) -> String {
    let line = |line: &str| match line.split_whitespace().next() {
        Some("locales") => "locales = [\"en\"]\n".to_owned(),
        Some("logo") => String::new(),
        _ => format!("{line}\n"),
    };
    config.lines().map(line).collect()
}

fn files_with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut found: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == ending));
    found.sort();
    found
}

/// What stands in quotation marks behind a key, in every text of the projects.
fn lines_of_all(key: &str, ending: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (path, text) in projects().into_iter().flat_map(|b| b.0) {
        let lines = text.lines().filter(|l| path.ends_with(ending) && l.starts_with(key));
        found.extend(lines.filter_map(quoted).map(|text| text.as_bytes().to_vec()));
    }
    found.sort();
    found.dedup();
    found
}

fn quoted(line: &str) -> Option<&str> {
    let start = line.find(['"', '\''])?;
    let mark = line[start..].chars().next()?;
    let rest = &line[start + 1..];
    Some(&rest[..rest.rfind(mark)?])
}

fn values() -> Vec<Vec<u8>> {
    let plain = ["25", "~55", "<4", "<=4", ">80", ">=80", "nearly 25", "20-30", "majority", "minority", "none", "0.5"];
    let others = ["2010", "2010-05", "2010-05-31", "119-121", "12, 14-16", "235-234"];
    plain.iter().chain(&others).map(|text| text.as_bytes().to_vec()).collect()
}

fn presentations() -> Vec<Vec<u8>> {
    readers::decks().iter().map(|deck| ooxml::pptx(deck, None).expect("a deck")).collect()
}
