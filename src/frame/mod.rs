//! The only home of polars: claims, surveys and works as frames, from one table of columns each.
//!
//! Selections for charts and all exports come out of these frames, so what a chart shows and what a table holds cannot
//! drift apart.
//!
//! # The frames as a polars user gets them
//!
//! [`Project::claims`](crate::project::Project::claims), [`surveys`](crate::project::Project::surveys) and
//! [`works`](crate::project::Project::works) give the frames; [`CLAIM_COLUMNS`], [`SURVEY_COLUMNS`] and [`WORK_COLUMNS`]
//! document every column with its type, unit and meaning.
//!
//! - Numbers are `f64`, whole numbers `u32`; what the source does not give is null. A number that stands in a source has
//!   a second column beside it, `value_decimals` beside `value`: the decimals that it was written with, so that 25 and
//!   25.0 stay apart through any filter, sort or join.
//! - Dates are text in ISO 8601, as exact as they are known: `2020`, `2020-04` or `2020-04-17`. Texts of that form sort by
//!   time. A date type would have to invent the day.
//! - Columns with a closed set of words ([`ColumnType::Word`]) are text; with the feature `categories` they are a polars `Enum`
//!   of these words in their order.
//!
//! The crate's own version of polars is [`polars`].

mod build;
mod claims;
pub mod export;
mod filter;
mod names;
mod order;
mod select;
mod surveys;
mod works;

use std::borrow::Cow;
use std::{fmt, io};

pub use polars;
pub use polars::prelude::DataFrame;
use polars::prelude::PolarsError;

use crate::model::Number;

pub use build::Table;
pub use claims::{CLAIM_COLUMNS, ClaimRow, Claims, claim_batches, claims};
pub use names::{Name, called, dimension_of, names};
pub use order::{UnknownName, unknown_in_order};
pub use select::{SelectError, Selected, SelectedPanel, SelectedRow, select};
pub use surveys::{SURVEY_COLUMNS, SurveyRow, Surveys, surveys};
pub use works::{WORK_COLUMNS, WorkRow, Works, works};

/// Why a table cannot be made or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum FrameError {
    /// polars cannot hold it, or cannot read its own columns.
    Polars(PolarsError),
    /// What it is written to does not take it.
    Write(io::Error),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Polars(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FrameError {}

impl From<PolarsError> for FrameError {
    fn from(error: PolarsError) -> Self {
        match error {
            PolarsError::IO { error, .. } => Self::Write(io::Error::new(error.kind(), error)),
            other => Self::Polars(other),
        }
    }
}

impl From<io::Error> for FrameError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnType {
    /// Text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A date as exact as it is known (`2020-04`): ISO 8601 text.
    Date,
    /// A decimal number that was worked out.
    Number,
    /// A decimal number as a source writes it: a second column, `<name>_decimals`, holds how many decimals it was given.
    Written,
    /// A whole number from 0.
    Integer,
}

impl ColumnType {
    /// The word of codebooks.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text | Self::Word(_) => "text",
            Self::Date => "date",
            Self::Number | Self::Written => "number",
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
    pub kind: ColumnType,
    /// The unit, when it has one.
    pub unit: Option<&'static str>,
    /// What it holds.
    pub description: &'static str,
    /// Whether exports write it; the others serve selections only.
    pub exported: bool,
    fill: for<'r, 'a> fn(&'r R::Row<'a>) -> Cell<'r>,
}

impl<R: Record> fmt::Debug for Column<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Column").field("name", &self.name).field("kind", &self.kind).finish_non_exhaustive()
    }
}
