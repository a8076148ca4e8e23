//! Bibliographies as people write them, and as nobody should.

use std::time::{Duration, Instant};

use citeplot::diag::Report;
use citeplot::model::{Dataset, Work};
use citeplot::source::Sources;
use citeplot::{example, project};

fn read(bib: &str) -> (Dataset, Sources, Report) {
    project::dataset_from_texts("demo", example::DATASET, "", bib)
}

/// The faults of a bibliography: line, code and message.
fn faults(bib: &str) -> Vec<(usize, &'static str, String)> {
    let (_, sources, mut report) = read(bib);
    report.sort(&sources);
    let place = |d: &citeplot::diag::Diagnostic| {
        let spot = d.spot.expect("a fault of a bibliography has a place");
        (sources.position(spot.file, spot.start).line, d.code.name, d.message.clone())
    };
    report.iter().map(place).collect()
}

fn codes(bib: &str) -> Vec<(usize, &'static str)> {
    faults(bib).into_iter().map(|(line, code, _)| (line, code)).collect()
}

fn keys(bib: &str) -> Vec<String> {
    read(bib).0.bibliography.works.iter().map(|w| w.key.value.clone()).collect()
}

fn work(bib: &str, key: &str) -> Work {
    read(bib).0.bibliography.work(key).expect("the work is read").clone()
}

/// What has to be read at all, whatever stands before it.
const LAST: &str = "@book{last, author = {Last, L.}, title = {Last}, date = {2020}}\n";

/// Asserts that a text has these faults, by line and code, keeps the entry behind it, and is read in a moment.
fn hostile(bib: &str, wanted: &[(usize, &str)]) {
    let text = format!("{bib}\n{LAST}");
    let start = Instant::now();
    let found = codes(&text);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(found, wanted, "{}", bib.chars().take(200).collect::<String>());
    assert!(keys(&text).contains(&"last".to_owned()));
}

#[test]
fn abbreviations_stand_for_their_text_wherever_they_are_defined() {
    let bib = "@string{press = \"University Press\"}\n\n@book{a, author = {A, B.}, title = longer # { again}, date = {2020}, publisher = press}\n\n@string{longer = press # { of X}}\n";
    assert_eq!(faults(bib), []);
    assert_eq!(work(bib, "a").title, "University Press of X again");
}

#[test]
fn names_of_months_need_no_definition() {
    let bib = "@article{a, author = {A, B.}, title = {T}, journaltitle = {J}, year = 2020, month = apr}\n";
    assert_eq!(faults(bib), []);
    assert_eq!(work(bib, "a").issued.map(|d| d.to_string()).as_deref(), Some("2020-04"));
}

#[test]
fn an_entry_takes_fields_from_those_that_it_names() {
    let bib = "@inproceedings{talk, author = {A, B.}, title = {Talk}, crossref = {congress--2019}}\n\n\
               @proceedings{congress--2019, title = {Congress}, date = {2019}, xdata = {place}}\n\n\
               @xdata{place, location = {Almaty}}\n";
    assert_eq!(faults(bib), []);
    assert_eq!(keys(bib), ["talk", "congress--2019"]);
    let talk = work(bib, "talk");
    assert_eq!(talk.container.as_deref(), Some("Congress"));
    assert_eq!(talk.issued.map(|d| d.to_string()).as_deref(), Some("2019"));
}

#[test]
fn a_part_of_a_book_keeps_its_own_title() {
    let bib = "@incollection{part, author = {A, B.}, title = {Part}, pages = {1-9}, crossref = {whole}}\n\
               @collection{whole, editor = {C, D.}, title = {Whole}, subtitle = {A Handbook}, date = {2018}}\n";
    let part = work(bib, "part");
    assert_eq!(part.container.as_deref(), Some("Whole: A Handbook"));
    assert!(part.bibtex.contains("booktitle = {Whole: A Handbook}"), "{}", part.bibtex);
    assert!(!part.bibtex.contains("crossref") && !part.bibtex.contains("\nsubtitle"), "{}", part.bibtex);
}

#[test]
fn an_entry_may_name_another_by_its_second_name() {
    let bib = "@incollection{part, author = {A, B.}, title = {Part}, crossref = {old-name}}\n\
               @collection{whole, ids = {old-name, older}, title = {Whole}, date = {2018}}\n";
    assert_eq!(faults(bib), []);
    assert_eq!(work(bib, "part").container.as_deref(), Some("Whole"));
}

#[test]
fn a_parent_that_is_not_there_is_named_with_its_place() {
    let bib = "@incollection{part, author = {A, B.}, title = {Part}, date = {2018},\n  crossref = {whole},\n}\n";
    let message = "`part` takes fields from `whole`, which is not in the bibliography".to_owned();
    assert_eq!(faults(bib), [(2, "bib-parent", message)]);
    assert_eq!(keys(bib), ["part"]);
}

#[test]
fn a_broken_parent_does_not_hide_its_children() {
    let bib = "@incollection{part, author = {A, B.}, title = {Part}, date = {2018}, crossref = {whole}}\n\
               @collection{whole, title = {Whole}, editor = unknown, date = {2018}}\n";
    assert_eq!(codes(bib), [(2, "bib-syntax")]);
    assert_eq!(keys(bib), ["part"]);
}

#[test]
fn rings_of_entries_are_named() {
    hostile("@book{z, title = {t}, crossref = {z}, date = {2010}}", &[(1, "bib-cycle")]);
    hostile("@book{z, title = {t}, xdata = {z}, date = {2010}}", &[(1, "bib-cycle")]);
    let two =
        "@book{y, title = {t}, date = {2010},\n  crossref = {z}}\n@book{z, title = {t}, crossref = {y}, date = {2010}}";
    hostile(two, &[(2, "bib-cycle")]);
    assert_eq!(faults(two)[0].2, "an entry takes its fields from itself: `y` → `z` → `y`");
    assert_eq!(keys(two), ["y", "z"]);
}

