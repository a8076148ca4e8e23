//! `works`: one row a work of the bibliography.

use std::collections::HashSet;

use crate::frame::build::table;
use crate::frame::{Cell, Column, ColumnType, FrameError, Record, Table};
use crate::language::citation::References;
use crate::model::{Dataset, Locale, Work};

/// A work with what its row needs.
#[derive(Debug)]
pub struct WorkRow<'a> {
    dataset: &'a Dataset,
    work: &'a Work,
    /// Whether a claim cites it.
    cited: bool,
    references: &'a References<'a>,
    locale: Locale,
}

/// The frame of the works of some datasets, in the order of their bibliographies.
///
/// # Errors
/// Only when polars cannot hold the rows (more than 2^32 of them).
pub fn works<'a>(
    datasets: impl IntoIterator<Item = (&'a Dataset, &'a References<'a>)>,
    locale: Locale,
) -> Result<Table, FrameError> {
    let rows = datasets.into_iter().flat_map(|(dataset, references)| {
        let cites = dataset.claims.iter().flat_map(|claim| &claim.cites);
        let cited: HashSet<&str> = cites.map(|cite| cite.work.value.as_str()).collect();
        dataset.bibliography.works.iter().map(move |work| WorkRow {
            dataset,
            work,
            cited: cited.contains(work.key.value.as_str()),
            references,
            locale,
        })
    });
    table(WORK_COLUMNS, rows)
}

/// The table of works.
#[derive(Debug)]
pub struct Works;

impl Record for Works {
    type Row<'a> = WorkRow<'a>;
}

type Fill = for<'r, 'a> fn(&'r WorkRow<'a>) -> Cell<'r>;

const fn text(name: &'static str, description: &'static str, fill: Fill) -> Column<Works> {
    Column { name, kind: ColumnType::Text, unit: None, description, exported: true, fill }
}

/// The columns of `works.csv`.
pub static WORK_COLUMNS: &[Column<Works>] = &[
    text("dataset_id", "the dataset", |r| Cell::text(r.dataset.id.as_str())),
    text("work_id", "the work; with `dataset_id` the key of the row", |r| Cell::text(r.work.key.value.as_str())),
    Column {
        kind: ColumnType::Word(&["document", "cited", "uncited"]),
        ..text("role", "document, cited, or uncited by any claim", |r| {
            Cell::text(match (r.dataset.document(&r.work.key).is_some(), r.cited) {
                (true, _) => "document",
                (false, true) => "cited",
                (false, false) => "uncited",
            })
        })
    },
    text("type", "article, book, report, online and so on", |r| Cell::text(r.work.kind.as_str())),
    text("authors", "family names, joined by \"; \"", |r| {
        Cell::text(r.work.authors.iter().map(|a| a.family.as_str()).collect::<Vec<_>>().join("; "))
    }),
    Column {
        kind: ColumnType::Date,
        ..text("issued", "when it came out", |r| Cell::maybe(r.work.issued.map(|d| d.to_string())))
    },
    text("title", "its title", |r| Cell::text(r.work.title.as_str())),
    text("pages", "its own pages", |r| Cell::maybe(r.work.pages.as_ref().map(ToString::to_string))),
    text("url", "its DOI or address", |r| Cell::maybe(r.work.url.as_deref())),
    text("reference", "its entry in the reference list, APA 7; empty when no claim cites it", |r| {
        Cell::maybe(r.references.full(&r.work.key.value, r.locale))
    }),
];
