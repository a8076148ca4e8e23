//! Tables: cells whose unit stands in the head, the caption or the first cell of the row.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::evidence::block::cells;
use crate::evidence::scanner::Scanner;
use crate::evidence::statement::{Meaning, Measured, Statement, StatementKind};
use crate::language::lexicon::{Measure, Quantity, Reader};
use crate::model::Locale;

/// A table as rows of cells.
pub(super) struct Table<'t> {
    text: &'t str,
    rows: Vec<Row>,
    /// How many rows stand before the first with a number outside its first cell.
    heads: usize,
    percent: Percent,
}

struct Row {
    bytes: Range<usize>,
    cells: Vec<Range<usize>>,
}

/// The longest row that is told with each of its cells, in bytes.
const LONGEST_ROW: usize = 1 << 13;

/// How many bytes of a longer row are told on either side of a cell.
const AROUND: usize = 1 << 8;

impl Row {
    /// The part of the row that is told with a cell: all of it, unless it is very long.
    fn around(&self, cell: &Range<usize>) -> Range<usize> {
        if self.bytes.len() <= LONGEST_ROW {
            return self.bytes.clone();
        }
        let first = self.cells.partition_point(|other| other.start + AROUND < cell.start);
        let last = self.cells.partition_point(|other| other.end <= cell.end + AROUND);
        let start = self.cells.get(first).map_or(cell.start, |other| other.start);
        let end = last.checked_sub(1).map_or(cell.end, |i| self.cells[i].end);
        start.min(cell.start)..end.max(cell.end)
    }
}

/// What says that numbers without a sign are percentages.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Percent {
    /// Nothing does.
    Unsaid,
    /// The caption or a cell that heads no column.
    Everywhere,
    /// The heads of these columns.
    Columns(BTreeSet<usize>),
}

impl<'t> Table<'t> {
    pub(super) fn new(text: &'t str, rows: Range<usize>, caption: &str) -> Self {
        let mut read = Vec::new();
        let mut start = rows.start;
        for line in text[rows.clone()].split('\n') {
            let bytes = start..start + line.len();
            start = bytes.end + 1;
            read.push(Row { cells: cells(text, bytes.clone()), bytes });
        }
        let mut table = Self { text, rows: read, heads: 0, percent: Percent::Unsaid };
        table.heads = table.first_body();
        table.percent = table.said(caption);
        table
    }

    /// The first row with a number outside its first cell.
    fn first_body(&self) -> usize {
        let body = |row: &Row| row.cells.iter().skip(1).any(|c| self.is_figure(c) && !self.is_year(c));
        self.rows.iter().position(body).unwrap_or(self.rows.len())
    }

    fn is_figure(&self, cell: &Range<usize>) -> bool {
        let text = self.text[cell.clone()].trim_start_matches(['<', '>', '~', '≈', '≤', '≥', '%', ' ']);
        text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 14
    }

    fn is_year(&self, cell: &Range<usize>) -> bool {
        let text = &self.text[cell.clone()];
        text.len() == 4 && text.parse().is_ok_and(|n: u32| (1400..=2100).contains(&n))
    }

    fn said(&self, caption: &str) -> Percent {
        let heads = &self.rows[..self.heads];
        let columns: BTreeSet<usize> = heads
            .iter()
            .flat_map(|r| r.cells.iter().enumerate())
            .filter(|(i, c)| *i > 0 && says_percent(&self.text[(*c).clone()]))
            .map(|(i, _)| i)
            .collect();
        let corner = heads.iter().filter_map(|r| r.cells.first()).any(|c| says_percent(&self.text[c.clone()]));
        match columns.is_empty() {
            false => Percent::Columns(columns),
            true if corner || says_percent(caption) => Percent::Everywhere,
            true => Percent::Unsaid,
        }
    }

