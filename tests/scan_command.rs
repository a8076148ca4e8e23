//! `citeplot scan` as a user runs it: with a project and without, over files and over stdin.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

/// A made-up survey of libraries in Turkish and English, two groups, with a record of one of its statements.
const DATASET: &str = r#"
id = "libraries"
title = "Libraries"
document = "town-2022"

[[entity]]
id = "branch"
label = "branch library"
aliases = ["şube kütüphanesi"]

[[group]]
id = "women"
label = "women"
aliases = ["kadınlar"]

[[question]]
id = "visits"
label = "How often do you visit?"
wording = "not-reported"
[[question.response]]
id = "weekly"
label = "every week"
polarity = "factual"

[[survey]]
id = "spring"
label = "spring survey"
undisclosed = "all others"
field_start = "2022-04"
field_end = "2022-04"

[[set_aside]]
text = "most of the shelves"
reason = "shelves are no people"
"#;

const CLAIMS: &str = r#"
[[claim]]
id = "weekly"
survey = "spring"
question = "visits"
response = "weekly"
value = "~41"
as_written = "about 41%"
quote = "about 41% of the respondents came every week"
page = 2
cites = []
"#;

const REFERENCES: &str =
    "@report{town-2022, author = {{Town Council}}, title = {Libraries}, year = {2022}, institution = {Town}}\n";

const REPORT: &str = "Café readers — about 41% of the\nrespondents came every week.\n\n\
    By contrast, 12 percent of women visit the branch library every week (Town Council, 2022).\n\n\
    It has most of the shelves. In 2022 the survey asked 1,004 people.\n";

