//! What is drawn, before it has a place: series, panels, rows and marks.

pub(super) mod assemble;
pub(super) mod numbers;

use crate::check::comparability::label;
use crate::figure::scene::{Claimed, Color};
use crate::model::{Claim, Interval, IntervalBasis, Locale, Margin, Operator, PartialDate, Polarity, Unit};
use crate::project::recipe::ChartKind;

use crate::figure::request::Request;

/// All that a chart shows.
#[derive(Debug)]
pub(crate) struct Plot {
    /// The series in the order of the dataset's entities.
    pub(crate) series: Vec<Series>,
    /// The panels.
    pub(crate) panels: Vec<Panel>,
    /// The unit of the axis.
    pub(crate) unit: Unit,
}

impl Plot {
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.panels.iter().flat_map(|p| &p.rows)
    }

    pub(crate) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows().flat_map(Row::marks)
    }
}

/// What a series is known by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Key {
    /// An entity.
    Entity(String),
    /// An answer to a question.
    Answer {
        /// The question.
        question: String,
        /// The answer.
        response: String,
    },
}

/// The marks of one entity, or of one answer.
#[derive(Debug)]
pub(crate) struct Series {
    /// The entity or the answer; none for marks that are about no entity.
    pub(crate) key: Option<Key>,
    /// Its name; empty when there is no entity.
    pub(crate) label: String,
    /// Its colour.
    pub(crate) color: Color,
}

/// A part of the chart with an axis of its own.
#[derive(Debug)]
pub(crate) struct Panel {
    /// Its head, when there are several.
    pub(crate) head: Option<String>,
    /// Its rows.
    pub(crate) rows: Vec<Row>,
}

/// Marks that stand side by side.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its label.
    pub(crate) label: String,
    /// The year, where rows are of different years.
    pub(crate) aside: Option<String>,
    /// Its marks.
    pub(crate) cells: Vec<Cell>,
}

/// A place in a row.
#[derive(Debug)]
pub(crate) enum Cell {
    /// A claim.
    Mark(Box<Mark>),
    /// The source gives no figure for this series.
    NotReported {
        /// The series.
        series: usize,
    },
}

impl Row {
    /// Its marks, in the order of the series.
    pub(crate) fn marks(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.cells.iter().filter_map(Cell::mark)
    }
}

impl Cell {
    pub(crate) fn mark(&self) -> Option<&Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::NotReported { .. } => None,
        }
    }

    pub(crate) fn series(&self) -> usize {
        match self {
            Self::Mark(mark) => mark.series,
            Self::NotReported { series } => *series,
        }
    }
}

/// A claim as it is drawn.
#[derive(Debug)]
pub(crate) struct Mark {
    /// Its place in the dataset.
    pub(crate) claim: usize,
    /// Its series.
    pub(crate) series: usize,
    /// The values that its wording allows.
    pub(crate) interval: Interval,
    /// What sets them.
    pub(crate) basis: IntervalBasis,
    /// What chance allows besides.
    pub(crate) margin: Option<Margin>,
    /// When it was so.
    pub(crate) date: Option<PartialDate>,
    /// Its colour: that of its series, unless other marks are the point.
    pub(crate) color: Color,
    /// Which way its answer leans.
    pub(crate) polarity: Polarity,
    /// The hedge.
    pub(crate) op: Operator,
    /// The label.
    pub(crate) label: String,
    /// What the mark says of itself.
    pub(crate) claimed: Claimed,
}

impl Mark {
    /// The least value that is drawn, margin included.
    pub(crate) fn least(&self) -> f64 {
        self.margin.map_or(self.interval.low.value, |m| m.low.min(self.interval.low.value))
    }

    /// The greatest value that is drawn, margin included; none when nothing bounds it.
    pub(crate) fn greatest(&self) -> Option<f64> {
        self.interval.high.map(|high| self.margin.map_or(high.value, |m| m.high.max(high.value)))
    }
}

/// Whether a claim can be drawn: its wording allows an interval, or, on a card, says at least a number.
pub fn drawable(claim: &Claim, kind: ChartKind, rules: &crate::model::HedgeRules) -> bool {
    let number = || kind == ChartKind::Number && claim.value.number().is_some();
    claim.reading(rules).interval.is_some() || number()
}

/// The label of the row that a claim stands in.
pub(crate) fn row_label(request: &Request<'_>, claim: &Claim) -> String {
    let label = label(request.dataset, request.recipe.rows, claim);
    label.map_or(claim.response.value.as_str(), |text| text.get(request.locale)).to_owned()
}

/// Quotes stand in the quotation marks of their own language, where it is known.
pub(crate) fn words_for_quote(request: &Request<'_>, claim: &Claim) -> &'static crate::locale::Language {
    Locale::of_tag(request.dataset.quote_lang_of(claim)).unwrap_or(request.locale).language()
}
