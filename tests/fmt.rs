//! `citeplot fmt`: one form, nothing lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use citeplot::example;
use citeplot::model::Disclosure;
use citeplot::project::form::{FileKind, FormError, formatted};
use citeplot::project::{self, Project};
use proptest::prelude::*;

fn claims(text: &str) -> String {
    formatted(text, FileKind::Claims).expect("TOML")
}

/// Every TOML file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|e| e == "toml") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

#[test]
fn keys_stand_in_the_order_of_the_manual_and_values_under_each_other() {
    let text = "[[claim]]\nquote=\"a\"\n\n\nvalue   =   61\n  id = 'one'\ncites = [{basis=\"inferred\",work=\"w\"}]\n";
    let formed =
        "[[claim]]\nid    = \"one\"\nvalue = 61\nquote = \"a\"\ncites = [{ work = \"w\", basis = \"inferred\" }]\n";
    assert_eq!(claims(text), formed);
}

#[test]
fn comments_stay_where_they_belong() {
    let text =
        "# The file.\n\n# Of the first.\n[[claim]] # here\nvalue = 1 # one\nid = \"a\" # the id\n\n# At the end.\n";
    let formed = "# The file.\n\n# Of the first.\n[[claim]]  # here\nid    = \"a\"  # the id\nvalue = 1    # one\n\n# At the end.\n";
    assert_eq!(claims(text), formed);
}

#[test]
fn keys_with_a_comment_between_them_are_not_moved() {
    let text = "[[claim]]\nvalue = 1\n# Where it stands:\npage  = 2\nid    = \"a\"\n";
    assert_eq!(claims(text), text);
}

#[test]
fn comments_in_lists_stay_with_their_elements() {
    let text = "[[passage]]\nquote = \"q\"\nclaims = [ # two\n{value=1,id=\"a\"}, # the first\n # the second\n{ id = \"b\", value = 2 } # last\n ]\n";
    let formed = "[[passage]]\nquote  = \"q\"\nclaims = [\n  # two\n  { id = \"a\", value = 1 },  # the first\n  # the second\n  { id = \"b\", value = 2 },  # last\n]\n";
    assert_eq!(claims(text), formed);
    assert_eq!(claims(formed), formed);
}

#[test]
fn a_long_list_has_a_line_for_each_element() {
    let text = format!(
        "[[passage]]\nquote = \"q\"\nclaims = [{}]\n",
        ["{ subject = \"a-rather-long-name\", value = 1 }"; 4].join(", ")
    );
    assert_eq!(claims(&text).lines().count(), 8);
    let short =
        "[[passage]]\nquote  = \"q\"\nclaims = [{ subject = \"a\", value = 1 }, { subject = \"b\", value = 2 }]\n";
    assert_eq!(claims(short), short);
}

#[test]
fn grids_stand_in_columns_and_read_the_same() {
    let text =
        "[[table]]\ncells = \"\"\"\n|Yes|Don't know\nwave-2019|20%|3\n北京|7|12\n\"\"\"\nrows=\"survey\"\npage=3\n";
    let formed = "[[table]]\npage  = 3\nrows  = \"survey\"\ncells = \"\"\"\n          | Yes | Don't know\nwave-2019 | 20% | 3\n北京      | 7   | 12\n\"\"\"\n";
    assert_eq!(claims(text), formed);
    assert_eq!(claims(formed), formed);
}

#[test]
fn texts_keep_what_they_say() {
    for value in [
        "'say \"no\"'",
        "\"a\\\\b\"",
        "'C:\\x'",
        "'''\nlines\n'''",
        "\"\"\"one\ntwo # no comment\"\"\"",
        "\"# no comment\"",
        "1_000",
        "0x1F",
        "1979-05-27",
    ] {
        let text = format!("[[claim]]\nnote = {value}\n");
        assert_eq!(claims(&text), text);
    }
    assert_eq!(
        claims("[[claim]]\nnote.en = \"a\"\n\"note\".\"tr\"='b'\n"),
        "[[claim]]\nnote.en = \"a\"\nnote.tr = \"b\"\n"
    );
}

#[test]
fn line_ends_and_byte_order_marks_of_windows_go() {
    assert_eq!(claims("\u{feff}[[claim]]\r\nid = \"a\" # x\r\n"), "[[claim]]\nid = \"a\"  # x\n");
    assert_eq!(claims(""), "");
    assert_eq!(claims("# Only this.\n"), "# Only this.\n");
}

#[test]
fn what_is_no_toml_is_named_with_its_place() {
    let error = formatted("[[claim]]\nid = \n", FileKind::Claims).expect_err("no TOML");
    let FormError::NotToml { at, .. } = error else { panic!("{error}") };
    assert!((14..=16).contains(&at), "{at}");
}

