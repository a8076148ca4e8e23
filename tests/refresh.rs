//! `citeplot deck --refresh` from outside: the user's files, what is said of them, exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

/// A project with a deck that was made before the records changed.
struct Stale {
    _folder: TempDir,
    root: PathBuf,
}

impl Stale {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        citeplot(folder.path(), &["new", "demo"]).assert().success();
        let root = folder.path().join("demo");
        citeplot(&root, &["deck", "--chart", "trust", "--quiet"]).assert().success();
        let records = walk(&root.join("datasets")).into_iter().find(|p| p.ends_with("claims.toml")).expect("claims");
        let text = fs::read_to_string(&records).expect("readable");
        fs::rename(root.join("dist/deck.pptx"), root.join("talk.pptx")).expect("moved");
        fs::write(&records, text.replace("61", "62")).expect("written");
        Self { _folder: folder, root }
    }

    fn deck(&self) -> PathBuf {
        self.root.join("talk.pptx")
    }

    fn refresh(&self, arguments: &[&str]) -> Command {
        let all: Vec<&str> = ["deck", "--refresh", "talk.pptx"].iter().chain(arguments).copied().collect();
        citeplot(&self.root, &all)
    }
}

fn citeplot(folder: &Path, arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("citeplot")).args(arguments).env("NO_COLOR", "1").current_dir(folder)
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("a folder").map(|e| e.expect("readable").path()) {
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|n| n.contains("pptx"));
    names.sort();
    names
}

#[test]
fn a_stale_deck_is_renewed_and_every_line_names_file_and_slide() {
    let stale = Stale::new();
    let before = fs::read(stale.deck()).expect("a deck");
    stale
        .refresh(&["--check"])
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("talk.pptx: slide 2: trust (en): stale\ntalk.pptx: slide 2: note and source of trust: stale\n");
    assert!(fs::read(stale.deck()).expect("a deck") == before, "--check writes nothing");
    stale
        .refresh(&[])
        .assert()
        .success()
        .stderr_eq("talk.pptx: slide 2: trust (en): renewed\ntalk.pptx: slide 2: note and source of trust: renewed\n");
    stale.refresh(&[]).assert().success().stderr_eq("talk.pptx: slide 2: trust (en): up to date\n");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let stale = Stale::new();
    let real = stale.root.join("real.pptx");
    fs::rename(stale.deck(), &real).expect("moved");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real.pptx", stale.deck()).expect("linked");
    stale.refresh(&["--keep"]).assert().success();
    assert!(fs::symlink_metadata(stale.deck()).expect("there").is_symlink());
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode(&real), mode(&stale.root.join("talk.pptx.bak"))), (0o640, 0o640));
    stale.refresh(&["--check"]).assert().success();
}

#[test]
fn a_copy_never_takes_the_place_of_another_file() {
    let stale = Stale::new();
    let before = fs::read(stale.deck()).expect("a deck");
    fs::write(stale.root.join("talk.pptx.bak"), "precious").expect("written");
    stale.refresh(&["--keep"]).assert().success();
    assert_eq!(fs::read(stale.root.join("talk.pptx.bak")).expect("there"), b"precious");
    assert!(fs::read(stale.root.join("talk.pptx.2.bak")).expect("there") == before);
    assert_eq!(names(&stale.root), ["talk.pptx", "talk.pptx.2.bak", "talk.pptx.bak"]);
}

