//! What the text tells of a statement: the names that its number belongs to, from its own sentence or table, else from what
//! stands before and above it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::evidence::document::Document;
use crate::evidence::draft::surroundings::{Blocks, Surroundings};
use crate::evidence::months::months;
use crate::evidence::names::{Mention, NameKind, Names};
use crate::evidence::statement::{Measured, Statement};
use crate::evidence::ties::{self, Item, Sentence};
use crate::model::{Dataset, PartialDate, Survey};

/// Where something is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Origin {
    /// In the sentence, or in the heads of the row and column of a table.
    #[default]
    Here,
    /// In what stands before it in its paragraph.
    Before,
    /// In the heading or the caption that it stands under.
    Above,
    /// Nowhere; it is the survey with the latest fieldwork.
    Latest,
}

/// The ids that something may be; none where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) ids: Vec<String>,
    pub(super) origin: Origin,
    /// Whether the text leaves open which of them, or whether the only one, it is.
    pub(super) is_open: bool,
}

impl Found {
    fn here(ids: Vec<String>) -> Self {
        Self::at(Origin::Here, ids)
    }

    fn at(origin: Origin, ids: Vec<String>) -> Self {
        Self { is_open: ids.len() > 1, ids, origin }
    }

    fn open(ids: Vec<String>) -> Self {
        Self { ids, origin: Origin::Here, is_open: true }
    }

    /// The id that is told.
    pub(super) fn one(&self) -> Option<&str> {
        self.ids.first().filter(|_| !self.is_open).map(String::as_str)
    }

    /// This, or what another place tells where this tells nothing.
    fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.ids.is_empty() { other() } else { self }
    }
}

/// What is told of one statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub(super) question: Found,
    /// Answers, each as `question/response`.
    pub(super) response: Found,
    pub(super) subject: Found,
    pub(super) group: Found,
    pub(super) survey: Found,
}

/// What statements are read for.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) names: &'a Names,
    pub(super) document: &'a Document,
    pub(super) statements: &'a [Statement],
    /// The year in which the document came out, when it is known.
    pub(super) published: Option<u16>,
}

/// How many years after its fieldwork a survey is reported on.
const SOON: u16 = 2;

