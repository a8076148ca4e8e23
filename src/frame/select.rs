//! From a recipe to an ordered list of claims: filter, sort, group.

use polars::prelude::{BooleanChunked, DataFrame, DataType, NewChunkedArray, PolarsError, SortMultipleOptions};

use crate::frame::{CLAIM_COLUMNS, Table};
use crate::project::filter::{Column, Comparison, Literal};
use crate::project::recipe::{Filter, Order, Panels, Recipe, Rows};

/// Why a selection cannot be made.
#[derive(Debug)]
pub enum SelectError {
    /// The filter names a column that the table does not have.
    UnknownColumn(Column),
    /// The filter compares a column with something of another type.
    WrongType {
        /// The column.
        column: Column,
        /// What it holds.
        holds: &'static str,
    },
    /// polars refused.
    Polars(PolarsError),
}

impl From<PolarsError> for SelectError {
    fn from(error: PolarsError) -> Self {
        Self::Polars(error)
    }
}

/// The claims of a chart, by their places in the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// The panels in order.
    pub panels: Vec<SelectedPanel>,
}

/// One panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectedPanel {
    /// The rows in order.
    pub rows: Vec<SelectedRow>,
}

/// One row: claims that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectedRow {
    /// The claims, by subject in the order of the dataset.
    pub claims: Vec<usize>,
}

impl Selected {
    /// Every claim, in order.
    pub fn claims(&self) -> impl Iterator<Item = usize> + '_ {
        self.panels.iter().flat_map(|p| &p.rows).flat_map(|r| r.claims.iter().copied())
    }
}

/// The places of the distinct claims that a filter of a chart finds, ordered and grouped as its recipe says.
///
/// # Errors
/// When the filter names an unknown column or compares it with the wrong type.
pub fn select(table: &Table, recipe: &Recipe) -> Result<Selected, SelectError> {
    let mask = mask(&table.frame, &recipe.select)?;
    let frame = table.frame.filter_seq(&mask)?;
    let panel_rank = match recipe.panels {
        Panels::None => None,
        Panels::Polarity => Some("polarity_rank"),
        Panels::Question => Some("question_rank"),
        Panels::Survey => Some("survey_rank"),
        Panels::Subject => Some("subject_rank"),
        Panels::Place => Some("place_rank"),
    };
    let row_keys: &[&str] = match recipe.rows {
        Rows::Response => &["question_rank", "response_rank"],
        Rows::Statement => &["question_rank", "response_rank", "survey_id", "field_start", "base"],
        Rows::Subject => &["question_rank", "subject_rank"],
    };
    let order: [&str; 5] = match recipe.rows {
        Rows::Response | Rows::Statement => {
            ["question_rank", "response_rank", "survey_rank", "subject_rank", "claim_index"]
        }
        Rows::Subject => ["question_rank", "subject_rank", "response_rank", "survey_rank", "claim_index"],
    };
    let listed = panel_rank.into_iter().chain(order);
    let frame = sorted(&frame, listed.collect())?;
    let mut selected = Selected::default();
    let panels = match panel_rank {
        None => vec![(0..frame.height()).collect()],
        Some(key) => groups(&frame, &[key])?,
    };
    for places in panels {
        let mut rows: Vec<(Measure, SelectedRow)> = Vec::new();
        let panel = take(&frame, &places)?;
        for group in groups(&panel, row_keys)? {
            rows.push(row(&panel, &group)?);
        }
        match recipe.order {
            Order::Listed => {}
            Order::Value => rows.sort_by(|a, b| b.0.greatest.total_cmp(&a.0.greatest)),
            Order::Difference => rows.sort_by(|a, b| b.0.apart.total_cmp(&a.0.apart)),
        }
        if !rows.is_empty() {
            selected.panels.push(SelectedPanel { rows: rows.into_iter().map(|(_, row)| row).collect() });
        }
    }
    Ok(selected)
}

fn sorted(frame: &DataFrame, by: Vec<&str>) -> Result<DataFrame, PolarsError> {
    let options = SortMultipleOptions::default().with_maintain_order(true).with_multithreaded(false);
    frame.sort(by, options)
}

fn take(frame: &DataFrame, places: &[usize]) -> Result<DataFrame, PolarsError> {
    let mut keep = vec![false; frame.height()];
    places.iter().for_each(|&i| keep[i] = true);
    frame.filter_seq(&flags(&keep))
}

