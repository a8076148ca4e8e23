//! Numbers of another group than the record says, or of a group where the record says all respondents.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::names::NameKind;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;
use crate::model::Unit;

pub(super) static RULE: Rule = Rule { code: Code::GROUP_OTHER, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let claim = reading.claim;
    if claim.base.is_some() || claim.unit == Unit::Points || claim.unit == Unit::Count {
        return None;
    }
    let tied = reading.tied(NameKind::Group)?;
    let own = claim.group.as_ref().map(|group| group.value.as_str());
    if own.is_some_and(|own| own == tied.id || reading.is_part(own, &tied.id) || reading.is_part(&tied.id, own)) {
        return None;
    }
    let said = own.map_or_else(|| "all respondents".to_owned(), |own| format!("`{own}`"));
    let message = format!("“{}” is of `{}` in its sentence, the record says {said}", reading.own_words(), tied.id);
    let at = claim.group.as_ref().map_or(claim.value.at, |group| group.at);
    let hint = own.and_then(|own| reading.numbers_of(NameKind::Group, own));
    Some(
        finding(message).at(reading.at(at)).hint(
            hint.unwrap_or_else(|| format!("write group = \"{}\", or say in `base` whose answer it is", tied.id)),
        ),
    )
}
