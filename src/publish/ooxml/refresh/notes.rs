//! The speaker notes of a figure: the paragraphs from its tag to the end mark.

use crate::publish::deck::{DeckError, END};
use crate::publish::ooxml::refresh::Found;
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::tree::{Element, Tree};

/// Replaces every block of notes about a figure; says whether something changed.
pub(super) fn renew(text: &str, found: &Found, new: &str, edits: &mut Edits) -> Result<bool, DeckError> {
    let tree = Tree::parse(text)?;
    let mark = format!("citeplot:{}@{}#", found.chart, found.locale);
    let mut changed = false;
    let mut last = 0;
    for first in tree.all("p").filter(|p| words(*p).starts_with(&mark)) {
        // A tag inside an earlier block is a part of that block.
        if first.range().start < last {
            continue;
        }
        let Some(end) = end_of(first) else { continue };
        last = end;
        let range = first.range().start..end;
        if text[range.clone()] != *new {
            edits.replace(range, new);
            changed = true;
        }
    }
    Ok(changed)
}

/// The end of the block that a paragraph starts: that of the next paragraph with the end mark, before another block.
fn end_of(first: Element<'_>) -> Option<usize> {
    let start = first.range().start;
    let mut after = first.parent()?.children().filter(|p| p.is("p") && p.range().start > start);
    let end = after.find(|p| words(*p).starts_with(END) || words(*p).starts_with("citeplot:"))?;
    words(end).starts_with(END).then(|| end.range().end)
}

/// The text of a paragraph.
fn words(paragraph: Element<'_>) -> String {
    paragraph.inner("t").map(Element::text).collect()
}