fn project() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().to_owned();
    fs::create_dir_all(root.join("datasets/libraries")).expect("made");
    for (name, text) in [
        ("config.toml", "locales = [\"en\"]\n"),
        ("datasets/libraries/dataset.toml", DATASET),
        ("datasets/libraries/claims.toml", CLAIMS),
        ("datasets/libraries/references.bib", REFERENCES),
        ("report.txt", REPORT),
    ] {
        fs::write(root.join(name), text).expect("written");
    }
    (folder, root)
}

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn scan(at: &Path, arguments: &[&str], stdin: &str) -> Ran {
    let mut child = Command::new(cargo_bin!("citeplot"))
        .arg("scan")
        .args(arguments)
        .current_dir(at)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("piped").write_all(stdin.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn json_counts_unicode_scalars_and_names_the_covering_record() {
    let (_folder, root) = project();
    let ran = scan(&root, &["report.txt", "--json"], "");
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).expect("an array");
    let scalars: Vec<char> = REPORT.chars().collect();
    for statement in &found {
        let at = |name: &str| statement[name].as_u64().expect("an offset") as usize;
        let there: String = scalars[at("start")..at("end")].iter().collect();
        assert_eq!(there, statement["text"].as_str().expect("words"));
    }
    let [about, women, shelves] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(
        (about["op"].as_str(), about["value"].as_f64(), about["claim"].as_str()),
        (Some("~"), Some(41.0), Some("weekly"))
    );
    assert_eq!(women["claim"], Value::Null);
    assert_eq!(women["names"]["subjects"][0], "branch");
    assert_eq!(women["names"]["groups"][0], "women");
    assert_eq!(women["names"]["responses"][0], "visits/weekly");
    assert_eq!(
        (shelves["kind"].as_str(), shelves["set_aside"].as_str()),
        (Some("majority"), Some("shelves are no people"))
    );
}

#[test]
fn a_document_cannot_steer_a_terminal() {
    let (_folder, root) = project();
    let text = "Only 12 percent \u{1b}[31mof women \u{202e}agree.\n";
    fs::write(root.join("other.txt"), text).expect("written");
    let lines = serde_json::json!({ "id": "\u{1b}]0;x", "text": text }).to_string();
    let shown = [
        scan(&root, &["other.txt"], ""),
        scan(&root, &["other.txt", "--json"], ""),
        scan(&root, &["-", "--jsonl"], &lines),
    ];
    for ran in &shown {
        assert!(ran.stdout.contains("12 percent") && !ran.stdout.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.stdout);
    }
    let found: Vec<Value> = serde_json::from_str(&shown[1].stdout).expect("an array");
    assert_eq!(found[0]["sentence"].as_str(), Some(text.trim_end()));
    // Of another document than that of the records, nothing is asked.
    assert_eq!(shown[0].stderr, "1 unaccounted for\n");
}

#[test]
fn the_ledger_ends_with_1_until_everything_is_accounted_for() {
    let (_folder, root) = project();
    let ran = scan(&root, &["report.txt", "--missing"], "");
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stdout.contains("12 percent") && !ran.stdout.contains("41%"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "1 unaccounted for\n");
    // A number that is not the record's is not covered by its quote.
    let other = CLAIMS.replace("\"~41\"", "\"~14\"");
    fs::write(root.join("datasets/libraries/claims.toml"), other).expect("written");
    assert_eq!(scan(&root, &["report.txt", "--missing"], "").stderr, "2 unaccounted for\n");
    // What is set aside has to be there.
    fs::write(root.join("report.txt"), "About 41% of the respondents came every week.\n").expect("written");
    let ran = scan(&root, &["report.txt", "--missing"], "");
    assert!(ran.code == Some(1) && ran.stderr.contains("1 set aside for nothing"), "{}", ran.stderr);
}

#[test]
fn a_draft_checks_clean_once_its_open_fields_are_filled_in() {
    let (_folder, root) = project();
    let ran = scan(&root, &["report.txt", "--draft", "more.toml"], "");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), "1 draft in `more.toml`\n"));
    let again = scan(&root, &["report.txt", "--draft", "more.toml"], "");
    assert!(again.code == Some(2) && again.stderr.contains("is there already"), "{}", again.stderr);
    let draft = fs::read_to_string(root.join("more.toml")).expect("a file");
    for line in [
        "group = \"women\"",
        "subject = \"branch\"",
        "question = \"visits\"",
        "response = \"weekly\"",
        "value = 12",
        "as_written = \"12 percent\"",
        "cites = [{ work = \"town-2022\", basis = \"same-sentence\" }]",
    ] {
        assert!(draft.lines().any(|l| l == line), "{line}: {draft}");
    }
    assert!(draft.contains("\nsurvey = \"spring\"\n"), "the only survey of the dataset: {draft}");
    let filled = draft.replace("\nsurvey = \"spring\"\n", "\nsurvey = \"spring\"\npage = 2\n");
    fs::create_dir(root.join("datasets/libraries/claims")).expect("made");
    fs::write(root.join("datasets/libraries/claims/more.toml"), filled).expect("written");
    let checked =
        Command::new(cargo_bin!("citeplot")).args(["check", "-q"]).current_dir(&root).output().expect("it runs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    assert_eq!(scan(&root, &["report.txt", "--missing"], "").stderr, "0 unaccounted for\n");
}

#[test]
fn documents_come_as_json_lines_and_a_bad_one_stops_no_other() {
    let folder = TempDir::new().expect("a temporary folder");
    let lines = "{\"id\": 1, \"text\": \"Katılımcıların yüzde 12'si gelmedi.\"}\n\
        nonsense\n\
        {\"id\": \"b\", \"text\": \"<p>Six in ten agree.</p>\", \"format\": \"html\"}\n\
        {\"id\": \"c\", \"text\": \"x\", \"format\": \"pdf\"}\n";
    let ran = scan(folder.path(), &["-", "--jsonl"], lines);
    let documents: Vec<Value> = ran.stdout.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(documents.len(), 2, "{}", ran.stdout);
    assert_eq!((documents[0]["id"].as_i64(), documents[0]["statements"][0]["value"].as_f64()), (Some(1), Some(12.0)));
    assert_eq!((documents[1]["id"].as_str(), documents[1]["statements"][0]["value"].as_f64()), (Some("b"), Some(60.0)));
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("line 2 of stdin is no document") && ran.stderr.contains("`pdf` is no format"),
        "{}",
        ran.stderr
    );
}

