//! What a chart shows, before it has a place: series, panels, rows and marks.
//!
//! It has no pixels, so drawings, native charts, alt texts and tables all read the same thing.

pub(super) mod assemble;
pub(super) mod beside;
mod gaps;
pub(super) mod label;
mod link;
mod series;
mod support;

pub use beside::{Bracket, Remark};
pub use label::drawable;
pub(crate) use label::{name, row_label, words_for_quote};
pub(crate) use support::unsupported;

use crate::figure::scene::{Claimed, Color};
use crate::model::{
    Dimension, Ends, Interval, IntervalBasis, Margin, Operator, PartialDate, Polarity, Share, Unit, Whole,
};
use crate::project::recipe::{AxisRange, ChartKind, Demand, Encoding, Orientation};

/// All that a chart shows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChartData {
    /// The kind of chart.
    pub kind: ChartKind,
    /// What stands where.
    pub encoding: Encoding,
    /// The unit of the values.
    pub unit: Unit,
    /// The ends of the scale of the values, for means and indices that have one.
    pub scale: Option<Ends>,
    /// The series, in the order of the entities or answers of the dataset.
    pub series: Vec<Series>,
    /// The panels.
    pub panels: Vec<Panel>,
    /// How far the axis of values reaches, where the recipe says.
    pub axis: Option<AxisRange>,
    /// The way that bars grow in the drawing.
    pub orientation: Orientation,
    /// The lines at values that readers know, from the least value to the greatest.
    pub references: Vec<Reference>,
    /// The remarks on its marks, in the order of the recipe.
    pub remarks: Vec<Remark>,
    /// The differences between its marks, in the order of the recipe.
    pub brackets: Vec<Bracket>,
    /// Whether nobody could give two of the answers that it shows, so that those of a group add up.
    pub one_answer_each: bool,
}

/// A line at a value that readers know.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reference {
    /// The value.
    pub value: f64,
    /// What the line is called.
    pub label: String,
}

impl ChartData {
    /// Every row, panel by panel.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.panels.iter().flat_map(|p| &p.rows)
    }

    /// The value at which the axis begins by its nature: zero, or the end of a scale that has no zero.
    pub(crate) fn origin(&self) -> f64 {
        self.scale.map_or(0.0, |ends| 0f64.clamp(ends.low, ends.high))
    }

    /// Every mark, row by row.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows().flat_map(Row::marks)
    }
}

/// What a series is known by: what its claims are in a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SeriesKey {
    /// The dimension.
    pub dimension: Dimension,
    /// The id in it.
    pub id: String,
    /// The id of the question, for an answer; of the first one, where several have an answer of one meaning.
    pub question: Option<String>,
}

/// The marks of one entity, one answer, one group or whatever else the colours of a chart tell apart.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Series {
    /// What it is known by; absent for marks that are nothing in the dimension of the series.
    pub key: Option<SeriesKey>,
    /// Its name; empty when it has none.
    pub label: String,
    /// Its colour.
    pub color: Color,
}

/// A part of the chart with an axis of its own.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Panel {
    /// Its head, when there are several panels.
    pub head: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Marks that stand side by side.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Row {
    /// Its label.
    pub label: String,
    /// The year, where the rows are of different years.
    pub aside: Option<String>,
    /// Its marks and gaps.
    pub cells: Vec<Cell>,
}

impl Row {
    /// What its marks add up to, as parts of a whole.
    pub fn sum(&self) -> Share {
        self.marks().map(|m| m.share).sum()
    }

    /// Where its marks can begin and end, one behind the other as parts of a whole, in their order.
    pub(crate) fn whole(&self) -> Whole {
        Whole::of(&self.marks().map(|m| m.share).collect::<Vec<_>>())
    }

    /// Whether some stretch of it, drawn as parts of a whole, can belong to either of two answers.
    pub(crate) fn has_shared_zones(&self, kind: ChartKind) -> bool {
        let wholes = match kind.traits().demand {
            Demand::Direction => Polarity::ALL.map(|p| self.whole_of_side(p)).into(),
            Demand::Any | Demand::TwoWaves | Demand::Percent => vec![self.whole()],
        };
        wholes
            .iter()
            .any(|whole| whole.zones().iter().any(|zone| zone.parts.iter().filter(|p| **p < whole.len()).count() > 1))
    }

    /// Its marks that lean one way, from zero outwards as they stand in a diverging bar: answers for are listed from the
    /// strongest, answers against from the weakest.
    pub(crate) fn side(&self, polarity: Polarity) -> Vec<&Mark> {
        let mut marks: Vec<&Mark> = self.marks().filter(|m| m.polarity == polarity).collect();
        if polarity == Polarity::Positive {
            marks.reverse();
        }
        marks
    }