impl Teller<'_> {
    /// What is told of each statement.
    pub(super) fn told(&self) -> Vec<Told> {
        let blocks = Blocks::of(self.document);
        let mut all: Vec<Told> = Vec::with_capacity(self.statements.len());
        for statement in self.statements {
            let here = Here::new(self, statement, blocks.around(statement));
            let (question, response) = self.answer(&here, &all);
            let subject = here.found(NameKind::Subject).or(|| here.earlier(NameKind::Subject));
            let (group, survey) = (here.found(NameKind::Group), self.survey(&here, &all));
            all.push(Told { question, response, subject, group, survey });
        }
        all
    }

    /// Question and answer: as named, else as the topic goes on from a statement before.
    fn answer(&self, here: &Here<'_>, before: &[Told]) -> (Found, Found) {
        let response = here.answers();
        if !response.ids.is_empty() {
            return (Found::at(response.origin, questions(&response.ids)), response);
        }
        let denied: Vec<String> = here.items(NameKind::Response).into_iter().map(|item| item.id).collect();
        if !denied.is_empty() {
            let questions = questions(&denied);
            let is_told = questions.len() == 1 && here.sentence().numbers.len() == 1;
            return (Found { is_open: !is_told, ..Found::here(questions) }, Found::default());
        }
        if let Some(told) = self.gone_on(here, before) {
            return told;
        }
        let question = here.found(NameKind::Question).or(|| here.earlier(NameKind::Question));
        let question = question.or(|| self.only_question());
        let response = self.only_response(&question);
        (question, response)
    }

    fn only_question(&self) -> Found {
        match self.dataset.questions.as_slice() {
            [only] => Found::here(vec![only.id.value.clone()]),
            _ => Found::default(),
        }
    }

    /// The answer of a question that has only one.
    fn only_response(&self, question: &Found) -> Found {
        let question = question.one().and_then(|id| self.dataset.question(id).map(|q| (id, q.responses.as_slice())));
        match question {
            Some((id, [only])) => Found::here(vec![format!("{id}/{}", only.id.value)]),
            _ => Found::default(),
        }
    }

    /// A sentence that names a group, a subject, a wave or a year and no question ("among graduates it was 60 percent") goes
    /// on with question and answer of the statement before it in its paragraph.
    fn gone_on(&self, here: &Here<'_>, before: &[Told]) -> Option<(Found, Found)> {
        let kinds = [NameKind::Group, NameKind::Subject, NameKind::Survey];
        let goes_on = kinds.iter().any(|kind| !here.items(*kind).is_empty()) || !ties::years(here.text()).is_empty();
        if !goes_on || !here.items(NameKind::Question).is_empty() {
            return None;
        }
        let (_, told) = self.before(here, before).next()?;
        told.question.one()?;
        let of = |found: &Found| Found { origin: Origin::Before, ..found.clone() };
        Some((of(&told.question), of(&told.response)))
    }

    /// The survey: the only one, as named, by its year, the document's own, that of the statement before in its paragraph, else
    /// as named before.
    fn survey(&self, here: &Here<'_>, before: &[Told]) -> Found {
        if let [only] = self.dataset.surveys.as_slice() {
            return Found::here(vec![only.id.value.clone()]);
        }
        let year = here.year();
        here.found(NameKind::Survey).or(|| self.dated(here, year)).or(|| match year {
            // A year in which none was done is not that of the latest one.
            Some(_) => Found::default(),
            None => self.latest(here.statement).or(|| self.kept(here, before)).or(|| here.earlier(NameKind::Survey)),
        })
    }

    /// The surveys of the month and year that the number belongs to; of the year where the month is that of something else.
    fn dated(&self, here: &Here<'_>, year: Option<u16>) -> Found {
        let of_month = here.month().map(|(month, own)| self.surveys_in(own.or(year), Some(month)));
        let of_year = || year.map(|year| self.surveys_in(Some(year), None));
        Found::here(of_month.filter(|ids| !ids.is_empty()).or_else(of_year).unwrap_or_default())
    }

    /// The survey of the last statement before this sentence in its paragraph, when it has no other unit.
    fn kept(&self, here: &Here<'_>, before: &[Told]) -> Found {
        let last = self.before(here, before).next();
        let survey = last.map(|(_, told)| &told.survey).filter(|survey| survey.one().is_some());
        survey.map_or_else(Found::default, |survey| match survey.origin {
            Origin::Latest => survey.clone(),
            Origin::Here | Origin::Before | Origin::Above => Found { origin: Origin::Before, ..survey.clone() },
        })
    }

    /// The statements of the paragraph before a sentence that count the same, the last one first.
    fn before<'s>(&'s self, here: &'s Here<'_>, told: &'s [Told]) -> impl Iterator<Item = (&'s Statement, &'s Told)> {
        let same = |s: &Statement| s.unit == here.statement.unit && s.sentence.end <= here.statement.sentence.start;
        let near = self.statements[..told.len()].iter().zip(told).rev();
        let near = near.take_while(|(s, _)| s.span.start >= here.before.span.start);
        near.filter(move |(s, _)| same(s))
    }

    /// The surveys that were done in a year and a month, as far as they are given.
    fn surveys_in(&self, year: Option<u16>, month: Option<u8>) -> Vec<String> {
        let within = |survey: &&Survey| {
            let Some((first, last)) = survey.fieldwork() else { return false };
            let in_year = year.is_none_or(|year| (first.year..=last.year).contains(&year));
            in_year && month.and_then(|month| survey.was_in(month, year)).unwrap_or(true)
        };
        self.dataset.surveys.iter().filter(within).map(|s| s.id.value.clone()).collect()
    }

    /// The survey whose fieldwork ended after that of all others, when the document came out soon after: a report speaks of its
    /// own survey, a review of those of others. Numbers of things may be from no survey.
    fn latest(&self, statement: &Statement) -> Found {
        let dated = || self.dataset.surveys.iter().map(|s| (s, s.fielded()));
        let after = |date: PartialDate, other: Option<PartialDate>| other.is_some_and(|other| date.is_after(other));
        let is_last = |survey: &Survey, date: PartialDate| {
            let last = dated().all(|(other, end)| other.id.value == survey.id.value || after(date, end));
            last && self.published.is_some_and(|year| (date.year..=date.year.saturating_add(SOON)).contains(&year))
        };
        let last = dated().find(|(survey, date)| date.is_some_and(|date| is_last(survey, date)));
        let last = last.filter(|_| statement.unit != Measured::Count);
        Found::at(Origin::Latest, last.map(|(survey, _)| survey.id.value.clone()).into_iter().collect())
    }
}

