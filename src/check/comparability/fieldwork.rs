//! Whether two claims come of the same fieldwork, and what differs when they do not.

use crate::model::{Claim, Dataset, Difference, Disclosed, Locale, MethodItem, Survey, Text};

/// What keeps the fieldwork of two claims apart. Surveys of one series differ in time or in place; where they were not
/// done alike (population, question wording, mode, sample), each such difference is named too. What one of the two does
/// not report is taken to agree.
pub(super) fn fieldwork(dataset: &Dataset, a: &Claim, b: &Claim) -> Vec<Difference> {
    let name = |c: &Claim| match (&c.survey, c.date) {
        (Some(survey), _) => survey.value.clone(),
        (None, Some(date)) => date.to_string(),
        (None, None) => "no survey".to_owned(),
    };
    let (name_a, name_b) = (name(a), name(b));
    if name_a == name_b {
        return Vec::new();
    }
    match (dataset.survey_of(a), dataset.survey_of(b)) {
        (Some(x), Some(y)) if x.series.is_some() && x.series == y.series => in_series(x, y),
        _ => vec![Difference::Survey(name_a, name_b)],
    }
}

/// How two surveys of one series differ.
fn in_series(a: &Survey, b: &Survey) -> Vec<Difference> {
    let mut found = Vec::new();
    let place = |s: &Survey| s.place.as_ref().map(|p| p.value.clone());
    let elsewhere = place(a) != place(b);
    if elsewhere {
        let name = |s| place(s).unwrap_or_else(|| "no place".to_owned());
        found.push(Difference::Place(name(a), name(b)));
    }
    // In another place at the same time it is the same wave.
    if !elsewhere || a.fielded() != b.fielded() {
        found.push(Difference::Wave(a.id.value.clone(), b.id.value.clone()));
    }
    // The population of another place is another one by its nature.
    if !elsewhere {
        found.extend(unlike(MethodItem::Population, &a.population, &b.population));
    }
    found.extend(unlike(MethodItem::QuestionWording, &a.question_wording, &b.question_wording));
    found.extend(unlike(MethodItem::Mode, &a.mode, &b.mode));
    if let (Some(x), Some(y)) = (a.sample, b.sample)
        && x != y
    {
        found.push(Difference::Method(MethodItem::Sample, x.code().to_owned(), y.code().to_owned()));
    }
    found
}

/// The difference of an item that both surveys state.
fn unlike(item: MethodItem, a: &Disclosed<Text>, b: &Disclosed<Text>) -> Option<Difference> {
    let (a, b) = (a.stated()?.get(Locale::En), b.stated()?.get(Locale::En));
    (a != b).then(|| Difference::Method(item, a.to_owned(), b.to_owned()))
}
