//! The workbook behind a chart: what "Edit data" opens, and a sheet with the claims.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::figure::ChartData;
use crate::publish::deck::DeckError;

/// A column of numbers of the chart's sheet.
pub(crate) struct Column {
    pub(crate) head: String,
    pub(crate) cells: Vec<Option<f64>>,
}

/// Writes the workbook: categories, the columns after them, and the claims.
pub(crate) fn workbook(categories: &[String], columns: &[Column], data: &ChartData) -> Result<Vec<u8>, DeckError> {
    written(categories, columns, data)
        .map_err(|e| DeckError::new(format!("the workbook of a chart cannot be written: {e}")))
}

fn written(categories: &[String], columns: &[Column], data: &ChartData) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: the earliest date that the format has stands for none.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?));
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    for (i, category) in categories.iter().enumerate() {
        sheet.write_string(row(i + 1), 0, category)?;
    }
    for (i, column) in columns.iter().enumerate() {
        let at = u16::try_from(i + 1).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, at, &column.head, &bold)?;
        for (j, cell) in column.cells.iter().enumerate() {
            if let Some(number) = cell {
                sheet.write_number(row(j + 1), at, *number)?;
            }
        }
    }
    let claims = book.add_worksheet();
    claims.set_name("Claims")?;
    let heads = ["claim", "label", "as written", "value", "low", "high", "quote", "citation"];
    for (i, head) in (0u16..).zip(heads) {
        claims.write_string_with_format(0, i, head, &bold)?;
    }
    for (i, value) in data.marks().enumerate() {
        let at = row(i + 1);
        let texts =
            [(0, value.claim()), (1, &value.label), (2, &value.as_written), (6, &value.quote), (7, &value.citation)];
        for (column, text) in texts {
            claims.write_string(at, column, text)?;
        }
        for (column, number) in [(3, Some(value.value)), (4, Some(value.low())), (5, value.high())] {
            if let Some(number) = number {
                claims.write_number(at, column, number)?;
            }
        }
    }
    book.save_to_buffer()
}

/// The sheet that the chart refers to.
pub(crate) const SHEET: &str = "Chart";

fn row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The range of a column below its head: `Chart!$B$2:$B$4`.
pub(crate) fn range(column: usize, rows: usize) -> String {
    let name = name(column);
    format!("{SHEET}!${name}$2:${name}${}", rows + 1)
}

/// The head of a column: `Chart!$B$1`.
pub(crate) fn head(column: usize) -> String {
    format!("{SHEET}!${}$1", name(column))
}

/// The letters of a column, counted from 0.
fn name(mut column: usize) -> String {
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
