//! The address of the passage that a claim quotes.
//!
//! A text fragment (WICG, "URL Fragment Text Directives") makes a browser scroll to the words and mark them. Readers of PDF know
//! pages instead.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{Claim, Dataset};

/// What has no place in an address as it stands.
const IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
/// What is written as bytes within a directive: a hyphen, a comma and an ampersand part its pieces.
const IN_DIRECTIVE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// How many words a quote may have to stand in an address whole; of a longer one its beginning and its end do.
const WHOLE: usize = 12;
/// How many words the beginning and the end of a long quote have.
const PART: usize = 5;

/// The address of the document of a claim, with the place of the quote; none for a document without one.
pub(super) fn of(dataset: &Dataset, claim: &Claim) -> Option<String> {
    let url = dataset.bibliography.work(&claim.document)?.url.as_deref()?;
    let base = address(url)?;
    let path = base.split(['?', '#']).next().unwrap_or_default();
    if path.to_ascii_lowercase().ends_with(".pdf") {
        let page = claim.locator.page.as_ref().map(ToString::to_string);
        let digits: String = page.iter().flat_map(|p| p.chars()).take_while(char::is_ascii_digit).collect();
        let place = if digits.is_empty() || base.contains('#') { String::new() } else { format!("#page={digits}") };
        return Some(base + &place);
    }
    // The words of a cell stand in many places of a page.
    let Some(words) = directive(&claim.quote).filter(|_| claim.locator.cell.is_none()) else { return Some(base) };
    let joint = if base.contains('#') { ":~:text=" } else { "#:~:text=" };
    Some(format!("{base}{joint}{words}"))
}

/// An address of the web with everything in it that has no place in one written as bytes; none for any other address.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.get(..8)?.to_ascii_lowercase();
    if !lower.starts_with("https://") && !lower.starts_with("http://") {
        return None;
    }
    Some(utf8_percent_encode(url, IN_ADDRESS).to_string())
}

/// The words of a quote as a directive: `whole%20quote`, or `its%20beginning,its%20end`.
fn directive(quote: &str) -> Option<String> {
    // What an editor has left out or put in does not stand in the document.
    let run = quote
        .split(['…', '[', ']'])
        .flat_map(|part| part.split("..."))
        .max_by_key(|part| part.split_whitespace().count())?;
    let words: Vec<&str> = run.split_whitespace().collect();
    let text = |words: &[&str]| utf8_percent_encode(&words.join(" "), IN_DIRECTIVE).to_string();
    match words.len() {
        0 => None,
        n if n <= WHOLE => Some(text(&words)),
        n => Some(format!("{},{}", text(&words[..PART]), text(&words[n - PART..]))),
    }
}

#[cfg(test)]
mod tests {
    use super::{address, directive};

    #[test]
    fn a_short_quote_stands_whole_and_what_parts_directives_is_written_as_bytes() {
        assert_eq!(
            directive("61 percent, well-off & young").as_deref(),
            Some("61%20percent%2C%20well%2Doff%20%26%20young")
        );
        assert_eq!(directive("yüzde 35’in altında").as_deref(), Some("y%C3%BCzde%2035%E2%80%99in%20alt%C4%B1nda"));
    }

    #[test]
    fn of_a_long_quote_the_ends_stand_and_of_one_with_gaps_its_longest_piece() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(
            directive(long).as_deref(),
            Some("one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen")
        );
        assert_eq!(
            directive("a part […] and the longer part of it").as_deref(),
            Some("and%20the%20longer%20part%20of%20it")
        );
        assert_eq!(directive("… "), None);
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert_eq!(address("https://example.org/a b?c=d#e").as_deref(), Some("https://example.org/a%20b?c=d#e"));
        assert_eq!(
            address("https://example.org/\"><script>").as_deref(),
            Some("https://example.org/%22%3E%3Cscript%3E")
        );
        for url in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "é", ""] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
