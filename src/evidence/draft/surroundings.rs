//! What stands round a statement: its paragraph, the heading above it, and, in a table, the heads of its row and column.

use std::ops::Range;

use crate::evidence::block::{Block, blocks, cells};
use crate::evidence::document::Document;
use crate::evidence::statement::Statement;

/// How much of a paragraph before a sentence is read, in bytes.
const FARTHEST: usize = 2000;

/// How many rows at the top of a table may be heads.
const HEADS: usize = 3;

/// The surroundings of a statement, as bytes of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// What stands before the sentence in its paragraph.
    pub(super) before: Range<usize>,
    /// The heading that it stands under.
    pub(super) heading: Option<Range<usize>>,
    /// The heads of the row and of the column of the cell that it is, and the line above the table; empty in running text.
    pub(super) heads: Vec<Range<usize>>,
}

/// A document in blocks.
pub(super) struct Blocks<'d> {
    document: &'d Document,
    blocks: Vec<Block>,
}

impl<'d> Blocks<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, blocks: blocks(&document.text).collect() }
    }

    pub(super) fn around(&self, statement: &Statement) -> Surroundings {
        let heading = self.document.heading_at(statement.span.start).map(|h| h.span.clone());
        let at = self.blocks.partition_point(|block| range(block).end <= statement.span.start);
        let start = statement.sentence.start;
        match self.blocks.get(at) {
            Some(Block::Table { rows, caption }) => {
                let heads = self.heads(rows, statement).into_iter().chain([caption.clone()]);
                let heads = heads.filter(|head| !head.is_empty()).collect();
                Surroundings { before: start..start, heading, heads }
            }
            Some(Block::Prose(paragraph)) => {
                let from = paragraph.start.max(start.saturating_sub(FARTHEST)).min(start);
                let from = (from..start).find(|at| self.document.text.is_char_boundary(*at)).unwrap_or(start);
                Surroundings { before: from..start, heading, heads: Vec::new() }
            }
            None => Surroundings { before: start..start, heading, heads: Vec::new() },
        }
    }

    /// The head of the row that a statement stands in, and those of its column.
    fn heads(&self, rows: &Range<usize>, statement: &Statement) -> Vec<Range<usize>> {
        let text = &self.document.text;
        // Of a very long row only the cells round the number are its sentence; which column they are in is not told.
        if statement.sentence.start > rows.start && !text[..statement.sentence.start].ends_with('\n') {
            return Vec::new();
        }
        let own = cells(text, statement.sentence.clone());
        let Some(column) = own.iter().position(|cell| cell.contains(&statement.span.start)) else { return Vec::new() };
        let mut heads: Vec<Range<usize>> = own.first().filter(|_| column > 0).cloned().into_iter().collect();
        let mut start = rows.start;
        for line in text[rows.clone()].split('\n').take(HEADS) {
            let row = start..start + line.len();
            start = row.end + 1;
            if row.contains(&statement.span.start) {
                break;
            }
            heads.extend(cells(text, row).get(column).cloned());
        }
        heads
    }
}

fn range(block: &Block) -> &Range<usize> {
    match block {
        Block::Prose(range) | Block::Table { rows: range, .. } => range,
    }
}
