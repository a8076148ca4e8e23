//! Frames → bytes. Exporters return bytes; only the command line writes files.

pub(super) mod csv;
pub(super) mod json;

pub use csv::csv;
pub use json::json;

use polars::prelude::{Float64Chunked, PolarsResult, StringChunked, UInt32Chunked};

use crate::frame::build::decimals;
use crate::frame::{FrameError, Kind, Table};
use crate::word::words;

/// The formats that tables are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// RFC 4180, UTF-8, LF.
    Csv,
    /// One array of objects.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Writes the exported columns of a table.
    ///
    /// # Errors
    /// Only when polars cannot read its own columns.
    pub fn write(self, table: &Table) -> Result<Vec<u8>, FrameError> {
        match self {
            Self::Csv => csv(table),
            Self::Json => json(table),
        }
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

fn cells<'a>(table: &'a Table, name: &str, kind: Kind) -> PolarsResult<Cells<'a>> {
    let column = table.frame.column(name)?;
    Ok(match kind {
        Kind::Text | Kind::Word(_) | Kind::Date => Cells::Text(column.str()?),
        Kind::Number => Cells::Number(column.f64()?),
        Kind::Written => Cells::Written(column.f64()?, table.frame.column(&decimals(name))?.u32()?),
        Kind::Integer => Cells::Integer(column.u32()?),
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
