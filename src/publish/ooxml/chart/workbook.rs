//! The workbook behind a chart: its sheet, and a sheet with the claims.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::figure::{Mark, Panel, Row};
use crate::publish::deck::DeckError;
use crate::publish::ooxml::chart::sheet::{Cell, Column, SHEET, Sheet};

/// Writes the workbook of a chart.
pub(crate) fn workbook(sheet: &Sheet, panel: &Panel) -> Result<Vec<u8>, DeckError> {
    written(sheet, panel).map_err(|e| DeckError::new(format!("the workbook of a chart cannot be written: {e}")))
}

fn written(sheet: &Sheet, panel: &Panel) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: the earliest date that the format has stands for none.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?));
    write(book.add_worksheet().set_name(SHEET)?, &sheet.columns)?;
    write(book.add_worksheet().set_name("Claims")?, &claims(panel))?;
    book.save_to_buffer()
}

/// The number that a source gives for a mark: none where it gives a bound in words alone, or two numbers.
pub(crate) fn stated(mark: &Mark) -> Option<f64> {
    mark.claimed.value.as_ref().and_then(|v| v.parse().ok())
}

/// The claims, with the columns of `claims.csv`.
fn claims(panel: &Panel) -> Vec<Column> {
    let column = |head: &str, cell: &dyn Fn(&Mark) -> Cell| {
        Column::new(head, panel.rows.iter().flat_map(Row::marks).map(cell).collect())
    };
    vec![
        column("claim_id", &|m| Cell::text(m.claim())),
        column("label", &|m| Cell::text(m.label.as_str())),
        column("op", &|m| Cell::text(m.operator.code())),
        column("value", &|m| Cell::number(stated(m))),
        column("low", &|m| Cell::number(m.claimed.low)),
        column("high", &|m| Cell::number(m.claimed.high)),
        column("as_written", &|m| Cell::text(m.as_written.as_str())),
        column("quote", &|m| Cell::text(m.quote.as_str())),
        column("citation", &|m| Cell::text(m.citation.as_str())),
    ]
}

fn write(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (at, column) in (0u16..).zip(columns) {
        if !column.head.is_empty() {
            sheet.write_string_with_format(0, at, &column.head, &bold)?;
        }
        let format = Format::new().set_num_format(column.format);
        for (row, cell) in (1u32..).zip(&column.cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => drop(sheet.write_number_with_format(row, at, *number, &format)?),
                Cell::Text(text) => drop(sheet.write_string(row, at, text)?),
                Cell::Sum { formula, number } => {
                    sheet.write_formula(row, at, Formula::new(formula).set_result(number.to_string()))?;
                }
                Cell::Words { formula, text } => {
                    sheet.write_formula(row, at, Formula::new(formula).set_result(text))?;
                }
            }
        }
    }
    Ok(())
}
