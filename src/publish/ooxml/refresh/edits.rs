//! Replacing stretches of a part: one edit a stretch, never two that overlap.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use crate::publish::deck::DeckError;

/// The edits of one part, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edits {
    all: Vec<Edit>,
}

/// That another text takes the place of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    start: usize,
    end: usize,
    text: Arc<str>,
}

impl Edits {
    /// Replaces a stretch; the same edit asked for twice is made once.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: impl Into<Arc<str>>) {
        self.all.push(Edit { start: range.start, end: range.end, text: text.into() });
    }

    /// Takes up the edits of others.
    pub(super) fn extend(&mut self, others: &Self) {
        self.all.extend(others.all.iter().cloned());
    }

    /// Whether nothing is to be replaced.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The text with every edit made.
    ///
    /// # Errors
    /// When two edits overlap, or one lies outside the text: the part is then not what it was taken for.
    pub(crate) fn apply(mut self, text: &str) -> Result<String, DeckError> {
        // Stable: of two texts put in at one place the first asked for comes first.
        self.all.sort_by_key(|edit| (edit.start, edit.end));
        let mut made = BTreeSet::new();
        self.all.retain(|edit| made.insert(edit.clone()));
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.all {
            let kept = text.get(done..edit.start).filter(|_| edit.end >= edit.start && edit.end <= text.len());
            let kept = kept.ok_or_else(|| DeckError::new("two changes of one part of the file overlap"))?;
            out.push_str(kept);
            out.push_str(&edit.text);
            done = edit.end;
        }
        let rest = text.get(done..).ok_or_else(|| DeckError::new("a change lies outside its part of the file"))?;
        out.push_str(rest);
        Ok(out)
    }
}

/// Looks whether a part that was changed is still XML whose prefixes all stand for a namespace.
pub(crate) fn verified(part: &str, bytes: &[u8]) -> Result<(), DeckError> {
    let fault = |e: &dyn std::fmt::Display| {
        let name = part.escape_debug();
        let error = DeckError::new(format!("the part `{name}` would not be XML any more: {e}"));
        error.hint("the file was left as it is; please report it with the presentation, if you may")
    };
    let text = std::str::from_utf8(bytes).map_err(|e| fault(&e))?;
    let mut reader = NsReader::from_str(text);
    let mut depth = 0usize;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|e| fault(&e))?;
        if matches!(space, ResolveResult::Unknown(_)) {
            return Err(fault(&"a prefix has no namespace"));
        }
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.attributes().any(|a| a.is_err()) => {
                return Err(fault(&"an element has a damaged attribute"));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(fault(&"an element does not end")),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(edits: &[(Range<usize>, &str)]) -> Result<String, DeckError> {
        let mut all = Edits::default();
        edits.iter().for_each(|(range, text)| all.replace(range.clone(), *text));
        all.apply("abcdef")
    }

    #[test]
    fn edits_are_made_once_each_and_never_over_one_another() {
        assert_eq!(applied(&[(3..4, "D"), (0..1, "A"), (3..4, "D")]).as_deref(), Ok("AbcDef"));
        assert_eq!(applied(&[(2..2, "1"), (2..2, "2"), (2..3, "C")]).as_deref(), Ok("ab12Cdef"));
        for overlapping in [[(0..3, "x"), (2..4, "y")], [(0..3, "x"), (0..3, "y")], [(1..9, "x"), (0..1, "")]] {
            assert!(applied(&overlapping).is_err(), "{overlapping:?}");
        }
    }

    #[test]
    fn broken_parts_are_seen() {
        assert!(verified("a", b"<a xmlns:b=\"c\"><b:d/></a>").is_ok());
        for broken in ["<a><b:d/></a>", "<a>", "<a k=1/>", "<a k=\"1\" k=\"2\"/>"] {
            assert!(verified("a", broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
