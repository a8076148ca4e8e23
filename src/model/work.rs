//! The bibliography.

use crate::model::{Pages, PartialDate};
use crate::source::Located;

/// A person, or an organisation with its name as the family name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The family name.
    pub family: String,
    /// The given names or initials; empty for an organisation.
    pub given: String,
}

/// A work that is cited: the facts that checks need. How it is printed is up to the citation style.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The key of its entry.
    pub key: Located<String>,
    /// The type of its entry: `article`, `book`, `report`, `online` and so on.
    pub kind: String,
    /// Its authors, else its editors.
    pub authors: Vec<Author>,
    /// Its title.
    pub title: String,
    /// The journal, the site or the book that it stands in.
    pub container: Option<String>,
    /// When it came out.
    pub issued: Option<PartialDate>,
    /// Its own pages, when it stands in something larger.
    pub pages: Option<Pages>,
    /// Its DOI or address.
    pub url: Option<String>,
    /// When its address was looked up, where the entry says so.
    pub accessed: Option<PartialDate>,
    /// Its entry with all that it inherits and all abbreviations written out, as BibTeX.
    pub bibtex: Box<str>,
    /// The same as the citation style reads it.
    pub(crate) entry: hayagriva::Entry,
}

/// All works of a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bibliography {
    /// The works in the order of the file.
    pub works: Vec<Work>,
}

impl Bibliography {
    /// The work with this key.
    pub fn work(&self, key: &str) -> Option<&Work> {
        self.works.iter().find(|w| w.key.value == key)
    }
}
