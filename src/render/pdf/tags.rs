//! The structure of a page, for readers who listen.

use krilla::tagging::{Identifier, Node as TagNode, Tag, TagGroup, TagTree};

use crate::figure::scene::{Role, Scene};

/// The tagged parts of the page, in the order of drawing.
#[derive(Default)]
pub(super) struct Tags {
    pub(super) parts: Vec<(Role, Identifier)>,
}

impl Tags {
    /// Title and subtitle, then the figure with its alt text, then the texts below it.
    pub(super) fn add_to(self, scene: &Scene, tree: &mut TagTree) {
        let mut figure: Vec<TagNode> = Vec::new();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (role, part) in self.parts {
            match role {
                Role::Title => {
                    let level = std::num::NonZeroU16::MIN;
                    before.push(TagGroup::with_children(Tag::Hn(level, Some(scene.title.clone())), vec![part.into()]));
                }
                Role::Subtitle => before.push(TagGroup::with_children(Tag::P, vec![part.into()])),
                Role::Note | Role::Source | Role::Code => {
                    after.push(TagGroup::with_children(Tag::P, vec![part.into()]));
                }
                _ => figure.push(part.into()),
            }
        }
        before.into_iter().for_each(|group| tree.push(group));
        if !figure.is_empty() {
            tree.push(TagGroup::with_children(Tag::Figure(Some(scene.alt.clone())), figure));
        }
        after.into_iter().for_each(|group| tree.push(group));
    }
}
