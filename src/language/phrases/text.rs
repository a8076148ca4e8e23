//! Capitals, lists, sentences, quotation marks and the places of a phrase.

use crate::locale::Language;

impl Language {
    /// A text with a capital first letter; a Turkish i gets its dot.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::Locale;
    /// assert_eq!(words(Locale::Tr).capitalised("istanbul"), "İstanbul");
    /// assert_eq!(words(Locale::En).capitalised("istanbul"), "Istanbul");
    /// ```
    pub fn capitalised(&self, text: &str) -> String {
        let mut rest = text.chars();
        match rest.next() {
            Some('i') => format!("{}{}", self.punctuation.capital_i, rest.as_str()),
            Some(first) => first.to_uppercase().chain(rest).collect(),
            None => String::new(),
        }
    }

    /// A list: `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                let marks = &self.punctuation;
                format!("{}{}{}", first.join(marks.list), marks.last, last.as_ref())
            }
        }
    }

    /// Sentences one after the other, with a space between them. A full-width mark at an end brings its own space, in
    /// whatever language the text round it is.
    pub fn sentences<S: AsRef<str>>(&self, sentences: &[S]) -> String {
        let mut out = String::new();
        for sentence in sentences.iter().map(AsRef::as_ref).filter(|s| !s.is_empty()) {
            if !out.is_empty() && !out.ends_with(['。', '：', '；', '？', '！', '，']) {
                out.push(' ');
            }
            out.push_str(sentence);
        }
        out
    }

    /// The mark at the end of a sentence.
    pub fn stop(&self) -> &'static str {
        self.punctuation.stop
    }

    /// The mark between clauses, with its space.
    pub fn clause(&self) -> &'static str {
        self.punctuation.clause
    }

    /// A text in quotation marks. One in a script that runs from the right is set apart (Unicode isolates), so that what
    /// stands beside it keeps its order.
    ///
    /// ```
    /// use citeplot::{language::phrases::words, model::Locale};
    /// assert_eq!(words(Locale::Ru).quoted("почти"), "«почти»");
    /// assert_eq!(words(Locale::En).quoted("כמעט 10"), "“\u{2068}כמעט 10\u{2069}”");
    /// ```
    pub fn quoted(&self, text: &str) -> String {
        let (open, close) = (self.punctuation.quotes.open, self.punctuation.quotes.close);
        let from_right =
            |c: char| matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        match text.chars().any(from_right) {
            true => format!("{open}\u{2068}{text}\u{2069}{close}"),
            false => format!("{open}{text}{close}"),
        }
    }
}

/// Fills `{name}` places of a phrase.
pub fn fill(phrase: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|c| open + c) else { break };
        out.push_str(&rest[..open]);
        match parts.iter().find(|(name, _)| *name == &rest[open + 1..close]) {
            Some((_, text)) => out.push_str(text),
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}
