//! The library as a stranger uses it: open, check, draw, tabulate, and what comes back when that cannot be done.

use std::error::Error as _;
use std::path::Path;

use citeplot::diag::Severity;
use citeplot::model::Locale;
use citeplot::project::OpenError;
use citeplot::style::Size;
use citeplot::style::font::TextAs;
use citeplot::{BuildOptions, Error, FigureOptions, Named, Project, example};

/// Every text below a folder, with its path from there.
fn texts(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("readable").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "bib") {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(path).expect("a text")));
            }
        }
    }
    found
}

#[test]
fn texts_in_memory_make_the_figures_of_the_same_files_on_disk() {
    let (read, held) = (Project::open(".").expect("the shipped project"), Project::from_texts(texts(Path::new("."))));
    let all = |project: &Project| {
        let figures = project.figures(&BuildOptions::new()).expect("sound");
        figures.iter().map(|f| (f.id.clone(), f.locale, f.svg())).collect::<Vec<_>>()
    };
    assert_eq!(read.recipes.len(), held.recipes.len());
    assert!(all(&read) == all(&held));
    assert_eq!(held.decks.len(), read.decks.len());
}

#[test]
fn a_text_that_is_missing_in_memory_is_a_fault_as_on_disk() {
    let project = Project::from_texts([("datasets/demo/claims.toml", example::CLAIMS)]);
    let found: Vec<String> = project.check().iter().map(|d| format!("{}: {}", d.code.name, d.message)).collect();
    assert_eq!(found, ["file-missing: there is no `datasets/demo/dataset.toml`"]);
}

#[test]
fn a_folder_that_is_no_project_is_named() {
    let missing = Project::open("no-such-folder").expect_err("there is none");
    assert_eq!(missing, OpenError::NoFolder("no-such-folder".into()));
    let bare = Project::open("src").expect_err("it has no config.toml");
    assert_eq!(Error::from(bare).to_string(), "there is no config.toml in `src`");
}

#[test]
fn an_unknown_name_comes_back_with_the_nearest_one() {
    let project = Project::from_texts(example::FILES.iter().copied());
    let named = |error: Error| match error {
        Error::Unknown { what, name, hint } => (what, name, hint),
        other => panic!("{other}"),
    };
    let chart = named(project.figure("trsut").expect_err("there is no such chart"));
    assert_eq!(chart, (Named::Chart, "trsut".to_owned(), Some("did you mean `trust`?".to_owned())));
    let theme = named(project.figure_with("trust", &FigureOptions::new().theme("drak")).expect_err("no such theme"));
    assert_eq!(theme, (Named::Theme, "drak".to_owned(), Some("did you mean `dark`?".to_owned())));
    assert_eq!(named(project.deck("any").expect_err("there is none")).0, Named::Deck);
}

#[test]
fn faults_come_back_as_data_and_read_like_the_output_of_the_program() {
    let broken = example::CLAIMS.replacen("subject    = \"alba\"", "subject    = \"albia\"", 1);
    assert_ne!(broken, example::CLAIMS);
    let files = example::FILES.iter().map(|(path, text)| (*path, *text));
    let files = files.map(|(path, text)| (path, if path.ends_with("claims.toml") { broken.as_str() } else { text }));
    let project = Project::from_texts(files);
    for error in [project.figure("trust").expect_err("faulty"), project.claims().expect_err("faulty")] {
        let Error::Faults(faults) = &error else { panic!("{error}") };
        assert!(faults.report().count(Severity::Error) > 0);
        let text = error.to_string();
        assert!(text.starts_with("error[unknown-reference]: "), "{text}");
        assert!(text.contains("--> datasets/demo/claims.toml:") && text.contains("did you mean `alba`?"), "{text}");
        assert!(error.source().is_none());
    }
}

#[test]
fn a_figure_takes_the_language_the_look_and_the_text_that_are_asked_for() {
    let project = Project::from_texts(example::FILES.iter().copied());
    let plain = project.figure("trust").expect("sound");
    let options = FigureOptions::new().locale(Locale::Tr).size(Size::Half).theme("dark").text(TextAs::Paths);
    let other = project.figure_with("trust", &options).expect("sound");
    assert_eq!((plain.locale, other.locale), (Locale::En, Locale::Tr));
    assert_eq!((plain.scene.width, other.scene.width), (960.0, 480.0));
    assert!(plain.svg().contains("@font-face") && !other.svg().contains("<text"));
    #[cfg(feature = "png")]
    assert!(plain.png(1.0).expect("a small figure").starts_with(b"\x89PNG"));
    #[cfg(feature = "pdf")]
    assert!(plain.pdf().expect("a small figure").starts_with(b"%PDF-"));
}

#[test]
fn a_fault_is_reported_once_for_any_number_of_decks_and_languages() {
    let chart = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"no-such\"'\n";
    let deck = "title = \"T\"\n[[slide]]\nchart = \"trust\"\n";
    let mut files: Vec<(&str, &str)> = example::FILES.to_vec();
    files.retain(|(path, _)| *path != "charts/trust.toml");
    files.extend([("charts/trust.toml", chart), ("decks/one.toml", deck), ("decks/two.toml", deck)]);
    let project = Project::from_texts(files);
    let asked = |recipe| [Locale::En, Locale::Tr].map(|locale| citeplot::build::DeckRequest { recipe, locale });
    let requests: Vec<_> = project.decks.iter().flat_map(asked).collect();
    assert_eq!(requests.len(), 4);
    let mut report = project.unread.clone();
    assert!(citeplot::build::Build::new(&project).decks(&requests, &mut report).is_empty());
    let codes: Vec<&str> = report.iter().filter(|d| d.severity == Severity::Error).map(|d| d.code.name).collect();
    assert_eq!(codes, ["chart-selects-nothing"]);
}

#[test]
fn a_fault_of_the_gate_is_shown_in_the_text_in_memory_that_it_is_of() {
    let select = "question_id = \"trust\"'\naccept = [{ differences = [\"unit\"], reason = \"none\" }]\n";
    let recipe = format!("kind = \"bar\"\ntitle = \"T\"\nselect = '{select}");
    let texts = example::FILES.iter().filter(|(name, _)| *name != "charts/trust.toml").copied();
    let project = Project::from_texts(texts.chain([("charts/trust.toml", recipe.as_str())]));
    let shown = citeplot::diag::human::render(&project.check(), &project.sources, false);
    let place = "error[accept-refused]: this project never accepts a difference of unit\n --> charts/trust.toml:3:10\n";
    assert!(shown.contains(place) && shown.contains("3 | select = 'question_id = \"trust\"'"), "{shown}");
}
