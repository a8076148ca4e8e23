//! `works`: one row a work of the bibliography.

use crate::frame::{Cell, Column, Kind, Record};
use crate::language::citation::References;
use crate::model::{Dataset, Locale, Work};

/// A work with what its row needs.
#[derive(Debug)]
pub struct WorkRow<'a> {
    dataset: &'a Dataset,
    work: &'a Work,
    references: &'a References<'a>,
    locale: Locale,
}

/// The rows of a dataset, in the order of its file.
pub fn work_rows<'a>(dataset: &'a Dataset, references: &'a References<'a>, locale: Locale) -> Vec<WorkRow<'a>> {
    dataset.bibliography.works.iter().map(|work| WorkRow { dataset, work, references, locale }).collect()
}

/// The table of works.
#[derive(Debug)]
pub struct Works;

impl Record for Works {
    type Row<'a> = WorkRow<'a>;
}

type Fill = for<'r> fn(&'r WorkRow<'r>) -> Cell<'r>;

const fn text(name: &'static str, description: &'static str, fill: Fill) -> Column<Works> {
    Column { name, kind: Kind::Text, unit: None, description, exported: true, fill }
}

/// The columns of `works.csv`.
pub static WORK_COLUMNS: &[Column<Works>] = &[
    text("dataset_id", "the dataset", |r| Cell::text(r.dataset.id.as_str())),
    text("work_id", "the work; with `dataset_id` the key of the row", |r| Cell::text(r.work.key.value.as_str())),
    text("role", "document, cited, or uncited by any claim", |r| {
        let cited = r.dataset.claims.iter().flat_map(|c| &c.cites).any(|c| c.work.value == r.work.key.value);
        Cell::text(match (r.dataset.document(&r.work.key).is_some(), cited) {
            (true, _) => "document",
            (false, true) => "cited",
            (false, false) => "uncited",
        })
    }),
    text("type", "article, book, report, online and so on", |r| Cell::text(r.work.kind.as_str())),
    text("authors", "family names, joined by \"; \"", |r| {
        Cell::text(r.work.authors.iter().map(|a| a.family.as_str()).collect::<Vec<_>>().join("; "))
    }),
    Column {
        kind: Kind::Date,
        ..text("issued", "when it came out", |r| Cell::maybe(r.work.issued.map(|d| d.to_string())))
    },
    text("title", "its title", |r| Cell::text(r.work.title.as_str())),
    text("pages", "its own pages", |r| Cell::maybe(r.work.pages.as_ref().map(ToString::to_string))),
    text("url", "its DOI or address", |r| Cell::maybe(r.work.url.as_deref())),
    text("reference", "its entry in the reference list, APA 7; empty when no claim cites it", |r| {
        Cell::maybe(r.references.full(&r.work.key.value, r.locale))
    }),
];
