//! What may stand as the rows, the series and the panels of each kind of chart: the table of the manual.

use crate::model::Dimension;
use crate::project::recipe::{ChartKind, Panels, Rows, SeriesBy};

/// What may stand at a place of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// The dimensions.
    pub dimensions: Dimensions,
    /// Whether besides: whole statements as rows, a single colour (`"none"`) as series, answers by the way they lean
    /// (`"polarity"`) as panels.
    pub special: bool,
}

/// Some of the dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimensions {
    /// Every one.
    All,
    /// Every one but this.
    But(Dimension),
    /// This one alone.
    Only(Dimension),
    /// None of them.
    None,
}

impl Takes {
    /// Every dimension, and what there is besides.
    pub const ANYTHING: Self = Self { dimensions: Dimensions::All, special: true };
    /// What there is besides dimensions.
    pub const SPECIAL: Self = Self { dimensions: Dimensions::None, special: true };
    /// Nothing.
    pub const NOTHING: Self = Self { dimensions: Dimensions::None, special: false };

    /// Every dimension but one, and nothing besides.
    pub const fn but(dimension: Dimension) -> Self {
        Self { dimensions: Dimensions::But(dimension), special: false }
    }

    /// One dimension.
    pub const fn only(dimension: Dimension) -> Self {
        Self { dimensions: Dimensions::Only(dimension), special: false }
    }

    /// The same, with what there is besides.
    pub const fn and_special(self) -> Self {
        Self { special: true, ..self }
    }

    /// Whether a dimension may stand there.
    pub fn takes(self, dimension: Dimension) -> bool {
        match self.dimensions {
            Dimensions::All => true,
            Dimensions::But(other) => dimension != other,
            Dimensions::Only(only) => dimension == only,
            Dimensions::None => false,
        }
    }

    /// In words: "any dimension but `wave`".
    pub fn words(self, special: &str) -> String {
        let dimensions = match self.dimensions {
            Dimensions::All => Some("any dimension".to_owned()),
            Dimensions::But(other) => Some(format!("any dimension but `{}`", other.code())),
            Dimensions::Only(only) => Some(format!("`{}`", only.code())),
            Dimensions::None => None,
        };
        let special = self.special.then(|| special.to_owned());
        let both: Vec<String> = dimensions.into_iter().chain(special).collect();
        if both.is_empty() { "nothing".to_owned() } else { both.join(", or ") }
    }
}

impl ChartKind {
    /// Whether rows may be this.
    pub fn takes_rows(self, rows: &Rows) -> bool {
        let takes = self.traits().rows;
        match rows {
            Rows::Statement => takes.special,
            Rows::By(dimensions) => dimensions.iter().all(|d| takes.takes(*d)),
        }
    }

    /// Whether the series may be this.
    pub fn takes_series(self, series: SeriesBy) -> bool {
        let takes = self.traits().series;
        series.dimension().map_or(takes.special, |d| takes.takes(d))
    }

    /// Whether the panels may be this; one panel is always possible.
    pub fn takes_panels(self, panels: Panels) -> bool {
        let takes = self.traits().panels;
        match panels {
            Panels::None => true,
            Panels::Polarity => takes.special,
            Panels::By(dimension) => takes.takes(dimension),
        }
    }
}
