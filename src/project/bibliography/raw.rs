//! A BibLaTeX text cut into entries and abbreviations, with their places in the file.

use std::ops::Range;

use biblatex::{Pair, ParseError, ParseErrorKind, RawBibliography, RawEntry, Spanned};

use crate::diag::Code;
use crate::project::bibliography::Faults;

/// What a bibliography holds, before abbreviations are put in.
pub(crate) struct Raw<'s> {
    /// The entries in the order of the file; spans count from the start of the file.
    pub(crate) entries: Vec<Spanned<RawEntry<'s>>>,
    /// The abbreviations (`@string`) in the order of the file.
    pub(crate) abbreviations: Vec<Pair<'s>>,
}

/// Cuts a text. What cannot be read is left out, and only that.
pub(super) fn read<'s>(source: &'s str, faults: &mut Faults<'_>) -> Raw<'s> {
    let mut raw = Raw { entries: Vec::new(), abbreviations: Vec::new() };
    for piece in pieces(source) {
        let start = piece.start;
        match RawBibliography::parse(&source[piece.clone()]) {
            Ok(read) => {
                raw.entries.extend(read.entries.into_iter().map(|mut entry| {
                    moved(&mut entry.span, start);
                    moved(&mut entry.v.key.span, start);
                    moved(&mut entry.v.kind.span, start);
                    entry.v.fields.iter_mut().for_each(|field| move_field(field, start));
                    entry
                }));
                raw.abbreviations.extend(read.abbreviations.into_iter().map(|mut field| {
                    move_field(&mut field, start);
                    field
                }));
            }
            Err(error) => unreadable(source, &piece, &error, faults),
        }
    }
    raw
}

/// The stretches of a text from one line that opens an entry to the next.
fn pieces(source: &str) -> Vec<Range<usize>> {
    let opens_line = |at: usize| {
        let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
        source[line..at].bytes().all(|b| b == b' ' || b == b'\t')
    };
    let mut starts: Vec<usize> = source.match_indices('@').map(|(at, _)| at).filter(|at| opens_line(*at)).collect();
    starts.push(source.len());
    starts.windows(2).map(|w| w[0]..w[1]).collect()
}

fn moved(span: &mut Range<usize>, by: usize) {
    *span = span.start + by..span.end + by;
}

fn move_field(field: &mut Pair<'_>, by: usize) {
    moved(&mut field.key.span, by);
    moved(&mut field.value.span, by);
    field.value.v.iter_mut().for_each(|chunk| moved(&mut chunk.span, by));
}

/// Points at what is wrong: an entry without an end at its first line, a missing mark at what it should follow.
fn unreadable(source: &str, piece: &Range<usize>, error: &ParseError, faults: &mut Faults<'_>) {
    let text = source[piece.clone()].trim_end();
    let at = error.span.start.min(text.len());
    let before = text[..at].trim_end();
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    let behind = piece.start + before.len() - last..piece.start + before.len();
    let (message, place) = match &error.kind {
        _ if at == text.len() => {
            let first_line = text.lines().next().unwrap_or_default();
            let message = "the BibLaTeX entry has no end: a brace or a quotation mark is not closed".to_owned();
            (message, piece.start..piece.start + first_line.trim_end().len())
        }
        ParseErrorKind::UnexpectedEof => {
            ("the BibLaTeX entry cannot be read: a value in braces or quotation marks was expected".to_owned(), behind)
        }
        kind => (format!("the BibLaTeX entry cannot be read: {kind}"), behind),
    };
    faults.push(Code::BIB_SYNTAX, message, &place);
}
