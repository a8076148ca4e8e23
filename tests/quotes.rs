//! Quotes against the texts of their documents: what is found, what is not, and what a lock file keeps.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use citeplot::Project;
use citeplot::diag::{Report, json};
use serde_json::Value;
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

/// A survey of libraries in three towns by two reports, in two languages.
const DATASET: &str = r#"
id = "libraries"
title = "Libraries"

[[document]]
work = "north-2021"
text = "sources/north.md"

[[document]]
work = "guney-2022"
text = "sources/guney.txt"
quote_lang = "tr"

[[group]]
id = "over-60"
label = "Over 60"
aliases = ["60 and over"]

[[group]]
id = "under-30"
label = "Under 30"

[[question]]
id = "use"
label = "Use of the library"
wording = "paraphrased"
[[question.response]]
id = "weekly"
label = "Every week"
polarity = "factual"
[[question.response]]
id = "never"
label = "Never"
polarity = "factual"

[[survey]]
id = "spring"
label = "spring survey"
undisclosed = "all others"
"#;

const REFERENCES: &str = "@report{north-2021, author = {North, Ada}, title = {Reading}, date = {2021}, institution = {N}}\n\
    @report{guney-2022, author = {Güney, Can}, title = {Okuma}, date = {2022}, institution = {G}, pages = {41--43}}\n";

const NORTH: &str = "# Reading in the north\n\n## 1 Methods\n\nWe asked 1,004 adults in spring.\n\n\
    ## 2 Results\n\nNearly a third of adults said they “never” come to the library.\n\n\
    About 41 percent of the adults\ncame every week, it was found.\n\n\
    Table 1: Use by age\n\n| Age | Every week (%) | Never (%) |\n|---|---|---|\n| 60 and over | 52 | 20 |\n| Under 30 | 33 | 41 |\n\n\
    ## 3 Discussion\n\nThat about 41 percent came is less than in Alba, where 44 percent of adults came. In Borduria 44 percent of adults came too.\n";

const GUNEY: &str = "1 Giriş\n\nİlk sayfa burada.\n\u{c}2 Bulgular\n\nKatılımcıların yüzde 57'si her hafta kütüphaneye gidiyor.\n\n42\n\u{c}Son sayfa.\n\n43\n";

/// A claim with its question and answer filled in.
fn claim(id: &str, rest: &str) -> String {
    format!("[[claim]]\nid = \"{id}\"\nsurvey = \"spring\"\nquestion = \"use\"\nresponse = \"weekly\"\n{rest}\n")
}

fn files(claims: &str) -> BTreeMap<String, String> {
    let files = [
        ("config.toml", "locales = [\"en\"]\n[severity]\nundisclosed = \"off\"\n"),
        ("datasets/libraries/dataset.toml", DATASET),
        ("datasets/libraries/claims.toml", claims),
        ("datasets/libraries/references.bib", REFERENCES),
        ("sources/north.md", NORTH),
        ("sources/guney.txt", GUNEY),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

/// What a check finds of quotes, as `code: message (hint)`.
fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let project = Project::from_texts(files.clone());
    assert!(project.unread.is_empty(), "{:?}", project.unread);
    let report: Report = project.check();
    let of_documents = report.iter().filter(|d| d.code.stage.word() == "document");
    of_documents
        .map(|d| format!("{}: {} ({})", d.code.name, d.message, d.hint.as_deref().unwrap_or_default()))
        .collect()
}

fn faults_of(claims: &[String]) -> Vec<String> {
    faults(&files(&claims.concat()))
}

fn north(id: &str, value: &str, quote: &str, place: &str) -> String {
    claim(id, &format!("document = \"north-2021\"\nvalue = {value}\nquote = '''{quote}'''\n{place}"))
}

#[test]
fn quotes_stand_whatever_line_breaks_and_quotation_marks_do() {
    let right = [
        north("a", "\"~41\"", "About 41 percent of the adults came every week", "section = \"2\""),
        north("b", "\"nearly 33\"", "Nearly a third of adults said they \"never\" come", "section = \"Results\"")
            .replace("\"weekly\"", "\"never\""),
        claim(
            "c",
            "document = \"guney-2022\"\nvalue = 57\nas_written = \"yüzde 57'si\"\nquote = \"Katılımcıların yüzde 57’si her hafta\"\npage = 42\nsection = \"2\"",
        ),
        north("d", "44", "44 percent of adults came", "prefix = \"In Borduria\"\nsection = \"3\""),
        north("e", "\"~41\"", "About 41 percent of the adults … it was found", "paragraph = 2"),
    ];
    assert_eq!(faults_of(&right), Vec::<String>::new());
}

#[test]
fn a_quote_that_is_nowhere_is_told_with_what_comes_nearest() {
    let found = faults_of(&[north("a", "\"~41\"", "about 41 percent of adults came every week", "section = \"2\"")]);
    let wanted = "quote-not-found: the quote does not stand in `sources/north.md` \
        (the nearest passage (section 2) reads: [-about-] {+About+} 41 percent of {+the+} adults came every week)";
    assert_eq!(found, [wanted]);
    let found = faults_of(&[north("a", "12", "12 percent of dentists disagree", "section = \"2\"")]);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("is it from another document?"), "{found:?}");
}

