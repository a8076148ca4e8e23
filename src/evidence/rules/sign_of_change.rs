//! Rises recorded as falls, and falls as rises.

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::direction::{Direction, of_change};
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;
use crate::evidence::statement::Measured;
use crate::model::{Status, Unit, Value};

pub(super) static RULE: Rule = Rule { code: Code::SIGN_OTHER, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let claim = reading.claim;
    let own = reading.own.filter(|own| own.unit == Measured::Points)?;
    if claim.unit != Unit::Points || claim.status != Status::Stated {
        return None;
    }
    let signed = match claim.value.value {
        Value::Between(low, high) if low.value() < 0.0 || high.value() < 0.0 => -1.0,
        value => value.numbers().first()?.value(),
    };
    let (moved, sign) = match of_change(reading.clause(own)?)? {
        Direction::Down if signed > 0.0 => ("fell", "with"),
        Direction::Up if signed < 0.0 => ("rose", "without"),
        Direction::Up | Direction::Down => return None,
    };
    let message = format!("“{}” tells what something {moved} by, the record has the other sign", reading.own_words());
    let hint = format!("write the value {sign} a minus sign");
    Some(finding(message).at(claim.value.at).hint(hint))
}
