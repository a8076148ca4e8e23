//! The workbook of a chart with the numbers and words of now: only cells that say something else are written. Cells, sheets,
//! formats and widths of the user stay.

mod cells;
mod rows;

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::refresh::repack::{Parts, Repack};
use crate::publish::ooxml::tree::{Element, Tree};
use cells::{Cells, Strings};
use rows::Rows;

/// The sheets that citeplot writes, with what the heads of columns end with that can be their last one.
const SHEETS: [(&str, &[&str]); 2] = [
    (
        "Chart",
        &["claim_id", ": margin −", ": margin +", "difference: −", "difference: at most", "difference: for certain"],
    ),
    ("Claims", &["citation"]),
];
const BOOK: &str = "xl/workbook.xml";
const CHAIN: &str = "calcChain";
const TYPES: &str = "[Content_Types].xml";

/// The old workbook with the cells of the new one; none where it is not one that cells can be written into, so that it has to be
/// replaced.
pub(super) fn patched(old: &[u8], new: &[u8]) -> Result<Option<Vec<u8>>, DeckError> {
    let (Ok(was), Ok(is)) = (Archive::plain(old), Archive::plain(new)) else { return Ok(None) };
    let strings = [Strings::read(&was)?, Strings::read(&is)?];
    let mut parts = Parts::new();
    let mut lost_formula = false;
    for (name, last) in SHEETS {
        let (Some(old_part), Some(new_part)) = (sheet(&was, name)?, sheet(&is, name)?) else { return Ok(None) };
        let (old_text, new_text) = (was.text(&old_part)?, is.text(&new_part)?);
        let (old_tree, new_tree) = (Tree::parse(&old_text)?, Tree::parse(&new_text)?);
        let cells = [Cells::read(&old_tree, &strings[0]), Cells::read(&new_tree, &strings[1])];
        let ([Some(then), Some(now)], Some(mut rows)) = (cells, Rows::read(&old_text, &old_tree)) else {
            return Ok(None);
        };
        let (Some(from), Some(to)) = (then.region(last), now.region(last)) else { return Ok(None) };
        lost_formula |= rows.write(&then, &now, from, to);
        if let Some(text) = rows.text() {
            parts.insert(old_part, text.into_bytes().into());
        }
    }
    if parts.is_empty() {
        return Ok(Some(old.to_vec()));
    }
    if lost_formula {
        without_chain(&was, &mut parts)?;
    }
    let left_out = parts.contains_key(TYPES).then_some(CHAIN);
    Repack { archive: &was, parts: &parts, left_out, what: "a workbook" }.write().map(Some)
}

/// The part of a sheet by its name.
fn sheet(archive: &Archive<'_>, name: &str) -> Result<Option<String>, DeckError> {
    if !archive.has(BOOK) {
        return Ok(None);
    }
    let text = archive.text(BOOK)?;
    let tree = Tree::parse(&text)?;
    let named = tree.all("sheet").find(|s| s.attribute("name").as_deref() == Some(name));
    let Some(id) = named.and_then(|s| s.attribute("id")) else { return Ok(None) };
    let target = archive.relations(BOOK)?.remove(&id).map(|(_, target)| target);
    Ok(target.filter(|target| archive.has(target)))
}

/// Takes the chain of calculation out of a workbook in which a cell has no formula any more: programs make it anew.
fn without_chain(archive: &Archive<'_>, parts: &mut Parts) -> Result<(), DeckError> {
    const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
    for (part, element, key) in [(RELATIONS, "Relationship", "Target"), (TYPES, "Override", "PartName")] {
        if !archive.has(part) {
            continue;
        }
        let text = archive.text(part)?;
        let tree = Tree::parse(&text)?;
        let mut edits = Edits::default();
        let is_chain = |e: &Element<'_>| e.attribute(key).is_some_and(|name| name.contains(CHAIN));
        tree.all(element).filter(is_chain).for_each(|e| edits.replace(e.range(), ""));
        if !edits.is_empty() {
            parts.insert(part.to_owned(), edits.apply(&text)?.into_bytes().into());
        }
    }
    Ok(())
}
