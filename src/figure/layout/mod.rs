//! Measuring, wrapping, scales and the page: what all charts share. It knows texts and lengths, not claims.

pub(super) mod canvas;
pub(super) mod card;
pub(super) mod grid;
pub(super) mod hatch;
pub(super) mod page;
pub(super) mod place;
pub(super) mod plane;
pub(super) mod scale;
pub(super) mod spread;
pub(super) mod text;
pub(super) mod wrap;

pub use hatch::hatch;
pub use page::{Footer, Page};
pub use place::Places;
pub use scale::Scale;
pub use spread::spread;
pub use wrap::{shortened, wrap, wrap_balanced, wrap_paragraph};
