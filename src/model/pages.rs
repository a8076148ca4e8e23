//! Page ranges, as cited.

use std::fmt;
use std::str::FromStr;

/// One page or a run of pages; it may run backwards, as cited ones sometimes do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageSpan {
    /// The page named first.
    pub first: u32,
    /// The page named last; the same as the first for a single page.
    pub last: u32,
}

impl PageSpan {
    /// Whether the last page stands before the first.
    pub fn is_reversed(self) -> bool {
        self.last < self.first
    }

    /// The lower page, whichever way the range runs.
    pub fn lowest(self) -> u32 {
        self.first.min(self.last)
    }

    /// The higher page, whichever way the range runs.
    pub fn highest(self) -> u32 {
        self.first.max(self.last)
    }
}

/// The pages of a citation or of a work, in the order given: `119-121`, `37`, `12-14, 20`.
///
/// ```
/// use citeplot::model::Pages;
/// let pages: Pages = "235–234".parse().unwrap();
/// assert!(pages.spans()[0].is_reversed());
/// assert_eq!(pages.to_string(), "235-234");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pages(Vec<PageSpan>);

/// Why a text is not [`Pages`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagesError {
    /// What was written.
    pub written: String,
}

impl fmt::Display for PagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a page or a range of pages such as 37 or 119-121", self.written)
    }
}

impl std::error::Error for PagesError {}

impl Pages {
    /// The runs of pages, at least one.
    pub fn spans(&self) -> &[PageSpan] {
        &self.0
    }

    /// The pages of both, in rising order, runs that meet joined; a range that runs backwards stays as it is.
    ///
    /// ```
    /// use citeplot::model::Pages;
    /// let pages = |text: &str| text.parse::<Pages>().unwrap();
    /// assert_eq!(pages("9, 2").union(&pages("3-4, 12")).to_string(), "2-4, 9, 12");
    /// ```
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut spans: Vec<PageSpan> = self.0.iter().chain(&other.0).copied().collect();
        spans.sort_by_key(|s| (s.lowest(), s.highest()));
        let mut joined: Vec<PageSpan> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if *last == span => {}
                Some(last) if !last.is_reversed() && !span.is_reversed() && span.first <= last.last + 1 => {
                    last.last = last.last.max(span.last);
                }
                _ => joined.push(span),
            }
        }
        Self(joined)
    }

    /// Whether it is exactly one page.
    pub fn is_single(&self) -> bool {
        self.0.len() == 1 && self.0[0].first == self.0[0].last
    }
}

impl FromStr for Pages {
    type Err = PagesError;

    /// Reads numbers joined by `-`, `--` or `–`, runs parted by commas.
    fn from_str(text: &str) -> Result<Self, PagesError> {
        let fail = || PagesError { written: text.to_owned() };
        let page = |s: &str| -> Result<u32, PagesError> {
            let s = s.trim();
            match !s.is_empty() && s.len() <= 7 && s.bytes().all(|b| b.is_ascii_digit()) {
                true => s.parse().map_err(|_| fail()),
                false => Err(fail()),
            }
        };
        let span = |s: &str| -> Result<PageSpan, PagesError> {
            match s.replace("--", "-").replace('–', "-").split_once('-') {
                Some((first, last)) => Ok(PageSpan { first: page(first)?, last: page(last)? }),
                None => page(s).map(|p| PageSpan { first: p, last: p }),
            }
        };
        text.split(',').map(span).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, span) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{}", span.first)?;
            if span.first != span.last {
                write!(f, "-{}", span.last)?;
            }
        }
        Ok(())
    }
}