#[test]
fn files_that_are_no_text_are_named_and_the_others_are_read() {
    let folder = TempDir::new().expect("a temporary folder");
    let at = folder.path();
    fs::write(at.join("a.pdf"), b"%PDF-1.7\n\xff").expect("written");
    fs::write(at.join("b.docx"), b"PK\x03\x04").expect("written");
    fs::write(at.join("c.md"), "| Age | Share |\n|---|---|\n| 18–29 | 44% |\n").expect("written");
    let ran = scan(at, &["a.pdf", "b.docx", "none.txt", "c.md"], "");
    assert_eq!(ran.code, Some(2));
    for said in
        ["a.pdf: it is a PDF file", "pdftotext", "b.docx: it is a damaged document", "none.txt: it cannot be read"]
    {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    assert!(ran.stdout.contains("44%") && !ran.stdout.contains("18–29"), "{}", ran.stdout);
    let ran = scan(at, &["c.md", "--missing"], "");
    assert!(ran.code == Some(2) && ran.stderr.contains("config.toml"), "{}", ran.stderr);
}

#[test]
fn a_second_statement_of_one_number_needs_a_record_of_its_own() {
    let (_folder, root) = project();
    let claims = "[[claim]]\nid = \"both\"\nsurvey = \"spring\"\nquestion = \"visits\"\nresponse = \"weekly\"\nvalue = 41\n\
        as_written = \"41 percent\"\nsection = \"1\"\n\
        quote = \"Café-goers: 41 percent of women came. Of the men, 41 percent did too\"\n";
    fs::write(root.join("datasets/libraries/claims.toml"), claims).expect("written");
    // Another form of é, a word broken at the end of a line, and two sentences in one quote.
    let text =
        "Cafe\u{301}-\ngoers: 41 percent of women came. Of the\nmen, 41 percent did too. Most of the shelves are new.";
    fs::write(root.join("long.txt"), text).expect("written");
    let ran = scan(&root, &["long.txt", "--json"], "");
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).expect("an array");
    let claims: Vec<&Value> = found.iter().map(|s| &s["claim"]).collect();
    assert_eq!(claims, [&Value::from("both"), &Value::Null, &Value::Null], "{}", ran.stdout);
}

#[test]
fn a_phrase_and_its_exact_number_in_brackets_are_one_statement() {
    let (_folder, root) = project();
    let claims = "[[claim]]\nid = \"regulars\"\nsurvey = \"spring\"\nquestion = \"visits\"\nresponse = \"weekly\"\nvalue = 59\n\
        as_written = \"59%\"\nsection = \"1\"\nquote = \"Around three in five regulars (59%) came\"\n";
    fs::write(root.join("datasets/libraries/claims.toml"), claims).expect("written");
    let text = "Around three in five regulars (59%) came. A quarter of the others (24%) did, and half of us (9%).";
    fs::write(root.join("long.txt"), text).expect("written");
    let ran = scan(&root, &["long.txt", "--missing", "--json"], "");
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).expect("an array");
    let values: Vec<f64> = found.iter().filter_map(|s| s["value"].as_f64()).collect();
    assert_eq!(values, [24.0, 50.0, 9.0], "{}", ran.stdout);
}

#[test]
fn a_web_page_is_one_under_any_name_and_other_xml_is_no_text() {
    let folder = TempDir::new().expect("a temporary folder");
    let at = folder.path();
    fs::write(at.join("page.txt"), "<!DOCTYPE html>\n<p>Of us, 41% <b>came</b>.</p><script>x = '12%'</script>")
        .expect("written");
    fs::write(at.join("a.fodt"), "<?xml version=\"1.0\"?>\n<office:document>12% came</office:document>")
        .expect("written");
    let ran = scan(at, &["page.txt", "a.fodt", "--json"], "");
    assert!(ran.code == Some(2) && ran.stderr.contains("a.fodt: it is XML, but no web page"), "{}", ran.stderr);
    assert!(ran.stdout.contains("41%") && !ran.stdout.contains("12%"), "{}", ran.stdout);
}

