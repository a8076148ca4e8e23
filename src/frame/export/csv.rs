//! CSV through polars: RFC 4180, UTF-8, LF, "." decimals, empty = null.

use std::borrow::Cow;

use polars::prelude::{Column, DataFrame, IntoColumn, IntoSeries, PolarsResult, StringChunkedBuilder};
use polars_io::prelude::{CsvWriter, QuoteStyle, SerWriter};

use crate::frame::export::{Cells, cells, written};
use crate::frame::{FrameError, Table};

/// The exported columns as CSV.
///
/// A text that begins with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it, so that a
/// spreadsheet does not take it for a formula (OWASP, CSV injection). A sign alone, as in the column `op`, stays as it is.
///
/// # Errors
/// Only when polars cannot read its own columns.
pub fn csv(table: &Table) -> Result<Vec<u8>, FrameError> {
    let columns = table.columns().iter().map(|(name, kind)| Ok(column(name, cells(table, name, *kind)?)));
    let columns: Vec<Column> = columns.collect::<PolarsResult<_>>()?;
    let mut frame = DataFrame::new(table.height(), columns)?;
    let mut out = Vec::new();
    CsvWriter::new(&mut out)
        .with_line_terminator("\n".into())
        .with_quote_style(QuoteStyle::Necessary)
        .n_threads(1)
        .finish(&mut frame)?;
    Ok(out)
}

/// A column as it is to be written.
fn column(name: &str, cells: Cells<'_>) -> Column {
    match cells {
        Cells::Text(texts) if !texts.iter().flatten().any(is_formula) => texts.clone().into_series().into_column(),
        Cells::Text(texts) => text_column(name, texts.iter().map(|t| t.map(guarded))),
        Cells::Number(numbers) => text_column(name, numbers.iter().map(|n| n.map(|n| written(n, 0)))),
        Cells::Written(numbers, decimals) => {
            let pairs = numbers.iter().zip(decimals.iter());
            text_column(name, pairs.map(|(n, decimals)| n.map(|n| written(n, decimals.unwrap_or(0)))))
        }
        Cells::Integer(numbers) => numbers.clone().into_series().into_column(),
    }
}

fn text_column<S: AsRef<str>>(name: &str, texts: impl ExactSizeIterator<Item = Option<S>>) -> Column {
    let mut builder = StringChunkedBuilder::new(name.into(), texts.len());
    texts.for_each(|t| builder.append_option(t));
    builder.finish().into_series().into_column()
}

fn is_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}
