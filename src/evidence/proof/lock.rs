//! The lock file of a dataset: what proves its quotes where a document is not at hand.
//!
//! It is a page of W3C Web Annotations, one for each claim, with a `TextQuoteSelector` and a `TextPositionSelector` (Web
//! Annotation Data Model, W3C Recommendation, 2017), and a digest of each document and each record.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::{Claim, LocatorPart};

/// By this word a lock file is known as one that this program wrote.
const GENERATOR: &str = "citeplot";

/// The context that JSON-LD reads the file by.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many scalars of context a selector has at most on either side.
const CONTEXT_LENGTH: usize = 200;

/// The lock of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    #[serde(rename = "@context")]
    context: String,
    #[serde(rename = "type")]
    kind: String,
    generator: String,
    /// The documents, in the order of the dataset.
    pub documents: Vec<LockedDocument>,
    /// One annotation for each claim whose quote was found, in the order of the claims.
    pub items: Vec<LockedQuote>,
}

/// A document as it was when its quotes were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedDocument {
    /// The key of its work.
    pub work: String,
    /// The SHA-256 of its text in Unicode normalisation form C, in hexadecimal digits.
    pub text_sha256: String,
    /// How many Unicode scalars that text has.
    pub scalars: usize,
}

/// A quote at its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedQuote {
    /// The claim, as a fragment: `#trust-alba-2021`.
    pub id: String,
    #[serde(rename = "type")]
    kind: String,
    /// The document and the place in it.
    pub target: Target,
    /// A digest of what the record says of the quote, the value and the place.
    pub record: String,
}

/// The document of a quote and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The entry of the bibliography.
    pub source: String,
    /// The quote with its context, and its position.
    pub selector: (QuoteSelector, PositionSelector),
}

/// The words of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteSelector {
    #[serde(rename = "type")]
    kind: String,
    /// The words of the document, which may differ from the record's in line breaks and the like.
    pub exact: String,
    /// What stands before them, from the start of the sentence.
    pub prefix: String,
    /// What stands after them, to the end of the sentence.
    pub suffix: String,
}

/// A place in Unicode scalars of the text in normalisation form C.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionSelector {
    #[serde(rename = "type")]
    kind: String,
    /// The first scalar, from 0.
    pub start: usize,
    /// The scalar after the last.
    pub end: usize,
}

impl Lock {
    pub(super) fn new(documents: Vec<LockedDocument>, items: Vec<LockedQuote>) -> Self {
        let (context, kind) = (CONTEXT.to_owned(), "AnnotationPage".to_owned());
        Self { context, kind, generator: GENERATOR.to_owned(), documents, items }
    }

    /// Reads a lock file; none when this program did not write it, or it was damaged since.
    pub fn read(text: &str) -> Option<Self> {
        let lock: Self = serde_json::from_str(text).ok()?;
        (lock.generator == GENERATOR && lock.context == CONTEXT).then_some(lock)
    }

    /// The text of the file; the same for the same records and documents.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts and numbers can be written");
        text.push('\n');
        text
    }

    /// The document with this key.
    pub fn document(&self, work: &str) -> Option<&LockedDocument> {
        self.documents.iter().find(|d| d.work == work)
    }

    /// The quotes by the ids of their claims.
    pub(super) fn quotes(&self) -> BTreeMap<&str, &LockedQuote> {
        self.items.iter().map(|quote| (quote.id.trim_start_matches('#'), quote)).collect()
    }
}

impl LockedQuote {
    /// The passage: the words of the document with their context.
    pub(super) fn passage(&self) -> String {
        let quote = &self.target.selector.0;
        [quote.prefix.as_str(), &quote.exact, &quote.suffix].concat()
    }

    /// A quote at a place; the context reaches to the ends of its sentence.
    pub(super) fn new(claim: &Claim, text: &Locked<'_>, place: &Range<usize>, sentence: &Range<usize>) -> Self {
        let written = |range: Range<usize>| text.text[range].nfc().collect::<String>();
        let before = written(sentence.start.min(place.start)..place.start);
        let after = written(place.end..sentence.end.max(place.end));
        let skipped = before.chars().count().saturating_sub(CONTEXT_LENGTH);
        let exact = written(place.clone());
        let start = text.scalars_before(place.start);
        let end = start + exact.chars().count();
        let quote = QuoteSelector {
            kind: "TextQuoteSelector".to_owned(),
            exact,
            prefix: before.chars().skip(skipped).collect(),
            suffix: after.chars().take(CONTEXT_LENGTH).collect(),
        };
        let position = PositionSelector { kind: "TextPositionSelector".to_owned(), start, end };
        let source = format!("references.bib#{}", claim.document.value);
        Self {
            id: format!("#{}", claim.id.value),
            kind: "Annotation".to_owned(),
            target: Target { source, selector: (quote, position) },
            record: digest(claim),
        }
    }
}

/// A text whose places are counted in scalars of its normalisation form C.
#[derive(Debug)]
pub(super) struct Locked<'t> {
    text: &'t str,
    /// Whether it is in that form already.
    normal: bool,
    /// Places on the way with the scalars before them.
    milestones: Vec<Milestone>,
}

/// A byte of a text, and how many scalars of normalisation form C stand before it.
#[derive(Clone, Copy, Debug, Default)]
struct Milestone {
    byte: usize,
    scalars: usize,
}

/// How many bytes lie between milestones at least.
const APART: usize = 1 << 12;

impl<'t> Locked<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut made = Self { text, normal: is_nfc_quick(text.chars()) == IsNormalized::Yes, milestones: Vec::new() };
        let mut last = Milestone::default();
        made.milestones.push(last);
        while let Some(further) = text.as_bytes().get(last.byte + APART..) {
            // An ASCII character is never composed with what stands before it.
            let Some(length) = further.iter().position(u8::is_ascii) else { break };
            let byte = last.byte + APART + length;
            last = Milestone { byte, scalars: last.scalars + made.scalars_of(&text[last.byte..byte]) };
            made.milestones.push(last);
        }
        made
    }

    fn scalars_of(&self, part: &str) -> usize {
        if self.normal { part.chars().count() } else { part.nfc().count() }
    }

    fn scalars_before(&self, byte: usize) -> usize {
        let passed = self.milestones.partition_point(|milestone| milestone.byte <= byte);
        let Milestone { byte: from, scalars } = self.milestones[passed - 1];
        scalars + self.scalars_of(&self.text[from..byte])
    }

    /// The document as it is now.
    pub(super) fn document(&self, work: &str) -> LockedDocument {
        let mut hash = Sha256::new();
        let mut scalars = 0;
        if self.normal {
            hash.update(self.text.as_bytes());
            scalars = self.text.chars().count();
        } else {
            for c in self.text.nfc() {
                hash.update(c.encode_utf8(&mut [0; 4]).as_bytes());
                scalars += 1;
            }
        }
        LockedDocument { work: work.to_owned(), text_sha256: hexadecimal(&hash.finalize()), scalars }
    }
}

/// A digest of what a record says of its quote, its value and its place.
pub(super) fn digest(claim: &Claim) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    add(&claim.document);
    add(&claim.quote);
    add(&claim.as_written);
    add(&claim.value.to_string());
    add(claim.unit.code());
    add(claim.prefix.as_deref().unwrap_or_default());
    add(claim.suffix.as_deref().unwrap_or_default());
    for part in LocatorPart::ALL {
        add(&claim.locator.part(part).unwrap_or_default());
    }
    hexadecimal(&hash.finalize()[..8])
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
