//! What an entry may hold before it is handed to the reader of BibLaTeX, whose time grows with the square of the number
//! of braces and whose stack with their depth.

use std::ops::Range;

use biblatex::{Pair, RawChunk, RawEntry, Spanned};

use crate::diag::{Code, first_hidden};
use crate::project::bibliography::Faults;
use crate::project::bibliography::abbreviations::Abbreviations;

/// The most braces, formulas and abbreviations that one field may hold, all abbreviations put in.
pub(super) const PIECES: usize = 1000;

/// The deepest braces.
const DEPTH: usize = 50;

/// How many pieces a text falls into.
pub(super) fn pieces(text: &str) -> usize {
    1 + text.bytes().filter(|b| matches!(b, b'{' | b'$')).count()
}

/// Looks through an entry. A field that is too much, or that refers to an abbreviation that is at fault, is left out; an
/// entry with a hidden character is not read at all.
pub(super) fn allow(
    entry: &mut Spanned<RawEntry<'_>>,
    abbreviations: &Abbreviations<'_>,
    faults: &mut Faults<'_>,
) -> bool {
    if hidden(entry.v.key.v, &entry.v.key.span, faults) {
        return false;
    }
    if entry.v.fields.iter().any(|field| holds_hidden(field, faults)) {
        return false;
    }
    entry.v.fields.retain(|field| allowed(field, abbreviations, faults));
    true
}

/// Whether a field or an abbreviation holds a hidden character; the first is reported.
pub(super) fn holds_hidden(field: &Pair<'_>, faults: &mut Faults<'_>) -> bool {
    field.value.v.iter().any(|chunk| match chunk.v {
        RawChunk::Normal(text) => hidden(text, &chunk.span, faults),
        RawChunk::Abbreviation(_) => false,
    })
}

fn hidden(text: &str, span: &Range<usize>, faults: &mut Faults<'_>) -> bool {
    let Some(c) = first_hidden(text) else { return false };
    let at = text.find(c).expect("the character was found in the text");
    // The text of a chunk may start behind its opening brace, never behind its end.
    let start = span.end.saturating_sub(text.len()).max(span.start) + at;
    let message = format!("the text holds a hidden character, {}", c.escape_unicode());
    faults.push_with_hint(Code::HIDDEN_CHARACTER, message, &(start..start + c.len_utf8()), "take it out");
    true
}

fn allowed(field: &Pair<'_>, abbreviations: &Abbreviations<'_>, faults: &mut Faults<'_>) -> bool {
    let mut count = 0;
    for chunk in &field.value.v {
        match chunk.v {
            RawChunk::Normal(text) => count += pieces(text),
            RawChunk::Abbreviation(name) => match abbreviations.pieces(name) {
                Some(pieces) => count += pieces,
                None => return false,
            },
        }
    }
    let deep = field.value.v.iter().any(|chunk| match chunk.v {
        RawChunk::Normal(text) => depth(text) > DEPTH,
        RawChunk::Abbreviation(_) => false,
    });
    if count > PIECES || deep {
        let message = match deep {
            true => format!("braces are nested deeper than {DEPTH} in `{}`", field.key.v),
            false => format!("`{}` holds more than {PIECES} braces, formulas and abbreviations", field.key.v),
        };
        faults.push(Code::BIB_LIMIT, message, &field.key.span);
    }
    count <= PIECES && !deep
}

/// How deep braces are nested. Escaped ones count too, because commands do not heed the escape.
pub(super) fn depth(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether the text of an abbreviation is nested too deep.
pub(super) fn too_deep(field: &Pair<'_>) -> bool {
    field.value.v.iter().any(|chunk| match chunk.v {
        RawChunk::Normal(text) => depth(text) > DEPTH,
        RawChunk::Abbreviation(_) => false,
    })
}
