//! The rows of a sheet as they are written, so that single cells can be replaced and all else kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::publish::ooxml::refresh::workbook::cells::{Cell, Cells, LAST, Place, Said, name, place};
use crate::publish::ooxml::tree::{Element, Tree};
use crate::render::escape;

/// A row.
#[derive(Clone, Debug)]
struct Row {
    /// The attributes of its tag, as written, without its number.
    attributes: String,
    /// Its cells by their columns, as written.
    cells: BTreeMap<u32, Written>,
}

/// A cell as it is written.
#[derive(Clone, Debug)]
struct Written {
    xml: String,
    /// Its format.
    style: Option<String>,
}

/// The rows of a sheet.
#[derive(Debug)]
pub(super) struct Rows<'t> {
    text: &'t str,
    /// The element that holds them.
    data: Element<'t>,
    /// What stands before the names of its elements: `x:`, or nothing.
    prefix: &'t str,
    all: BTreeMap<u32, Row>,
    changed: bool,
}

impl<'t> Rows<'t> {
    /// Those of a sheet; none where a row or a cell does not say where it stands.
    pub(super) fn read(text: &'t str, tree: &'t Tree<'t>) -> Option<Self> {
        let data = tree.all("sheetData").next()?;
        let prefix = text[data.tag()].trim_start_matches('<').split("sheetData").next()?;
        let mut all = BTreeMap::new();
        for row in data.children().filter(|c| c.is("row")) {
            let mut cells = BTreeMap::new();
            for cell in row.children().filter(|c| c.is("c")) {
                let (_, column) = place(&cell.attribute("r")?)?;
                let written = Written { xml: text[cell.range()].to_owned(), style: cell.attribute("s") };
                cells.insert(column, written);
            }
            all.insert(row.number("r").filter(|row| *row <= LAST)?, Row { attributes: attributes(row, text), cells });
        }
        Some(Self { text, data, prefix, all, changed: false })
    }

    /// Writes the cells that say something else now. What is not citeplot's and would be in the way moves down or to the
    /// right. Gives whether a formula was lost.
    pub(super) fn write(&mut self, then: &Cells, now: &Cells, from: Place, to: Place) -> bool {
        self.make_room(from, to);
        let mut lost = false;
        let is_ours = |at: &Place| at.0 <= from.0 && at.1 <= from.1;
        let places: BTreeSet<Place> = then.all.keys().filter(|at| is_ours(at)).chain(now.all.keys()).copied().collect();
        for at in places {
            match (then.all.get(&at).filter(|_| is_ours(&at)), now.all.get(&at)) {
                (None, None) => {}
                (Some(old), Some(new)) if old.says(new) => {}
                (old, new) => {
                    let had_formula = old.is_some_and(|old| old.formula.is_some());
                    lost |= had_formula && new.is_none_or(|new| new.formula.is_none());
                    self.set(at, new);
                }
            }
        }
        lost
    }

    /// Moves what stands below and beside what citeplot wrote, where citeplot needs more room now.
    fn make_room(&mut self, from: Place, to: Place) {
        let (down, right) = (to.0.saturating_sub(from.0), to.1.saturating_sub(from.1));
        let is_below = |row: u32| row > from.0 && row <= to.0;
        let taken_below = self.all.iter().any(|(row, r)| is_below(*row) && !r.cells.is_empty());
        let is_beside = |column: &u32| *column > from.1 && *column <= to.1;
        let taken_beside = self.all.values().any(|r| r.cells.keys().any(is_beside));
        if down > 0 && taken_below {
            let moved = std::mem::take(&mut self.all).into_iter().map(|(row, mut content)| {
                if row <= from.0 {
                    return (row, content);
                }
                for (column, cell) in &mut content.cells {
                    cell.renamed((row + down, *column));
                }
                (row + down, content)
            });
            self.all = moved.collect();
            self.changed = true;
        }
        if right > 0 && taken_beside {
            for (row, content) in &mut self.all {
                let moved = std::mem::take(&mut content.cells).into_iter().map(|(column, mut cell)| {
                    if column <= from.1 {
                        return (column, cell);
                    }
                    cell.renamed((*row, column + right));
                    (column + right, cell)
                });
                content.cells = moved.collect();
            }
            self.changed = true;
        }
    }

    /// Writes a cell, or empties it; its format stays. One that is new has the format of the cell above it.
    fn set(&mut self, at: Place, cell: Option<&Cell>) {
        let (row, column) = at;
        let own = self.all.get(&row).and_then(|r| r.cells.get(&column)).map(|c| c.style.clone());
        let above = || (row > 2).then(|| self.all.get(&(row - 1))?.cells.get(&column)?.style.clone()).flatten();
        let style = own.unwrap_or_else(above);
        let written = Written { xml: self.cell(at, style.as_deref(), cell), style };
        let empty = || Row { attributes: String::new(), cells: BTreeMap::new() };
        self.all.entry(row).or_insert_with(empty).cells.insert(column, written);
        self.changed = true;
    }

