//! Which room may see which: the order of the design, enforced.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the library in their order: each sees only those before it.
const ROOMS: [&str; 17] = [
    "guard", "word", "source", "locale", "model", "style", "diag", "language", "project", "frame", "check", "evidence",
    "figure", "render", "publish", "build", "example",
];

/// Crates, and parts of the standard library, that only these rooms may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("polars::", &["frame"]),
    ("plotters::", &["render"]),
    ("toml::", &["project"]),
    ("std::fs", &["project"]),
    ("hayagriva::", &["model", "language"]),
    ("biblatex::", &["language", "project"]),
    ("krilla::", &["render"]),
    ("tiny_skia::", &["render"]),
    ("zip::", &["publish"]),
    ("quick_xml::", &["publish"]),
    ("html5gum::", &["evidence"]),
    ("pulldown_cmark::", &["evidence"]),
    ("clap", &[]),
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

/// The rooms that a piece of code names as `crate::room`.
fn rooms_named(code: &str) -> BTreeSet<&str> {
    let after = code.split("crate::").skip(1);
    after.map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default()).collect()
}

#[test]
fn a_room_sees_only_the_rooms_before_it() {
    for (place, room) in ROOMS.iter().enumerate() {
        for path in files(room) {
            let code = code(&path);
            for seen in rooms_named(&code) {
                let at = ROOMS.iter().position(|r| *r == seen);
                assert!(at.is_some_and(|at| at <= place), "{} sees `{seen}`", path.display());
            }
        }
    }
}

#[test]
fn a_crate_is_named_only_in_its_rooms() {
    for room in ROOMS {
        for path in files(room) {
            let code = code(&path);
            for (name, rooms) in ONLY_IN {
                let named = code.match_indices(name).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
                });
                assert!(!named || rooms.contains(&room), "{} names `{name}`", path.display());
            }
        }
    }
}

#[test]
fn every_room_has_its_place() {
    let library = fs::read_to_string("src/lib.rs").expect("the library is there");
    let rooms: BTreeSet<&str> =
        library.lines().filter_map(|l| l.strip_prefix("pub mod ")).map(|l| l.trim_end_matches(';')).collect();
    assert_eq!(rooms, ROOMS.into_iter().collect());
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
