//! From a recipe to an ordered list of claims: filter, sort, group.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use polars::prelude::{
    BooleanChunked, ChunkCompareEq, Column as PolarsColumn, DataFrame, Float64Chunked, IdxCa, IdxSize, PolarsError,
    SortMultipleOptions, UInt32Chunked,
};

use crate::frame::filter::mask;
use crate::frame::names::by_ids;
use crate::frame::order::{Measured, arranged};
use crate::frame::{FrameError, Table};
use crate::model::{Dataset, Dimension};
use crate::project::filter::Column;
use crate::project::recipe::{Counts, Encoding, Panels, Recipe, Rows};

/// Why a selection cannot be made.
#[derive(Debug)]
#[non_exhaustive]
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
    Frame(FrameError),
}

impl fmt::Display for SelectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownColumn(column) => write!(f, "the claims have no column `{}`", column.name),
            Self::WrongType { column, holds } => write!(f, "the column `{}` holds {holds}", column.name),
            Self::Frame(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SelectError {}

impl From<FrameError> for SelectError {
    fn from(error: FrameError) -> Self {
        Self::Frame(error)
    }
}

impl From<PolarsError> for SelectError {
    fn from(error: PolarsError) -> Self {
        Self::Frame(error.into())
    }
}

/// The claims of a chart, by their places in the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// What stands where: what the recipe says of it, completed by what varies among the claims.
    pub encoding: Encoding,
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

/// The places of the distinct claims that a filter of a chart finds, ordered and grouped as its recipe says. The table is that
/// of the dataset, whose labels the filter may name.
///
/// # Errors
/// When the filter names an unknown column or compares it with the wrong type.
pub fn select(table: &Table, dataset: &Dataset, recipe: &Recipe) -> Result<Selected, SelectError> {
    let mask = mask(&table.frame, &by_ids(&recipe.select, dataset))?;
    let found = held(&table.frame, &mask)?;
    let encoding = Encoding::of(recipe.kind, &recipe.wishes, &counts(&found)?);
    let keys = Keys::of(&encoding);
    let ordered = sorted(&found, keys.panel.iter().chain(&keys.order))?;
    // Of rows that are sorted by the keys of their groups, each run of equal keys is a group. The sort is stable, so
    // that the claims of a group, and its first one, keep their order.
    let grouped = sorted(&ordered.with_row_index("place".into(), None)?, keys.panel.iter().chain(&keys.rows))?;
    let mut rows = runs(&grouped, keys.panel.iter().chain(&keys.rows).copied())?;
    let measures = Measures::of(&grouped)?;
    rows.sort_by_key(|run| measures.place(run));
    let panels = panels(&ordered, keys.panel)?;
    let mut selected = Selected { encoding, panels: Vec::new() };
    for panel in panels {
        let own = rows.iter().filter(|run| panel.contains(&measures.place(run)));
        let rows = arranged(own.map(|run| measures.row(run)).collect(), &recipe.order, &selected.encoding, dataset);
        selected.panels.extend((!rows.is_empty()).then_some(SelectedPanel { rows }));
    }
    Ok(selected)
}

/// The rows for which a mask holds, with the columns that a selection looks at. (`filter` does the same, for some columns
/// by way of 8 MiB of zeros.)
fn held(frame: &DataFrame, mask: &BooleanChunked) -> Result<DataFrame, PolarsError> {
    let held = mask.iter().zip(0..).filter(|(holds, _)| *holds == Some(true));
    let rows: Vec<IdxSize> = held.map(|(_, row)| row).collect();
    let columns = COLUMNS.iter().map(|name| frame.column(name)?.take_slice(&rows)).collect::<Result<_, _>>()?;
    DataFrame::new(rows.len(), columns)
}

/// Every column that a selection looks at.
const COLUMNS: [&str; 17] = [
    "series_rank",
    "question_rank",
    "response_rank",
    "subject_rank",
    "group_rank",
    "place_rank",
    "wave_rank",
    "survey_rank",
    "polarity_rank",
    "survey_id",
    "field_start",
    "base",
    "claim_index",
    "known_bound",
    "low",
    "high",
    "group",
];

/// The columns whose values tell apart what claims are in a dimension.
fn columns(dimension: Dimension) -> &'static [&'static str] {
    match dimension {
        Dimension::Question => &["question_rank"],
        Dimension::Response => &["question_rank", "response_rank"],
        Dimension::Subject => &["subject_rank"],
        Dimension::Group => &["group_rank"],
        Dimension::Place => &["place_rank"],
        Dimension::Wave => &["wave_rank"],
        Dimension::Survey => &["survey_rank"],
    }
}

/// How many different values the claims found have in each dimension; waves and places only where all are of one series.
fn counts(found: &DataFrame) -> Result<Counts, PolarsError> {
    let different = |keys: &[&'static str]| {
        let cells = found.select(keys.iter().copied())?;
        Ok::<_, PolarsError>(runs(&sorted(&cells, keys.iter())?, keys.iter().copied())?.len())
    };
    let mut counts = Counts::new();
    for dimension in Dimension::ALL {
        counts.insert(dimension, different(columns(dimension))?);
    }
    // Surveys of several series are no waves of one, and no places of one.
    let series = different(&["series_rank"])?;
    if series > 1 {
        counts.retain(|dimension, _| !matches!(dimension, Dimension::Wave | Dimension::Place));
    }
    Ok(counts)
}

