//! `citation_style`: how works are cited.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::language::citation::CitationStyle;
use crate::project::files::Files;
use crate::project::walk::table::Table;
use crate::source::Spot;

use super::themes::unreadable;

/// The largest style that is read, in bytes; the largest published one has a tenth of it.
const LARGEST: u64 = 4 << 20;

/// The style of a project, and where a style of its own is named.
pub(super) fn style(table: &Table<'_, '_>, files: &Files<'_>) -> (CitationStyle, Option<Spot>) {
    let Some(named) = table.optional::<String>("citation_style") else { return Default::default() };
    if let Some(bundled) = CitationStyle::named(&named.value) {
        return (bundled, None);
    }
    let fault = |message: String| Diagnostic::new(Code::CITATION_STYLE, message).at(named.at);
    if !named.value.ends_with(".csl") {
        let known = CitationStyle::names().collect::<Vec<_>>();
        let near = did_you_mean(&named.value, known.iter().copied());
        let all = || format!("known here: {}; or the path of a CSL file, `styles/house.csl`", known.join(", "));
        table.push(fault(format!("there is no citation style `{}`", named.value)).hint(near.unwrap_or_else(all)));
        return Default::default();
    }
    let bytes = match files.bytes(&named.value, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) => {
            table.push(unreadable(&named.value, &error, named.at));
            return Default::default();
        }
    };
    let read = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned());
    match read.and_then(|xml| CitationStyle::from_csl(&xml).map_err(|error| error.to_string())) {
        Ok(style) => (style, Some(named.at)),
        Err(message) => {
            let hint = "figures name works by author and date: the styles of that kind are at https://github.com/citation-style-language/styles";
            table.push(fault(format!("`{}`: {message}", named.value)).hint(hint));
            Default::default()
        }
    }
}
