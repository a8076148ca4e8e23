//! From a text to its statements.

use std::ops::Range;

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
