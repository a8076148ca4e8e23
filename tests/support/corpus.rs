//! The marked corpus: its texts without their marks, and the records of each.

use std::fs;
use std::path::{Path, PathBuf};

/// A text of the corpus with its records.
pub(crate) struct Recorded {
    pub(crate) stem: String,
    /// The file that the dataset names as the text of its document.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) dataset: String,
    pub(crate) claims: String,
}

impl Recorded {
    /// The files of a project of it, with other claims.
    pub(crate) fn files(&self, claims: &str) -> Vec<(String, String)> {
        let folder = format!("datasets/{}", self.stem);
        // The texts are made up and have no date of their own: they came out in the latest year that they name.
        let years = self.text.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4);
        let years = years.filter_map(|d| d.parse().ok()).filter(|year| (1900..=2025).contains(year));
        let year: u16 = years.max().unwrap_or(2025);
        let references = format!(
            "@report{{text, author = {{Corpus, Ann}}, title = {{Text}}, date = {{{year}}}, institution = {{C}}}}\n"
        );
        vec![
            ("config.toml".to_owned(), "[severity]\nundisclosed = \"off\"\n".to_owned()),
            (format!("{folder}/dataset.toml"), self.dataset.clone()),
            (format!("{folder}/claims.toml"), claims.to_owned()),
            (format!("{folder}/references.bib"), references),
            (self.name.clone(), self.text.clone()),
        ]
    }
}

/// The texts of a part of the corpus, `seen` or `held-out`, in the order of their names.
pub(crate) fn recorded(part: &str) -> Vec<Recorded> {
    let entries = fs::read_dir(Path::new("tests/corpus").join(part)).expect("the corpus is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.iter().map(|file| of_file(file)).collect()
}

fn of_file(file: &Path) -> Recorded {
    let read = |path: &Path| fs::read_to_string(path).expect("a text of the corpus is readable");
    let stem = file.file_stem().expect("a stem").to_string_lossy().into_owned();
    let folder = Path::new("tests/corpus/records").join(&stem);
    let name = format!("sources/{}", file.file_name().expect("a name").to_string_lossy());
    let named = format!("document = \"text\"\ntext = \"{name}\"\n");
    Recorded {
        dataset: read(&folder.join("dataset.toml")).replace("document = \"text\"\n", &named),
        claims: read(&folder.join("claims.toml")),
        text: without_marks(&read(file)),
        stem,
        name,
    }
}

fn without_marks(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some((before, mark)) = rest.split_once("{{") {
        let (mark, after) = mark.split_once("}}").expect("a mark is closed");
        text.push_str(before);
        text.push_str(mark.rsplit_once('|').expect("a mark has a reading").0);
        rest = after;
    }
    text + rest
}
