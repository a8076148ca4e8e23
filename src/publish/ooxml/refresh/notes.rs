//! The speaker notes of a figure: the paragraphs from its tag to the end mark.

use crate::publish::deck::{DeckError, END};
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::refresh::Found;
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::tree::{Element, Tree};

/// What is to become of the blocks of notes about a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Blocks {
    /// Some were replaced.
    pub(super) renewed: bool,
    /// Some say something else than citeplot would, and were edited by the user.
    pub(super) edited: bool,
}

/// Replaces every block of notes about a figure that is as citeplot wrote it.
pub(super) fn renew(text: &str, found: &Found, new: &str, edits: &mut Edits) -> Result<Blocks, DeckError> {
    let tree = Tree::parse(text)?;
    let mark = format!("citeplot:{}@{}#", found.chart, found.locale);
    let end_of_new = end_mark(new);
    let mut blocks = Blocks::default();
    let mut last = 0;
    for first in tree.all("p").filter(|p| words(*p).starts_with(&mark)) {
        // A tag inside an earlier block is a part of that block.
        if first.range().start < last {
            continue;
        }
        let Some(block) = Block::starting(first) else { continue };
        last = block.end;
        if block.written.is_some() && block.written == end_of_new {
            continue;
        }
        match block.is_edited() {
            true => blocks.edited = true,
            false => {
                edits.replace(first.range().start..block.end, new);
                blocks.renewed = true;
            }
        }
    }
    Ok(blocks)
}

/// The digest at the end of new notes.
fn end_mark(new: &str) -> Option<String> {
    let (_, rest) = new.rsplit_once(END)?;
    Some(rest.trim_start().chars().take_while(char::is_ascii_hexdigit).collect())
}

/// A block of notes.
struct Block {
    /// Where it ends in the part.
    end: usize,
    /// The digest of what citeplot wrote; none in decks of the first version.
    written: Option<String>,
    /// The digest of what stands there.
    on_slide: String,
}

impl Block {
    /// The block that a paragraph starts: up to the next paragraph with the end mark, before another block.
    fn starting(first: Element<'_>) -> Option<Self> {
        let start = first.range().start;
        let mut lines = vec![words(first)];
        for paragraph in first.parent()?.children().filter(|p| p.is("p") && p.range().start > start) {
            let line = words(paragraph);
            if line.starts_with("citeplot:") {
                return None;
            }
            if let Some(rest) = line.strip_prefix(END) {
                let written = Some(rest.trim().to_owned()).filter(|d| !d.is_empty());
                return Some(Self { end: paragraph.range().end, written, on_slide: digest(&lines.join("\n")) });
            }
            lines.push(line);
        }
        None
    }

    fn is_edited(&self) -> bool {
        self.written.as_ref().is_some_and(|written| *written != self.on_slide)
    }
}

/// The text of a paragraph.
fn words(paragraph: Element<'_>) -> String {
    paragraph.inner("t").map(Element::text).collect()
}
