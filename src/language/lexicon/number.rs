//! Numbers in digits and in words, and fractions.

use crate::language::lexicon::reader::Reader;
use crate::language::lexicon::token::Token;

/// What a run of tokens amounts to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// A number.
    Number(f64),
    /// A fraction, in percent.
    Fraction(f64),
}

/// The longest amount that starts at token `at`, with the token after it.
pub(crate) fn amount_at(tokens: &[Token<'_>], at: usize, reader: &Reader) -> Option<(Amount, usize)> {
    let fraction = reader.fractions.iter().filter_map(|(p, percent)| p.match_at(tokens, at).map(|n| (*percent, n)));
    let fraction = fraction.max_by_key(|(_, next)| *next).map(|(percent, next)| (Amount::Fraction(percent), next));
    let number = cardinal(tokens, at, reader);
    let ratio = number.and_then(|(part, next)| ratio(tokens, part, next, reader));
    let plain = number.map(|(n, next)| (Amount::Number(n), next));
    [ratio, fraction, plain].into_iter().flatten().max_by_key(|(_, next)| *next)
}

/// "six in ten", "one out of five", "10 kişiden 6" is left to the digits.
fn ratio(tokens: &[Token<'_>], part: f64, at: usize, reader: &Reader) -> Option<(Amount, usize)> {
    let mut next = at;
    while tokens.get(next).is_some_and(|t| t.word == "-") {
        next += 1;
    }
    next = reader.ratio_links.iter().filter_map(|p| p.match_at(tokens, next)).max()?;
    while tokens.get(next).is_some_and(|t| t.word == "-") {
        next += 1;
    }
    let (whole, end) = cardinal(tokens, next, reader)?;
    (part <= whole && whole > 0.0).then_some((Amount::Fraction(part / whole * 100.0), end))
}

/// A whole or decimal number in digits or words.
fn cardinal(tokens: &[Token<'_>], at: usize, reader: &Reader) -> Option<(f64, usize)> {
    let first = tokens.get(at)?;
    if first.digits {
        return first.word.parse().ok().map(|n| (n, at + 1));
    }
    let mut total = 0.0;
    let mut last = f64::INFINITY;
    let mut next = at;
    while let Some(n) = tokens.get(next).and_then(|t| reader.number_word(&t.word)) {
        // "yüz" is a hundred and also half of "yüzde"; a bigger word after a smaller one multiplies it.
        if n >= 100.0 && last < n {
            total = if total == 0.0 { n } else { total * n };
        } else if n < last && (last >= 100.0 || (last >= reader.lexicon.least_joined && n < 10.0)) {
            total += n;
        } else {
            break;
        }
        last = n;
        next += 1;
        let hyphen = tokens.get(next).is_some_and(|t| t.word == "-");
        let goes_on = tokens.get(next + 1).is_some_and(|t| reader.number_word(&t.word).is_some_and(|m| m < 10.0));
        if hyphen && goes_on && last >= 20.0 {
            next += 1;
        }
    }
    (next > at).then_some((total, next))
}
