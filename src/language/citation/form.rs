//! What stands behind the year of a short citation.

use hayagriva::citationberg::taxonomy::Locator as CslLocator;
use hayagriva::{LocatorPayload, SpecificLocator};

use crate::model::Pages;

/// Page numbers that no work has, to find the place of the real ones in a set citation.
const FIRST: &str = "77777";
const LAST: &str = "88888";
const RANGE: &str = "77777–88888";

/// The kinds of place that a citation can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// None.
    Plain,
    /// A single page.
    OnePage,
    /// Several pages, or a range of them.
    Pages,
    /// A section.
    Section,
}

impl Form {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Section as usize + 1;

    /// The form of a citation with these pages or this section; pages are named first.
    pub(super) fn of(pages: Option<&Pages>, section: Option<&str>) -> Self {
        match (pages, section) {
            (Some(pages), _) if pages.is_single() => Self::OnePage,
            (Some(_), _) => Self::Pages,
            (None, Some(_)) => Self::Section,
            (None, None) => Self::Plain,
        }
    }

    /// A place that stands in for the real one.
    pub(super) fn stand_in(self) -> Option<SpecificLocator<'static>> {
        let (kind, text) = match self {
            Self::Plain => return None,
            Self::OnePage => (CslLocator::Page, FIRST),
            Self::Pages => (CslLocator::Page, RANGE),
            Self::Section => (CslLocator::Section, FIRST),
        };
        Some(SpecificLocator(kind, LocatorPayload::Str(text)))
    }

    /// Puts the real place into a citation that was set with the stand-in.
    pub(super) fn fill(self, template: &str, pages: Option<&Pages>, section: Option<&str>) -> String {
        match (self, pages, section) {
            (Self::OnePage, Some(pages), _) => template.replace(FIRST, &pages.spans()[0].first.to_string()),
            (Self::Pages, Some(pages), _) => with_pages(template, pages),
            (Self::Section, _, Some(section)) => template.replace(FIRST, section),
            (Self::Plain, ..) | (Self::OnePage | Self::Pages, None, _) | (Self::Section, _, None) => {
                template.to_owned()
            }
        }
    }
}

/// Puts pages into a citation that was set with the two stand-ins; what stood between them parts first and last page.
fn with_pages(template: &str, pages: &Pages) -> String {
    let (Some(first), Some(last)) = (template.find(FIRST), template.find(LAST)) else { return template.to_owned() };
    let dash = &template[first + FIRST.len()..last];
    let spans: Vec<String> = pages
        .spans()
        .iter()
        .map(|s| if s.first == s.last { s.first.to_string() } else { format!("{}{dash}{}", s.first, s.last) })
        .collect();
    format!("{}{}{}", &template[..first], spans.join(", "), &template[last + LAST.len()..])
}
