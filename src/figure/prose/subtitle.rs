//! The subtitle: what was asked, unit and base, place, date.

use std::collections::BTreeSet;

use crate::figure::data;
use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::model::{Claim, Dimension, PartialDate, Survey, Unit, WordingStatus};
use crate::project::recipe::Rows;

/// The recipe's subtitle, else one from the data.
pub(crate) fn subtitle(request: &FigureRequest<'_>) -> String {
    match &request.recipe.subtitle {
        Some(own) => own.get(request.locale).to_owned(),
        None => Shown::of(request).subtitle(),
    }
}

/// The claims of a chart.
struct Shown<'r, 'a> {
    request: &'r FigureRequest<'a>,
    claims: Vec<&'a Claim>,
}

impl<'r, 'a> Shown<'r, 'a> {
    fn of(request: &'r FigureRequest<'a>) -> Self {
        Self { request, claims: request.claims() }
    }

    fn subtitle(&self) -> String {
        let words = self.request.words();
        let unit = self.unit();
        let place = self.place().filter(|place| !unit.as_deref().is_some_and(|unit| names(unit, place)));
        let rest: Vec<String> = [unit, place.map(str::to_owned), self.when()].into_iter().flatten().collect();
        let rest = rest.join(words.clause());
        let asked = self.asked();
        let text = match (asked.is_empty(), ends_itself(&asked)) {
            (true, _) => rest,
            (false, true) => words.sentences(&[asked, words.capitalised(&rest)]),
            (false, false) if rest.is_empty() => asked,
            (false, false) => format!("{asked}{}{rest}", words.clause()),
        };
        let text = words.capitalised(text.trim());
        self.paraphrased().map_or(text.clone(), |how| format!("{text} ({how})"))
    }

    /// The one question of the chart, and what all its claims agree in besides. A question keeps its question mark; what is
    /// not a whole sentence is joined by a colon.
    fn asked(&self) -> String {
        let FigureRequest { dataset, locale, .. } = self.request;
        let words = self.request.words();
        let question = only(self.claims.iter().map(|c| c.question.value.as_str())).and_then(|id| dataset.question(id));
        let asked = question.map(|q| q.label.get(*locale)).unwrap_or_default();
        let constants = self.constants().join(words.clause());
        match (asked.is_empty(), constants.is_empty(), ends_itself(asked)) {
            (_, true, _) => asked.to_owned(),
            (true, false, _) => constants,
            (false, false, true) => format!("{asked} {constants}"),
            (false, false, false) => format!("{asked}{}{constants}", words.punctuation.colon),
        }
    }

    /// What all claims agree in and nothing else in the chart names: the subject, the answer, and the group where no base
    /// names it. A row names it, where the axis is not time; so do a colour and the head of a panel.
    fn constants(&self) -> Vec<String> {
        let FigureRequest { dataset, selected, .. } = self.request;
        let encoding = &selected.encoding;
        let named = |d: Dimension| {
            let by_row = match &encoding.rows {
                Rows::Statement => true,
                Rows::By(rows) => rows.contains(&d) && !encoding.time,
            };
            by_row || encoding.series.dimension() == Some(d) || encoding.panels.dimension() == Some(d)
        };
        let one = |d: &Dimension| only(self.claims.iter().map(|c| d.id_of(dataset, c))).flatten().is_some();
        let is_base = |d: &Dimension| *d == Dimension::Group && self.is_of(Unit::Percent);
        let constant = [Dimension::Subject, Dimension::Response, Dimension::Group];
        let constant = constant.into_iter().filter(|d| !named(*d) && one(d) && !is_base(d));
        constant.map(|d| data::name(self.request, d, self.claims[0])).collect()
    }

    fn is_of(&self, unit: Unit) -> bool {
        self.claims.iter().all(|c| c.unit == unit)
    }

    /// What the numbers count.
    fn unit(&self) -> Option<String> {
        if self.is_of(Unit::Percent) {
            return Some(self.percent());
        }
        if self.is_of(Unit::Points) {
            return Some(self.request.words().percentage_points.to_owned());
        }
        self.scale()
    }

    /// What the numbers are, where all are means or indices of one scale: "average on a scale from 1 (not at all) to 5
    /// (completely)".
    fn scale(&self) -> Option<String> {
        let FigureRequest { dataset, locale, .. } = self.request;
        let claim = *self.claims.first()?;
        only(self.claims.iter().map(|c| (c.unit, c.scale)))?;
        let scales: Option<Vec<_>> =
            self.claims.iter().map(|c| dataset.question(&c.question)?.scale.as_ref()).collect();
        // Several questions may give the ends of one scale different names, which one line cannot say.
        let one = scales.and_then(|scales| only(scales.into_iter()));
        let meanings = [one.and_then(|s| s.low_label.as_ref()), one.and_then(|s| s.high_label.as_ref())];
        self.request.words().on_scale(claim.unit, claim.scale, meanings.map(|label| label.map(|l| l.get(*locale))))
    }

