//! `surveys`: one row a survey.

use crate::frame::build::table;
use crate::frame::{Cell, Column, ColumnType, FrameError, Record, Table};
use crate::model::{Dataset, Disclosed, Disclosure, Locale, Survey, Text};

/// A survey with what its row needs.
#[derive(Debug)]
pub struct SurveyRow<'a> {
    dataset: &'a Dataset,
    survey: &'a Survey,
    locale: Locale,
}

/// The frame of the surveys of some datasets, in the order of their files.
///
/// # Errors
/// Only when polars cannot hold the rows (more than 2^32 of them).
pub fn surveys<'a>(datasets: impl IntoIterator<Item = &'a Dataset>, locale: Locale) -> Result<Table, FrameError> {
    let of = |dataset: &'a Dataset| dataset.surveys.iter().map(move |survey| SurveyRow { dataset, survey, locale });
    table(SURVEY_COLUMNS, datasets.into_iter().flat_map(of))
}

/// The table of surveys.
#[derive(Debug)]
pub struct Surveys;

impl Record for Surveys {
    type Row<'a> = SurveyRow<'a>;
}

type Fill = for<'r, 'a> fn(&'r SurveyRow<'a>) -> Cell<'r>;

const fn col(name: &'static str, kind: ColumnType, description: &'static str, fill: Fill) -> Column<Surveys> {
    Column { name, kind, unit: None, description, exported: true, fill }
}

const fn text(name: &'static str, description: &'static str, fill: Fill) -> Column<Surveys> {
    col(name, ColumnType::Text, description, fill)
}

fn item(item: &Disclosed<Text>, locale: Locale) -> Cell<'_> {
    match item {
        Disclosed::Stated(text) => Cell::text(text.value.get(locale)),
        Disclosed::NotReported => Cell::text("not-reported"),
    }
}

/// The columns of `surveys.csv`. Text items that the source leaves out say "not-reported"; dates and numbers are empty
/// and named in `not_reported`.
pub static SURVEY_COLUMNS: &[Column<Surveys>] = &[
    text("dataset_id", "the dataset", |r| Cell::text(r.dataset.id.as_str())),
    text("survey_id", "the survey; with `dataset_id` the key of the row", |r| Cell::text(r.survey.id.value.as_str())),
    text("label", "its name for readers", |r| Cell::text(r.survey.label.get(r.locale))),
    text("series", "the series that it is a wave of", |r| Cell::maybe(r.survey.series.as_deref())),
    text("conducted_by", "who did the fieldwork", |r| item(&r.survey.conducted_by, r.locale)),
    text("sponsored_by", "who paid for it", |r| item(&r.survey.sponsored_by, r.locale)),
    text("population", "whom it speaks for", |r| item(&r.survey.population, r.locale)),
    text("geography", "where it was done", |r| item(&r.survey.geography, r.locale)),
    text("frame", "sampling frame and design", |r| item(&r.survey.frame, r.locale)),
    text("mode", "how respondents were reached", |r| item(&r.survey.mode, r.locale)),
    col("field_start", ColumnType::Date, "the first day, month or year of fieldwork", |r| {
        Cell::maybe(r.survey.field_start.stated().map(ToString::to_string))
    }),
    col("field_end", ColumnType::Date, "the last day, month or year of fieldwork", |r| {
        Cell::maybe(r.survey.field_end.stated().map(ToString::to_string))
    }),
    col("n", ColumnType::Integer, "respondents", |r| r.survey.n.stated().map_or(Cell::Empty, |n| Cell::Integer(*n))),
    Column {
        unit: Some("percentage points"),
        ..col("moe_pp", ColumnType::Written, "the margin of error that the source states", |r| {
            r.survey.moe_pp.stated().map_or(Cell::Empty, |n| Cell::Number(*n))
        })
    },
    text("weighted", "how the answers were weighted", |r| item(&r.survey.weighted, r.locale)),
    text("question_wording", "the questionnaire's wording", |r| item(&r.survey.question_wording, r.locale)),
    text("limitations", "the limits that the source names", |r| item(&r.survey.limitations, r.locale)),
    text("not_reported", "the disclosure items that the source leaves out, joined by \"; \"", |r| {
        let items: Vec<&str> = r.survey.missing_items().into_iter().map(Disclosure::code).collect();
        Cell::text(items.join("; "))
    }),
    text("note", "anything else a reader should know", |r| {
        Cell::maybe(r.survey.note.as_ref().map(|n| n.get(r.locale)))
    }),
];