#[test]
fn a_quote_that_stands_twice_needs_words_around_it_or_a_place() {
    let found = faults_of(&[north("a", "44", "44 percent of adults came", "section = \"3\"")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("quote-ambiguous: the quote stands in `sources/north.md` 2 times"), "{found:?}");
    assert!(
        found[0].contains("in Alba, where” and before “. In Borduria") && found[0].contains("; or after"),
        "{found:?}"
    );
    // Words that stand at neither place decide nothing.
    let found =
        faults_of(&[north("a", "44", "44 percent of adults came", "prefix = \"In Syldavia\"\nsection = \"3\"")]);
    assert!(found.len() == 1 && found[0].starts_with("quote-not-found") && found[0].contains("`prefix`"), "{found:?}");
    // The section tells two places apart.
    let found = faults_of(&[north("a", "\"~41\"", "bout 41 percent", "section = \"2\"")]);
    assert!(found.len() == 1 && found[0].starts_with("quote-not-found"), "a quote starts with a word: {found:?}");
}

#[test]
fn a_quote_in_another_place_than_its_record_says_is_told() {
    let quote = "About 41 percent of the adults came every week";
    for (place, said) in [
        ("section = \"3\"", "in section 3 (it stands in section 2)"),
        ("section = \"7\"", "in section 7 (it stands in section 2)"),
        ("section = \"Methods\"", "in section Methods (it stands in section 2)"),
        ("section = \"2\"\nparagraph = 5", "in paragraph 5 (it stands in paragraph"),
        ("table = 4", "in table 4 (it stands in a document that has table 1)"),
    ] {
        let found = faults_of(&[north("a", "\"~41\"", quote, place)]);
        assert!(
            found.len() == 1 && found[0].starts_with("quote-misplaced") && found[0].contains(said),
            "{place}: {found:?}"
        );
    }
    let page = |page: &str| {
        claim(
            "c",
            &format!(
                "document = \"guney-2022\"\nvalue = 57\nas_written = \"yüzde 57'si\"\nquote = \"yüzde 57'si her hafta\"\npage = {page}"
            ),
        )
    };
    // As counted, and as printed.
    assert_eq!(faults_of(&[page("2")]), Vec::<String>::new());
    assert_eq!(faults_of(&[page("\"41-42\"")]), Vec::<String>::new());
    let found = faults_of(&[page("43")]);
    assert_eq!(found, ["quote-misplaced: the quote does not stand on page 43 (it stands on page 42)"]);
}

#[test]
fn a_quote_of_a_footnote_is_told_from_one_of_the_text() {
    let notes = "# Bees\n\nOf the hives, 61 percent stood empty.[^2] Some 30 percent did not.[^7]\n\n[^2]: In May 12 percent of them stood in barns.\n\n\
        [^7]: Elsewhere 9 percent stood open.\n";
    let said = |quote: &str, value: &str, number: &str| {
        let mut files = files(&north("a", value, quote, &format!("footnote = \"{number}\"")));
        files.insert("sources/north.md".to_owned(), notes.to_owned());
        let mut found = faults(&files);
        found.retain(|fault| fault.starts_with("quote-misplaced"));
        found
    };
    assert_eq!(said("In May 12 percent of them stood in barns", "12", "2"), Vec::<String>::new());
    let wrong = said("In May 12 percent of them stood in barns", "12", "7");
    assert_eq!(wrong, ["quote-misplaced: the quote does not stand in footnote 7 (it stands in footnote 2)"]);
    let wrong = said("Of the hives, 61 percent stood empty", "61", "24");
    assert_eq!(wrong, ["quote-misplaced: the quote does not stand in footnote 24 (it stands outside the footnotes)"]);
}

#[test]
fn one_quote_of_several_claims_gives_one_fault() {
    let claims = "[[passage]]\ndocument = \"north-2021\"\nsurvey = \"spring\"\nquestion = \"use\"\nsection = \"2\"\n\
        quote = \"52 percent of the old and 33 percent of the young come\"\n\
        claims = [{ response = \"weekly\", group = \"over-60\", value = 52 }, { response = \"weekly\", group = \"under-30\", value = 33 }]\n";
    assert_eq!(faults_of(&[claims.to_owned()]).len(), 1);
}

#[test]
fn cells_of_tables_are_compared_by_row_and_column() {
    let table = |cells: &str| {
        format!(
            "[[table]]\ndocument = \"north-2021\"\nsurvey = \"spring\"\nquestion = \"use\"\ntable = 1\nrows = \"group\"\ncolumns = \"response\"\n\
            cells = \"\"\"\n | weekly | never\n{cells}\"\"\"\n"
        )
    };
    assert_eq!(faults_of(&[table("Over 60 | 52% | 20\nunder-30 | 33 | 41\n")]), Vec::<String>::new());
    let found = faults_of(&[table("over-60 | 20 | 52\nunder-30 | 33 | 41\n")]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        found[0],
        "cell-not-found: `20` does not stand in row `over-60`, column `weekly` (the row reads: 60 and over | 52 | 20)"
    );
    let turned = "[[table]]\ndocument = \"north-2021\"\nsurvey = \"spring\"\nquestion = \"use\"\ntable = 1\nrows = \"response\"\ncolumns = \"group\"\n\
        cells = \"\"\"\n | over-60 | under-30\nweekly | 52 | 34\n\"\"\"\n";
    assert_eq!(faults_of(&[turned.to_owned()]).len(), 1);
}

#[test]
fn a_text_that_cannot_be_read_is_a_fault_of_the_document() {
    let mut without = files(&north("a", "\"~41\"", "About 41 percent", "section = \"2\""));
    without.remove("sources/north.md");
    let found = faults(&without);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("the text of `north-2021` cannot be had from `sources/north.md`: there is no such file"),
        "{found:?}"
    );
    assert!(found[0].contains("--against FILE --lock"), "{found:?}");
}

