//! Which statements of a document the records of a dataset account for.

use crate::evidence::document::Document;
use crate::evidence::folded::folded;
use crate::evidence::statement::{Figure, Measured, Statement, StatementKind};
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

/// The quotes of a dataset, ready to be compared with statements.
#[derive(Debug)]
pub struct Ledger<'d> {
    claims: Vec<(&'d Claim, Vec<String>)>,
    aside: Vec<(&'d SetAside, String)>,
}

impl<'d> Ledger<'d> {
    /// The ledger of a dataset.
    pub fn of(dataset: &'d Dataset) -> Self {
        let quoted = |claim: &'d Claim| (claim, parts(&claim.quote));
        let aside = |aside: &'d SetAside| (aside, folded(&aside.text.value));
        Self {
            claims: dataset.claims.iter().map(quoted).collect(),
            aside: dataset.set_aside.iter().map(aside).collect(),
        }
    }

    /// How a statement of a document is accounted for: by a record whose quote holds its words and that says the same number,
    /// else by a passage that is set aside.
    pub fn coverage(&self, document: &Document, statement: &Statement) -> Coverage<'d> {
        let sentence = folded(&document.text[statement.sentence.clone()]);
        let words = folded(&document.text[statement.span.clone()]);
        let same =
            |part: &String| part.contains(&words) && (sentence.contains(part.as_str()) || part.contains(&sentence));
        let recorded = self.claims.iter().find(|(claim, parts)| says(claim, statement) && parts.iter().any(same));
        if let Some((claim, _)) = recorded {
            return Coverage::Recorded(claim);
        }
        match self.aside.iter().find(|(_, text)| same(text)) {
            Some((aside, _)) => Coverage::SetAside(aside),
            None => Coverage::Unaccounted,
        }
    }

    /// The passages that are set aside and account for none of these statements.
    pub fn idle(&self, document: &Document, statements: &[Statement]) -> Vec<&'d SetAside> {
        let used: Vec<*const SetAside> = statements
            .iter()
            .filter_map(|statement| match self.coverage(document, statement) {
                Coverage::SetAside(aside) => Some(std::ptr::from_ref(aside)),
                Coverage::Recorded(_) | Coverage::Unaccounted => None,
            })
            .collect();
        let idle = self.aside.iter().map(|(aside, _)| *aside);
        idle.filter(|aside| !used.contains(&std::ptr::from_ref(*aside))).collect()
    }
}

/// The parts of a quote between the places where words are left out.
fn parts(quote: &str) -> Vec<String> {
    let marked = quote.replace("[...]", "…").replace("[…]", "…").replace("...", "…");
    marked.split('…').map(folded).filter(|part| !part.is_empty()).collect()
}

/// Whether a record says the number of a statement.
fn says(claim: &Claim, statement: &Statement) -> bool {
    let unit = match statement.unit {
        Measured::Percent => claim.unit == Unit::Percent,
        Measured::Count => claim.unit == Unit::Count,
        Measured::Points | Measured::Times => claim.unit != Unit::Percent,
    };
    let near = |a: f64, b: f64| (a - b).abs() < 0.51 && (a - b).abs() <= b.abs() * 0.01 + 0.005 || a == b;
    unit && match (claim.value.value, statement.figure) {
        (Value::Majority, Figure::One(n)) => n == 50.0 && statement.operator == Operator::Above,
        (Value::Minority, Figure::One(n)) => n == 50.0 && statement.operator == Operator::Below,
        (Value::Between(low, high), Figure::Two(from, to)) => near(low.value(), from) && near(high.value(), to),
        (Value::Unquantified, _) => matches!(statement.kind, StatementKind::Majority | StatementKind::Minority),
        (value, Figure::One(n)) => value.number().is_some_and(|number| near(number.value(), n)),
        (_, Figure::Two(..)) => false,
    }
}
