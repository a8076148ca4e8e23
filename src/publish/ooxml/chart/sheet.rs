//! The sheet behind a chart: what "Edit data" opens. A chart remembers its ranges, so caches are read from the same cells.

use crate::publish::ooxml::chart::cache::{Levels, Numbers, Texts};

/// The name of the sheet that the chart refers to.
pub(crate) const SHEET: &str = "Chart";

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Number(f64),
    Text(String),
    /// A formula, with the number that it gives now.
    Sum {
        formula: String,
        number: f64,
    },
    /// A formula, with the text that it gives now.
    Words {
        formula: String,
        text: String,
    },
}

impl Cell {
    /// A text, or an empty cell where there is nothing to say.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, or an empty cell.
    pub(crate) fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, |n| Self::Number(tidy(n)))
    }

    fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Sum { number, .. } => Some(*number),
            Self::Empty | Self::Text(_) | Self::Words { .. } => None,
        }
    }

    fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Words { text, .. } => text,
            Self::Empty | Self::Number(_) | Self::Sum { .. } => "",
        }
    }
}

/// A number without the noise of its computation.
pub(crate) fn tidy(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// A column with its head.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) head: String,
    pub(crate) cells: Vec<Cell>,
    /// How its numbers are written, as Excel says it.
    pub(crate) format: &'static str,
}

impl Column {
    /// A column whose numbers are written as they are.
    pub(crate) fn new(head: impl Into<String>, cells: Vec<Cell>) -> Self {
        Self { head: head.into(), cells, format: "General" }
    }
}

/// The sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) columns: Vec<Column>,
}

impl Sheet {
    /// Adds a column and gives its place.
    pub(crate) fn add(&mut self, column: Column) -> usize {
        self.columns.push(column);
        self.columns.len() - 1
    }

    /// The range of columns below their heads: `Chart!$B$2:$B$4`.
    pub(crate) fn range(&self, first: usize, last: usize) -> String {
        let rows = self.columns[first].cells.len();
        format!("{SHEET}!${}$2:${}${}", letters(first), letters(last), rows + 1)
    }

    /// A cell below the heads as a formula names it: `B2`.
    pub(crate) fn cell(column: usize, row: usize) -> String {
        format!("{}{}", letters(column), row + 2)
    }

    /// The head of a column.
    pub(crate) fn head(&self, column: usize) -> Texts {
        let range = format!("{SHEET}!${}$1", letters(column));
        Texts { range, cells: vec![self.columns[column].head.clone()] }
    }

    /// The numbers of a column.
    pub(crate) fn numbers(&self, column: usize) -> Numbers {
        let own = &self.columns[column];
        let cells = own.cells.iter().map(Cell::as_number).collect();
        Numbers { range: self.range(column, column), cells, format: own.format.to_owned() }
    }

    /// The texts of a column.
    pub(crate) fn texts(&self, column: usize) -> Texts {
        let cells = self.columns[column].cells.iter().map(|c| c.as_text().to_owned()).collect();
        Texts { range: self.range(column, column), cells }
    }

    /// The texts of two columns, the outer one first.
    pub(crate) fn levels(&self, outer: usize, inner: usize) -> Levels {
        let [outer_cells, inner_cells] = [outer, inner].map(|column| self.texts(column).cells);
        Levels { range: self.range(outer, inner), inner: inner_cells, outer: outer_cells }
    }
}

/// The letters of a column, counted from 0.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_name_their_columns() {
        let mut sheet = Sheet::default();
        let columns: Vec<usize> = (0..28).map(|_| sheet.add(Column::new("", vec![Cell::Empty; 3]))).collect();
        assert_eq!(sheet.range(columns[1], columns[1]), "Chart!$B$2:$B$4");
        assert_eq!(sheet.range(columns[25], columns[27]), "Chart!$Z$2:$AB$4");
        assert_eq!(Sheet::cell(0, 0), "A2");
    }

    #[test]
    fn what_a_chart_remembers_is_what_its_cells_say() {
        let mut sheet = Sheet::default();
        let sum = Cell::Sum { formula: "1+1".to_owned(), number: 2.0 };
        let column = sheet.add(Column::new("a", vec![sum, Cell::Empty]));
        assert_eq!(sheet.numbers(column).cells, [Some(2.0), None]);
        assert_eq!(sheet.head(column).cells, ["a"]);
    }
}
