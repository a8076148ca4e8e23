//! What stands behind the year of a short citation.

/// A place that no work has, to find where the real one goes in a set citation.
pub(super) const STAND_IN: &str = "77777";

/// Whether a citation names a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It names none.
    Plain,
    /// It names one, or several.
    Placed,
}

impl Form {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Placed as usize + 1;

    /// The form of a citation with this place.
    pub(super) fn of(place: &str) -> Self {
        match place.is_empty() {
            true => Self::Plain,
            false => Self::Placed,
        }
    }
}
