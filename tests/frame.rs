//! The frames: their types, their columns, and the selections that charts make of them.

use std::collections::BTreeSet;

use citeplot::build::Build;
use citeplot::frame::export::Format;
use citeplot::frame::polars::prelude::{BooleanChunked, ChunkCompareIneq, DataFrame, DataType};
use citeplot::frame::{self, CLAIM_COLUMNS, ColumnType, FrameError, SURVEY_COLUMNS, SelectError, WORK_COLUMNS};
use citeplot::model::Locale;
use citeplot::project::recipe_from_text;
use citeplot::{Project, example};

/// Claims of every hedge, with and without surveys and numbers.
const CLAIMS: &[(&str, &str, &str, &str)] = &[
    ("a", "12.50", "12.50 percent", "survey = \"poll-2021\""),
    ("b", "\"~40\"", "about 40 percent", "survey = \"poll-2021\""),
    ("c", "\"nearly 25\"", "nearly 25 percent", "date = \"2020-04\""),
    ("d", "\"<4\"", "less than 4 percent", "date = \"2020\""),
    ("e", "\">=80\"", "at least 80 percent", "survey = \"poll-2021\""),
    ("f", "\"20-30\"", "20–30 percent", "date = \"2019\""),
    ("g", "\"majority\"", "a majority", "date = \"2018\""),
    ("h", "7", "7 percent", "date = \"2017\""),
];

fn project() -> Project {
    let claim = |(id, value, written, from): &(&str, &str, &str, &str)| {
        format!(
            "[[claim]]\nid = \"{id}\"\n{from}\nquestion = \"trust\"\nresponse = \"trusts\"\nsubject = \"alba\"\n\
             value = {value}\nas_written = \"{written}\"\nquote = \"{written} of adults trust it\"\npage = 3\ncites = []\n"
        )
    };
    let claims: String = CLAIMS.iter().map(claim).collect();
    Project::from_texts([
        ("datasets/demo/dataset.toml", example::DATASET.to_owned()),
        ("datasets/demo/claims.toml", claims),
        ("datasets/demo/references.bib", example::REFERENCES.to_owned()),
    ])
}

fn frame() -> DataFrame {
    let project = project();
    project.claims().unwrap_or_else(|error| panic!("{error}"))
}

/// The ids of the claims that a filter finds, as one text.
fn found(filter: &str) -> String {
    let project = project();
    let recipe = format!("kind = \"dot\"\ntitle = \"T\"\nselect = '{filter}'");
    let recipe = recipe_from_text("t", &recipe, "demo").0.unwrap_or_else(|| panic!("{filter}"));
    let datasets = project.datasets.iter().map(|d| (d, None));
    let table = frame::claims(datasets, &project.config.hedge_rules, Locale::En).expect("few rows");
    let selected = frame::select(&table, &project.datasets[0], &recipe).unwrap_or_else(|error| panic!("{error}"));
    let ids: BTreeSet<&str> = selected.claims().map(|i| CLAIMS[i].0).collect();
    ids.into_iter().collect()
}

#[test]
fn a_filter_compares_whole_columns_and_an_empty_cell_equals_only_none() {
    for (filter, expected) in [
        ("value > 10", "abcde".replace('d', "")),
        ("value != 40", "acdefgh".to_owned()),
        ("not value > 10", "dfgh".to_owned()),
        ("value = none", "fg".to_owned()),
        ("value != none", "abcdeh".to_owned()),
        ("not value = none and not value < 25", "bce".to_owned()),
        ("survey_id = none", "cdfgh".to_owned()),
        ("survey_id != \"poll-2021\"", "cdfgh".to_owned()),
        ("survey_id in [\"poll-2021\", none]", "abcdefgh".to_owned()),
        ("op >= \"between\" and op < \"n\"", "fg".to_owned()),
        ("n >= 1199.5 or op = \"<\"", "abde".to_owned()),
        ("n = 1200.5", String::new()),
        ("low <= 7 and high >= 7", "h".to_owned()),
    ] {
        assert_eq!(found(filter), expected, "{filter}");
    }
}