/// A part of the document, whose names are read once.
struct Part<'t> {
    teller: &'t Teller<'t>,
    span: Range<usize>,
    mentions: OnceCell<Vec<Mention<'t>>>,
}

impl<'t> Part<'t> {
    fn new(teller: &'t Teller<'t>, span: Range<usize>) -> Self {
        Self { teller, span, mentions: OnceCell::new() }
    }

    fn text(&self) -> &'t str {
        &self.teller.document.text[self.span.clone()]
    }

    /// Its names of a kind.
    fn mentions(&self, kind: NameKind) -> impl Iterator<Item = &Mention<'t>> {
        let all = self.mentions.get_or_init(|| self.teller.names.alike(self.text()));
        all.iter().filter(move |m| m.kind == kind)
    }

    /// The ids of its names of a kind.
    fn named(&self, kind: NameKind) -> Vec<String> {
        distinct(self.mentions(kind).map(|m| m.id))
    }
}

/// A statement where it stands.
struct Here<'t> {
    teller: &'t Teller<'t>,
    statement: &'t Statement,
    sentence: Part<'t>,
    /// What stands before the sentence in its paragraph.
    before: Part<'t>,
    /// The heading that it stands under.
    heading: Option<Part<'t>>,
    /// The heads of the row and the column of the cell that it is, and the line above the table; empty in running text.
    heads: Vec<Part<'t>>,
}

impl<'t> Here<'t> {
    fn new(teller: &'t Teller<'t>, statement: &'t Statement, around: Surroundings) -> Self {
        let part = |span| Part::new(teller, span);
        Self {
            teller,
            statement,
            sentence: part(statement.sentence.clone()),
            before: part(around.before),
            heading: around.heading.map(part),
            heads: around.heads.into_iter().map(part).collect(),
        }
    }

