//! What the cells of a sheet say.

use std::collections::BTreeMap;

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::tree::{Element, Tree};

/// A cell by its row and column, both from 1.
pub(super) type Place = (u32, u32);

/// The last row that a sheet can have.
pub(super) const LAST: u32 = 1 << 20;

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings(Vec<String>);

impl Strings {
    pub(super) fn read(archive: &Archive<'_>) -> Result<Self, DeckError> {
        const PART: &str = "xl/sharedStrings.xml";
        if !archive.has(PART) {
            return Ok(Self::default());
        }
        let text = archive.text(PART)?;
        let tree = Tree::parse(&text)?;
        // How a word is spoken stands beside it and is not a part of it.
        let words = |si: Element<'_>| {
            let inside = si.inner("t").filter(|t| !t.parent().is_some_and(|p| p.is("rPh")));
            inside.map(Element::text).collect()
        };
        Ok(Self(tree.all("si").map(words).collect()))
    }
}

/// What a cell says.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) formula: Option<String>,
    /// Its number or its text; none where it has none, as a formula that was never calculated.
    pub(super) value: Option<Said>,
}

#[derive(Clone, Debug)]
pub(super) enum Said {
    Number(f64),
    Text(String),
}

impl Cell {
    /// Whether two cells say the same: the same value, or a formula that is still to be calculated.
    pub(super) fn says(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Some(Said::Number(a)), Some(Said::Number(b))) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
            (Some(Said::Text(a)), Some(Said::Text(b))) => a == b,
            (None, _) | (_, None) => self.formula.is_some() && self.formula == other.formula,
            (Some(Said::Number(_)), Some(Said::Text(_))) | (Some(Said::Text(_)), Some(Said::Number(_))) => false,
        }
    }
}

/// The cells of a sheet.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) all: BTreeMap<Place, Cell>,
}

impl Cells {
    /// Those of a sheet; none where a cell does not say where it stands.
    pub(super) fn read(tree: &Tree<'_>, strings: &Strings) -> Option<Self> {
        let mut all = BTreeMap::new();
        for cell in tree.all("c") {
            let place = place(&cell.attribute("r")?)?;
            let text = |name: &str| cell.child(name).map(Element::text).filter(|text| !text.is_empty());
            let value = match cell.attribute("t").as_deref() {
                Some("s") => strings.0.get(text("v")?.parse::<usize>().ok()?).cloned().map(Said::Text),
                Some("inlineStr") => {
                    cell.child("is").map(|is| Said::Text(is.inner("t").map(Element::text).collect::<String>()))
                }
                Some("str" | "e" | "b" | "d") => text("v").map(Said::Text),
                Some(_) | None => text("v").and_then(|v| v.parse().ok()).map(Said::Number),
            };
            let formula = text("f");
            if value.is_some() || formula.is_some() {
                all.insert(place, Cell { formula, value });
            }
        }
        Some(Self { all })
    }

    /// The last row and column of what citeplot wrote: up to the last head that ends with one of some words, and as long as that column
    /// or the first one goes on.
    pub(super) fn region(&self, last: &[&str]) -> Option<Place> {
        let heads = self.all.range((1, 0)..(2, 0));
        let ours = heads.filter(
            |(_, cell)| matches!(&cell.value, Some(Said::Text(head)) if last.iter().any(|end| head.ends_with(end))),
        );
        let column = ours.map(|((_, column), _)| *column).max()?;
        // Rows of names alone, and those of brackets, have nothing in some columns; none has nothing in all of them.
        let has = |row: u32| self.all.range((row, 0)..=(row, column)).next().is_some();
        let rows = (2..).take_while(|row| has(*row)).count();
        Some((1 + u32::try_from(rows).ok()?, column))
    }
}

/// The place of a cell such as `B12`.
pub(super) fn place(name: &str) -> Option<Place> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let valid = (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
    let column = letters.bytes().fold(0u32, |column, b| column * 26 + u32::from(b - b'A' + 1));
    let row = row.parse().ok().filter(|row| (1..=LAST).contains(row))?;
    valid.then_some((row, column))
}

/// The name of a place.
pub(super) fn name((row, mut column): Place) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(char::from(b'A' + ((column - 1) % 26) as u8));
        column = (column - 1) / 26;
    }
    format!("{}{row}", letters.iter().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_names() {
        for (text, of) in [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("BC7", (7, 55))] {
            assert_eq!((place(text), name(of)), (Some(of), text.to_owned()));
        }
        assert_eq!([place("1"), place("A"), place("ABCD1"), place("a1")], [None; 4]);
    }
}
