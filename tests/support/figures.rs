//! What a figure says.

use citeplot::figure::Figure;
use citeplot::figure::scene::Role;

/// The texts of a role, in the order of drawing.
pub(crate) fn texts(figure: &Figure, role: Role) -> Vec<String> {
    figure.scene.texts().iter().filter(|t| t.role == role).map(|t| t.text.clone()).collect()
}