    fn text(&self) -> &'t str {
        self.sentence.text()
    }

    /// The names of a kind in the sentence.
    fn items(&self, kind: NameKind) -> Vec<Item> {
        self.sentence.mentions(kind).map(|m| Item { id: m.id.to_owned(), span: m.span.clone() }).collect()
    }

    /// The sentence with its numbers that count the same.
    fn sentence(&self) -> Sentence<'t> {
        let (all, own) = (self.teller.statements, &self.statement.sentence);
        let first = all.partition_point(|s| s.span.end <= own.start);
        let beside = all[first..].iter().take_while(|s| s.span.start < own.end);
        let numbers = beside.filter(|s| s.unit == self.statement.unit);
        let numbers = numbers.map(|s| s.span.start - own.start..s.span.end - own.start).collect();
        Sentence { text: self.text(), start: own.start, numbers }
    }

    /// The names of a kind that the number belongs to.
    fn found(&self, kind: NameKind) -> Found {
        if self.heads.is_empty() {
            return self.tied(self.items(kind), kind);
        }
        let mut named = self.heads.iter().map(|head| head.named(kind));
        Found::here(named.find(|ids| !ids.is_empty()).unwrap_or_default())
    }

    /// Of these names of the sentence that which its number belongs to.
    fn tied(&self, items: Vec<Item>, kind: NameKind) -> Found {
        let sentence = self.sentence();
        let items = sentence.standing(items, kind == NameKind::Response);
        let ids = distinct(items.iter().map(|i| i.id.as_str()));
        if ids.is_empty() || ids.len() == 1 && self.is_shared(kind) {
            return Found::here(ids);
        }
        let number = &self.statement.span;
        let tied = sentence.tied(number, items.clone(), false, kind == NameKind::Group);
        match tied.or_else(|| sentence.likely(number, &items)) {
            Some(item) => Found::here(vec![item.id]),
            None if kind == NameKind::Group && ids.len() == 1 => Found::default(),
            None => Found::open(ids),
        }
    }

    /// Whether what the sentence says of one number it says of all. What it says of a part of the people is not said of
    /// the others; an answer is shared by numbers that differ in something else.
    fn is_shared(&self, kind: NameKind) -> bool {
        let several = |kind| self.sentence.named(kind).len() > 1;
        let compared = || {
            let kinds = [NameKind::Group, NameKind::Subject, NameKind::Survey, NameKind::Place];
            kinds.into_iter().any(several) || ties::years(self.text()).len() > 1
        };
        match kind {
            _ if self.sentence().numbers.len() < 2 => true,
            NameKind::Group => false,
            NameKind::Response | NameKind::Question => compared(),
            NameKind::Subject | NameKind::Place | NameKind::Survey => true,
        }
    }

    /// The answers that the number belongs to, of the question that is spoken of where several have an answer of this name.
    fn answers(&self) -> Found {
        let found = self.found(NameKind::Response);
        if questions(&found.ids).len() < 2 {
            return found;
        }
        let topic = self.found(NameKind::Question).or(|| self.earlier(NameKind::Question));
        let Some(topic) = topic.one() else { return found };
        let of_topic = |id: &str| id.split_once('/').is_some_and(|(question, _)| question == topic);
        let items = self.items(NameKind::Response).into_iter().filter(|item| of_topic(&item.id)).collect();
        let told = match self.heads.is_empty() {
            true => self.tied(items, NameKind::Response),
            false => Found::here(found.ids.iter().filter(|id| of_topic(id)).cloned().collect()),
        };
        if told.ids.is_empty() { found } else { told }
    }

    /// The year that the number belongs to.
    fn year(&self) -> Option<u16> {
        if !self.heads.is_empty() {
            return self.heads.iter().find_map(|head| year_in(head.text()));
        }
        self.of_time(&ties::years(self.text()))?.id.parse().ok()
    }

    /// The month that the number belongs to, with its year when that is beside it.
    fn month(&self) -> Option<(u8, Option<u16>)> {
        if let Some(named) = self.heads.iter().flat_map(|head| months(head.text())).next() {
            return Some((named.month, named.year));
        }
        let named = months(self.text());
        let items: Vec<Item> = named.iter().map(|m| Item { id: m.month.to_string(), span: m.span.clone() }).collect();
        let own = self.of_time(&items)?;
        named.iter().find(|m| m.span == own.span).map(|m| (m.month, m.year))
    }

    /// Of the years or months of the sentence that which the number belongs to: the only one, when it stands before all
    /// numbers or there is one number, else that which is tied to it.
    fn of_time(&self, items: &[Item]) -> Option<Item> {
        let (sentence, number) = (self.sentence(), &self.statement.span);
        let leads = |item: &Item| sentence.numbers.first().is_some_and(|number| item.span.end <= number.start);
        match items {
            [only] if sentence.numbers.len() == 1 || leads(only) => Some(only.clone()),
            _ => sentence.tied(number, items.to_vec(), false, false).or_else(|| sentence.likely(number, items)),
        }
    }

    /// The only name of a kind in what stands before the sentence in its paragraph, else in the heading above.
    fn earlier(&self, kind: NameKind) -> Found {
        let before = Found::at(Origin::Before, self.before.named(kind));
        let above = self.heading.as_ref().map(|heading| Found::at(Origin::Above, heading.named(kind)));
        [Some(before), above].into_iter().flatten().find(|found| found.one().is_some()).unwrap_or_default()
    }
}

/// The first year that stands in the head of a row or column.
fn year_in(head: &str) -> Option<u16> {
    let mut numbers = head.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.find_map(|digits| digits.parse().ok().filter(|year| (1900..=2100).contains(year)))
}

/// The questions of answers.
fn questions(responses: &[String]) -> Vec<String> {
    distinct(responses.iter().filter_map(|id| id.split_once('/')).map(|(question, _)| question))
}

/// Ids without repetitions, in their order.
fn distinct<'i>(ids: impl Iterator<Item = &'i str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for id in ids {
        if kept.iter().all(|k| k != id) {
            kept.push(id.to_owned());
        }
    }
    kept
}
