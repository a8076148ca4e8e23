//! Ids of shapes: each stands once in a part.

use std::collections::BTreeSet;

use crate::publish::ooxml::tree::Tree;

/// Ids of shapes that a part does not use yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ids {
    used: BTreeSet<u32>,
    last: u32,
}

impl Ids {
    /// Those that are free beside the shapes of a part.
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let used: BTreeSet<u32> = tree.all("cNvPr").filter_map(|e| e.number("id")).collect();
        // Ids above 2^31 are not valid; a part that has some gets the free ones below.
        let last = used.last().copied().filter(|last| *last < 1 << 30).unwrap_or(1);
        Self { used, last }
    }

    /// Those of a new part, after an id.
    pub(crate) fn after(last: u32) -> Self {
        Self { used: BTreeSet::new(), last }
    }

    /// The next free one.
    pub(crate) fn next(&mut self) -> u32 {
        loop {
            self.last += 1;
            if self.used.insert(self.last) {
                return self.last;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_free_ones_even_beside_the_greatest() {
        let text = format!("<a><cNvPr id=\"2\"/><cNvPr id=\"{}\"/></a>", u32::MAX);
        let tree = Tree::parse(&text).expect("XML");
        let mut ids = Ids::of(&tree);
        assert_eq!([ids.next(), ids.next()], [3, 4]);
    }
}
