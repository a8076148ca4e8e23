//! The structure of a page, for readers who listen.

use krilla::tagging::{Identifier, Node as TagNode, Tag, TagGroup, TagTree};

use crate::figure::scene::{Role, Scene};

/// Where a part of a figure stands in the structure of its page.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Nowhere: it has nothing to say.
    Decoration,
    /// As the heading.
    Heading,
    /// As a paragraph before the figure.
    Before,
    /// In the figure, for which its alt text speaks.
    Figure,
    /// As a paragraph after the figure.
    After,
}

impl Part {
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Background | Role::Rule | Role::Logo => Self::Decoration,
            Role::Title => Self::Heading,
            Role::Subtitle => Self::Before,
            Role::Note | Role::Source | Role::Code => Self::After,
            Role::Legend
            | Role::PanelHead
            | Role::RowLabel
            | Role::SeriesLabel
            | Role::Axis
            | Role::ColumnHead
            | Role::Cell
            | Role::Reference
            | Role::Remark
            | Role::Difference
            | Role::Connector
            | Role::Mark
            | Role::Label
            | Role::NotReported
            | Role::Overlay => Self::Figure,
        }
    }
}

/// The tagged parts of the page, in the order of drawing.
#[derive(Default)]
pub(super) struct Tags {
    pub(super) parts: Vec<(Part, Identifier)>,
}

impl Tags {
    /// Title and subtitle, then the figure with its alt text, then the texts below it.
    pub(super) fn add_to(self, scene: &Scene, tree: &mut TagTree) {
        let mut figure: Vec<TagNode> = Vec::new();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (part, content) in self.parts {
            let content = vec![content.into()];
            match part {
                Part::Decoration => {}
                Part::Heading => {
                    let level = std::num::NonZeroU16::MIN;
                    before.push(TagGroup::with_children(Tag::Hn(level, Some(scene.title.clone())), content));
                }
                Part::Before => before.push(TagGroup::with_children(Tag::P, content)),
                Part::After => after.push(TagGroup::with_children(Tag::P, content)),
                Part::Figure => figure.extend(content),
            }
        }
        before.into_iter().for_each(|group| tree.push(group));
        if !figure.is_empty() {
            tree.push(TagGroup::with_children(Tag::Figure(Some(scene.alt.clone())), figure));
        }
        after.into_iter().for_each(|group| tree.push(group));
    }
}
