//! `[[table]]`: a grid of the source, each cell of it a claim.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::model::{Claim, Dataset, GridCell, Text, Value};
use crate::project::walk::table::Table;
use crate::source::{Located, Spot};

use super::Shared;
use super::cell::{self, CellText};
use super::raw::{RawClaim, Said};
use super::record::whole;
use crate::word::words;

words! {
    /// What the rows or the columns of a grid are.
    enum Axis: "kind of rows or columns" {
        /// A survey.
        Survey = "survey",
        /// A question.
        Question = "question",
        /// A response.
        Response = "response",
        /// A subject.
        Subject = "subject",
        /// A group.
        Group = "group",
    }
}

impl Axis {
    /// Puts the name of a row or of a column into its claim.
    fn name(self, raw: &mut RawClaim, name: Located<String>) {
        let said = Said::This(name);
        match self {
            Self::Survey => raw.survey = said,
            Self::Question => raw.question = said,
            Self::Response => raw.response = said,
            Self::Subject => raw.subject = said,
            Self::Group => raw.group = said,
        }
    }

    /// The ids that may stand at the head of a row or of a column, each with its label and aliases.
    fn names(self, dataset: &Dataset) -> Vec<(&str, &Text, &[String])> {
        match self {
            Self::Survey => dataset.surveys.iter().map(|s| (s.id.value.as_str(), &s.label, &[][..])).collect(),
            Self::Question => dataset.questions.iter().map(|q| (q.id.value.as_str(), &q.label, &[][..])).collect(),
            Self::Response => {
                let responses = dataset.questions.iter().flat_map(|q| &q.responses);
                responses.map(|r| (r.id.value.as_str(), &r.label, r.aliases.as_slice())).collect()
            }
            Self::Subject => {
                dataset.entities.iter().map(|e| (e.id.value.as_str(), &e.label, e.aliases.as_slice())).collect()
            }
            Self::Group => {
                dataset.groups.iter().map(|g| (g.id.value.as_str(), &g.label, g.aliases.as_slice())).collect()
            }
        }
    }

    /// The id that a head means: an id, or a label or an alias of one; the head itself when it is none of these, so
    /// that the rule on unknown references reports it.
    fn id(self, head: &str, dataset: &Dataset) -> String {
        let names = self.names(dataset);
        let wanted = head.to_lowercase();
        let known = names.iter().find(|(id, ..)| *id == head).or_else(|| {
            let called = |label: &Text, aliases: &[String]| {
                label.variants().iter().any(|(_, l)| l.to_lowercase() == wanted)
                    || aliases.iter().any(|a| a.to_lowercase() == wanted)
            };
            names.iter().find(|(_, label, aliases)| called(label, aliases))
        });
        known.map_or_else(|| head.to_owned(), |(id, ..)| (*id).to_owned())
    }
}

/// Reads the claims of a grid. What the table says besides its grid holds for every cell.
pub(super) fn claims(table: &Table<'_, '_>, shared: &Shared<'_>) -> Vec<Claim> {
    let common = RawClaim::shared(table).or(&shared.defaults);
    let (rows, columns) = (table.word::<Axis>("rows", None), table.word::<Axis>("columns", None));
    let cells = table.required::<String>("cells");
    let signs = signs(table);
    table.finish();
    let (Some(rows), Some(columns), Some(cells)) = (rows, columns, cells) else { return Vec::new() };
    if rows == columns {
        let message = format!("the rows and the columns of the table are both `{}`", rows.code());
        table.push(Diagnostic::new(Code::CONTRADICTION, message).at(table.place("columns")));
        return Vec::new();
    }
    let grid = Grid { table, shared, common, rows, columns, signs, start: first_byte(&cells) };
    grid.claims(&cells.value)
}

/// What the source's own signs stand for: `signs = { "*" = "<0.5" }`.
fn signs(table: &Table<'_, '_>) -> BTreeMap<String, Value> {
    let signs = table.table("signs", "table of signs");
    signs.map(|s| s.entries::<Value>()).unwrap_or_default().into_iter().map(|(k, v)| (k.value, v)).collect()
}

