//! Writing a package again: what has changed is packed, on all cores, and everything else copied as it is packed.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::io::{Cursor, Write};
use std::sync::Arc;

use rayon::prelude::*;
use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::package::{is_stored, packing};

/// Parts with their new bytes. Those that hold the same bytes in memory are packed once.
pub(super) type Parts = BTreeMap<String, Bytes>;

/// The bytes of a part.
pub(super) type Bytes = Arc<[u8]>;

/// How many parts are packed at a time: enough for all cores, few enough for memory.
const AT_ONCE: usize = 256;

/// A package with other parts.
pub(super) struct Repack<'p> {
    pub(super) archive: &'p Archive<'p>,
    /// Those that replace others or come after them.
    pub(super) parts: &'p Parts,
    /// What the names of parts hold that are left out.
    pub(super) left_out: Option<&'static str>,
    /// What the package is, as errors name it.
    pub(super) what: &'static str,
}

/// A part in its turn.
struct Turn<'p> {
    name: &'p str,
    source: Source<'p>,
}

/// What tells new bytes apart: where they stand in memory, and whether they are stored as they are.
type Place = (*const u8, bool);

fn place(name: &str, bytes: &Bytes) -> Place {
    (bytes.as_ptr(), is_stored(name))
}

/// Where a part comes from.
enum Source<'p> {
    /// The old package, at a place.
    Old(usize),
    /// New bytes.
    New(&'p Bytes),
}

impl Repack<'_> {
    /// The package: the parts of the old one in their order, then those that it did not have.
    pub(super) fn write(&self) -> Result<Vec<u8>, DeckError> {
        let fault = |e: &dyn fmt::Display| DeckError::new(format!("{} cannot be packed: {e}", self.what));
        let turns = self.turns();
        let mut old = self.archive.zip();
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(self.archive.size())));
        // The name under which bytes were written first.
        let mut first: BTreeMap<Place, &str> = BTreeMap::new();
        for some in turns.chunks(AT_ONCE) {
            let mut packed = fresh(some, &mut first).map_err(|e| fault(&e))?.into_iter();
            for Turn { name, source } in some {
                let written = match source {
                    Source::Old(index) => old.by_index_raw(*index).and_then(|entry| zip.raw_copy_file(entry)),
                    Source::New(bytes) => match first[&place(name, bytes)] {
                        same if same == *name => {
                            let packed = packed.next().expect("every part that comes first was packed");
                            copied(&mut zip, packed, name)
                        }
                        earlier => zip.deep_copy_file(earlier, name),
                    },
                };
                written.map_err(|e| fault(&e))?;
            }
        }
        Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
    }

    fn turns(&self) -> Vec<Turn<'_>> {
        let is_left_out = |name: &str| self.left_out.is_some_and(|word| name.contains(word));
        let known = self.archive.names.iter().enumerate().filter_map(|(index, name)| {
            let source = match self.parts.get(name) {
                Some(bytes) => Source::New(bytes),
                None if is_left_out(name) => return None,
                None => Source::Old(index),
            };
            Some(Turn { name, source })
        });
        let added = self.parts.iter().filter(|(name, _)| !self.archive.has(name));
        known.chain(added.map(|(name, bytes)| Turn { name, source: Source::New(bytes) })).collect()
    }
}

/// Packs what was not packed before, each part as a package of its own.
fn fresh<'p>(some: &[Turn<'p>], first: &mut BTreeMap<Place, &'p str>) -> Result<Vec<Vec<u8>>, ZipError> {
    let mut new = Vec::new();
    for Turn { name, source } in some {
        if let Source::New(bytes) = source
            && let Entry::Vacant(entry) = first.entry(place(name, bytes))
        {
            entry.insert(name);
            new.push((*name, *bytes));
        }
    }
    let packed: Vec<_> = new.into_par_iter().map(|(name, bytes)| alone(name, bytes)).collect();
    packed.into_iter().collect()
}

/// A package of one part.
fn alone(name: &str, bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, packing(name))?;
    zip.write_all(bytes)?;
    Ok(zip.finish()?.into_inner())
}

/// Takes over the part of a package of one.
fn copied(zip: &mut ZipWriter<Cursor<Vec<u8>>>, packed: Vec<u8>, name: &str) -> Result<(), ZipError> {
    let mut packed = ZipArchive::new(Cursor::new(packed))?;
    zip.raw_copy_file_rename(packed.by_index_raw(0)?, name)
}