#[test]
fn a_filter_of_the_wrong_type_names_its_column() {
    let project = project();
    let datasets = || project.datasets.iter().map(|d| (d, None));
    let table = frame::claims(datasets(), &project.config.hedge_rules, Locale::En).expect("few rows");
    for (filter, expected) in [
        ("unit = 5", "the column `unit` holds text"),
        ("value = \"5\"", "the column `value` holds numbers"),
        ("value < none", "the column `value` holds cells that are neither below nor above `none`"),
        ("claim_index = 1", "the claims have no column `claim_index`"),
    ] {
        let recipe = format!("kind = \"dot\"\ntitle = \"T\"\nselect = '{filter}'");
        let recipe = recipe_from_text("t", &recipe, "demo").0.expect("sound");
        let error: SelectError = frame::select(&table, &project.datasets[0], &recipe).expect_err(filter);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn the_manual_lists_every_column_of_a_filter_with_a_condition_that_selects() {
    let manual = include_str!("../datasets/README.md");
    let (_, section) = manual.split_once("### The columns of a filter").expect("a section of the manual");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = section.lines().filter(|line| line.starts_with("| `")).map(cells).collect();
    let listed: Vec<&[String]> = rows.iter().map(|row| &row[1..4]).collect();
    let exported = CLAIM_COLUMNS.iter().filter(|column| column.exported);
    let known: Vec<[String; 3]> =
        exported.map(|c| [format!("`{}`", c.name), c.kind.word().to_owned(), c.description.to_owned()]).collect();
    assert_eq!(listed, known);
    for row in &rows {
        let (column, condition) = (row[1].trim_matches('`'), row[4].trim_matches('`'));
        assert!(condition.contains(column), "the condition `{condition}` is one on another column than `{column}`");
        found(condition);
    }
}

#[test]
fn decimals_stay_with_their_numbers_through_a_filter() {
    let claims = frame();
    let value = claims.column("value").expect("a column").f64().expect("numbers").clone();
    let kept: BooleanChunked = value.gt(11);
    let kept = claims.filter(&kept).expect("a mask of its height");
    let numbers = kept.column("value").expect("a column").f64().expect("numbers");
    let decimals = kept.column("value_decimals").expect("a column").u32().expect("whole numbers");
    let pairs: Vec<_> = numbers.iter().zip(decimals.iter()).collect();
    assert_eq!(pairs, [(Some(12.5), Some(2)), (Some(40.0), Some(0)), (Some(25.0), Some(0)), (Some(80.0), Some(0))]);
}

#[test]
fn every_column_is_documented_and_has_its_type() {
    let project = project();
    let tables = [
        (project.claims(), CLAIM_COLUMNS.iter().filter(|c| c.exported).map(|c| (c.name, c.kind)).collect::<Vec<_>>()),
        (project.surveys(), SURVEY_COLUMNS.iter().map(|c| (c.name, c.kind)).collect()),
        (project.works(), WORK_COLUMNS.iter().map(|c| (c.name, c.kind)).collect()),
    ];
    for (frame, columns) in tables {
        let frame = frame.unwrap_or_else(|error| panic!("{error}"));
        for (name, kind) in &columns {
            let column = frame.column(name).expect("a column of the table");
            let fits = match kind {
                ColumnType::Number | ColumnType::Written => column.dtype() == &DataType::Float64,
                ColumnType::Integer => column.dtype() == &DataType::UInt32,
                ColumnType::Word(_) if cfg!(feature = "categories") => column.dtype() != &DataType::String,
                _ => column.dtype() == &DataType::String,
            };
            assert!(fits, "{name}: {}", column.dtype());
        }
        let written = columns.iter().filter(|(_, kind)| *kind == ColumnType::Written).count();
        assert_eq!(frame.width(), columns.len() + written);
    }
}

#[test]
fn a_column_of_words_holds_no_other_word() {
    let claims = frame();
    for column in CLAIM_COLUMNS.iter().filter(|c| c.exported) {
        let ColumnType::Word(words) = column.kind else { continue };
        let cells = claims.column(column.name).expect("a column").cast(&DataType::String).expect("words");
        for cell in cells.str().expect("texts").iter().flatten() {
            assert!(words.contains(&cell), "{}: {cell}", column.name);
        }
    }
    let hedges: BTreeSet<String> = CLAIMS
        .iter()
        .map(|(_, value, ..)| value.trim_matches(|c: char| c == '"' || c.is_ascii_digit()).to_owned())
        .collect();
    assert!(hedges.len() >= 7, "every kind of hedge is tried: {hedges:?}");
}

#[test]
fn batches_make_the_same_files_as_one_frame() {
    let claim = |i: usize| {
        format!(
            "[[claim]]\nid = \"c-{i}\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\n\
             subject = \"alba\"\nvalue = {i}.50\nas_written = \"{i}.50\"\nquote = \"=1+{i}.50, \\\"said\\\"\"\npage = 3\ncites = []\n"
        )
    };
    // More than two batches.
    let claims: String = (0..20_000).map(claim).collect();
    let project = Project::from_texts([
        ("datasets/demo/dataset.toml", example::DATASET),
        ("datasets/demo/claims.toml", &claims),
        ("datasets/demo/references.bib", example::REFERENCES),
    ]);
    let build = Build::new(&project);
    let whole = build.tables().expect("few rows");
    let files = build.write_tables(&Format::ALL, |_| Ok(Vec::new())).expect("memory takes everything");
    assert_eq!(files.len(), 3 * Format::ALL.len());
    for (name, table) in whole.named() {
        for format in Format::ALL {
            let file = format!("{name}.{}", format.ending());
            let written = &files.iter().find(|(name, _)| *name == file).expect("every table in every format").1;
            assert!(*written == format.write(table).expect("memory takes everything"), "{file}");
        }
    }
    let json: serde_json::Value = serde_json::from_slice(&files[1].1).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(20_000));
}

#[test]
fn a_table_without_rows_is_a_table() {
    let project = Project::from_texts([
        ("datasets/demo/dataset.toml", example::DATASET),
        ("datasets/demo/claims.toml", ""),
        ("datasets/demo/references.bib", example::REFERENCES),
    ]);
    let files = Build::new(&project).write_tables(&Format::ALL, |_| Ok(Vec::new())).expect("memory takes everything");
    assert!(files[0].1.starts_with(b"dataset_id,claim_id,") && files[0].1.ends_with(b"note\n"));
    assert_eq!(files[1].1, b"[\n]\n");
}

#[test]
fn a_file_that_takes_nothing_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::new(std::io::ErrorKind::StorageFull, "no space left"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let project = project();
    for format in Format::ALL {
        let error = Build::new(&project).write_tables(&[format], |_| Ok(Full)).err().expect("nothing is taken");
        let FrameError::Write(error) = error else { panic!("{error}") };
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    }
}
