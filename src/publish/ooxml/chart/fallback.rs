//! What keeps a figure from being a chart of PowerPoint's own, so that it stands on its slide as shapes.

use std::fmt;

use crate::figure::scene::{Node, Role};
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
    /// It has several panels.
    Panels,
    /// It has lines at values that readers know, across its bars.
    ReferenceLines,
    /// It has remarks on its marks.
    Remarks,
    /// It has differences between its marks.
    Differences,
    /// It has hedged values on lines, which are bands.
    Bands,
    /// Its axis does not start at 0.
    TornAxis,
    /// It has stretches that can belong to three answers.
    Zones,
    /// Labels have no room at their parts.
    Labels,
}

impl fmt::Display for AsShapes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kind => "PowerPoint has no chart of this kind",
            Self::BothWays => "hedged bars of PowerPoint grow one way only, and changes go both ways from zero",
            Self::Scale => "bars of PowerPoint start at zero, and the axis is that of a scale",
            Self::Panels => "a chart of PowerPoint has no panels",
            Self::ReferenceLines => "bars of PowerPoint have no reference lines",
            Self::Remarks => "a chart of PowerPoint has no remarks",
            Self::Differences => "a chart of PowerPoint has no brackets for differences",
            Self::Bands => "lines of PowerPoint have no bands for hedged values",
            Self::TornAxis => "an axis of PowerPoint that does not start at 0 has no mark that says so",
            Self::Zones => "patterns of PowerPoint have no third colour for stretches that can belong to three answers",
            Self::Labels => "labels of PowerPoint have no room beside narrow parts",
        })
    }
}

/// What keeps a figure from being a native chart; nothing when it can be one.
pub(crate) fn obstacle(figure: &Figure) -> Option<AsShapes> {
    let data = &figure.data;
    let form = data.kind.traits().native;
    let holds = |role| holds(&figure.scene.nodes, role);
    let lines = form == NativeForm::Scatter;
    let found = [
        (form == NativeForm::None, AsShapes::Kind),
        (data.unit == Unit::Points, AsShapes::BothWays),
        (data.scale.is_some(), AsShapes::Scale),
        (data.axis.is_some_and(|axis| !axis.holds(data.origin())), AsShapes::TornAxis),
        (data.panels.len() != 1, AsShapes::Panels),
        (holds(Role::Remark), AsShapes::Remarks),
        (holds(Role::Difference), AsShapes::Differences),
        (!lines && holds(Role::Reference), AsShapes::ReferenceLines),
        (lines && data.marks().any(Mark::is_hedged), AsShapes::Bands),
    ];
    found.into_iter().find(|(is_so, _)| *is_so).map(|(_, why)| why)
}

/// Whether something in a scene has a role.
fn holds(nodes: &[Node], role: Role) -> bool {
    nodes.iter().any(|node| match node {
        Node::Group(group) => group.role == role || holds(&group.nodes, role),
        Node::Text(text) => text.role == role,
        Node::Shape(_) => false,
    })
}
