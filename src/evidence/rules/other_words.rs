//! `as_written` that is not the words of the value.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;
use crate::language::lexicon::Expression;
use crate::model::{Operator, Status};

pub(super) static RULE: Rule = Rule { code: Code::AS_WRITTEN_OTHER, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let claim = reading.claim;
    if claim.status != Status::Stated || claim.value.number().is_none() || !reading.reader.knows_words() {
        return None;
    }
    let value = claim.stated_value();
    let words = reading.reader.expressions(&claim.as_written);
    // A quote that does not state the value has a fault of its own.
    let quoted = reading.reader.expressions(&claim.quote);
    let stating: Vec<&Expression> = quoted.iter().filter(|e| e.states_value(&value)).collect();
    let found = finding(format!("`{}` is not how the quote words `{}`", claim.as_written.value, value));
    let [one] = stating.as_slice() else { return None };
    let wording = &claim.quote[one.span.clone()];
    let other = !words.is_empty() && !words.iter().any(|e| e.states_value(&value));
    let none = words.is_empty() && !claim.as_written.contains(wording) && !wording.contains(claim.as_written.as_str());
    // "25 percent" of "nearly 25 percent" leaves the hedge out.
    let bare = one.hedge.is_some()
        && one.operator() == claim.value.operator()
        && words.iter().any(|e| e.states_value(&value) && e.operator() == Operator::Exact);
    (other || none || bare).then(|| found.at(claim.as_written.at).hint(format!("write as_written = \"{wording}\"")))
}
