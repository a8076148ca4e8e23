//! What a survey's record states against the document: its years, its n and its margin of error have to stand there.

use crate::check::{Finding, finding};
use crate::model::{Disclosed, Survey};

/// What the document does not say of what the record of a survey states.
pub(super) fn unsaid(survey: &Survey, text: &str, name: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |what: &str, shown: String, at| {
        let message = format!("the record of `{}` states {what} {shown}, which `{name}` does not say", survey.id.value);
        found.push(finding(message).at(at).hint("acknowledge it on the survey when another source says it"));
    };
    for (what, date) in [("fieldwork in", &survey.field_start), ("fieldwork in", &survey.field_end)] {
        if let Disclosed::Stated(date) = date
            && !stands(text, &date.value.year.to_string())
        {
            tell(what, date.value.year.to_string(), date.at);
            break;
        }
    }
    if let Disclosed::Stated(n) = &survey.n
        && !grouped(n.value).iter().any(|written| stands(text, written))
    {
        tell("n =", n.value.to_string(), n.at);
    }
    if let Disclosed::Stated(margin) = &survey.moe_pp {
        let written = margin.value.to_string();
        if !stands(text, &written) && !stands(text, &written.replace('.', ",")) {
            tell("a margin of error of", written, margin.at);
        }
    }
    found
}

/// A number as documents write it.
fn grouped(n: u32) -> Vec<String> {
    let digits = n.to_string();
    let groups = |by: &str| {
        let first = digits.len() % 3;
        let mut parts: Vec<&str> = if first > 0 { vec![&digits[..first]] } else { Vec::new() };
        parts.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
        parts.join(by)
    };
    let signs = [",", ".", " ", "\u{a0}", "\u{2009}", "\u{202f}", "'", "’"];
    std::iter::once(digits.clone()).chain(signs.into_iter().map(groups)).collect()
}

/// Whether a number stands in a text, and is not a part of a longer one.
fn stands(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let (next, second) = (after.next(), after.next());
        let goes_on = next.is_some_and(|c| c.is_ascii_digit())
            || next.is_some_and(|c| matches!(c, '.' | ',')) && second.is_some_and(|c| c.is_ascii_digit());
        before.is_none_or(|c| !c.is_ascii_digit()) && !goes_on
    })
}

#[cfg(test)]
mod tests {
    use super::{grouped, stands};

    #[test]
    fn a_number_is_known_however_it_is_grouped() {
        for text in ["of 1,004 adults", "1.004 kişi", "1\u{a0}004 человека", "n=1004."] {
            assert!(grouped(1004).iter().any(|n| stands(text, n)), "{text}");
        }
        for text in ["of 11,004 adults", "1004.5", "10040", "1,0045"] {
            assert!(!grouped(1004).iter().any(|n| stands(text, n)), "{text}");
        }
    }
}
