//! A build with nothing changed ends at once, and one with anything changed does not.

#[path = "support/example.rs"]
mod example;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

/// A project with a chart that is drawn without a doubt and a logo.
fn project() -> (TempDir, PathBuf) {
    let (folder, root) = example::project();
    fs::copy("tests/demo/logo.png", root.join("logo.png")).expect("copied");
    edit(&root.join("config.toml"), |text| format!("{text}\n[themes.own]\nlogo = \"logo.png\"\n"));
    (folder, root)
}

fn edit(path: &Path, change: impl Fn(&str) -> String) {
    let old = fs::read_to_string(path).expect("readable");
    let new = change(&old);
    assert_ne!(old, new, "{} is to be changed", path.display());
    fs::write(path, new).expect("written");
}

fn citeplot(root: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(cargo_bin!("citeplot"));
    let output = command.arg("-C").arg(root).args(arguments).env("NO_COLOR", "1").output().expect("it runs");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Makes the stamp tell, so that a build that goes by it can be told from one that draws.
fn mark(root: &Path) {
    edit(&root.join("dist/.citeplot.stamp"), |text| text.replace("unchanged", "untouched"));
}

const UNTOUCHED: &str = "1 figure, 6 tables: 0 written, 7 untouched\n";

#[test]
fn a_build_with_nothing_changed_goes_by_the_stamp() {
    let (_folder, root) = project();
    let (code, first) = citeplot(&root, &["build"]);
    assert_eq!((code, first.as_str()), (0, "1 figure, 6 tables: 7 written, 0 unchanged\n"));
    let figures = fs::read(root.join("charts/trust.svg")).expect("a figure");
    mark(&root);
    assert_eq!(citeplot(&root, &["build"]), (0, UNTOUCHED.to_owned()));
    assert_eq!(citeplot(&root, &["build", "--quiet"]), (0, String::new()));
    assert!(fs::read(root.join("charts/trust.svg")).expect("a figure") == figures);
    // What asks for something else is built.
    for arguments in [&["build", "--only", "trust"][..], &["build", "--locale", "tr"], &["build", "--format", "pdf"]] {
        let (code, said) = citeplot(&root, arguments);
        assert!(code == 0 && !said.contains("untouched"), "{arguments:?}: {said}");
    }
}

type Change = (&'static str, fn(&Path));

#[test]
fn a_build_with_anything_changed_is_made() {
    let changes: &[Change] = &[
        ("a record", |root| {
            edit(&root.join("datasets/demo/claims.toml"), |text| text.replacen("percent\"", "percent of adults\"", 1));
        }),
        ("a recipe", |root| edit(&root.join("charts/trust.toml"), |text| format!("{text}\nmargins = false\n"))),
        ("the configuration", |root| edit(&root.join("config.toml"), |text| format!("# A note.\n{text}"))),
        ("the logo", |root| fs::write(root.join("logo.png"), b"no picture").expect("written")),
        ("a new recipe", |root| drop(fs::copy(root.join("charts/trust.toml"), root.join("charts/again.toml")))),
        ("a new file of claims", |root| {
            fs::create_dir(root.join("datasets/demo/claims")).expect("made");
            fs::write(root.join("datasets/demo/claims/more.toml"), "# Nothing yet.\n").expect("written");
        }),
        ("a figure that somebody edited", |root| {
            edit(&root.join("charts/trust.svg"), |text| text.replacen("</svg>", "<!-- edited --></svg>", 1));
        }),
        ("a table that is gone", |root| fs::remove_file(root.join("dist/claims.csv")).expect("removed")),
        ("a stamp of another program", |root| {
            edit(&root.join("dist/.citeplot.stamp"), |text| text.replacen("\"program\":\"", "\"program\":\"0", 1));
        }),
        ("a damaged stamp", |root| fs::write(root.join("dist/.citeplot.stamp"), b"{\"by\":").expect("written")),
    ];
    for (what, change) in changes {
        let (_folder, root) = project();
        let _ = citeplot(&root, &["build"]);
        mark(&root);
        assert_eq!(citeplot(&root, &["build"]).1, UNTOUCHED, "{what}");
        change(&root);
        let (_, said) = citeplot(&root, &["build"]);
        assert!(!said.contains("untouched"), "{what}: {said}");
    }
}

#[test]
fn check_goes_by_the_stamp_only_where_charts_had_no_fault() {
    let (_folder, root) = project();
    let clean = citeplot(&root, &["check"]);
    assert_eq!(clean.0, 0, "{}", clean.1);
    let _ = citeplot(&root, &["build"]);
    assert_eq!(citeplot(&root, &["check"]), clean);
    // A chart that is too full for its size has a doubt that only its layout shows.
    edit(&root.join("charts/trust.toml"), |text| {
        let long = format!("size = \"half\"\ntitle = \"{}\" #", "word ".repeat(400));
        text.replacen("title", &long, 1)
    });
    let doubtful = citeplot(&root, &["check"]);
    assert!(doubtful.1.contains("warning"), "{}", doubtful.1);
    let _ = citeplot(&root, &["build"]);
    assert_eq!(citeplot(&root, &["check"]), doubtful);
    assert!(fs::read_to_string(root.join("dist/.citeplot.stamp")).expect("a stamp").contains("\"sound\":false"));
}
