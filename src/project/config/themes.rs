//! Themes of a project's own: colours, fonts, logo, size of texts.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::model::Number;
use crate::project::ReadError;
use crate::project::config::OwnTheme;
use crate::project::files::Files;
use crate::project::walk::table::Table;
use crate::source::{Located, Spot};
use crate::style::font::{Face, Fonts};
use crate::style::{Color, Picture};
use crate::style::{Palette, SERIES, Style, logo};

/// The largest font or logo that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// `[fonts] fallback = ["…"]`, and `fallback_bold` for the same fonts in bold; without it the regular ones serve for bold too.
pub(crate) fn fallback(table: &Table<'_, '_>, files: &Files<'_>) -> Vec<[Arc<Face>; 2]> {
    let regular = table.optional::<Vec<Located<String>>>("fallback").map(|f| f.value).unwrap_or_default();
    let bold = table.optional::<Vec<Located<String>>>("fallback_bold");
    table.finish();
    if let Some(bold) = bold.as_ref().filter(|b| b.value.len() > regular.len()) {
        let fault = Diagnostic::new(Code::CONTRADICTION, "more bold fallback fonts than regular ones");
        table.push(fault.at(bold.at).hint("name the regular one of each in the same order under `fallback`"));
    }
    let bold = bold.map(|b| b.value).unwrap_or_default();
    let pair = |(i, path): (usize, &Located<String>)| {
        let bold = bold.get(i).map(|path| face(table, files, path));
        let regular = face(table, files, path)?;
        Some([regular.clone(), bold.flatten().unwrap_or(regular)])
    };
    regular.iter().enumerate().filter_map(pair).collect()
}

/// `[themes.<name>]`.
pub(crate) fn theme(
    name: &Located<String>,
    table: &Table<'_, '_>,
    files: &Files<'_>,
    fallback: &[[Arc<Face>; 2]],
) -> (String, OwnTheme) {
    if !crate::model::is_id(&name.value) {
        table.push(crate::project::walk::table::bad_id(&name.value).at(name.at));
    } else if Palette::NAMES.contains(&name.value.as_str()) {
        let message = format!("`{}` is a theme of the program", name.value);
        table.push(Diagnostic::new(Code::DUPLICATE_ID, message).at(name.at).hint("give yours another name"));
    }
    let bases = Palette::NAMES.map(|n| (n, n));
    let base = table.word_of("base", &bases, Some("light")).unwrap_or("light");
    let mut palette = Palette::named(base).unwrap_or_else(Palette::light);
    for (key, place) in [
        ("background", &mut palette.background),
        ("foreground", &mut palette.foreground),
        ("muted", &mut palette.muted),
        ("rule", &mut palette.rule),
        ("grid", &mut palette.grid),
        ("neutral", &mut palette.neutral),
        ("faded", &mut palette.faded),
    ] {
        if let Some(found) = table.optional::<String>(key).and_then(|c| color(table, &c)) {
            *place = found;
        }
    }
    if let Some(named) = table.optional::<Vec<Located<String>>>("series") {
        if named.value.len() > SERIES {
            let message = format!("a theme has at most {SERIES} series colours, here are {}", named.value.len());
            table.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(named.at));
        }
        for (place, written) in palette.series.iter_mut().zip(&named.value) {
            *place = color(table, written).unwrap_or(*place);
        }
    }
    if let Some(textured) = table.optional::<bool>("textured") {
        palette.textured = textured.value;
    }
    let fonts = fonts(table, files, fallback);
    let logo = table.optional::<String>("logo").and_then(|path| picture(table, files, &path));
    let text_scale = text_scale(table);
    table.finish();
    let style = Style { name: name.value.clone(), palette, fonts, logo: logo.map(Arc::new), text_scale };
    (name.value.clone(), OwnTheme { style, at: name.at })
}

/// The fonts of a theme: both weights, or only the regular one, which then serves for bold too.
fn fonts(table: &Table<'_, '_>, files: &Files<'_>, fallback: &[[Arc<Face>; 2]]) -> Arc<Fonts> {
    let regular = table.optional::<String>("font");
    let bold = table.optional::<String>("font_bold");
    if let Some(bold) = bold.as_ref().filter(|_| regular.is_none()) {
        let fault = Diagnostic::new(Code::CONTRADICTION, "a bold font without a regular one");
        table.push(fault.at(bold.at).hint("name the regular one as `font`"));
    }
    let regular = regular.and_then(|path| face(table, files, &path));
    let bold = bold.and_then(|path| face(table, files, &path));
    match regular {
        Some(regular) => Arc::new(Fonts::new(Some(&[regular.clone(), bold.unwrap_or(regular)]), fallback)),
        None if fallback.is_empty() => Fonts::bundled(),
        None => Arc::new(Fonts::new(None, fallback)),
    }
}

fn text_scale(table: &Table<'_, '_>) -> f64 {
    let Some(scale) = table.optional::<Number>("text_scale") else { return 1.0 };
    let value = scale.value.value();
    if (0.8..=1.5).contains(&value) {
        return value;
    }
    let message = format!("texts {} times as large as usual leave no room for a chart, or cannot be read", scale.value);
    table.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(scale.at).hint("write a number from 0.8 to 1.5"));
    1.0
}

fn color(table: &Table<'_, '_>, written: &Located<String>) -> Option<Color> {
    let found = Color::from_hex(&written.value);
    if found.is_none() {
        let message = format!("`{}` is not a colour", written.value);
        table.push(Diagnostic::new(Code::NOT_A_COLOR, message).at(written.at).hint("write it as \"#1f5fa8\""));
    }
    found
}

fn face(table: &Table<'_, '_>, files: &Files<'_>, path: &Located<String>) -> Option<Arc<Face>> {
    let bytes = bytes(table, files, path)?;
    match Face::new(bytes) {
        Ok(face) => Some(Arc::new(face)),
        Err(error) => {
            let message = format!("`{}` is not a font that can be used: {error}", path.value);
            let fault = Diagnostic::new(Code::BAD_FONT, message).at(path.at);
            table.push(fault.hint("name a single TrueType or OpenType file (.ttf, .otf)"));
            None
        }
    }
}

fn picture(table: &Table<'_, '_>, files: &Files<'_>, path: &Located<String>) -> Option<Picture> {
    let bytes = bytes(table, files, path)?;
    match logo(&bytes) {
        Ok(picture) => Some(picture),
        Err(error) => {
            let message = format!("`{}` is not a logo that can be used: {error}", path.value);
            table.push(Diagnostic::new(Code::BAD_LOGO, message).at(path.at).hint("name a PNG file"));
            None
        }
    }
}

fn bytes(table: &Table<'_, '_>, files: &Files<'_>, path: &Located<String>) -> Option<Vec<u8>> {
    files.bytes(&path.value, LARGEST).map_err(|error| table.push(unreadable(&path.value, &error, path.at))).ok()
}

pub(super) fn unreadable(path: &str, error: &ReadError, at: Spot) -> Diagnostic {
    let fault = Diagnostic::new(Code::FILE_UNREADABLE, format!("cannot read `{path}`: {error}")).at(at);
    fault.hint("the path starts at the folder of the project")
}
