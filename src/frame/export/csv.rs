//! CSV through polars.

use std::borrow::Cow;
use std::io::Write;

use polars::prelude::{Column, DataFrame, IntoColumn, IntoSeries, PolarsResult, StringChunkedBuilder};
use polars_io::prelude::{CsvWriter, QuoteStyle, SerWriter};

use crate::frame::export::{Cells, cells, written};
use crate::frame::{FrameError, Table};

/// How cells are parted and numbers written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    separator: u8,
    decimal: char,
    /// Whether a byte order mark says that it is UTF-8.
    marked: bool,
}

/// RFC 4180.
pub(super) const PLAIN: Dialect = Dialect { separator: b',', decimal: '.', marked: false };
/// As Excel reads it where decimals have a point, and where they have a comma.
pub(super) const EXCEL: Dialect = Dialect { separator: b',', decimal: '.', marked: true };
pub(super) const SEMICOLONS: Dialect = Dialect { separator: b';', decimal: ',', marked: true };

/// Writes the rows of a table, with the names of its columns before them when it is the first batch.
pub(super) fn write(table: &Table, first: bool, dialect: Dialect, out: &mut impl Write) -> Result<(), FrameError> {
    let columns =
        table.columns().iter().map(|(name, kind)| Ok(column(name, cells(table, name, *kind)?, dialect.decimal)));
    let columns: Vec<Column> = columns.collect::<PolarsResult<_>>()?;
    let mut frame = DataFrame::new(table.height(), columns)?;
    CsvWriter::new(out)
        .include_bom(first && dialect.marked)
        .with_separator(dialect.separator)
        .include_header(first)
        .with_line_terminator("\n".into())
        .with_quote_style(QuoteStyle::Necessary)
        .n_threads(1)
        .finish(&mut frame)?;
    Ok(())
}

/// A column as it is to be written.
fn column(name: &str, cells: Cells<'_>, decimal: char) -> Column {
    let marked = |number: String| if decimal == '.' { number } else { number.replace('.', &decimal.to_string()) };
    match cells {
        Cells::Text(texts) if !texts.iter().flatten().any(is_formula) => texts.clone().into_series().into_column(),
        Cells::Text(texts) => text_column(name, texts.iter().map(|t| t.map(guarded))),
        Cells::Number(numbers) => text_column(name, numbers.iter().map(|n| n.map(|n| marked(written(n, 0))))),
        Cells::Written(numbers, decimals) => {
            let pairs = numbers.iter().zip(decimals.iter());
            text_column(name, pairs.map(|(n, decimals)| n.map(|n| marked(written(n, decimals.unwrap_or(0))))))
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
