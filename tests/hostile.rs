//! Bad input: a clear diagnostic or correct escaping, never a panic, never a file outside the output folder, and the
//! earlier outputs untouched.

#[path = "support/example.rs"]
mod example;

use std::fs;
use std::path::{Path, PathBuf};

use example::project;
use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

fn citeplot(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(cargo_bin!("citeplot")).arg("-C").arg(root).args(arguments).env("NO_COLOR", "1").output();
    let output = output.expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("the program ends by itself");
    let stderr = text(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
    (code, text(&output.stdout), stderr)
}

fn claims_with(root: &Path, from: &str, to: &str) {
    let text = citeplot::example::CLAIMS;
    assert!(text.contains(from), "{from}");
    fs::write(root.join("datasets/demo/claims.toml"), text.replacen(from, to, 1)).expect("written");
}

/// The codes of a check, in the order reported.
fn codes(root: &Path) -> Vec<String> {
    let (_, stdout, _) = citeplot(root, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let diagnostics = report["diagnostics"].as_array().expect("an array");
    diagnostics
        .iter()
        .filter(|d| d["severity"] == "error")
        .map(|d| d["code"].as_str().expect("a code").to_owned())
        .collect()
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable").map(|e| e.expect("readable").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                found.push((entry.clone(), fs::read(&entry).expect("readable")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn an_empty_project_is_told_what_it_lacks() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("config.toml"), "").expect("written");
    assert_eq!(codes(folder.path()), ["file-missing"]);
    fs::create_dir(folder.path().join("datasets")).expect("made");
    assert_eq!(codes(folder.path()), ["empty-project"]);
    fs::create_dir(folder.path().join("datasets/demo")).expect("made");
    assert_eq!(codes(folder.path()), ["file-missing"]);
}

#[test]
fn a_folder_where_a_file_should_be_is_named() {
    let (_folder, root) = project();
    for name in ["config.toml", "datasets/demo/dataset.toml", "datasets/demo/references.bib", "charts/trust.toml"] {
        fs::remove_file(root.join(name)).expect("removed");
        fs::create_dir(root.join(name)).expect("made");
        assert!(codes(&root).contains(&"not-a-file".to_owned()), "{name}");
        fs::remove_dir(root.join(name)).expect("removed");
        let text = citeplot::example::FILES.iter().find(|(n, _)| *n == name).expect("known").1;
        fs::write(root.join(name), text).expect("written");
    }
    assert_eq!(codes(&root), Vec::<String>::new());
}

#[test]
fn bytes_that_are_not_utf_8_are_pointed_at() {
    let (_folder, root) = project();
    let mut bytes = citeplot::example::CLAIMS.as_bytes().to_vec();
    bytes.extend([0xff, 0xfe]);
    fs::write(root.join("datasets/demo/claims.toml"), bytes).expect("written");
    assert_eq!(codes(&root), ["not-utf-8"]);
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let (_folder, root) = project();
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    // The stamp is of the bytes that were read.
    let made = || {
        let mut made = tree(&root.join("dist"));
        made.retain(|(path, _)| !path.ends_with(".citeplot.stamp"));
        made
    };
    let before = made();
    for (name, text) in citeplot::example::FILES {
        let mark = if name.ends_with(".toml") { "\u{feff}" } else { "" };
        fs::write(root.join(name), format!("{mark}{}", text.replace('\n', "\r\n"))).expect("written");
    }
    assert_eq!(codes(&root), Vec::<String>::new());
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    assert!(made() == before);
}

#[test]
fn a_line_of_ten_mebibytes_is_read_and_not_printed() {
    let (_folder, root) = project();
    let long = "x".repeat(10 * 1024 * 1024);
    claims_with(&root, "61 percent of adults trust Alba", &format!("61 percent {long}"));
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    claims_with(&root, "\"61 percent of adults trust Alba\"", &format!("\"61 percent {long}"));
    let (code, _, stderr) = citeplot(&root, &["check"]);
    assert_eq!(code, 1);
    assert!(stderr.len() < 10_000, "{} bytes of talk", stderr.len());
}

#[test]
fn numbers_that_are_none_are_refused() {
    for value in ["nan", "inf", "-inf", "1e400", "0x10", "\"5%\"", "99999999999999999999", "true", "[1]", "\"\""] {
        let (_folder, root) = project();
        claims_with(&root, "value      = 61 ", &format!("value = {value} "));
        let found = codes(&root);
        let wanted = ["not-a-value", "wrong-type"];
        assert!(found.len() == 1 && wanted.contains(&found[0].as_str()), "{value}: {found:?}");
    }
    for value in ["101", "-3", "\"~101\"", "\"20-130\""] {
        let (_folder, root) = project();
        claims_with(&root, "value      = 61 ", &format!("value = {value} "));
        assert!(codes(&root).contains(&"value-out-of-range".to_owned()), "{value}");
    }
}

#[test]
fn ids_cannot_leave_their_folder_or_their_attribute() {
    for id in ["a/b", "..", "../x", "a\\\"b", "<script>", "a b", "A", "-a", "a--b", "é", "con\\u0000"] {
        let (_folder, root) = project();
        claims_with(&root, "trust-alba-2021", id);
        let found = codes(&root);
        assert!(found == ["bad-id"] || found == ["hidden-character"], "{id}: {found:?}");
    }
    let (folder, root) = project();
    fs::rename(root.join("charts/trust.toml"), root.join("charts/..trust.toml")).expect("renamed");
    let before = tree(folder.path());
    assert_eq!(citeplot(&root, &["build"]).0, 1);
    assert_eq!(tree(folder.path()), before, "nothing is written");
}

#[test]
fn hidden_characters_are_refused_and_made_visible() {
    for (hidden, shown) in [("\\u202e", "\\u{202e}"), ("\\u0007", "\\u{7}"), ("\\u2066", "\\u{2066}")] {
        let (_folder, root) = project();
        claims_with(&root, "61 percent of adults", &format!("61 percent {hidden} of adults"));
        let (code, _, stderr) = citeplot(&root, &["check"]);
        assert_eq!(code, 1);
        assert!(stderr.contains("error[hidden-character]") && stderr.contains(shown), "{stderr}");
    }
    // Written into the file itself, not as an escape: the terminal gets a picture of it, never the character.
    let (_folder, root) = project();
    claims_with(&root, "61 percent of adults", "61 percent \u{202e} of adults");
    let (_, _, stderr) = citeplot(&root, &["check"]);
    assert!(!stderr.contains('\u{202e}') && !stderr.contains('\u{1b}'), "{stderr}");
}

#[test]
fn texts_of_records_are_data_everywhere() {
    let (_folder, root) = project();
    let hostile = "<script>alert(\\\"1\\\")</script> ]]> --> & {n} %s";
    let dataset = citeplot::example::DATASET
        .replace("label = \"Alba\"", &format!("label = \"{hostile}\""))
        .replace("label = \"Borduria\"", "label = \"=HYPERLINK(\\\"http://example.org\\\")\"")
        .replace("\"Trusts it\"", "\"@SUM(A1)\\nsecond line\"")
        .replace("\"Example Foundation\"", "\"+cmd|' /C calc'!A0\"");
    fs::write(root.join("datasets/demo/dataset.toml"), dataset).expect("written");
    let (code, _, stderr) = citeplot(&root, &["build"]);
    assert_eq!(code, 0, "{stderr}");
    let svg = fs::read_to_string(root.join("charts/trust.svg")).expect("drawn");
    assert!(!svg.contains("<script"));
    assert!(svg.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; ]]&gt; --&gt; &amp; {n} %s"));
    let surveys = fs::read_to_string(root.join("dist/surveys.csv")).expect("written");
    assert!(surveys.contains(",'+cmd|' /C calc'!A0,"), "{surveys}");
    let claims = fs::read_to_string(root.join("dist/claims.csv")).expect("written");
    assert!(claims.contains("\"'=HYPERLINK(\"\"http://example.org\"\")\""), "{claims}");
    assert!(claims.contains(",=,61,61,61,"), "an operator is no formula: {claims}");
}

#[test]
fn a_glyph_that_the_font_lacks_stops_the_figure_before_it_is_drawn_without_it() {
    let (_folder, root) = project();
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    let before = tree(&root.join("dist"));
    let recipe = citeplot::example::RECIPE.replace("Alba is trusted", "中 is trusted");
    fs::write(root.join("charts/trust.toml"), recipe).expect("written");
    assert_eq!(codes(&root), ["glyph-missing"]);
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 1);
    assert_eq!(tree(&root.join("dist")), before);
}