#[test]
fn the_weight_of_such_a_fault_is_the_projects_and_a_record_may_acknowledge_it() {
    let wrong = north("a", "\"~41\"", "About 41 percent of adults", "section = \"2\"");
    let mut quiet = files(&wrong);
    quiet.insert("config.toml".to_owned(), "[severity]\nundisclosed = \"off\"\nquote-not-found = \"off\"\n".to_owned());
    assert_eq!(faults(&quiet), Vec::<String>::new());
    let known = format!("{wrong}acknowledge = [{{ code = \"quote-not-found\", reason = \"misprint\" }}]\n");
    let report = Project::from_texts(files(&known)).check();
    assert!(!report.has_errors());
    assert!(report.iter().any(|d| d.acknowledged.as_deref() == Some("misprint")), "{report:?}");
}

/// The project in a folder.
fn on_disk(claims: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().to_owned();
    for (name, text) in files(claims) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    (folder, root)
}

fn check(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin!("citeplot"));
    command.arg("-C").arg(root).arg("check").args(arguments).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_document_that_the_dataset_does_not_name_is_compared_when_asked() {
    let (_folder, root) = on_disk(&north("a", "\"~41\"", "About 41 percent of adults", "section = \"2\""));
    let unnamed = DATASET.replace("text = \"sources/north.md\"\n", "").replace("text = \"sources/guney.txt\"\n", "");
    fs::write(root.join("datasets/libraries/dataset.toml"), unnamed).expect("written");
    assert_eq!(check(&root, &[]).status.code(), Some(0));
    let file = root.join("sources/north.md").display().to_string();
    let ran = check(&root, &["--against", &file]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(said(&ran).contains("one of: north-2021, guney-2022"), "{}", said(&ran));
    let ran = check(&root, &["--against", &format!("north-2021={file}")]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(said(&ran).contains("error[quote-not-found]"), "{}", said(&ran));
    let ran = check(&root, &["--against", &format!("noth-2021={file}")]);
    assert!(ran.status.code() == Some(2) && said(&ran).contains("north-2021"), "{}", said(&ran));
    let ran = check(&root, &["--against", "north-2021=nowhere.txt"]);
    assert!(ran.status.code() == Some(2) && said(&ran).contains("there is no file `nowhere.txt`"), "{}", said(&ran));
}

#[test]
fn a_build_with_nothing_changed_notices_a_changed_text() {
    let (_folder, root) = on_disk(&north("a", "\"~41\"", "About 41 percent of the adults", "section = \"2\""));
    let build = || Command::new(cargo_bin!("citeplot")).arg("-C").arg(&root).args(["build"]).output().expect("it runs");
    assert!(build().status.success(), "{}", said(&build()));
    fs::write(root.join("sources/north.md"), NORTH.replace("41 percent of the", "42 percent of the")).expect("written");
    let ran = build();
    assert!(ran.status.code() == Some(1) && said(&ran).contains("quote-not-found"), "{}", said(&ran));
}

#[test]
fn the_lock_stands_for_a_document_that_is_not_at_hand() {
    let right = north("a", "\"~41\"", "About 41 percent of the adults came", "section = \"2\"");
    let (_folder, root) = on_disk(&right);
    let ran = check(&root, &["--lock"]);
    assert!(ran.status.success(), "{}", said(&ran));
    let path = root.join("datasets/libraries/dataset.lock");
    let lock = fs::read_to_string(&path).expect("a lock");
    let read: Value = serde_json::from_str(&lock).expect("JSON");
    let selectors = read["items"][0]["target"]["selector"].as_array().expect("selectors");
    assert_eq!(
        (selectors[0]["type"].as_str(), selectors[1]["type"].as_str()),
        (Some("TextQuoteSelector"), Some("TextPositionSelector"))
    );
    assert_eq!(selectors[0]["exact"], "About 41 percent of the adults came");
    assert_eq!(selectors[0]["suffix"], " every week, it was found.");
    assert_eq!(read["items"][0]["target"]["source"], "references.bib#north-2021");
    assert_eq!(read["documents"].as_array().map(Vec::len), Some(2));
    // The same again is the same.
    assert!(check(&root, &["--lock"]).status.success());
    assert_eq!(fs::read_to_string(&path).expect("a lock"), lock);
    // Without the documents the lock speaks.
    fs::remove_dir_all(root.join("sources")).expect("gone");
    let ran = check(&root, &["--deny", "warnings"]);
    assert!(ran.status.success(), "{}", said(&ran));
    let claims = root.join("datasets/libraries/claims.toml");
    fs::write(&claims, right.replace("of the adults", "of adults")).expect("written");
    let ran = check(&root, &[]);
    assert!(ran.status.code() == Some(1) && said(&ran).contains("41 percent of {+the+} adults"), "{}", said(&ran));
    fs::write(&claims, right.replace("section = \"2\"", "section = \"3\"")).expect("written");
    let ran = check(&root, &[]);
    assert!(
        ran.status.success() && said(&ran).contains("warning[lock-stale]: the record `a` has changed"),
        "{}",
        said(&ran)
    );
    fs::write(&claims, right.clone() + &right.replace("\"a\"", "\"b\"")).expect("written");
    assert!(said(&check(&root, &[])).contains("the lock file does not have `b`"), "{}", said(&check(&root, &[])));
}

#[test]
fn the_lock_says_when_the_document_has_changed_since() {
    let (_folder, root) = on_disk(&north("a", "\"~41\"", "About 41 percent of the adults came", "section = \"2\""));
    assert!(check(&root, &["--lock"]).status.success());
    fs::write(root.join("sources/north.md"), NORTH.replace("1,004", "1,005")).expect("written");
    let ran = check(&root, &[]);
    assert!(said(&ran).contains("`north-2021` is another text than the one that was locked"), "{}", said(&ran));
    let ran = check(&root, &["--lock", "--deny", "warnings"]);
    assert!(ran.status.success(), "{}", said(&ran));
    assert!(check(&root, &["--deny", "warnings"]).status.success());
}

#[test]
fn a_lock_is_never_written_over_a_file_made_by_hand() {
    let (_folder, root) = on_disk(&north("a", "\"~41\"", "About 41 percent of the adults came", "section = \"2\""));
    let path = root.join("datasets/libraries/dataset.lock");
    fs::write(&path, "my notes\n").expect("written");
    let ran = check(&root, &["--lock"]);
    assert!(ran.status.code() == Some(1) && said(&ran).contains("error[lock-unreadable]"), "{}", said(&ran));
    assert_eq!(fs::read_to_string(&path).expect("there"), "my notes\n");
    // No lock is made of quotes that are not there.
    fs::remove_file(&path).expect("gone");
    fs::write(root.join("datasets/libraries/claims.toml"), north("a", "41", "41 percent of adults", "section = \"2\""))
        .expect("written");
    assert_eq!(check(&root, &["--lock"]).status.code(), Some(1));
    assert!(!path.exists());
}

#[test]
fn a_fault_of_a_quote_is_shown_at_its_words_in_every_format() {
    let files = files(&north("a", "\"~41\"", "About 41 percent of adults", "section = \"2\""));
    let project = Project::from_texts(files);
    let report = project.check();
    let shown: Value = serde_json::from_str(&json::render(&report, &project.sources)).expect("JSON");
    let fault = shown["diagnostics"].as_array().expect("an array").iter().find(|d| d["code"] == "quote-not-found");
    assert_eq!(fault.expect("told")["file"], "datasets/libraries/claims.toml");
}
