//! Figures in packed files: presentations, and whatever else holds pictures.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::publish::deck::DeckError;
use crate::publish::ooxml;

use super::{Carried, picture_or_text};

/// The most parts of a file.
const PARTS: usize = 250_000;
/// The most bytes that the parts of a file may unpack to together.
const ALL: u64 = 1 << 30;

/// The figures of a packed file: of a presentation with their slides, of others with the part that they stand in.
pub(super) fn figures(bytes: &[u8]) -> Result<Vec<Carried>, DeckError> {
    let pictures = pictures(bytes);
    let (objects, pictures) = match (ooxml::named_figures(bytes), pictures) {
        (Ok(objects), Ok(pictures)) => (objects, pictures),
        // Not every packed file is a presentation.
        (Err(_), Ok(pictures)) => return Ok(pictures),
        (Err(error), Err(_)) => return Err(error),
        (Ok(_), Err(error)) => return Err(error),
    };
    let named = objects.into_iter().map(|(found, code)| {
        let same = |picture: &&Carried| {
            (&picture.chart, &picture.locale, &picture.code) == (&found.chart, &found.locale, &code)
        };
        let data = pictures.iter().find(same).and_then(|picture| picture.data.clone());
        Carried {
            place: Some(found.place.to_string()),
            chart: found.chart.clone(),
            locale: found.locale.clone(),
            code: code.clone(),
            data,
        }
    });
    Ok(named.collect())
}

/// The figures that the pictures of a packed file carry.
fn pictures(bytes: &[u8]) -> Result<Vec<Carried>, DeckError> {
    let damaged = |e: &dyn std::fmt::Display| DeckError::new(format!("the file is damaged: {e}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if zip.len() > PARTS {
        return Err(DeckError::new(format!("the file has {} parts, more than {PARTS}", zip.len())));
    }
    let (mut found, mut left) = (Vec::new(), ALL);
    for i in 0..zip.len() {
        let entry = zip.by_index(i).map_err(|e| damaged(&e))?;
        let name = entry.name().map_err(|e| damaged(&e))?.into_owned();
        let lower = name.to_lowercase();
        if ![".png", ".svg", ".html", ".xhtml", ".htm"].iter().any(|ending| lower.ends_with(ending)) {
            continue;
        }
        let mut part = Vec::new();
        // What a part says of its size is not to be trusted.
        entry.take(left + 1).read_to_end(&mut part).map_err(|e| damaged(&e))?;
        let size = part.len() as u64;
        if size > left {
            return Err(DeckError::new("the file unpacks to more than can be read (1 GiB)"));
        }
        left -= size;
        found.extend(picture_or_text(&part, Some(&name)));
    }
    Ok(found)
}
