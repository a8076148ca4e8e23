//! Frames → bytes. Exporters write to whatever takes bytes; only the command line opens files.

mod csv;
mod json;

use std::io;

use polars::prelude::{Float64Chunked, PolarsResult, StringChunked, UInt32Chunked};

use crate::frame::build::decimals;
use crate::frame::{ColumnType, FrameError, Table};
use crate::model::Locale;
use crate::word::words;

/// The formats that tables are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// RFC 4180, UTF-8, LF.
    Csv,
    /// One array of objects.
    Json,
    /// CSV as Excel opens it where decimals have a point: UTF-8 with a byte order mark, commas between cells.
    Excel,
    /// CSV as Excel opens it where decimals have a comma: UTF-8 with a byte order mark, semicolons between cells.
    ExcelSemicolons,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Json, Self::Excel, Self::ExcelSemicolons];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Excel => "excel.csv",
            Self::ExcelSemicolons => "semicolons.csv",
        }
    }

    /// The one that Excel opens right in a language, by the mark that it has before decimals.
    pub fn for_excel(locale: Locale) -> Self {
        match locale.language().numbers.decimal {
            ',' => Self::ExcelSemicolons,
            _ => Self::Excel,
        }
    }

    /// The exported columns of a table as bytes.
    ///
    /// # Errors
    /// Only when polars cannot read its own columns.
    pub fn write(self, table: &Table) -> Result<Vec<u8>, FrameError> {
        let mut writer = TableWriter::new(self, Vec::new());
        writer.write(table)?;
        writer.finish()
    }
}

/// Writes a table whose rows come in one batch or in several.
///
/// # CSV
/// RFC 4180, UTF-8, LF, "." decimals, empty = null. A text that begins with `=`, `+`, `-`, `@`, tab or carriage return gets
/// an apostrophe before it, so that a spreadsheet does not take it for a formula (OWASP, CSV injection). A sign alone, as
/// in the column `op`, stays as it is.
///
/// # CSV for Excel
/// The same with a byte order mark, by which Excel knows UTF-8. Excel parts cells where the settings of its computer part lists and
/// reads decimals as they write them: commas and points, or semicolons and commas.
///
/// # JSON
/// One array, an object a row with the columns of the CSV; an empty cell is `null`. Numbers keep the decimals that they
/// were written with.
#[derive(Debug)]
pub struct TableWriter<W> {
    format: Format,
    out: W,
    rows: usize,
    begun: bool,
}

impl<W: io::Write> TableWriter<W> {
    /// A table without rows yet.
    pub fn new(format: Format, out: W) -> Self {
        Self { format, out, rows: 0, begun: false }
    }

    /// Adds the rows of a batch. All batches have the same columns.
    ///
    /// # Errors
    /// When the bytes cannot be written, and when polars cannot read its own columns.
    pub fn write(&mut self, batch: &Table) -> Result<(), FrameError> {
        match self.format {
            Format::Csv => csv::write(batch, !self.begun, csv::PLAIN, &mut self.out)?,
            Format::Excel => csv::write(batch, !self.begun, csv::EXCEL, &mut self.out)?,
            Format::ExcelSemicolons => csv::write(batch, !self.begun, csv::SEMICOLONS, &mut self.out)?,
            Format::Json => json::write(batch, self.rows == 0, &mut self.out)?,
        }
        self.begun = true;
        self.rows += batch.height();
        Ok(())
    }

    /// Ends the table, and gives back what it was written to.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn finish(mut self) -> Result<W, FrameError> {
        match self.format {
            Format::Csv | Format::Excel | Format::ExcelSemicolons => {}
            Format::Json => json::end(self.rows == 0, &mut self.out)?,
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

words!(for Format: "format of tables", ending);

/// The cells of one column, read out of its frame.
#[derive(Clone, Copy)]
enum Cells<'a> {
    Text(&'a StringChunked),
    Number(&'a Float64Chunked),
    /// Numbers, and the decimals that they were written with.
    Written(&'a Float64Chunked, &'a UInt32Chunked),
    Integer(&'a UInt32Chunked),
}

fn cells<'a>(table: &'a Table, name: &str, kind: ColumnType) -> PolarsResult<Cells<'a>> {
    let column = table.frame.column(name)?;
    Ok(match kind {
        ColumnType::Text | ColumnType::Word(_) | ColumnType::Date => Cells::Text(column.str()?),
        ColumnType::Number => Cells::Number(column.f64()?),
        ColumnType::Written => Cells::Written(column.f64()?, table.frame.column(&decimals(name))?.u32()?),
        ColumnType::Integer => Cells::Integer(column.u32()?),
    })
}

/// A number with the decimals that it was written with, and more only when it needs them.
fn written(number: f64, decimals: u32) -> String {
    match decimals {
        0 if number.fract() == 0.0 && number.abs() < 1e15 => (number as i64).to_string(),
        0 => number.to_string(),
        n => format!("{number:.*}", n as usize),
    }
}
