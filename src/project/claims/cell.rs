//! Cells of a grid: cutting its text, and reading one cell as a value.

use std::ops::Range;

use crate::model::Value;

/// What stands between two bars of a line, without the blanks round it, with its bytes in the text of the grid.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CellText<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: Range<usize>,
}

/// The lines of a grid, each with its cells. Blank lines and lines of dashes alone are left out; a line may
/// stand between two bars of its own.
pub(super) fn lines(text: &str) -> Vec<Vec<CellText<'_>>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let ruled = line.chars().all(|c| c.is_whitespace() || matches!(c, '|' | '-' | '+' | ':' | '='));
        if !ruled || (line.contains('|') && !line.contains('-')) {
            lines.push(cells(line, start));
        }
        start += line.len() + 1;
    }
    lines.retain(|line| line.iter().any(|c| !c.text.is_empty()));
    lines
}

fn cells(line: &str, start: usize) -> Vec<CellText<'_>> {
    let mut at = start;
    let mut cells = Vec::new();
    for part in line.split('|') {
        let text = part.trim();
        let from = at + part.len() - part.trim_start().len();
        cells.push(CellText { text, bytes: from..from + text.len() });
        at += part.len() + 1;
    }
    let line = line.trim_end();
    if line.len() > 1 && line.starts_with('|') && line.ends_with('|') {
        cells.pop();
        cells.remove(0);
    }
    cells
}

/// Whether a cell says that the source gives no value.
pub(super) fn is_empty(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "…" | "..." | ".." | "." | "n/a" | "n.a." | "na" | "NA" | "N/A")
}

/// Reads a cell as its source writes it: a value in the forms of records, with a percent sign before or after it, and
/// with a comma before the decimals.
pub(super) fn value(text: &str) -> Option<Value> {
    let plain = text.trim_matches(|c: char| c == '%' || c.is_whitespace());
    let minus = plain.replace('\u{2212}', "-");
    let bare = minus.replace(['%', '\u{a0}', '\u{202f}'], "");
    bare.parse().ok().or_else(|| decimal_comma(&bare)?.parse().ok())
}

/// The same with points for decimal commas; none where a comma may part thousands.
fn decimal_comma(text: &str) -> Option<String> {
    let after = text.split(',').skip(1).map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let decimals: Vec<usize> = after.collect();
    (!decimals.is_empty() && decimals.iter().all(|n| matches!(n, 1 | 2))).then(|| text.replace(',', "."))
}

#[cfg(test)]
mod tests {
    use super::{lines, value};

    #[test]
    fn a_grid_is_cut_at_its_bars() {
        let text = "\n        | yes | no\n--------|-----|---\nwa-2002 | 20  | <0.5\n\n";
        let cut = lines(text);
        let texts: Vec<Vec<&str>> = cut.iter().map(|l| l.iter().map(|c| c.text).collect()).collect();
        assert_eq!(texts, [vec!["", "yes", "no"], vec!["wa-2002", "20", "<0.5"]]);
        assert!(cut.iter().flatten().all(|c| &text[c.bytes.clone()] == c.text));
    }

    #[test]
    fn a_line_may_be_closed_by_bars() {
        let cut = lines("|     | yes | no |\n| men | 20 |  |\n");
        let texts: Vec<Vec<&str>> = cut.iter().map(|l| l.iter().map(|c| c.text).collect()).collect();
        assert_eq!(texts, [vec!["", "yes", "no"], vec!["men", "20", ""]]);
    }

    #[test]
    fn a_cell_is_read_as_sources_write_it() {
        let read = |text: &str| value(text).map(|v| v.to_string());
        assert_eq!(read("59%").as_deref(), Some("59"));
        assert_eq!(read("%59,3").as_deref(), Some("59.3"));
        assert_eq!(read("59,3 %").as_deref(), Some("59.3"));
        assert_eq!(read("<0.5").as_deref(), Some("<0.5"));
        assert_eq!(read("−4").as_deref(), Some("-4"));
        assert_eq!(read("20–30%").as_deref(), Some("20-30"));
        assert_eq!(read("1,234"), None);
        assert_eq!(read("many"), None);
    }
}
