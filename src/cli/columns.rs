//! The columns that a filter of a recipe knows, with examples from the project.

use citeplot::Project;
use citeplot::frame::polars::prelude::{Column, DataType};
use citeplot::frame::{CLAIM_COLUMNS, DataFrame};
use serde_json::{Value, json};

/// The most examples of a column.
const EXAMPLES: usize = 3;
/// The most characters of a text that is an example; the rest is cut.
const LENGTH: usize = 40;

/// One row per column, in the order of `claims.csv`: its name, its type, what it holds, and up to three different values
/// that it has in the project. There are no examples while a record has an error.
pub(super) fn rows(project: &Project) -> Vec<Value> {
    let claims = project.claims().ok();
    let exported = CLAIM_COLUMNS.iter().filter(|column| column.exported);
    exported
        .map(|column| {
            json!({
                "column": column.name,
                "type": column.kind.word(),
                "holds": column.description,
                "examples": claims.as_ref().map(|frame| examples(frame, column.name)).unwrap_or_default(),
            })
        })
        .collect()
}

/// The first different values of a column, as a filter would name them.
fn examples(frame: &DataFrame, name: &str) -> Vec<Value> {
    let Ok(cells) = frame.column(name) else { return Vec::new() };
    let mut found: Vec<Value> = Vec::new();
    for value in values(cells) {
        if found.len() == EXAMPLES {
            break;
        }
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// The cells that are not empty, in the order of the rows.
fn values(cells: &Column) -> Vec<Value> {
    let number = matches!(cells.dtype(), DataType::Float64 | DataType::UInt32);
    let Ok(texts) = cells.cast(if number { &DataType::Float64 } else { &DataType::String }) else { return Vec::new() };
    match (texts.f64(), texts.str()) {
        (Ok(numbers), _) => numbers.iter().flatten().map(shown_number).collect(),
        (Err(_), Ok(texts)) => texts.iter().flatten().map(|text| Value::from(cut(text))).collect(),
        (Err(_), Err(_)) => Vec::new(),
    }
}

/// A whole number without a decimal point, as people write it.
fn shown_number(number: f64) -> Value {
    number.to_string().parse::<i64>().map_or_else(|_| Value::from(number), Value::from)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}