    /// Where its marks that lean one way can begin and end, as parts of a whole of which the others are parts too.
    pub(crate) fn whole_of_side(&self, polarity: Polarity) -> Whole {
        let parts: Vec<Share> = self.side(polarity).iter().map(|m| m.share).collect();
        let others: Vec<Share> = self.marks().filter(|m| m.polarity != polarity).map(|m| m.share).collect();
        Whole::side(&parts, &others)
    }

    /// Its marks, in the order of the series.
    pub fn marks(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.cells.iter().filter_map(Cell::mark)
    }
}

/// A place in a row.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Cell {
    /// A claim.
    Mark(Box<Mark>),
    /// The source gives no figure for this series.
    NotReported {
        /// The index of the series.
        series: usize,
    },
}

impl Cell {
    /// The mark, when the source gives a figure.
    pub fn mark(&self) -> Option<&Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::NotReported { .. } => None,
        }
    }

    /// The index of the series.
    pub fn series(&self) -> usize {
        match self {
            Self::Mark(mark) => mark.series,
            Self::NotReported { series } => *series,
        }
    }
}

/// What leads from one wave to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A line.
    Line,
    /// A dashed line: far more than the usual time lies between the two.
    Dashed,
    /// Nothing, for the same reason.
    Gap,
    /// The break of a line: wording or base change.
    Broken,
}

/// Whether a mark is what its chart is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// It is, or the chart singles out nothing.
    Full,
    /// Other marks are: this one is drawn in the muted colour of the theme.
    Muted,
}

/// A claim as a chart shows it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Mark {
    /// The index of the claim in its dataset.
    pub index: usize,
    /// The index of its series.
    pub series: usize,
    /// The number that the source gives, or the bound that it gives; never a midpoint.
    pub value: f64,
    /// The values that its wording allows.
    pub interval: Interval,
    /// The same as a share of a whole, for answers that are parts of one.
    pub share: Share,
    /// What sets the interval.
    pub basis: IntervalBasis,
    /// What chance allows besides; absent when no margin of error is known or asked for.
    pub margin: Option<Margin>,
    /// When it was so.
    pub date: Option<PartialDate>,
    /// The middle of the fieldwork in years, for an axis of time.
    pub time: Option<f64>,
    /// Its date in words; empty when it has none.
    pub date_words: String,
    /// Whether it is what the chart is about.
    pub emphasis: Emphasis,
    /// Its colour: that of its series, or the muted colour of the theme.
    pub color: Color,
    /// Which way its answer leans.
    pub polarity: Polarity,
    /// The hedge.
    pub operator: Operator,
    /// Its label, with the hedge.
    pub label: String,
    /// The source's own words for the value.
    pub as_written: String,
    /// The words of the document.
    pub quote: String,
    /// The chain of citation.
    pub citation: String,
    /// What leads to it from the wave before.
    pub join: Join,
    /// What the mark says of itself: its claim, its reading, its interval.
    pub claimed: Claimed,
}

impl Mark {
    /// The id of the claim.
    pub fn claim(&self) -> &str {
        &self.claimed.claim
    }

    /// Its reading, quote and citation as one text.
    pub fn reading(&self) -> &str {
        &self.claimed.title
    }

    /// The least value that its wording allows.
    pub fn low(&self) -> f64 {
        self.interval.low.value
    }

    /// The greatest value that its wording allows; none when nothing bounds it.
    pub fn high(&self) -> Option<f64> {
        self.interval.high.map(|h| h.value)
    }

    /// Whether its wording allows more than one value.
    pub fn is_hedged(&self) -> bool {
        !self.interval.is_point()
    }

    /// Its year; none when it has no date.
    pub fn year(&self) -> Option<i64> {
        self.date.map(|d| i64::from(d.year))
    }

    /// The least value that is drawn, margin of error included.
    pub(crate) fn least(&self) -> f64 {
        self.margin.map_or(self.low(), |m| m.low.min(self.low()))
    }

    /// The greatest value that is drawn, margin of error included; none when nothing bounds it.
    pub(crate) fn greatest(&self) -> Option<f64> {
        self.high().map(|high| self.margin.map_or(high, |m| m.high.max(high)))
    }

    /// Whether only a bound is known, so that no part of a bar is certain.
    pub(crate) fn has_only_a_bound(&self) -> bool {
        match self.operator {
            Operator::Majority | Operator::Minority | Operator::Below | Operator::AtMost => true,
            Operator::Exact
            | Operator::About
            | Operator::Nearly
            | Operator::Above
            | Operator::AtLeast
            | Operator::Between
            | Operator::Unquantified => false,
        }
    }
}
