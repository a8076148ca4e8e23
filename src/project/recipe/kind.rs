//! The kinds of chart, and everything besides the drawing that differs from one to the next.
//!
//! A kind is added by a variant with its traits here, a file in `figure/marks/`, and a line in the registry there.

use crate::model::Dimension;
use crate::project::recipe::Takes;
use crate::word::words;

/// Declares the kinds together with the list of all, so that none can be missing from it.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// The kinds of chart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ChartKind {
            $($(#[$doc])* $kind,)*
        }

        impl ChartKind {
            /// All kinds.
            pub const ALL: [Self; [$(Self::$kind),*].len()] = [$(Self::$kind),*];
        }
    };
}

kinds! {
/// Bars side by side, one group per row.
    Bar,
    /// One dot per claim; two comparable claims in a row become a dumbbell.
    Dot,
    /// The answers to one question as parts of one bar per subject, with the unreported rest as a block of its own.
    Stacked,
    /// The answers to one question to both sides of zero, for and against, with the neutral ones apart.
    Diverging,
    /// Waves of one question over time; points are joined only where wording and base agree.
    Trend,
    /// Two waves of one question, side by side.
    Slope,
    /// One line per claim: what it says, of whom, base, n, the source's words, the mark, the source.
    Table,
    /// One to four numbers, each on a card with its wording; there is no axis, so nothing is compared.
    Number,
    /// One to four shares, each as a hundred cells on a card.
    Waffle,
}

/// What the marks of a row are to each other, which decides what the gate asks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Claims that are compared: they share a row only as a comparable pair.
    Compared,
    /// Parts of a whole: answers to one question by the same people.
    Parts,
    /// Waves of one question: one thing at several times.
    Waves,
    /// Claims that stand on cards by themselves: nothing shares an axis.
    Cards,
}

/// What the values of a kind of chart have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Nothing in particular.
    Any,
    /// Answers that are for or against something, or neutral.
    Direction,
    /// Claims of exactly two dates.
    TwoWaves,
    /// Percentages.
    Percent,
}

/// The chart of a presentation program that shows the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeForm {
    /// Bars side by side.
    ClusteredBars,
    /// Bars of parts.
    StackedBars,
    /// Points over time, with lines.
    Scatter,
    /// There is none: slides get shapes or a picture.
    None,
}

/// The word for a kind of chart in alt texts. A new kind may share the word of the one that it is a form of; a word of its own
/// is a variant here and a phrase in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartWord {
    /// A bar chart.
    BarChart,
    /// A dot plot.
    DotPlot,
    /// A stacked bar chart.
    StackedBarChart,
    /// A diverging bar chart.
    DivergingBarChart,
    /// A trend chart.
    TrendChart,
    /// A slope chart.
    SlopeChart,
    /// A table of values.
    Table,
    /// Key figures.
    Numbers,
    /// A waffle chart.
    WaffleChart,
}

/// Everything besides the drawing that differs from one kind of chart to the next.
#[derive(Clone, Copy, Debug)]
pub struct ChartTraits {
    /// The word of recipes.
    pub code: &'static str,
    /// The word of alt texts.
    pub word: ChartWord,
    /// What the marks of a row are to each other.
    pub arrangement: Arrangement,
    /// What its rows may be.
    pub rows: Takes,
    /// What its series may be.
    pub series: Takes,
    /// What its panels may be.
    pub panels: Takes,
    /// Whether a row is a statement when the recipe does not say.
    pub statements: bool,
    /// What the values have to be.
    pub demand: Demand,
    /// Whether it says "not reported" where a row has no claim for a series.
    pub shows_missing: bool,
    /// Whether differences can be drawn as brackets below its rows.
    pub has_brackets: bool,
    /// Whether it has room for remarks on its marks.
    pub has_remarks: bool,
    /// Whether its marks are points, whose axis need not start at 0.
    pub free_axis: bool,
    /// Whether its marks are as long as their values are large, so that its axis has to begin at zero.
    pub from_zero: bool,
    /// Whether values that are hedged are hatched, which the note then explains.
    pub hatches: bool,
    /// Whether a number without an interval can be shown.
    pub draws_bare_numbers: bool,
    /// The chart of a presentation program that shows the same.
    pub native: NativeForm,
}

