//! `claims`: one row a claim.

use std::collections::HashMap;

use crate::frame::build::{batches, table};
use crate::frame::{Cell, Column, ColumnType, FrameError, Record, Table};
use crate::language::citation::References;
use crate::model::{
    Claim, Dataset, Entity, Group, HedgeRules, Locale, PartialDate, Polarity, Question, Reading, Response, Survey,
    Text, Unit,
};
use crate::source::Located;

/// A claim with everything that its row needs.
#[derive(Debug)]
pub struct ClaimRow<'a> {
    dataset: &'a Dataset,
    claim: &'a Claim,
    question: Option<(usize, &'a Question)>,
    response: Option<(usize, &'a Response)>,
    survey: Option<(usize, &'a Survey)>,
    /// The first survey that was done in the same place.
    place: Option<usize>,
    /// The first survey of the same series.
    series: Option<usize>,
    entity: Option<(usize, &'a Entity)>,
    group: Option<(usize, &'a Group)>,
    reading: Reading,
    index: usize,
    references: Option<&'a References<'a>>,
    locale: Locale,
}

/// The frame of the claims of some datasets, in the order of their files. Texts are in `locale`; citations are set only
/// where references come along.
///
/// # Errors
/// Only when polars cannot hold the rows (more than 2^32 of them).
pub fn claims<'a>(
    datasets: impl IntoIterator<Item = (&'a Dataset, Option<&'a References<'a>>)>,
    rules: &HedgeRules,
    locale: Locale,
) -> Result<Table, FrameError> {
    table(CLAIM_COLUMNS, rows(datasets, rules, locale))
}

/// The same frame in stretches of some thousand rows each, at least one: any number of claims takes the memory of a few.
pub fn claim_batches<'a>(
    datasets: impl IntoIterator<Item = (&'a Dataset, Option<&'a References<'a>>)>,
    rules: &HedgeRules,
    locale: Locale,
) -> impl Iterator<Item = Result<Table, FrameError>> {
    batches(CLAIM_COLUMNS, rows(datasets, rules, locale))
}

fn rows<'a>(
    datasets: impl IntoIterator<Item = (&'a Dataset, Option<&'a References<'a>>)>,
    rules: &HedgeRules,
    locale: Locale,
) -> impl Iterator<Item = ClaimRow<'a>> {
    datasets.into_iter().flat_map(move |(dataset, references)| {
        let records = Records::of(dataset);
        (0..dataset.claims.len()).map(move |index| records.row(index, Reader { rules, references, locale }))
    })
}

/// The records of a dataset by their ids, each with its place.
struct Records<'a> {
    dataset: &'a Dataset,
    questions: HashMap<&'a str, usize>,
    surveys: HashMap<&'a str, usize>,
    entities: HashMap<&'a str, usize>,
    groups: HashMap<&'a str, usize>,
    /// For each survey, the first one of the same series; itself when it is of none.
    series: Vec<usize>,
    /// For each survey, the place of its place among those of the dataset, else that of the first one that was done in the same place.
    places: Vec<Option<usize>>,
}

/// What all rows of a frame are read by.
#[derive(Clone, Copy)]
struct Reader<'a, 'h> {
    rules: &'h HedgeRules,
    references: Option<&'a References<'a>>,
    locale: Locale,
}

impl<'a> Records<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let mut first: HashMap<&Text, usize> = HashMap::new();
        let listed = by_id(dataset.places.iter().map(|p| &p.id));
        let place = |(i, survey): (usize, &'a Survey)| {
            let own = survey.place.as_ref().and_then(|p| listed.get(p.value.as_str()).copied());
            own.or_else(|| survey.geography.stated().map(|p| *first.entry(p).or_insert(dataset.places.len() + i)))
        };
        let mut of_series: HashMap<&str, usize> = HashMap::new();
        let series = |(i, survey): (usize, &'a Survey)| {
            survey.series.as_deref().map_or(i, |series| *of_series.entry(series).or_insert(i))
        };
        Self {
            series: dataset.surveys.iter().enumerate().map(series).collect(),
            dataset,
            questions: by_id(dataset.questions.iter().map(|q| &q.id)),
            surveys: by_id(dataset.surveys.iter().map(|s| &s.id)),
            entities: by_id(dataset.entities.iter().map(|e| &e.id)),
            groups: by_id(dataset.groups.iter().map(|g| &g.id)),
            places: dataset.surveys.iter().enumerate().map(place).collect(),
        }
    }

    fn row(&self, index: usize, reader: Reader<'a, '_>) -> ClaimRow<'a> {
        let (dataset, claim) = (self.dataset, &self.dataset.claims[index]);
        let question = self.questions.get(claim.question.value.as_str()).map(|&i| (i, &dataset.questions[i]));
        let response = question
            .and_then(|(_, q)| q.responses.iter().enumerate().find(|(_, r)| r.id.value == claim.response.value));
        let survey = claim.survey.as_ref().and_then(|s| self.surveys.get(s.value.as_str()).copied());
        let entity = claim.subject.as_ref().and_then(|s| self.entities.get(s.value.as_str()).copied());
        let group = claim.group.as_ref().and_then(|g| self.groups.get(g.value.as_str()).copied());
        ClaimRow {
            dataset,
            claim,
            question,
            response,
            survey: survey.map(|i| (i, &dataset.surveys[i])),
            place: survey.and_then(|i| self.places[i]),
            series: survey.map(|i| self.series[i]),
            entity: entity.map(|i| (i, &dataset.entities[i])),
            group: group.map(|i| (i, &dataset.groups[i])),
            reading: claim.reading(reader.rules),
            index,
            references: reader.references,
            locale: reader.locale,
        }
    }
}

