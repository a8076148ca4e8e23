//! Numbers in digits and in words, fractions and ratios.

use crate::language::lexicon::Quantity;
use crate::language::lexicon::reader::Reader;
use crate::language::lexicon::token::{Shape, Token, TokenKind};
use crate::locale::Role;

/// A quantity without hedge and unit, and where its tokens begin and end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) quantity: Quantity,
    pub(crate) first: usize,
    pub(crate) end: usize,
}

impl Amount {
    /// The number, of a number or a fraction.
    pub(crate) fn number(&self) -> Option<f64> {
        match self.quantity {
            Quantity::Number(n) | Quantity::Fraction(n) => Some(n),
            Quantity::Range(..)
            | Quantity::FractionRange(..)
            | Quantity::Factor(_)
            | Quantity::Majority
            | Quantity::Minority => None,
        }
    }
}

/// The tokens of a text with the words of its language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Token],
    pub(crate) reader: &'t Reader,
}

impl Words<'_> {
    /// The token at a place, when there is one.
    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before a place.
    pub(crate) fn before(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// Whether the token at a place may do this.
    pub(crate) fn has(&self, at: usize, role: Role) -> bool {
        self.get(at).is_some_and(|t| t.has(role))
    }

    /// Whether the token before a place may do this.
    pub(crate) fn had(&self, at: usize, role: Role) -> bool {
        self.before(at).is_some_and(|t| t.has(role))
    }

    /// The place after all tokens from here that are so.
    pub(crate) fn skip(&self, from: usize, passes: impl Fn(&Token) -> bool) -> usize {
        from + self.tokens.iter().skip(from).take_while(|t| passes(t)).count()
    }

    /// The longest amount at a token.
    pub(crate) fn amount(&self, at: usize) -> Option<Amount> {
        let number = self.cardinal(at).or_else(|| self.half_a_million(at));
        let joined = number.and_then(|n| self.part_of(n).or_else(|| self.ratio(n)).or_else(|| self.whole_first(n)));
        let share = self.every(at).or_else(|| self.fixed(at)).or_else(|| self.part_first(at));
        let share = share.or_else(|| self.bare_part(at)).or_else(|| self.articled(at));
        [joined, share, number].into_iter().flatten().max_by_key(|a| a.end)
    }

    /// A whole or decimal number in digits or words, with its magnitude: "twenty-five", "3.4 million", "6 bin 200".
    fn cardinal(&self, at: usize) -> Option<Amount> {
        let made = |n: f64, end: usize| Amount { quantity: Quantity::Number(n), first: at, end };
        let first = self.get(at)?;
        let (mut group, mut next) = match first.kind {
            TokenKind::Digits => (first.number, at + 1),
            TokenKind::Word => self.below_thousand(at)?,
            TokenKind::Code | TokenKind::Mark | TokenKind::Fraction => return None,
        };
        let (mut total, mut least) = (0.0, f64::INFINITY);
        // In Turkish the ending closes the number: "beşte üçü yüz yüze".
        let closed = self.reader.words.part_first && self.reader.is_inflected(&self.tokens[next - 1]);
        while let Some(m) = self
            .get(next)
            .and_then(|t| self.reader.magnitude(t))
            .filter(|m| *m < least && !closed && (*m > 100.0 || group < 10.0))
        {
            total += group * m;
            (least, group, next) = (m, 0.0, next + 1);
            // "тыс." and "млн." are written with a full stop.
            let stop = self.get(next).is_some_and(|t| t.kind == TokenKind::Mark && self.had(next, Role::Abbreviation));
            let after = if stop { next + 1 } else { next };
            let Some((more, end)) = self.rest_of(after, m) else { break };
            (group, next) = (more, end);
        }
        Some(made(total + group, next))
    }

    /// "half a million".
    fn half_a_million(&self, at: usize) -> Option<Amount> {
        if !self.has(at, Role::Half) {
            return None;
        }
        let next = if self.has(at + 1, Role::One) { at + 2 } else { at + 1 };
        let m = self.reader.magnitude(self.get(next)?)?;
        Some(Amount { quantity: Quantity::Number(m / 2.0), first: at, end: next + 1 })
    }

    /// What a magnitude goes on with: "six thousand two hundred".
    fn rest_of(&self, at: usize, magnitude: f64) -> Option<(f64, usize)> {
        let token = self.get(at).filter(|t| !t.shaped(Shape::LINE))?;
        let (n, end) = match token.kind {
            TokenKind::Digits if self.reader.words.part_first => (token.number, at + 1),
            TokenKind::Word => self.below_thousand(at)?,
            TokenKind::Digits | TokenKind::Code | TokenKind::Mark | TokenKind::Fraction => return None,
        };
        (n < magnitude).then_some((n, end))
    }

    /// Number words below a thousand, or a bare hundred or thousand.
    fn below_thousand(&self, at: usize) -> Option<(f64, usize)> {
        let (mut total, mut last, mut next) = (0.0, f64::INFINITY, at);
        while let Some(n) = self.get(next).and_then(|t| self.reader.number(t)) {
            let fits = match last {
                _ if next == at => true,
                l if n == 100.0 => l < 10.0,
                l if l >= 100.0 => n < 100.0,
                l => l >= self.reader.words.least_joined && l % 10.0 == 0.0 && n < 10.0 && n > 0.0,
            };
            if !fits {
                break;
            }
            total = if n == 100.0 && next > at { total * n } else { total + n };
            (last, next) = (n, next + 1);
            // In Turkish the ending closes the number: "elli beşi".
            let closed = self.reader.words.part_first && self.reader.is_inflected(&self.tokens[next - 1]);
            if n >= 1000.0 || closed {
                break;
            }
        }
        (next > at).then_some((total, next))
    }

    /// "two thirds" after its "two".
    fn part_of(&self, n: Amount) -> Option<Amount> {
        let (part, end) = self.part_at(n.end)?;
        let top = n.number().filter(|top| *top < part && top.fract() == 0.0 && n.end - n.first == 1)?;
        Some(Amount { quantity: Quantity::Fraction(top / part * 100.0), end, ..n })
    }

    fn part_at(&self, at: usize) -> Option<(f64, usize)> {
        if self.reader.words.part_first {
            return None;
        }
        let long = self.reader.long_parts.starting(self.tokens, at);
        long.or_else(|| Some((self.reader.part(self.get(at)?)?, at + 1)))
    }

    /// "a third", "треть", "half": a part without a numerator.
    fn bare_part(&self, at: usize) -> Option<Amount> {
        let (part, end) = self.part_at(at)?;
        let one = self.had(at, Role::One);
        // "third" alone is an ordinal; half, and parts of languages without articles, are not.
        let stands = match part {
            _ if self.reader.words.bare_parts => true,
            2.0 => self.is_half_of(at),
            4.0 => one,
            _ => one && self.is_followed_as_share(end),
        };
        let first = if one { at - 1 } else { at };
        stands.then_some(Amount { quantity: Quantity::Fraction(100.0 / part), first, end })
    }

    /// "a third" from its article on.
    fn articled(&self, at: usize) -> Option<Amount> {
        self.bare_part(at + 1).filter(|a| self.has(at, Role::One) && a.first == at)
    }

    /// Whether "half" is a share: no "half-hearted", no "second half".
    fn is_half_of(&self, at: usize) -> bool {
        let joined = self.get(at + 1).is_some_and(|t| t.shaped(Shape::HYPHEN));
        let counted = self.had(at, Role::Ordinal) || self.had(at, Role::Sequence);
        !joined && !counted
    }

    /// Whether what follows "a third" lets it be a share: no "a third term".
    fn is_followed_as_share(&self, end: usize) -> bool {
        let Some(next) = self.get(end) else { return true };
        let past = self.text.get(next.span()).is_some_and(|w| w.ends_with("ed"));
        next.kind == TokenKind::Mark || next.is_number() || past || next.any(&[Role::AfterShare, Role::Grammar])
    }

    /// "üçte iki".
    fn part_first(&self, at: usize) -> Option<Amount> {
        let part = self.reader.part(self.get(at)?).filter(|_| self.reader.words.part_first)?;
        let top = self.cardinal(at + 1)?;
        let n = top.number().filter(|n| *n < part)?;
        Some(Amount { quantity: Quantity::Fraction(n / part * 100.0), first: at, end: top.end })
    }

    fn fixed(&self, at: usize) -> Option<Amount> {
        let (percent, end) = match self.get(at)? {
            sign if sign.kind == TokenKind::Fraction => (sign.number, at + 1),
            _ => self.reader.fractions.starting(self.tokens, at)?,
        };
        Some(Amount { quantity: Quantity::Fraction(percent), first: at, end })
    }

    /// "every third", "каждый пятый".
    fn every(&self, at: usize) -> Option<Amount> {
        if !self.has(at, Role::Every) {
            return None;
        }
        let n = self.reader.ordinal(self.get(at + 1)?)?;
        Some(Amount { quantity: Quantity::Fraction(100.0 / n), first: at, end: at + 2 })
    }

    /// "six in ten", "one out of five", "15 of 27".
    fn ratio(&self, part: Amount) -> Option<Amount> {
        let n = part.number()?;
        let ((), link) = self.reader.ratio_links.starting(self.tokens, part.end)?;
        let whole = self.cardinal(link)?;
        let of = whole.number().filter(|of| n <= *of && *of > 1.0 && *of <= 10_000.0 && of.fract() == 0.0)?;
        let year = (1400.0..2200.0).contains(&of) && self.get(link).is_some_and(|t| !t.shaped(Shape::GROUPED));
        // "one of three" picks one, "one in three" is a share.
        let picks = n == 1.0 && link == part.end + 1 && !self.is_in(part.end);
        let timed =
            self.get(whole.end).is_some_and(|t| t.any(&[Role::Time, Role::Money, Role::Measure, Role::Percent]));
        let fits = n.fract() == 0.0 && n >= 1.0 && !year && !picks && !timed;
        fits.then_some(Amount { quantity: Quantity::Fraction(n / of * 100.0), end: whole.end, ..part })
    }

    /// Whether the link of a ratio is the first of the list: "in", "из".
    fn is_in(&self, at: usize) -> bool {
        let first = self.reader.words.ratio_links.first();
        first.is_some_and(|w| self.get(at).is_some_and(|t| t.is(self.reader.look_up(w.as_bytes()).word)))
    }

    /// "on kişiden altısı", "81 ilin 62'sinde": the whole, a noun, the part.
    fn whole_first(&self, whole: Amount) -> Option<Amount> {
        let endings = self.reader.words.whole_endings;
        if endings.is_empty() || whole.end >= self.tokens.len() {
            return None;
        }
        let noun =
            self.get(whole.end).filter(|t| t.kind == TokenKind::Word && t.is_unknown() || t.has(Role::People))?;
        let ends = self.text.get(noun.span()).is_some_and(|w| endings.iter().any(|e| w.ends_with(e)));
        let part = self.cardinal(whole.end + 1).filter(|_| ends)?;
        let possessive = self.get(part.end).is_some_and(|t| t.shaped(Shape::APOSTROPHE))
            || self.reader.is_inflected(&self.tokens[part.end - 1]);
        let (n, of) = (part.number()?, whole.number()?);
        let fits = possessive && n < of && of > 1.0 && of.fract() == 0.0 && n.fract() == 0.0;
        let every = whole.first.checked_sub(1).filter(|b| self.has(*b, Role::Every));
        let first = every.unwrap_or(whole.first);
        fits.then_some(Amount { quantity: Quantity::Fraction(n / of * 100.0), first, end: part.end })
    }
}
