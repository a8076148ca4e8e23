//! JSON: one array, an object a row, the columns of the CSV; an empty cell is `null`.

use polars::prelude::PolarsResult;

use super::{Cells, cells, push_number};
use crate::frame::Table;

/// The exported columns as JSON.
///
/// # Errors
/// Only when polars cannot read its own columns.
pub fn json(table: &Table) -> PolarsResult<Vec<u8>> {
    let read = table.exported.iter().map(|(name, kind)| Ok((*name, cells(table, &table.frame, name, *kind)?)));
    let columns: Vec<(&str, Cells<'_>)> = read.collect::<PolarsResult<_>>()?;
    let mut out = String::from("[");
    for row in 0..table.frame.height() {
        out.push_str(if row == 0 { "\n  {" } else { ",\n  {" });
        for (i, (name, cells)) in columns.iter().enumerate() {
            out.push_str(if i == 0 { "\"" } else { ", \"" });
            out.push_str(name);
            out.push_str("\": ");
            push_cell(&mut out, cells, row);
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    Ok(out.into_bytes())
}

fn push_cell(out: &mut String, cells: &Cells<'_>, row: usize) {
    match cells {
        Cells::Text(texts) => match texts.get(row) {
            Some(text) => out.push_str(&serde_json::to_string(text).expect("a text always serialises")),
            None => out.push_str("null"),
        },
        Cells::Number(numbers, decimals) => match numbers.get(row) {
            Some(number) => push_number(out, number, decimals.map_or(0, |d| d[row])),
            None => out.push_str("null"),
        },
        Cells::Integer(numbers) => match numbers.get(row) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str("null"),
        },
    }
}
