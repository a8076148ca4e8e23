//! From a text to its statements.

use std::ops::Range;

use memchr::{memmem, memrchr2};

use crate::evidence::block::{Block, blocks};
use crate::evidence::context::Context;
use crate::evidence::document::Document;
use crate::evidence::language;
use crate::evidence::sentence;
use crate::evidence::statement::Statement;
use crate::evidence::table::Table;
use crate::language::lexicon::amount::Words;
use crate::language::lexicon::token::{Token, tokenize};
use crate::language::lexicon::{Expression, Reader};

/// How many bytes of running text are read at once.
const LONGEST_PART: usize = 1 << 20;

/// How many bytes before the end of a part a sentence has to end for the part to end there too.
const LONGEST_SENTENCE: usize = 1 << 16;

/// All quantitative statements of share, proportion, change or count, in the order of the text.
///
/// The list of references is left out: titles of other works are no statements of this one.
/// The language is told paragraph by paragraph when no reader is given.
pub fn scan(document: &Document, reader: Option<&'static Reader>) -> Vec<Statement> {
    Scanner::default().scan(document, reader)
}

/// Scans one text after another, with memory that is used again.
#[derive(Debug, Default)]
pub struct Scanner {
    tokens: Vec<Token>,
}

impl Scanner {
    /// All statements of a document, see [`scan`].
    pub fn scan(&mut self, document: &Document, reader: Option<&'static Reader>) -> Vec<Statement> {
        self.scan_where(document, reader, |_| true)
    }

    /// The statements of those paragraphs and tables of a document that are wanted, by their bytes.
    pub(super) fn scan_where(
        &mut self,
        document: &Document,
        reader: Option<&'static Reader>,
        wanted: impl Fn(&Range<usize>) -> bool,
    ) -> Vec<Statement> {
        let text = document.text.as_str();
        let main = language::main(text);
        let told = |part: &str| reader.unwrap_or_else(|| language::of_part(part, main).reader());
        let references = document.references().unwrap_or_default();
        let mut found = Vec::new();
        for block in blocks(text) {
            match block {
                Block::Prose(range) | Block::Table { rows: range, .. } if !wanted(&range) => {}
                Block::Prose(range) if references.contains(&range.start) => {}
                Block::Prose(range) => {
                    let part = &text[range.clone()];
                    self.prose(part, range.start, told(part), &mut found);
                }
                Block::Table { rows, caption } => {
                    let spoken = told(&text[rows.clone()]);
                    Table::new(text, rows, &text[caption]).statements(self, spoken, &mut found);
                }
            }
        }
        found
    }

    /// The statements of running text that stands at a byte of the document.
    pub(super) fn prose(&mut self, text: &str, offset: usize, reader: &Reader, found: &mut Vec<Statement>) {
        let mut start = 0;
        while start < text.len() {
            let end = part_end(text, start);
            self.part(&text[start..end], offset + start, reader, found);
            start = end;
        }
    }

    /// The statements of a part of running text that stands at a byte of the document.
    fn part(&mut self, text: &str, offset: usize, reader: &Reader, found: &mut Vec<Statement>) {
        tokenize(text, reader, &mut self.tokens);
        let words = Words { text, tokens: &self.tokens, reader };
        let mut tokens = 0..0;
        for read in words.read() {
            if !tokens.contains(&read.tokens.start) {
                tokens = sentence::sentence(words, read.tokens.start);
            }
            let context = Context { words, read: &read, sentence: tokens.clone() };
            if let Some(meaning) = context.meaning() {
                let bytes = sentence::bytes(words, &tokens);
                let sentence = bytes.start + offset..bytes.end + offset;
                found.push(Statement::new(&read.expression, meaning, offset, sentence));
            }
        }
    }

    /// The quantities of a text, whatever they count.
    pub(super) fn expressions(&mut self, text: &str, reader: &Reader) -> Vec<Expression> {
        tokenize(text, reader, &mut self.tokens);
        Words { text, tokens: &self.tokens, reader }.read().into_iter().map(|r| r.expression).collect()
    }
}

/// The end of the part that starts at a byte: that of the text, or of one so long that its tokens would fill the memory the end of
/// a sentence, else of a word.
fn part_end(text: &str, start: usize) -> usize {
    let most = text.floor_char_boundary(start.saturating_add(LONGEST_PART));
    if most == text.len() {
        return most;
    }
    let least = text.floor_char_boundary(most - LONGEST_SENTENCE);
    let near = &text.as_bytes()[least..most];
    let stop = memmem::rfind(near, b". ").map(|at| least + at + 2);
    stop.or_else(|| memrchr2(b' ', b'\n', near).map(|at| least + at + 1)).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_PART, scan};
    use crate::evidence::{Document, Format};

    #[test]
    fn a_very_long_paragraph_is_read_in_parts() {
        let sentence = "Of all adults, 61 percent said that they trust the mayor. ";
        let count = 2 * LONGEST_PART / sentence.len();
        let found = scan(&Document::new(&sentence.repeat(count), Format::Text), None);
        assert_eq!(found.len(), count);
        assert!(found.iter().all(|statement| statement.sentence.len() == sentence.len() - 1));
    }
}
