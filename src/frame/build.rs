//! Rows into frames.

use polars::prelude::{
    ChunkedBuilder, Column as PolarsColumn, DataFrame, Float64Type, IntoColumn, IntoSeries, PrimitiveChunkedBuilder,
    StringChunkedBuilder, UInt32Type,
};

use crate::frame::{Cell, Column, ColumnType, FrameError, Record};

/// A frame of records, with the columns that selections need beside those that exports write.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) frame: DataFrame,
    columns: Vec<(&'static str, ColumnType)>,
}

impl Table {
    /// The columns that exports write, in order, with their types.
    pub fn columns(&self) -> &[(&'static str, ColumnType)] {
        &self.columns
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// The frame: the columns that exports write, and the decimals of numbers beside them.
    ///
    /// # Errors
    /// Only when polars cannot turn a column of words into an `Enum` (with the feature `categories`).
    pub fn into_frame(self) -> Result<DataFrame, FrameError> {
        let mut columns = Vec::with_capacity(self.columns.len() + 2);
        for (name, kind) in &self.columns {
            columns.push(handed_out(self.frame.column(name)?.clone(), *kind)?);
            if *kind == ColumnType::Written {
                columns.push(self.frame.column(&decimals(name))?.clone());
            }
        }
        Ok(DataFrame::new(self.frame.height(), columns)?)
    }

    /// The texts of a column, row by row; none when there is no such column of texts.
    pub fn texts(&self, column: &str) -> Option<impl Iterator<Item = Option<&str>>> {
        self.frame.column(column).ok()?.str().ok().map(polars::prelude::ChunkedArray::iter)
    }
}

/// The name of the column with the decimals of a number.
pub(super) fn decimals(name: &str) -> String {
    format!("{name}_decimals")
}

#[cfg(feature = "categories")]
fn handed_out(column: PolarsColumn, kind: ColumnType) -> Result<PolarsColumn, FrameError> {
    use polars::prelude::{DataType, FrozenCategories};
    let ColumnType::Word(words) = kind else { return Ok(column) };
    let categories = FrozenCategories::new(words.iter().copied())?;
    Ok(column.strict_cast(&DataType::from_frozen_categories(categories))?)
}

#[cfg(not(feature = "categories"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as with categories")]
fn handed_out(column: PolarsColumn, _: ColumnType) -> Result<PolarsColumn, FrameError> {
    Ok(column)
}

/// Builds the frame of some rows. No row is kept, so any number of them takes the memory of the frame alone.
///
/// # Errors
/// Only when polars cannot hold the columns (more than 2^32 rows).
pub(super) fn table<'a, R: Record>(
    columns: &[Column<R>],
    rows: impl Iterator<Item = R::Row<'a>>,
) -> Result<Table, FrameError> {
    let mut builders: Vec<Builder> = columns.iter().map(|c| Builder::new(c.name, c.kind, rows.size_hint().0)).collect();
    let mut height = 0;
    for row in rows {
        builders.iter_mut().zip(columns).for_each(|(builder, column)| builder.push((column.fill)(&row)));
        height += 1;
    }
    let frame = DataFrame::new(height, builders.into_iter().flat_map(Builder::finish).collect())?;
    let exported = columns.iter().filter(|c| c.exported).map(|c| (c.name, c.kind)).collect();
    Ok(Table { frame, columns: exported })
}

/// How many rows a batch has.
const BATCH: usize = 8192;

/// Builds the frames of some rows, [`BATCH`] of them at a time; one without rows when there are none.
pub(super) fn batches<'a, R: Record>(
    columns: &'static [Column<R>],
    rows: impl Iterator<Item = R::Row<'a>>,
) -> impl Iterator<Item = Result<Table, FrameError>> {
    let mut rows = rows.peekable();
    let mut first = true;
    std::iter::from_fn(move || {
        let more = std::mem::take(&mut first) || rows.peek().is_some();
        more.then(|| table(columns, rows.by_ref().take(BATCH)))
    })
}

/// A column in the making.
enum Builder {
    Text(StringChunkedBuilder),
    Number(PrimitiveChunkedBuilder<Float64Type>),
    Written(PrimitiveChunkedBuilder<Float64Type>, PrimitiveChunkedBuilder<UInt32Type>),
    Integer(PrimitiveChunkedBuilder<UInt32Type>),
}

impl Builder {
    fn new(name: &str, kind: ColumnType, rows: usize) -> Self {
        match kind {
            ColumnType::Text | ColumnType::Word(_) | ColumnType::Date => {
                Self::Text(StringChunkedBuilder::new(name.into(), rows))
            }
            ColumnType::Number => Self::Number(PrimitiveChunkedBuilder::new(name.into(), rows)),
            ColumnType::Written => Self::Written(
                PrimitiveChunkedBuilder::new(name.into(), rows),
                PrimitiveChunkedBuilder::new(decimals(name).into(), rows),
            ),
            ColumnType::Integer => Self::Integer(PrimitiveChunkedBuilder::new(name.into(), rows)),
        }
    }

    /// Adds a cell. One of another type than its column is left empty: the table of columns does not write such.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(texts), Cell::Text(text)) => texts.append_value(text),
            (Self::Text(texts), Cell::Number(_) | Cell::Float(_) | Cell::Integer(_) | Cell::Empty) => {
                texts.append_null();
            }
            (Self::Number(numbers), cell) => numbers.append_option(number(&cell)),
            (Self::Written(numbers, decimals), cell) => {
                numbers.append_option(number(&cell));
                decimals.append_option(match cell {
                    Cell::Number(number) => Some(u32::from(number.decimals())),
                    Cell::Text(_) | Cell::Float(_) | Cell::Integer(_) | Cell::Empty => None,
                });
            }
            (Self::Integer(numbers), Cell::Integer(number)) => numbers.append_value(number),
            (Self::Integer(numbers), Cell::Text(_) | Cell::Number(_) | Cell::Float(_) | Cell::Empty) => {
                numbers.append_null();
            }
        }
    }

    fn finish(self) -> Vec<PolarsColumn> {
        match self {
            Self::Text(texts) => vec![texts.finish().into_series().into_column()],
            Self::Number(numbers) => vec![numbers.finish().into_series().into_column()],
            Self::Written(numbers, decimals) => {
                vec![numbers.finish().into_series().into_column(), decimals.finish().into_series().into_column()]
            }
            Self::Integer(numbers) => vec![numbers.finish().into_series().into_column()],
        }
    }
}

fn number(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number.value()),
        Cell::Float(number) => Some(*number),
        Cell::Integer(number) => Some(f64::from(*number)),
        Cell::Text(_) | Cell::Empty => None,
    }
}