/// The columns that order the claims of a chart, and those whose values tell its panels and rows apart.
struct Keys {
    panel: Option<&'static str>,
    rows: Vec<&'static str>,
    order: Vec<&'static str>,
}

impl Keys {
    fn of(encoding: &Encoding) -> Self {
        let panel = match encoding.panels {
            Panels::None => None,
            Panels::Polarity => Some("polarity_rank"),
            Panels::By(dimension) => columns(dimension).last().copied(),
        };
        let (rows, first): (Vec<&str>, Vec<&str>) = match &encoding.rows {
            Rows::Statement => {
                let rows = vec!["question_rank", "response_rank", "survey_id", "field_start", "group", "base"];
                (rows, vec!["question_rank", "response_rank"])
            }
            Rows::By(dimensions) => {
                // Claims of two questions share a row only where the chart is there to show the two.
                let apart = !encoding.shows(Dimension::Question);
                let own = dimensions.iter().flat_map(|d| columns(*d)).copied();
                let mut rows: Vec<&str> = apart.then_some("question_rank").into_iter().chain(own).collect();
                distinct(&mut rows);
                (rows.clone(), rows)
            }
        };
        let rest =
            ["question_rank", "response_rank", "wave_rank", "survey_rank", "place_rank", "group_rank", "subject_rank"];
        let mut order: Vec<&str> = first.into_iter().chain(rest).chain(["claim_index"]).collect();
        distinct(&mut order);
        Self { panel, rows, order }
    }
}

/// Leaves out what a list holds a second time.
fn distinct(list: &mut Vec<&'static str>) {
    let mut seen = BTreeSet::new();
    list.retain(|name| seen.insert(*name));
}

fn sorted<'k>(frame: &DataFrame, by: impl Iterator<Item = &'k &'static str>) -> Result<DataFrame, PolarsError> {
    // One thread: selections are small, and a pool of threads takes longer to start than they to sort.
    let options = SortMultipleOptions::default().with_maintain_order(true).with_multithreaded(false);
    let mut by: Vec<&str> = by.copied().collect();
    // Polars asks its pool for its size, and so starts it, where it sorts by one column, but not where by several.
    if let [only] = by.as_slice() {
        by.push(only);
    }
    frame.sort(by, options)
}

/// The stretches of rows with equal keys.
fn runs<'k>(frame: &DataFrame, keys: impl Iterator<Item = &'k str>) -> Result<Vec<Range<usize>>, PolarsError> {
    if frame.height() == 0 {
        return Ok(Vec::new());
    }
    let last = frame.height() - 1;
    let mut starts = vec![0];
    let mut changes: Option<BooleanChunked> = None;
    for key in keys {
        let column = frame.column(key)?;
        // Each row but the first against the one before it. (`shift` does the same by way of 8 MiB of zeros.)
        let (before, after) = (column.slice(0, last), column.slice(1, last));
        let changed = after.not_equal_missing(&before)?;
        changes = Some(changes.map_or_else(|| changed.clone(), |before| &before | &changed));
    }
    let changed = changes.iter().flat_map(|changed| changed.iter().enumerate());
    starts.extend(changed.filter(|(_, changed)| *changed == Some(true)).map(|(row, _)| row + 1));
    let ends = starts.iter().skip(1).copied().chain([frame.height()]);
    Ok(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// The stretches of the ordered rows that are a panel each.
fn panels(ordered: &DataFrame, key: Option<&'static str>) -> Result<Vec<Range<usize>>, PolarsError> {
    runs(ordered, key.into_iter())
}

/// The columns that rows are made of and sorted by.
struct Measures {
    place: IdxCa,
    claim: UInt32Chunked,
    bound: Float64Chunked,
    low: Float64Chunked,
    high: Float64Chunked,
}

impl Measures {
    fn of(frame: &DataFrame) -> Result<Self, PolarsError> {
        let number = |name| frame.column(name).and_then(PolarsColumn::f64).cloned();
        Ok(Self {
            place: frame.column("place")?.idx()?.clone(),
            claim: frame.column("claim_index")?.u32()?.clone(),
            bound: number("known_bound")?,
            low: number("low")?,
            high: number("high")?,
        })
    }

    /// Where the first claim of a group stands in the order of the chart.
    fn place(&self, run: &Range<usize>) -> usize {
        self.place.get(run.start).map_or(0, |place| place as usize)
    }

    /// The greatest known bound.
    fn greatest(&self, run: &Range<usize>) -> Option<f64> {
        run.clone().filter_map(|i| self.bound.get(i)).reduce(f64::max)
    }

    /// How far apart two of the marks are for certain; none for a single mark.
    fn apart(&self, run: &Range<usize>) -> Option<f64> {
        let ends = || run.clone().filter_map(|i| Some((self.low.get(i)?, self.high.get(i).unwrap_or(f64::INFINITY))));
        if ends().count() < 2 {
            return None;
        }
        let highest = ends().map(|(low, _)| low).fold(f64::NEG_INFINITY, f64::max);
        let lowest = ends().map(|(_, high)| high).fold(f64::INFINITY, f64::min);
        Some((highest - lowest).max(0.0))
    }

    fn row(&self, run: &Range<usize>) -> Measured {
        let claims = run.clone().filter_map(|i| self.claim.get(i)).map(|i| i as usize).collect();
        Measured { row: SelectedRow { claims }, greatest: self.greatest(run), apart: self.apart(run) }
    }
}
