//! Cells of the tables of a document, compared with the cells of a `[[table]]`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::evidence::block::{Block, blocks, cells};
use crate::evidence::caption::Captioned;
use crate::evidence::document::Document;
use crate::evidence::folded::folded;
use crate::evidence::proof::locate::Located;
use crate::model::{Claim, Dataset, GridCell, Text};

/// The rows of all tables of a document.
#[derive(Debug)]
pub(super) struct Cells<'d> {
    rows: Vec<Row<'d>>,
}

#[derive(Debug)]
struct Row<'d> {
    /// The first byte of the table that the row belongs to.
    table: usize,
    place: Range<usize>,
    cells: Vec<Cell<'d>>,
}

#[derive(Debug)]
struct Cell<'d> {
    place: Range<usize>,
    text: &'d str,
    folded: String,
}

/// What became of looking for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CellSought {
    /// Its place.
    Standing(Range<usize>),
    /// The document has no table with such a row, so that nothing can be said.
    Untold,
    /// The row reads otherwise; its cells.
    Other(String),
}

impl<'d> Cells<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut rows = Vec::new();
        for block in blocks(&document.text) {
            let Block::Table { rows: range, .. } = block else { continue };
            let mut start = range.start;
            for line in document.text[range.clone()].split('\n') {
                let place = start..start + line.len();
                start = place.end + 1;
                rows.push(Row { table: range.start, cells: row_cells(document, place.clone()), place });
            }
        }
        Self { rows }
    }

    /// Looks for the cell of a claim: by row and column where the document has heads that the dataset knows, else by the row
    /// alone.
    pub(super) fn find(&self, claim: &Claim, at: &GridCell, dataset: &Dataset, places: &Located<'_>) -> CellSought {
        let (row, column) = (names(dataset, &at.row), names(dataset, &at.column));
        match self.at(claim, &row, &column, places) {
            // The record may have turned the table.
            CellSought::Untold => self.at(claim, &column, &row, places),
            found => found,
        }
    }

    fn at(
        &self,
        claim: &Claim,
        row_names: &BTreeSet<String>,
        column_names: &BTreeSet<String>,
        places: &Located<'_>,
    ) -> CellSought {
        let within = claim.locator.table.as_deref().and_then(|number| places.table(number));
        let rows: Vec<&Row<'_>> = self
            .rows
            .iter()
            .filter(|row| within.as_ref().is_none_or(|region| region.contains(&row.place.start)))
            .filter(|row| row.cells.first().is_some_and(|head| row_names.contains(&head.folded)))
            .collect();
        if rows.is_empty() {
            return CellSought::Untold;
        }
        let wanted = plain(&claim.quote);
        for row in &rows {
            let said = |cell: &&Cell<'_>| plain(cell.text) == wanted;
            let found = match self.column(row.table, column_names) {
                Some(column) => row.cells.get(column).filter(said),
                None => row.cells.iter().skip(1).find(said),
            };
            if let Some(cell) = found {
                return CellSought::Standing(cell.place.clone());
            }
        }
        let shown: Vec<&str> = rows[0].cells.iter().map(|cell| cell.text).collect();
        CellSought::Other(shown.join(" | "))
    }

    /// The column of a table that is headed so.
    fn column(&self, table: usize, names: &BTreeSet<String>) -> Option<usize> {
        let rows = self.rows.iter().filter(|row| row.table == table).take(3);
        rows.filter_map(|row| row.cells.iter().skip(1).position(|c| names.contains(&bare(&c.folded))))
            .map(|i| i + 1)
            .next()
    }
}

impl Located<'_> {
    /// The bytes of the table with a number.
    fn table(&self, number: &str) -> Option<Range<usize>> {
        let captions = self.captions().iter().zip(self.regions());
        let found = captions.filter(|(c, _)| c.kind == Captioned::Table && c.number.eq_ignore_ascii_case(number));
        found.map(|(_, region)| region.clone()).max_by_key(Range::len)
    }
}

fn row_cells(document: &Document, place: Range<usize>) -> Vec<Cell<'_>> {
    let ranges = cells(&document.text, place).into_iter();
    ranges
        .map(|place| {
            let text = document.text[place.clone()].trim();
            Cell { text, folded: folded(text).to_lowercase(), place }
        })
        .collect()
}

/// The head of a column without the unit that it may give: "Support (%)" is "support".
fn bare(head: &str) -> String {
    let units = ["(%)", "(percent)", "(per cent)", "%", ", %"];
    let cut = units.iter().find_map(|unit| head.strip_suffix(unit)).unwrap_or(head);
    cut.trim().trim_end_matches(',').to_owned()
}

/// A cell as it is compared: without percent signs and blanks.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '%');
    kept.collect::<String>().replace(['\u{2212}', '–'], "-")
}

/// All names of what a head of a `[[table]]` means, folded: what it is itself, and the labels and aliases of its record.
fn names(dataset: &Dataset, head: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([folded(head).to_lowercase()]);
    let mut add = |id: &str, label: &Text, aliases: &[String]| {
        let labels = label.variants().into_iter().map(|(_, text)| text);
        let all: BTreeSet<String> =
            labels.chain(aliases.iter().map(String::as_str)).map(|name| folded(name).to_lowercase()).collect();
        if id == head || all.contains(&folded(head).to_lowercase()) {
            found.extend(all);
        }
    };
    dataset.entities.iter().for_each(|e| add(&e.id.value, &e.label, &e.aliases));
    dataset.groups.iter().for_each(|g| add(&g.id.value, &g.label, &g.aliases));
    dataset.surveys.iter().for_each(|s| add(&s.id.value, &s.label, &[]));
    for question in &dataset.questions {
        add(&question.id.value, &question.label, &[]);
        question.responses.iter().for_each(|r| add(&r.id.value, &r.label, &r.aliases));
    }
    found
}
