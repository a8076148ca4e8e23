//! Cells of the tables of a document, compared with the cells of a `[[table]]`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::evidence::block::{Block, blocks, cells};
use crate::evidence::caption::Captioned;
use crate::evidence::document::Document;
use crate::evidence::folded::folded;
use crate::evidence::proof::locate::Located;
use crate::model::{Claim, Dataset, GridCell, Survey, Text};

/// The rows of all tables of a document.
#[derive(Debug)]
pub(super) struct Cells<'d> {
    dataset: &'d Dataset,
    rows: Vec<Row<'d>>,
    /// The rows by what stands in their first cells, in the order of the document.
    by_head: BTreeMap<String, Vec<usize>>,
    /// The names of what heads of a `[[table]]` mean, as far as they were asked for.
    names: RefCell<BTreeMap<&'d str, Rc<BTreeSet<String>>>>,
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
    /// The rows of a document, whose heads may be called as the dataset calls them.
    pub(super) fn of(document: &'d Document, dataset: &'d Dataset) -> Self {
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
        let mut by_head: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, row) in rows.iter().enumerate() {
            if let Some(head) = row.cells.first() {
                by_head.entry(head.folded.clone()).or_default().push(i);
            }
        }
        Self { dataset, rows, by_head, names: RefCell::default() }
    }

    /// Looks for the cell of a claim: by row and column where the document has heads that the dataset knows, else by the row
    /// alone.
    pub(super) fn find(&self, claim: &Claim, at: &'d GridCell, places: &Located<'_>) -> CellSought {
        let (row, column) = (self.names(&at.row), self.names(&at.column));
        match self.at(claim, &row, &column, places) {
            // The record may have turned the table.
            CellSought::Untold => self.at(claim, &column, &row, places),
            found => found,
        }
    }

    fn names(&self, head: &'d str) -> Rc<BTreeSet<String>> {
        let mut known = self.names.borrow_mut();
        Rc::clone(known.entry(head).or_insert_with(|| Rc::new(names(self.dataset, head))))
    }

    fn at(
        &self,
        claim: &Claim,
        row_names: &BTreeSet<String>,
        column_names: &BTreeSet<String>,
        places: &Located<'_>,
    ) -> CellSought {
        let within = claim.locator.table.as_deref().and_then(|number| places.table(number));
        let mut headed: Vec<usize> =
            row_names.iter().filter_map(|name| self.by_head.get(name)).flatten().copied().collect();
        headed.sort_unstable();
        let rows = headed.into_iter().map(|i| &self.rows[i]);
        let rows: Vec<&Row<'_>> =
            rows.filter(|row| within.as_ref().is_none_or(|region| region.contains(&row.place.start))).collect();
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
        let first = self.rows.partition_point(|row| row.table < table);
        let rows = self.rows[first..].iter().take_while(|row| row.table == table).take(3);
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

/// The year by which a table may name a survey: that of its fieldwork, when no other survey was done in it.
fn year_of(dataset: &Dataset, survey: &Survey) -> Option<u16> {
    let year = |survey: &Survey| {
        let (first, last) = survey.fieldwork()?;
        (first.year == last.year).then_some(first.year)
    };
    let own = year(survey)?;
    (dataset.surveys.iter().filter(|other| year(other) == Some(own)).count() == 1).then_some(own)
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
    for survey in &dataset.surveys {
        let year = year_of(dataset, survey).map(|year| year.to_string());
        let aliases: Vec<String> = survey.aliases.iter().cloned().chain(year).collect();
        add(&survey.id.value, &survey.label, &aliases);
    }
    for question in &dataset.questions {
        add(&question.id.value, &question.label, &[]);
        question.responses.iter().for_each(|r| add(&r.id.value, &r.label, &r.aliases));
    }
    found
}
