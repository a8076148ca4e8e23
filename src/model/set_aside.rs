//! Statements of a document that are not recorded on purpose.

use crate::source::Located;

/// A passage whose statements the curator leaves out, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// The words of the document: a sentence, or enough of it to hold the number.
    pub text: Located<String>,
    /// Why it is not recorded.
    pub reason: String,
}