    /// The columns that give numbers of cases: headed "n", or with numbers that are no percentages.
    fn cases(&self) -> Vec<bool> {
        let columns = self.rows.iter().map(|r| r.cells.len()).max().unwrap_or_default();
        let mut cases = vec![false; columns];
        for (i, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let text = &self.text[cell.clone()];
                let counts = if i < self.heads { counts_cases(&text.to_lowercase()) } else { figure(text) > 100.0 };
                cases[column] |= counts;
            }
        }
        cases
    }

    /// The statements of all cells.
    pub(super) fn statements(&self, scanner: &mut Scanner, reader: &Reader, found: &mut Vec<Statement>) {
        let cases = self.cases();
        for (i, row) in self.rows.iter().enumerate() {
            let label = row.cells.first().map(|c| self.text[c.clone()].to_lowercase()).unwrap_or_default();
            let (own, counts) = (says_percent(&label), counts_cases(&label));
            for (column, cell) in row.cells.iter().enumerate() {
                let covered = match &self.percent {
                    Percent::Unsaid => own,
                    Percent::Everywhere => true,
                    Percent::Columns(said) => said.contains(&column),
                };
                let body = i >= self.heads && column > 0 && !counts && !cases[column];
                let of_percent = covered && body && self.is_figure(cell);
                self.cell(cell, of_percent, row, (scanner, reader, &mut *found));
            }
        }
    }

    fn cell(
        &self,
        cell: &Range<usize>,
        of_percent: bool,
        row: &Row,
        (scanner, reader, found): (&mut Scanner, &Reader, &mut Vec<Statement>),
    ) {
        let text = &self.text[cell.clone()];
        if !text.bytes().any(|b| b.is_ascii_digit()) && text.len() < 20 {
            return;
        }
        let sentence = row.around(cell);
        if !of_percent {
            let from = found.len();
            scanner.prose(text, cell.start, reader, found);
            found[from..].iter_mut().for_each(|s| s.sentence = sentence.clone());
            return;
        }
        // A comma before one or two digits parts decimals, whatever language the labels are in.
        let reader = if has_decimal_comma(text) { Reader::of(Locale::Tr) } else { reader };
        for expression in scanner.expressions(text, reader) {
            let number = matches!(expression.quantity, Quantity::Number(_) | Quantity::Range(..));
            if number && matches!(expression.measure, Measure::None | Measure::Percent) {
                let meaning = Meaning { unit: Measured::Percent, kind: StatementKind::Share };
                found.push(Statement::new(&expression, meaning, cell.start, sentence.clone()));
            }
        }
    }
}

/// The number of a cell that has nothing else; 0 for other cells. Three digits after a comma are thousands.
fn figure(cell: &str) -> f64 {
    let plain = cell.trim_matches(['%', ' ']).replace([' ', '\u{a0}', '\u{202f}'], "");
    let written =
        if has_decimal_comma(&plain) { plain.replace('.', "").replace(',', ".") } else { plain.replace(',', "") };
    written.parse().unwrap_or(0.0)
}

/// Whether a number has a comma before its decimals: "30,6", "%4,15".
fn has_decimal_comma(cell: &str) -> bool {
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    number
        .split_once(',')
        .is_some_and(|(whole, decimals)| digits(&whole.replace('.', "")) && digits(decimals) && decimals.len() <= 2)
}

fn says_percent(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["%", "percent", "per cent", "pct", "yüzde", "процент", "prozent"].iter().any(|w| lower.contains(w))
}

/// Whether a head or a label is that of numbers of cases.
fn counts_cases(label: &str) -> bool {
    let label = label.trim().trim_matches(['(', ')', '*', '_']);
    let words = [
        "n",
        "n=",
        "base",
        "base (n)",
        "unweighted n",
        "total n",
        "sample",
        "sample size",
        "cases",
        "respondents",
        "kişi sayısı",
        "örneklem",
        "число опрошенных",
        "выборка",
    ];
    words.contains(&label)
}
