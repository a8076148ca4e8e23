//! The grid of a table in columns.

use unicode_width::UnicodeWidthStr;

/// The text of a grid with its cells under each other. A text that holds an escape, whose width is not that of what it
/// stands for, comes out as it is.
pub(super) fn in_columns(text: &str) -> String {
    if text.contains('\\') {
        return text.to_owned();
    }
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let mut widths: Vec<usize> = Vec::new();
    for line in lines.iter().filter(|line| line.len() > 1 && !is_rule(line)) {
        for (column, cell) in line.iter().enumerate() {
            if column == widths.len() {
                widths.push(0);
            }
            widths[column] = widths[column].max(cell.width());
        }
    }
    let lines = lines.iter().map(|line| match line.as_slice() {
        [_] | [] => line.join("").trim().to_owned(),
        cells if is_rule(cells) => rule(cells, &widths),
        cells => {
            let padded = cells.iter().zip(&widths).map(|(cell, &width)| {
                let blanks = " ".repeat(width - cell.width());
                format!("{cell}{blanks}")
            });
            padded.collect::<Vec<_>>().join(" | ").trim_end().to_owned()
        }
    });
    let mut formed: String = lines.collect::<Vec<_>>().join("\n");
    if text.ends_with('\n') {
        formed.push('\n');
    }
    formed
}

/// Whether a line only parts lines from each other.
fn is_rule(cells: &[&str]) -> bool {
    cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | '+' | ':' | '=')))
        && cells.iter().any(|cell| !cell.is_empty())
}

fn rule(cells: &[&str], widths: &[usize]) -> String {
    let dashes = cells.iter().zip(widths).map(|(cell, &width)| match cell.is_empty() {
        true => " ".repeat(width),
        false => "-".repeat(width.max(1)),
    });
    dashes.collect::<Vec<_>>().join("-|-").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::in_columns;

    #[test]
    fn cells_stand_under_each_other() {
        let text = "\n|yes|no, never\nwave-2019|20%|<0.5\n北京 | 7 |\n";
        let formed = in_columns(text);
        assert_eq!(formed, "\n          | yes | no, never\nwave-2019 | 20% | <0.5\n北京      | 7   |\n");
        assert_eq!(in_columns(&formed), formed);
    }

    #[test]
    fn a_line_of_dashes_keeps_its_columns() {
        let formed = in_columns("\n | yes\n---|--\nwave-2019 | 20%\n");
        assert_eq!(formed, "\n          | yes\n----------|----\nwave-2019 | 20%\n");
        assert_eq!(in_columns(&formed), formed);
    }
}
