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
    ("zip::", &["evidence", "publish"]),
    ("quick_xml::", &["evidence", "publish"]),
    ("pdf_extract::", &["evidence"]),
    ("html5gum::", &["evidence"]),
    ("pulldown_cmark::", &["evidence"]),
    ("clap", &[]),
];

/// The parts of a room in their order: each sees only those before it, and its files see each other in one direction.
const PARTS: &[(&str, &[&str])] =
    &[("figure", &["scene", "layout", "primitives", "request", "data", "prose", "panels", "marks"])];

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

/// The paths below `prefix` that a piece of code names, braces of `use` opened: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths_named(code: &str, prefix: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        open_braces(&code[at + prefix.len()..], &[], &mut found);
    }
    found
}

/// Reads one path, or the paths in braces, at the start of a text, and returns the rest of the text.
fn open_braces<'t>(text: &'t str, before: &[String], found: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = open_braces(rest, before, found).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            if rest.is_empty() {
                return rest;
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let path = [before, &[text[..end].to_owned()]].concat();
    match text[end..].strip_prefix("::") {
        Some(rest) => open_braces(rest, &path, found),
        None => {
            found.push(path);
            // Never the same place again, whatever stands there.
            if end == 0 { &text[text.chars().next().map_or(0, char::len_utf8)..] } else { &text[end..] }
        }
    }
}

#[test]
fn a_part_of_a_room_sees_only_the_parts_before_it() {
    for (room, parts) in PARTS {
        let prefix = format!("crate::{room}::");
        for (place, part) in parts.iter().enumerate() {
            for path in files(&format!("{room}/{part}")) {
                for named in paths_named(&code(&path), &prefix) {
                    let at = parts.iter().position(|p| *p == named[0]);
                    assert!(at.is_some_and(|at| at <= place), "{} sees `{room}::{}`", path.display(), named[0]);
                }
            }
        }
        let folder = fs::read_dir(Path::new("src").join(room)).expect("the room is there");
        let stems = folder.map(|e| e.expect("readable").path()).filter_map(|p| Some(p.file_stem()?.to_owned()));
        let there: BTreeSet<String> = stems.map(|s| s.to_string_lossy().into_owned()).filter(|s| s != "mod").collect();
        assert_eq!(there, parts.iter().map(|p| (*p).to_owned()).collect(), "the parts of `{room}`");
    }
}

/// The file that a path below `crate::` leads to, a re-export followed to where it comes from.
fn file_of(path: &[String]) -> Option<PathBuf> {
    let mut folder = PathBuf::from("src");
    for (i, name) in path.iter().enumerate() {
        let file = folder.join(format!("{name}.rs"));
        if file.exists() {
            return Some(file);
        }
        if folder.join(name).is_dir() {
            folder.push(name);
            continue;
        }
        let own = folder.join("mod.rs");
        let text = code(&own);
        let exports = text.split("use ").skip(1).filter(|u| !u.starts_with("crate::"));
        for export in exports.filter_map(|u| u.split(';').next()) {
            let mut names = Vec::new();
            open_braces(export, &[], &mut names);
            if let Some(from) = names.iter().find(|n| n.last() == Some(name) && n.len() > 1) {
                return file_of(&[&path[..i], from.as_slice()].concat());
            }
        }
        return own.exists().then_some(own);
    }
    let own = folder.join("mod.rs");
    own.exists().then_some(own)
}

/// The files that a file uses, re-exports of its children left out.
fn used_by(path: &Path) -> BTreeSet<PathBuf> {
    let text = code(path);
    let own: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("pub")).collect();
    let own = own.join("\n");
    let mut used: BTreeSet<PathBuf> = paths_named(&own, "crate::").iter().filter_map(|named| file_of(named)).collect();
    if path.ends_with("mod.rs") {
        let folder = path.parent().expect("a file is in a folder");
        for child in fs::read_dir(folder).expect("a folder").map(|e| e.expect("readable").path()) {
            let name = child.file_stem().expect("a name").to_string_lossy().into_owned();
            let named = own.match_indices(&format!("{name}::")).any(|(at, _)| {
                !own[..at].ends_with("::") && !own[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            let file = if child.is_dir() { child.join("mod.rs") } else { child };
            if named && file != path {
                used.insert(file);
            }
        }
    }
    used.remove(path);
    used
}

#[test]
fn no_two_files_of_a_parted_room_see_each_other_in_a_circle() {
    for (room, _) in PARTS {
        let all = files(room);
        let mut open: BTreeSet<PathBuf> = all.iter().cloned().collect();
        // Files that see none that is still open are done; what is left at the end sees itself in a circle.
        loop {
            let done: Vec<PathBuf> = open.iter().filter(|f| used_by(f).is_disjoint(&open)).cloned().collect();
            if done.is_empty() {
                break;
            }
            open.retain(|f| !done.contains(f));
        }
        assert!(open.is_empty(), "a circle among {open:?}");
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
