//! What keeps a figure from being a chart of PowerPoint's own, so that it stands on its slide as shapes.

use std::fmt;

use crate::figure::{Figure, Mark};
use crate::model::Unit;
use crate::project::recipe::NativeForm;

/// Why a figure that was asked for as a native chart is drawn as shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsShapes {
    /// PowerPoint has no chart of the kind.
    Kind,
    /// Its values go both ways from zero.
    BothWays,
    /// Its axis is that of a scale.
    Scale,
    /// It has another number of panels than the charts that stand for it.
    Panels,
    /// A remark on it has no free place, or is longer than a line beside bars.
    Remarks,
    /// It has remarks below parts of a whole, whose rows have no room for them.
    RemarksOnParts,
    /// It has hedged values on lines, which are bands.
    Bands,
    /// Its axis does not start at 0.
    TornAxis,
    /// It has stretches that can belong to three answers.
    Zones,
    /// Labels have no room at their bars or parts.
    Labels,
}

impl fmt::Display for AsShapes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kind => "PowerPoint has no chart of this kind",
            Self::BothWays => "hedged bars of PowerPoint grow one way only, and changes go both ways from zero",
            Self::Scale => "bars of PowerPoint start at zero, and the axis is that of a scale",
            Self::Panels => "it has another number of panels now",
            Self::Remarks => "a remark has no room beside the marks of a chart of PowerPoint",
            Self::RemarksOnParts => "parts of a whole have no room for remarks in a chart of PowerPoint",
            Self::Bands => "lines of PowerPoint have no bands for hedged values",
            Self::TornAxis => "an axis of PowerPoint that does not start at 0 has no mark that says so",
            Self::Zones => "patterns of PowerPoint have no third colour for stretches that can belong to three answers",
            Self::Labels => "labels have no room beside bars or parts of this size in a chart of PowerPoint",
        })
    }
}

/// What keeps a figure from being a native chart; nothing when it can be one.
pub(crate) fn obstacle(figure: &Figure) -> Option<AsShapes> {
    let data = &figure.data;
    let form = data.kind.traits().native;
    let lines = form == NativeForm::Scatter;
    let found = [
        (form == NativeForm::None, AsShapes::Kind),
        (data.unit == Unit::Points, AsShapes::BothWays),
        (data.scale.is_some(), AsShapes::Scale),
        (data.axis.is_some_and(|axis| !axis.holds(data.origin())), AsShapes::TornAxis),
        (form == NativeForm::StackedBars && !data.remarks.is_empty(), AsShapes::RemarksOnParts),
        (lines && data.marks().any(Mark::is_hedged), AsShapes::Bands),
    ];
    found.into_iter().find(|(is_so, _)| *is_so).map(|(_, why)| why)
}
