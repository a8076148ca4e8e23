//! Figures in packed files: presentations, and whatever else holds pictures.

use crate::publish::deck::DeckError;
use crate::publish::ooxml::{Archive, Macros, Media, named_figures};

use super::{Carried, picture_or_text};

/// The most bytes that the pictures of a file may unpack to together.
const ALL: usize = 1 << 30;

/// The figures of a packed file: of a presentation with their slides, of others with the part that they stand in.
pub(super) fn figures(bytes: &[u8]) -> Result<Vec<Carried>, DeckError> {
    let archive = Archive::any(bytes)?;
    let media = Media::of(&archive);
    let pictures = pictures(&media)?;
    // Not every packed file is a presentation.
    let objects = archive.is_presentation(Macros::Kept).and_then(|()| named_figures(&media));
    let Ok(objects) = objects else { return Ok(pictures) };
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

/// The figures that the pictures and pages of a packed file carry.
fn pictures(media: &Media<'_, '_>) -> Result<Vec<Carried>, DeckError> {
    let (mut found, mut left) = (Vec::new(), ALL);
    for name in &media.archive.names {
        let lower = name.to_lowercase();
        if ![".png", ".svg", ".html", ".xhtml", ".htm"].iter().any(|ending| lower.ends_with(ending)) {
            continue;
        }
        let part = media.archive.bytes(name)?;
        let Some(rest) = left.checked_sub(part.len()) else {
            return Err(DeckError::new("the file unpacks to more than can be read (1 GiB)"));
        };
        left = rest;
        media.look(name, &part);
        found.extend(picture_or_text(&part, Some(name)));
    }
    Ok(found)
}
