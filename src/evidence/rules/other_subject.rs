//! Numbers of another subject than the record says.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::names::NameKind;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;

pub(super) static RULE: Rule = Rule { code: Code::SUBJECT_OTHER, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let subject = reading.claim.subject.as_ref()?;
    let tied = reading.tied(NameKind::Subject)?;
    // "Russia and Kyrgyzstan" is an entity of its own: what is made of several names may be called by one of them.
    let compound = subject.value.contains("-and-") || tied.id.contains("-and-");
    if tied.id == subject.value || compound {
        return None;
    }
    let message =
        format!("“{}” is of `{}` in its sentence, the record says `{}`", reading.own_words(), tied.id, subject.value);
    let hint = reading.numbers_of(NameKind::Subject, &subject.value);
    Some(finding(message).at(reading.at(subject.at)).maybe_hint(hint))
}
