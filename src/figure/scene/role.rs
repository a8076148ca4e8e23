//! What the parts of a figure are for.

/// What a part of a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// What everything stands on.
    Background,
    /// A logo.
    Logo,
    /// The title.
    Title,
    /// The subtitle.
    Subtitle,
    /// The legend.
    Legend,
    /// The head of a panel.
    PanelHead,
    /// The label of a row.
    RowLabel,
    /// The label of a series.
    SeriesLabel,
    /// Axis, grid and tick labels.
    Axis,
    /// The head of a column of a table.
    ColumnHead,
    /// A cell of a table.
    Cell,
    /// A line at a value that readers know: half, a threshold.
    Reference,
    /// A remark about a mark.
    Remark,
    /// The difference between two marks.
    Difference,
    /// The line that joins a pair.
    Connector,
    /// A mark: a claim, drawn.
    Mark,
    /// The label of a mark.
    Label,
    /// A place where the source gives no figure.
    NotReported,
    /// The rule between chart and note.
    Rule,
    /// The note.
    Note,
    /// The source line.
    Source,
    /// Figure id and data code.
    Code,
    /// What a program has drawn over the figure.
    Overlay,
}

impl Role {
    /// The class of the group in SVG.
    pub fn class(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Logo => "logo",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Legend => "legend",
            Self::PanelHead => "panel-head",
            Self::RowLabel => "row-label",
            Self::SeriesLabel => "series-label",
            Self::Axis => "axis",
            Self::ColumnHead => "column-head",
            Self::Cell => "cell",
            Self::Reference => "reference",
            Self::Remark => "remark",
            Self::Difference => "difference",
            Self::Connector => "connector",
            Self::Mark => "mark",
            Self::Label => "label",
            Self::NotReported => "not-reported",
            Self::Rule => "rule",
            Self::Note => "note",
            Self::Source => "source",
            Self::Code => "code",
            Self::Overlay => "overlay",
        }
    }
}
