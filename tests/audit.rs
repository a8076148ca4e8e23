//! Reports of datasets for people who have to answer for them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(at: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_citeplot")).args(arguments).current_dir(at).output().expect("it runs");
    (done.status.code(), String::from_utf8(done.stderr).expect("UTF-8"))
}

const TEXT: &str = "# Trust\n\n## 2.1 Results\n\nIn March 2021 about 61 percent of adults trust Alba, as Pollster found. \
    For Borduria the share was lower: nearly a quarter of adults trust Borduria, he says. A third of them never vote.\n";

/// A new project with the text of its document beside it.
fn made() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["new", "p"]).0, Some(0));
    let root = folder.path().join("p");
    fs::write(root.join("report.md"), TEXT).expect("written");
    (folder, root)
}

fn reports(root: &Path) -> (String, String) {
    let read = |ending: &str| fs::read_to_string(root.join(format!("dist/audit-demo.{ending}"))).expect("a report");
    (read("md"), read("html"))
}

#[test]
fn a_report_shows_each_quote_in_its_paragraph_with_its_chain_and_its_charts() {
    let (_folder, root) = made();
    let (code, said) = run(&root, &["audit", "--against", "report.md"]);
    assert!(said.contains("2 reports: 2 written"), "{said}");
    assert!(matches!(code, Some(0 | 1)), "{said}");
    let (md, html) = reports(&root);
    for (text, open, close) in [(&md, "**", "**"), (&html, "<mark>", "</mark>")] {
        let quote = format!("{open}nearly a quarter of adults trust Borduria{close}");
        let (before, after) = text.split_once(&quote).expect("the quote");
        assert!(before.ends_with("the share was lower: ") && after.starts_with(", he says."), "{text}");
        // The whole paragraph, in one line.
        assert!(before.ends_with("as Pollster found. For Borduria the share was lower: "), "{text}");
        assert!(after.starts_with(", he says. A third of them never vote."), "{text}");
        assert!(text.contains("found in the document"), "{text}");
        assert!(text.contains("Pollster"), "the chain of citation");
        assert!(
            text.contains("hedge rules v1")
                && text.contains("trust-borduria-2021")
                && text.contains("What the surveys disclose")
        );
    }
    assert!(md.contains("- Charts: trust"));
    // What no record has is listed.
    assert!(md.contains("### Unaccounted") && md.contains("A third"), "{md}");
}

#[test]
fn without_the_document_the_report_says_that_quotes_were_not_compared() {
    let (_folder, root) = made();
    assert_eq!(run(&root, &["audit"]).0, Some(0));
    let (md, html) = reports(&root);
    assert!(md.contains("not compared with the document") && html.contains("not compared with the document"));
    assert!(!md.contains("Coverage of"));
    // A second run writes nothing.
    assert!(run(&root, &["audit"]).1.contains("0 written, 2 unchanged"));
}

#[test]
fn findings_stand_with_their_claims_and_acknowledged_ones_with_their_reason() {
    let (_folder, root) = made();
    let claims = root.join("datasets/demo/claims.toml");
    let text = fs::read_to_string(&claims).expect("claims");
    let more = "\n[[claim]]\nid = \"odd\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\nsubject = \"alba\"\nvalue = 30\nas_written = \"a third\"\n\
        quote = \"a third\"\nsection = \"2\"\nacknowledge = [{ code = \"value-not-in-quote\", reason = \"the <b>table</b> says 30\" }]\n";
    fs::write(&claims, text + more).expect("written");
    run(&root, &["audit"]);
    let (md, html) = reports(&root);
    let of_odd = html.split("<h3 id=\"odd\">").nth(1).expect("the claim");
    assert!(
        of_odd.contains("value-not-in-quote") && of_odd.contains("the &lt;b&gt;table&lt;/b&gt; says 30"),
        "{of_odd}"
    );
    assert!(md.contains("Acknowledged: the &lt;b&gt;table"));
    assert!(!html.contains("<b>table"));
}
