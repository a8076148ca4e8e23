//! Hedges that stand right outside the quote.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;
use crate::evidence::statement::StatementKind;
use crate::model::{Operator, Status};

pub(super) static RULE: Rule = Rule { code: Code::HEDGE_CUT, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let (claim, own) = (reading.claim, reading.own?);
    let outside = own.span.start < reading.quote.start || own.span.end > reading.quote.end;
    let plain = matches!(
        own.kind,
        StatementKind::Share | StatementKind::Proportion | StatementKind::Count | StatementKind::Change
    );
    if claim.status != Status::Stated || !outside || !plain || claim.value.number().is_none() {
        return None;
    }
    let differs = own.operator != claim.value.operator() && own.operator != Operator::Exact;
    let words = reading.words(&own.span);
    let message = format!("the document says “{words}”, the quote leaves the hedge out");
    differs.then(|| {
        finding(message)
            .at(claim.quote.at)
            .hint("let the quote begin and end so that the hedge is in it, and write the value with it")
    })
}
