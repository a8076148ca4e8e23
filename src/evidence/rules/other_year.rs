//! Numbers of another year, or of the month of another wave, than that of the record's survey.

use std::collections::BTreeSet;

use crate::check::{Finding, finding};
use crate::diag::Code;
use crate::evidence::reading::Reading;
use crate::evidence::rules::Rule;
use crate::evidence::statement::{Measured, Statement};

pub(super) static RULE: Rule = Rule { code: Code::YEAR_OTHER, look };

fn look(reading: &Reading<'_>) -> Option<Finding> {
    let claim = reading.claim;
    // A change is of two years.
    let is_change = |own: &Statement| matches!(own.unit, Measured::Points | Measured::Times);
    if reading.own.is_some_and(is_change) {
        return None;
    }
    let years = years(reading);
    let year = reading.tied_year();
    let Some(year) = year.filter(|year| !years.is_empty() && !years.contains(year)) else {
        return look_at_month(reading);
    };
    let known: Vec<String> = years.iter().map(ToString::to_string).collect();
    let message =
        format!("“{}” is of {year} in its sentence, the record is of {}", reading.own_words(), known.join(", "));
    let at = claim.survey.as_ref().map_or(claim.value.at, |survey| survey.at);
    Some(finding(message).at(reading.at(at)).hint("name the survey of that year, or its `date`"))
}

/// A number of a month in which another survey of the dataset was done, and the record's own was not.
fn look_at_month(reading: &Reading<'_>) -> Option<Finding> {
    let own = reading.dataset.survey_of(reading.claim).filter(|_| reading.claim.date.is_none())?;
    // Looking for months in a sentence is dear, and of no use where the record does not say its own.
    own.fieldwork().filter(|(first, last)| first.month.is_some() && last.month.is_some())?;
    let (month, year) = reading.tied_month()?;
    if own.was_in(month, year)? {
        return None;
    }
    let other = reading.dataset.surveys.iter().find(|survey| survey.was_in(month, year) == Some(true))?;
    let message = format!(
        "“{}” is of the month of `{}` in its sentence, the record says `{}`",
        reading.own_words(),
        other.id.value,
        own.id.value
    );
    let at = reading.claim.survey.as_ref().map_or(reading.claim.value.at, |survey| survey.at);
    Some(finding(message).at(reading.at(at)).hint("name the survey of that month, or its `date`"))
}

/// The years that a claim may be of: those of its fieldwork, of its date, and those that the name of its survey has.
fn years(reading: &Reading<'_>) -> BTreeSet<u16> {
    let claim = reading.claim;
    let mut years: BTreeSet<u16> = claim.date.iter().map(|date| date.year).collect();
    let Some(survey) = reading.dataset.survey_of(claim) else { return years };
    if let Some((first, last)) = survey.fieldwork() {
        years.extend(first.year.min(last.year)..=first.year.max(last.year));
        let labels = survey.label.variants();
        let words = labels.iter().flat_map(|(_, label)| label.split(|c: char| !c.is_ascii_digit()));
        years.extend(words.filter(|w| w.len() == 4).filter_map(|w| w.parse::<u16>().ok()));
    }
    years
}
