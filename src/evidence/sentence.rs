//! Where sentences begin and end, in tokens.

use std::ops::Range;

use crate::language::lexicon::amount::Words;
use crate::language::lexicon::token::{Shape, TokenKind};
use crate::locale::Role;

/// How many tokens a sentence may have on either side of a place; a text without full stops is cut there.
const LONGEST: usize = 400;

/// The tokens of the sentence that a token stands in.
pub(super) fn sentence(words: Words<'_>, at: usize) -> Range<usize> {
    let least = at.saturating_sub(LONGEST);
    let most = (at + LONGEST).min(words.tokens.len());
    let start = (least..at).rev().find(|i| ends(words, *i)).map_or(least, |i| i + 1);
    let end = (at..most).find(|i| ends(words, *i)).map_or(most, |i| i + 1);
    start..end
}

/// The bytes of a sentence, with the quotation marks that open and close it.
pub(super) fn bytes(words: Words<'_>, tokens: &Range<usize>) -> Range<usize> {
    let start = words.tokens[tokens.start].span().start;
    let end = words.tokens[tokens.end - 1].span().end;
    let opening = words.text[..start].chars().next_back().filter(|c| matches!(c, '“' | '„' | '«' | '"' | '‘'));
    let closing = words.text[end..].chars().next().filter(|c| matches!(c, '”' | '“' | '»' | '"' | '’'));
    start - opening.map_or(0, char::len_utf8)..end + closing.map_or(0, char::len_utf8)
}

/// Whether a sentence ends with this token.
fn ends(words: Words<'_>, at: usize) -> bool {
    let token = &words.tokens[at];
    if is_mark_of_note(words, at) {
        let stop = words.before(at).is_some_and(|t| &words.text[t.span()] == ".");
        return stop && words.get(at + 1).is_none_or(|next| next.start > token.end && next_opens(words, at + 1));
    }
    if token.kind != TokenKind::Mark {
        return false;
    }
    let Some(next) = words.get(at + 1) else { return true };
    let between = &words.text[token.span().end..next.span().start];
    if !between.contains(char::is_whitespace) {
        return false;
    }
    match &words.text[token.span()] {
        "!" | "?" | "…" => true,
        "." => next_opens(words, at + 1) && !is_abbreviation(words, at),
        _ => false,
    }
}

/// Whether a number is the mark of a note that lost its raise: "they left.3 And", "30%2 of them".
pub(super) fn is_mark_of_note(words: Words<'_>, at: usize) -> bool {
    let (Some(number), Some(sign)) = (words.get(at), words.before(at)) else { return false };
    let glued = number.kind == TokenKind::Digits && sign.kind == TokenKind::Mark && sign.end == number.start;
    let Some(word) = at.checked_sub(2).and_then(|i| words.get(i)).filter(|t| glued && t.end == sign.start) else {
        return false;
    };
    let alone = words.get(at + 1).is_none_or(|next| next.start > number.end);
    let named = word.kind == TokenKind::Word && word.span().len() >= 2 && !word.has(Role::Abbreviation);
    let after = match &words.text[sign.span()] {
        "." => named,
        "%" => word.kind == TokenKind::Digits,
        _ => false,
    };
    after && alone && number.span().len() <= 3
}

fn next_opens(words: Words<'_>, at: usize) -> bool {
    let next = &words.tokens[at];
    let sign = next.kind == TokenKind::Mark
        && matches!(&words.text[next.span()], "(" | "[" | "%" | "–" | "—" | "~" | "<" | ">" | "•");
    next.shaped(Shape::CAPITAL)
        || matches!(next.kind, TokenKind::Digits | TokenKind::Code | TokenKind::Fraction)
        || sign
}

/// Whether the full stop only shortens the word before it.
fn is_abbreviation(words: Words<'_>, stop: usize) -> bool {
    let Some(before) = words.before(stop).filter(|t| t.end == words.tokens[stop].start) else { return false };
    let capital = words.get(stop + 1).is_some_and(|t| t.shaped(Shape::CAPITAL));
    let initial = before.shaped(Shape::CAPITAL) && words.text[before.span()].chars().count() == 1;
    // "in 2018. Then" ends a sentence, "1. Introduction" does not.
    let numbered = before.kind == TokenKind::Digits && stop == 1;
    let year = before.has(Role::Time) && capital && stop >= 2 && words.tokens[stop - 2].kind == TokenKind::Digits;
    // "(Koch. 2013)": a citation in which a comma is misprinted.
    let opened = stop >= 2 && &words.text[words.tokens[stop - 2].span()] == "(";
    let cited = opened && words.get(stop + 1).is_some_and(|t| t.kind == TokenKind::Digits && t.span().len() == 4);
    // "et al. (2019)" and "p. 12" go on.
    before.has(Role::Abbreviation) && !year || initial || numbered || cited
}
