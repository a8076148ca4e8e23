//! What is claimed: documents, surveys, questions, claims and their values.
//!
//! The types are strict in memory: a value knows its hedge, an interval its open ends, a page range whether it runs
//! backwards. They know nothing of files or TOML; each remembers only the [`Spot`](crate::source::Spot) that it was
//! read from, so that a check can point at it.

mod boundary;
mod claim;
mod dataset;
mod date;
mod difference;
mod dimension;
mod document;
mod group;
mod hedge;
mod interval;
mod joined;
mod locator;
mod margin;
mod number;
mod pages;
mod question;
mod scale;
mod set_aside;
mod survey;
mod text;
mod unread;
mod value;
mod whole;
mod work;

pub use crate::locale::{Locale, UnknownLocale};
pub use boundary::{Boundary, Whole, Zone};
pub use claim::{Acknowledgement, Basis, Cite, Claim, Derivation, Status, Unit};
pub use dataset::{Dataset, Entity};
#[cfg(feature = "slides")]
pub(crate) use date::days_of;
pub use date::{DateError, PartialDate};
pub use difference::{Difference, DifferenceKind, MethodItem};
pub use dimension::Dimension;
pub use document::Document;
pub use group::{Group, Place};
pub use hedge::{HedgeRules, IntervalBasis, Reading};
pub use interval::{Bound, Distance, Interval};
pub(crate) use joined::key as joined_key;
pub use joined::{Conflict, Joined, Origin, RecordKind};
pub use locator::{GridCell, Locator, LocatorPart};
pub use margin::{Margin, MarginBasis, Sample, margin, wilson};
pub use number::{Number, NumberError};
pub use pages::{PageSpan, Pages, PagesError};
pub use question::{Polarity, PolarityWords, Question, Response, WordingStatus};
pub use scale::{Ends, ResponseScale};
pub use set_aside::SetAside;
pub use survey::{Disclosed, Disclosure, Survey};
pub use text::Text;
pub use unread::Unread;
pub use value::{Operator, Value, ValueError};
pub use whole::Share;
pub use work::{Author, Bibliography, Work};

/// Whether a text may be an id: lower-case Latin letters and digits in groups joined by single hyphens, at most 80
/// characters. Ids become file names, SVG ids and CSV keys, so nothing else is let in.
///
/// The names of devices on Windows (`con`, `nul`, `com1` and the like) cannot be names of files there, so they are none.
///
/// ```
/// assert!(citeplot::model::is_id("view-of-russia-2010"));
/// assert!(!citeplot::model::is_id("../etc"));
/// assert!(!citeplot::model::is_id("nul"));
/// ```
pub fn is_id(text: &str) -> bool {
    text.len() <= 80
        && !is_device(text)
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Whether a text in lower case is the name of a device on Windows, whatever ending follows it.
pub(crate) fn is_device(text: &str) -> bool {
    let numbered = |text: &str| {
        let digit = text.strip_prefix("com").or_else(|| text.strip_prefix("lpt"));
        digit.is_some_and(|d| d.len() == 1 && d.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered(text)
}
