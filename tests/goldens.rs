//! What figures say and where, in every language; `SNAPSHOTS=overwrite` rewrites the files after a wanted change.

use std::fmt::Write as _;
use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::language::citation::References;
use citeplot::language::phrases::words;
use citeplot::model::{Locale, PartialDate, Unit, Value};
use citeplot::project;
use snapbox::{assert_data_eq, file};

#[test]
fn the_texts_of_the_shipped_figures_are_these() {
    let (project, _) = project::read(Path::new("."));
    let mut text = String::new();
    for figure in figures(&project, &BuildOptions::new(), &mut Report::new()) {
        let scene = &figure.scene;
        writeln!(text, "{} {} {}×{}", figure.id, figure.locale, scene.width, scene.height).expect("a String");
        for t in scene.texts() {
            writeln!(text, "  {:<13} {:>7.2} {:>7.2}  {}", t.role.class(), t.x, t.y, t.text).expect("a String");
        }
        writeln!(text, "  alt: {}\n", figure.alt).expect("a String");
    }
    assert_data_eq!(text, file!["snapshots/scenes.txt"].raw());
}

/// Kinds of which the shipped project has no figure, whole: shapes, colours, claims and texts.
#[test]
fn the_figures_of_the_demonstration_are_these() {
    let (project, _) = project::read(Path::new("tests/demo"));
    for (chart, golden) in [
        ("trend", file!["snapshots/trend.svg"]),
        ("slope", file!["snapshots/slope.svg"]),
        ("table", file!["snapshots/table.svg"]),
        ("bars-upright", file!["snapshots/vertical-bars.svg"]),
    ] {
        let wanted = BuildOptions::new().only(chart).locale(Locale::En);
        let drawn = figures(&project, &wanted, &mut Report::new());
        assert_eq!(drawn.len(), 1, "{chart}");
        // One element per line, so that a difference shows what has changed.
        let svg = citeplot::render::svg(&drawn[0].scene, citeplot::style::font::TextAs::System).replace("><", ">\n<");
        assert_data_eq!(svg, golden.raw());
    }
}

#[test]
fn every_hedge_has_its_words_in_every_language() {
    let values =
        ["25", "55.5", "~55", "nearly 25", "<4", "<=4", ">80", ">=80", "20-30", "majority", "minority", "none"];
    let mut text = String::new();
    for locale in Locale::ALL {
        let words = words(locale);
        for value in values {
            let parsed: Value = value.parse().expect("a value");
            let label = words.label(&parsed, Unit::Percent).replace('\u{a0}', "_");
            let spoken = words.spoken(&parsed, Unit::Percent).replace('\u{a0}', "_");
            writeln!(text, "{locale}  {value:<10} {label:<26} {spoken}").expect("a String");
        }
    }
    assert_data_eq!(text, file!["snapshots/hedges.txt"].raw());
}

#[test]
fn numbers_dates_and_lists_have_the_forms_of_their_language() {
    let mut text = String::new();
    for locale in Locale::ALL {
        let words = words(locale);
        let number = |n: &str| words.number(n.parse().expect("a number")).replace('\u{a0}', "_");
        let date = |d: &str| words.date(d.parse::<PartialDate>().expect("a date")).replace('\u{a0}', "_");
        let tick = words.tick(25.0, Unit::Percent).replace('\u{a0}', "_");
        let list = words.list(&["a", "b", "c"]);
        writeln!(
            text,
            "{locale}  {tick}  {}  {}  {}  {}  {}  {list}  {}",
            number("1234.5"),
            number("12345"),
            date("2010"),
            date("2020-04"),
            date("2020-04-15"),
            words.quoted("q")
        )
        .expect("a String");
    }
    assert_data_eq!(text, file!["snapshots/forms.txt"].raw());
}

#[test]
fn citations_are_set_in_every_language() {
    let (project, _) = project::read(Path::new("."));
    let dataset = &project.datasets[0];
    let references = References::new(dataset);
    let mut text = String::new();
    for locale in Locale::ALL {
        for claim in &dataset.claims {
            writeln!(text, "{locale}  {}", references.chain(claim, locale)).expect("a String");
        }
        for work in &dataset.bibliography.works {
            if let Some(full) = references.full(&work.key.value, locale) {
                writeln!(text, "{locale}  {full}").expect("a String");
            }
        }
    }
    assert_data_eq!(text, file!["snapshots/citations.txt"].raw());
}
