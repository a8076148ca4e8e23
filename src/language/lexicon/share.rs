//! A majority, a minority, most: shares in words without a number.

use std::ops::Range;

use crate::language::lexicon::amount::Words;
use crate::language::lexicon::reading::Draft;
use crate::language::lexicon::token::{Shape, Token, TokenKind};
use crate::language::lexicon::{Measure, Quantity};
use crate::locale::Role;

impl Words<'_> {
    /// A share in words at a token.
    pub(super) fn share(&self, at: usize) -> Option<Draft> {
        let token = self.get(at)?;
        let (quantity, tokens) = if token.has(Role::Majority) {
            (Quantity::Majority, self.majority(at)?)
        } else if token.has(Role::Minority) {
            (Quantity::Minority, self.minority(at)?)
        } else if token.has(Role::Most) {
            (Quantity::Majority, self.most(at)?)
        } else {
            self.fixed_share(at)?
        };
        Some(Draft { amount: tokens.clone(), tokens, quantity, hedge: None, measure: Measure::None })
    }

    fn fixed_share(&self, at: usize) -> Option<(Quantity, Range<usize>)> {
        let majority = self.reader.majorities.starting(self.tokens, at).map(|((), end)| (Quantity::Majority, at..end));
        let minority =
            || self.reader.minorities.starting(self.tokens, at).map(|((), end)| (Quantity::Minority, at..end));
        let (quantity, tokens) = majority.or_else(minority)?;
        (!self.has(tokens.end, Role::NotShared)).then_some((quantity, tokens))
    }

    /// "a majority", "the vast majority", "majorities of", but no "majority leader", "two-thirds majority", "majority of two".
    fn majority(&self, at: usize) -> Option<Range<usize>> {
        let first = self.degrees_before(at);
        let articled = first < at || self.had(at, Role::One);
        let counted = self.before(first).is_some_and(|t| t.is_number() || t.any(&[Role::Part, Role::Half]));
        let counted_seats = |n: &Token| n.is_number() && !self.has(at + 3, Role::Percent);
        let seats = self.has(at + 1, Role::RatioOf) && self.get(at + 2).is_some_and(counted_seats);
        if counted || seats || !self.stands_alone(at) {
            return None;
        }
        let of = self.has(at + 1, Role::RatioOf) || self.has(at + 1, Role::AfterShare);
        (articled || of || !self.has_articles()).then_some(first..at + 1)
    }

    /// "a minority", "a small minority", but no "Russian minority", which is a people.
    fn minority(&self, at: usize) -> Option<Range<usize>> {
        let first = self.degrees_before(at);
        let people = self.before(first).is_some_and(|t| t.has(Role::Superlative)) && !self.has_articles();
        let followed = self.has(at + 1, Role::AfterShare) || self.get(at + 1).is_none() || !self.has_articles();
        let articled = first < at || !self.has_articles();
        (articled && followed && !people && self.stands_alone(at)).then_some(first..at + 1)
    }

    /// Whether nothing after the word makes it something else than a share.
    fn stands_alone(&self, at: usize) -> bool {
        self.get(at + 1).is_none_or(|t| !t.has(Role::NotShared) && !t.shaped(Shape::HYPHEN))
    }

    fn has_articles(&self) -> bool {
        self.reader.words.articles
    }

    /// The first of the words of degree and the article before a word.
    fn degrees_before(&self, at: usize) -> usize {
        let mut first = at;
        while self.before(first).is_some_and(|t| t.has(Role::Degree)) {
            first -= 1;
        }
        let article = |t: &Token| t.kind == TokenKind::Word && t.any(&[Role::One, Role::Article]);
        if self.has_articles() && self.before(first).is_some_and(article) { first - 1 } else { first }
    }

    /// "most respondents", "most of them", but no superlative: "the most", "most important".
    fn most(&self, at: usize) -> Option<Range<usize>> {
        let before = self.before(at);
        if before.is_some_and(|t| t.any(&[Role::Superlative, Role::At])) || self.had(at, Role::Half) {
            return None;
        }
        let next = self.get(at + 1).filter(|t| t.kind == TokenKind::Word && !t.shaped(Shape::HYPHEN))?;
        let written = self.text.get(next.span())?;
        let fits =
            next.any(&[Role::RatioOf, Role::AfterShare]) || next.shaped(Shape::CAPITAL) || !is_adjective(written);
        fits.then_some(at..at + 1)
    }
}

/// Whether a word looks like what a superlative is made of: "important", "likely", "effective".
fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "ly", "ive", "ful", "ous", "ant", "ent", "able", "ible", "ical", "ial", "ed", "ing", "ary", "less", "ional",
        "ular", "ic",
    ];
    const SHORT: [&str; 12] = [
        "common", "often", "popular", "severe", "recent", "dense", "cited", "modern", "similar", "acute", "complex",
        "rapid",
    ];
    SHORT.contains(&word) || word.len() > 4 && ENDINGS.iter().any(|e| word.ends_with(e))
}
