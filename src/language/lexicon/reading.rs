//! The quantities of a text, each with its hedge and unit.

use std::ops::Range;

use crate::language::lexicon::amount::{Amount, Words};
use crate::language::lexicon::token::{Shape, Token, TokenKind};
use crate::language::lexicon::{Expression, Measure, Quantity};
use crate::locale::Role;
use crate::model::Operator;

/// A quantity and the tokens that state it.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    /// All its tokens, hedge and unit included.
    pub(crate) tokens: Range<usize>,
    /// The tokens of the amount alone.
    pub(crate) amount: Range<usize>,
    /// What they state.
    pub(crate) expression: Expression,
}

/// A quantity as it is put together, before its span is known.
pub(super) struct Draft {
    pub(super) tokens: Range<usize>,
    pub(super) amount: Range<usize>,
    pub(super) quantity: Quantity,
    pub(super) hedge: Option<Operator>,
    pub(super) measure: Measure,
}

impl Words<'_> {
    /// All quantities, in order.
    pub(crate) fn read(&self) -> Vec<Read> {
        let mut found: Vec<Read> = Vec::new();
        let mut at = 0;
        while let Some(token) = self.get(at) {
            let read = if token.opens() { self.read_at(at) } else { None };
            at = read.as_ref().map_or(at + 1, |r| r.tokens.end.max(at + 1));
            found.extend(read);
        }
        self.share_units(&mut found);
        found
    }

    fn read_at(&self, at: usize) -> Option<Read> {
        let draft =
            self.factor(at).or_else(|| self.share(at)).or_else(|| self.decade(at)).or_else(|| self.number(at))?;
        Some(self.finished(draft))
    }

    fn finished(&self, draft: Draft) -> Read {
        let span = self.tokens[draft.tokens.start].span().start..self.tokens[draft.tokens.end - 1].span().end;
        let Draft { tokens, amount, quantity, hedge, measure } = draft;
        Read { tokens, amount, expression: Expression { span, quantity, hedge, measure } }
    }

    /// A number, fraction or range with unit and hedge.
    fn number(&self, at: usize) -> Option<Draft> {
        let amount = self.amount(at)?;
        if let Some(times) = self.times(amount) {
            return Some(self.hedged(times));
        }
        if let Some(range) = self.range(amount) {
            return Some(range);
        }
        let (measure, end) = self.measure(amount.first, amount.end);
        let tokens = amount.first..end;
        let draft = Draft { tokens, amount: amount.first..amount.end, quantity: amount.quantity, hedge: None, measure };
        Some(self.hedged(draft))
    }

    /// The unit of a number, and the token after it.
    fn measure(&self, first: usize, end: usize) -> (Measure, usize) {
        let ending = self.skip(end, |t| t.shaped(Shape::APOSTROPHE));
        let before = self.reader.words.percent_first && self.had(first, Role::Percent);
        let after = |phrases: &crate::language::lexicon::reader::Phrases<()>| {
            phrases.starting(self.tokens, ending).map(|((), end)| end)
        };
        if let Some(end) = after(&self.reader.points) {
            return (Measure::Points, end);
        }
        if let Some(end) = after(&self.reader.bare_points) {
            return (if before { Measure::Points } else { Measure::BarePoints }, end);
        }
        if before {
            return (Measure::Percent, ending);
        }
        // "61pc" is a percentage, "61 PC" are computers.
        let is_unit = |end: &usize| {
            let apart = self.get(ending).filter(|t| !t.shaped(Shape::GLUED) && *end == ending + 1);
            apart.and_then(|t| self.text.get(t.span())).is_none_or(|word| !word.eq_ignore_ascii_case("pc"))
        };
        match after(&self.reader.percent).filter(is_unit).filter(|_| !self.reader.words.percent_first) {
            Some(end) => (Measure::Percent, self.skip(end, |t| t.shaped(Shape::APOSTROPHE))),
            None => (Measure::None, ending),
        }
    }

    /// "2.4 times higher", "в полтора раза".
    fn times(&self, amount: Amount) -> Option<Draft> {
        let Quantity::Number(n) = amount.quantity else { return None };
        let ending = self.skip(amount.end, |t| t.shaped(Shape::APOSTROPHE));
        let ((), end) = self.reader.times.starting(self.tokens, ending)?;
        let tokens = amount.first..end;
        let amount = amount.first..amount.end;
        Some(Draft { tokens, amount, quantity: Quantity::Factor(n), hedge: None, measure: Measure::None })
    }

    /// "doubled", "threefold".
    fn factor(&self, at: usize) -> Option<Draft> {
        let (n, end) = self.reader.factors.starting(self.tokens, at)?;
        let quantity = Quantity::Factor(n);
        Some(self.hedged(Draft { tokens: at..end, amount: at..end, quantity, hedge: None, measure: Measure::None }))
    }

    /// Adds the hedge before or after a quantity.
    fn hedged(&self, draft: Draft) -> Draft {
        let Range { start, end } = draft.tokens;
        let first = start - self.tokens[..start].iter().rev().take_while(|t| self.is_filler(t)).count();
        let draft = Draft { tokens: first..end, ..draft };
        let before = self.hedge_before(first, end);
        let draft = match before.or_else(|| self.hedge_after(&draft)) {
            Some((hedge, tokens)) => Draft { tokens, hedge: Some(hedge), ..draft },
            None => Draft { tokens: start.min(first.max(self.percent_sign(start)))..end, ..draft },
        };
        let half = draft.quantity == Quantity::Fraction(50.0);
        match draft.hedge {
            Some(Operator::Above) if half => Draft { quantity: Quantity::Majority, ..draft },
            Some(Operator::Below) if half => Draft { quantity: Quantity::Minority, ..draft },
            _ => draft,
        }
    }

    /// Whether a token may stand between a hedge and its number.
    fn is_filler(&self, token: &Token) -> bool {
        token.has(Role::Filler) || self.reader.words.percent_first && token.has(Role::Percent)
    }

    /// The percent word before a number belongs to it where the language puts it there.
    fn percent_sign(&self, first: usize) -> usize {
        let stands = self.reader.words.percent_first && self.had(first, Role::Percent);
        if stands { first - 1 } else { first }
    }

    fn hedge_before(&self, first: usize, end: usize) -> Option<(Operator, Range<usize>)> {
        let Some((hedge, start)) = self.reader.hedges_before.ending(self.tokens, first) else {
            // "around the 15% mark"
            let marked = self.has(end, Role::Mark) && self.had(first, Role::Article);
            let (hedge, start) = self.reader.hedges_before.ending(self.tokens, first.checked_sub(1)?)?;
            return marked.then_some((hedge, start..end + 1));
        };
        if self.has(first - 1, Role::RangeLink) && hedge == Operator::AtMost && self.is_reached(start) {
            return None;
        }
        Some((hedge, start..end))
    }

    /// Whether what stands before makes "up to" the end of a movement: "went up to 55%", "вырос до 24%".
    fn is_reached(&self, start: usize) -> bool {
        let from = start.saturating_sub(6);
        let stop = |t: &Token| t.kind == TokenKind::Mark && !t.has(Role::Percent);
        let clause = self.tokens[from..start].iter().rev().take_while(|t| !stop(t));
        let near: Vec<&Token> = clause.collect();
        let moved = near.iter().any(|t| t.any(&[Role::Change, Role::ChangeOpener, Role::RangeOpener]));
        moved || near.first().is_some_and(|t| t.has(Role::Motion) || t.has(Role::Percent) || t.is_number())
    }

    fn hedge_after(&self, draft: &Draft) -> Option<(Operator, Range<usize>)> {
        let Range { start, end } = draft.tokens;
        let (hedge, to) = self.reader.hedges_after.starting(self.tokens, end)?;
        // "yüzde 30 daha fazla" is 30 percent more; "yüzde 30'dan fazla" is more than 30 percent.
        let compares = matches!(hedge, Operator::Above | Operator::Below | Operator::Nearly);
        let number = matches!(draft.quantity, Quantity::Number(_));
        let last = self.before(end)?;
        let bare = number
            && !last.shaped(Shape::APOSTROPHE)
            && !self.reader.is_inflected(last)
            && last.kind != TokenKind::Word;
        if self.reader.words.part_first && compares && bare {
            return None;
        }
        Some((hedge, start..to))
    }

    /// A range that starts with this amount.
    fn range(&self, low: Amount) -> Option<Draft> {
        let (own, middle) = self.measure(low.first, low.end);
        let second = self.range_link(low, own, middle)?;
        let percent_again = self.skip(second, |t| self.is_filler(t));
        let high = self.amount(percent_again)?;
        let (measure, end) = self.measure(high.first, high.end);
        let (a, b) = (low.number()?, high.number()?);
        let quantity = match (low.quantity, high.quantity) {
            (Quantity::Number(a), Quantity::Number(b)) => Quantity::Range(a, b),
            (Quantity::Fraction(a), Quantity::Fraction(b)) => Quantity::FractionRange(a, b),
            _ => return None,
        };
        let closer = if self.has(end, Role::RangeCloser) { end + 1 } else { end };
        // In Turkish one "yüzde" serves both ends.
        let one_unit = self.reader.words.percent_first && measure == Measure::None;
        let units_differ = own != Measure::None && measure != own && !one_unit;
        if a >= b || units_differ || self.has(middle, Role::OpenLink) && !self.open_range(low, middle, end) {
            return None;
        }
        let opener = low.first.checked_sub(1).filter(|o| self.has(*o, Role::RangeOpener));
        let first = opener.unwrap_or_else(|| self.percent_sign(low.first));
        Some(Draft {
            tokens: first..closer,
            amount: low.first..high.end,
            quantity,
            hedge: None,
            measure: if measure == Measure::None { own } else { measure },
        })
    }

    /// The token after what joins the ends of a range.
    fn range_link(&self, low: Amount, own: Measure, middle: usize) -> Option<usize> {
        let link = self.get(middle)?;
        let text = self.text.get(link.span())?;
        if matches!(text, "-" | "–" | "—" | "−" | "‑") && link.kind == TokenKind::Mark {
            let high = self.get(middle + 1)?;
            let tight = link.end == high.start && self.before(middle).is_some_and(|t| t.end == link.start);
            return (tight || own == Measure::None && text != "-").then_some(middle + 1);
        }
        let opened = self.had(low.first, Role::RangeOpener) && link.has(Role::RangeLink);
        let opened = opened && self.agrees(low.first - 1, middle) && !self.is_change(low.first, own);
        let open = link.has(Role::OpenLink) && !self.had(low.first, Role::RangeOpener);
        (opened || open).then_some(middle + 1)
    }

    /// "between" goes with "and", "from" with "to"; of other languages alike: the first opener goes with the second link.
    fn agrees(&self, opener: usize, link: usize) -> bool {
        let word = |at: usize| self.get(at).and_then(|t| self.text.get(t.span())).unwrap_or_default().to_lowercase();
        match word(opener).as_str() {
            "between" => word(link) == "and",
            "from" => word(link) == "to",
            "от" => word(link) == "до",
            "между" => word(link) == "и",
            _ => true,
        }
    }

    /// Whether "from … to …" tells of a change: both ends with units, or a word of change before, and no word of spread.
    fn is_change(&self, low: usize, own: Measure) -> bool {
        let opener = low - 1;
        if !self.tokens[opener].has(Role::BeforeYear) {
            return false;
        }
        let before = &self.tokens[self.clause_start(opener)..opener];
        let spread = before.iter().rev().take(4).any(|t| t.has(Role::Spread));
        !spread && (own != Measure::None || before.iter().any(|t| t.has(Role::Change)))
    }

    /// The first token of the clause that a token stands in, at most twelve tokens before it.
    fn clause_start(&self, at: usize) -> usize {
        let from = at.saturating_sub(12);
        let stops = |t: &Token| {
            t.kind == TokenKind::Mark && self.text.get(t.span()).is_some_and(|s| matches!(s, "." | ";" | "!" | "?"))
        };
        self.tokens[from..at].iter().rposition(stops).map_or(from, |i| from + i + 1)
    }

    /// "20 to 30 percent", "yüzde 65 ile 70 arasında": no opener, so that the words around have to make it a range.
    fn open_range(&self, low: Amount, middle: usize, end: usize) -> bool {
        if self.reader.words.percent_first {
            let ila = self.text.get(self.tokens[middle].span()) == Some("ila");
            return ila || self.has(end, Role::RangeCloser);
        }
        let digits = |at: usize| self.get(at).is_some_and(Token::is_number);
        // "15 out of 20 to 30": a ratio is no end.
        matches!(low.quantity, Quantity::Number(_)) && digits(low.first) && !self.had(low.first, Role::Pointer)
    }

    /// "in the teens", "in the low forties", "in the mid-40s".
    fn decade(&self, at: usize) -> Option<Draft> {
        let token = self.get(at)?;
        let (base, end) = match self.reader.decade(token) {
            Some(base) => (base, at + 1),
            None => {
                let s = self.get(at + 1).filter(|t| t.shaped(Shape::GLUED) && self.text.get(t.span()) == Some("s"))?;
                let n = token.number;
                let fits =
                    token.kind == TokenKind::Digits && (10.0..=90.0).contains(&n) && n % 10.0 == 0.0 && s.end > 0;
                fits.then_some((n, at + 2))?
            }
        };
        let third = at.checked_sub(1).filter(|b| self.has(*b, Role::Third)).map(|b| self.tokens[b]);
        let the = if third.is_some() { at.checked_sub(2)? } else { at.checked_sub(1)? };
        let word = |at: usize| self.get(at).and_then(|t| self.text.get(t.span())).unwrap_or_default();
        let opened = word(the) == "the" && the > 0 && word(the - 1) == "in";
        let low = match third.and_then(|t| self.text.get(t.span())) {
            Some("low" | "lower") => 0.0,
            Some("mid") => 4.0,
            Some(_) => 7.0,
            None => 3.0,
        };
        let high = match third {
            Some(_) if low == 0.0 => 3.0,
            Some(_) if low == 4.0 => 6.0,
            _ => 9.0,
        };
        // Without a third only the teens are no years of a century.
        let fits = opened && (third.is_some() || base == 10.0);
        let quantity = Quantity::Range(base + low, base + high);
        let (measure, end) = self.measure(at, end);
        let measure = if measure == Measure::None { Measure::Percent } else { measure };
        fits.then(|| Draft { tokens: the - 1..end, amount: at..end, quantity, hedge: None, measure })
    }

    /// Gives numbers without a unit the unit of the number that they are listed or contrasted with.
    fn share_units(&self, found: &mut [Read]) {
        for i in (0..found.len().saturating_sub(1)).rev() {
            let next = &found[i + 1];
            let unit = next.expression.measure;
            let joins = self.joins(&found[i], next);
            if joins && self.may_share(&found[i], unit) {
                found[i].expression.measure = unit;
            }
        }
        for i in 1..found.len() {
            let unit = found[i - 1].expression.measure;
            let goes_on = self.contrasts(&found[i - 1], &found[i]) || self.lists_in_brackets(&found[i - 1], &found[i]);
            if goes_on && self.may_share(&found[i], unit) {
                found[i].expression.measure = unit;
            }
        }
    }

    /// Whether a number may take a unit: it has none, and it cannot be a year, a date or a pointer.
    fn may_share(&self, read: &Read, unit: Measure) -> bool {
        let plain = matches!(read.expression.quantity, Quantity::Number(n) if n <= 100.0);
        let other = [Role::Pointer, Role::Month, Role::Money, Role::Age];
        let points = |t: &Token| t.any(&other) && !t.has(Role::Grammar);
        let pointed = self.before(read.tokens.start).is_some_and(points);
        plain && !pointed && read.expression.measure == Measure::None && unit != Measure::None
    }

    /// "41, 34 and 12 percent": only list words stand between the two, the last of them a conjunction.
    fn joins(&self, first: &Read, second: &Read) -> bool {
        let Some(between) = self.tokens.get(first.tokens.end..second.tokens.start) else { return false };
        if between.is_empty() || between.len() > 2 || !between.iter().all(|t| t.has(Role::ListLink)) {
            return false;
        }
        // A comma alone joins only what a conjunction joins further on; that number has its unit already.
        let conjunction = between.iter().any(|t| t.kind == TokenKind::Word || self.text.get(t.span()) == Some("&"));
        conjunction || second.expression.measure != Measure::None && second.tokens.end - second.tokens.start == 1
    }

    /// "Wales (62%), Scotland (58)": a bare number in brackets after the name that is next in a list.
    fn lists_in_brackets(&self, first: &Read, second: &Read) -> bool {
        let sign = |at: Option<usize>, sign: &str| {
            at.and_then(|at| self.get(at)).is_some_and(|t| self.text.get(t.span()) == Some(sign))
        };
        let bracketed = |read: &Read| sign(read.tokens.start.checked_sub(1), "(") && sign(Some(read.tokens.end), ")");
        let Some(between) = self.tokens.get(first.tokens.end + 1..second.tokens.start.saturating_sub(1)) else {
            return false;
        };
        let named = between.iter().any(|t| t.shaped(Shape::CAPITAL));
        let listed = between.iter().all(|t| t.shaped(Shape::CAPITAL) || t.any(&[Role::ListLink, Role::Article]));
        bracketed(first) && bracketed(second) && named && listed && between.len() <= 6
    }

    /// "31 percent to the Liberals' 28", "from 41% to 70": a bare number set against one with a unit.
    fn contrasts(&self, first: &Read, second: &Read) -> bool {
        let Some(between) = self.tokens.get(first.tokens.end..second.tokens.start) else { return false };
        let near = !between.is_empty() && between.len() <= 6;
        let against = between.iter().any(|t| t.has(Role::Against) && t.kind == TokenKind::Word);
        let stop = |t: &Token| self.text.get(t.span()).is_some_and(|s| matches!(s, "." | ";" | ":"));
        let last = between.last().is_some_and(|t| t.has(Role::Against));
        let owned = self.tokens.get(second.tokens.start).is_some_and(|t| {
            let before = &self.text[..t.span().start];
            before.trim_end().ends_with(['\'', '’'])
        });
        let alone = self
            .get(second.tokens.end)
            .is_none_or(|t| t.kind == TokenKind::Mark || t.any(&[Role::Grammar, Role::BeforeYear]));
        near && against && (last || owned) && alone && !between.iter().any(stop)
    }
}
