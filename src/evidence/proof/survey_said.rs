//! What a survey's record states against the document: its dates, its n and its margin of error have to stand there.

use std::cell::OnceCell;

use crate::check::{Finding, finding};
use crate::evidence::months::{MonthNamed, months};
use crate::model::{Disclosed, PartialDate, Sample, Survey};

/// Words by which a document says that respondents chose themselves.
const OPT_IN: [&str; 10] = [
    "opt-in panel",
    "opt-in online",
    "opt-in sample",
    "opt-in survey",
    "opt-in web",
    "non-probability sample",
    "nonprobability sample",
    "self-selected sample",
    "volunteer sample",
    "access panel",
];

/// A document that speaks of volunteers, where the record of its only survey calls them a probability sample.
pub(super) fn opt_in(survey: &Survey, text: &str, name: &str) -> Option<Finding> {
    if survey.sample != Some(Sample::Probability) {
        return None;
    }
    let lower = text.to_lowercase();
    let said = OPT_IN.iter().find(|words| {
        lower.match_indices(**words).any(|(at, _)| {
            let before = &lower[..at];
            let sentence = before.rsplit(['.', '\n']).next().unwrap_or_default();
            !["not ", "unlike", "rather than", "instead of", "no "].iter().any(|denial| sentence.contains(denial))
        })
    })?;
    let message = format!("`{}` is called a probability sample, and `{name}` speaks of an “{said}”", survey.id.value);
    let hint = "write sample = \"non-probability\", or acknowledge it on the survey";
    Some(finding(message).at(survey.id.at).hint(hint))
}

/// What a document does not say of what the record of a survey states.
pub(super) fn unsaid(survey: &Survey, dates: &Dates<'_>, name: &str) -> Vec<Finding> {
    let text = dates.text;
    let mut found = Vec::new();
    let mut tell = |what: &str, shown: String, at| {
        let message = format!("the record of `{}` states {what} {shown}, which `{name}` does not say", survey.id.value);
        found.push(finding(message).at(at).hint("acknowledge it on the survey when another source says it"));
    };
    for date in [&survey.field_start, &survey.field_end] {
        let Disclosed::Stated(date) = date else { continue };
        if let Some((what, shown)) = dates.unsaid(date.value) {
            tell(what, shown, date.at);
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

/// Words for parts of a year, by which a record may know the month: beginnings of words, in lower case.
const SEASONS: [&str; 17] = [
    "spring", "summer", "autumn", "winter", "quarter", "q1", "q2", "q3", "q4", "bahar", "yaz", "kış", "çeyrek", "весн",
    "лет", "осен", "зим",
];

/// The dates of a document, read when the first survey asks for a month.
pub(super) struct Dates<'t> {
    text: &'t str,
    months: OnceCell<Vec<MonthNamed>>,
}

impl<'t> Dates<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, months: OnceCell::new() }
    }

    /// What of a date the document does not say, as far as it dates to the month or the day at all.
    fn unsaid(&self, date: PartialDate) -> Option<(&'static str, String)> {
        if !stands(self.text, &date.year.to_string()) {
            return Some(("fieldwork in", date.year.to_string()));
        }
        let month = date.month?;
        if self.in_digits(date.year, month) {
            return None;
        }
        let named = self.months.get_or_init(|| months(self.text));
        let of_month: Vec<&MonthNamed> =
            named.iter().filter(|m| m.month == month && m.year.is_none_or(|year| year == date.year)).collect();
        if of_month.is_empty() {
            let told = named.iter().any(|m| m.year == Some(date.year)) && !self.names_seasons();
            return told.then(|| ("fieldwork in", format!("{}-{month:02}", date.year)));
        }
        let days: Vec<u8> = of_month.iter().flat_map(|m| m.days.iter().copied()).collect();
        let day = date.day.filter(|day| !days.is_empty() && !days.contains(day))?;
        Some(("fieldwork on", format!("{}-{month:02}-{day:02}", date.year)))
    }

    /// Whether a date of the month stands in digits: "04.03.2023", "2023-03", "3/2023".
    fn in_digits(&self, year: u16, month: u8) -> bool {
        let forms = ['.', '/', '-'].into_iter().flat_map(|by| {
            let plain =
                [format!("{month}{by}{year}"), format!("{month:02}{by}{year}"), format!("{year}{by}{month:02}")];
            // American dates name the month first: "3/4/2023".
            let american = (1..=31).map(move |day| format!("{month}/{day}/{year}"));
            plain.into_iter().chain(american)
        });
        forms.into_iter().any(|form| self.text.contains(&form))
    }

    fn names_seasons(&self) -> bool {
        let lower = self.text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        words.any(|word| SEASONS.iter().any(|season| word.starts_with(season)))
    }
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
