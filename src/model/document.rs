//! The papers and reports that are quoted.

use crate::source::Located;

/// A paper or report that a dataset quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The key of its own entry in the bibliography.
    pub work: Located<String>,
    /// Where its text stands, from the folder of the project; none when it is not at hand.
    pub text: Option<Located<String>>,
    /// The language of its quotes, a BCP 47 tag.
    pub quote_lang: String,
    /// Whether it has pages, sections or anything else by which a quote can be found; then its claims name them. True by
    /// default.
    pub numbered: bool,
}