#[test]
fn every_project_here_reads_the_same_in_one_form() {
    for root in [".", "tests/demo", "tests/shapes", "tests/health"] {
        let root = Path::new(root);
        let mut texts = Vec::new();
        for folder in ["datasets", "charts", "decks"].into_iter().filter(|folder| root.join(folder).is_dir()) {
            for file in files(&root.join(folder)) {
                let kind = match (folder, file.file_name().and_then(|n| n.to_str())) {
                    ("datasets", Some("dataset.toml")) => FileKind::Dataset,
                    ("datasets", _) => FileKind::Claims,
                    ("charts", _) => FileKind::Recipe,
                    _ => FileKind::Deck,
                };
                let text = fs::read_to_string(&file).expect("UTF-8");
                let formed = formatted(&text, kind).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
                assert_eq!(formatted(&formed, kind).expect("TOML"), formed, "{}", file.display());
                let name = file.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
                texts.push((name, formed));
            }
        }
        let formed = Project::from_texts(texts);
        let (plain, _) = project::read(root);
        assert_eq!(formed.recipes.len(), plain.recipes.len());
        for (a, b) in formed.datasets.iter().zip(&plain.datasets) {
            let told = |d: &citeplot::model::Dataset| {
                d.claims.iter().map(|c| (c.id.value.clone(), c.value.value, c.quote.value.clone())).collect::<Vec<_>>()
            };
            assert_eq!(told(a), told(b));
            assert!(!a.claims.is_empty());
        }
    }
}

/// The keys of a claim, as the manual lists them.
fn of_a_claim() -> BTreeSet<String> {
    let manual = fs::read_to_string("datasets/README.md").expect("the manual");
    let (_, table) = manual.split_once("| field | meaning | needed |").expect("the table of fields");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
    cells.map(str::to_owned).collect()
}

/// The keys that the reader of a record of a dataset knows: those of the fault that a wrong one gets, else none.
fn of_a_record(header: &str) -> BTreeSet<String> {
    let head = example::DATASET.replace("document ", "# ");
    let text = if header == "[[document]]" { &head } else { example::DATASET };
    let text = format!("{text}\n{header}\nxqzwv = 1\n");
    let (_, _, report) = project::dataset_from_texts("demo", &text, "", example::REFERENCES);
    let fault = report.iter().find(|d| d.code.name == "unknown-key").expect("an unknown key");
    let hint = fault.hint.as_deref().unwrap_or_default();
    hint.split('`').skip(1).step_by(2).filter(|key| *key != "response").map(str::to_owned).collect()
}

/// Asserts that a table with these keys, in the reverse order of the alphabet, comes out in an order that is the manual's: a key
/// that the order does not know would stand behind an unknown one.
fn orders_all(kind: FileKind, header: &str, keys: &BTreeSet<String>) {
    let lines: String = keys.iter().rev().map(|key| format!("{key} = 1\n")).collect();
    let formed = formatted(&format!("{header}\nzzz = 1\n{lines}"), kind).expect("TOML");
    let last = formed.lines().last().expect("a line");
    assert!(last.starts_with("zzz"), "no place for the last keys of {header}: {formed}");
}

#[test]
fn every_key_that_a_reader_knows_has_its_place() {
    let keys = of_a_claim();
    assert!(keys.len() > 30, "{keys:?}");
    for header in ["[[claim]]", "[[passage]]", "[[table]]", "[defaults]"] {
        let mut keys = keys.clone();
        if header != "[[claim]]" {
            keys.remove("id");
        }
        orders_all(FileKind::Claims, header, &keys);
    }
    for header in ["[[entity]]", "[[group]]", "[[place]]", "[[question]]", "[[set_aside]]", "[[document]]"] {
        let keys = of_a_record(header);
        assert!(keys.len() > 1, "{header}: {keys:?}");
        orders_all(FileKind::Dataset, header, &keys);
    }
    let mut keys: BTreeSet<String> = Disclosure::ALL.iter().map(|item| item.code().to_owned()).collect();
    keys.extend(
        ["id", "extends", "label", "series", "place", "sample", "undisclosed", "note", "acknowledge"]
            .map(str::to_owned),
    );
    orders_all(FileKind::Dataset, "[[survey]]", &keys);
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_citeplot"))
        .arg("-C")
        .arg(root)
        .arg("fmt")
        .args(arguments)
        .output()
        .expect("it runs")
}