    fn cell(&self, at: Place, style: Option<&str>, cell: Option<&Cell>) -> String {
        let p = self.prefix;
        let style = style.map(|s| format!(" s=\"{}\"", escape(s))).unwrap_or_default();
        let head = format!("<{p}c r=\"{}\"{style}", name(at));
        let Some(Cell { formula, value }) = cell else { return format!("{head}/>") };
        let formula = formula.as_ref().map(|f| format!("<{p}f>{}</{p}f>", escape(f)));
        match (formula, value) {
            (Some(formula), Some(Said::Text(text))) => {
                format!("{head} t=\"str\">{formula}<{p}v>{}</{p}v></{p}c>", escape(text))
            }
            (None, Some(Said::Text(text))) => {
                let text = escape(text);
                format!("{head} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{text}</{p}t></{p}is></{p}c>")
            }
            (formula, Some(Said::Number(number))) => {
                format!("{head}>{}<{p}v>{number}</{p}v></{p}c>", formula.unwrap_or_default())
            }
            (formula, None) => format!("{head}>{}</{p}c>", formula.unwrap_or_default()),
        }
    }

    /// The sheet with what has changed; none where nothing has.
    pub(super) fn text(&self) -> Option<String> {
        if !self.changed {
            return None;
        }
        let p = self.prefix;
        let row = |(number, row): (&u32, &Row)| {
            let cells: String = row.cells.values().map(|cell| cell.xml.as_str()).collect();
            format!("<{p}row r=\"{number}\"{}>{cells}</{p}row>", row.attributes)
        };
        let rows: String = self.all.iter().map(row).collect();
        let range = self.data.range();
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        Some(format!("{before}<{p}sheetData>{rows}</{p}sheetData>{after}"))
    }
}

impl Written {
    /// Gives the cell another place.
    fn renamed(&mut self, at: Place) {
        let (tag, rest) = self.xml.split_at(self.xml.find('>').unwrap_or(self.xml.len()));
        let Some((before, after)) = tag.split_once(" r=\"") else { return };
        let Some((_, after)) = after.split_once('"') else { return };
        self.xml = format!("{before} r=\"{}\"{after}{rest}", name(at));
    }
}

/// The attributes of a row as they are written, without its number and without the columns that it says to span.
fn attributes(row: Element<'_>, text: &str) -> String {
    let tag = &text[row.tag()];
    let mut kept = tag[tag.find(char::is_whitespace).unwrap_or(tag.len())..].trim_end_matches(['>', '/']).to_owned();
    for key in [" r=", " spans="] {
        if let Some(start) = kept.find(key) {
            let quote = kept[start + key.len()..].chars().next().unwrap_or('"');
            let value = start + key.len() + 1;
            let end = kept[value..].find(quote).map_or(kept.len(), |end| value + end + 1);
            kept.replace_range(start..end, "");
        }
    }
    kept.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::refresh::workbook::cells::Strings;

    const OLD: &str = "<w><cols><col width=\"40\"/></cols><sheetData><row r=\"1\" spans=\"1:2\"><c r=\"A1\" t=\"str\"><v>a</v></c>\
        <c r=\"B1\" t=\"str\"><v>claim_id</v></c></row><row r=\"2\" ht=\"30\"><c r=\"A2\" s=\"3\"><v>24</v></c><c r=\"B2\" t=\"str\">\
        <v>x</v></c><c r=\"D2\"><v>7</v></c></row><row r=\"3\"><c r=\"D3\" t=\"str\"><v>mine</v></c></row></sheetData><tail/></w>";

    fn cells(tree: &Tree<'_>) -> Cells {
        Cells::read(tree, &Strings::default()).expect("cells")
    }

    fn written(new: &str) -> Option<String> {
        let (old_tree, new_tree) = (Tree::parse(OLD).expect("XML"), Tree::parse(new).expect("XML"));
        let (then, now) = (cells(&old_tree), cells(&new_tree));
        let region = |cells: &Cells| cells.region(&["claim_id"]).expect("ours");
        let mut rows = Rows::read(OLD, &old_tree).expect("rows");
        rows.write(&then, &now, region(&then), region(&now));
        rows.text()
    }

    fn sheet(rows: &[(&str, f64)]) -> String {
        let head = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>claim_id</v></c></row>";
        let row = |(at, (id, n)): (usize, &(&str, f64))| {
            let r = at + 2;
            format!("<row r=\"{r}\"><c r=\"A{r}\"><v>{n}</v></c><c r=\"B{r}\" t=\"str\"><v>{id}</v></c></row>")
        };
        format!("<w><sheetData>{head}{}</sheetData></w>", rows.iter().enumerate().map(row).collect::<String>())
    }

    #[test]
    fn one_number_is_written_and_all_else_stays() {
        assert_eq!(written(&sheet(&[("x", 24.0)])), None);
        let new = written(&sheet(&[("x", 26.0)])).expect("a change");
        assert!(new.contains("<c r=\"A2\" s=\"3\"><v>26</v></c>") && new.contains("<row r=\"2\" ht=\"30\">"), "{new}");
        for kept in
            ["<col width=\"40\"/>", "<c r=\"D2\"><v>7</v></c>", "<c r=\"D3\" t=\"str\"><v>mine</v></c>", "<tail/></w>"]
        {
            assert!(new.contains(kept), "{kept}");
        }
    }

    #[test]
    fn what_stands_below_makes_room_for_more_rows() {
        let new = written(&sheet(&[("x", 24.0), ("y", 5.0)])).expect("a change");
        assert!(new.contains("<c r=\"A3\" s=\"3\"><v>5</v></c>"), "as the number above it: {new}");
        assert!(new.contains("<row r=\"4\"><c r=\"D4\" t=\"str\"><v>mine</v></c></row>"), "{new}");
    }
}
