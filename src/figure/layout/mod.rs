//! What every chart is laid out with: scales, broken and placed texts, hatching, places for labels, the page. It knows texts and
//! lengths, not claims.

pub(super) mod coordinates;
pub(super) mod dodge;
pub(super) mod hatch;
pub(super) mod page;
pub(super) mod places;
pub(super) mod scale;
pub(super) mod text_block;
pub(super) mod wrap;

pub use coordinates::{Axis, DateScale, Moment, PanelArea, RowPlace};
pub use dodge::dodge;
pub use hatch::{Turn, hatch, hatch_in_turn};
pub use page::{Filled, Footer, Page};
pub use places::{Places, crosses};
pub use scale::Scale;
pub use text_block::{Baseline, Placement, TextBlock};
pub use wrap::{shortened, wrap, wrap_balanced, wrap_paragraph};
