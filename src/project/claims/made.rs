//! Ids of claims that have none of their own.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The longest id that is let in, see [`crate::model::is_id`].
const LONGEST: usize = 80;

/// An id made of what a claim is about: question, response, subject, group and survey, as far as it has them. It depends
/// on nothing else, so it stays when other claims come and go. One that would be too long is cut and ends in six
/// hexadecimal digits of the hash of the whole.
pub(super) fn id(dimensions: &[Option<&str>]) -> String {
    let whole = dimensions.iter().flatten().map(|d| kebab(d)).filter(|d| !d.is_empty()).collect::<Vec<_>>().join("-");
    if whole.len() <= LONGEST && !whole.is_empty() {
        return whole;
    }
    let named = dimensions.iter().map(|d| d.unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut digits = String::new();
    for byte in &Sha256::digest(named.as_bytes())[..3] {
        write!(digits, "{byte:02x}").expect("writing to a string does not fail");
    }
    let start = whole[..whole.len().min(LONGEST - 7)].trim_end_matches('-');
    if start.is_empty() { format!("claim-{digits}") } else { format!("{start}-{digits}") }
}

/// Latin letters and digits in lower case, everything else a hyphen.
fn kebab(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::id;
    use crate::model::is_id;

    #[test]
    fn an_id_names_what_the_claim_is_about() {
        assert_eq!(
            id(&[Some("aid"), Some("too-much"), None, Some("women"), Some("w-2023")]),
            "aid-too-much-women-w-2023"
        );
        assert_eq!(id(&[Some("aid"), None, Some("Großbritannien & Co")]), "aid-gro-britannien-co");
    }

    #[test]
    fn a_long_id_is_cut_and_still_tells_claims_apart() {
        let long = "a-very-long-name-of-a-question-that-goes-on-and-on-for-much-longer-than-anybody-would-write";
        let (a, b) = (id(&[Some(long), Some("yes")]), id(&[Some(long), Some("no")]));
        assert!(is_id(&a) && is_id(&b), "{a} {b}");
        assert_ne!(a, b);
    }

    #[test]
    fn words_without_latin_letters_still_give_an_id() {
        let (a, b) = (id(&[Some("возраст")]), id(&[Some("пол")]));
        assert!(is_id(&a), "{a}");
        assert!(is_id(&b), "{b}");
        assert_ne!(a, b);
    }
}
