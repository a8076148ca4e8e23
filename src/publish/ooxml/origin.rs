//! What a text of a deck was when citeplot wrote it: its name says what it is about, and a digest of its words, so that a
//! refresh tells what citeplot wrote from what the user wrote since.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::model::Locale;
use crate::model::is_id;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The title of a slide.
    Title,
    /// What was asked, above a chart.
    Subtitle,
    /// The names of the colours, above a chart.
    Legend,
    /// Note, source and code, below a chart.
    Foot,
    /// A piece of the list of references.
    References,
}

impl Part {
    const ALL: [Self; 5] = [Self::Title, Self::Subtitle, Self::Legend, Self::Foot, Self::References];

    fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Legend => "legend",
            Self::Foot => "source",
            Self::References => "references",
        }
    }
}

/// Where a text comes from. Written as the name of its shape: `citeplot-title:trust@en#1a2b3c4`, or
/// `citeplot-title:trust@en/talk#1a2b3c4` where the deck recipe `talk` gives the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) part: Part,
    /// The chart; `all` for what is about all of them.
    pub(crate) chart: String,
    pub(crate) locale: Locale,
    /// The deck whose recipe gives the text, when it is not the chart.
    pub(crate) deck: Option<String>,
    /// The digest of the words.
    pub(crate) digest: String,
}

impl Origin {
    /// The origin that the name of a shape tells.
    pub(crate) fn read(name: &str) -> Option<Self> {
        let (word, rest) = name.strip_prefix("citeplot-")?.split_once(':')?;
        let part = Part::ALL.into_iter().find(|p| p.word() == word)?;
        let (chart, rest) = rest.split_once('@')?;
        let (place, digest) = rest.split_once('#')?;
        let (locale, deck) = match place.split_once('/') {
            Some((locale, deck)) => (locale, Some(deck)),
            None => (place, None),
        };
        let sound = is_id(chart) && deck.is_none_or(is_id) && digest.len() == DIGITS;
        sound.then_some(())?;
        Some(Self {
            part,
            chart: chart.to_owned(),
            locale: locale.parse().ok()?,
            deck: deck.map(str::to_owned),
            digest: digest.to_owned(),
        })
    }

    /// The same, of other words.
    pub(crate) fn of(&self, words: &str) -> Self {
        Self { digest: digest(words), ..self.clone() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "citeplot-{}:{}@{}", self.part.word(), self.chart, self.locale)?;
        if let Some(deck) = &self.deck {
            write!(f, "/{deck}")?;
        }
        write!(f, "#{}", self.digest)
    }
}

const DIGITS: usize = 7;

/// Seven hexadecimal digits of the SHA-256 of a text; how its words are spaced does not count.
pub(crate) fn digest(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hex: String = Sha256::digest(words.as_bytes()).iter().take(4).map(|b| format!("{b:02x}")).collect();
    hex[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back() {
        for deck in [None, Some("talk-1".to_owned())] {
            let origin =
                Origin { part: Part::Foot, chart: "a-b".into(), locale: Locale::Tr, deck, digest: digest("a  b\n") };
            assert_eq!(Origin::read(&origin.to_string()), Some(origin.clone()));
            assert_eq!(origin.of(" a b"), origin);
            assert_ne!(origin.of("a c"), origin);
        }
        for foreign in ["Title 1", "citeplot-title:a@en", "citeplot-title:a@xx#1234567", "citeplot-x:a@en#1234567"] {
            assert_eq!(Origin::read(foreign), None, "{foreign}");
        }
    }
}
