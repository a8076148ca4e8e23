//! The subtitle: what was asked, unit and base, place, date.

use crate::figure::data;
use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::model::{Claim, Dimension, Survey, Unit, WordingStatus};
use crate::project::recipe::Rows;

/// The recipe's subtitle, else one from the data.
pub(crate) fn subtitle(request: &FigureRequest<'_>) -> String {
    if let Some(own) = &request.recipe.subtitle {
        return own.get(request.locale).to_owned();
    }
    let (words, locale) = (request.words(), request.locale);
    let claims = request.claims();
    let mut parts: Vec<String> = Vec::new();
    let question = only(claims.iter().map(|c| c.question.value.as_str())).and_then(|id| request.dataset.question(id));
    let surveys: Vec<Option<&Survey>> = claims.iter().map(|c| request.dataset.survey_of(c)).collect();
    let survey = only(surveys.iter().map(|s| s.map(|s| s.id.value.as_str())))
        .flatten()
        .and_then(|id| request.dataset.survey(id));
    if claims.iter().all(|c| c.unit == Unit::Percent) {
        let base = only(claims.iter().map(|c| request.dataset.base_of(c)));
        let of_groups = base.is_none() && request.selected.encoding.shows(Dimension::Group);
        let base = base.flatten();
        let population = only(surveys.iter().map(|s| s.and_then(|s| s.population.stated()))).flatten();
        let base = base.or(population).map_or(words.respondents, |t| t.get(locale));
        parts.push(match of_groups {
            true => words.percent_of_groups.to_owned(),
            false => fill(words.percent_of, &[("base", base)]),
        });
    }
    parts.extend(scale(request, &claims));
    let place = only(surveys.iter().map(|s| s.and_then(|s| s.geography.stated()))).flatten();
    parts.extend(place.map(|g| g.get(locale).to_owned()));
    let range = survey.and_then(|s| Some((*s.field_start.stated()?, *s.field_end.stated()?))).filter(|(a, b)| a != b);
    let date = only(claims.iter().map(|c| request.dataset.date_of(c))).flatten();
    match range {
        Some((start, end)) => parts.push(words.dates(start, end)),
        None => parts.extend(date.map(|d| words.date(d)).or_else(|| waves(request, &claims))),
    }
    let asked = question.map(|q| q.label.get(locale)).unwrap_or_default();
    let rest = parts.join(words.clause());
    let constants = constants(request, &claims).join(words.clause());
    // A question keeps its question mark; what is not a whole sentence is joined by a comma.
    let asked = match (asked.is_empty(), constants.is_empty(), asked.ends_with(['?', '？', '.', '!'])) {
        (_, true, _) => asked.to_owned(),
        (true, false, _) => constants,
        (false, false, true) => format!("{asked} {constants}"),
        (false, false, false) => format!("{asked}{}{constants}", words.punctuation.colon),
    };
    let text = match (asked.is_empty(), asked.ends_with(['?', '？', '.', '!'])) {
        (true, _) => rest,
        (false, true) => words.sentences(&[asked, words.capitalised(&rest)]),
        (false, false) if rest.is_empty() => asked,
        (false, false) => format!("{asked}{}{rest}", words.clause()),
    };
    let text = words.capitalised(text.trim());
    match question {
        Some(q) if q.wording != WordingStatus::Verbatim => format!("{text} ({})", words.paraphrased),
        _ => text,
    }
}

/// What the numbers are, where all are means or indices of one scale: "average on a scale from 1 (not at all) to 5
/// (completely)".
fn scale(request: &FigureRequest<'_>, claims: &[&Claim]) -> Option<String> {
    let (words, claim) = (request.words(), *claims.first()?);
    only(claims.iter().map(|c| (c.unit, c.scale)))?;
    let scales: Option<Vec<_>> = claims.iter().map(|c| request.dataset.question(&c.question)?.scale.as_ref()).collect();
    // Several questions may give the ends of one scale different names, which one line cannot say.
    let one = scales.and_then(|scales| only(scales.into_iter()));
    let meanings = [one.and_then(|s| s.low_label.as_ref()), one.and_then(|s| s.high_label.as_ref())];
    words.on_scale(claim.unit, claim.scale, meanings.map(|label| label.map(|l| l.get(request.locale))))
}

/// What all claims agree in and nothing else in the chart names: the subject, and the answer. A row names it, where the
/// axis is not time; so do a colour and the head of a panel.
fn constants(request: &FigureRequest<'_>, claims: &[&Claim]) -> Vec<String> {
    let encoding = &request.selected.encoding;
    let named = |d: Dimension| {
        let by_row = match &encoding.rows {
            Rows::Statement => true,
            Rows::By(rows) => rows.contains(&d) && !encoding.time,
        };
        by_row || encoding.series.dimension() == Some(d) || encoding.panels.dimension() == Some(d)
    };
    let one = |d: &Dimension| only(claims.iter().map(|c| d.id_of(request.dataset, c))).flatten().is_some();
    let constant = [Dimension::Subject, Dimension::Response].into_iter().filter(|d| !named(*d) && one(d));
    constant.map(|d| data::name(request, d, claims[0])).collect()
}

/// "2015–2023", of a chart of waves.
fn waves(request: &FigureRequest<'_>, claims: &[&Claim]) -> Option<String> {
    let years = || claims.iter().filter_map(|c| request.dataset.date_of(c)).map(|d| d.year);
    let (first, last) = (years().min()?, years().max()?);
    (request.recipe.kind.has_waves() && last > first).then(|| format!("{first}–{last}"))
}

/// The one value that all have.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|v| v == first).then_some(first)
}
