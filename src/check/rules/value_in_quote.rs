//! The number of a value against its quote.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::language::lexicon::Expression;
use crate::model::{Status, Value};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "value-not-in-quote",
        stage: Stage::Rule,
        severity: Severity::Error,
        finds: "a number that the quote does not state in digits, number words, a fraction or a ratio",
        why: "a value is what the source said; a number of the curator's own is `status = \"derived\"`",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for (claim, read) in cx.claims_read() {
        // Of a language without a word list only digits are known.
        let other = !cx.reader_of(claim).knows_words();
        let words = matches!(claim.value.value, Value::Majority | Value::Minority) || read.is_empty();
        let exempt = claim.status != Status::Stated || claim.value.value == Value::Unquantified || other && words;
        if exempt || states(read, &claim.stated_value()) {
            continue;
        }
        let message = format!("the quote does not state `{}`", claim.value.value);
        out.push(finding(message).at(claim.value.at).maybe_hint(seen(claim, read)), &claim.acknowledge);
    }
}

/// Whether the quantities state the value; the ends of a range may also stand apart.
fn states(read: &[Expression], value: &Value) -> bool {
    let whole = read.iter().any(|e| e.states_value(value));
    let numbers = value.numbers();
    let apart = || numbers.len() == 2 && numbers.iter().all(|n| read.iter().any(|e| e.states(n.value(), n.rounding())));
    whole || apart()
}

fn seen(claim: &crate::model::Claim, read: &[Expression]) -> Option<String> {
    let words: Vec<&str> = read.iter().filter_map(|e| claim.quote.get(e.span.clone())).collect();
    match words.is_empty() {
        true => Some("it states no quantity at all".to_owned()),
        false => Some(format!("it states: {}", words.join("; "))),
    }
}