/// The places of the rows of each group, groups in the order of their first rows.
fn groups(frame: &DataFrame, keys: &[&str]) -> Result<Vec<Vec<usize>>, PolarsError> {
    if frame.height() == 0 {
        return Ok(Vec::new());
    }
    let grouped = frame.group_by_stable(keys.iter().copied())?;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for group in grouped.get_groups().iter() {
        let places = match group {
            polars::prelude::GroupsIndicator::Idx((_, all)) => all.iter().map(|&i| i as usize).collect(),
            polars::prelude::GroupsIndicator::Slice([first, length]) => {
                (first as usize..(first + length) as usize).collect()
            }
        };
        groups.push(places);
    }
    groups.sort_by_key(|g| g.first().copied());
    Ok(groups)
}

/// What rows are sorted by.
struct Measure {
    /// The greatest known bound.
    greatest: f64,
    /// How far apart two of its marks are for certain; less than 0 for a single mark.
    apart: f64,
}

/// A row with its measures.
fn row(panel: &DataFrame, places: &[usize]) -> Result<(Measure, SelectedRow), PolarsError> {
    let index = panel.column("claim_index")?.u32()?;
    let bound = panel.column("known_bound")?.f64()?;
    let (low, high) = (panel.column("low")?.f64()?, panel.column("high")?.f64()?);
    let claims = places.iter().filter_map(|&i| index.get(i)).map(|i| i as usize).collect();
    let greatest = places.iter().filter_map(|&i| bound.get(i)).fold(f64::NEG_INFINITY, f64::max);
    let ends: Vec<(f64, f64)> =
        places.iter().filter_map(|&i| Some((low.get(i)?, high.get(i).unwrap_or(f64::INFINITY)))).collect();
    let gap = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.1).max(b.0 - a.1).max(0.0);
    let pairs = ends.iter().enumerate().flat_map(|(i, a)| ends[i + 1..].iter().map(move |b| gap(a, b)));
    Ok((Measure { greatest, apart: pairs.fold(-1.0, f64::max) }, SelectedRow { claims }))
}

fn mask(frame: &DataFrame, filter: &Filter) -> Result<BooleanChunked, SelectError> {
    Ok(match filter {
        Filter::All => flags(&vec![true; frame.height()]),
        Filter::Compare(column, comparison, literal) => compare(frame, column, *comparison, literal)?,
        Filter::OneOf(column, literals) => {
            let mut any = flags(&vec![false; frame.height()]);
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
    let data = frame.column(&column.name)?;
    let wrong = |holds| Err(SelectError::WrongType { column: column.clone(), holds });
    let holds: Vec<bool> = match (literal, data.dtype()) {
        (Literal::Empty, _) => {
            let empty = data.is_null();
            let wanted = comparison == Comparison::Equal;
            if !matches!(comparison, Comparison::Equal | Comparison::Unequal) {
                return wrong("cells that are neither below nor above `none`");
            }
            empty.iter().map(|e| e == Some(wanted)).collect()
        }
        (Literal::Text(text), DataType::String) => {
            data.str()?.iter().map(|cell| meets(cell.map(|c| c.cmp(text)), comparison)).collect()
        }
        (Literal::Number(n), DataType::Float64) => {
            data.f64()?.iter().map(|cell| meets(cell.and_then(|c| c.partial_cmp(n)), comparison)).collect()
        }
        (Literal::Number(n), DataType::UInt32) => {
            data.u32()?.iter().map(|cell| meets(cell.and_then(|c| f64::from(c).partial_cmp(n)), comparison)).collect()
        }
        (_, DataType::String) => return wrong("text"),
        _ => return wrong("numbers"),
    };
    Ok(flags(&holds))
}

fn flags(bits: &[bool]) -> BooleanChunked {
    BooleanChunked::from_slice("mask".into(), bits)
}

fn meets(order: Option<std::cmp::Ordering>, comparison: Comparison) -> bool {
    match (order, comparison) {
        (None, Comparison::Unequal) => true,
        (None, _) => false,
        (Some(order), Comparison::Equal) => order.is_eq(),
        (Some(order), Comparison::Unequal) => order.is_ne(),
        (Some(order), Comparison::Less) => order.is_lt(),
        (Some(order), Comparison::LessOrEqual) => order.is_le(),
        (Some(order), Comparison::Greater) => order.is_gt(),
        (Some(order), Comparison::GreaterOrEqual) => order.is_ge(),
    }
}
