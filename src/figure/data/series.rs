//! What colour, or a line, tells apart: the series of a chart, each with one name and one colour for one meaning.

use std::collections::BTreeMap;

use crate::figure::data::{Series, SeriesKey, name};
use crate::figure::request::FigureRequest;
use crate::figure::scene::Color;
use crate::model::{Claim, Dataset, Dimension, PartialDate, Polarity, Question, Response};
use crate::project::recipe::{Rows, SeriesBy};

/// What the series of claims are known by. Answers to several questions that have one label and lean one way are one series.
pub(super) struct Keys<'a> {
    dataset: &'a Dataset,
    by: SeriesBy,
    /// What the answers of the chart mean, in the order of the dataset: what each is known by, which is the first that means it.
    meanings: Vec<(SeriesKey, &'a Response)>,
    /// For each answer, by question and id, the place of its meaning.
    answers: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Keys<'a> {
    pub(super) fn of(request: &FigureRequest<'a>) -> Self {
        let by = request.selected.encoding.series;
        let mut keys = Self { dataset: request.dataset, by, meanings: Vec::new(), answers: BTreeMap::new() };
        if by == SeriesBy::By(Dimension::Response) {
            keys.gather(&request.claims());
        }
        keys
    }

    fn gather(&mut self, claims: &[&'a Claim]) {
        let all = self.dataset.questions.iter().flat_map(|q| q.responses.iter().map(move |r| (q, r)));
        let is_given = |q: &Question, r: &Response| {
            claims.iter().any(|c| c.question.value == q.id.value && c.response.value == r.id.value)
        };
        for (question, response) in all.filter(|(q, r)| is_given(q, r)) {
            // Two answers to one question are two, whatever they are called.
            let of_another = |key: &SeriesKey| key.question.as_ref() != Some(&question.id.value);
            let alike = |(key, known): &(SeriesKey, &Response)| {
                of_another(key) && known.label == response.label && known.polarity == response.polarity
            };
            let place = self.meanings.iter().position(alike).unwrap_or_else(|| {
                let (id, question) = (response.id.value.clone(), Some(question.id.value.clone()));
                self.meanings.push((SeriesKey { dimension: Dimension::Response, id, question }, response));
                self.meanings.len() - 1
            });
            self.answers.insert((&question.id.value, &response.id.value), place);
        }
    }

    /// What the series of a claim is known by; none when it is nothing in the dimension of the series.
    pub(super) fn key(&self, claim: &Claim) -> Option<SeriesKey> {
        let dimension = self.by.dimension()?;
        if dimension == Dimension::Response {
            let place = self.answers.get(&(claim.question.value.as_str(), claim.response.value.as_str()))?;
            return Some(self.meanings[*place].0.clone());
        }
        let id = dimension.id_of(self.dataset, claim)?;
        Some(SeriesKey { dimension, id, question: None })
    }

    /// Whether a series could have a mark in the row of a claim: every one could, but for an answer to another question.
    pub(super) fn concerns(&self, entry: &Series, claim: &Claim) -> bool {
        let Some(key) = &entry.key else { return false };
        if key.dimension != Dimension::Response {
            return true;
        }
        let own = self.answers.iter().filter(|((question, _), _)| *question == claim.question.value);
        own.into_iter().any(|(_, place)| self.meanings[*place].0 == *key)
    }
}

/// The series of a chart, in the order in which the dataset lists them.
pub(super) fn series(request: &FigureRequest<'_>, keys: &Keys<'_>) -> Vec<Series> {
    match request.selected.encoding.series {
        SeriesBy::By(Dimension::Subject) => entities(request),
        SeriesBy::By(Dimension::Response) => answers(request, keys),
        SeriesBy::By(dimension) => others(request, dimension, keys),
        SeriesBy::None => vec![Series { key: None, label: String::new(), color: request.theme.palette.series[0] }],
    }
}

/// The colour that a project gives to an entity, a group, an answer …; none where texture tells series apart, whose greys stand
/// above it.
fn own_color(request: &FigureRequest<'_>, id: &str) -> Option<Color> {
    let written = request.config.colors.get(id).filter(|_| !request.theme.palette.textured)?;
    Color::from_hex(&written.value)
}

/// The colours of series: their own, else the one of the theme that is theirs by their rank, or when another series of the
/// chart has that, the first that none has.
fn distinct(own: &[(Option<Color>, usize)], palette: &[Color]) -> Vec<Color> {
    let mut taken: Vec<Color> = own.iter().filter_map(|(color, _)| *color).collect();
    let mut color = |(own, rank): &(Option<Color>, usize)| {
        let usual = palette[rank % palette.len()];
        let free = || palette.iter().copied().find(|color| !taken.contains(color));
        let found = own.unwrap_or_else(|| if taken.contains(&usual) { free().unwrap_or(usual) } else { usual });
        taken.push(found);
        found
    };
    own.iter().map(&mut color).collect()
}

/// Groups, places, waves, surveys or questions, in the order in which the dataset lists them; who is in none comes last.
fn others(request: &FigureRequest<'_>, dimension: Dimension, keys: &Keys<'_>) -> Vec<Series> {
    let mut claims = request.claims();
    claims.sort_by_key(|claim| place(request, dimension, claim));
    let mut found: Vec<(Option<SeriesKey>, String)> = Vec::new();
    for claim in claims {
        let key = keys.key(claim);
        if found.iter().all(|(known, _)| *known != key) {
            found.push((key, name(request, dimension, claim)));
        }
    }
    let id = |key: &Option<SeriesKey>| key.as_ref().map_or(String::new(), |k| k.id.clone());
    let own = found.iter().enumerate().map(|(rank, (key, _))| (own_color(request, &id(key)), rank));
    let colors = distinct(&own.collect::<Vec<_>>(), &request.theme.palette.series);
    found.into_iter().zip(colors).map(|((key, label), color)| Series { key, label, color }).collect()
}

/// The place of what a claim is in a dimension among all that the dataset lists.
fn place(request: &FigureRequest<'_>, dimension: Dimension, claim: &Claim) -> usize {
    let dataset = request.dataset;
    let id = dimension.id_of(dataset, claim);
    let among = |ids: Vec<&str>| ids.iter().position(|i| Some(*i) == id.as_deref()).unwrap_or(usize::MAX);
    match dimension {
        Dimension::Question => among(dataset.questions.iter().map(|q| q.id.value.as_str()).collect()),
        Dimension::Group => among(dataset.groups.iter().map(|g| g.id.value.as_str()).collect()),
        Dimension::Place => among(dataset.places.iter().map(|p| p.id.value.as_str()).collect()),
        Dimension::Survey => among(dataset.surveys.iter().map(|s| s.id.value.as_str()).collect()),
        Dimension::Wave => dataset.date_of(claim).map_or(usize::MAX, PartialDate::order),
        Dimension::Subject => among(dataset.entities.iter().map(|e| e.id.value.as_str()).collect()),
        Dimension::Response => 0,
    }
}

/// The answers in the order of the dataset; those that lean one way are shades of one colour.
fn answers(request: &FigureRequest<'_>, keys: &Keys<'_>) -> Vec<Series> {
    let responses: Vec<&Response> = keys.meanings.iter().map(|(_, response)| *response).collect();
    let shade = |polarity: Polarity, index: usize| {
        let alike = responses.iter().filter(|r| r.polarity == polarity).count();
        let rank = responses[..index].iter().filter(|r| r.polarity == polarity).count();
        // The first of the answers for, and the last of those against, are the strongest.
        let steps = if polarity == Polarity::Negative { alike - 1 - rank } else { rank };
        let theme = request.theme;
        let full = match polarity {
            Polarity::Positive => theme.palette.series[0],
            Polarity::Neutral => theme.palette.neutral,
            Polarity::Negative => theme.palette.series[1],
            Polarity::Factual => return theme.palette.series[rank % theme.palette.series.len()],
        };
        theme.shade(full, [1.0, 0.7, 0.5][steps.min(2)])
    };
    let one = |(index, (key, response)): (usize, &(SeriesKey, &Response))| Series {
        key: Some(key.clone()),
        label: response.label.get(request.locale).to_owned(),
        color: own_color(request, &response.id.value).unwrap_or_else(|| shade(response.polarity, index)),
    };
    keys.meanings.iter().enumerate().map(one).collect()
}

/// The entities in the order of the dataset, each in a colour of its own in all charts; who is about none comes last.
fn entities(request: &FigureRequest<'_>) -> Vec<Series> {
    let subject = |i: usize| request.claim(i).subject.as_ref().map(|s| s.value.as_str());
    let present: Vec<Option<&str>> = request.selected.claims().map(subject).collect();
    let palette = request.theme.palette.series;
    let all = request.dataset.entities.iter().enumerate();
    let shown: Vec<_> = all.filter(|(_, entity)| present.contains(&Some(entity.id.value.as_str()))).collect();
    let mut own: Vec<(Option<Color>, usize)> =
        shown.iter().map(|(rank, entity)| (own_color(request, &entity.id.value), *rank)).collect();
    let mut named: Vec<(Option<SeriesKey>, String)> = Vec::new();
    for (_, entity) in &shown {
        let key = SeriesKey { dimension: Dimension::Subject, id: entity.id.value.clone(), question: None };
        named.push((Some(key), entity.label.get(request.locale).to_owned()));
    }
    if present.contains(&None) {
        // Beside subjects it is the last colour; where rows are of something else, it is the only one.
        let alone = shown.is_empty() && !names_answers(&request.selected.encoding.rows);
        own.push((None, if alone { 0 } else { palette.len() - 1 }));
        named.push((None, String::new()));
    }
    let colors = distinct(&own, &palette);
    named.into_iter().zip(colors).map(|((key, label), color)| Series { key, label, color }).collect()
}

/// Whether rows are named by their answers.
fn names_answers(rows: &Rows) -> bool {
    match rows {
        Rows::Statement => true,
        Rows::By(dimensions) => dimensions.contains(&Dimension::Response),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_series_have_one_color_while_one_is_free() {
        let palette = [Color(1, 0, 0), Color(2, 0, 0), Color(3, 0, 0)];
        let of = |own: &[(Option<Color>, usize)]| distinct(own, &palette).iter().map(|c| c.0).collect::<Vec<_>>();
        assert_eq!(of(&[(None, 0), (None, 1), (None, 2)]), [1, 2, 3]);
        // The fourth of the dataset would have the colour of the first.
        assert_eq!(of(&[(None, 0), (None, 3)]), [1, 2]);
        assert_eq!(of(&[(None, 1), (Some(Color(2, 0, 0)), 5)]), [1, 2]);
        assert_eq!(of(&[(None, 0), (None, 1), (None, 2), (None, 4)]), [1, 2, 3, 2]);
    }
}
