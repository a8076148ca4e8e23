//! What the words around a number make of it: a share, a change, a count, or nothing that is asked for.

use std::ops::Range;

use crate::evidence::sentence;
use crate::evidence::statement::{Meaning, Measured, StatementKind};
use crate::language::lexicon::amount::Words;
use crate::language::lexicon::reading::Read;
use crate::language::lexicon::token::{Shape, Token, TokenKind as Piece};
use crate::language::lexicon::{Measure, Quantity};
use crate::locale::Role;
use crate::model::Operator;

/// A number in its sentence.
pub(super) struct Context<'t> {
    pub(super) words: Words<'t>,
    pub(super) read: &'t Read,
    /// The tokens of the sentence.
    pub(super) sentence: Range<usize>,
}

impl Context<'_> {
    /// What the number says; none when it is no statement of share, change or count.
    pub(super) fn meaning(&self) -> Option<Meaning> {
        let meaning = |unit, kind| Some(Meaning { unit, kind });
        if sentence::is_mark_of_note(self.words, self.read.amount.start) {
            return None;
        }
        match (self.read.expression.quantity, self.read.expression.measure) {
            (Quantity::Majority | Quantity::Minority, _) if !self.is_part(100.0) => None,
            (Quantity::Majority, _) => meaning(Measured::Percent, StatementKind::Majority),
            (Quantity::Minority, _) => meaning(Measured::Percent, StatementKind::Minority),
            (Quantity::Factor(_), _) if self.is_factor() => meaning(Measured::Times, StatementKind::Change),
            (Quantity::Factor(_), _) => None,
            (_, Measure::Percent) if self.is_margin() || self.is_level() => None,
            (_, Measure::Percent) if self.is_change() => meaning(Measured::Percent, StatementKind::Change),
            (_, Measure::Percent) => meaning(Measured::Percent, StatementKind::Share),
            (_, Measure::Points) if !self.is_margin() => meaning(Measured::Points, StatementKind::Change),
            (_, Measure::BarePoints) if !self.is_margin() && self.is_gap() => {
                meaning(Measured::Points, StatementKind::Change)
            }
            (_, Measure::Points | Measure::BarePoints) => None,
            (Quantity::Fraction(n), Measure::None) if self.is_part(n) => {
                meaning(Measured::Percent, StatementKind::Proportion)
            }
            (Quantity::FractionRange(..), Measure::None) => meaning(Measured::Percent, StatementKind::Proportion),
            (Quantity::Fraction(_), Measure::None) => None,
            (Quantity::Number(_) | Quantity::Range(..), Measure::None) if self.is_count() => {
                meaning(Measured::Count, StatementKind::Count)
            }
            (Quantity::Number(_) | Quantity::Range(..), Measure::None) => None,
        }
    }

    fn tokens(&self) -> &[Token] {
        self.words.tokens
    }

    /// Up to so many tokens of the sentence before the statement, the nearest first.
    fn before(&self, most: usize) -> impl Iterator<Item = &Token> {
        let start = self.read.tokens.start;
        self.tokens()[self.sentence.start.min(start)..start].iter().rev().take(most)
    }

    /// Up to so many tokens of the sentence after the statement.
    fn after(&self, most: usize) -> impl Iterator<Item = &Token> {
        let end = self.read.tokens.end;
        self.tokens()[end..self.sentence.end.max(end)].iter().take(most)
    }

    fn text(&self, token: &Token) -> &str {
        &self.words.text[token.span()]
    }

    /// A margin of error: "±2.8 points", "plus or minus", "margin of error of 3 percent".
    fn is_margin(&self) -> bool {
        let near = self.before(1).chain(self.words.get(self.read.tokens.start)).any(|t| self.text(t) == "±");
        let minus = self.before(3).any(|t| matches!(self.text(t), "minus" | "+"));
        let named = self.before(9).any(|t| t.has(Role::Margin)) || self.after(3).any(|t| t.has(Role::Margin));
        near || named || minus && self.before(3).any(|t| matches!(self.text(t), "plus" | "-" | "/"))
    }

    /// A level of confidence or significance: "95% CI", "at the 5 percent level".
    fn is_level(&self) -> bool {
        let n = match self.read.expression.quantity {
            Quantity::Number(n) => n,
            Quantity::Range(..) => return self.before(6).any(|t| t.has(Role::Level)),
            Quantity::Fraction(_)
            | Quantity::FractionRange(..)
            | Quantity::Factor(_)
            | Quantity::Majority
            | Quantity::Minority => return false,
        };
        // The power of a test.
        let next = self.words.get(self.read.tokens.end);
        if n >= 70.0 && next.is_some_and(|t| self.text(t) == "power") {
            return true;
        }
        let usual = [90.0, 95.0, 99.0, 99.9, 10.0, 5.0, 1.0, 0.1].contains(&n);
        let plain = |t: &&Token| t.kind != Piece::Mark;
        let after = self.after(2).take_while(plain).any(|t| t.has(Role::Level));
        usual && (after || self.before(4).take_while(plain).any(|t| t.has(Role::Level)))
    }

    /// A percentage that tells how much more or less: "rose by 12 percent", "a 5 percent increase".
    fn is_change(&self) -> bool {
        let ended =
            self.tokens()[self.read.amount.start..self.read.tokens.end].iter().any(|t| t.shaped(Shape::APOSTROPHE));
        let after = self.after(2).take_while(|t| t.kind != Piece::Mark).any(|t| t.has(Role::Change));
        let mut before = self.before(6);
        let nearest = before.next();
        let by = nearest.is_some_and(|t| matches!(self.text(t).to_lowercase().as_str(), "by" | "of" | "на" | "some"));
        let moved = nearest.is_some_and(|t| t.has(Role::Change));
        let earlier = by && before.take(5).take_while(|t| t.kind != Piece::Mark).any(|t| t.has(Role::Change));
        let range = matches!(self.read.expression.quantity, Quantity::Range(..));
        moved || earlier || after && !ended && !range
    }

    /// Points that are percentage points: "a 15-point lead", "fell 12 points", "net approval was 12 points", but no "5-point
    /// scale".
    fn is_gap(&self) -> bool {
        let scale = self.after(3).chain(self.before(3)).any(|t| t.has(Role::Scale));
        let change = self.before(8).chain(self.after(5)).any(|t| t.has(Role::Change));
        let net = self.before(5).any(|t| self.text(t).eq_ignore_ascii_case("net"));
        (change || net) && !scale
    }

    /// Times that compare: Russian "в 1,5 раза", but no "три раза в неделю".
    fn is_factor(&self) -> bool {
        let last = &self.tokens()[self.read.tokens.end - 1];
        let word = self.text(last).to_lowercase();
        match word.as_str() {
            "раза" | "раз" => self.before(1).any(|t| self.text(t).to_lowercase() == "в"),
            "kat" => self.after(2).any(|t| t.has(Role::Change) || self.text(t) == "daha"),
            _ => true,
        }
    }

    /// A fraction of people or things, not of an hour, a century or a parliament.
    fn is_part(&self, percent: f64) -> bool {
        let kinds = [Role::Time, Role::Money, Role::Measure, Role::Magnitude, Role::Majority];
        let mut after = self.after(5).take_while(|t| t.kind != Piece::Mark);
        let of_time = match after.next() {
            None => false,
            Some(t) if t.any(&kinds) => self.read.amount.len() == 1 || !self.words.reader.words.part_first,
            Some(t) if t.any(&[Role::RatioOf, Role::One]) => {
                let mut rest = after.skip_while(|t| t.any(&[Role::One, Role::Article, Role::RatioOf]));
                let (first, second) = (rest.next(), rest.next());
                let timed = first.is_some_and(|t| t.any(&[Role::Time, Role::Month]) || Self::is_year(t));
                // "the 20th century"
                timed
                    || first.is_some_and(|t| t.kind == Piece::Digits) && second.is_some_and(|t| t.shaped(Shape::GLUED))
            }
            Some(_) => false,
        };
        let asked = self.tokens()[self.read.amount.clone()].iter().any(|t| t.number > 100.0) && self.is_sample();
        let half = percent == 50.0 && self.before(1).any(|t| t.any(&[Role::Ordinal, Role::Sequence]));
        let joined = self.words.get(self.read.tokens.end).is_some_and(|t| t.shaped(Shape::HYPHEN));
        !of_time && !half && !joined && !asked && !self.is_compared_or_ruled()
    }

    /// "half as many", "a 2/3 vote": a comparison, or what a decision needs.
    fn is_compared_or_ruled(&self) -> bool {
        let mut after = self.after(2).map(|t| self.text(t).to_lowercase());
        let (next, second) = (after.next().unwrap_or_default(), after.next().unwrap_or_default());
        let compared =
            next == "as" && matches!(second.as_str(), "many" | "much" | "likely" | "often" | "large" | "high");
        let article = self.before(1).any(|t| t.any(&[Role::One, Role::Article]));
        compared || article && matches!(next.as_str(), "vote" | "supermajority")
    }

    fn is_year(token: &Token) -> bool {
        let whole = token.kind == Piece::Digits && !token.shaped(Shape::GROUPED) && !token.shaped(Shape::DECIMALS);
        whole && (1400.0..=2100.0).contains(&token.number) && token.end - token.start == 4
    }

    /// A number of things or people.
    fn is_count(&self) -> bool {
        let amount = &self.tokens()[self.read.amount.clone()];
        let first = &amount[0];
        let magnitude = amount.iter().any(|t| t.has(Role::Magnitude));
        let hedged = self.read.expression.hedge.is_some();
        let years = amount.iter().filter(|t| Self::is_year(t)).count();
        let written_small = |n: f64| n <= 10.0 && !hedged && first.kind == Piece::Word;
        let fits = match self.read.expression.quantity {
            Quantity::Number(n) => n > 1.0 && n < 1e13 && !written_small(n) && (magnitude || n.fract() == 0.0),
            Quantity::Range(low, high) => low >= 1.0 && high < 1e13 && years == 0,
            Quantity::Fraction(_) | Quantity::FractionRange(..) | Quantity::Factor(_) => false,
            Quantity::Majority | Quantity::Minority => false,
        };
        let hyphen = first.shaped(Shape::HYPHEN) && first.kind == Piece::Digits;
        let known = !self.words.reader.knows_words();
        let like_a_year = years > 0 && !magnitude && !hedged;
        let named = self.names_things(like_a_year) || self.is_told(magnitude) && !like_a_year;
        fits && !hyphen && !known && !self.is_pointed() && named && !self.is_enough() && !self.is_sample()
    }

    /// Whether what stands before makes the number a page, a date, a price, an age or a statistic.
    fn is_pointed(&self) -> bool {
        let mut before = self.before(3);
        let Some(nearest) = before.next() else { return self.heads_a_title() };
        if self.text(nearest) == "per" {
            return true;
        }
        let shortened = self.text(nearest) == "." && before.next().is_some_and(|t| t.has(Role::Pointer));
        let opened = [Role::Pointer, Role::Money, Role::Month, Role::Age, Role::Sequence, Role::Margin];
        let sign = nearest.kind == Piece::Mark && matches!(self.text(nearest), "=" | "/" | "*" | "^" | "±" | "+" | "[");
        let statistic = self.read.expression.hedge.is_some_and(|h| matches!(h, Operator::Below | Operator::Above))
            && self.words.get(self.read.tokens.start).is_some_and(|t| t.kind == Piece::Mark)
            && nearest.kind == Piece::Word;
        nearest.any(&opened) && !nearest.has(Role::Grammar) || shortened || sign || statistic || self.heads_a_title()
    }

    /// "2 RESULTS", "4. BULGULAR": the number of a heading.
    fn heads_a_title(&self) -> bool {
        let capital = self.after(1).any(|t| t.shaped(Shape::CAPITAL));
        self.read.tokens.start == 0 && capital && self.read.expression.hedge.is_none()
    }

    /// Whether the name of something counted follows.
    fn names_things(&self, like_a_year: bool) -> bool {
        let mut after = self.after(3);
        let Some(noun) = after.next() else { return false };
        let next = after.next();
        let whole = noun.has(Role::RatioOf)
            && next.is_some_and(|t| t.kind == Piece::Word && !t.any(&[Role::Month, Role::Time]))
            && self.text(noun) == "of"
            && !like_a_year;
        let kinds = [
            Role::Money,
            Role::Time,
            Role::Measure,
            Role::Age,
            Role::Month,
            Role::Percent,
            Role::Sample,
            Role::Pointer,
        ];
        let word = noun.kind == Piece::Word && !noun.shaped(Shape::GLUED) && !noun.shaped(Shape::HYPHEN);
        let name = word && !noun.any(&kinds) && !noun.has(Role::Grammar) && !noun.is_number();
        // "three consecutive years"
        let singular = !self.text(noun).ends_with('s');
        let later_time =
            singular && noun.is_unknown() && next.is_some_and(|t| t.any(&[Role::Time, Role::Measure, Role::Money]));
        whole || name && !later_time && (!like_a_year || noun.has(Role::People))
    }

    /// Whether the sentence says what is counted before the number: "the number of … exceeded 18 million".
    fn is_told(&self, magnitude: bool) -> bool {
        let stands_alone = self.after(1).next().is_none_or(|t| t.kind == Piece::Mark && self.text(t) != "%");
        let follows = self.after(1).any(|t| t.has(Role::Grammar));
        let counted = self.before(1).any(|t| t.has(Role::Counted)) || self.before(14).any(|t| t.has(Role::NumberOf));
        let paid = self.tokens()[self.sentence.clone()].iter().any(|t| t.any(&[Role::Money, Role::Measure]));
        (magnitude && stands_alone || counted && (stands_alone || follows)) && !paid
    }

    /// "two or more papers" sets a condition and counts nothing.
    fn is_enough(&self) -> bool {
        let small = matches!(self.read.expression.quantity, Quantity::Number(n) if n <= 3.0);
        small
            && self.read.expression.hedge == Some(Operator::AtLeast)
            && self.read.tokens.start == self.read.amount.start
    }

    /// Whether the sentence tells who was asked, so that its numbers are sample sizes.
    fn is_sample(&self) -> bool {
        let sign = |t: &Token| t.kind == Piece::Mark && t.has(Role::Margin);
        self.tokens()[self.sentence.clone()].iter().any(|t| t.has(Role::Asked) || sign(t))
    }
}