#[test]
fn what_is_set_aside_needs_to_stand_in_one_of_several_documents() {
    let (_folder, root) = project();
    fs::write(root.join("a.txt"), "It has most of the shelves.").expect("written");
    fs::write(root.join("b.txt"), "In all, about 41% of the respondents came every week.").expect("written");
    let ran = scan(&root, &["a.txt", "b.txt", "--missing"], "");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", "0 unaccounted for\n"));
    let ran = scan(&root, &["b.txt", "--missing"], "");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), "0 unaccounted for, 1 set aside for nothing\n"));
}

#[test]
fn what_is_set_aside_holds_the_number_and_records_are_known_by_what_they_mean() {
    let (_folder, root) = project();
    let dataset = fs::read_to_string(root.join("datasets/libraries/dataset.toml")).expect("there");
    let aside = "\n[[set_aside]]\ntext = \"%\"\nreason = \"none\"\n[[set_aside]]\ntext = \"12% of the staff\"\nreason = \"no readers\"\n";
    fs::write(root.join("datasets/libraries/dataset.toml"), format!("{dataset}{aside}")).expect("written");
    let record = |id: &str, value: &str, more: &str, quote: &str| {
        format!(
            "[[claim]]\nid = \"{id}\"\nsurvey = \"spring\"\nquestion = \"visits\"\nresponse = \"weekly\"\nvalue = {value}\n{more}page = 1\nquote = \"{quote}\"\n"
        )
    };
    let claims = record("fell", "\"-3.7\"", "unit = \"points\"\n", "Visits fell by 3.7 percentage points")
        + &record("seventh", "\"~14\"", "", "One in seven came with children");
    fs::write(root.join("datasets/libraries/claims.toml"), claims).expect("written");
    let text = "Visits fell by 3.7 percentage points. One in seven came with children. So did 12% of the staff, and 13% read.\n";
    fs::write(root.join("text.txt"), text).expect("written");
    let ran = scan(&root, &["text.txt", "--json"], "");
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).expect("an array");
    let told: Vec<(&str, &Value)> =
        found.iter().map(|s| (s["claim"].as_str().unwrap_or("-"), &s["set_aside"])).collect();
    let null = &Value::Null;
    assert_eq!(
        told,
        [("fell", null), ("seventh", null), ("-", &Value::from("no readers")), ("-", null)],
        "{}",
        ran.stdout
    );
}

#[test]
fn a_file_with_nul_bytes_is_no_text() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("c.txt"), b"5 percent\0").expect("written");
    let ran = scan(folder.path(), &["c.txt"], "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.starts_with("error: c.txt: it is no text"), "{}", ran.stderr);
}