    /// Of whom the percentages are: the base that all have, else the population that all surveys speak for; each of several
    /// groups has its own, and what has several bases is of nothing in common.
    fn percent(&self) -> String {
        let FigureRequest { dataset, selected, locale, .. } = self.request;
        let words = self.request.words();
        let of = |base: &str| fill(words.percent_of, &[("base", base)]);
        match only(self.claims.iter().map(|c| dataset.base_of(c))) {
            Some(Some(base)) => of(base.get(*locale)),
            Some(None) if self.claims.iter().all(|c| c.survey.is_some()) => {
                let population = only(self.surveys().map(|s| s.and_then(|s| s.population.stated()))).flatten();
                of(population.map_or(words.respondents, |p| p.get(*locale)))
            }
            None if selected.encoding.shows(Dimension::Group) && self.claims.iter().all(|c| c.base.is_none()) => {
                words.percent_of_groups.to_owned()
            }
            Some(None) | None => words.percent.to_owned(),
        }
    }

    fn surveys(&self) -> impl Iterator<Item = Option<&'a Survey>> {
        let dataset = self.request.dataset;
        self.claims.iter().map(|c| dataset.survey_of(c))
    }

    /// The one place where all surveys were done.
    fn place(&self) -> Option<&'a str> {
        let geography = only(self.surveys().map(|s| s.and_then(|s| s.geography.stated()))).flatten();
        geography.map(|g| g.get(self.request.locale))
    }

    /// When: the dates that all claims share; the span of a chart over time, in years where it has several, and of one over
    /// places, whose fieldwork may differ by days.
    fn when(&self) -> Option<String> {
        let FigureRequest { dataset, selected, .. } = self.request;
        let words = self.request.words();
        let spans: Vec<_> = self.claims.iter().map(|c| dataset.span_of(c)).collect();
        if let Some(span) = only(spans.iter()).copied().flatten() {
            return Some(words.dates(span.0, span.1));
        }
        let shows = |d| selected.encoding.shows(d);
        if self.request.recipe.kind.has_waves() {
            let waves: BTreeSet<PartialDate> = self.claims.iter().filter_map(|c| dataset.date_of(c)).collect();
            let (first, last) = (*waves.first()?, *waves.last()?);
            let exact = |date: PartialDate| match first.year == last.year {
                true => PartialDate { day: None, ..date },
                false => PartialDate { month: None, day: None, ..date },
            };
            return (first < last).then(|| words.dates(exact(first), exact(last)));
        }
        if !shows(Dimension::Place) || shows(Dimension::Wave) || shows(Dimension::Survey) {
            return None;
        }
        let first = spans.iter().flatten().map(|s| s.0).min()?;
        let last = spans.iter().flatten().map(|s| s.1).max()?;
        Some(words.dates(first, last))
    }

    /// That no question is given in the words in which it was asked, where all were asked and all are paraphrased.
    fn paraphrased(&self) -> Option<&'static str> {
        let words = self.request.words();
        let ids: BTreeSet<&str> = self.claims.iter().map(|c| c.question.value.as_str()).collect();
        let paraphrased =
            |id: &&str| self.request.dataset.question(id).is_some_and(|q| q.wording == WordingStatus::Paraphrased);
        let all = self.claims.iter().all(|c| c.survey.is_some()) && ids.iter().all(paraphrased);
        match (all, ids.len()) {
            (false, _) | (true, 0) => None,
            (true, 1) => Some(words.paraphrased),
            (true, _) => Some(words.paraphrased_several),
        }
    }
}

/// Whether a text is a sentence by its own mark.
fn ends_itself(text: &str) -> bool {
    text.ends_with(['?', '？', '.', '!'])
}

/// How many letters of a word may be an ending.
const ENDING: usize = 2;

/// Whether a text names a place, in whatever case: "adults in Ruritania" names "Ruritania".
fn names(text: &str, place: &str) -> bool {
    let text = text.to_lowercase();
    let stem = |word: &str| {
        let letters = word.chars().count();
        word.chars().take(letters.saturating_sub(ENDING).max(4)).collect::<String>()
    };
    place.to_lowercase().split_whitespace().all(|word| text.contains(&stem(word)))
}

/// The one value that all have.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|v| v == first).then_some(first)
}
