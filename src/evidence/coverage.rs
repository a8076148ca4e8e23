//! Which statements of a document the records of a dataset account for.

use std::ops::Range;

use crate::evidence::document::Document;
use crate::evidence::folded::Quoted;
use crate::evidence::proof::quote::Wanted;
use crate::evidence::searched::Searched;
use crate::evidence::statement::{Figure, Measured, Statement, StatementKind, is_near, is_said_again};
use crate::model::{Claim, Dataset, Operator, SetAside, Unit, Value};

/// How a statement is accounted for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coverage<'d> {
    /// A record has it.
    Recorded(&'d Claim),
    /// The curator left it out and says why.
    SetAside(&'d SetAside),
    /// Nothing does.
    Unaccounted,
}

/// The quotes of a dataset, ready to be compared with documents.
#[derive(Debug)]
pub struct Ledger<'d> {
    claims: Vec<RecordedQuote<'d>>,
    aside: Vec<Aside<'d>>,
}

/// A claim with its quote.
#[derive(Debug)]
struct RecordedQuote<'d> {
    claim: &'d Claim,
    wanted: Wanted,
}

/// A passage that is set aside.
#[derive(Debug)]
struct Aside<'d> {
    aside: &'d SetAside,
    words: Quoted,
}

impl<'d> Ledger<'d> {
    /// The ledger of a dataset.
    pub fn of(dataset: &'d Dataset) -> Self {
        let quoted = |claim: &'d Claim| RecordedQuote { claim, wanted: Wanted::of(claim) };
        let aside = |aside: &'d SetAside| Aside { aside, words: Quoted::new(&aside.text.value) };
        Self {
            claims: dataset.claims.iter().map(quoted).collect(),
            aside: dataset.set_aside.iter().map(aside).collect(),
        }
    }

    /// How each statement of a document is accounted for: by a record in whose quote it stands and that says the same number,
    /// else by a passage that is set aside.
    ///
    /// A record accounts for one statement at each place of its quote, so that a second statement of the same number in one
    /// quote needs a record of its own.
    pub fn coverage(&self, document: &Document, statements: &[Statement]) -> Vec<Coverage<'d>> {
        let mut found = vec![Coverage::Unaccounted; statements.len()];
        if statements.is_empty() {
            return found;
        }
        let searched = Searched::new(&document.text);
        for RecordedQuote { claim, wanted } in &self.claims {
            let parts = wanted.parts();
            for place in parts.iter().flat_map(|part| searched.places_of(part)) {
                let recorded = Passage { text: &document.text, place, statements }.record(claim, &mut found);
                // The parts of a quote with gaps stand for one statement.
                if recorded && parts.len() > 1 {
                    break;
                }
            }
        }
        for Aside { aside, words } in &self.aside {
            for place in searched.places_of(words) {
                for i in near(statements, &place) {
                    let span = &statements[i].span;
                    let within = place.start <= span.start && span.end <= place.end;
                    if found[i] == Coverage::Unaccounted && within {
                        found[i] = Coverage::SetAside(aside);
                    }
                }
            }
        }
        share_said_again(document, statements, &mut found);
        found
    }
}

/// A phrase and the exact number in brackets after it are one statement: what accounts for one accounts for both.
fn share_said_again<'d>(document: &Document, statements: &[Statement], found: &mut [Coverage<'d>]) {
    for (two, covered) in statements.windows(2).zip(0..) {
        if is_said_again(&document.text, &two[0], &two[1]) {
            match (found[covered], found[covered + 1]) {
                (Coverage::Unaccounted, other) => found[covered] = other,
                (one, Coverage::Unaccounted) => found[covered + 1] = one,
                (Coverage::Recorded(_) | Coverage::SetAside(_), Coverage::Recorded(_) | Coverage::SetAside(_)) => {}
            }
        }
    }
}

/// One place of a quote in a document.
struct Passage<'t> {
    text: &'t str,
    place: Range<usize>,
    statements: &'t [Statement],
}

impl Passage<'_> {
    /// Ties a claim to the statement of its number within the place: that of its own words, else the first. False when there is
    /// none.
    fn record<'d>(&self, claim: &'d Claim, found: &mut [Coverage<'d>]) -> bool {
        let inside = |s: &Statement| self.place.start <= s.span.start && s.span.end <= self.place.end;
        let fits = |i: &usize| {
            let statement = &self.statements[*i];
            found[*i] == Coverage::Unaccounted && inside(statement) && says(claim, statement)
        };
        let fitting: Vec<usize> = near(self.statements, &self.place).filter(fits).collect();
        let written = self.text[self.place.clone()].find(claim.as_written.as_str()).map(|at| self.place.start + at);
        let own = |i: &&usize| {
            written.is_some_and(|at| meets(&self.statements[**i].span, &(at..at + claim.as_written.len())))
        };
        let Some(one) = fitting.iter().find(own).or(fitting.first()) else { return false };
        found[*one] = Coverage::Recorded(claim);
        true
    }
}

/// The numbers of the statements that may meet a place, of statements in the order of the text.
fn near(statements: &[Statement], place: &Range<usize>) -> Range<usize> {
    let first = statements.partition_point(|s| s.span.end <= place.start);
    let last = statements.partition_point(|s| s.span.start < place.end);
    first..last.max(first)
}

fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a record says the number of a statement.
fn says(claim: &Claim, statement: &Statement) -> bool {
    let unit = match statement.unit {
        Measured::Percent => claim.unit == Unit::Percent,
        Measured::Count => claim.unit == Unit::Count,
        Measured::Points | Measured::Times => claim.unit != Unit::Percent,
    };
    unit && match (claim.value.value, statement.figure) {
        (Value::Majority, Figure::One(n)) => n == 50.0 && statement.operator == Operator::Above,
        (Value::Minority, Figure::One(n)) => n == 50.0 && statement.operator == Operator::Below,
        (Value::Between(low, high), Figure::Two(from, to)) => is_near(low.value(), from) && is_near(high.value(), to),
        (Value::Unquantified, _) => matches!(statement.kind, StatementKind::Majority | StatementKind::Minority),
        (value, Figure::One(n)) => value.number().is_some_and(|number| is_near(number.value(), n)),
        (_, Figure::Two(..)) => false,
    }
}