/// The place of the first byte of a text that stands in quotation marks of TOML. The text ends right before its closing
/// marks, so it is counted from there: a line break after the opening marks does not belong to it.
fn first_byte(text: &Located<String>) -> Spot {
    let written = (text.at.end - text.at.start) as usize;
    let marks = if written >= text.value.len() + 6 { 3 } else { 1 };
    let start = (text.at.end as usize).saturating_sub(marks + text.value.len()).max(text.at.start as usize);
    Spot::new(text.at.file, start..text.at.end as usize)
}

struct Grid<'a, 't, 'i> {
    table: &'a Table<'t, 'i>,
    shared: &'a Shared<'a>,
    common: RawClaim,
    rows: Axis,
    columns: Axis,
    signs: BTreeMap<String, Value>,
    start: Spot,
}

impl Grid<'_, '_, '_> {
    fn claims(&self, text: &str) -> Vec<Claim> {
        let lines = cell::lines(text);
        let Some((heads, lines)) = lines.split_first().filter(|(_, lines)| !lines.is_empty()) else {
            let fault = Diagnostic::new(Code::NOT_A_TABLE, "the table has no cells").at(self.table.place("cells"));
            self.table.push(fault.hint("the first line names the columns, each other line a row; bars part the cells"));
            return Vec::new();
        };
        let named = heads.iter().rposition(|h| !h.text.is_empty()).map_or(0, |last| last + 1);
        let heads = &heads[..named.max(1)];
        let mut claims = Vec::new();
        for line in lines {
            let (row, cells) = line.split_first().expect("a line has at least one cell");
            let spare = cells.get(heads.len() - 1..).unwrap_or_default();
            let cells =
                if spare.iter().all(|c| c.text.is_empty()) { &cells[..cells.len() - spare.len()] } else { cells };
            if cells.len() != heads.len() - 1 {
                let message =
                    format!("the row `{}` has {} cells for {} columns", row.text, cells.len(), heads.len() - 1);
                let fault = Diagnostic::new(Code::NOT_A_TABLE, message).at(self.spot(row));
                self.table.push(fault.hint("leave a cell empty where the source gives no value"));
            }
            let named = heads[1..].iter().zip(cells);
            claims.extend(named.filter_map(|(column, cell)| self.claim(row, column, cell)));
        }
        claims
    }

    fn claim(&self, row: &CellText<'_>, column: &CellText<'_>, cell: &CellText<'_>) -> Option<Claim> {
        let sign = self.signs.get(cell.text);
        if cell::is_empty(cell.text) && sign.is_none() {
            return None;
        }
        let at = self.spot(cell);
        let Some(value) = sign.copied().or_else(|| cell::value(cell.text)) else {
            let message = format!("the cell `{}` is not a value", cell.text);
            let hint = format!("{}; say what a sign stands for with signs = {{ \"*\" = \"<0.5\" }}", Value::FORMS);
            self.table.push(Diagnostic::new(Code::NOT_A_VALUE, message).at(at).hint(hint));
            return None;
        };
        let words = Located { value: cell.text.to_owned(), at };
        let mut raw = RawClaim {
            value: Said::This(Located { value, at }),
            as_written: Said::This(words.clone()),
            quote: Said::This(words),
            ..RawClaim::default()
        };
        self.rows.name(&mut raw, self.head(self.rows, row));
        self.columns.name(&mut raw, self.head(self.columns, column));
        let (row, column) = (row.text.to_owned(), column.text.to_owned());
        raw.locator.cell = Some(Box::new(GridCell { row, column, is_sign: sign.is_some() }));
        whole(raw.or(&self.common), self.table, at, self.shared)
    }

    fn head(&self, axis: Axis, head: &CellText<'_>) -> Located<String> {
        Located { value: axis.id(head.text, self.shared.dataset), at: self.spot(head) }
    }

    fn spot(&self, cell: &CellText<'_>) -> Spot {
        self.start.part(cell.bytes.start, cell.bytes.end.max(cell.bytes.start + 1))
    }
}
