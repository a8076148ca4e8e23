//! The hedge of a value against the hedge words of its quote.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::language::lexicon::Expression;
use crate::model::{Claim, Operator, Status};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "operator-mismatch",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "a value whose hedge is not that of the quote: `25` for \"nearly 25 percent\", `~55` for \"55 percent\"",
        why: "a value keeps the hedge that its source put on it, and gets none that it did not",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for (claim, read) in cx.claims_read() {
        if claim.status != Status::Stated {
            continue;
        }
        let value = claim.stated_value();
        let written = claim.quote.find(claim.as_written.as_str());
        let near =
            |e: &&Expression| written.is_none_or(|at| e.span.start < at + claim.as_written.len() && at < e.span.end);
        let stating: Vec<&Expression> = read.iter().filter(near).filter(|e| e.states_value(&value)).collect();
        let operator = claim.value.operator();
        let Some(first) = stating.first() else { continue };
        // Of a language without a word list the hedges are not known: a number without one may well have one.
        if !cx.reader_of(claim).knows_words() && first.operator() == Operator::Exact {
            continue;
        }
        if stating.iter().any(|e| e.operator() == operator) {
            continue;
        }
        let words = claim.quote.get(first.span.clone()).unwrap_or_default();
        let message = format!("the value says `{}`, the quote says \"{words}\"", claim.value.value);
        let diagnostic = finding(message).at(claim.value.at).maybe_hint(advice(claim, first.operator()));
        out.push(diagnostic, &claim.acknowledge);
    }
}

fn advice(claim: &Claim, operator: Operator) -> Option<String> {
    let number = claim.value.number()?;
    let sign = match operator {
        Operator::Exact => "",
        Operator::About => "~",
        Operator::Nearly => "nearly ",
        Operator::Below => "<",
        Operator::AtMost => "<=",
        Operator::Above => ">",
        Operator::AtLeast => ">=",
        Operator::Between | Operator::Majority | Operator::Minority | Operator::Unquantified => return None,
    };
    Some(format!("write value = \"{sign}{number}\""))
}
