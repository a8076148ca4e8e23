//! The only home of polars: claims, surveys and works as frames, from one table of columns each.
//!
//! Selections for charts and all exports come out of these frames, so what a chart shows and what a table holds cannot
//! drift apart.

mod claims;
pub mod export;
mod select;
mod surveys;
mod works;

use std::borrow::Cow;

use polars::prelude::{
    ChunkedBuilder, Column as PolarsColumn, DataFrame, Float64Type, IntoColumn, IntoSeries, PolarsResult,
    PrimitiveChunkedBuilder, StringChunkedBuilder, UInt32Type,
};

use crate::model::Number;

pub use claims::{CLAIM_COLUMNS, ClaimRow, Claims, claim_rows};
pub use select::{SelectError, Selected, SelectedPanel, SelectedRow, select};
pub use surveys::{SURVEY_COLUMNS, SurveyRow, Surveys, survey_rows};
pub use works::{WORK_COLUMNS, WorkRow, Works, work_rows};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A date as exact as it is known (`2020-04`): ISO 8601 text.
    Date,
    /// A decimal number.
    Number,
    /// A whole number from 0.
    Integer,
}

impl Kind {
    /// The word of codebooks.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Number => "number",
            Self::Integer => "integer",
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text, never empty.
    Text(Cow<'a, str>),
    /// A number as written.
    Number(Number),
    /// A computed number.
    Float(f64),
    /// A whole number.
    Integer(u32),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    /// A text, or nothing when it is empty.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text that may be absent.
    pub fn maybe<T: Into<Cow<'a, str>>>(text: Option<T>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }
}

/// A kind of record that has a table.
pub trait Record {
    /// What one row is made from.
    type Row<'a>;
}

/// One column: its name, type, unit, meaning, and how a row fills it.
pub struct Column<R: Record> {
    /// The name, snake_case.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    /// The unit, when it has one.
    pub unit: Option<&'static str>,
    /// What it holds.
    pub description: &'static str,
    /// Whether exports write it; the others serve selections only.
    pub exported: bool,
    fill: for<'r> fn(&'r R::Row<'r>) -> Cell<'r>,
}

impl<R: Record> std::fmt::Debug for Column<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Column").field("name", &self.name).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A frame and the decimals with which its numbers were written.
#[derive(Clone, Debug)]
pub struct Table {
    /// The polars frame.
    pub frame: DataFrame,
    /// The columns that exports write, in order, with their types.
    pub exported: Vec<(&'static str, Kind)>,
    /// For every number column that holds numbers as written: the decimals of each row, 0 where there is no number.
    pub decimals: Vec<(&'static str, Vec<u8>)>,
}

/// Builds the frame of some rows.
///
/// # Errors
/// Only when polars cannot hold the columns (more than 2^32 rows).
pub fn table<'r, R: Record>(columns: &[Column<R>], rows: &'r [R::Row<'r>]) -> PolarsResult<Table> {
    let mut decimals = Vec::new();
    let series = columns.iter().map(|c| column(c, rows, &mut decimals)).collect();
    let frame = DataFrame::new(rows.len(), series)?;
    let exported = columns.iter().filter(|c| c.exported).map(|c| (c.name, c.kind)).collect();
    Ok(Table { frame, exported, decimals })
}

fn column<'r, R: Record>(
    column: &Column<R>,
    rows: &'r [R::Row<'r>],
    decimals: &mut Vec<(&'static str, Vec<u8>)>,
) -> PolarsColumn {
    let name = column.name.into();
    match column.kind {
        Kind::Text | Kind::Date => {
            let mut builder = StringChunkedBuilder::new(name, rows.len());
            for row in rows {
                match (column.fill)(row) {
                    Cell::Text(text) => builder.append_value(text),
                    Cell::Number(_) | Cell::Float(_) | Cell::Integer(_) | Cell::Empty => builder.append_null(),
                }
            }
            builder.finish().into_series().into_column()
        }
        Kind::Number => {
            let mut builder = PrimitiveChunkedBuilder::<Float64Type>::new(name, rows.len());
            let mut written = Vec::with_capacity(rows.len());
            for row in rows {
                let (number, places) = match (column.fill)(row) {
                    Cell::Number(number) => (Some(number.value()), number.decimals()),
                    Cell::Float(number) => (Some(number), 0),
                    Cell::Integer(number) => (Some(f64::from(number)), 0),
                    Cell::Text(_) | Cell::Empty => (None, 0),
                };
                builder.append_option(number);
                written.push(places);
            }
            if written.iter().any(|places| *places > 0) {
                decimals.push((column.name, written));
            }
            builder.finish().into_series().into_column()
        }
        Kind::Integer => {
            let mut builder = PrimitiveChunkedBuilder::<UInt32Type>::new(name, rows.len());
            for row in rows {
                builder.append_option(match (column.fill)(row) {
                    Cell::Integer(number) => Some(number),
                    Cell::Text(_) | Cell::Number(_) | Cell::Float(_) | Cell::Empty => None,
                });
            }
            builder.finish().into_series().into_column()
        }
    }
}
