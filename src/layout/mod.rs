//! Measuring, wrapping, scales and the page: what all charts share. It knows texts and lengths, not claims.

mod hatch;
mod page;
mod place;
mod scale;
mod spread;
mod wrap;

pub use hatch::hatch;
pub use page::{Footer, Page};
pub use place::Places;
pub use scale::Scale;
pub use spread::spread;
pub use wrap::{shortened, wrap, wrap_balanced, wrap_paragraph};
