//! The same records make the same bytes, whatever the program finds around it. `.ci/determinism` tries more of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

/// The small project in two languages, with a second chart and a deck; its files are made in the order of `order`.
fn project(order: fn(&mut Vec<(String, String)>)) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("demo");
    let mut files: Vec<(String, String)> =
        citeplot::example::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    for (name, text) in &mut files {
        if name == "config.toml" {
            *text = text.replace("[\"en\"]", "[\"en\", \"tr\", \"ru\"]");
        }
    }
    let second = citeplot::example::RECIPE.replace("\"bar\"", "\"dot\"");
    files.push(("charts/again.toml".to_owned(), second));
    let deck = "title = \"Deck\"\n[[slide]]\nchart = \"trust\"\n[[slide]]\nchart = \"again\"\n";
    files.push(("decks/talk.toml".to_owned(), deck.to_owned()));
    order(&mut files);
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    (folder, root)
}

/// Every file that the program makes of a project, with its bytes, and what it prints.
fn outputs(root: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let out = root.join("out");
    let folder = out.display().to_string();
    let mut made = BTreeMap::new();
    for arguments in [
        ["build", "--format=svg,png,pdf", "--scale=0.5", "--out", &folder],
        ["export", "--format=csv,json", "--quiet", "--out", &folder],
        ["deck", "--format=pptx,html,pdf", "--quiet", "--out", &folder],
        ["list", "claims", "--json", "--color", "never"],
        ["check", "--format", "json", "--color", "never"],
    ] {
        let mut command = Command::new(cargo_bin!("citeplot")).arg("-C").arg(root).args(arguments);
        for (name, value) in environment {
            command = command.env(name, value);
        }
        let output = command.output().expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        made.insert(arguments[0].to_owned(), output.stdout);
    }
    for entry in fs::read_dir(&out).expect("outputs").map(|e| e.expect("readable")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        made.insert(name, fs::read(entry.path()).expect("readable"));
    }
    fs::remove_dir_all(&out).expect("removed");
    made
}

#[track_caller]
fn same(usual: &BTreeMap<String, Vec<u8>>, others: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(usual.keys().collect::<Vec<_>>(), others.keys().collect::<Vec<_>>());
    let different: Vec<&String> =
        usual.iter().filter(|(name, bytes)| others[*name] != **bytes).map(|(n, _)| n).collect();
    assert!(different.is_empty(), "{different:?}");
}

#[test]
fn surroundings_change_nothing() {
    let (_folder, root) = project(|_| ());
    let usual = outputs(&root, &[]);
    assert!(usual.len() > 20, "{:?}", usual.keys());
    same(&usual, &outputs(&root, &[]));
    let one_thread = [("RAYON_NUM_THREADS", "1"), ("POLARS_MAX_THREADS", "1")];
    same(&usual, &outputs(&root, &one_thread));
    let far_away = [
        ("RAYON_NUM_THREADS", "8"),
        ("POLARS_MAX_THREADS", "8"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
        ("HOME", "/nonexistent"),
        ("COLUMNS", "20"),
        ("SOURCE_DATE_EPOCH", "1"),
    ];
    same(&usual, &outputs(&root, &far_away));
}

#[test]
fn the_folder_and_the_order_of_its_files_change_nothing() {
    let (_one, here) = project(|_| ());
    let (_other, there) = project(|files| files.reverse());
    same(&outputs(&here, &[]), &outputs(&there, &[]));
}