#[test]
fn a_file_that_is_read_only_or_open_elsewhere_is_written_only_by_force() {
    for lock in [None, Some("~$talk.pptx"), Some(".~lock.talk.pptx#")] {
        let stale = Stale::new();
        let before = fs::read(stale.deck()).expect("a deck");
        let said = match lock {
            None => {
                let mut permissions = fs::metadata(stale.deck()).expect("there").permissions();
                permissions.set_readonly(true);
                fs::set_permissions(stale.deck(), permissions).expect("set");
                "error: `talk.pptx` is read-only\nhint: use --force to write all the same\n".to_owned()
            }
            Some(lock) => {
                fs::write(stale.root.join(lock), "").expect("written");
                format!(
                    "error: `talk.pptx` is open in another program: `{lock}` is beside it\nhint: close it there first; use --force to write all the same after a crash\n"
                )
            }
        };
        stale.refresh(&["--keep"]).assert().code(2).stdout_eq("").stderr_eq(said);
        assert!(fs::read(stale.deck()).expect("a deck") == before);
        assert!(!stale.root.join("talk.pptx.bak").exists(), "no copy of what is not written");
        stale.refresh(&["--check"]).assert().code(1);
        stale.refresh(&["--force"]).assert().success();
        assert!(fs::read(stale.deck()).expect("a deck") != before);
        assert_eq!(fs::metadata(stale.deck()).expect("there").permissions().readonly(), lock.is_none());
    }
}

#[test]
fn several_files_are_renewed_in_one_call_and_a_bad_one_hides_no_other() {
    let stale = Stale::new();
    fs::copy(stale.deck(), stale.root.join("second.pptx")).expect("copied");
    fs::write(stale.root.join("notes.pptx"), "my notes").expect("written");
    let said = "talk.pptx: slide 2: trust (en): renewed\n\
        talk.pptx: slide 2: note and source of trust: renewed\n\
        error: notes.pptx: the file is not a presentation (.pptx)\n\
        second.pptx: slide 2: trust (en): renewed\n\
        second.pptx: slide 2: note and source of trust: renewed\n";
    stale.refresh(&["notes.pptx", "second.pptx"]).assert().code(2).stderr_eq(said);
    let json =
        stale.refresh(&["second.pptx", "notes.pptx", "--check", "--format", "json", "--quiet"]).output().expect("ran");
    assert_eq!(json.status.code(), Some(2));
    let all: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let figure = serde_json::json!({ "slide": 2, "chart": "trust", "locale": "en", "state": "current" });
    assert_eq!(all[0]["file"], "talk.pptx");
    assert_eq!((&all[1]["state"], &all[1]["figures"][0]), (&serde_json::json!("current"), &figure));
    assert_eq!(
        (&all[2]["state"], &all[2]["error"]),
        (&"failed".into(), &"notes.pptx: the file is not a presentation (.pptx)".into())
    );
}

#[test]
fn a_chart_that_the_project_has_no_more_is_named_and_left() {
    let stale = Stale::new();
    fs::remove_file(stale.root.join("charts/trust.toml")).expect("removed");
    let before = fs::read(stale.deck()).expect("a deck");
    stale
        .refresh(&[])
        .assert()
        .code(1)
        .stderr_eq("talk.pptx: slide 2: trust (en): no longer in the project, left as it is\n");
    assert!(fs::read(stale.deck()).expect("a deck") == before);
}

#[test]
fn what_a_foreign_deck_says_cannot_steer_the_terminal() {
    let stale = Stale::new();
    let bytes = fs::read(stale.deck()).expect("a deck");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP file");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).expect("its bytes");
        if name == "ppt/slides/slide2.xml" {
            let text = String::from_utf8(content).expect("text");
            content = text.replace("@en#", "@\u{9b}31m\u{202e}#").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("started");
        std::io::Write::write_all(&mut out, &content).expect("written");
    }
    fs::write(stale.deck(), out.finish().expect("finished").into_inner()).expect("written");
    let output = stale.refresh(&["--check"]).output().expect("ran");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.contains("trust") && !said.contains(['\u{9b}', '\u{202e}', '\u{1b}']), "{said:?}");
}

#[test]
fn formats_of_decks_and_of_refreshes_are_told_apart() {
    let stale = Stale::new();
    stale.refresh(&["--format", "pdf"]).assert().code(2);
    citeplot(&stale.root, &["deck", "--chart", "trust", "--format", "json"]).assert().code(2);
}
