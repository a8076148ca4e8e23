//! The document itself, read: its quantitative statements, which of them the records cover, and drafts of records for the others.
//!
//! ```
//! use citeplot::evidence::{Format, Document, scan};
//! let document = Document::new("Just shy of 60% would pay; in 2019 it was 49 percent.", Format::Text);
//! let found = scan(&document, None);
//! let words: Vec<&str> = found.iter().map(|s| &document.text[s.span.clone()]).collect();
//! assert_eq!(words, ["Just shy of 60%", "49 percent"]);
//! ```

mod block;
mod caption;
mod context;
mod coverage;
mod direction;
mod document;
mod draft;
mod extract;
mod folded;
mod footnote;
mod index;
mod language;
mod months;
mod names;
mod proof;
mod reading;
mod rules;
mod scanner;
mod searched;
mod sentence;
mod statement;
mod table;
mod ties;

pub use caption::{Caption, Captioned};
pub use coverage::{Coverage, Ledger};
pub use document::{Document, Format, Heading, ReadDocumentError, Unreadable};
pub use draft::Drafting;
pub use footnote::Footnote;
pub use names::{Named, Names};
pub use proof::{Lock, LockedDocument, LockedQuote, PositionSelector, QuoteSelector, Target, lock, verify};
pub use scanner::{Scanner, scan};
pub use statement::{Figure, Measured, Statement, StatementKind, is_said_again};
