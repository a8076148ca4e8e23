//! JSON: one array, an object a row, the columns of the CSV; an empty cell is `null`.

use polars::prelude::PolarsResult;

use crate::frame::Table;
use crate::frame::export::{Cells, cells, push_number};

/// The exported columns as JSON.
///
/// # Errors
/// Only when polars cannot read its own columns.
pub fn json(table: &Table) -> PolarsResult<Vec<u8>> {
    let read = table.exported.iter().map(|(name, kind)| Ok((*name, cursor(cells(table, &table.frame, name, *kind)?))));
    let mut columns: Vec<(&str, Cursor<'_>)> = read.collect::<PolarsResult<_>>()?;
    let mut out = Vec::with_capacity(table.frame.height() * 1024 + 4);
    out.push(b'[');
    for row in 0..table.frame.height() {
        out.extend_from_slice(if row == 0 { b"\n  {" } else { b",\n  {" });
        for (i, (name, next)) in columns.iter_mut().enumerate() {
            out.extend_from_slice(if i == 0 { b"\"" } else { b", \"" });
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\": ");
            next(&mut out);
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"\n]\n");
    Ok(out)
}

/// Writes the next cell of a column.
type Cursor<'a> = Box<dyn FnMut(&mut Vec<u8>) + 'a>;

fn cursor(cells: Cells<'_>) -> Cursor<'_> {
    match cells {
        Cells::Text(texts) => {
            let mut texts = texts.iter();
            Box::new(move |out| match texts.next().flatten() {
                Some(text) => serde_json::to_writer(out, text).expect("a Vec takes all that is written"),
                None => out.extend_from_slice(b"null"),
            })
        }
        Cells::Number(numbers, decimals) => {
            let mut numbers = numbers.iter().enumerate();
            Box::new(move |out| match numbers.next() {
                Some((row, Some(number))) => push_number(out, number, decimals.map_or(0, |d| d[row])),
                Some((_, None)) | None => out.extend_from_slice(b"null"),
            })
        }
        Cells::Integer(numbers) => {
            let mut numbers = numbers.iter();
            Box::new(move |out| match numbers.next().flatten() {
                Some(number) => out.extend_from_slice(number.to_string().as_bytes()),
                None => out.extend_from_slice(b"null"),
            })
        }
    }
}
