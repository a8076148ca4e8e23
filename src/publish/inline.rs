//! Figures as SVG that stand in a page more than once.

use crate::figure::scene::Scene;
use crate::render::{escape, id_prefix};

/// A figure with a prefix before each of its ids, which carry its own id and language already.
pub(super) fn with_prefix(svg: &str, scene: &Scene, prefix: &str) -> String {
    let own = escape(&id_prefix(&scene.id, scene.lang));
    ["id", "aria-labelledby", "aria-describedby"]
        .iter()
        .fold(svg.to_owned(), |svg, key| svg.replace(&format!(" {key}=\"{own}"), &format!(" {key}=\"{prefix}{own}")))
}
