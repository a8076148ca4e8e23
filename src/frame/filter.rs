//! The filter of a recipe as a mask over the rows of a frame: whole columns are compared at once.

use polars::prelude::{
    BooleanChunked, ChunkCompareEq, ChunkCompareIneq, Column as PolarsColumn, DataFrame, DataType, Float64Chunked,
    StringChunked,
};

use crate::frame::{CLAIM_COLUMNS, FrameError, SelectError};
use crate::project::filter::{Column, Comparison, Filter, Literal};

/// The rows for which a filter holds.
pub(super) fn mask(frame: &DataFrame, filter: &Filter) -> Result<BooleanChunked, SelectError> {
    Ok(match filter {
        Filter::All => all(frame, true),
        Filter::Compare(column, comparison, literal) => compare(frame, column, *comparison, literal)?,
        Filter::OneOf(column, literals) => {
            let mut any = all(frame, false);
            for literal in literals {
                any = &any | &compare(frame, column, Comparison::Equal, literal)?;
            }
            any
        }
        Filter::And(a, b) => &mask(frame, a)? & &mask(frame, b)?,
        Filter::Or(a, b) => &mask(frame, a)? | &mask(frame, b)?,
        Filter::Not(a) => !&mask(frame, a)?,
    })
}

/// One answer for every row. `full` does the same by way of 8 MiB of zeros.
fn all(frame: &DataFrame, holds: bool) -> BooleanChunked {
    std::iter::repeat_n(Some(holds), frame.height()).collect()
}

/// Compares a column. An empty cell equals only `none`; it is neither below nor above anything.
fn compare(
    frame: &DataFrame,
    column: &Column,
    comparison: Comparison,
    literal: &Literal,
) -> Result<BooleanChunked, SelectError> {
    if !CLAIM_COLUMNS.iter().any(|c| c.name == column.name && c.exported) {
        return Err(SelectError::UnknownColumn(column.clone()));
    }
    let cells = frame.column(&column.name).map_err(FrameError::from)?;
    let wrong = |holds| Err(SelectError::WrongType { column: column.clone(), holds });
    let is_text = cells.dtype() == &DataType::String;
    let held = match (literal, comparison) {
        (Literal::Empty, Comparison::Equal) => return Ok(cells.is_null()),
        (Literal::Empty, Comparison::Unequal) => return Ok(cells.is_not_null()),
        (Literal::Empty, _) => return wrong("cells that are neither below nor above `none`"),
        (Literal::Text(text), _) if is_text => texts(cells.str().map_err(FrameError::from)?, comparison, text),
        (Literal::Number(number), _) if !is_text => numbers(&floats(cells)?, comparison, *number),
        (Literal::Number(_), _) => return wrong("text"),
        (Literal::Text(_), _) => return wrong("numbers"),
    };
    // What compares with nothing is null so far: it is unequal, and else the comparison does not hold. Null or true is
    // true, null and false is false; `fill_null_with_values` does the same by way of 8 MiB of zeros.
    Ok(match comparison {
        Comparison::Unequal => &held | &held.is_null(),
        Comparison::Equal
        | Comparison::Less
        | Comparison::LessOrEqual
        | Comparison::Greater
        | Comparison::GreaterOrEqual => &held & &held.is_not_null(),
    })
}

fn floats(cells: &PolarsColumn) -> Result<Float64Chunked, FrameError> {
    Ok(cells.cast(&DataType::Float64)?.f64()?.clone())
}

fn texts(cells: &StringChunked, comparison: Comparison, text: &str) -> BooleanChunked {
    match comparison {
        Comparison::Equal => cells.equal(text),
        Comparison::Unequal => cells.not_equal(text),
        Comparison::Less => cells.lt(text),
        Comparison::LessOrEqual => cells.lt_eq(text),
        Comparison::Greater => cells.gt(text),
        Comparison::GreaterOrEqual => cells.gt_eq(text),
    }
}

fn numbers(cells: &Float64Chunked, comparison: Comparison, number: f64) -> BooleanChunked {
    match comparison {
        Comparison::Equal => cells.equal(number),
        Comparison::Unequal => cells.not_equal(number),
        Comparison::Less => cells.lt(number),
        Comparison::LessOrEqual => cells.lt_eq(number),
        Comparison::Greater => cells.gt(number),
        Comparison::GreaterOrEqual => cells.gt_eq(number),
    }
}
