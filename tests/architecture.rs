//! Which module may see which: the table of the design, enforced.

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and what it must not see: other rooms (`crate::x`) and crates.
const RULES: &[(&str, &[&str])] = &[
    (
        "model",
        &[
            "crate::build",
            "crate::chart",
            "crate::check",
            "crate::compare",
            "crate::config",
            "crate::draw",
            "crate::export",
            "crate::font",
            "crate::frame",
            "crate::layout",
            "crate::load",
            "crate::locale",
            "crate::recipe",
            "crate::reference",
            "crate::scene",
            "crate::theme",
            "std::fs",
            "toml::",
            "polars",
            "plotters",
        ],
    ),
    ("diag", &["crate::model", "crate::load", "crate::check", "clap", "toml::", "polars", "plotters", "std::fs"]),
    ("load", &["polars", "plotters", "crate::frame", "crate::chart", "crate::draw", "crate::layout", "crate::check"]),
    ("config", &["polars", "plotters", "crate::frame", "crate::chart", "crate::draw"]),
    ("recipe", &["toml::", "polars", "plotters", "std::fs", "crate::frame", "crate::chart", "crate::load"]),
    ("wording", &["toml::", "polars", "plotters", "std::fs", "crate::check", "crate::load"]),
    ("check", &["toml::", "polars", "plotters", "std::fs", "crate::frame", "crate::chart", "crate::draw"]),
    ("compare", &["toml::", "polars", "plotters", "std::fs", "crate::frame", "crate::chart"]),
    ("frame", &["toml::", "plotters", "std::fs", "crate::chart", "crate::draw", "crate::layout"]),
    ("reference", &["toml::", "polars", "plotters", "std::fs", "crate::layout", "crate::chart"]),
    ("locale", &["toml::", "polars", "plotters", "std::fs", "crate::chart", "crate::layout", "crate::load"]),
    (
        "font",
        &["crate::model", "crate::theme", "crate::layout", "crate::chart", "toml::", "polars", "plotters", "std::fs"],
    ),
    ("theme", &["crate::model", "crate::layout", "crate::chart", "toml::", "polars", "plotters", "std::fs"]),
    ("layout", &["crate::model", "toml::", "polars", "plotters", "std::fs", "crate::chart"]),
    ("chart", &["toml::", "polars", "plotters", "std::fs", "crate::draw", "crate::load", "crate::export"]),
    ("scene", &["crate::theme", "crate::model", "crate::chart", "toml::", "polars", "plotters", "std::fs"]),
    ("draw", &["crate::chart", "crate::model", "crate::config", "crate::load", "toml::", "polars", "std::fs"]),
    (
        "embed",
        &["crate::load", "crate::frame", "crate::config", "crate::layout", "toml::", "polars", "plotters", "std::fs"],
    ),
    ("slides", &["crate::load", "crate::frame", "crate::config", "toml::", "polars", "plotters", "std::fs"]),
    ("export", &["crate::chart", "crate::draw", "plotters", "toml::", "std::fs"]),
];

fn files(room: &str) -> Vec<PathBuf> {
    let single = Path::new("src").join(format!("{room}.rs"));
    if single.exists() {
        return vec![single];
    }
    let mut found = Vec::new();
    let mut folders = vec![Path::new("src").join(room)];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("the room is there").map(|e| e.expect("readable").path()) {
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The code of a file: no comments, no documentation.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file is readable");
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_room_sees_what_the_design_keeps_from_it() {
    for (room, hidden) in RULES {
        for path in files(room) {
            let code = code(&path);
            for name in *hidden {
                assert!(!code.contains(name), "{} sees `{name}`", path.display());
            }
        }
    }
}

#[test]
fn every_room_has_a_rule() {
    let library = fs::read_to_string("src/lib.rs").expect("the library is there");
    let rooms = library.lines().filter_map(|l| l.strip_prefix("pub mod ")).map(|l| l.trim_end_matches(';'));
    for room in rooms.filter(|r| !["build", "example"].contains(r)) {
        assert!(RULES.iter().any(|(r, _)| *r == room), "the room `{room}` has no rule");
    }
}

#[test]
fn only_the_command_line_prints_exits_or_writes_files() {
    let library = fs::read_dir("src").expect("the sources are there").map(|e| e.expect("readable").path());
    let rooms: Vec<String> = library
        .filter(|p| p.file_name().is_some_and(|n| n != "cli" && n != "main.rs"))
        .filter_map(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned()))
        .collect();
    for room in rooms {
        for path in files(&room) {
            let code = code(&path);
            for name in ["println!", "print!", "process::exit", "fs::write", "fs::remove", "File::create", "clap"] {
                assert!(!code.contains(name), "{} has `{name}`", path.display());
            }
        }
    }
}

#[test]
fn files_stay_small() {
    let mut rooms: Vec<PathBuf> = vec!["src".into()];
    while let Some(folder) = rooms.pop() {
        for path in fs::read_dir(folder).expect("readable").map(|e| e.expect("readable").path()) {
            if path.is_dir() {
                rooms.push(path);
            } else {
                let lines = fs::read_to_string(&path).expect("readable").lines().count();
                assert!(lines <= 340, "{} has {lines} lines", path.display());
            }
        }
    }
}