#[test]
fn an_unknown_locale_is_named_with_the_known_ones() {
    let (_folder, root) = project();
    fs::write(root.join("config.toml"), "locales = [\"en\", \"tlh\"]\n").expect("written");
    assert_eq!(codes(&root), ["unknown-locale"]);
    let (_, _, stderr) = citeplot(&root, &["check"]);
    assert!(stderr.contains("known here: `en`, `kk`, `ru`, `tr`"), "{stderr}");
}

#[test]
fn deep_and_endless_filters_are_refused() {
    let deep = format!("{}unit = \"percent\"", "not ".repeat(10_000));
    let endless = vec!["unit = \"percent\""; 10_000].join(" or ");
    for select in [deep, endless, "(".repeat(100_000), "unit = \"percent".to_owned(), "unit ~ 3".to_owned()] {
        let (_folder, root) = project();
        let recipe = format!("kind = \"bar\"\ntitle = \"T\"\nselect = '{select}'\n");
        fs::write(root.join("charts/trust.toml"), recipe).expect("written");
        assert_eq!(codes(&root), ["filter-syntax"], "{}", &select[..20.min(select.len())]);
    }
}

#[test]
fn deeply_nested_toml_is_refused() {
    let (_folder, root) = project();
    let nested = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    claims_with(&root, "value      = 61 ", &format!("value = {nested} "));
    assert_eq!(citeplot(&root, &["check"]).0, 1);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_way_is_replaced_not_followed() {
    let (folder, root) = project();
    let outside = folder.path().join("outside.svg");
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    fs::rename(root.join("charts/trust.svg"), &outside).expect("moved");
    std::os::unix::fs::symlink(&outside, root.join("charts/trust.svg")).expect("linked");
    let recipe = citeplot::example::RECIPE.replace("more than", "still more than");
    fs::write(root.join("charts/trust.toml"), recipe).expect("written");
    let before = fs::read(&outside).expect("there");
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    assert_eq!(fs::read(&outside).expect("there"), before, "the file outside is as it was");
    assert!(fs::symlink_metadata(root.join("charts/trust.svg")).expect("there").is_file());
}

#[test]
fn a_fault_of_a_filter_is_shown_at_its_words_behind_escapes() {
    let (_folder, root) = project();
    let recipe = "kind = \"bar\"\ntitle = \"T\"\nselect = \"unit = \\\"percent\\\" and 受访者 = 1\"\n";
    fs::write(root.join("charts/trust.toml"), recipe).expect("written");
    assert_eq!(codes(&root), ["unknown-column"]);
    let (_, stdout, _) = citeplot(&root, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let place = |end: &str| report["diagnostics"][0][end]["column"].as_u64().expect("a column");
    // The columns of the three characters of the name, from 1.
    let at = recipe.lines().nth(2).expect("a line").chars().position(|c| c == '受').expect("there") as u64 + 1;
    assert_eq!((place("start"), place("end")), (at, at + 3));
    let (code, _, stderr) = citeplot(&root, &["check"]);
    assert!(code == 1 && stderr.contains("^^^^^^"), "{stderr}");
}

#[test]
fn nothing_that_steers_a_terminal_reaches_it() {
    for hidden in ["\u{9b}31m", "\u{85}", "\u{61c}", "\u{2028}", "\u{e0041}", "\u{200f}", "\u{fff9}"] {
        let (_folder, root) = project();
        claims_with(&root, "61 percent of adults", &format!("61 percent {hidden} of adults"));
        let (code, _, stderr) = citeplot(&root, &["check"]);
        assert_eq!(code, 1, "{}", hidden.escape_unicode());
        assert!(stderr.contains("error[hidden-character]"), "{stderr}");
        assert!(!stderr.contains(hidden.chars().next().expect("one")), "{stderr:?}");
        let (_, stdout, _) = citeplot(&root, &["check", "--format", "json"]);
        assert!(!stdout.contains(hidden.chars().next().expect("one")), "{stdout:?}");
    }
    // A name of a file is shown too.
    let (_folder, root) = project();
    fs::write(root.join("charts/a\u{9b}2Jb.toml"), "").expect("written");
    let (_, _, stderr) = citeplot(&root, &["check"]);
    assert!(!stderr.contains('\u{9b}') && stderr.contains("bad-id"), "{stderr:?}");
}

#[test]
fn a_flood_of_faults_is_counted_and_not_printed() {
    let (_folder, root) = project();
    let unknown: String = (0..3000).map(|i| format!("key-{i} = 1\n")).collect();
    claims_with(&root, "id         = \"trust-alba-2021\"\n", &format!("id = \"trust-alba-2021\"\n{unknown}"));
    let (code, _, stderr) = citeplot(&root, &["check"]);
    assert_eq!(code, 1);
    assert_eq!(stderr.matches("error[unknown-key]").count(), 100);
    assert!(stderr.ends_with("2900 more are not shown: `citeplot check --all` shows them\n3000 errors\n"), "{stderr}");
    let (_, _, stderr) = citeplot(&root, &["check", "--all"]);
    assert_eq!(stderr.matches("error[unknown-key]").count(), 3000);
    let (_, _, stderr) = citeplot(&root, &["build"]);
    assert_eq!(stderr.matches("error[unknown-key]").count(), 100);
    assert_eq!(codes(&root).len(), 3000);
}

#[test]
fn a_file_that_cannot_be_read_is_one_fault() {
    let slide = "title = \"T\"\n[[slide]]\nchart = \"trust\"\n";
    for name in ["datasets/demo/dataset.toml", "datasets/demo/claims.toml", "charts/trust.toml"] {
        let (_folder, root) = project();
        fs::create_dir_all(root.join("decks")).expect("made");
        fs::write(root.join("decks/talk.toml"), slide).expect("written");
        assert_eq!(codes(&root), Vec::<String>::new());
        fs::write(root.join("config.toml"), "locales = [\"en\"]\ncolors.alba = \"#1f5fa8\"\n").expect("written");
        fs::write(root.join(name), [0xff]).expect("written");
        assert_eq!(codes(&root), ["not-utf-8"], "{name}");
        fs::write(root.join(name), "= 1").expect("written");
        let found = codes(&root);
        assert!(!found.is_empty() && found.iter().all(|code| code == "syntax"), "{name}: {found:?}");
    }
}

#[test]
fn a_record_with_a_fault_is_not_also_an_unknown_one() {
    let (_folder, root) = project();
    let dataset = citeplot::example::DATASET.replace("label = \"Alba\"", "label = 3");
    assert_ne!(dataset, citeplot::example::DATASET);
    fs::write(root.join("datasets/demo/dataset.toml"), dataset).expect("written");
    assert_eq!(codes(&root), ["wrong-type"]);
    // A name that no record has stays a fault beside it.
    claims_with(&root, "subject    = \"borduria\"", "subject = \"bordura\"");
    assert_eq!(codes(&root), ["unknown-reference", "wrong-type"]);
}

#[test]
fn names_of_devices_are_no_ids() {
    for id in ["con", "prn", "aux", "nul", "com1", "lpt9"] {
        let (_folder, root) = project();
        fs::rename(root.join("charts/trust.toml"), root.join(format!("charts/{id}.toml"))).expect("renamed");
        assert_eq!(codes(&root), ["bad-id"], "{id}");
    }
    for id in ["com", "com10", "console", "aux-poll", "lpt"] {
        assert!(citeplot::model::is_id(id), "{id}");
    }
}