/// The traits that most kinds have.
const USUAL: ChartTraits = ChartTraits {
    code: "",
    word: ChartWord::BarChart,
    arrangement: Arrangement::Compared,
    rows: Takes::ANYTHING,
    series: Takes::ANYTHING,
    panels: Takes::ANYTHING,
    statements: false,
    demand: Demand::Any,
    shows_missing: false,
    has_brackets: false,
    has_remarks: true,
    free_axis: false,
    from_zero: false,
    hatches: true,
    draws_bare_numbers: false,
    native: NativeForm::None,
};

words!(for ChartKind: "kind of chart", code);

impl ChartKind {
    /// What differs from other kinds.
    pub const fn traits(self) -> ChartTraits {
        match self {
            Self::Bar => ChartTraits {
                code: "bar",
                from_zero: true,
                word: ChartWord::BarChart,
                shows_missing: true,
                has_brackets: true,
                native: NativeForm::ClusteredBars,
                ..USUAL
            },
            Self::Dot => ChartTraits {
                code: "dot",
                word: ChartWord::DotPlot,
                shows_missing: true,
                has_brackets: true,
                free_axis: true,
                ..USUAL
            },
            Self::Stacked => ChartTraits {
                code: "stacked",
                from_zero: true,
                word: ChartWord::StackedBarChart,
                arrangement: Arrangement::Parts,
                rows: Takes::but(Dimension::Response),
                series: Takes::only(Dimension::Response),
                panels: Takes::but(Dimension::Response),
                native: NativeForm::StackedBars,
                ..USUAL
            },
            Self::Diverging => ChartTraits {
                code: "diverging",
                from_zero: true,
                word: ChartWord::DivergingBarChart,
                arrangement: Arrangement::Parts,
                rows: Takes::but(Dimension::Response),
                series: Takes::only(Dimension::Response),
                panels: Takes::but(Dimension::Response),
                demand: Demand::Direction,
                ..USUAL
            },
            Self::Trend => ChartTraits {
                code: "trend",
                word: ChartWord::TrendChart,
                free_axis: true,
                arrangement: Arrangement::Waves,
                rows: Takes::but(Dimension::Wave),
                series: Takes::but(Dimension::Wave).and_special(),
                panels: Takes::but(Dimension::Wave).and_special(),
                native: NativeForm::Scatter,
                ..USUAL
            },
            Self::Slope => ChartTraits {
                code: "slope",
                word: ChartWord::SlopeChart,
                free_axis: true,
                arrangement: Arrangement::Waves,
                rows: Takes::but(Dimension::Wave),
                series: Takes::but(Dimension::Wave).and_special(),
                panels: Takes::but(Dimension::Wave).and_special(),
                demand: Demand::TwoWaves,
                has_remarks: false,
                native: NativeForm::Scatter,
                ..USUAL
            },
            Self::Table => ChartTraits {
                code: "table",
                word: ChartWord::Table,
                statements: true,
                shows_missing: true,
                has_brackets: true,
                ..USUAL
            },
            Self::Number => ChartTraits {
                code: "number",
                word: ChartWord::Numbers,
                arrangement: Arrangement::Cards,
                rows: Takes::SPECIAL,
                panels: Takes::NOTHING,
                statements: true,
                hatches: false,
                draws_bare_numbers: true,
                ..USUAL
            },
            Self::Waffle => ChartTraits {
                code: "waffle",
                from_zero: true,
                word: ChartWord::WaffleChart,
                arrangement: Arrangement::Cards,
                rows: Takes::SPECIAL,
                panels: Takes::NOTHING,
                statements: true,
                demand: Demand::Percent,
                ..USUAL
            },
        }
    }

    /// Whether a row holds the waves of a question, so that what stands side by side is one thing at several times.
    pub fn has_waves(self) -> bool {
        self.traits().arrangement == Arrangement::Waves
    }

    /// Whether a row is a whole and its marks are parts of it.
    pub fn has_parts(self) -> bool {
        self.traits().arrangement == Arrangement::Parts
    }

    /// Whether each claim stands on a card by itself, so that nothing shares an axis.
    pub fn has_cards(self) -> bool {
        self.traits().arrangement == Arrangement::Cards
    }

    /// The word of recipes.
    pub fn code(self) -> &'static str {
        self.traits().code
    }
}
