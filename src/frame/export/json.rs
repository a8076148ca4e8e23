//! JSON: one array, an object a row, the columns of the CSV; an empty cell is `null`.

use std::io;

use polars::prelude::PolarsResult;
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

use crate::frame::export::{Cells, cells, written};
use crate::frame::{FrameError, Table};

/// The exported columns as JSON. Numbers keep the decimals that they were written with.
///
/// # Errors
/// Only when polars cannot read its own columns.
pub fn json(table: &Table) -> Result<Vec<u8>, FrameError> {
    let columns = table.columns().iter().map(|(name, kind)| Ok((*name, cells(table, name, *kind)?)));
    let rows = Rows { columns: columns.collect::<PolarsResult<_>>()?, height: table.height() };
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, RowALine { depth: 0 });
    rows.serialize(&mut serializer).expect("cells of a table are texts and numbers");
    out.push(b'\n');
    Ok(out)
}

struct Rows<'a> {
    columns: Vec<(&'static str, Cells<'a>)>,
    height: usize,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.height))?;
        for row in 0..self.height {
            rows.serialize_element(&Row { columns: &self.columns, row })?;
        }
        rows.end()
    }
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
        let number = |number: Option<f64>, decimals| match number {
            Some(number) => raw(number, decimals).map_err(S::Error::custom).map(Some),
            None => Ok(None),
        };
        match self.cells {
            Cells::Text(texts) => texts.get(self.row).serialize(serializer),
            Cells::Integer(numbers) => numbers.get(self.row).serialize(serializer),
            Cells::Number(numbers) => number(numbers.get(self.row), 0)?.serialize(serializer),
            Cells::Written(numbers, decimals) => {
                number(numbers.get(self.row), decimals.get(self.row).unwrap_or(0))?.serialize(serializer)
            }
        }
    }
}

/// A number as JSON, digit by digit as it was written.
fn raw(number: f64, decimals: u32) -> serde_json::Result<Box<RawValue>> {
    RawValue::from_string(written(number, decimals))
}

/// Writes each element of the outermost array on a line of its own.
struct RowALine {
    depth: usize,
}

impl Formatter for RowALine {
    fn begin_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 0 { b"\n]" } else { b"]" })
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        match (self.depth, first) {
            (1, true) => out.write_all(b"\n  "),
            (1, false) => out.write_all(b",\n  "),
            (_, true) => Ok(()),
            (_, false) => out.write_all(b", "),
        }
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
