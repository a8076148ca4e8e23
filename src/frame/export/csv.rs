//! CSV through polars: RFC 4180, UTF-8, LF, "." decimals, empty = null.

use polars::prelude::{Column, DataFrame, IntoColumn, IntoSeries, PolarsResult, StringChunkedBuilder};
use polars_io::prelude::{CsvWriter, QuoteStyle, SerWriter};

use crate::frame::Table;
use crate::frame::export::{Cells, cells, push_number};

/// The exported columns as CSV.
///
/// A text that begins with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it, so that a
/// spreadsheet does not take it for a formula (OWASP, CSV injection). A sign alone, as in the column `op`, stays as it is.
///
/// # Errors
/// Only when polars cannot read its own columns.
pub fn csv(table: &Table) -> PolarsResult<Vec<u8>> {
    let columns = table.exported.iter().map(|(name, kind)| {
        Ok(match cells(table, &table.frame, name, *kind)? {
            Cells::Text(texts) if !texts.iter().flatten().any(is_formula) => texts.clone().into_series().into_column(),
            Cells::Text(texts) => text_column(name, texts.iter().map(|t| t.map(guarded))),
            Cells::Number(numbers, decimals) => text_column(
                name,
                numbers.iter().enumerate().map(|(row, n)| {
                    n.map(|n| {
                        let mut text = Vec::with_capacity(8);
                        push_number(&mut text, n, decimals.map_or(0, |d| d[row]));
                        String::from_utf8(text).expect("digits are UTF-8")
                    })
                }),
            ),
            Cells::Integer(numbers) => numbers.clone().into_series().into_column(),
        })
    });
    let columns: Vec<Column> = columns.collect::<PolarsResult<_>>()?;
    let mut frame = DataFrame::new(table.frame.height(), columns)?;
    let mut out = Vec::new();
    CsvWriter::new(&mut out)
        .with_line_terminator("\n".into())
        .with_quote_style(QuoteStyle::Necessary)
        .n_threads(1)
        .finish(&mut frame)?;
    Ok(out)
}

fn text_column<S: AsRef<str>>(name: &str, texts: impl ExactSizeIterator<Item = Option<S>>) -> Column {
    let mut builder = StringChunkedBuilder::new(name.into(), texts.len());
    texts.for_each(|t| builder.append_option(t));
    builder.finish().into_series().into_column()
}

fn is_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}
