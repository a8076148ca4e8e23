//! What is drawn, before it has a place: series, panels, rows and marks.

use crate::model::{
    Claim, Dataset, Interval, IntervalBasis, Locale, Margin, Operator, PartialDate, Polarity, Text, Unit,
};
use crate::recipe::{Kind, Rows};
use crate::scene::{Claimed, Color};

use super::Request;

/// All that a chart shows.
#[derive(Debug)]
pub(super) struct Plot {
    /// The series in the order of the dataset's entities.
    pub(super) series: Vec<Series>,
    /// The panels.
    pub(super) panels: Vec<Panel>,
    /// The unit of the axis.
    pub(super) unit: Unit,
}

impl Plot {
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.panels.iter().flat_map(|p| &p.rows)
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows().flat_map(Row::marks)
    }
}

/// What a series is known by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
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
pub(super) struct Series {
    /// The entity or the answer; none for marks that are about no entity.
    pub(super) key: Option<Key>,
    /// Its name; empty when there is no entity.
    pub(super) label: String,
    /// Its colour.
    pub(super) color: Color,
}

/// A part of the chart with an axis of its own.
#[derive(Debug)]
pub(super) struct Panel {
    /// Its head, when there are several.
    pub(super) head: Option<String>,
    /// Its rows.
    pub(super) rows: Vec<Row>,
}

/// Marks that stand side by side.
#[derive(Debug)]
pub(super) struct Row {
    /// Its label.
    pub(super) label: String,
    /// The year, where rows are of different years.
    pub(super) aside: Option<String>,
    /// Its marks.
    pub(super) cells: Vec<Cell>,
}

/// A place in a row.
#[derive(Debug)]
pub(super) enum Cell {
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
    pub(super) fn marks(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.cells.iter().filter_map(Cell::mark)
    }
}

impl Cell {
    pub(super) fn mark(&self) -> Option<&Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::NotReported { .. } => None,
        }
    }

    pub(super) fn series(&self) -> usize {
        match self {
            Self::Mark(mark) => mark.series,
            Self::NotReported { series } => *series,
        }
    }
}

/// A claim as it is drawn.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its place in the dataset.
    pub(super) claim: usize,
    /// Its series.
    pub(super) series: usize,
    /// The values that its wording allows.
    pub(super) interval: Interval,
    /// What sets them.
    pub(super) basis: IntervalBasis,
    /// What chance allows besides.
    pub(super) margin: Option<Margin>,
    /// When it was so.
    pub(super) date: Option<PartialDate>,
    /// Its colour: that of its series, unless other marks are the point.
    pub(super) color: Color,
    /// Which way its answer leans.
    pub(super) polarity: Polarity,
    /// The hedge.
    pub(super) op: Operator,
    /// The label.
    pub(super) label: String,
    /// What the mark says of itself.
    pub(super) claimed: Claimed,
}

impl Mark {
    /// The least value that is drawn, margin included.
    pub(super) fn least(&self) -> f64 {
        self.margin.map_or(self.interval.low.value, |m| m.low.min(self.interval.low.value))
    }

    /// The greatest value that is drawn, margin included; none when nothing bounds it.
    pub(super) fn greatest(&self) -> Option<f64> {
        self.interval.high.map(|high| self.margin.map_or(high.value, |m| m.high.max(high.value)))
    }
}

/// Whether a claim can be drawn: its wording allows an interval, or, on a card, says at least a number.
pub fn drawable(claim: &Claim, kind: Kind, rules: &crate::model::HedgeRules) -> bool {
    let number = || kind == Kind::Number && claim.value.number().is_some();
    claim.reading(rules).interval.is_some() || number()
}

/// The label of the row that a claim stands in.
pub(super) fn row_label(request: &Request<'_>, claim: &Claim) -> String {
    let label = label(request.dataset, request.recipe.rows, claim);
    label.map_or(claim.response.value.as_str(), |text| text.get(request.locale)).to_owned()
}

/// What stands before a row, in all languages; none for an answer that is not recorded.
pub(super) fn label<'a>(dataset: &'a Dataset, rows: Rows, claim: &Claim) -> Option<&'a Text> {
    let response = dataset.response_of(claim)?;
    let entity = || claim.subject.as_ref().and_then(|s| dataset.entity(s)).map(|e| &e.label);
    Some(match rows {
        Rows::Response => &response.label,
        Rows::Statement => response.statement(),
        Rows::Subject => entity().unwrap_or(&response.label),
    })
}

/// Quotes stand in the quotation marks of their own language, where it is known.
pub(super) fn words_for_quote(request: &Request<'_>) -> &'static crate::locale::Words {
    let own = request.dataset.quote_lang.split('-').next().unwrap_or_default().parse::<Locale>();
    crate::locale::words(own.unwrap_or(request.locale))
}