/// The places of records by their ids.
fn by_id<'a>(ids: impl Iterator<Item = &'a Located<String>>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(i, id)| (id.value.as_str(), i)).collect()
}

/// The table of claims.
#[derive(Debug)]
pub struct Claims;

impl Record for Claims {
    type Row<'a> = ClaimRow<'a>;
}

type Fill = for<'r, 'a> fn(&'r ClaimRow<'a>) -> Cell<'r>;

const fn col(name: &'static str, kind: ColumnType, description: &'static str, fill: Fill) -> Column<Claims> {
    Column { name, kind, unit: None, description, exported: true, fill }
}

const fn text(name: &'static str, description: &'static str, fill: Fill) -> Column<Claims> {
    col(name, ColumnType::Text, description, fill)
}

/// A text that is one of a few words.
const fn word(
    name: &'static str,
    words: &'static [&'static str],
    description: &'static str,
    fill: Fill,
) -> Column<Claims> {
    col(name, ColumnType::Word(words), description, fill)
}

/// A number in the unit of the claim.
const fn measure(name: &'static str, kind: ColumnType, description: &'static str, fill: Fill) -> Column<Claims> {
    Column { unit: Some("that of `unit`"), ..col(name, kind, description, fill) }
}

/// A column that selections use and exports leave out.
const fn inner(name: &'static str, kind: ColumnType, description: &'static str, fill: Fill) -> Column<Claims> {
    Column { exported: false, ..col(name, kind, description, fill) }
}

fn rank(index: Option<usize>) -> Cell<'static> {
    Cell::Integer(index.and_then(|i| u32::try_from(i).ok()).unwrap_or(u32::MAX))
}

