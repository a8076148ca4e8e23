//! Chart recipes: what a figure shall show, before any data are looked at.

pub(super) mod axis;
pub(super) mod encoding;
pub(super) mod kind;
pub(super) mod order;
pub(super) mod read;
mod takes;

use std::collections::BTreeSet;

use crate::model::{DifferenceKind, Locale, Number, Text, joined_key};
pub use crate::project::deck::{Aspect, DeckRecipe, SlideForm, SlideRecipe};
pub use crate::project::filter::Filter;
use crate::source::{Located, Spot};
use crate::style::Size;
use crate::word::words;
pub use axis::AxisRange;
pub use encoding::{Counts, Encoding, MOST_SERIES, Panels, Rows, SeriesBy, Wishes};
pub use kind::{Arrangement, ChartKind, ChartTraits, ChartWord, Demand, NativeForm};
pub use order::{Order, OrderBy};
pub use takes::{Dimensions, Takes};

words! {
    /// What is drawn where a row has no claim for a subject.
    pub enum Missing: "way with what is missing" {
        /// A mark that says "not reported".
        Show = "show",
        /// Nothing.
        Hide = "hide",
    }
}

/// A difference that the author lets stand, with the reason that the figure prints.
#[derive(Clone, Debug, PartialEq)]
pub struct Accept {
    /// The kinds of difference, as a reader of the recipe names them.
    pub differences: BTreeSet<DifferenceKind>,
    /// Why they may stand; printed in the note.
    pub reason: Text,
}

words! {
    /// What leads across a time between two waves of a trend that is more than twice as long as usual.
    pub enum Gaps: "way with gaps" {
        /// A line as everywhere.
        Line = "line",
        /// A dashed line.
        Dashed = "dashed",
        /// Nothing.
        Break = "break",
    }
}

words! {
    /// Which way bars stand.
    pub enum Orientation: "orientation" {
        /// Bars run to the right from a vertical zero line.
        Horizontal = "horizontal",
        /// Bars stand on a horizontal zero line, where labels and values have room below and above them; where they have
        /// not, the chart draws horizontal ones.
        Vertical = "vertical",
    }
}

/// A line across the plot at a value that readers know.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceLine {
    /// The value, in the unit of the axis.
    pub value: Located<Number>,
    /// What it is; the value itself when absent.
    pub label: Option<Text>,
}

/// A remark tied to a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The claim.
    pub claim: Located<String>,
    /// What is remarked.
    pub text: Text,
}

/// The difference between two marks of a row, drawn as a bracket.
#[derive(Clone, Debug, PartialEq)]
pub struct Bracket {
    /// The claim to subtract from.
    pub from: Located<String>,
    /// The claim that is subtracted.
    pub to: Located<String>,
}

/// One chart, as `charts/<id>.toml` asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The id, the name of the file.
    pub id: String,
    /// The datasets that it draws on, one or several.
    pub datasets: Vec<Located<String>>,
    /// The kind of chart.
    pub kind: ChartKind,
    /// The finding, one sentence.
    pub title: Located<Text>,
    /// Unit and base, place, date; written by the program when absent.
    pub subtitle: Option<Text>,
    /// A sentence of the author's for the note.
    pub note: Option<Text>,
    /// Which claims.
    pub select: Located<Filter>,
    /// What stands where, as far as the recipe says.
    pub wishes: Wishes,
    /// The order of the rows.
    pub order: Order,
    /// The languages that it is drawn in; all those of the project when absent.
    pub locales: Option<Located<Vec<Located<Locale>>>>,
    /// What is drawn where nothing is reported.
    pub missing: Missing,
    /// How many panels stand side by side, where the page has room; the kind of chart decides when absent.
    pub columns: Option<u32>,
    /// Which way bars stand.
    pub orientation: Orientation,
    /// What leads across long times between waves.
    pub gaps: Gaps,
    /// How far the axis of values reaches; as far as the values ask for when absent. Only for points.
    pub axis: Option<AxisRange>,
    /// Whether margins of sampling error are drawn where they can be worked out.
    pub margins: bool,
    /// Claims, subjects or answers that are the point; all others are muted. All are when it is empty.
    pub highlight: Vec<Located<String>>,
    /// Lines across the plot.
    pub reference_lines: Vec<ReferenceLine>,
    /// Remarks on marks.
    pub remarks: Vec<Remark>,
    /// Differences that are drawn.
    pub brackets: Vec<Bracket>,
    /// The size; that of the project when absent.
    pub size: Option<Size>,
    /// The theme; that of the project when absent.
    pub theme: Option<Located<String>>,
    /// The alt text; written by the program when absent.
    pub alt: Option<Text>,
    /// Differences that may stand.
    pub accept: Vec<Accept>,
    /// The file as a whole.
    pub at: Spot,
}

impl Recipe {
    /// Whether it is drawn in a language, when the project has that.
    pub fn speaks(&self, locale: Locale) -> bool {
        self.locales.as_ref().is_none_or(|own| own.value.iter().any(|l| l.value == locale))
    }

    /// The id of its dataset; of several the ids, joined by `+`.
    pub fn dataset_id(&self) -> String {
        joined_key(self.datasets.iter().map(|d| d.value.as_str()))
    }

    /// Whether a kind of difference is accepted.
    pub fn accepts(&self, difference: DifferenceKind) -> bool {
        self.accept.iter().any(|a| a.differences.contains(&difference))
    }
}
