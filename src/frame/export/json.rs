//! JSON through serde: an object a line.

use std::io::{self, Write};

use polars::prelude::PolarsResult;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

use crate::frame::export::{Cells, cells, written};
use crate::frame::{FrameError, Table};

/// Writes the rows of a table, after those that were written before.
pub(super) fn write(table: &Table, first: bool, out: &mut impl Write) -> Result<(), FrameError> {
    let columns = table.columns().iter().map(|(name, kind)| Ok((*name, cells(table, name, *kind)?)));
    let columns = columns.collect::<PolarsResult<Vec<_>>>()?;
    for row in 0..table.height() {
        out.write_all(if first && row == 0 { b"[\n  " } else { b",\n  " })?;
        let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Spaced);
        Row { columns: &columns, row }.serialize(&mut serializer).map_err(io::Error::from)?;
    }
    Ok(())
}

/// Ends the array.
pub(super) fn end(empty: bool, out: &mut impl Write) -> Result<(), FrameError> {
    Ok(out.write_all(if empty { b"[\n]\n" } else { b"\n]\n" })?)
}

struct Row<'a> {
    columns: &'a [(&'static str, Cells<'a>)],
    row: usize,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|(name, cells)| (name, Cell { cells, row: self.row })))
    }
}

struct Cell<'a> {
    cells: &'a Cells<'a>,
    row: usize,
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.cells {
            Cells::Text(texts) => texts.get(self.row).serialize(serializer),
            Cells::Integer(numbers) => numbers.get(self.row).serialize(serializer),
            Cells::Number(numbers) => Digits::of(numbers.get(self.row), 0).serialize(serializer),
            Cells::Written(numbers, decimals) => {
                Digits::of(numbers.get(self.row), decimals.get(self.row).unwrap_or(0)).serialize(serializer)
            }
        }
    }
}

/// A number that is written digit by digit as its source has it.
enum Digits {
    None,
    Whole(i64),
    Decimal(String),
}

impl Digits {
    fn of(number: Option<f64>, decimals: u32) -> Self {
        match number {
            None => Self::None,
            Some(number) if decimals == 0 && number.fract() == 0.0 && number.abs() < 1e15 => Self::Whole(number as i64),
            Some(number) => Self::Decimal(written(number, decimals)),
        }
    }
}

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Decimal(digits) => {
                serde_json::from_str::<&RawValue>(digits).map_err(S::Error::custom)?.serialize(serializer)
            }
        }
    }
}

/// A space after each comma and colon.
struct Spaced;

impl Formatter for Spaced {
    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