/// The columns of `claims.csv`, then those that only selections use.
pub static CLAIM_COLUMNS: &[Column<Claims>] = &[
    text("dataset_id", "the dataset", |r| Cell::text(r.dataset.dataset_of(r.index))),
    text("claim_id", "the claim; with `dataset_id` the key of the row", |r| Cell::text(r.claim.id.value.as_str())),
    text(
        "survey_id",
        "the survey, a row of surveys.csv; empty for a statement that is not from a survey; a filter takes its label too",
        |r| Cell::maybe(r.claim.survey.as_ref().map(|s| s.value.as_str())),
    ),
    text("question_id", "the question; a filter takes its label too", |r| Cell::text(r.claim.question.value.as_str())),
    text("question", "what was asked, for readers", |r| Cell::maybe(r.question.map(|(_, q)| q.label.get(r.locale)))),
    text("response", "the answer, by id; a filter takes its label too", |r| {
        Cell::text(r.claim.response.value.as_str())
    }),
    word(
        "polarity",
        &["positive", "neutral", "negative", "factual"],
        "which way the answer leans: positive, neutral, negative, factual",
        |r| Cell::maybe(r.response.map(|(_, a)| a.polarity.code())),
    ),
    text("subject", "the entity that the answer is about, by id; a filter takes its label too", |r| {
        Cell::maybe(r.claim.subject.as_ref().map(|s| s.value.as_str()))
    }),
    text("subject_label", "the entity, for readers", |r| Cell::maybe(r.entity.map(|(_, e)| e.label.get(r.locale)))),
    text(
        "group",
        "the sub-population whose answer it is, by id; empty for all respondents; a filter takes its label too",
        |r| Cell::maybe(r.claim.group.as_ref().map(|g| g.value.as_str())),
    ),
    text("group_label", "the sub-population, for readers", |r| {
        Cell::maybe(r.group.map(|(_, g)| g.label.get(r.locale)))
    }),
    text(
        "place",
        "where the survey was done, by id; empty when it has no record of its own; a filter takes its label too",
        |r| Cell::maybe(r.survey.and_then(|(_, s)| s.place.as_ref()).map(|p| p.value.as_str())),
    ),
    text("population", "whom the survey speaks for; empty when not reported", |r| {
        Cell::maybe(r.survey.and_then(|(_, s)| s.population.stated()).map(|t| t.get(r.locale)))
    }),
    text(
        "base",
        "the denominator, when it is not all respondents: that of the group, or one without a name of its own",
        |r| Cell::maybe(r.dataset.base_of(r.claim).map(|b| b.get(r.locale))),
    ),
    col("field_start", ColumnType::Date, "the first day, month or year of fieldwork, or the date of the number", |r| {
        let start = r.survey.and_then(|(_, s)| s.field_start.stated()).copied();
        Cell::maybe(start.or(r.claim.date).map(|d| d.to_string()))
    }),
    col("field_end", ColumnType::Date, "the last day, month or year of fieldwork", |r| {
        Cell::maybe(r.survey.and_then(|(_, s)| s.field_end.stated()).map(ToString::to_string))
    }),
    col(
        "n",
        ColumnType::Integer,
        "respondents: of the group where it has one, else of the survey; empty when not reported",
        |r| {
            let n = if r.claim.group.is_some() {
                r.dataset.respondents_of(r.claim)
            } else {
                r.survey.and_then(|(_, s)| s.n.stated().copied())
            };
            n.map_or(Cell::Empty, Cell::Integer)
        },
    ),
    word(
        "statistic",
        &["share", "change", "mean", "index", "count", "rank", "year"],
        "what the number is: share, change, mean, index, count, rank or year",
        |r| {
            Cell::text(match r.claim.unit {
                Unit::Percent => "share",
                Unit::Points => "change",
                Unit::Mean => "mean",
                Unit::Index => "index",
                Unit::Count => "count",
                Unit::Rank => "rank",
                Unit::Year => "year",
            })
        },
    ),
    word(
        "unit",
        &["percent", "points", "mean", "index", "count", "rank", "year"],
        "percent (0 to 100), points (a change, signed), mean, index, count, rank or year",
        |r| Cell::text(r.claim.unit.code()),
    ),
    measure("scale_low", ColumnType::Number, "the least number of the scale, for a mean or an index", |r| {
        r.claim.scale.map_or(Cell::Empty, |ends| Cell::Float(ends.low))
    }),
    measure("scale_high", ColumnType::Number, "the greatest number of the scale, for a mean or an index", |r| {
        r.claim.scale.map_or(Cell::Empty, |ends| Cell::Float(ends.high))
    }),
    word(
        "op",
        &["=", "~", "nearly", "<", "<=", ">", ">=", "between", "majority", "minority", "none"],
        "the hedge: =, ~, nearly, <, <=, >, >=, between, majority, minority, none",
        |r| Cell::text(r.claim.value.operator().code()),
    ),
    measure("value", ColumnType::Written, "the one number that the source gives; empty for ranges and words", |r| {
        r.claim.value.number().map_or(Cell::Empty, Cell::Number)
    }),
    measure("low", ColumnType::Number, "the least value that the wording allows", |r| {
        r.reading.interval.map_or(Cell::Empty, |i| Cell::Float(i.low.value))
    }),
    measure(
        "high",
        ColumnType::Number,
        "the greatest value that the wording allows; empty when it sets no upper end",
        |r| r.reading.interval.and_then(|i| i.high).map_or(Cell::Empty, |h| Cell::Float(h.value)),
    ),
    word(
        "interval_basis",
        &["source", "hedge-rule", "none"],
        "what sets low and high: source, hedge-rule, none",
        |r| Cell::text(r.reading.basis.code()),
    ),
    text("as_written", "the source's own words for the value", |r| Cell::text(r.claim.as_written.value.as_str())),
    word("status", &["stated", "derived"], "stated by the document, or derived from what it states", |r| {
        Cell::text(r.claim.status.code())
    }),
    text("quote", "the words of the document", |r| Cell::text(r.claim.quote.value.as_str())),
    text("quote_lang", "the language of the quote, a BCP 47 tag", |r| Cell::text(r.dataset.quote_lang_of(r.claim))),
    text("section", "the section of the document", |r| Cell::maybe(r.claim.locator.section.as_deref())),
    text("page", "the page of the document", |r| Cell::maybe(r.claim.locator.page.as_ref().map(ToString::to_string))),
    text(
        "place_in_document",
        "further parts of the place: paragraph, table, figure, chart, slide, footnote, url, time, row, column",
        |r| Cell::maybe(r.claim.locator.further()),
    ),
    text("document", "the document, a row of works.csv", |r| Cell::text(r.claim.document.value.as_str())),
    text("document_citation", "the document with the place of the quote", |r| {
        Cell::maybe(r.references.map(|refs| refs.document(&r.claim.document, &r.claim.locator, r.locale)))
    }),
    text("cited_works", "the works that the document cites for it, rows of works.csv, joined by \"; \"", |r| {
        Cell::text(r.claim.cites.iter().map(|c| c.work.value.as_str()).collect::<Vec<_>>().join("; "))
    }),
    text("cited_citation", "those works with the pages cited", |r| {
        Cell::maybe(r.references.and_then(|refs| refs.cited(r.claim, r.locale)))
    }),
    word(
        "cites_basis",
        &["same-sentence", "inferred", "none"],
        "how sure the link is: same-sentence, inferred, none",
        |r| Cell::text(r.claim.basis().code()),
    ),
    text("note", "anything else a reader should know", |r| Cell::maybe(r.claim.note.as_ref().map(|n| n.get(r.locale)))),
    inner("claim_index", ColumnType::Integer, "the place of the claim in its dataset", |r| rank(Some(r.index))),
    inner("question_rank", ColumnType::Integer, "the place of the question", |r| rank(r.question.map(|(i, _)| i))),
    inner("response_rank", ColumnType::Integer, "the place of the answer", |r| rank(r.response.map(|(i, _)| i))),
    inner("survey_rank", ColumnType::Integer, "the place of the survey", |r| rank(r.survey.map(|(i, _)| i))),
    inner("place_rank", ColumnType::Integer, "the place of where the survey was done", |r| rank(r.place)),
    inner("series_rank", ColumnType::Integer, "the place of the first survey of the same series", |r| rank(r.series)),
    inner("group_rank", ColumnType::Integer, "the place of the group", |r| rank(r.group.map(|(i, _)| i))),
    inner("wave_rank", ColumnType::Integer, "the place of the date among all days", |r| {
        rank(r.dataset.date_of(r.claim).map(PartialDate::order))
    }),
    inner("subject_rank", ColumnType::Integer, "the place of the entity", |r| rank(r.entity.map(|(i, _)| i))),
    inner("polarity_rank", ColumnType::Integer, "the place of the polarity", |r| {
        rank(r.response.and_then(|(_, a)| Polarity::ALL.iter().position(|p| *p == a.polarity)))
    }),
    inner("known_bound", ColumnType::Number, "the bound that the source gives, to sort by", |r| {
        r.claim.value.known_bound().map_or(Cell::Empty, Cell::Float)
    }),
];
