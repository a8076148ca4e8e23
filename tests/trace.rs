//! From a figure that was found somewhere back to its records.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use citeplot::build::{ClaimNow, FigureFormat, FigureNow, RenderOptions, files};
use citeplot::figure::Figure;
use citeplot::project::Project;
use citeplot::publish::carried::{Carried, carried};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn demo() -> Project {
    Project::open("tests/demo").expect("a project")
}

/// The figure of a chart as the bytes of a file.
fn drawn(project: &Project, chart: &str, format: FigureFormat) -> (Figure, Vec<u8>) {
    let figure = project.figure(chart).expect("a figure");
    let made = files(project, std::slice::from_ref(&figure), &RenderOptions::new(format)).expect("drawn");
    (figure, made.into_iter().next().expect("one file").bytes)
}

fn only(bytes: &[u8]) -> Carried {
    let mut found = carried(bytes).expect("readable");
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn every_format_carries_its_claims() {
    let project = demo();
    for format in [FigureFormat::Svg, FigureFormat::Png, FigureFormat::Pdf] {
        let (figure, bytes) = drawn(&project, "bars", format);
        let found = only(&bytes);
        assert_eq!((found.chart.as_str(), &found.code, found.locale.as_str()), ("bars", &figure.code, "en"));
        assert_eq!(found.claims().len(), figure.claims.len());
        assert!(!figure.claims.is_empty());
        let traced = project.trace(&found);
        assert!(traced.is_current(), "{traced:?}");
        assert!(traced.claims.iter().all(|c| c.said["quote"].as_str().is_some_and(|q| !q.is_empty())));
    }
}

#[test]
fn decks_and_pages_are_looked_through_slide_by_slide() {
    let project = demo();
    for id in project.decks.iter().map(|d| d.id.clone()) {
        let deck = project.deck(&id).expect("a deck");
        let drawn: BTreeSet<&str> = deck.figures().map(|f| f.id.as_str()).collect();
        assert!(!drawn.is_empty());
        for bytes in [deck.pptx(None).expect("a deck"), deck.html().into_bytes(), deck.pdf().expect("a deck")] {
            let found = carried(&bytes).expect("readable");
            assert_eq!(found.iter().map(|f| f.chart.as_str()).collect::<BTreeSet<_>>(), drawn, "{id}");
            assert!(
                found.iter().all(|f| project.trace(f).now == FigureNow::Same && !project.trace(f).claims.is_empty())
            );
        }
        let slides = carried(&deck.pptx(None).expect("a deck")).expect("readable");
        assert_eq!(slides.len(), deck.figures().count());
        assert!(slides.iter().all(|f| f.place.as_deref().is_some_and(|p| p.starts_with("slide "))), "{slides:?}");
    }
}

#[test]
fn a_picture_in_a_packed_document_is_found() {
    let (_, bytes) = drawn(&demo(), "bars", FigureFormat::Png);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/media/image1.PNG", SimpleFileOptions::default()).expect("begun");
    zip.write_all(&bytes).expect("written");
    let packed = zip.finish().expect("packed").into_inner();
    let found = only(&packed);
    assert_eq!((found.chart.as_str(), found.place.as_deref()), ("bars", Some("word/media/image1.PNG")));
}

#[test]
fn a_page_with_a_picture_as_a_data_address_is_read() {
    use base64::Engine;
    let (_, bytes) = drawn(&demo(), "dots", FigureFormat::Png);
    let page = format!("<img src='data:image/png;base64,{}'>", base64::engine::general_purpose::STANDARD.encode(bytes));
    assert_eq!(only(page.as_bytes()).chart, "dots");
}

#[test]
fn without_metadata_marks_and_the_printed_code_are_left() {
    let project = demo();
    let (figure, bytes) = drawn(&project, "bars", FigureFormat::Svg);
    let svg = String::from_utf8(bytes).expect("UTF-8");
    let (head, rest) = svg.split_once("<metadata").expect("metadata");
    let (_, rest) = rest.split_once("</metadata>").expect("metadata");
    let bare = only(format!("{head}{rest}").as_bytes());
    assert_eq!((bare.chart.as_str(), &bare.code), ("bars", &figure.code));
    assert_eq!(bare.claims().len(), figure.claims.len());
    let traced = project.trace(&bare);
    assert!(traced.is_current(), "{traced:?}");
    let code = only(format!("<p>bars · {}</p>", figure.code).as_bytes());
    assert_eq!(project.trace(&code).claims.len(), figure.claims.len());
}

#[test]
fn a_printed_code_alone_leads_to_its_charts() {
    let project = demo();
    let figure = project.figure("bars").expect("a figure");
    let found = project.with_code(&figure.code).expect("drawn");
    assert!(found.iter().any(|f| f.chart == "bars"));
    assert!(project.with_code("0000000").expect("drawn").is_empty());
}

/// The demonstration with some of its texts changed.
fn changed(changes: &[(&str, &str, &str)]) -> Project {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut folders = vec![PathBuf::from("tests/demo")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "bib") {
                let name = path.strip_prefix("tests/demo").expect("inside").to_string_lossy().into_owned();
                texts.insert(name, fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    texts.insert("config.toml".to_owned(), "locales = [\"en\", \"tr\", \"ru\", \"kk\"]\n".to_owned());
    for (file, from, to) in changes {
        let text = texts.get_mut(*file).expect("a file");
        assert!(text.contains(from), "{file} has `{from}`");
        *text = text.replace(from, to);
    }
    Project::from_texts(texts)
}

#[test]
fn what_has_changed_since_is_named_field_by_field() {
    let (figure, bytes) = drawn(&demo(), "bars", FigureFormat::Png);
    let mut found = only(&bytes);
    let id = figure.claims[0].clone();
    let data = found.data.as_mut().expect("metadata");
    data["claims"][0]["value"] = 99.into();
    data["claims"][1]["id"] = "no-such-claim".into();
    found.code = "0123456".to_owned();
    let traced = demo().trace(&found);
    assert_eq!(traced.now, FigureNow::Changed);
    let ClaimNow::Changed(changes) = &traced.claims[0].now else { panic!("{traced:?}") };
    assert_eq!((changes.len(), changes[0].field.as_str(), &changes[0].was), (1, "value", &99.into()), "{id}");
    assert_eq!(traced.claims[1].now, ClaimNow::Gone);
    assert_eq!(traced.claims[2].now, ClaimNow::Same);
}

#[test]
fn a_chart_that_is_gone_or_faulty_is_said_to_be() {
    let (_, bytes) = drawn(&demo(), "bars", FigureFormat::Svg);
    let found = only(&bytes);
    let gone = Carried { chart: "no-such-chart".to_owned(), ..found.clone() };
    let traced = demo().trace(&gone);
    assert_eq!(traced.now, FigureNow::Gone);
    assert!(traced.claims.iter().all(|c| c.now == ClaimNow::Same), "the claims are still there");
    let faulty = changed(&[("charts/bars.toml", "kind   = \"bar\"", "kind   = \"waffle\"")]);
    assert_eq!(faulty.trace(&found).now, FigureNow::Faulty);
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_citeplot")).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn the_command_answers_with_quotes_citations_and_an_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("renamed.dat");
    let (figure, bytes) = drawn(&demo(), "bars", FigureFormat::Png);
    fs::write(&path, &bytes).expect("written");
    let path = path.to_str().expect("UTF-8");
    let (code, said, _) = run(&["-C", "tests/demo", "trace", path]);
    assert_eq!(code, Some(0));
    assert!(
        said.contains(&format!("bars (en), data code {}", figure.code))
            && said.contains("quote")
            && said.contains("says the same")
    );
    let (code, json, _) = run(&["-C", "tests/demo", "trace", path, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, json[0]["now"].as_str(), json[0]["figure"].as_str()), (Some(0), Some("same"), Some("bars")));
    let (code, said, _) = run(&["-C", "tests/demo", "trace", &figure.code]);
    assert_eq!(code, Some(0), "{said}");
    // Without a project the file speaks for itself.
    let alone = Command::new(env!("CARGO_BIN_EXE_citeplot"))
        .args(["trace", path])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    assert_eq!(alone.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&alone.stdout).contains("quote"));
}

#[test]
fn a_file_that_was_cut_off_is_damaged_and_a_code_in_capitals_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = demo();
    let (figure, pdf) = drawn(&project, "bars", FigureFormat::Pdf);
    // A deck cut behind the workbook of its chart, whose own list of parts is then the last one.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).expect("begun");
    let book = zip.finish().expect("finished").into_inner();
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("ppt/embeddings/book.xlsx", stored).expect("begun");
    zip.write_all(&book).expect("written");
    zip.start_file("ppt/presentation.xml", stored).expect("begun");
    let deck = zip.finish().expect("finished").into_inner();
    let end = deck.windows(4).rposition(|w| w == b"PK\x03\x04").expect("a second part");
    for (name, bytes) in [("empty.pptx", &b""[..]), ("cut.pdf", &pdf[..200]), ("cut.pptx", &deck[..end])] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        let (code, _, said) = run(&["-C", "tests/demo", "trace", path.to_str().expect("UTF-8")]);
        assert!(code == Some(2) && (said.contains("damaged") || said.contains("empty")), "{name}: {said}");
    }
    let (code, told, said) = run(&["-C", "tests/demo", "trace", &figure.code.to_uppercase()]);
    assert!(code == Some(0) && told.contains("bars"), "{told} {said}");
}

#[test]
fn foreign_files_get_a_clear_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    };
    let (code, out, said) =
        run(&["-C", "tests/demo", "trace", &write("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")]);
    assert_eq!((code, out.is_empty()), (Some(1), true));
    assert!(said.contains("holds no figure of citeplot"), "{said}");
    let (code, _, said) = run(&["-C", "tests/demo", "trace", &write("b.pptx", b"PK\x03\x04 damaged")]);
    assert_eq!(code, Some(2));
    assert!(said.contains("damaged") || said.contains("not a presentation"), "{said}");
    let (code, _, said) = run(&["-C", "tests/demo", "trace", "no-such-file.png"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("no-such-file.png"), "{said}");
    let hostile = br#"<metadata id="citeplot">{"schema":1,"generator":"citeplot","figure":"x\u001b[31m","claims":[{"id":"a\u001b]0;x\u0007"}]}</metadata>"#;
    let (_, out, _) = run(&["-C", "tests/demo", "trace", &write("c.svg", hostile)]);
    assert!(!out.contains('\u{1b}'), "{out:?}");
    assert!(Path::new(folder.path()).exists());
}
