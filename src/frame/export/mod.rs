//! Frames → bytes. Exporters return bytes; only the command line writes files.

pub(super) mod csv;
pub(super) mod json;

pub use csv::csv;
pub use json::json;

use polars::prelude::{DataFrame, DataType, PolarsResult};

use crate::frame::{Kind, Table};

/// The formats that tables are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    pub fn write(self, table: &Table) -> PolarsResult<Vec<u8>> {
        match self {
            Self::Csv => csv(table),
            Self::Json => json(table),
        }
    }
}

/// The cells of one column, read out of its frame.
#[derive(Clone, Copy)]
enum Cells<'a> {
    Text(&'a polars::prelude::StringChunked),
    Number(&'a polars::prelude::Float64Chunked, Option<&'a [u8]>),
    Integer(&'a polars::prelude::UInt32Chunked),
}

fn cells<'a>(table: &'a Table, frame: &'a DataFrame, name: &str, kind: Kind) -> PolarsResult<Cells<'a>> {
    let column = frame.column(name)?;
    Ok(match (kind, column.dtype()) {
        (Kind::Text | Kind::Date, _) => Cells::Text(column.str()?),
        (_, DataType::UInt32) => Cells::Integer(column.u32()?),
        (Kind::Number | Kind::Integer, _) => {
            let decimals = table.decimals.iter().find(|(n, _)| *n == name).map(|(_, d)| d.as_slice());
            Cells::Number(column.f64()?, decimals)
        }
    })
}

/// A number with the decimals that it was written with, and more only when it needs them.
fn push_number(out: &mut Vec<u8>, number: f64, decimals: u8) {
    use std::io::Write as _;
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    let written = match decimals {
        0 if whole => write!(out, "{}", number as i64),
        0 => write!(out, "{number}"),
        n => write!(out, "{number:.*}", usize::from(n)),
    };
    written.expect("a Vec takes all that is written");
}