/// A new project with one file out of form.
fn untidy() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("p");
    let made = Command::new(env!("CARGO_BIN_EXE_citeplot")).arg("new").arg(&root).output().expect("it runs");
    assert!(made.status.success());
    assert!(run(&root, &[]).status.success());
    let chart = root.join("charts/trust.toml");
    let text = fs::read_to_string(&chart).expect("a chart");
    fs::write(&chart, text.replacen(" = ", "=", 1)).expect("written");
    (folder, root)
}

#[test]
fn check_names_what_would_change_and_writes_nothing() {
    let (_folder, root) = untidy();
    let chart = root.join("charts/trust.toml");
    let before = fs::read(&chart).expect("a chart");
    let checked = run(&root, &["--check"]);
    assert_eq!(
        (checked.status.code(), String::from_utf8_lossy(&checked.stdout).trim()),
        (Some(1), "charts/trust.toml")
    );
    assert_eq!(fs::read(&chart).expect("a chart"), before);
    assert!(run(&root, &[]).status.success());
    assert_ne!(fs::read(&chart).expect("a chart"), before);
    let again = run(&root, &["--check"]);
    assert_eq!((again.status.code(), again.stdout.is_empty()), (Some(0), true));
}

#[test]
fn a_file_with_a_fault_of_toml_is_left_and_shown_and_the_others_are_written() {
    let (_folder, root) = untidy();
    let claims = root.join("datasets/demo/claims.toml");
    fs::write(&claims, "[[claim]]\nid = \n").expect("written");
    let done = run(&root, &[]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("error[syntax]") && said.contains("claims.toml:2") && said.contains("1 written"), "{said}");
    assert_eq!(fs::read_to_string(&claims).expect("there"), "[[claim]]\nid = \n");
}

#[test]
fn only_files_of_the_project_are_touched() {
    let (_folder, root) = untidy();
    let other = root.join("notes.toml");
    fs::write(&other, "a=1\n").expect("written");
    let refused = run(&root, &[other.to_str().expect("UTF-8")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(run(&root, &[]).status.success());
    assert_eq!(fs::read_to_string(&other).expect("there"), "a=1\n");
}

#[test]
fn a_read_only_file_is_refused_unless_forced() {
    let (_folder, root) = untidy();
    let chart = root.join("charts/trust.toml");
    let mut permissions = fs::metadata(&chart).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&chart, permissions).expect("set");
    let before = fs::read(&chart).expect("a chart");
    assert_eq!(run(&root, &[]).status.code(), Some(2));
    assert_eq!(fs::read(&chart).expect("a chart"), before);
    assert!(run(&root, &["--force"]).status.success());
    assert!(fs::metadata(&chart).expect("there").permissions().readonly());
}

/// A line of a record, in whatever layout: a key, blanks, a value, maybe a comment.
fn line() -> impl Strategy<Value = String> {
    let key = proptest::sample::select(vec!["id", "value", "quote", "page", "note", "cites", "zeta", "\"odd key\""]);
    let value = proptest::sample::select(vec![
        "1",
        "'x'",
        "\"a # b\"",
        "[1,2 , 3]",
        "{ b=1 , a = 2 }",
        "[\n1, # c\n\n2 ]",
        "[{work=\"w\"}]",
        "\"\"\"\na\n\"\"\"",
        "[]",
        "{}",
    ]);
    let comment = proptest::sample::select(vec!["", " # c", "\t#d"]);
    let before = proptest::sample::select(vec!["", "\n", "# own\n", "\n\n# own\n\n"]);
    (key, value, comment, before, 0usize..3).prop_map(|(key, value, comment, before, blanks)| {
        format!(
            "{before}{}{key}{}={}{value}{comment}\n",
            " ".repeat(blanks),
            " ".repeat(blanks),
            " ".repeat(2 - blanks)
        )
    })
}

proptest! {
    #[test]
    fn whatever_the_layout_nothing_is_lost_and_the_form_is_one(
        records in proptest::collection::vec((proptest::collection::vec(line(), 0..7), any::<bool>()), 1..4),
    ) {
        let mut text = String::new();
        for (lines, blank) in records {
            text.push_str(if blank { "\n[[claim]] # h\n" } else { "[[claim]]\n" });
            let mut seen = BTreeSet::new();
            // A key twice is no TOML.
            let own = lines.iter().filter(|l| {
                let bare = l.lines().find(|l| !l.trim().is_empty() && !l.trim().starts_with('#')).unwrap_or("");
                seen.insert(bare.split('=').next().unwrap_or("").trim().to_owned())
            });
            own.for_each(|l| text.push_str(l));
        }
        let formed = formatted(&text, FileKind::Claims).map_err(|e| TestCaseError::fail(format!("{e}: {text}")))?;
        prop_assert_eq!(claims(&formed), formed);
    }
}