/// What a draft of a text says.
fn drafted(root: &Path, text: &str) -> String {
    fs::write(root.join("text.txt"), text).expect("written");
    fs::remove_file(root.join("d.toml")).ok();
    let ran = scan(root, &["text.txt", "--draft", "d.toml"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    fs::read_to_string(root.join("d.toml")).expect("a file")
}

#[test]
fn drafts_say_values_as_records_do() {
    let (_folder, root) = project();
    for (text, wanted) in [
        ("A third of them came.", "value = \"~33\"\n"),
        ("12.25 percent of them came.", "value = 12.25\n"),
        ("Visits fell by 4 percentage points.", "value = -4\nunit = \"points\"\nas_written"),
        ("Visits rose by about 4 percentage points.", "value = \"~4\"\nunit = \"points\"\nas_written"),
        ("The gap is 4 percentage points.", "value = 4\nunit = \"points\"\n# open: the sign of the change\n"),
    ] {
        let draft = drafted(&root, text);
        assert!(draft.contains(wanted), "{text}: {draft}");
    }
}

#[test]
fn drafts_find_the_citation_that_follows_and_tie_answers_to_questions() {
    let (_folder, root) = project();
    let draft =
        drafted(&root, "12 percent came. Others stayed away (Town Council, 2022).\n\nMost read (Town Council, 2022).");
    assert!(draft.contains("cites = [{ work = \"town-2022\", basis = \"inferred\" }]"), "{draft}");
    let dataset = fs::read_to_string(root.join("datasets/libraries/dataset.toml")).expect("there");
    let more = "\n[[question]]\nid = \"loans\"\nlabel = \"Loans\"\nwording = \"not-reported\"\n[[question.response]]\nid = \"week\"\nlabel = \"every week\"\npolarity = \"factual\"\n";
    fs::write(root.join("datasets/libraries/dataset.toml"), format!("{dataset}{more}")).expect("written");
    let draft = drafted(&root, "12 percent come every week.");
    assert!(draft.contains("# question = \"\"  # open: visits, loans\n"), "{draft}");
    assert!(
        draft.contains("# response = \"\"  # open, each with its question: visits/weekly, loans/week\n"),
        "{draft}"
    );
}

#[test]
fn drafts_of_a_dataset_with_several_documents_name_theirs() {
    let (_folder, root) = project();
    let dataset = fs::read_to_string(root.join("datasets/libraries/dataset.toml")).expect("there");
    let several = dataset.replace(
        "document = \"town-2022\"\n",
        "[[document]]\nwork = \"town-2022\"\ntext = \"text.txt\"\n[[document]]\nwork = \"town-2023\"\n",
    );
    let at = several.find("[[document]]").expect("there");
    // Tables follow the keys.
    let (head, rest) = several.split_at(at);
    fs::write(root.join("datasets/libraries/dataset.toml"), format!("{head}{rest}")).expect("written");
    let claims = CLAIMS.replace("id = \"weekly\"\n", "id = \"weekly\"\ndocument = \"town-2022\"\n");
    fs::write(root.join("datasets/libraries/claims.toml"), claims).expect("written");
    assert!(drafted(&root, "12 percent came.").contains("document = \"town-2022\"\n"));
    fs::write(root.join("other.txt"), "13 percent came.").expect("written");
    let ran = scan(&root, &["other.txt", "--draft", "e.toml"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let draft = fs::read_to_string(root.join("e.toml")).expect("a file");
    assert!(draft.contains("# document = \"\"  # open: town-2022, town-2023\n"), "{draft}");
}

#[test]
fn a_table_of_several_documents_names_each() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("a.txt"), "12 percent came.").expect("written");
    fs::write(folder.path().join("b.txt"), "13 percent came.").expect("written");
    let ran = scan(folder.path(), &["a.txt", "b.txt"], "");
    let starts: Vec<&str> = ran.stdout.lines().filter_map(|l| l.split_whitespace().next()).collect();
    assert_eq!(starts, ["a.txt", "b.txt"]);
    assert!(!scan(folder.path(), &["a.txt"], "").stdout.contains("a.txt"));
}

#[test]
fn longer_names_hide_shorter_ones_within_them() {
    let (_folder, root) = project();
    let dataset = fs::read_to_string(root.join("datasets/libraries/dataset.toml")).expect("there");
    let more = "\n[[entity]]\nid = \"main\"\nlabel = \"main branch library\"\n";
    fs::write(root.join("datasets/libraries/dataset.toml"), format!("{dataset}{more}")).expect("written");
    assert!(drafted(&root, "12 percent visit the main branch library.").contains("subject = \"main\"\n"));
}

#[cfg(unix)]
#[test]
fn nothing_more_is_scanned_when_nobody_reads_on() {
    let folder = TempDir::new().expect("a temporary folder");
    let mut child = Command::new(cargo_bin!("citeplot"))
        .args(["scan", "-", "--jsonl"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("piped");
    let line = "{\"id\": 1, \"text\": \"12 percent came.\"}\n".repeat(1000);
    // Its end of the pipe is closed long before so many lines are taken.
    let taken = (0..10_000).take_while(|_| input.write_all(line.as_bytes()).is_ok()).count();
    drop(input);
    assert!(taken < 10_000, "{taken}");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
