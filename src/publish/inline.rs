//! Figures as SVG inside a page with others.

use crate::render::{MARKER, escape};

/// A figure with a prefix before each of its ids, so that none stands twice in a page.
pub(super) fn with_prefix(svg: &str, id: &str, prefix: &str) -> String {
    let id = escape(id);
    svg.replace(" id=\"claim-", &format!(" id=\"{prefix}claim-"))
        .replace(&format!("\"{id}-title"), &format!("\"{prefix}{id}-title"))
        .replace(&format!(" {id}-desc\""), &format!(" {prefix}{id}-desc\""))
        .replace(&format!("id=\"{id}-desc\""), &format!("id=\"{prefix}{id}-desc\""))
        .replace(MARKER, &format!("<metadata id=\"{prefix}citeplot\">"))
}