#[test]
fn rings_of_abbreviations_are_named() {
    let two = "@string{a = b}\n@string{b = a # { x}}\n@book{z, title = a, date = {2010}}";
    hostile(two, &[(1, "bib-cycle")]);
    assert_eq!(faults(two)[0].2, "an abbreviation stands for itself: `a` → `b` → `a`");
    hostile("@string{a = a}", &[(1, "bib-cycle")]);
}

#[test]
fn abbreviations_that_double_are_bounded() {
    let mut bib = "@string{a0 = {x}}\n".to_owned();
    for i in 1..=27 {
        bib.push_str(&format!("@string{{a{i} = a{0} # a{0}}}\n", i - 1));
    }
    bib.push_str("@book{z, title = a27, date = {2010}}");
    hostile(&bib, &[(11, "bib-limit")]);
}

#[test]
fn a_chain_of_a_hundred_thousand_abbreviations_is_bounded() {
    let mut bib = "@string{a0 = {x}}\n".to_owned();
    for i in 1..=100_000 {
        bib.push_str(&format!("@string{{a{i} = a{}}}\n", i - 1));
    }
    hostile(&bib, &[(52, "bib-limit")]);
}

#[test]
fn entries_that_double_are_bounded() {
    let mut bib = "@xdata{x0, location = {here}}\n".to_owned();
    for i in 1..=30 {
        bib.push_str(&format!("@xdata{{x{i}, xdata = {{x{0}, x{0}}}}}\n", i - 1));
    }
    hostile(&bib, &[(7, "bib-limit")]);
}

#[test]
fn deep_commands_and_braces_are_bounded() {
    let commands =
        format!("@book{{z, title = {{{}x{}}}, date = {{2010}}}}", "\\emph{".repeat(20_000), "}".repeat(20_000));
    hostile(&commands, &[(1, "bib-limit")]);
    let braces = format!("@book{{z, title = {{{}x{}}}, date = {{2010}}}}", "{".repeat(100_000), "}".repeat(100_000));
    hostile(&braces, &[(1, "bib-limit")]);
    hostile(&format!("@book{{z, title = {{{}}}, date = {{2010}}}}", "{}".repeat(100_000)), &[(1, "bib-limit")]);
    hostile(&format!("@book{{z, title = {{{}}}, date = {{2010}}}}", "{".repeat(100_000)), &[(1, "bib-syntax")]);
}

#[test]
fn a_field_that_its_reader_breaks_on_is_a_fault_of_that_field() {
    let bib = "@book{z,\n  title = {T},\n  date = {²},\n}";
    hostile(bib, &[(3, "bib-field")]);
    assert_eq!(work(bib, "z").title, "T");
    hostile("@book{z, title = {T},\n  year = {99999999999}}", &[(2, "bib-field")]);
}

/// One such field used to turn every citation of the dataset into its key.
#[test]
fn a_field_of_the_wrong_type_is_a_fault_and_the_work_is_read_without_it() {
    let bib = "@book{z, author = {Z, A.}, title = {T}, date = {2010},\n  maintitle = {M}, volume = {2},\n  volumes = {some},\n}";
    assert_eq!(codes(bib), [(3, "bib-field")]);
    assert_eq!(faults(bib)[0].2, "`volumes` cannot be read: invalid number");
    let (dataset, ..) = project::dataset_from_texts("demo", example::DATASET, "", &format!("{bib}\n{LAST}"));
    assert_eq!(dataset.bibliography.works.len(), 2);
}

#[test]
fn faults_point_at_the_line_that_is_wrong() {
    assert_eq!(codes("@article{a\n  author = {A}, date = {2020},\n}\n"), [(1, "bib-syntax")]);
    assert_eq!(codes("@article{a,\n  title = {A}\n  date = {2020},\n}\n"), [(2, "bib-syntax")]);
    assert_eq!(codes("@article{a,\n  title = ,\n  date = {2020},\n}\n"), [(2, "bib-syntax")]);
    let open = "\n\n@article{a,\n  title = {A,\n  date = {2020},\n}\n\n\n@book{b, title = {B}, date = {2020}}\n";
    assert_eq!(codes(open), [(3, "bib-syntax")]);
    assert_eq!(keys(open), ["b"]);
    assert_eq!(codes("@article{a,\n  title = {A},\n  journal = unknown,\n  date = {2020}}\n"), [(3, "bib-syntax")]);
}

#[test]
fn indented_entries_stand_by_themselves() {
    let bib = "  @book{a, title = {A, date = {2020}}\n  @book{b, title = {B}, date = {2020}}\n";
    assert_eq!(codes(bib), [(1, "bib-syntax")]);
    assert_eq!(keys(bib), ["b"]);
}

#[test]
fn hidden_characters_are_found_as_in_other_texts() {
    for c in ['\u{1b}', '\u{85}', '\u{202e}', '\u{61c}', '\u{2028}', '\u{e0041}'] {
        hostile(&format!("@book{{z,\n  title = {{A{c}B}}, date = {{2010}}}}"), &[(2, "hidden-character")]);
        hostile(&format!("@string{{a =\n \"x{c}\"}}"), &[(2, "hidden-character")]);
        let toml = example::DATASET.replace("Alba", &format!("Al{c}ba"));
        let (_, _, report) = project::dataset_from_texts("demo", &toml, "", example::REFERENCES);
        let hidden = report.iter().any(|d| d.code.name == "hidden-character" || d.code.name == "syntax");
        assert!(hidden, "{c:?}");
    }
    assert_eq!(codes(&LAST.replace(", ", ",\r\n\t")), []);
}
