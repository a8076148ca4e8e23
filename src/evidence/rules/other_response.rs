//! Numbers of another answer than the record says.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::names::NameKind;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;

pub(super) static RULE: Rule = Rule { code: Code::RESPONSE_OTHER, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let claim = reading.claim;
    if reading.denies_own_answer() {
        let message = format!("“{}” is of those who are not `{}`", reading.own_words(), claim.response.value);
        let hint = "name the answer that the sentence gives, or give its words as an alias";
        return Some(finding(message).at(reading.at(claim.response.at)).hint(hint));
    }
    let tied = reading.tied(NameKind::Response)?;
    let (_, response) = tied.id.split_once('/')?;
    let question = reading.dataset.question(&claim.question)?;
    let sums = |net: &str, part: &str| question.response(net).is_some_and(|net| question.parts_of(net).contains(&part));
    if response == claim.response.value || sums(response, &claim.response) || sums(&claim.response, response) {
        return None;
    }
    let message = format!(
        "“{}” is `{response}` in its sentence, the record says `{}`",
        reading.own_words(),
        claim.response.value
    );
    let hint = reading.numbers_of(NameKind::Response, &format!("{}/{}", claim.question.value, claim.response.value));
    Some(finding(message).at(reading.at(claim.response.at)).maybe_hint(hint))
}
